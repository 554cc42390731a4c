import HTTPTypes
import Hummingbird
import NIOCore

/// Ends connections whose request body may go on after the answer (未读完的正文).
///
/// The server below reads the rest of a body before it takes the next request; a sender without end would hold
/// it for ever, and need not even sign in. Requests with a chunked or a large body therefore have their
/// connection to themselves: nothing more is read once they are answered, and it closes shortly after, so that the
/// answer still arrives.
struct UnreadBodies {
    /// A body up to this size is read to its end at no cost.
    let bytesReadAnyway: Int
    static let linger = TimeAmount.seconds(2)

    /// Whether the body is read to its end before the next request is taken.
    func isReadAnyway(_ request: Request) -> Bool {
        let stated = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        return request.headers[.transferEncoding] == nil && stated <= bytesReadAnyway
    }

    func end(_ request: Request, with response: inout Response, context: ServerContext) {
        if isReadAnyway(request) { return }
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
    }
}
