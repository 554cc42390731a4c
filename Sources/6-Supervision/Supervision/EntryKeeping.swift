import Catalogue
import Regulation
import Store

/// The narrow rows by which duties over entries are measured, kept in the transaction that changes the entry.
extension Duties {
    /// Entries filled in one transaction.
    static let fillBatch = 500

    /// Keeps what `entry`, just published, shows of the duties of its body. Part of the transaction of `session`.
    public static func keep(_ entry: Entry, in session: any Session) throws {
        guard let published = entry.publishedAt else { return }
        let content = entry.content
        try session.run("DELETE FROM duty_entry WHERE entry = ?", [.text(entry.id)])
        try session.run(
            """
            INSERT INTO duty_entry (body, entry, published_at, sharing, opening, cycle_days, has_basis,
                has_conditions, has_grade, has_secrecy, has_personal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(entry.body), .text(entry.id), .int(published.milliseconds),
                .text(content.sharing.rawValue), .text(content.opening.rawValue),
                Value(content.updateCycle.expectedDays), Value(!content.sharingBasis.isEmpty),
                Value(!content.sharingConditions.isEmpty), Value(!content.grade.isEmpty),
                Value(content.secrecyAssessed), Value(content.personalInformationAssessed),
            ])
    }

    /// Drops what was kept of an entry that is no longer in force.
    public static func drop(_ entry: String, in session: any Session) throws {
        try session.run("DELETE FROM duty_entry WHERE entry = ?", [.text(entry)])
    }

    /// Keeps what entries show that were written before this table was there, or past the catalogue's own door.
    /// In batches of a transaction each, by number: what a stopped process had written stays. Where nothing is
    /// left, one look that takes no lock.
    public func fill() async throws {
        while try await !fillBatch() {}
    }

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
            for one in found {
                let entry = try catalogue.entry(id: one.id, in: session)
                if entry.state != .retired { try Self.keep(entry, in: session) }
            }
            try session.run(
                "UPDATE duty_progress SET filled = ? WHERE id = 1", [.int(found.last?.number ?? filled)])
        }
        return false
    }
}
