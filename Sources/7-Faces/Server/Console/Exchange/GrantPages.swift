import Exchange
import Hummingbird
import Parties
import Regulation

/// Grants: the list, one grant, and ending or suspending it (授权页).
struct GrantPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/grants") { try await list($0) }
        routes.get("console/grants/{grant}") { try await show($0, form: nil, refusal: nil) }
        routes.post("console/grants/{grant}/state") { try await change($0, $1) }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let grants = try await desk.platform.exchange.grants(for: visit.actor, limit: 200)
        return try await desk.page(
            visit, "exchange/grants",
            ListModel(table: try await GrantList(desk: desk).table(grants, visit, showsEntry: true)))
    }

    private func change(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("grant")
        guard let state = Grant.State(rawValue: form["state"]) else {
            throw Refusal(ServerCodes.malformedForm, field: "state")
        }
        do {
            try await desk.platform.exchange.setState(state, of: id, reason: form["reason"], by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/grants/\(id)", notice: "grant.\(state.rawValue)")
    }

    private func show(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let grant = try await desk.platform.exchange.grant(visit.parameter("grant"), for: actor)
        let entries = try await desk.entries([grant.entry])
        guard let entry = entries[grant.entry] else { throw Refusal(ServerCodes.noSuchPage) }
        let bodies = try await desk.bodyNames([grant.body, entry.body])
        let systems = try await desk.systemNames([grant.system])
        let description = ApplicationDescription(desk: desk, visit: visit)
        let maySet = desk.platform.exchange.maySetState(of: grant, actor) == .allowed
        return try await desk.page(
            visit, "exchange/grant",
            Model(
                crumbs: [Crumb(texts("nav.grants"), "/console/grants")], title: entry.content.name,
                badges: [desk.stateBadge(grant, visit)], base: "/console/grants/\(grant.id)",
                faults: desk.faults(refusal, visit),
                facts: FactsView([
                    Fact(texts("grant.number"), code: grant.id),
                    Fact(
                        texts("application.entry"), entry.content.name, href: "/console/entries/\(entry.id)"),
                    Fact(texts("application.provider"), bodies[entry.body] ?? ""),
                    Fact(texts("application.body"), bodies[grant.body] ?? ""),
                    Fact(texts("application.system"), systems[grant.system] ?? ""),
                    Fact(texts("application.basis"), grant.basis),
                    Fact(texts("application.scene"), grant.scene),
                    Fact(
                        texts("application.purpose"), grant.purpose,
                        citation: desk.citation(.useWithinGrant, visit)),
                    Fact(texts("application.forms"), badges: description.forms(grant.forms)),
                    Fact(texts("grant.term"), "\(grant.from) — \(grant.until)"),
                    Fact(texts("grant.approver"), grant.approver),
                    Fact(
                        texts("grant.application"), texts("grant.seeApplication"),
                        href: "/console/applications/\(grant.application)"),
                ]),
                items: description.items(grant.items, of: entry),
                change: maySet
                    ? Change(
                        reason: .area(
                            "reason", texts("grant.reason"), value: form?["reason"] ?? "",
                            error: FaultsView.error(at: "reason", refusal?.reasons ?? [], visit.language),
                            required: grant.state == .active, maxLength: Exchange.reasonMax),
                        isActive: grant.state == .active) : nil),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct ListModel { let table: TableView }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let base: String
        let faults: FaultsView?
        let facts: FactsView
        let items: TableView
        let change: Change?
    }

    struct Change {
        let reason: FieldView
        let isActive: Bool
    }
}
