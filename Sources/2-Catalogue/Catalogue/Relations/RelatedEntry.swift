import Regulation
import Store

/// An entry in force that relates to another (反向关联): found from the other side.
public struct RelatedEntry: Sendable, Hashable {
    public let id: String
    public let code: String
    public let name: String
    public let kind: EntryRelation.Kind
}

extension Catalogue {
    /// The most entries that ``relating(to:)`` lists.
    public static let relatingMax = 100

    /// Published entries that relate to the one with `code`, by code, at most ``relatingMax``.
    public func relating(to code: String) async throws -> [RelatedEntry] {
        try await store.read { session in
            try session.all(
                """
                SELECT e.id AS id, e.code AS code, e.name AS name, r.kind AS kind
                FROM entry_relation AS r JOIN entry AS e ON e.id = r.entry
                WHERE r.target = ? AND e.state <> 'retired'
                ORDER BY e.code, r.kind LIMIT \(Self.relatingMax)
                """, [.text(code)]
            ) { row in
                guard let kind = EntryRelation.Kind(rawValue: try row.text("kind")) else {
                    throw StoreError.shape("unknown word in kind")
                }
                return RelatedEntry(
                    id: try row.text("id"), code: try row.optionalText("code") ?? "",
                    name: try row.text("name"), kind: kind)
            }
        }
    }

    /// The names of the entries in force with these codes.
    public func names(ofCodes codes: some Sequence<String>) async throws -> [String: String] {
        let wanted = Set(codes.prefix(EntryRelation.countMax))
        return try await store.read { session in
            var names: [String: String] = [:]
            for code in wanted {
                names[code] = try session.first("SELECT name FROM entry WHERE code = ?", [.text(code)]) {
                    try $0.text("name")
                }
            }
            return names
        }
    }

    /// Keeps what a published entry relates to, so that it is found from the other side.
    func keepRelations(of entry: Entry, in session: any Session) throws {
        try session.run("DELETE FROM entry_relation WHERE entry = ?", [.text(entry.id)])
        for relation in entry.content.relations where relation.kind.isOfEntries {
            try session.run(
                "INSERT INTO entry_relation (entry, kind, target) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [.text(entry.id), .text(relation.kind.rawValue), .text(relation.target)])
        }
    }
}
