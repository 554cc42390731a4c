import Catalogue
import Exchange
import Hummingbird
import Ledger
import Parties
import Regulation

/// Usage records: who used what, for what purpose, approved by whom (使用记录页).
struct UsagePages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/usage") { try await list($0) }
        routes.get("console/grants/{grant}/usage") { try await ofGrant($0) }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let seesAll = actor.oversees(desk.profile)
        let own = try await desk.platform.catalogue.search(
            EntryFilter(body: actor.body.id, pageSize: EntryFilter.pageSizeMax), for: actor
        ).entries.filter { $0.code != nil }
        let asked = visit.query["entry"]
        func given(_ name: String) -> String? { visit.query[name].isEmpty ? nil : visit.query[name] }
        let offset = desk.profile.utcOffsetSeconds
        let filter = UsageFilter(
            entry: given("entry"),
            from: given("from").flatMap { LocalDate($0) }?.start(offsetSeconds: offset),
            until: given("until").flatMap { LocalDate($0) }?.adding(days: 1).start(offsetSeconds: offset))
        let usages = try await desk.platform.exchange.usages(
            filter, before: given("before").flatMap { Int64($0) }, limit: Self.pageSize, for: actor)
        return try await desk.page(
            visit, "supervision/usage",
            Model(
                crumbs: [], title: texts("nav.usage"), rule: desk.citation(.usageRecord, visit),
                isFiltered: true,
                entry: seesAll
                    ? .input("entry", texts("usage.entryCode"), value: asked, maxLength: 64)
                    : .select(
                        "entry", texts("usage.which"),
                        options: [("", texts("usage.ours"))]
                            + own.map { ($0.code ?? "", texts("usage.of", ["name": $0.content.name])) },
                        chosen: asked),
                from: .input(
                    "from", texts("usage.from"), value: visit.query["from"], type: "date", maxLength: 10),
                until: .input(
                    "until", texts("usage.until"), value: visit.query["until"], type: "date", maxLength: 10),
                table: try await table(usages, visit)))
    }

    private func ofGrant(_ visit: Visit) async throws -> Response {
        let grant = try await desk.platform.exchange.grant(visit.parameter("grant"), for: visit.actor)
        let entries = try await desk.entries([grant.entry])
        let code = entries[grant.entry]?.code ?? ""
        let usages = try await desk.platform.ledger.usages(
            UsageFilter(entry: code, body: grant.body), before: Int64(visit.query["before"]),
            limit: Self.pageSize)
        return try await desk.page(
            visit, "supervision/usage",
            Model(
                crumbs: [
                    Crumb(visit.texts("nav.grants"), "/console/grants"),
                    Crumb(entries[grant.entry]?.content.name ?? code, "/console/grants/\(grant.id)"),
                ],
                title: visit.texts("nav.usage"), rule: desk.citation(.usageRecord, visit), isFiltered: false,
                entry: nil, from: nil, until: nil,
                table: try await table(
                    usages.filter { $0.content.grant == grant.id }, visit,
                    next: usages.count == Self.pageSize ? usages.last?.position : nil)))
    }

    private static let pageSize = 100

    private func table(
        _ usages: [Positioned<UsageRecord>], _ visit: Visit, next: Int64? = nil
    ) async throws -> TableView {
        let texts = visit.texts
        let names = try await desk.bodyNames(usages.map(\.content.body))
        let systems = try await desk.systemNames(usages.map { Self.user($0.content).system })
        let next = next ?? (usages.count == Self.pageSize ? usages.last?.position : nil)
        return TableView(
            texts("nav.usage"), captionHidden: true,
            columns: [
                .init(texts("usage.time")), .init(texts("usage.body")), .init(texts("usage.purpose")),
                .init(texts("usage.content")), .init(texts("usage.means")), .init(texts("usage.approver")),
                .init(texts("usage.outcome")),
            ],
            rows: usages.map { positioned in
                let usage = positioned.content
                let user = Self.user(usage)
                return [
                    .timeHead(desk.time(usage.at), sub: usage.entry),
                    .text(
                        names[usage.body] ?? usage.body,
                        sub: [systems[user.system] ?? "", user.person].filter { !$0.isEmpty }.joined(
                            separator: " · ")), .text(usage.purpose),
                    .text(usage.content.replacing(",", with: "、")),
                    .text(texts("means.\(usage.means)"), sub: texts("medium.\(usage.medium)")),
                    .text(usage.approver),
                    usage.outcome == .answered
                        ? .badge(
                            Badge(.good, texts("usage.answered")),
                            sub: texts("usage.rows", ["count": String(usage.rows)]))
                        : .badge(Badge(.bad, texts("usage.refused")), sub: usage.refusal),
                ]
            },
            empty: EmptyView(texts("usage.emptyTitle"), texts("usage.emptyText")),
            pager: PagerView(
                nextHref: next.map { visit.href(setting: "before", to: String($0)) }, previousHref: nil,
                texts: texts))
    }

    /// The system of a record, and the person that it named: `system:<id> <person>`.
    private static func user(_ usage: UsageRecord) -> (system: String, person: String) {
        let sides = usage.user.split(separator: " ", maxSplits: 1).map(String.init)
        let system = sides.first.map { $0.hasPrefix("system:") ? String($0.dropFirst(7)) : "" } ?? ""
        return (system, sides.count == 2 ? sides[1] : "")
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let rule: CitationView?
        let isFiltered: Bool
        let entry: FieldView?
        let from: FieldView?
        let until: FieldView?
        let table: TableView
    }
}
