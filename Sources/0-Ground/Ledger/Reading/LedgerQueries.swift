import Regulation
import Store

/// Pages of the log, newest first (台账查询). What is shown is always decoded from the log itself.
extension Ledger {
    /// Rows of a page at the most; a larger limit gives this many.
    public static let pageMax = 200

    /// What was done to `subject` (`entry:<id>`, `case:<id>`), newest first, before the position `before`.
    public func events(
        subject: String, before: Int64? = nil, limit: Int = pageMax
    ) async throws -> [Positioned<RecordedEvent>] {
        try await events(
            """
            SELECT e.position, e.content FROM ledger_event v JOIN ledger_entry e ON e.position = v.position
            WHERE v.subject = ? AND v.position < ? ORDER BY v.position DESC LIMIT ?
            """, [Projection.key(subject), .int(before ?? Int64.max), .int(Self.page(limit))])
    }

    /// Every event, newest first, before the position `before`.
    public func events(
        before: Int64? = nil, limit: Int = pageMax
    ) async throws -> [Positioned<RecordedEvent>] {
        try await events(
            """
            SELECT e.position, e.content FROM ledger_event v JOIN ledger_entry e ON e.position = v.position
            WHERE v.position < ? ORDER BY v.position DESC LIMIT ?
            """, [.int(before ?? Int64.max), .int(Self.page(limit))])
    }

    /// Usage records that match, newest first by their moment; `before` is the position of the last one seen.
    public func usages(
        _ filter: UsageFilter = UsageFilter(), before: Int64? = nil, limit: Int = pageMax
    ) async throws -> [Positioned<UsageRecord>] {
        var conditions: [String] = []
        var values: [Value] = []
        func require(_ condition: String, _ value: Value?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(value)
        }
        require("u.entry = ?", filter.entry.map(Projection.key))
        require("u.body = ?", filter.body.map(Projection.key))
        require(
            "substr(u.subject_digest, 1, 16) = substr(?, 1, 16)", filter.subjectDigest.map(Projection.key))
        require("u.subject_digest = ?", filter.subjectDigest.map(Projection.key))
        require("u.at >= ?", filter.from.map { .int($0.milliseconds) })
        require("u.at < ?", filter.until.map { .int($0.milliseconds) })
        if let before {
            require(
                "(u.at, u.position) < ((SELECT at FROM usage_record WHERE position = ?), ?)", .int(before))
            values.append(.int(before))
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = """
            SELECT e.position, e.content FROM usage_record u JOIN ledger_entry e ON e.position = u.position
            \(condition) ORDER BY u.at DESC, u.position DESC LIMIT ?
            """
        let bound = values + [.int(Self.page(limit))]
        return try await store.read { session in
            try session.all(sql, bound) { row in
                guard case .usage(let usage) = LedgerEntry(try row.bytes("content")) else {
                    throw Self.altered(try row.int("position"))
                }
                return Positioned(position: try row.int("position"), content: usage)
            }
        }
    }

    private func events(_ sql: String, _ values: [Value]) async throws -> [Positioned<RecordedEvent>] {
        try await store.read { session in
            try session.all(sql, values) { row in
                guard case .event(let event) = LedgerEntry(try row.bytes("content")) else {
                    throw Self.altered(try row.int("position"))
                }
                return Positioned(position: try row.int("position"), content: event)
            }
        }
    }

    private static func page(_ limit: Int) -> Int64 { Int64(min(max(limit, 1), pageMax)) }

    private static func altered(_ position: Int64) -> LedgerError {
        .damaged("the entry at \(position) is not what it was when it was integrated")
    }
}
