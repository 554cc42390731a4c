import Catalogue
import Regulation
import Standards

/// What an entry relates to, and what relates to it (关联关系), as a table of the entry's page.
struct EntryRelations {
    let desk: Desk
    let visit: Visit

    /// Nil where nothing is related. `code` is that of the entry; nil before its first publication.
    func table(_ content: EntryContent, code: String?) async throws -> TableView? {
        let catalogue = desk.platform.catalogue
        let named = try await catalogue.named(
            codes: content.relations.filter(\.kind.isOfEntries).map(\.target))
        var others = RelatedEntries.none
        if let code { others = try await catalogue.relating(to: code) }
        let own = content.relations.map { relation -> [Cell] in
            let entry = relation.kind.isOfEntries ? named[relation.target] : nil
            return [
                .head(desk.word(relation.kind, visit.language)),
                entry.map { cell($0) } ?? .text(relation.target), .text(relation.note),
            ]
        }
        let back = others.entries.map { other -> [Cell] in
            [
                .head(other.kind.fromOtherSide?[visit.language] ?? ""), cell(other.entry),
                .text(other.note),
            ]
        }
        guard !own.isEmpty || !back.isEmpty else { return nil }
        let isCut = others.total > others.entries.count
        return TableView(
            isCut
                ? visit.texts(
                    "entry.relationsCut",
                    ["shown": String(others.entries.count), "total": Numbers.grouped(Int64(others.total))])
                : visit.texts("entry.relations"),
            captionHidden: !isCut,
            columns: [
                .init(visit.texts("entry.relationKind")), .init(visit.texts("entry.relationTarget")),
                .init(visit.texts("entry.relationNote")),
            ], rows: own + back)
    }

    /// A link to the entry; a retired one is marked as such.
    private func cell(_ entry: NamedEntry) -> Cell {
        var cell = Cell.link(entry.name, "/console/entries/\(entry.id)", sub: entry.code)
        if entry.state == .retired { cell.badges = [desk.stateBadge(entry.state, visit)] }
        return cell
    }
}
