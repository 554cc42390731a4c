import Parties
import Regulation

/// What the parties of a dispute may do themselves (当事双方): agree, or call on the next step.
///
/// Source: 政务数据共享条例 art. 28: 协商解决；协商不成的，申请协调；仍未达成一致的，报本级人民政府决定.
extension Cases {
    /// Whether `actor` may agree or escalate. To agree: either party, and whoever holds the step, who writes down
    /// what both agreed to. To escalate: whoever holds the step, and while the parties talk, either of them.
    ///
    /// Order of refusal: not your step, act not allowed, reasons required, note too long.
    func permitParty(_ decision: Decision, on file: CaseFile, at step: CaseStep, by actor: Actor) -> Ruling {
        let isHolder = step.body == actor.body.id && actor.holds(step.role)
        let isTalk = step.body == file.openerBody || step.body == file.provider
        let mayAct = isHolder || isParty(actor, of: file) && (decision.act == .settle || isTalk)
        guard mayAct else { return .refused([Reason(CasesCodes.notYourStep, article: step.article)]) }
        guard step.acts.contains(decision.act) else {
            return .refused([Reason(CasesCodes.actNotAllowed, article: step.article)])
        }
        return Decision.stated(decision.note, article: step.article)
    }

    /// Whether `actor` speaks for one of the two bodies: a head of department or, for the opener, whoever may open
    /// such cases.
    private func isParty(_ actor: Actor, of file: CaseFile) -> Bool {
        if actor.body.id == file.openerBody {
            return actor.holds("department-head") || mayOpen(file.procedure, actor) == .allowed
        }
        return actor.body.id == file.provider && actor.holds("department-head")
    }

    /// Whether the case is agreed once `actor` agrees: at once where somebody else than a party writes it down,
    /// else when the other party has agreed before.
    func completesAgreement(_ file: CaseFile, _ actor: Actor) -> Bool {
        let parties = [file.openerBody, file.provider].compactMap { $0 }
        guard parties.contains(actor.body.id), parties.count == 2 else { return true }
        return file.agreedBy != nil && file.agreedBy != actor.body.id
    }
}
