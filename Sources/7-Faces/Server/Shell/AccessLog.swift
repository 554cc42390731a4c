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
        context.logger.info(
            "\(request.method.rawValue) \(context.endpointPath ?? "-") \(response.status.code)",
            metadata: ["microseconds": "\((ContinuousClock.now - start) / .microseconds(1))"])
        return response
    }
}
