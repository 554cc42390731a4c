import Exchange
import Regulation

/// Lists of grants in the one form that all pages use (授权列表).
struct GrantList: Sendable {
    let desk: Desk

    func table(_ grants: [Grant], _ visit: Visit, showsEntry: Bool) async throws -> TableView {
        let texts = visit.texts
        let bodies = try await desk.bodyNames(grants.map(\.body))
        let systems = try await desk.systemNames(grants.map(\.system))
        let entries = showsEntry ? try await desk.entries(grants.map(\.entry)) : [:]
        let description = ApplicationDescription(desk: desk, visit: visit)
        return TableView(
            texts("nav.grants"), captionHidden: true,
            columns: [
                .init(texts(showsEntry ? "application.entry" : "application.body")),
                .init(texts(showsEntry ? "application.body" : "application.system")),
                .init(texts("application.purpose")), .init(texts("application.forms")),
                .init(texts("item.count"), numeric: true), .init(texts("grant.until")),
                .init(texts("grant.state")),
            ],
            rows: grants.map { grant in
                let body = bodies[grant.body] ?? grant.body
                let system = systems[grant.system] ?? grant.system
                return [
                    showsEntry
                        ? .head(
                            entries[grant.entry]?.content.name ?? grant.entry,
                            href: "/console/grants/\(grant.id)",
                            sub: entries[grant.entry]?.code)
                        : .head(body, href: "/console/grants/\(grant.id)"),
                    showsEntry ? .text(body, sub: system) : .text(system),
                    .text(grant.purpose), .badges(description.forms(grant.forms)),
                    .number(grant.items.filter { $0.transform != .drop }.count),
                    .time(grant.until.description),
                    .badge(desk.stateBadge(grant, visit)),
                ]
            },
            empty: EmptyView(texts("grant.emptyTitle"), texts("grant.emptyText")))
    }
}
