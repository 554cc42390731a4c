import Ledger
import Notices
import Parties
import Regulation
import Store

/// The case engine (办件引擎): opens cases from the procedures of the profile, moves them step by step, keeps
/// their clocks in working days and their timelines.
///
/// Modules open cases inside their own transactions; people decide them through ``decide(_:_:by:subjects:)``,
/// which tells the module that the case is about.
public struct Cases: Sendable {
    let store: Store
    let ledger: Ledger
    let parties: Parties
    let notices: Notices
    let profile: Profile
    let calendar: WorkingCalendar
    let surroundings: Surroundings

    public init(
        store: Store, ledger: Ledger, parties: Parties, notices: Notices, profile: Profile,
        calendar: WorkingCalendar, surroundings: Surroundings
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.notices = notices
        self.profile = profile
        self.calendar = calendar
        self.surroundings = surroundings
    }

    /// Opens a case in the transaction of `session`, with the steps that the procedure has for the opener's
    /// level. A procedure without steps is approved at once (直接获取): the caller sees it in the state.
    ///
    /// `authors` are those, as the ledger names them, who wrote what is now decided, the actor aside: none of
    /// them decides it. Refuses as ``mayOpen(_:for:_:)`` and ``Parties/seat(_:opener:provider:in:)`` do.
    public func open(
        procedure id: String, subject: String, title: String, provider: Body?, authors: Set<String> = [],
        by actor: Actor, in session: any Session
    ) throws -> CaseFile {
        try mayOpen(id, actor).orThrow()
        guard let procedure = profile.procedure(id) else { throw unknownProcedure }
        let now = surroundings.now()
        let caseID = surroundings.newID()
        let steps = procedure.steps(for: actor.body.level)
        try session.run(
            """
            INSERT INTO case_file (id, procedure, procedure_zh, procedure_en, profile_version, subject, title,
                opener_body, opener, opened_at, state, supplemented)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """,
            [
                .text(caseID), .text(id), .text(procedure.name.zh), .text(procedure.name.en),
                .text(profile.version), .text(subject), .text(title), .text(actor.body.id), .text(actor.id),
                .int(now.milliseconds), "open",
            ])
        try session.run(
            "UPDATE case_file SET provider = ? WHERE id = ?", [Value(provider?.id), .text(caseID)])
        for (position, step) in steps.enumerated() {
            let body = try parties.seat(step.seat, opener: actor.body, provider: provider, in: session)
            try insert(step, at: position, of: caseID, body: body.id, in: session)
        }
        try add(authors, to: caseID, in: session)
        try note(
            .opened, on: caseID, step: procedure.name, by: actor, text: "", article: procedure.articles.first,
            in: session)
        try ledger.record(
            LedgerEvent(
                CasesEvents.opened, at: now, actor: actor.ledgerName, body: actor.body.id,
                subject: "case:\(caseID)", article: procedure.articles.first,
                facts: [("procedure", id), ("about", subject)]),
            in: session)
        if steps.isEmpty {
            try close(caseID, as: .approved, article: procedure.articles.first, in: session)
        } else {
            try enter(0, of: caseID, in: session)
        }
        return try file(caseID, in: session)
    }

