import Cases
import Catalogue
import Exchange
import HTTPTypes
import Hummingbird
import Intake
import Ledger
import Parties
import Regulation

/// The ledger: how large it is, what stands in it, how anybody verifies it (台账页).
struct LedgerPages: Sendable {
    let desk: Desk
    /// The names of what the ledger keeps, by kind.
    let kinds: [String: Bilingual]

    func register(on routes: ConsoleRoutes) {
        routes.get("console/ledger") { try await show($0) }
        routes.get("console/ledger/{position}/proof") { try await proof($0) }
    }

    /// Who did what is for those who supervise; the tree itself is for everyone.
    private func maySeeEvents(_ actor: Actor) -> Bool {
        desk.platform.exchange.mayReadLedger(actor) == .allowed
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let ledger = desk.platform.ledger
        let isOpen = maySeeEvents(actor)
        let events = isOpen ? try await ledger.events(before: Int64(visit.query["before"]), limit: 50) : []
        let names = try await desk.bodyNames(events.map(\.content.body))
        let size = try await ledger.size()
        return try await desk.page(
            visit, "supervision/ledger",
            Model(
                figures: FiguresView(figures: [
                    .init(
                        value: Numbers.grouped(size), name: texts("ledger.size"), href: "/ledger/checkpoint")
                ]),
                origin: ledger.origin, checkpoint: try await ledger.checkpoint() ?? texts("ledger.none"),
                keys: ledger.verifierKeys, records: desk.citation(.usageRecord, visit),
                events: isOpen ? table(events, names, visit) : nil))
    }

    private func table(
        _ events: [Positioned<RecordedEvent>], _ names: [String: String], _ visit: Visit
    ) -> TableView {
        let texts = visit.texts
        let next = events.count == 50 ? events.last?.position : nil
        return TableView(
            texts("ledger.events"), captionHidden: true,
            columns: [
                .init(texts("ledger.position"), numeric: true), .init(texts("ledger.time")),
                .init(texts("ledger.act")), .init(texts("ledger.actor")), .init(texts("ledger.subject")),
                .init(texts("case.article")), .init(texts("ledger.proof")),
            ],
            rows: events.map { event in
                [
                    .number(event.position), .time(desk.time(event.content.at)),
                    .text(
                        kinds[event.content.kind]?[visit.language] ?? event.content.kind,
                        sub: facts(event.content)),
                    .text(names[event.content.body] ?? "", sub: event.content.actor),
                    .code(event.content.subject),
                    .cited(desk.citation(event.content.article, visit)),
                    .shortLink(texts("ledger.download"), "/console/ledger/\(event.position)/proof"),
                ]
            },
            empty: EmptyView(texts("ledger.emptyTitle"), texts("ledger.emptyText")),
            pager: PagerView(
                nextHref: next.map { visit.href(setting: "before", to: String($0)) }, previousHref: nil,
                texts: texts))
    }

    private func facts(_ event: RecordedEvent) -> String {
        event.facts.prefix(6).map { "\($0.name)=\($0.value.prefix(60))" }.joined(separator: " · ")
    }

    private func proof(_ visit: Visit) async throws -> Response {
        guard maySeeEvents(try visit.actor) else { throw Refusal(ServerCodes.noSuchPage) }
        guard let position = Int64(try visit.parameter("position")) else {
            throw Refusal(ServerCodes.noSuchPage)
        }
        let proof = try await desk.platform.ledger.proof(at: position)
        var response = Answers.text(proof.text)
        response.headers[.contentDisposition] = "attachment; filename=\"\(position).tlog-proof\""
        return response
    }

    struct Model {
        let figures: FiguresView
        let origin: String
        let checkpoint: String
        let keys: [String]
        let records: CitationView?
        let events: TableView?
    }
}
