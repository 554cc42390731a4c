import Cases
import Parties
import Regulation

/// More time for the current step (延长办理期限): the form that asks for it, the form that answers, or where it stands.
struct ProlongationView {
    let title: String
    let citation: CitationView?
    /// Where the request stands, in words; nil before there is one.
    var state: String?
    var reasons: String?
    /// The form that asks.
    var ask: [FieldView] = []
    var mayAsk = false
    /// The form that answers.
    var answer: [FieldView] = []
    var mayAnswer = false

    /// Nil where the step has nothing of it for the reader.
    init?(_ file: CaseFile, _ actor: Actor, desk: Desk, visit: Visit) {
        guard file.state == .open, let step = file.current, let allowance = step.allowance else { return nil }
        let texts = visit.texts
        title = texts("case.prolongation")
        citation = desk.citation(allowance.article, visit)
        if let asked = step.prolongation {
            state = texts("case.prolongationState.\(asked.state.rawValue)", ["amount": String(asked.amount)])
            reasons = asked.reasons
        }
        mayAsk = desk.platform.cases.mayProlong(file, actor) == .allowed
        mayAnswer = desk.platform.cases.mayAnswerProlongation(file, actor) == .allowed
        guard mayAsk || mayAnswer || state != nil else { return nil }
        if mayAsk {
            ask = [
                .input(
                    "amount", texts("case.prolongationAmount"), value: String(allowance.amount),
                    hint: texts(
                        "case.prolongationHint.\(allowance.unit.rawValue)", ["max": String(allowance.amount)]),
                    maxLength: 5, inputMode: "numeric"),
                .area(
                    "reasons", texts("case.prolongationReasons"), required: true,
                    maxLength: Decision.noteMax),
            ]
        }
        if mayAnswer {
            answer = [
                .area(
                    "answer", texts("case.note.approve"), rows: 2, hint: texts("case.prolongationAnswerHint"))
            ]
        }
    }
}
