import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// Turns every error into an answer (错误应答): a page under `/console`, problem details everywhere else.
struct FailureAnswers {
    let book: ArticleBook
    /// Renders the page for a person.
    let page: @Sendable (Failure, Request, ServerContext) -> Response

    func answer(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // The connection itself is broken: the server below answers and closes it.
            throw error
        } catch {
            let failure = Failure(error)
            if failure.isFault {
                context.logger.error(
                    "\(request.method.rawValue) \(context.endpointPath ?? "-") failed: \(error)")
            }
            var response =
                Self.isForPeople(request)
                ? page(failure, request, context) : Self.problem(failure, context: context, book: book)
            if failure.status == .serviceUnavailable { response.headers[.retryAfter] = "1" }
            return response
        }
    }

    /// Pages live at `/` and under `/console`; everything else is for programs.
    static func isForPeople(_ request: Request) -> Bool {
        let path = request.uri.path
        if path.hasPrefix("/console") || path == "/" { return true }
        if path.hasPrefix("/api") || path.hasPrefix("/intake") || path.hasPrefix("/governance")
            || path.hasPrefix("/exchange")
            || path.hasPrefix("/ledger") || path.hasPrefix("/assets")
        {
            return false
        }
        return request.headers[.accept]?.contains("text/html") ?? false
    }

    static func problem(_ failure: Failure, context: ServerContext, book: ArticleBook) -> Response {
        let problem = Problem(
            failure.reasons, status: failure.status.code, requestID: context.requestID, citing: book)
        var response = Answers.json(problem, status: failure.status)
        response.headers[.contentType] = "application/problem+json"
        if failure.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}
