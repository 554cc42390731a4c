import Store

/// What the log's entries are found by (检索投影): rows derived from the entries, never shown themselves.
struct Projection {
    private var events: [Value] = []
    private var usages: [Value] = []

    private static let eventRows = RowInsert(
        "ledger_event", ["position", "at", "kind", "actor", "body", "subject"])
    private static let usageRows = RowInsert(
        "usage_record",
        [
            "position", "at", "request", "entry", "grant_id", "body", "subject_digest", "outcome", "exported",
        ])

    mutating func add(_ entry: LedgerEntry, at position: Int64) {
        switch entry {
        case .event(let event):
            events += [
                .int(position), .int(event.at.milliseconds), Self.key(event.kind), Self.key(event.actor),
                Self.key(event.body), Self.key(event.subject),
            ]
        case .usage(let usage):
            usages += [
                .int(position), .int(usage.at.milliseconds), Self.key(usage.id), Self.key(usage.entry),
                Self.key(usage.grant), Self.key(usage.body), Self.key(usage.subjectDigest),
                .text(usage.outcome.rawValue), .int(Int64(usage.rows)),
            ]
        }
    }

    func save(in session: any Session) throws {
        try Self.eventRows.run(events, in: session)
        try Self.usageRows.run(usages, in: session)
    }

    /// PostgreSQL keeps no U+0000 in a text, and an entry must never be one that cannot be integrated.
    static func key(_ text: String) -> Value {
        guard text.utf8.contains(0) else { return .text(text) }
        return .text(
            text.split(separator: "\0", omittingEmptySubsequences: false).joined(separator: "\u{FFFD}"))
    }
}
