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
        let names = try await catalogue.names(
            ofCodes: content.relations.filter(\.kind.isOfEntries).map(\.target))
        var others: [RelatedEntry] = []
        if let code { others = try await catalogue.relating(to: code) }
        let own = content.relations.map { relation -> [Cell] in
            let target: Cell =
                relation.kind.isOfEntries && names[relation.target] != nil
                ? .link(
                    names[relation.target] ?? relation.target,
                    "/console/entries/\(Visit.encoded(relation.target))", sub: relation.target)
                : .text(relation.target)
            return [.head(desk.word(relation.kind, visit.language)), target, .text(relation.note)]
        }
        let back = others.map { other -> [Cell] in
            [
                .head(
                    visit.texts(other.kind == .derivedFrom ? "entry.derivedHence" : "entry.relatedHence")),
                .link(other.name, "/console/entries/\(other.id)", sub: other.code), .text(""),
            ]
        }
        guard !own.isEmpty || !back.isEmpty else { return nil }
        return TableView(
            visit.texts("entry.relations"), captionHidden: true,
            columns: [
                .init(visit.texts("entry.relationKind")), .init(visit.texts("entry.relationTarget")),
                .init(visit.texts("entry.relationNote")),
            ], rows: own + back)
    }
}
