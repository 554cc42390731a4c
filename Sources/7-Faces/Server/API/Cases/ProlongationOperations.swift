import Cases
import Hummingbird
import Parties
import Regulation

/// More time for a step (延长办理期限).
extension API {
    var prolongationOperations: [Operation] { [askProlongation, answerProlongation] }

    private static let caseID = Operation.Parameter.path(
        "case", Bilingual("办件编号", "Id of the case"), .text(64, min: 1))

    private struct AskJSON: Decodable {
        let amount: Int?
        let reasons: String

        static let schema = Schema.object([
            .init(
                "amount", Bilingual("延长多少；不写为最长期限", "How much; the whole allowance unless set"),
                .integer(1...36_500), optional: true),
            .init("reasons", Bilingual("特殊原因", "The special reasons"), .text(10_000)),
        ])
    }

    private struct AnswerJSON: Decodable {
        let consent: Bool
        let note: String?

        static let schema = Schema.object([
            .init("consent", Bilingual("是否同意", "Whether you consent"), .boolean),
            .init(
                "note", Bilingual("意见；不同意须说明理由", "Note; a refusal states its reasons"), .text(10_000),
                optional: true),
        ])
    }

    private var askProlongation: Operation {
        Operation(
            .post, "/api/v1/cases/{case}/prolongation", "askProlongation",
            Bilingual("申请延长当前环节的期限", "Ask for more time at the current step"), tag: .cases,
            security: .person, parameters: [Self.caseID], body: .json(AskJSON.schema),
            answer: .json(CaseJSON.schema),
            errors: [
                CasesCodes.notFound, CasesCodes.closed, CasesCodes.notYourStep,
                CasesCodes.prolongationNotProvided, CasesCodes.prolongationAskedBefore,
                CasesCodes.prolongationTooLate, CasesCodes.prolongationBeyond, CasesCodes.reasonsRequired,
                CasesCodes.noteTooLong, PartiesCodes.seatVacant,
            ]
        ) { call in
            let given = try await call.decode(AskJSON.self)
            let actor = try call.actor
            let file = try await platform.cases.askProlongation(
                try call.required("case"), amount: given.amount, reasons: given.reasons, by: actor)
            return Answers.json(try await json(file, reader: actor))
        }
    }

    private var answerProlongation: Operation {
        Operation(
            .post, "/api/v1/cases/{case}/prolongation/answer", "answerProlongation",
            Bilingual("同意或者不同意延长", "Consent to more time, or refuse it"), tag: .cases,
            security: .person, parameters: [Self.caseID], body: .json(AnswerJSON.schema),
            answer: .json(CaseJSON.schema),
            errors: [
                CasesCodes.notFound, CasesCodes.closed, CasesCodes.prolongationNotAsked,
                CasesCodes.notYourStep, CasesCodes.reasonsRequired, CasesCodes.noteTooLong,
            ]
        ) { call in
            let given = try await call.decode(AnswerJSON.self)
            let actor = try call.actor
            let file = try await platform.cases.answerProlongation(
                try call.required("case"), consent: given.consent, note: given.note ?? "", by: actor)
            return Answers.json(try await json(file, reader: actor))
        }
    }
}

/// More time as answers show it (延长).
struct ProlongationJSON: Codable, Described {
    let amount: Int
    let unit: String
    let reasons: String
    let state: String
    let body: NamedJSON
    let article: CitationJSON
    let askedAt: String
    let answeredAt: String?

    init(_ prolongation: CaseProlongation, body: NamedJSON, _ book: ArticleBook) {
        amount = prolongation.amount
        unit = prolongation.unit.rawValue
        reasons = prolongation.reasons
        state = prolongation.state.rawValue
        self.body = body
        article = CitationJSON(prolongation.article, book)
        askedAt = prolongation.askedAt.iso8601
        answeredAt = prolongation.answeredAt?.iso8601
    }

    static let schema = Schema.named(
        "Prolongation", Bilingual("延长期限", "More time for a step"),
        .object([
            .init("amount", Bilingual("延长多少", "How much"), .count),
            .init("unit", Bilingual("单位", "Unit"), .oneOf(Deadline.Unit.self)),
            .init("reasons", Bilingual("特殊原因", "Reasons"), .text(10_000)),
            .init("state", Bilingual("状态", "State"), .oneOf(CaseProlongation.State.self)),
            .init("body", Bilingual("由谁同意", "Whose consent"), NamedJSON.schema),
            .init("article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema),
            .init("askedAt", Bilingual("申请时间", "Asked at"), .instant),
            .init("answeredAt", Bilingual("答复时间", "Answered at"), .instant, optional: true),
        ]))
}
