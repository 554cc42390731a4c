import Ledger
import Notices
import Parties
import Regulation
import Store

/// What one sweep reported upwards (上报结果).
public struct UpkeepSweep: Sendable, Hashable {
    /// Bodies whose full maintenance was not done when the period ended.
    public let maintenance: Int
    /// Updates of bodies whose day has passed.
    public let updates: Int
}

extension Upkeep {
    /// Updates that one sweep reports at the most.
    public static let sweepMax = 500

    /// Reports what is late to whoever stands above the body that is late, and tells the body (逾期上报): the full
    /// maintenance of the period that ended, and updates past their day. Each once, and an update again where a
    /// longer time has passed as well, however many processes sweep at the same time.
    @discardableResult
    public func reportOverdue() async throws -> UpkeepSweep {
        UpkeepSweep(maintenance: try await reportMaintenance(), updates: try await reportUpdates())
    }

    /// Sweeps again and again until its task is cancelled; faults go to `report` and do not end it.
    public func reportContinually(
        every pause: Duration, _ report: @Sendable (any Error) -> Void
    ) async {
        while !Task.isCancelled {
            do { try await reportOverdue() } catch { report(error) }
            try? await Task.sleep(for: pause)
        }
    }

    /// What was neither done nor handed in when a period ended does not become more, so that each period is looked at
    /// once: however many bodies there are, none is left out.
    private func reportMaintenance() async throws -> Int {
        guard let campaign, let ended = campaign.period.previous else { return 0 }
        let closed = "SELECT count(*) FROM maintenance_closing WHERE period = ?"
        guard try await store.read({ try $0.number(closed, [.text(ended.id)]) }) == 0 else { return 0 }
        return try await store.write { session in
            let now = surroundings.now()
            let isFirst = try session.run(
                "INSERT INTO maintenance_closing (period, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [.text(ended.id), .int(now.milliseconds)])
            guard isFirst > 0 else { return 0 }
            let figures = try figures(campaign.period, of: nil, in: session)
            var reported = 0
            for progress in figures.values.sorted(by: { $0.body < $1.body }) where progress.overdue > 0 {
                let body = try parties.body(progress.body, in: session)
                guard body.isActive else { continue }
                try report(body, progress.overdue, ended, campaign, at: now, in: session)
                reported += 1
            }
            return reported
        }
    }

    private func report(
        _ body: Body, _ entries: Int64, _ ended: MaintenancePeriod, _ campaign: Campaign, at now: Instant,
        in session: any Session
    ) throws {
        let above = try cases.supervisor(of: body.id, in: session)
        try session.run(
            "INSERT INTO maintenance_overdue (body, period, entries, above, at) VALUES (?, ?, ?, ?, ?)",
            [
                .text(body.id), .text(ended.id), .int(entries), Value(above?.body.id),
                .int(now.milliseconds),
            ])
        try ledger.record(
            LedgerEvent(
                UpkeepEvents.overdue, at: now, actor: "platform", body: body.id, subject: "body:\(body.id)",
                article: campaign.article,
                facts: [
                    ("period", ended.id), ("entries", String(entries)), ("to", above?.body.id ?? ""),
                ]),
            in: session)
        let subject = "maintenance:\(ended.id)"
        try notices.tell(
            NoticeDraft(
                title: Bilingual(
                    "截至\(ended.last)的全面维护逾期：还有\(entries)条目录未维护",
                    "Full maintenance until \(ended.last) is overdue: \(entries) entries left"),
                subject: subject, article: campaign.article),
            to: [body.id], in: session)
        guard let above else { return }
        try notices.tell(
            NoticeDraft(
                role: above.role,
                title: Bilingual(
                    "\(body.name)截至\(ended.last)的全面维护逾期：还有\(entries)条目录未维护",
                    "Full maintenance of \(body.name) until \(ended.last) is overdue: \(entries) entries left"
                ),
                subject: subject, article: campaign.article),
            to: [above.body.id], in: session)
    }

    private func reportUpdates() async throws -> Int {
        let now = surroundings.now().milliseconds
        let late = try await store.read { session in
            try session.all(
                """
                SELECT a.event, a.body FROM update_assignment a JOIN update_event v ON v.id = a.event
                WHERE a.closed_at IS NULL AND a.due_end <= ?
                    AND (a.escalated_due IS NULL OR a.escalated_due <> a.due)
                    AND EXISTS (SELECT 1 FROM update_task t WHERE t.event = a.event AND t.body = a.body
                        AND \(Self.isLate))
                ORDER BY a.due, a.event LIMIT \(Self.sweepMax)
                """, [.int(now), .int(now)]
            ) { (event: try $0.text(at: 0), body: try $0.text(at: 1)) }
        }
        var reported = 0
        for one in late where try await reportUpdate(one.event, of: one.body) { reported += 1 }
        return reported
    }

    private func reportUpdate(_ event: String, of body: String) async throws -> Bool {
        try await store.write { session in
            guard
                let assignment = try assignments(
                    where: "a.event = ? AND a.body = ?", [.text(event), .text(body)], in: session
                ).first, let due = assignment.due, assignment.late > 0, assignment.escalatedAt == nil
            else { return false }
            let now = surroundings.now()
            let above = try cases.supervisor(of: body, in: session)
            try session.run(
                """
                UPDATE update_assignment SET escalated_due = due, escalated_at = ?, above_body = ?
                WHERE event = ? AND body = ?
                """, [.int(now.milliseconds), Value(above?.body.id), .text(event), .text(body)])
            try ledger.record(
                LedgerEvent(
                    UpkeepEvents.updateOverdue, at: now, actor: "platform", body: body,
                    subject: "update-event:\(event)", article: due.article,
                    facts: [
                        ("due", due.date.description), ("entries", String(assignment.late)),
                        ("to", above?.body.id ?? ""),
                    ]),
                in: session)
            let subject = "update-event:\(event)"
            let late = assignment.late
            try notices.tell(
                NoticeDraft(
                    title: Bilingual("\(late)条目录更新逾期", "\(late) updates of entries are overdue"),
                    text: assignment.event.what, subject: subject, article: due.article, due: due.date),
                to: [body], in: session)
            guard let above else { return true }
            let name = try parties.body(body, in: session).name
            try notices.tell(
                NoticeDraft(
                    role: above.role,
                    title: Bilingual(
                        "\(name)有\(late)条目录更新逾期", "\(late) updates of \(name) are overdue"),
                    text: assignment.event.what, subject: subject, article: due.article, due: due.date),
                to: [above.body.id], in: session)
            return true
        }
    }
}
