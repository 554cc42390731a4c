import Parties
import Regulation

/// Who may do what with cases: pure rulings that pages ask too, to show only what is possible.
extension Cases {
    /// Whether `actor` may open a case of `procedure` for `body`, their own unless named: people of that body who
    /// hold one of the roles that the profile lists as openers; never a system.
    ///
    /// Refuses with `procedure-unknown` or `procedure-not-yours`.
    public func mayOpen(_ procedure: String, for body: String? = nil, _ actor: Actor) -> Ruling {
        guard let procedure = profile.procedure(procedure) else { return .refused(unknownProcedure.reasons) }
        guard body == nil || body == actor.body.id, procedure.openers.contains(where: actor.holds) else {
            let roles = procedure.openers.map { profile.role($0)?.name ?? Bilingual($0, $0) }
            return .refused([
                Reason(
                    CasesCodes.procedureNotYours,
                    article: procedure.articles.first ?? profile.article(for: .accessControl),
                    detail: Bilingual(
                        "本单位的\(roles.map(\.zh).joined(separator: "、"))",
                        "of the body itself: \(roles.map(\.en).joined(separator: ", "))"))
            ])
        }
        return .allowed
    }

    /// Whether `actor` may hand a returned case back: of the body that opened it, as one who may open such cases.
    ///
    /// Refuses with `case-not-opener`, `procedure-not-yours` or `case-not-returned`.
    public func mayResubmit(_ file: CaseFile, _ actor: Actor) -> Ruling {
        guard file.openerBody == actor.body.id else { return notOpener }
        if case .refused(let reasons) = mayOpen(file.procedure, actor) { return .refused(reasons) }
        guard file.state == .returned else {
            return .refused([
                Reason(CasesCodes.notReturned, article: profile.article(for: .supplementOnce))
            ])
        }
        return .allowed
    }

    /// Whether `actor` may end the case: its opener, and of the opener's body those who may open such cases and the
    /// department head.
    ///
    /// Refuses with `case-not-opener` or `case-closed`.
    public func mayWithdraw(_ file: CaseFile, _ actor: Actor) -> Ruling {
        let mayAct =
            actor.id == file.opener || actor.holds("department-head")
            || mayOpen(file.procedure, actor) == .allowed
        guard file.openerBody == actor.body.id, mayAct else { return notOpener }
        guard file.state == .open || file.state == .returned else {
            return .refused([Reason(CasesCodes.closed, article: closingArticle(of: file))])
        }
        return .allowed
    }

    /// Whether `actor` may decide so. Two pairs of eyes (分权制衡): whoever wrote what is decided does not decide it,
    /// and nobody decides two steps of one case, whatever roles they hold.
    ///
    /// Order of refusal: closed, not your step, own case, decided before, act not allowed, note, asked before.
    public func permit(_ decision: Decision, on file: CaseFile, by actor: Actor) -> Ruling {
        guard file.state == .open, let position = file.position, let step = file.current else {
            return .refused([Reason(CasesCodes.closed, article: closingArticle(of: file))])
        }
        if decision.act == .settle || decision.act == .escalate {
            return permitParty(decision, on: file, at: step, by: actor)
        }
        guard step.body == actor.body.id, actor.holds(step.role) else {
            return .refused([Reason(CasesCodes.notYourStep, article: step.article)])
        }
        guard file.opener != actor.id, !file.authors.contains(actor.ledgerName) else {
            return .refused([Reason(CasesCodes.ownCase, article: step.article)])
        }
        let others = file.steps.enumerated().filter { $0.offset != position }
        guard !others.contains(where: { $0.element.deciders.contains(actor.ledgerName) }) else {
            return .refused([Reason(CasesCodes.decidedBefore, article: step.article)])
        }
        guard step.acts.contains(decision.act) else {
            return .refused([Reason(CasesCodes.actNotAllowed, article: step.article)])
        }
        let rule: RuleID = decision.act == .refuse ? .reasonsGiven : .supplementOnce
        let note = Decision.stated(
            decision.note, isRequired: decision.act != .approve, article: profile.article(for: rule))
        guard note == .allowed else { return note }
        if decision.act == .returnOnce, file.wasSupplemented {
            return .refused([
                Reason(CasesCodes.alreadySupplemented, article: profile.article(for: .supplementOnce))
            ])
        }
        return .allowed
    }

    /// Nobody is authorised to a procedure that the regulation does not have.
    var unknownProcedure: Refusal {
        Refusal(CasesCodes.procedureUnknown, article: profile.article(for: .accessControl))
    }

    private var notOpener: Ruling {
        .refused([Reason(CasesCodes.notOpener, article: profile.article(for: .accessControl))])
    }

    /// The article under which a case came to its end: that of its last step taken, else of its procedure; of a
    /// returned one, what lets it rest with its opener.
    func closingArticle(of file: CaseFile) -> ArticleReference? {
        if file.state == .returned { return profile.article(for: .supplementOnce) }
        return file.steps.last { $0.doneAt != nil }?.article
            ?? profile.procedure(file.procedure)?.articles.first
    }
}
