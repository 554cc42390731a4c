import Ledger
import Notices
import Parties
import Regulation
import Store

/// A longer time asked for at one step (延长办理期限): by whoever decides it, with the consent of the authority.
public struct CaseProlongation: Sendable, Hashable {
    public let amount: Int
    public let unit: Deadline.Unit
    public let reasons: String
    /// The article that allows it.
    public let article: ArticleReference
    /// The body whose consent is asked for, and the role that gives it.
    public let body: String
    public let role: String
    public let state: State
    public let askedAt: Instant
    public let answeredAt: Instant?

    public init(
        amount: Int, unit: Deadline.Unit, reasons: String, article: ArticleReference, body: String,
        role: String, state: State, askedAt: Instant, answeredAt: Instant?
    ) {
        self.amount = amount
        self.unit = unit
        self.reasons = reasons
        self.article = article
        self.body = body
        self.role = role
        self.state = state
        self.askedAt = askedAt
        self.answeredAt = answeredAt
    }

    /// Where the request stands (延长办理状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case asked, granted, refused
    }
}

/// How far the regulation lets a step be prolonged (可延长期限), as fixed when the case opened.
public struct CaseAllowance: Sendable, Hashable {
    public let amount: Int
    public let unit: Deadline.Unit
    public let article: ArticleReference

    public init(amount: Int, unit: Deadline.Unit, article: ArticleReference) {
        self.amount = amount
        self.unit = unit
        self.article = article
    }
}

extension Cases {
    /// Whether `actor` may ask for a longer time at the current step.
    ///
    /// Order of refusal: `case-closed`, `case-not-your-step`, `prolongation-not-provided`,
    /// `prolongation-asked-before`, `prolongation-too-late`.
    public func mayProlong(_ file: CaseFile, _ actor: Actor) -> Ruling {
        guard file.state == .open, let step = file.current else {
            return .refused([Reason(CasesCodes.closed, article: closingArticle(of: file))])
        }
        guard step.body == actor.body.id, actor.holds(step.role) else {
            return .refused([Reason(CasesCodes.notYourStep, article: step.article)])
        }
        guard let due = step.due, let allowance = step.allowance else {
            return .refused([
                Reason(CasesCodes.prolongationNotProvided, article: step.due?.article ?? step.article)
            ])
        }
        guard step.prolongation == nil else {
            return .refused([Reason(CasesCodes.prolongationAskedBefore, article: allowance.article)])
        }
        guard !due.isOverdue(on: today) else {
            return .refused([Reason(CasesCodes.prolongationTooLate, article: allowance.article)])
        }
        return .allowed
    }

