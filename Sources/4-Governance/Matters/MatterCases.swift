import Cases
import Foundation
import Ledger
import Parties
import Regulation
import Store

/// How matters take part in their cases.
extension Matters: CaseSubject {
    /// Every procedure of the profile that has a form.
    public var procedures: Set<String> {
        Set(profile.procedures.values.filter { !$0.form.isEmpty }.map(\.id))
    }

    /// Takes what the reviewer settles otherwise, and what an effect asks of an approval.
    ///
    /// Refuses with `matter-amendment-forbidden`, with the faults of the form as amended, and as the effect does.
    public func decided(
        _ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session
    ) throws {
        let matter = try matter(ofCase: file.id, in: session)
        let procedure = try procedure(matter.procedure)
        if decision.act == .approve, let amendment = decision.amendment {
            try amend(matter, amendment, procedure, file, in: session)
        }
        if file.position == file.steps.count - 1 {
            try effect(of: matter.procedure)?.check(decision, of: procedure, at: file.current).orThrow()
        }
        try session.run(
            "UPDATE matter SET note = ? WHERE id = ?", [.text(decision.note), .text(matter.id)])
    }

    public func approved(_ file: CaseFile, in session: any Session) throws { try close(file, in: session) }
    public func declined(_ file: CaseFile, in session: any Session) throws { try close(file, in: session) }
    public func returned(_ file: CaseFile, in session: any Session) throws {}

    /// Writes down how the case ended, and lets what it decided take effect.
    func close(_ file: CaseFile, in session: any Session) throws {
        let state: MatterOutcome.State =
            switch file.state {
            case .approved: .approved
            case .settled: .settled
            case .withdrawn: .withdrawn
            case .refused, .open, .returned: .refused
            }
        let now = surroundings.now()
        try session.run(
            "UPDATE matter SET outcome = ?, outcome_at = ? WHERE case_id = ?",
            [.text(state.rawValue), .int(now.milliseconds), .text(file.id)])
        let matter = try matter(ofCase: file.id, in: session)
        let article = file.steps.last { $0.doneAt != nil }?.article
        try effect(of: matter.procedure)?.closed(matter, article: article, in: session)
        try ledger.record(
            LedgerEvent(
                MattersEvents.closed, at: now, actor: "platform", body: matter.body,
                subject: "matter:\(matter.id)", article: article,
                facts: [("procedure", matter.procedure), ("outcome", state.rawValue)]),
            in: session)
    }

    private func amend(
        _ matter: Matter, _ amendment: String, _ procedure: Procedure, _ file: CaseFile,
        in session: any Session
    ) throws {
        guard let changes = try? JSONDecoder().decode(MatterAnswers.self, from: Data(amendment.utf8)) else {
            throw Refusal(
                MattersCodes.fieldMalformed, article: file.current?.article,
                detail: Bilingual("应为按表单项列出的答复", "must be answers by field"), field: "amendment")
        }
        let amendable = Set(procedure.form.filter(\.isAmendable).map(\.id))
        for id in changes.keys.sorted() where !amendable.contains(id) {
            throw Refusal(
                MattersCodes.amendmentForbidden, article: file.current?.article,
                detail: Bilingual("可以改动：\(amendable.sorted())", "may be settled: \(amendable.sorted())"),
                field: "amendment")
        }
        var content = MatterContent(about: matter.subject.map(Self.id(in:)) ?? "", answers: matter.settled)
        content.answers.merge(changes) { _, settled in settled }
        let facts = try facts(content, of: procedure, in: session)
        let opener = try parties.body(matter.body, in: session)
        try check(procedure, content, facts, opener: opener).orThrow()
        try session.run(
            "UPDATE matter SET settled = ? WHERE id = ?",
            [.text(try StoredJSON.text(Self.normal(content.answers, facts))), .text(matter.id)])
    }
}
