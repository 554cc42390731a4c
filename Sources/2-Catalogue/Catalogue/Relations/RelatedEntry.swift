import Regulation
import Store

/// An entry that others know by its code (有代码的条目): what a relation shows of it.
public struct NamedEntry: Sendable, Hashable {
    public let id: String
    public let code: String
    public let name: String
    public let state: Entry.State
}

/// An entry that relates to another (反向关联): found from the other side.
public struct RelatedEntry: Sendable, Hashable {
    public let entry: NamedEntry
    public let kind: EntryRelation.Kind
    /// Empty where there is none.
    public let note: String
}

/// What relates to one entry (反向关联清单), with the exact number of all.
public struct RelatedEntries: Sendable, Hashable {
    /// Retired ones last, by code and kind; at most ``Catalogue/relatingMax``.
    public let entries: [RelatedEntry]
    public let total: Int

    /// Of an entry without a code: nothing can relate to it.
    public static let none = RelatedEntries(entries: [], total: 0)
}

extension Catalogue {
    /// The most entries that ``relating(to:)`` lists.
    public static let relatingMax = 100

    /// What published entries say of the one with `code`; a retired entry goes on saying it, with its state.
    public func relating(to code: String) async throws -> RelatedEntries {
        try await store.read { session in
            let total = try session.number(
                "SELECT count(*) FROM entry_relation WHERE target = ? AND stage = 'published'", [.text(code)])
            let entries = try session.all(
                """
                SELECT e.id AS id, e.code AS code, e.name AS name, e.state AS state, r.kind AS kind,
                    r.note AS note
                FROM entry_relation AS r JOIN entry AS e ON e.id = r.entry
                WHERE r.target = ? AND r.stage = 'published'
                ORDER BY CASE WHEN e.state = 'retired' THEN 1 ELSE 0 END, e.code, r.kind
                LIMIT \(Self.relatingMax)
                """, [.text(code)]
            ) { row in
                guard let kind = EntryRelation.Kind(rawValue: try row.text("kind")) else {
                    throw StoreError.shape("unknown word in kind")
                }
                return RelatedEntry(entry: try Self.named(row), kind: kind, note: try row.text("note"))
            }
            return RelatedEntries(entries: entries, total: Int(total))
        }
    }

    /// The entries with these codes, by code, at most ``EntryRelation/countMax``; there is no other in the answer.
    public func named(codes: some Sequence<String>) async throws -> [String: NamedEntry] {
        let wanted = Array(Set(codes).sorted().prefix(EntryRelation.countMax))
        guard !wanted.isEmpty else { return [:] }
        return try await store.read { session in
            let found = try named(wanted, in: session)
            return Dictionary(found.map { ($0.code, $0) }) { one, _ in one }
        }
    }

    /// The entries with `codes`, at most as many as SQL takes values: 100 here.
    func named(_ codes: [String], in session: any Session) throws -> [NamedEntry] {
        let marks = codes.map { _ in "?" }.joined(separator: ", ")
        return try session.all(
            "SELECT id, code, name, state FROM entry WHERE code IN (\(marks))", codes.map { .text($0) },
            Self.named)
    }

    private static func named(_ row: Row) throws -> NamedEntry {
        guard let state = Entry.State(rawValue: try row.text("state")) else {
            throw StoreError.shape("unknown word in state")
        }
        return NamedEntry(
            id: try row.text("id"), code: try row.optionalText("code") ?? "", name: try row.text("name"),
            state: state)
    }
}
