import Hummingbird

/// What every answer passes on its way out (应答外壳): the one place that states in which order, for the router and for the
/// calls that are answered ahead of it.
struct AnswerShell: RouterMiddleware {
    let failures: FailureAnswers
    let bodies: UnreadBodies
    let headers: SecurityHeaders

    func handle(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await failures.answer(request, context: context, next: next)
        bodies.end(request, with: &response, context: context)
        headers.put(on: &response, context: context)
        AccessLog.tell(request, response, context, since: start)
        return response
    }
}
