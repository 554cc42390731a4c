import Hummingbird
import Parties
import Regulation

/// One's own account: who one is here, and one's password (我的账号).
struct AccountPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/account") { try await show($0, refusal: nil) }
        routes.post("console/account/password") { try await change($0, $1) }
    }

    private func change(_ visit: Visit, _ form: Form) async throws -> Response {
        _ = try visit.actor
        guard let session = visit.session else { throw Refusal(ServerCodes.signInRequired) }
        do {
            guard form.exact("password") == form.exact("again") else {
                throw Refusal(
                    ServerCodes.invalidField,
                    detail: Bilingual("两次输入的新密码不一致", "The two new passwords differ"), field: "again")
            }
            try await desk.platform.parties.changePassword(
                current: form.exact("current"), new: form.exact("password"), session: session,
                origin: visit.context.origin(visit.request, settings: desk.settings))
        } catch let refusal as Refusal {
            return try await show(visit, refusal: refusal)
        }
        return desk.done("/console/account", notice: "account.password")
    }

    private func show(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        func field(_ name: String, _ autocomplete: String, hint: String? = nil) -> FieldView {
            .input(
                name, texts("account.\(name)"), type: "password", hint: hint,
                error: FaultsView.error(at: name, refusal?.reasons ?? [], visit.language), required: true,
                autocomplete: autocomplete, maxLength: PasswordRules.bytesMax)
        }
        var facts = [
            Fact(texts("account.name"), actor.displayName), Fact(texts("account.body"), actor.body.name),
            Fact(
                texts("account.roles"),
                badges: actor.roles.sorted().map { Badge(.plain, desk.role($0, visit.language)) }),
        ]
        if case .person(let person) = actor.identity {
            facts.insert(Fact(texts("signIn.account"), code: person.account), at: 0)
        }
        return try await desk.page(
            visit, "account",
            Model(
                facts: FactsView(facts), faults: desk.faults(refusal, visit),
                current: field("current", "current-password"),
                password: field(
                    "password", "new-password",
                    hint: texts("account.rules", ["min": String(PasswordRules.lengthMin)])),
                again: field("again", "new-password")),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct Model {
        let facts: FactsView
        let faults: FaultsView?
        let current: FieldView
        let password: FieldView
        let again: FieldView
    }
}