    /// Asks for `amount` more, the whole allowance unless stated (申请延长). The clock runs on meanwhile.
    ///
    /// Refuses with `case-not-found`, as ``mayProlong(_:_:)`` does, then `prolongation-beyond`,
    /// `reasons-required`, `note-too-long`, and `seat-vacant` where nobody stands above the body.
    /// Source: 政务数据共享条例 arts. 17, 21.
    @discardableResult
    public func askProlongation(
        _ id: String, amount: Int? = nil, reasons: String, by actor: Actor
    ) async throws -> CaseFile {
        try await store.write { session in
            let file = try file(id, in: session)
            guard isVisible(file, to: actor) else { throw Refusal(CasesCodes.notFound) }
            try mayProlong(file, actor).orThrow()
            guard let position = file.position, let step = file.current, let allowance = step.allowance else {
                throw Refusal(CasesCodes.closed, article: closingArticle(of: file))
            }
            let amount = amount ?? allowance.amount
            guard (1...allowance.amount).contains(amount) else {
                throw Refusal(
                    CasesCodes.prolongationBeyond, article: allowance.article,
                    detail: Bilingual("最长\(allowance.amount)", "at most \(allowance.amount)"), field: "amount"
                )
            }
            try Decision.stated(reasons, article: allowance.article).orThrow()
            guard let above = try supervisor(of: step.body, in: session) else {
                throw Refusal(PartiesCodes.seatVacant, article: allowance.article)
            }
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO case_prolongation (case_id, position, amount, unit, reasons, article, body, role, state,
                    asked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?)
                """,
                [
                    .text(id), Value(position), Value(amount), .text(allowance.unit.rawValue), .text(reasons),
                    .text(allowance.article.description), .text(above.body.id), .text(above.role),
                    .int(now.milliseconds),
                ])
            try session.run(
                "UPDATE case_file SET asked_body = ?, asked_role = ? WHERE id = ?",
                [.text(above.body.id), .text(above.role), .text(id)])
            try note(
                .prolongationAsked, on: id, step: step.name, by: actor, text: reasons,
                article: allowance.article, in: session)
            try record(
                CasesEvents.prolongationAsked, file, step, allowance.article, by: actor,
                [("amount", "\(amount) \(allowance.unit.rawValue)")], in: session)
            return try self.file(id, in: session)
        }
    }

    /// Whether `actor` may answer the request that waits at the current step.
    ///
    /// Order of refusal: `case-closed`, `prolongation-not-asked`, `case-not-your-step`.
    public func mayAnswerProlongation(_ file: CaseFile, _ actor: Actor) -> Ruling {
        guard file.state == .open, let step = file.current else {
            return .refused([Reason(CasesCodes.closed, article: closingArticle(of: file))])
        }
        guard let asked = step.prolongation, asked.state == .asked else {
            return .refused([
                Reason(
                    CasesCodes.prolongationNotAsked,
                    article: step.prolongation?.article ?? step.allowance?.article ?? step.article)
            ])
        }
        guard asked.body == actor.body.id, actor.holds(asked.role) else {
            return .refused([Reason(CasesCodes.notYourStep, article: asked.article)])
        }
        return .allowed
    }

    /// Consents to a longer time, or refuses it with reasons (同意或者不同意延长). The clock runs on from its original
    /// end, and the applicant is told.
    ///
    /// Refuses with `case-not-found`, as ``mayAnswerProlongation(_:_:)`` does, then `reasons-required`.
    @discardableResult
    public func answerProlongation(
        _ id: String, consent: Bool, note text: String = "", by actor: Actor
    ) async throws -> CaseFile {
        try await store.write { session in
            let file = try file(id, in: session)
            guard isVisible(file, to: actor) else { throw Refusal(CasesCodes.notFound) }
            try mayAnswerProlongation(file, actor).orThrow()
            guard let position = file.position, let step = file.current, let asked = step.prolongation,
                let due = step.due
            else {
                throw Refusal(CasesCodes.closed, article: closingArticle(of: file))
            }
            if !consent || !text.isEmpty { try Decision.stated(text, article: asked.article).orThrow() }
            try session.run(
                "UPDATE case_prolongation SET state = ?, answered_at = ? WHERE case_id = ? AND position = ?",
                [
                    .text(consent ? "granted" : "refused"), .int(surroundings.now().milliseconds), .text(id),
                    Value(position),
                ])
            try session.run(
                "UPDATE case_file SET asked_body = NULL, asked_role = NULL WHERE id = ?", [.text(id)])
            var facts: [(name: String, value: String)] = []
            if consent {
                let more = Deadline(span: .within(asked.amount, asked.unit), article: asked.article)
                let end = calendar.due(more, from: due.date)
                try session.run(
                    """
                    UPDATE case_step SET due = ?, due_provisional = ? WHERE case_id = ? AND position = ?
                    """,
                    [
                        .text(end.date.description), Value(end.provisional || due.isProvisional), .text(id),
                        Value(position),
                    ])
                try session.run(
                    "UPDATE case_file SET due = ?, above_body = NULL, above_role = NULL WHERE id = ?",
                    [.text(end.date.description), .text(id)])
                facts = [("until", end.date.description)]
                try tellProlonged(file, asked, until: end.date, in: session)
            } else {
                try notices.tell(
                    NoticeDraft(
                        role: step.role, title: Bilingual("未同意延长办理期限", "More time was not granted"),
                        text: text, subject: "case:\(id)", article: asked.article),
                    to: [step.body], in: session)
            }
            try note(
                consent ? .prolonged : .prolongationRefused, on: id, step: step.name, by: actor, text: text,
                article: asked.article, in: session)
            try record(
                consent ? CasesEvents.prolonged : CasesEvents.prolongationRefused, file, step, asked.article,
                by: actor, facts, in: session)
            return try self.file(id, in: session)
        }
    }

    /// 并告知政务数据需求部门.
    private func tellProlonged(
        _ file: CaseFile, _ asked: CaseProlongation, until day: LocalDate, in session: any Session
    ) throws {
        try notices.tell(
            NoticeDraft(
                title: Bilingual(
                    "办理期限延长至\(day)：\(file.title)", "The time limit now ends on \(day): \(file.title)"),
                text: asked.reasons, subject: "case:\(file.id)", article: asked.article),
            to: [file.openerBody], in: session)
    }

    func record(
        _ kind: EventKind, _ file: CaseFile, _ step: CaseStep, _ article: ArticleReference?, by actor: Actor,
        _ facts: [(name: String, value: String)] = [], in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "case:\(file.id)", article: article,
                facts: [("step", step.id), ("about", file.subject)] + facts),
            in: session)
    }

    var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }
}
