import Cases
import Catalogue
import Matters
import Regulation

/// What matters say about an entry (条目有关事项): who alone collects its items, and the cases that concern it.
struct EntryMatters {
    let desk: Desk
    let visit: Visit

    /// The list of procedures with the entry filled in.
    func href(_ entry: Entry) -> String? {
        entry.code.map { "/console/matters?about=\(Visit.encoded($0))" }
    }

    /// The cases of matters that are about the entry or name it; at most 50.
    func cases(of entry: Entry) async throws -> [CaseFile] {
        let actor = try visit.actor
        let matters = try await desk.platform.matters.list(entry: entry.id, for: actor)
        return try await desk.platform.store.read { session in
            try matters.map { try desk.platform.cases.file($0.caseID, in: session) }
        }.filter { desk.platform.cases.isVisible($0, to: actor) }
    }

    func collectors(of entry: Entry) async throws -> TableView? {
        let collectors = try await desk.platform.matters.collectors(of: entry.id)
        guard !collectors.isEmpty else { return nil }
        let names = try await desk.bodyNames(collectors.map(\.body))
        let texts = visit.texts
        return TableView(
            texts("entry.collectors"), captionHidden: true,
            columns: [
                .init(texts("entry.item")), .init(texts("entry.collector")), .init(texts("entry.since")),
            ],
            rows: collectors.map {
                [.head($0.item), .text(names[$0.body] ?? $0.body), .time(desk.day($0.since))]
            })
    }
}
