import Cases
import Catalogue
import Ledger
import Parties
import Regulation
import Store

/// How the update of an entry ends by itself (更新任务办结): with a version published, or with its retirement, in the
/// transaction that does it.
public struct UpdateEnding: Sendable {
    let ledger: Ledger
    let surroundings: Surroundings

    public init(ledger: Ledger, surroundings: Surroundings) {
        self.ledger = ledger
        self.surroundings = surroundings
    }

    /// `entry` was just published. A change that was handed in before the day of an event knew nothing of it, and
    /// does not end its update.
    public func published(_ entry: Entry, in session: any Session) throws {
        guard let review = entry.reviewCase else { return }
        let events = try session.all(
            """
            SELECT t.event FROM update_task t JOIN update_event v ON v.id = t.event
            WHERE t.entry = ? AND t.state = 'open'
                AND v.since <= (SELECT f.opened_at FROM case_file f WHERE f.id = ?)
            ORDER BY t.event
            """, [.text(entry.id), .text(review)]
        ) { try $0.text(at: 0) }
        let handedIn = try session.number(
            "SELECT opened_at FROM case_file WHERE id = ?", [.text(review)])
        for event in events {
            try end(event, entry, .published, handedIn: handedIn, in: session)
        }
    }

    /// `entry` was just taken out of force.
    public func retired(_ entry: Entry, in session: any Session) throws {
        let events = try session.all(
            "SELECT event FROM update_task WHERE entry = ? AND state = 'open' ORDER BY event",
            [.text(entry.id)]
        ) { try $0.text(at: 0) }
        for event in events { try end(event, entry, .retired, in: session) }
    }

    /// Ends the update of `entry` for `event`; answers false where it had ended. Late is what was done after its day:
    /// a publication or a confirmation is in time where it was handed in by then, for its approval has a limit of
    /// its own.
    @discardableResult
    func end(
        _ event: String, _ entry: Entry, _ state: UpdateTask.State, handedIn: Int64? = nil,
        by name: String? = nil, actor: String = "platform", note: String = "", in session: any Session
    ) throws -> Bool {
        let now = surroundings.now()
        let done = handedIn ?? now.milliseconds
        let isNew = try session.run(
            """
            UPDATE update_task SET state = ?, ended_at = ?, ended_by = ?, note = ?, was_late = (
                SELECT CASE WHEN a.due_end IS NOT NULL AND a.due_end <= ? THEN 1 ELSE 0 END
                FROM update_assignment a WHERE a.event = update_task.event AND a.body = update_task.body)
            WHERE event = ? AND entry = ? AND state = 'open'
            """,
            [
                .text(state.rawValue), .int(now.milliseconds), Value(name), .text(note), .int(done),
                .text(event), .text(entry.id),
            ])
        guard isNew > 0 else { return false }
        try session.run(
            """
            UPDATE update_assignment SET closed_at = ? WHERE event = ? AND body = ? AND NOT EXISTS (
                SELECT 1 FROM update_task t WHERE t.event = update_assignment.event
                    AND t.body = update_assignment.body AND t.state = 'open')
            """, [.int(now.milliseconds), .text(event), .text(entry.body)])
        let article = try session.first(
            "SELECT article FROM update_event WHERE id = ?", [.text(event)]
        ) { try $0.optionalText(at: 0).flatMap { ArticleReference($0) } }.flatMap { $0 }
        try ledger.record(
            LedgerEvent(
                UpkeepEvents.ended, at: now, actor: actor, body: entry.body, subject: "entry:\(entry.id)",
                article: article,
                facts: [
                    ("event", event), ("how", state.rawValue), ("version", String(entry.version)),
                ]),
            in: session)
        return true
    }
}

extension Row {
    fileprivate func optionalText(at position: Int) throws -> String? {
        isNull(at: position) ? nil : try text(at: position)
    }
}

extension Upkeep {
    /// Says of entries of the actor's body that an event changes nothing in them (无需更新), with reasons. It goes the
    /// way of every confirmation, so that the head approves it where the profile says so.
    ///
    /// Order of refusal: `update-event-not-found`, who may, `reasons-required`, `note-too-long`, then as
    /// ``confirm(_:note:by:)`` does for the entries, and `update-task-ended` for each that has nothing open.
    @discardableResult
    public func confirmUnaffected(
        by event: String, _ entries: [SeenEntry], reasons: String, actor: Actor
    ) async throws -> ConfirmationOutcome {
        try await store.write { session in
            let found = try self.event(event, for: actor, in: session)
            try mayConfirm(actor).orThrow()
            try Decision.stated(reasons, article: found.article, field: "reasons").orThrow()
            let entries = try seen(entries, by: actor, article: found.article, in: session)
            let ended = try entries.filter { entry in
                try session.number(
                    "SELECT count(*) FROM update_task WHERE event = ? AND entry = ? AND state = 'open'",
                    [.text(event), .text(entry.id)]) == 0
            }
            try Ruling(
                ended.map {
                    Reason(
                        UpkeepCodes.taskEnded, article: found.article,
                        detail: Bilingual($0.content.name, $0.content.name), field: "entries.\($0.id)")
                }
            ).orThrow()
            return try request(
                entries, Purpose(article: found.article, period: nil, event: event), note: reasons,
                by: actor, in: session)
        }
    }

    func end(
        _ event: String, _ entry: Entry, _ request: ConfirmationRequest, in session: any Session
    ) throws -> Bool {
        try UpdateEnding(ledger: ledger, surroundings: surroundings).end(
            event, entry, .unchanged, handedIn: request.at.milliseconds, by: request.actorName,
            actor: request.actor, note: request.note,
            in: session)
    }
}
