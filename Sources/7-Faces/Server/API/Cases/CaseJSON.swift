import Cases
import Regulation

/// A case with its steps (办件).
struct CaseJSON: Codable, Described {
    let id: String
    let procedure: String
    let procedureName: Bilingual
    /// What it is about: `entry:<id>`, `application:<id>`.
    let subject: String
    let title: String
    let openerBody: NamedJSON
    let openedAt: String
    let state: String
    let wasSupplemented: Bool
    /// Which submission it decides.
    let round: Int
    let closedAt: String?
    /// The step where it stands; left out when it is closed.
    let currentStep: String?
    /// When the current step must be done.
    let due: DueJSON?
    /// What the reader may decide now.
    let acts: [String]
    /// Whether the present day passed and was reported upwards.
    let isEscalated: Bool
    /// More time at the current step, as it was asked for.
    let prolongation: ProlongationJSON?
    let steps: [CaseStepJSON]

    init(
        _ file: CaseFile, names: [String: String], acts: [Procedure.Act], today: LocalDate, book: ArticleBook
    ) {
        func body(_ id: String) -> NamedJSON { NamedJSON(id: id, name: names[id] ?? id) }
        id = file.id
        procedure = file.procedure
        procedureName = file.procedureName
        subject = file.subject
        title = file.title
        openerBody = body(file.openerBody)
        openedAt = file.openedAt.iso8601
        state = file.state.rawValue
        wasSupplemented = file.wasSupplemented
        round = file.round
        closedAt = file.closedAt?.iso8601
        currentStep = file.current?.id
        due = file.current?.due.map { DueJSON($0, today: today, book) }
        self.acts = acts.map(\.rawValue)
        isEscalated = file.state == .open && file.current?.escalation != nil
        prolongation = file.current?.prolongation.map {
            ProlongationJSON($0, body: body($0.body), book)
        }
        steps = file.steps.enumerated().map { position, step in
            CaseStepJSON(
                step, body: body(step.body), isCurrent: position == file.position, today: today, book)
        }
    }

    static let schema = Schema.named(
        "Case", Bilingual("办件", "A case"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("procedure", Bilingual("程序", "Procedure"), .text(64)),
            .init("procedureName", Bilingual("程序名称", "Its name"), Bilingual.schema),
            .init("subject", Bilingual("事项，如 entry:…", "What it is about, such as entry:…"), .text(200)),
            .init("title", Bilingual("标题", "Title"), .text(4_000)),
            .init("openerBody", Bilingual("提交单位", "Opening body"), NamedJSON.schema),
            .init("openedAt", Bilingual("提交时间", "Opened at"), .instant),
            .init("state", Bilingual("状态", "State"), .oneOf(CaseFile.State.self)),
            .init(
                "wasSupplemented", Bilingual("是否已告知过一次补正", "Whether a supplement was already asked for"),
                .boolean),
            .init(
                "round",
                Bilingual(
                    "提交轮次，补正一次加一；办理时带回", "Round, one more with each supplement: given back on deciding"),
                .count),
            .init("closedAt", Bilingual("办结时间", "Closed at"), .instant, optional: true),
            .init("currentStep", Bilingual("当前环节", "Current step"), .text(64), optional: true),
            .init("due", Bilingual("当前环节期限", "When the current step is due"), DueJSON.schema, optional: true),
            .init(
                "acts", Bilingual("您现在可以作出的决定", "What you may decide now"),
                .array(.oneOf(Procedure.Act.self), max: 5)),
            .init("isEscalated", Bilingual("是否已逾期上报", "Whether it was reported as overdue"), .boolean),
            .init(
                "prolongation", Bilingual("当前环节的延长", "More time at the current step"),
                ProlongationJSON.schema, optional: true),
            .init("steps", Bilingual("环节", "Steps"), .array(CaseStepJSON.schema, max: 100)),
        ]))
}

/// One step of a case (环节).
struct CaseStepJSON: Codable, Described {
    let id: String
    let name: Bilingual
    let role: String
    let body: NamedJSON
    let article: CitationJSON
    let due: DueJSON?
    let enteredAt: String?
    let doneAt: String?
    let isCurrent: Bool

    init(_ step: CaseStep, body: NamedJSON, isCurrent: Bool, today: LocalDate, _ book: ArticleBook) {
        id = step.id
        name = step.name
        role = step.role
        self.body = body
        article = CitationJSON(step.article, book)
        due = step.due.map { DueJSON($0, today: today, isOpen: step.doneAt == nil, book) }
        enteredAt = step.enteredAt?.iso8601
        doneAt = step.doneAt?.iso8601
        self.isCurrent = isCurrent
    }

    static let schema = Schema.named(
        "CaseStep", Bilingual("环节", "A step of a case"),
        .object([
            .init("id", Bilingual("环节", "Step"), .text(64)),
            .init("name", Bilingual("名称", "Name"), Bilingual.schema),
            .init("role", Bilingual("岗位", "Role that acts"), .text(64)),
            .init("body", Bilingual("办理单位", "Body that acts"), NamedJSON.schema),
            .init("article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema),
            .init("due", Bilingual("期限", "When it is due"), DueJSON.schema, optional: true),
            .init("enteredAt", Bilingual("到达时间", "Reached at"), .instant, optional: true),
            .init("doneAt", Bilingual("完成时间", "Done at"), .instant, optional: true),
            .init("isCurrent", Bilingual("是否当前环节", "Whether the case stands here"), .boolean),
        ]))
}

/// The day by which a step is due (期限).
struct DueJSON: Codable, Described {
    let date: String
    let article: CitationJSON
    /// The day lies beyond the loaded notices of working days and may still move.
    let isProvisional: Bool
    let isOverdue: Bool

    init(_ due: CaseDue, today: LocalDate, isOpen: Bool = true, _ book: ArticleBook) {
        date = due.date.description
        article = CitationJSON(due.article, book)
        isProvisional = due.isProvisional
        isOverdue = isOpen && due.isOverdue(on: today)
    }

    static let schema = Schema.named(
        "Due", Bilingual("期限", "A day by which something is due"),
        .object([
            .init("date", Bilingual("最后一日", "Last day"), .date),
            .init("article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema),
            .init(
                "isProvisional", Bilingual("节假日安排尚未公布，日期暂定", "Holidays not announced yet: provisional"),
                .boolean),
            .init("isOverdue", Bilingual("是否超期", "Whether it is overdue"), .boolean),
        ]))
}
