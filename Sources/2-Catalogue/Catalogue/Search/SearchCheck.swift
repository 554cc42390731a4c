import Store

/// Whether the search index says what the entries say (索引核对).
public struct SearchCheck: Sendable {
    /// Differences that are named; further ones are only counted.
    public static let namedMax = 100

    /// One place where the index and the entries differ.
    public struct Difference: Sendable, Hashable, CustomStringConvertible {
        /// The number of the entry; nil where the difference belongs to none.
        public let entry: Int64?
        /// The table or column of the index.
        public let place: String
        public let kind: Kind

        public enum Kind: String, Sendable, Hashable {
            /// The index lacks what an entry has.
            case missing
            /// The index has what no entry has.
            case surplus
            /// Both have it, and it is not the same.
            case changed
        }

        public var description: String { "\(place) \(kind.rawValue)" + (entry.map { ": entry \($0)" } ?? "") }
    }

    public internal(set) var entries = 0
    public internal(set) var differences: [Difference] = []
    public internal(set) var differencesCount = 0

    mutating func add(_ entry: Int64?, _ place: String, _ kind: Difference.Kind) {
        differencesCount += 1
        if differences.count < Self.namedMax {
            differences.append(Difference(entry: entry, place: place, kind: kind))
        }
    }
}

extension Catalogue {
    /// Compares every entry with every row of the search index, token by token, and the counts of item names.
    ///
    /// In batches of a transaction each, so that entries may be written meanwhile; the item counts are compared
    /// in the last one.
    public func checkSearch() async throws -> SearchCheck {
        var check = SearchCheck()
        var uses: [String: Int64] = [:]
        var last: Int64 = 0
        while true {
            let (found, counted, begun, next) = (check, uses, last, Self.searchBatch)
            let step = try await store.write { session in
                var (check, uses) = (found, counted)
                let entries = try entries(after: begun, limit: next, in: session)
                for entry in entries {
                    let number = try SearchIndex.knownNumber(entry.body, in: session) ?? 0
                    let row = SearchIndex.row(entry, bodyNumber: number)
                    try compare(row, in: session, &check)
                    guard row.position > 0 else { continue }
                    for item in row.items where !SearchIndex.key(item).isEmpty {
                        uses[SearchIndex.key(item), default: 0] += 1
                    }
                }
                check.entries += entries.count
                return (check, uses, entries.last?.number, entries.count < next)
            }
            (check, uses) = (step.0, step.1)
            last = step.2 ?? last
            if step.3 { break }
        }
        let (found, counted) = (check, uses)
        return try await store.write { session in
            var check = found
            try compareSurplus(in: session, &check)
            try compare(counted, in: session, &check)
            return check
        }
    }

    private func compare(_ row: SearchIndex.Row, in session: any Session, _ check: inout SearchCheck) throws {
        let number = abs(row.position)
        func read(_ place: String, _ sql: String, _ wanted: [Value?]) throws {
            let same = try session.first(sql, wanted.compactMap(\.self)) { try $0.bool("same") }
            if let same {
                if !same { check.add(number, place, .changed) }
            } else {
                check.add(number, place, .missing)
            }
        }
        let position = Value.int(row.position)
        try read(
            "search_entry",
            "SELECT CASE WHEN facets = ? AND updated = ? THEN 1 ELSE 0 END AS same FROM search_entry WHERE position = ?",
            [.int(row.facets), .int(row.updated), position])
        try read(
            "search_name",
            "SELECT CASE WHEN name = ? AND items = ? THEN 1 ELSE 0 END AS same FROM search_name WHERE position = ?",
            [.text(row.nameKey), .text(row.items.joined(separator: "\n")), position])
        let opened = try session.first("SELECT words FROM search_opening WHERE position = ?", [position]) {
            try $0.text("words")
        }
        if opened != row.openWords {
            check.add(
                number, "search_opening",
                opened == nil ? .missing : row.openWords == nil ? .surplus : .changed)
        }
        switch session.dialect {
        case .sqlite:
            try read(
                "search_text",
                "SELECT CASE WHEN name = ? AND rest = ? THEN 1 ELSE 0 END AS same FROM search_text WHERE rowid = ?",
                [.text(row.nameTokens), .text(row.restTokens), position])
        case .postgresql:
            try read(
                "search_entry.words",
                """
                SELECT CASE WHEN name = ? AND words = ? AND grams = CAST(? AS TSVECTOR) THEN 1 ELSE 0 END AS same
                FROM search_entry WHERE position = ?
                """, [.text(row.name), .text(row.words), .text(row.grams), position])
        }
    }

    /// Rows that belong to no entry, or stand on the wrong side: a published one among the drafts.
    private func compareSurplus(in session: any Session, _ check: inout SearchCheck) throws {
        var tables = [
            ("search_entry", "position"), ("search_name", "position"), ("search_opening", "position"),
        ]
        if session.dialect == .sqlite { tables.append(("search_text", "rowid")) }
        for (table, column) in tables {
            let surplus = try session.all(
                """
                SELECT x.\(column) FROM \(table) x LEFT JOIN entry e ON e.number = abs(x.\(column))
                WHERE e.number IS NULL OR (e.code IS NULL) <> (x.\(column) < 0) LIMIT \(SearchCheck.namedMax)
                """
            ) { try $0.int(at: 0) }
            for position in surplus { check.add(abs(position), table, .surplus) }
        }
        guard session.dialect == .sqlite else { return }
        do {
            try session.run("INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)")
        } catch StoreError.corrupt {
            check.add(nil, "search_text index", .changed)
        }
    }

    private func compare(_ uses: [String: Int64], in session: any Session, _ check: inout SearchCheck) throws
    {
        var left = uses
        var wrong: [(String, SearchCheck.Difference.Kind)] = []
        try session.each("SELECT key, uses FROM search_item", []) { row in
            let key = try row.text(at: 0)
            let counted = left.removeValue(forKey: key)
            if counted == nil { wrong.append((key, .surplus)) }
            if let counted, counted != (try row.int(at: 1)) { wrong.append((key, .changed)) }
        }
        for (_, kind) in wrong { check.add(nil, "search_item", kind) }
        for _ in left { check.add(nil, "search_item", .missing) }
    }
}
