import Hummingbird
import Parties
import Regulation

/// One person: posts, password, standing (人员页).
struct PersonPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/people/{person}") { try await show($0, refusal: nil) }
        routes.post("console/people/{person}/roles") { visit, form in
            try await act(visit, "party.changed") { id, actor in
                try await desk.platform.parties.changeRoles(of: id, to: Set(form.all("roles")), by: actor)
            }
        }
        routes.post("console/people/{person}/password") { visit, form in
            try await act(visit, "party.password") { id, actor in
                try await desk.platform.parties.setPassword(form.exact("password"), of: id, by: actor)
            }
        }
        routes.post("console/people/{person}/state") { visit, form in
            try await act(visit, "party.changed") { id, actor in
                if form["active"] == "yes" {
                    try await desk.platform.parties.reactivatePerson(id, by: actor)
                } else {
                    try await desk.platform.parties.deactivatePerson(id, by: actor)
                }
            }
        }
    }

    private func act(
        _ visit: Visit, _ notice: String, _ work: (String, Actor) async throws -> Void
    ) async throws -> Response {
        let id = try visit.parameter("person")
        do {
            try await work(id, visit.actor)
        } catch let refusal as Refusal
            where refusal.code.kind != .missing && refusal.code != ServerCodes.signInRequired
        {
            return try await show(visit, refusal: refusal)
        }
        return desk.done("/console/people/\(id)", notice: notice)
    }

    private func show(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let parties = desk.platform.parties
        let isAdministrator = parties.mayAdminister(actor) == .allowed
        guard let person = try await parties.person(visit.parameter("person")),
            isAdministrator || person.body == actor.body.id || actor.administers(desk.profile)
        else { throw Refusal(PartiesCodes.personNotFound) }
        let body = try await parties.body(person.body)
        func error(_ name: String) -> String? {
            FaultsView.error(at: name, refusal?.reasons ?? [], visit.language)
        }
        return try await desk.page(
            visit, "parties/person",
            Model(
                crumbs: [
                    Crumb(texts("nav.parties"), "/console/parties"),
                    Crumb(body.name, "/console/parties/\(body.id)"),
                ],
                title: person.name, badges: [PartyWords.state(person.isActive, visit)],
                base: "/console/people/\(person.id)", isActive: person.isActive,
                isAdministrator: isAdministrator, faults: desk.faults(refusal, visit),
                facts: FactsView([
                    Fact(texts("signIn.account"), code: person.account),
                    Fact(texts("account.body"), body.name, href: "/console/parties/\(body.id)"),
                ]),
                roles: .choices(
                    "roles", texts("account.roles"),
                    options: desk.profile.roles.map { ($0.id, $0.name[visit.language]) },
                    chosen: person.roles.sorted(), several: true, error: error("roles")),
                password: .input(
                    "password", texts("account.password"), type: "password",
                    hint: texts("account.rules", ["min": String(PasswordRules.lengthMin)]),
                    error: error("password"), required: true, autocomplete: "new-password",
                    maxLength: PasswordRules.bytesMax)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let base: String
        let isActive: Bool
        let isAdministrator: Bool
        let faults: FaultsView?
        let facts: FactsView
        let roles: FieldView
        let password: FieldView
    }
}
