import Ledger
import Notices
import Parties
import Regulation
import Store

/// An overdue step as it was reported upwards (逾期上报): once for each day by which it was due.
public struct CaseEscalation: Sendable, Hashable {
    /// The body that hears of it, and the role there; nil where nobody stands above.
    public let body: String?
    public let role: String?
    public let at: Instant
}

extension Cases {
    /// Cases that one sweep reports at the most.
    public static let sweepMax = 500

    /// Reports steps whose day has passed to whoever stands above the body that is late (逾期上报): a line of the
    /// timeline, an entry of the ledger, and a place in the work list of the authority — of the government, where
    /// the authority itself is late. Answers how many were reported now.
    ///
    /// Each is one transaction and is reported once, however many processes sweep at the same time.
    @discardableResult
    public func escalateOverdue(limit: Int = sweepMax) async throws -> Int {
        let today = today.description
        let ids = try await store.read { session in
            try session.all(
                """
                SELECT id FROM case_file f WHERE state = 'open' AND due < ? AND NOT EXISTS (
                    SELECT 1 FROM case_escalation e
                    WHERE e.case_id = f.id AND e.position = f.position AND e.due = f.due)
                ORDER BY due, id LIMIT \(min(max(limit, 1), Self.sweepMax))
                """, [.text(today)]
            ) { try $0.text("id") }
        }
        var reported = 0
        for id in ids {
            if try await escalate(id) { reported += 1 }
        }
        return reported
    }

    /// Sweeps again and again until its task is cancelled; faults go to `report` and do not end it.
    public func escalateContinually(
        every pause: Duration, _ report: @Sendable (any Error) -> Void
    ) async {
        while !Task.isCancelled {
            do { try await escalateOverdue() } catch { report(error) }
            try? await Task.sleep(for: pause)
        }
    }

    private func escalate(_ id: String) async throws -> Bool {
        try await store.write { session in
            let file = try file(id, in: session)
            guard file.state == .open, let position = file.position, let step = file.current,
                let due = step.due, due.isOverdue(on: today)
            else { return false }
            let above = try supervisor(of: step.body, in: session)
            let now = surroundings.now()
            let isNew = try session.run(
                """
                INSERT INTO case_escalation (case_id, position, due, body, role, at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                [
                    .text(id), Value(position), .text(due.date.description), Value(above?.body.id),
                    Value(above?.role), .int(now.milliseconds),
                ])
            guard isNew > 0 else { return false }
            try session.run(
                "UPDATE case_file SET above_body = ?, above_role = ? WHERE id = ?",
                [Value(above?.body.id), Value(above?.role), .text(id)])
            let late = try parties.body(step.body, in: session).name
            try note(
                .overdue, on: id, step: step.name, actor: "platform", name: "", body: late, text: "",
                article: due.article, in: session)
            try ledger.record(
                LedgerEvent(
                    CasesEvents.overdue, at: now, actor: "platform", body: step.body, subject: "case:\(id)",
                    article: due.article,
                    facts: [
                        ("step", step.id), ("due", due.date.description), ("to", above?.body.id ?? ""),
                    ]),
                in: session)
            return true
        }
    }
}
