import Hummingbird
import Parties
import Regulation
import Supervision

/// How every duty of the regulation stands, and with which body (职责履行页).
struct DutyPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/duties") { try await show($0) }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let asked = visit.query["body"]
        if asked.isEmpty, desk.platform.duties.seesAll(actor) { return try await bodies(visit, actor) }
        return try await body(visit, actor, asked.isEmpty ? actor.body.id : asked)
    }

    // MARK: Every body

    private func bodies(_ visit: Visit, _ actor: Actor) async throws -> Response {
        let texts = visit.texts
        let standings = try await desk.platform.duties.standings(for: actor)
        let portion = visit.portion(of: standings)
        let figures = Self.shown.map { kind in
            let total = standings.map { $0.count(kind) }.reduce(0, +)
            let bodies = standings.count { $0.count(kind) > 0 }
            return FiguresView.Figure(
                value: Numbers.grouped(Int64(total)), name: texts("duties.state.\(kind.rawValue)"),
                href: "/console/duties#bodies", note: texts("duties.bodies", ["count": String(bodies)]),
                tone: kind == .overdue && total > 0 ? .bad : .plain)
        }
        let table = TableView(
            texts("duties.byBody"), captionHidden: true,
            columns: [.init(texts("duties.body"))]
                + DutyState.Kind.allCases.map {
                    .init(texts("duties.state.\($0.rawValue)"), numeric: true)
                },
            rows: portion.lines.map { standing in
                let href = "/console/duties?body=\(Visit.encoded(standing.body.id))"
                return [.head(standing.body.name, href: href)]
                    + DutyState.Kind.allCases.map { kind in
                        let count = standing.count(kind)
                        return count == 0
                            ? .number(0)
                            : .link(Numbers.grouped(Int64(count)), "\(href)&state=\(kind.rawValue)")
                    }
            }, pager: visit.pager(portion))
        return try await desk.page(
            visit, "supervision/duties-bodies",
            BodiesModel(
                lead: desk.profile.title[visit.language], figures: FiguresView(figures: figures), table: table
            ))
    }

    // MARK: One body

    private func body(_ visit: Visit, _ actor: Actor, _ id: String) async throws -> Response {
        let texts = visit.texts
        let standing = try await desk.platform.duties.standing(of: id, for: actor)
        let asked = DutyState.Kind(rawValue: visit.query["state"])
        let figures = DutyState.Kind.allCases.map { kind in
            FiguresView.Figure(
                value: Numbers.grouped(Int64(standing.count(kind))),
                name: texts("duties.state.\(kind.rawValue)"),
                href: visit.href(setting: "state", to: asked == kind ? "" : kind.rawValue),
                note: asked == kind ? texts("duties.chosen") : nil,
                tone: kind == .overdue && standing.count(kind) > 0 ? .bad : .plain)
        }
        let links = EvidenceLinks(
            body: id, isOwn: id == actor.body.id,
            mayOpenBody: desk.platform.parties.mayRead(id, actor) == .allowed)
        let duties = standing.duties.filter { asked == nil || $0.state.kind == asked }
        return try await desk.page(
            visit, "supervision/duties",
            BodyModel(
                crumbs: desk.platform.duties.seesAll(actor)
                    ? [Crumb(texts("nav.duties"), "/console/duties")] : [],
                title: standing.body.name, lead: desk.profile.title[visit.language],
                figures: FiguresView(figures: figures),
                duties: Self.urgent(duties).map { row($0, links, visit) }, hasDuties: !duties.isEmpty,
                empty: EmptyView(
                    texts("duties.emptyTitle"), texts("duties.emptyText"),
                    actionHref: visit.href(setting: "state", to: ""), actionText: texts("duties.all"))))
    }

    /// What is overdue first, then what is due; within a state the order of the profile.
    private static func urgent(_ duties: [DutyStanding]) -> [DutyStanding] {
        DutyState.Kind.allCases.flatMap { kind in duties.filter { $0.state.kind == kind } }
    }

    private func row(_ standing: DutyStanding, _ links: EvidenceLinks, _ visit: Visit) -> Row {
        let texts = visit.texts
        let kind = standing.state.kind
        var remark: String?
        if let day = standing.state.day?.description {
            remark = texts(kind == .overdue ? "duties.since" : "duties.by", ["day": day])
        } else if kind == .unmeasured {
            remark = texts("duties.unmeasured")
        }
        return Row(
            title: standing.duty.title[visit.language],
            citation: desk.citation(standing.duty.article, visit),
            badge: Badge(Self.tone(kind), texts("duties.state.\(kind.rawValue)")), remark: remark,
            evidence: standing.evidence.map { evidence in
                let count = Numbers.grouped(evidence.count)
                return Line(
                    words: evidence.words[visit.language],
                    count: evidence.isAtLeast ? texts("duties.atLeast", ["count": count]) : count,
                    href: evidence.count > 0 ? links.href(evidence.place) : nil)
            })
    }

    private static func tone(_ kind: DutyState.Kind) -> Tone {
        switch kind {
        case .overdue: .bad
        case .due: .warn
        case .met: .good
        case .notYetApplicable: .info
        case .unmeasured: .plain
        }
    }

    /// The figures above the table of bodies.
    private static let shown: [DutyState.Kind] = [.overdue, .due, .met]

    struct BodiesModel {
        let lead: String
        let figures: FiguresView
        let table: TableView
    }

    struct BodyModel {
        let crumbs: [Crumb]
        let title: String
        let lead: String
        let figures: FiguresView
        let duties: [Row]
        let hasDuties: Bool
        let empty: EmptyView
    }

    struct Row {
        let title: String
        let citation: CitationView?
        let badge: Badge
        let remark: String?
        let evidence: [Line]
    }

    struct Line {
        let words: String
        let count: String
        let href: String?
    }
}
