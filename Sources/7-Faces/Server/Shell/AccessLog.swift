import Hummingbird
import Logging

/// Writes one line for each answer (访问日志): method, route, status, duration, identifier.
///
/// The route is the pattern, not the path, and the query is left out: no personal value reaches the log.
enum AccessLog {
    static func tell(
        _ request: Request, _ response: Response, _ context: ServerContext,
        since start: ContinuousClock.Instant
    ) {
        context.logger.info(
            "\(request.method.rawValue) \(context.endpointPath ?? "-") \(response.status.code)",
            metadata: ["microseconds": "\((ContinuousClock.now - start) / .microseconds(1))"])
    }
}
