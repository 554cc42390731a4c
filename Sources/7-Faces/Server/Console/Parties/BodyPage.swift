import Hummingbird
import Parties
import Regulation

/// One body with its people and systems (单位页).
struct BodyPage: Sendable {
    let desk: Desk

    func show(
        _ visit: Visit, person: Form? = nil, system: Form? = nil, refusal: Refusal? = nil
    ) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let parties = desk.platform.parties
        let body = try await parties.body(visit.parameter("body"))
        let isAdministrator = parties.mayAdminister(actor) == .allowed
        try parties.mayRead(body.id, actor).orThrow()
        let keepsSystems = parties.mayKeepSystems(of: body.id, actor) == .allowed
        return try await desk.page(
            visit, "parties/body",
            Model(
                crumbs: [Crumb(texts("nav.parties"), "/console/parties")], title: body.name,
                badges: [PartyWords.state(body.isActive, visit)], base: "/console/parties/\(body.id)",
                isActive: body.isActive, isAdministrator: isAdministrator, keepsSystems: keepsSystems,
                faults: desk.faults(refusal, visit),
                facts: FactsView([
                    Fact(texts("party.kind"), texts("party.kind-\(body.kind.rawValue)")),
                    Fact(texts("party.creditCode"), code: body.creditCode),
                    Fact(texts("party.level"), "\(body.level.name[visit.language]) \(body.division)"),
                ]),
                people: people(try await parties.people(in: body.id), visit),
                systems: systems(try await parties.systems(of: body.id), visit),
                personForm: isAdministrator
                    ? personFields(person ?? Form(), person == nil ? nil : refusal, visit) : nil,
                isPersonFilled: person != nil,
                systemForm: keepsSystems
                    ? systemFields(system ?? Form(), system == nil ? nil : refusal, visit) : nil,
                isSystemFilled: system != nil),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func people(_ people: [Person], _ visit: Visit) -> TableView {
        TableView(
            visit.texts("party.people"), captionHidden: true,
            columns: [
                .init(visit.texts("account.name")), .init(visit.texts("signIn.account")),
                .init(visit.texts("account.roles")), .init(visit.texts("party.state")),
            ],
            rows: people.map { person in
                [
                    .head(person.name, href: "/console/people/\(person.id)"), .code(person.account),
                    .text(
                        person.roles.sorted().map { desk.role($0, visit.language) }.joined(
                            separator: visit.language == .chinese ? "、" : ", ")),
                    .badge(PartyWords.state(person.isActive, visit)),
                ]
            }, empty: EmptyView(visit.texts("party.noPeopleTitle"), visit.texts("party.noPeopleText")))
    }

    private func systems(_ systems: [InformationSystem], _ visit: Visit) -> TableView {
        TableView(
            visit.texts("party.systems"), captionHidden: true,
            columns: [
                .init(visit.texts("party.system")), .init(visit.texts("party.filing")),
                .init(visit.texts("party.state")),
            ],
            rows: systems.map { system in
                [
                    .head(system.name, href: "/console/systems/\(system.id)"), .text(system.filing ?? ""),
                    .badge(PartyWords.state(system.isActive, visit)),
                ]
            }, empty: EmptyView(visit.texts("party.noSystemsTitle"), visit.texts("party.noSystemsText")))
    }

    private func personFields(_ form: Form, _ refusal: Refusal?, _ visit: Visit) -> [FieldView] {
        let texts = visit.texts
        func error(_ name: String) -> String? {
            FaultsView.error(at: name, refusal?.reasons ?? [], visit.language)
        }
        return [
            .input(
                "name", texts("account.name"), value: form["name"], error: error("name"), required: true,
                maxLength: 50),
            .input(
                "account", texts("signIn.account"), value: form["account"], hint: texts("party.accountHint"),
                error: error("account"), required: true, maxLength: 32),
            .choices(
                "roles", texts("account.roles"),
                options: desk.profile.roles.map { ($0.id, $0.name[visit.language]) },
                chosen: form.all("roles"),
                several: true, error: error("roles")),
            .input(
                "password", texts("party.firstPassword"), type: "password",
                hint: texts("account.rules", ["min": String(PasswordRules.lengthMin)]),
                error: error("password"),
                autocomplete: "new-password", maxLength: PasswordRules.bytesMax),
        ]
    }

    private func systemFields(_ form: Form, _ refusal: Refusal?, _ visit: Visit) -> [FieldView] {
        func error(_ name: String) -> String? {
            FaultsView.error(at: name, refusal?.reasons ?? [], visit.language)
        }
        let fields: [FieldView] = [
            .input(
                "name", visit.texts("party.system"), value: form["name"], error: error("name"),
                required: true,
                maxLength: 100),
            .input(
                "filing", visit.texts("party.filing"), value: form["filing"],
                hint: visit.texts("party.filingHint"),
                error: error("filing"), maxLength: 64),
        ]
        return fields.map { $0.within("system") }
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let base: String
        let isActive: Bool
        let isAdministrator: Bool
        let keepsSystems: Bool
        let faults: FaultsView?
        let facts: FactsView
        let people: TableView
        let systems: TableView
        let personForm: [FieldView]?
        let isPersonFilled: Bool
        let systemForm: [FieldView]?
        let isSystemFilled: Bool
    }
}
