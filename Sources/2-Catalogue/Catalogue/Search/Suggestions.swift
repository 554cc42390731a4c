import Parties
import Store

extension Catalogue {
    /// Suggestions of one answer.
    public static let suggestionsMax = 10

    /// How a search might go on (检索建议): names of published entries and of their items that begin with `typed`,
    /// at most ``suggestionsMax``. Drafts are never among them, whoever asks.
    public func suggestions(_ typed: String) async throws -> [String] {
        let key = SearchIndex.key(String(typed.prefix(EntryFilter.wordsMax)))
        guard !key.isEmpty else { return [] }
        // The end is open: `公共` goes on to `公共数据`.
        let start = String(key.dropLast())
        let bounds: [Value] = [.text(start), .text(start + "\u{10FFFF}")]
        return try await store.read { session in
            let items = try session.all(
                """
                SELECT word FROM search_item WHERE key >= ? AND key < ?
                ORDER BY uses DESC, key LIMIT \(Self.suggestionsMax / 2)
                """, bounds
            ) { try $0.text(at: 0) }
            // Entries may share a name: some more rows are read than are shown.
            let names = try session.all(
                """
                SELECT e.name FROM search_name n JOIN entry e ON e.number = n.position
                WHERE n.name >= ? AND n.name < ? AND n.position > 0
                ORDER BY n.name LIMIT \(Self.suggestionsMax * 5)
                """, bounds
            ) { try $0.text(at: 0) }
            var known: Set<String> = []
            let unique = (names + items).filter { known.insert($0).inserted }
            let ownItems = unique.filter { items.contains($0) && !names.contains($0) }
            let ownNames = unique.filter { names.contains($0) }
            return Array((ownNames.prefix(Self.suggestionsMax - ownItems.count) + ownItems))
        }
    }
}
