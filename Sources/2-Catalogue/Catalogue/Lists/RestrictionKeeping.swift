import Store

/// The restrictions of what is in force, one narrow row each (限制情形登记), kept in the transaction that publishes or
/// retires the entry: lists and counts over the whole city read these alone.
enum RestrictionRows {
    /// Entries filled in one transaction.
    static let fillBatch = 500

    /// Makes the rows say what `entry` is now, each with the version from which on it says so.
    static func keep(_ entry: Entry, in session: any Session) throws {
        var known: [String: (version: Int, since: Int)] = [:]
        try session.each(
            "SELECT restriction, version, since FROM entry_restriction WHERE entry = ?", [.text(entry.id)]
        ) { known[try $0.text(at: 0)] = (version: Int(try $0.int(at: 1)), since: Int(try $0.int(at: 2))) }
        try session.run("DELETE FROM entry_restriction WHERE entry = ?", [.text(entry.id)])
        guard entry.isInForce, let published = entry.publishedAt else { return }
        for restriction in Restriction.all(of: entry.content) {
            let hasReason = !restriction.reason(in: entry.content).allSatisfy(\.isWhitespace)
            let since = try since(restriction, entry, known: known[restriction.rawValue], in: session)
            try session.run(
                """
                INSERT INTO entry_restriction (entry, restriction, number, body, version, published_at, has_reason,
                    since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(entry.id), .text(restriction.rawValue), .int(entry.number), .text(entry.body),
                    Value(entry.version), .int(published.milliseconds), Value(hasReason), Value(since),
                ])
        }
    }

    /// The first of the versions without a gap before the present one that state the same of the restriction. `known`
    /// is what the row said before, as far as its own version goes.
    private static func since(
        _ restriction: Restriction, _ entry: Entry, known: (version: Int, since: Int)?,
        in session: any Session
    ) throws -> Int {
        let facts = restriction.facts(in: entry.content)
        var since = entry.version
        while since > 1 {
            let stored = try session.first(
                "SELECT content FROM entry_version WHERE entry = ? AND version = ?",
                [.text(entry.id), Value(since - 1)]
            ) { try EntryContent(stored: try $0.text(at: 0)) }
            guard let stored, restriction.facts(in: stored) == facts else { break }
            since -= 1
            if let known, known.version == since, known.since > 0 { return known.since }
        }
        return since
    }
}

extension Catalogue {
    /// Keeps the restrictions of entries that were published before there was a table of them (补建限制情形登记).
    ///
    /// In batches of a transaction each, by number: what a stopped process had written stays. Where nothing is left, one
    /// look that takes no lock.
    public func fillRestrictions() async throws {
        while try await !fillRestrictionBatch() {}
    }

    /// Answers whether nothing is left.
    private func fillRestrictionBatch() async throws -> Bool {
        let filledSQL = "SELECT filled FROM restriction_progress WHERE id = 1"
        let isDone = try await store.read { session in
            try session.number(
                "SELECT count(*) FROM (SELECT 1 FROM entry WHERE number > ? LIMIT 1) AS following",
                [.int(try session.number(filledSQL))]) == 0
        }
        if isDone { return true }
        try await store.write { session in
            let filled = try session.number(filledSQL)
            let found = try entries(after: filled, limit: RestrictionRows.fillBatch, in: session)
            for entry in found { try RestrictionRows.keep(entry, in: session) }
            try session.run(
                "UPDATE restriction_progress SET filled = ? WHERE id = 1",
                [.int(found.last?.number ?? filled)])
        }
        return false
    }
}
