import HTTPTypes
import Hummingbird
import NIOCore

/// Ends connections whose request body may go on after the answer (未读完的正文).
///
/// The server below reads the rest of a body before it takes the next request; a sender without end would hold
/// it for ever, and need not even sign in. Requests with a chunked or a large body therefore have their
/// connection to themselves: nothing more is read once they are answered, and it closes shortly after, so that the
/// answer still arrives.
struct UnreadBodies: RouterMiddleware {
    /// A body up to this size is read to its end at no cost.
    let bytesReadAnyway: Int
    static let linger = TimeAmount.seconds(2)

    func handle(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        let stated = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard request.headers[.transferEncoding] != nil || stated > bytesReadAnyway else { return response }
        response.headers[.connection] = "close"
        let channel = context.channel
        let body = response.body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            defer {
                channel.close(mode: .input, promise: nil)
                channel.eventLoop.scheduleTask(in: Self.linger) { channel.close(promise: nil) }
            }
            try await body.write(writer)
        }
        return response
    }
}
