import Catalogue
import Regulation
import Store

/// Bringing the counts up from what is on record (补建履职账).
extension Duties {
    /// Entries filled in one transaction.
    static let fillBatch = 500

    /// Takes down entries that were written before there were counts, or past the catalogue's own door.
    /// In batches of a transaction each, by number: what a stopped process had written stays. Where nothing is
    /// left, one look that takes no lock.
    public func fill() async throws {
        try await setClock()
        while try await !fillBatch() {}
    }

    /// Empties the counts and makes them again from what is on record (重建履职账); readers see them grow. Missed
    /// updates are then those by the cycles of today.
    public func recount() async throws {
        try await store.write { session in
            for table in ["duty_entry", "duty_delivered", "duty_fact", "duty_count", "duty_closed"] {
                try session.run("DELETE FROM \(table)")
            }
            try session.run(
                "INSERT INTO duty_closed (procedure, body, amount) \(Self.closedCases)")
            try session.run("DELETE FROM duty_missed_step")
            try takeDownMissedSteps(in: session)
            try session.run("UPDATE duty_progress SET filled = 0 WHERE id = 1")
        }
        try await fill()
    }

    /// Tells the store the clock of the place, by which it takes down what is done late from here on; what was done
    /// late before is taken down once.
    private func setClock() async throws {
        let isSet = try await store.read { try $0.number("SELECT count(*) FROM duty_clock") > 0 }
        if isSet { return }
        try await store.write { session in
            let set = try session.run(
                "INSERT INTO duty_clock (id, seconds) VALUES (1, ?) ON CONFLICT DO NOTHING",
                [.int(profile.utcOffsetSeconds)])
            if set > 0 { try takeDownMissedSteps(in: session) }
        }
    }

    private func takeDownMissedSteps(in session: any Session) throws {
        try session.run(
            """
            INSERT INTO duty_missed_step (case_id, position, due, body) \(missedSteps(session.dialect))
            ON CONFLICT DO NOTHING
            """)
    }

    /// Steps that were done after their day, or not before their case was closed after it.
    func missedSteps(_ dialect: Dialect) -> String {
        let seconds = "coalesce(s.done_at, c.closed_at) / 1000 + \(profile.utcOffsetSeconds)"
        let day =
            switch dialect {
            case .sqlite: "date(\(seconds), 'unixepoch')"
            case .postgresql: "to_char(to_timestamp(\(seconds)) AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
            }
        return """
            SELECT s.case_id, s.position, s.due, s.body FROM case_step s JOIN case_file c ON c.id = s.case_id
            WHERE s.due < \(day)
            """
    }

    /// Closed cases by procedure and body: a case of a body's own data is counted once, as its provider's.
    static let closedCases = """
        SELECT procedure, coalesce(provider, opener_body), count(*) FROM case_file
        WHERE state NOT IN ('open', 'returned') GROUP BY procedure, coalesce(provider, opener_body)
        """

    /// Answers whether nothing is left.
    private func fillBatch() async throws -> Bool {
        let next = "SELECT id, number FROM entry WHERE number > ? ORDER BY number LIMIT \(Self.fillBatch)"
        let filledSQL = "SELECT filled FROM duty_progress WHERE id = 1"
        let isDone = try await store.read { session in
            try session.all(next, [.int(try session.number(filledSQL))]) { try $0.text(at: 0) }.isEmpty
        }
        if isDone { return true }
        try await store.write { session in
            let filled = try session.number(filledSQL)
            let found = try session.all(next, [.int(filled)]) {
                (id: try $0.text(at: 0), number: try $0.int(at: 1))
            }
            var change = CountChange()
            for one in found { try restore(one.id, &change, in: session) }
            try change.write(in: session)
            try session.run(
                "UPDATE duty_progress SET filled = ? WHERE id = 1", [.int(found.last?.number ?? filled)])
        }
        return false
    }

    /// Takes down everything about one entry, unless that was done when it happened.
    private func restore(_ id: String, _ change: inout CountChange, in session: any Session) throws {
        let isKept = try session.number("SELECT count(*) FROM duty_fact WHERE entry = ?", [.text(id)]) > 0
        let entry = try catalogue.entry(id: id, in: session)
        guard !isKept, entry.version > 0 else { return }
        let record = try EntryRecord(entry, offsetSeconds: profile.utcOffsetSeconds, in: session)
        if let delivered = record.delivered {
            try delivered.write(in: session)
            change.add(delivered.marks)
        }
        if let row = record.row {
            try DutyEntry.remove(id, in: session)
            try row.insert(in: session)
            change.add(row.marks)
        }
        for fact in record.facts + record.missed { try fact.write(counting: &change, in: session) }
    }
}
