import Ledger
import Parties
import Regulation
import Store

/// What the platform itself does with cases (平台办理): it opens one where a check finds something, and ends it where
/// a later check proves that nothing is left.
///
/// Each is part of the transaction of `session`, so that finding and case are kept together or not at all.
extension Cases {
    /// How the ledger and timelines name the platform.
    public static let platformActor = "platform"

    /// Opens a case before `provider`, as the city's authority would: its people may withdraw it. The steps are those
    /// that the procedure has for the provider's level.
    ///
    /// Refuses with `procedure-unknown`, and as ``Parties/seat(_:opener:provider:in:)`` does.
    public func openByPlatform(
        procedure id: String, subject: String, title: String, provider: Body, in session: any Session
    ) throws -> CaseFile {
        guard let procedure = profile.procedure(id) else { throw unknownProcedure }
        let opener = try parties.seat(.cityAuthority, opener: provider, provider: provider, in: session)
        let now = surroundings.now()
        let caseID = surroundings.newID()
        try session.run(
            """
            INSERT INTO case_file (id, procedure, procedure_zh, procedure_en, profile_version, subject, title,
                opener_body, opener, opened_at, state, supplemented, provider)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, ?)
            """,
            [
                .text(caseID), .text(id), .text(procedure.name.zh), .text(procedure.name.en),
                .text(profile.version), .text(subject), .text(title), .text(opener.id),
                .text(Self.platformActor), .int(now.milliseconds), .text(provider.id),
            ])
        for (position, step) in procedure.steps(for: provider.level).enumerated() {
            let body = try parties.seat(step.seat, opener: opener, provider: provider, in: session)
            try insert(step, at: position, of: caseID, body: body.id, in: session)
        }
        try noteByPlatform(.opened, on: caseID, step: procedure.name, "", procedure.articles.first, session)
        try ledger.record(
            LedgerEvent(
                CasesEvents.opened, at: now, actor: Self.platformActor, body: provider.id,
                subject: "case:\(caseID)", article: procedure.articles.first,
                facts: [("procedure", id), ("about", subject)]),
            in: session)
        try enter(0, of: caseID, in: session)
        return try file(caseID, in: session)
    }

    /// Ends an open case as approved, at whichever step it is; `text` says what proves it. Does nothing to a case that
    /// is closed.
    public func concludeByPlatform(_ id: String, text: String, in session: any Session) throws {
        let file = try file(id, in: session)
        guard file.state == .open, let position = file.position else { return }
        for index in position..<file.steps.count {
            let step = file.steps[index]
            try noteByPlatform(
                .approved, on: id, step: step.name, index == position ? text : "", step.article, session)
            try finishStep(index, of: id, in: session)
        }
        try close(id, as: .approved, article: file.steps.last?.article, in: session)
    }

    /// Puts an open case back to its step before, whose day stays what it was; `text` says what is left. At the first
    /// step it stays there and keeps the line alone.
    public func reopenByPlatform(_ id: String, text: String, in session: any Session) throws {
        let file = try file(id, in: session)
        guard file.state == .open, let position = file.position, let step = file.current else { return }
        guard position > 0 else {
            return try noteByPlatform(.checked, on: id, step: step.name, text, step.article, session)
        }
        let before = position - 1
        try session.run(
            "UPDATE case_step SET done_at = NULL WHERE case_id = ? AND position = ?",
            [.text(id), Value(before)])
        let due = try session.first(
            "SELECT due, body, role FROM case_step WHERE case_id = ? AND position = ?",
            [.text(id), Value(before)]
        ) { (try $0.optionalText("due"), try $0.text("body"), try $0.text("role")) }
        try session.run(
            """
            UPDATE case_file SET position = ?, due = ?, step_body = ?, step_role = ?,
                above_body = (SELECT body FROM case_escalation WHERE case_id = ? AND position = ? AND due = ?),
                above_role = (SELECT role FROM case_escalation WHERE case_id = ? AND position = ? AND due = ?)
            WHERE id = ?
            """,
            [
                Value(before), Value(due?.0), Value(due?.1), Value(due?.2), .text(id), Value(before),
                Value(due?.0), .text(id), Value(before), Value(due?.0), .text(id),
            ])
        try noteByPlatform(.reopened, on: id, step: step.name, text, step.article, session)
    }

    private func noteByPlatform(
        _ kind: CaseEvent.Kind, on id: String, step: Bilingual, _ text: String,
        _ article: ArticleReference?, _ session: any Session
    ) throws {
        try note(
            kind, on: id, step: step, actor: Self.platformActor, name: profile.word(.platform).zh, body: "",
            text: text, article: article, in: session)
    }
}
