import Hummingbird
import Logging

/// Writes one line for each answer (访问日志): method, route, status, duration, identifier.
///
/// The route is the pattern, not the path, and the query is left out: no personal value reaches the log.
struct AccessLog: RouterMiddleware {
    func handle(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        Self.tell(request, response, context, since: start)
        return response
    }

    static func tell(
        _ request: Request, _ response: Response, _ context: ServerContext,
        since start: ContinuousClock.Instant
    ) {
        context.logger.info(
            "\(request.method.rawValue) \(context.endpointPath ?? "-") \(response.status.code)",
            metadata: ["microseconds": "\((ContinuousClock.now - start) / .microseconds(1))"])
    }
}