    /// Decides the current step. The subject's module takes part in the same transaction.
    ///
    /// Refuses, in this order: not found, then as ``permit(_:on:by:)`` does, then `case-changed-meanwhile` where it
    /// no longer stands as it was seen, then what the subject's module says.
    /// A refusal leaves the case where it was.
    @discardableResult
    public func decide(
        _ id: String, _ decision: Decision, by actor: Actor, subjects: [any CaseSubject]
    ) async throws -> CaseFile {
        try await store.write { session in
            let file = try file(id, in: session)
            try permit(decision, on: file, by: actor).orThrow()
            guard let position = file.position, let subject = subject(of: file, among: subjects) else {
                throw Refusal(CasesCodes.closed, article: closingArticle(of: file))
            }
            let step = file.steps[position]
            if let seen = decision.seen, !seen.isStill(file) {
                throw Refusal(CasesCodes.changedMeanwhile, article: step.article)
            }
            try subject.decided(file, decision, by: actor, in: session)
            let kind: CaseEvent.Kind =
                switch decision.act {
                case .approve: .approved
                case .returnOnce: .returned
                case .refuse: .refused
                case .settle: completesAgreement(file, actor) ? .settled : .agreed
                case .escalate: .escalated
                }
            try note(
                kind, on: id, step: step.name, by: actor, text: decision.note, article: step.article,
                in: session)
            let now = surroundings.now()
            try ledger.record(
                LedgerEvent(
                    CasesEvents.decided, at: now, actor: actor.ledgerName, body: actor.body.id,
                    subject: "case:\(id)", article: step.article,
                    facts: [("step", step.id), ("act", decision.act.rawValue), ("about", file.subject)]),
                in: session)
            switch decision.act {
            case .settle where kind == .agreed:
                try session.run(
                    "UPDATE case_file SET agreed_by = ? WHERE id = ?", [.text(actor.body.id), .text(id)])
            case .settle:
                try finishStep(position, of: id, in: session)
                try close(id, as: .settled, article: step.article, in: session)
                try subject.declined(try self.file(id, in: session), in: session)
            case .escalate:
                guard position + 1 < file.steps.count else {
                    throw Refusal(CasesCodes.actNotAllowed, article: step.article)
                }
                try finishStep(position, of: id, in: session)
                try session.run("UPDATE case_file SET agreed_by = NULL WHERE id = ?", [.text(id)])
                try enter(position + 1, of: id, in: session)
            case .approve:
                try finishStep(position, of: id, in: session)
                if position + 1 < file.steps.count {
                    try enter(position + 1, of: id, in: session)
                } else {
                    try close(id, as: .approved, article: step.article, in: session)
                    try subject.approved(try self.file(id, in: session), in: session)
                }
            case .refuse:
                try finishStep(position, of: id, in: session)
                try close(id, as: .refused, article: step.article, in: session)
                try subject.declined(try self.file(id, in: session), in: session)
            case .returnOnce:
                try handBack(position, of: id, in: session)
                try subject.returned(try self.file(id, in: session), in: session)
            }
            return try self.file(id, in: session)
        }
    }

    /// Hands a returned case back to the step that returned it; its clock starts again. `authors` as in
    /// ``open(procedure:subject:title:provider:authors:by:in:)``. Refuses as ``mayResubmit(_:_:)`` does.
    public func resubmit(
        _ id: String, authors: Set<String> = [], by actor: Actor, note text: String, in session: any Session
    ) throws {
        let file = try file(id, in: session)
        try mayResubmit(file, actor).orThrow()
        guard let position = file.position else {
            throw Refusal(CasesCodes.notReturned, article: profile.article(for: .supplementOnce))
        }
        try add(authors, to: id, in: session)
        try session.run("UPDATE case_file SET state = 'open' WHERE id = ?", [.text(id)])
        try enter(position, of: id, in: session)
        try note(
            .resubmitted, on: id, step: file.steps[position].name, by: actor, text: text,
            article: profile.article(for: .supplementOnce), in: session)
        try ledger.record(
            LedgerEvent(
                CasesEvents.resubmitted, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "case:\(id)", article: profile.article(for: .supplementOnce),
                facts: [("about", file.subject)]),
            in: session)
    }

    /// Ends a case at the wish of the body that opened it. Refuses as ``mayWithdraw(_:_:)`` does.
    @discardableResult
    public func withdraw(
        _ id: String, by actor: Actor, subjects: [any CaseSubject]
    ) async throws -> CaseFile {
        try await store.write { session in
            let file = try file(id, in: session)
            try mayWithdraw(file, actor).orThrow()
            try note(
                .withdrawn, on: id, step: file.procedureName, by: actor, text: "", article: nil, in: session)
            try close(id, as: .withdrawn, article: nil, in: session)
            try ledger.record(
                LedgerEvent(
                    CasesEvents.withdrawn, at: surroundings.now(), actor: actor.ledgerName,
                    body: actor.body.id, subject: "case:\(id)", facts: [("about", file.subject)]),
                in: session)
            let closed = try self.file(id, in: session)
            try subject(of: closed, among: subjects)?.declined(closed, in: session)
            return closed
        }
    }

    private func subject(of file: CaseFile, among subjects: [any CaseSubject]) -> (any CaseSubject)? {
        subjects.first { $0.procedures.contains(file.procedure) }
    }
}
