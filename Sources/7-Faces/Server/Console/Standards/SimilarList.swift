import Catalogue
import Parties
import Regulation

/// Entries of other bodies with the same items (疑似重复目录), as the compile and review pages show them.
struct SimilarList {
    let desk: Desk

    /// Nil where nothing overlaps.
    func table(_ content: EntryContent, of body: String, _ visit: Visit) async throws -> TableView? {
        let found = try await desk.platform.catalogue.similar(to: content, of: body, for: visit.actor)
        guard !found.isEmpty else { return nil }
        let names = try await desk.bodyNames(found.map(\.entry.body))
        let texts = visit.texts
        let mark = visit.language == .chinese ? "、" : ", "
        return TableView(
            texts("similar.caption", ["count": String(found.count)]),
            columns: [
                .init(texts("entry.name")), .init(texts("entry.provider")),
                .init(texts("similar.overlap"), numeric: true), .init(texts("similar.shared")),
            ],
            rows: found.map { similar in
                [
                    .head(
                        similar.entry.content.name, href: "/console/entries/\(similar.entry.id)",
                        sub: similar.entry.code ?? texts("entry.noCode")),
                    .text(names[similar.entry.body] ?? similar.entry.body),
                    .text("\(Int((similar.overlap * 100).rounded()))%"),
                    .text(
                        similar.shared.map { $0.own == $0.other ? $0.own : "\($0.own)（\($0.other)）" }
                            .joined(separator: mark)),
                ]
            })
    }
}
