import Hummingbird
import Parties
import Regulation

/// Bodies: the list, one body with its people and systems, registering one (单位管理页).
struct BodyPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/parties") { try await list($0, form: Form(), refusal: nil) }
        routes.post("console/parties") { try await add($0, $1) }
        routes.get("console/parties/{body}") { try await BodyPage(desk: desk).show($0) }
        routes.post("console/parties/{body}/state") { try await setState($0, $1) }
        routes.post("console/parties/{body}/people") { try await addPerson($0, $1) }
        routes.post("console/parties/{body}/systems") { try await addSystem($0, $1) }
    }

    private func list(_ visit: Visit, form: Form, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let parties = desk.platform.parties
        let texts = visit.texts
        let bodies = try await parties.bodies(
            activeOnly: false, after: visit.query["after"], limit: Self.pageSize)
        let next = bodies.count == Self.pageSize ? bodies.last?.id : nil
        return try await desk.page(
            visit, "parties/list",
            ListModel(
                faults: desk.faults(refusal, visit),
                table: TableView(
                    texts("nav.parties"), captionHidden: true,
                    columns: [
                        .init(texts("party.name")), .init(texts("party.kind")),
                        .init(texts("party.creditCode")),
                        .init(texts("party.level")), .init(texts("party.state")),
                    ],
                    rows: bodies.map { body in
                        [
                            .head(body.name, href: "/console/parties/\(body.id)"),
                            .text(texts("party.kind-\(body.kind.rawValue)")), .code(body.creditCode),
                            .text(body.level.name[visit.language], sub: body.division),
                            .badge(PartyWords.state(body.isActive, visit)),
                        ]
                    }, empty: EmptyView(texts("party.emptyTitle"), texts("party.emptyText")),
                    pager: PagerView(
                        nextHref: next.map { visit.href(setting: "after", to: $0) }, previousHref: nil,
                        texts: texts)),
                form: parties.mayAdminister(actor) == .allowed
                    ? BodyForm(form, reasons: refusal?.reasons ?? [], profile: desk.profile, visit: visit)
                    : nil,
                isFilled: refusal != nil),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private static let pageSize = 100

    private func add(_ visit: Visit, _ form: Form) async throws -> Response {
        do {
            guard let kind = Body.Kind(rawValue: form["kind"]),
                let level = AdministrativeLevel(rawValue: form["level"])
            else { throw Refusal(ServerCodes.malformedForm, field: "kind") }
            let body = try await desk.platform.parties.addBody(
                name: form["name"], creditCode: form["creditCode"], kind: kind, division: form["division"],
                level: level, by: visit.actor)
            return desk.done("/console/parties/\(body.id)", notice: "party.added")
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await list(visit, form: form, refusal: refusal)
        }
    }

    private func setState(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("body")
        if form["active"] == "yes" {
            try await desk.platform.parties.reactivateBody(id, by: visit.actor)
        } else {
            try await desk.platform.parties.deactivateBody(id, by: visit.actor)
        }
        return desk.done("/console/parties/\(id)", notice: "party.changed")
    }

    private func addPerson(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("body")
        do {
            let password = form.exact("password")
            let person = try await desk.platform.parties.addPerson(
                account: form["account"], name: form["name"], body: id, roles: Set(form.all("roles")),
                password: password.isEmpty ? nil : password, by: visit.actor)
            return desk.done("/console/people/\(person.id)", notice: "party.added")
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await BodyPage(desk: desk).show(visit, person: form, refusal: refusal)
        }
    }

    private func addSystem(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("body")
        do {
            let system = try await desk.platform.parties.addSystem(
                name: form["name"], body: id, filing: form["filing"].isEmpty ? nil : form["filing"],
                by: visit.actor)
            return desk.done("/console/systems/\(system.id)", notice: "party.added")
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await BodyPage(desk: desk).show(visit, system: form, refusal: refusal)
        }
    }

    struct ListModel {
        let faults: FaultsView?
        let table: TableView
        let form: BodyForm?
        let isFilled: Bool
    }
}

/// The form that registers a body (单位登记表).
struct BodyForm {
    let fields: [FieldView]

    init(_ form: Form, reasons: [Reason], profile: Profile, visit: Visit) {
        let texts = visit.texts
        func error(_ name: String) -> String? { FaultsView.error(at: name, reasons, visit.language) }
        fields = [
            .input(
                "name", texts("party.name"), value: form["name"], error: error("name"), required: true,
                maxLength: 100),
            .input(
                "creditCode", texts("party.creditCode"), value: form["creditCode"], hint: "GB 32100",
                error: error("creditCode"), required: true, maxLength: 18),
            .select(
                "kind", texts("party.kind"),
                options: Body.Kind.allCases.map { ($0.rawValue, texts("party.kind-\($0.rawValue)")) },
                chosen: form["kind"].isEmpty ? Body.Kind.department.rawValue : form["kind"],
                error: error("kind")),
            .select(
                "level", texts("party.level"),
                options: AdministrativeLevel.allCases.map { ($0.rawValue, $0.name[visit.language]) },
                chosen: form["level"].isEmpty ? profile.jurisdiction.level.rawValue : form["level"],
                error: error("level")),
            .input(
                "division", texts("party.division"),
                value: form["division"].isEmpty ? profile.jurisdiction.division : form["division"],
                hint: "GB/T 2260", error: error("division"), required: true, maxLength: 12,
                inputMode: "numeric"),
        ]
    }
}

/// How the standing of parties is said.
enum PartyWords {
    static func state(_ isActive: Bool, _ visit: Visit) -> Badge {
        isActive ? Badge(.good, visit.texts("party.active")) : Badge(.bad, visit.texts("party.inactive"))
    }
}
