import Cases
import Ledger
import Notices
import Parties
import Regulation
import Store

extension Upkeep {
    /// Whether `actor` may ask for more time for the updates of their body: who compiles its entries, or its head.
    ///
    /// Order of refusal: `upkeep-not-yours`, `update-task-ended`, `prolongation-not-provided`,
    /// `prolongation-asked-before`, `prolongation-too-late`.
    public func mayProlong(_ assignment: UpdateAssignment, _ actor: Actor) -> Ruling {
        func refused(_ code: ReasonCode, _ article: ArticleReference?) -> Ruling {
            .refused([Reason(code, article: article)])
        }
        let works = mayConfirm(actor) == .allowed || actor.holds("department-head")
        guard assignment.body == actor.body.id, works else { return .refused([notYours]) }
        guard assignment.closedAt == nil else {
            return refused(UpkeepCodes.taskEnded, assignment.event.article)
        }
        guard let due = assignment.due, let allowance = assignment.allowance else {
            return refused(CasesCodes.prolongationNotProvided, assignment.event.article)
        }
        guard assignment.prolongation == nil else {
            return refused(CasesCodes.prolongationAskedBefore, allowance.article)
        }
        guard !due.isOverdue(on: today) else {
            return refused(CasesCodes.prolongationTooLate, allowance.article)
        }
        return .allowed
    }

    /// Asks once for more time for the updates of the actor's body, the whole allowance unless `amount` says less
    /// (申请延长更新期限). The clock runs on meanwhile.
    ///
    /// Refuses with `update-event-not-found`, as ``mayProlong(_:_:)`` does, then `prolongation-beyond`,
    /// `reasons-required`, `note-too-long`, and `seat-vacant` where nobody stands above the body.
    @discardableResult
    public func askProlongation(
        of event: String, amount: Int? = nil, reasons: String, by actor: Actor
    ) async throws -> UpdateAssignment {
        try await store.write { session in
            let assignment = try assignment(event, of: actor.body.id, for: actor, in: session)
            try mayProlong(assignment, actor).orThrow()
            guard let allowance = assignment.allowance else {
                throw Refusal(CasesCodes.prolongationNotProvided, article: assignment.event.article)
            }
            let amount = amount ?? allowance.amount
            guard (1...allowance.amount).contains(amount) else {
                throw Refusal(
                    CasesCodes.prolongationBeyond, article: allowance.article,
                    detail: Bilingual("最长\(allowance.amount)", "at most \(allowance.amount)"), field: "amount"
                )
            }
            try Decision.stated(reasons, article: allowance.article, field: "reasons").orThrow()
            guard let above = try cases.supervisor(of: assignment.body, in: session) else {
                throw Refusal(PartiesCodes.seatVacant, article: allowance.article)
            }
            try session.run(
                """
                UPDATE update_assignment SET p_amount = ?, p_reasons = ?, p_body = ?, p_role = ?,
                    p_state = 'asked', p_asked_at = ?
                WHERE event = ? AND body = ?
                """,
                [
                    Value(amount), .text(reasons), .text(above.body.id), .text(above.role),
                    .int(surroundings.now().milliseconds), .text(event), .text(assignment.body),
                ])
            try record(
                UpkeepEvents.prolongationAsked, "update-event:\(event)", article: allowance.article,
                by: actor, [("amount", "\(amount) \(allowance.unit.rawValue)"), ("of", above.body.id)],
                in: session)
            return try self.assignment(event, of: assignment.body, for: actor, in: session)
        }
    }

    /// Whether `actor` may answer the request. Refuses with `prolongation-not-asked` or `upkeep-not-authority`.
    public func mayAnswerProlongation(_ assignment: UpdateAssignment, _ actor: Actor) -> Ruling {
        guard assignment.closedAt == nil, let asked = assignment.prolongation, asked.state == .asked else {
            return .refused([
                Reason(
                    CasesCodes.prolongationNotAsked,
                    article: assignment.allowance?.article ?? assignment.event.article)
            ])
        }
        guard asked.body == actor.body.id, actor.holds(asked.role) else {
            return .refused([Reason(UpkeepCodes.notAuthority, article: asked.article)])
        }
        return .allowed
    }

    /// Consents to more time for the updates of `body`, or refuses it with reasons; the body is told. The clock runs
    /// on from the day set before.
    ///
    /// Refuses with `update-event-not-found`, as ``mayAnswerProlongation(_:_:)`` does, then `reasons-required`.
    @discardableResult
    public func answerProlongation(
        of event: String, body: String, consent: Bool, note: String = "", by actor: Actor
    ) async throws -> UpdateAssignment {
        try await store.write { session in
            let assignment = try assignment(event, of: body, for: actor, in: session)
            try mayAnswerProlongation(assignment, actor).orThrow()
            guard let asked = assignment.prolongation, let due = assignment.due else {
                throw Refusal(CasesCodes.prolongationNotAsked, article: assignment.event.article)
            }
            if !consent || !note.isEmpty { try Decision.stated(note, article: asked.article).orThrow() }
            let more = Deadline(span: .within(asked.amount, asked.unit), article: asked.article)
            let end =
                consent ? calendar.due(more, from: due.date) : DueDate(date: due.date, provisional: false)
            try session.run(
                """
                UPDATE update_assignment SET p_state = ?, p_answered_at = ?, due = ?, due_end = ?,
                    due_provisional = ?
                WHERE event = ? AND body = ?
                """,
                [
                    .text(consent ? "granted" : "refused"), .int(surroundings.now().milliseconds),
                    .text(end.date.description), .int(start(end.date.adding(days: 1))),
                    Value(end.provisional || due.isProvisional), .text(event), .text(body),
                ])
            try notices.tell(
                NoticeDraft(
                    title: consent
                        ? Bilingual("更新期限延长至\(end.date)", "Updates are now due on \(end.date)")
                        : Bilingual("未同意延长更新期限", "More time for updates was not granted"),
                    text: note, subject: "update-event:\(event)", article: asked.article,
                    due: end.date),
                to: [body], in: session)
            try record(
                UpkeepEvents.prolongationAnswered, "update-event:\(event)", article: asked.article, by: actor,
                [("to", body), ("consent", String(consent)), ("until", end.date.description)], in: session)
            return try self.assignment(event, of: body, for: actor, in: session)
        }
    }

    private func assignment(
        _ event: String, of body: String, for actor: Actor, in session: any Session
    ) throws -> UpdateAssignment {
        _ = try self.event(event, for: actor, in: session)
        guard
            let found = try assignments(
                where: "a.event = ? AND a.body = ?", [.text(event), .text(body)], in: session
            ).first
        else { throw Refusal(UpkeepCodes.eventNotFound) }
        return found
    }
}
