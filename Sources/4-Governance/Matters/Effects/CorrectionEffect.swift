import Cases
import Notices
import Regulation
import Store

/// A report of errors (校核纠错): its answer goes to whoever reported it, a correction to everyone who got the data.
struct CorrectionEffect: MatterEffect {
    let notices: Notices
    /// The bodies that hold an active grant on an entry.
    let holders: @Sendable (String, any Session) throws -> [String]

    let procedures: Set = ["data-correction"]

    func check(_ decision: Decision, of procedure: Procedure, at step: CaseStep?) -> Ruling {
        guard decision.act == .approve, decision.note.allSatisfy(\.isWhitespace) else { return .allowed }
        return .refused([Reason(MattersCodes.answerRequired, article: step?.article, field: "note")])
    }

    func closed(_ matter: Matter, article: ArticleReference?, in session: any Session) throws {
        guard let outcome = matter.outcome, let entry = matter.entry, outcome.state != .withdrawn else {
            return
        }
        let asker = NoticeDraft(
            title: outcome.holds
                ? Bilingual("校核申请已核实、更正", "Your report was verified and corrected")
                : Bilingual("校核申请已答复", "Your report was answered"),
            text: outcome.note, subject: "case:\(matter.caseID)", article: article)
        try notices.tell(asker, to: [matter.body], in: session)
        guard outcome.holds else { return }
        let correction = NoticeDraft(
            title: Bilingual("所获取的数据已更正", "Data that you obtained was corrected"), text: outcome.note,
            subject: "entry:\(entry)", article: article)
        let others = try holders(entry, session).filter { $0 != matter.body }
        try notices.tell(correction, to: others, in: session)
    }
}
