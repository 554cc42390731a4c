import Regulation
import Store

/// What waits to be checked (待检查): after a delivery, after a correction was reported, and each day.
extension Quality {
    /// Entries that one sweep checks at the most.
    public static let sweepMax = 200
    /// How long a process is believed to be at a check that it claimed.
    private static let claimSeconds: Int64 = 900

    /// Asks for a check of the entry; part of the transaction of `session`. One that is asked for already stays so.
    public func wait(for entry: String, cause: QualityCause, in session: any Session) throws {
        try session.run(
            """
            INSERT INTO quality_waiting (entry, cause, since, claimed_until) VALUES (?, ?, ?, 0)
            ON CONFLICT (entry) DO UPDATE SET cause = excluded.cause, since = excluded.since,
                claimed_until = 0
            """, [.text(entry), .text(cause.rawValue), .int(surroundings.now().milliseconds)])
    }

    /// Checks what waits, and what was not checked today; answers how many checks were made. Any number of processes may
    /// sweep: each entry is checked by the one that claims it.
    @discardableResult
    public func sweep() async throws -> Int {
        try await addDaily()
        var made = 0
        for _ in 0..<Self.sweepMax {
            guard let (entry, cause) = try await claim() else { break }
            do {
                try await check(entry, cause: cause)
                made += 1
            } catch let refusal as Refusal where refusal.code.kind != .unavailable {
                // Retired meanwhile, or without a row: nothing of it can be checked.
                try await store.append { session in
                    _ = try session.run("DELETE FROM quality_waiting WHERE entry = ?", [.text(entry)])
                }
            }
        }
        return made
    }

    /// Sweeps again and again until its task is cancelled; faults go to `report` and do not end it.
    public func checkContinually(
        every pause: Duration, _ report: @Sendable (any Error) -> Void
    ) async {
        while !Task.isCancelled {
            do { try await sweep() } catch { report(error) }
            try? await Task.sleep(for: pause)
        }
    }

    /// The resource codes of entries in force that have data, at most 10,000: for the command line of the platform.
    public func codesWithData() async throws -> [String] {
        try await store.read { session in
            try session.all(
                """
                SELECT e.code FROM dataset d JOIN entry e ON e.id = d.entry AND e.state <> 'retired'
                WHERE d.row_count > 0 AND e.code IS NOT NULL ORDER BY e.code LIMIT 10000
                """
            ) { try $0.text(at: 0) }
        }
    }

    /// Puts entries with data that were not checked today among those that wait.
    private func addDaily() async throws {
        let (now, today) = (surroundings.now().milliseconds, today.description)
        try await store.append { session in
            _ = try session.run(
                """
                INSERT INTO quality_waiting (entry, cause, since, claimed_until)
                SELECT d.entry, 'daily', CAST(? AS BIGINT), 0 FROM dataset d
                JOIN entry e ON e.id = d.entry AND e.state <> 'retired'
                LEFT JOIN quality_standing s ON s.entry = d.entry
                WHERE d.row_count > 0 AND (s.day IS NULL OR s.day < ?)
                ORDER BY coalesce(s.day, ''), d.entry LIMIT \(Self.sweepMax)
                ON CONFLICT (entry) DO NOTHING
                """, [.int(now), .text(today)])
        }
    }

    private func claim() async throws -> (String, QualityCause)? {
        let now = surroundings.now()
        return try await store.write { session in
            let found = try session.first(
                "SELECT entry, cause FROM quality_waiting WHERE claimed_until < ? ORDER BY since, entry LIMIT 1",
                [.int(now.milliseconds)]
            ) { (try $0.text(at: 0), QualityCause(rawValue: try $0.text(at: 1)) ?? .daily) }
            guard let found else { return nil }
            try session.run(
                "UPDATE quality_waiting SET claimed_until = ? WHERE entry = ?",
                [.int(now.milliseconds + Self.claimSeconds * 1_000), .text(found.0)])
            return found
        }
    }
}
