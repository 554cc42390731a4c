import Hummingbird
import Parties
import Regulation

/// Signing in and out (登录与退出).
struct SignInPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/sign-in") { visit in
            if visit.person != nil { return Answers.seeOther("/console") }
            return try await show(visit, account: "", next: visit.query["next"], refusal: nil)
        }
        routes.post("console/sign-in") { try await signIn($0, $1) }
        routes.post("console/sign-out") { visit, _ in try await signOut(visit) }
    }

    private func signIn(_ visit: Visit, _ form: Form) async throws -> Response {
        do {
            let session = try await desk.platform.parties.signIn(
                account: form["account"], password: form.exact("password"),
                origin: visit.context.origin(visit.request, settings: desk.settings))
            var response = Answers.seeOther(Self.safe(form["next"]))
            response.setCookie(.session, session.token, settings: desk.settings)
            return response
        } catch let refusal as Refusal {
            return try await show(visit, account: form["account"], next: form["next"], refusal: refusal)
        }
    }

    private func signOut(_ visit: Visit) async throws -> Response {
        if let session = visit.session { try await desk.platform.parties.signOut(session) }
        var response = Answers.seeOther("/console/sign-in")
        response.setCookie(.session, "", secondsMax: 0, settings: desk.settings)
        return response
    }

    /// Only pages of our own console, never another site.
    static func safe(_ next: String) -> String {
        guard next == "/console" || next.hasPrefix("/console/") || next.hasPrefix("/console?"),
            next.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C })
        else { return "/console" }
        return next
    }

    private func show(_ visit: Visit, account: String, next: String, refusal: Refusal?) async throws
        -> Response
    {
        try await desk.page(
            visit, "sign-in",
            Model(
                next: Self.safe(next), faults: desk.faults(refusal, visit),
                account: .input(
                    "account", visit.texts("signIn.account"), value: account, required: true,
                    autocomplete: "username", maxLength: 64),
                password: .input(
                    "password", visit.texts("signIn.password"), type: "password", required: true,
                    autocomplete: "current-password", maxLength: PasswordRules.bytesMax)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct Model {
        let next: String
        let faults: FaultsView?
        let account: FieldView
        let password: FieldView
    }
}
