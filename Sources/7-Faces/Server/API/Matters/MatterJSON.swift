import Matters
import Regulation

/// A matter as answers show it (事项).
struct MatterJSON: Codable, Described {
    let id: String
    let procedure: String
    let procedureName: Bilingual
    /// `entry:<id>`, `body:<id>`, `system:<id>`.
    let subject: String?
    let answers: [String: [String]]
    let settled: [String: [String]]
    let body: NamedJSON
    let caseID: String
    let createdAt: String
    let filing: Filing?
    let outcome: Outcome?

    /// By when it had to be filed.
    struct Filing: Codable {
        let date: String
        let article: CitationJSON
        let isProvisional: Bool
        let isLate: Bool
    }

    /// How it ended.
    struct Outcome: Codable {
        let state: String
        let note: String
        let at: String
    }

    init(_ matter: Matter, name: Bilingual, body: NamedJSON, _ book: ArticleBook) {
        id = matter.id
        procedure = matter.procedure
        procedureName = name
        subject = matter.subject
        answers = matter.answers
        settled = matter.settled
        self.body = body
        caseID = matter.caseID
        createdAt = matter.createdAt.iso8601
        filing = matter.filing.map {
            Filing(
                date: $0.due.description, article: CitationJSON($0.article, book),
                isProvisional: $0.isProvisional, isLate: $0.isLate)
        }
        outcome = matter.outcome.map {
            Outcome(state: $0.state.rawValue, note: $0.note, at: $0.at.iso8601)
        }
    }

    static let answersSchema = Schema.map(.array(.text(20_000), max: 200), max: 100)

    static let schema = Schema.named(
        "Matter", Bilingual("事项", "A matter"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("procedure", Bilingual("程序", "Procedure"), .text(100)),
            .init("procedureName", Bilingual("程序名称", "Its name"), Bilingual.schema),
            .init(
                "subject", Bilingual("办理对象，如 entry:…", "What it is about, such as entry:…"), .text(200),
                optional: true),
            .init("answers", Bilingual("提交的内容，按表单项", "What was stated, by field"), answersSchema),
            .init("settled", Bilingual("审核确定的内容，按表单项", "As it now stands, by field"), answersSchema),
            .init("body", Bilingual("提交单位", "Opening body"), NamedJSON.schema),
            .init("caseID", Bilingual("办件编号", "Its case"), .id),
            .init("createdAt", Bilingual("提交时间", "Opened at"), .instant),
            .init(
                "filing", Bilingual("报送期限", "By when it had to be filed"),
                .object([
                    .init("date", Bilingual("最后一日", "Last day"), .date),
                    .init("article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema),
                    .init("isProvisional", Bilingual("是否暂定", "Whether it is provisional"), .boolean),
                    .init("isLate", Bilingual("是否逾期报送", "Whether it was filed late"), .boolean),
                ]), optional: true),
            .init(
                "outcome", Bilingual("办理结果", "How it ended"),
                .object([
                    .init("state", Bilingual("结果", "State"), .oneOf(MatterOutcome.State.self)),
                    .init("note", Bilingual("答复", "Answer"), .text(10_000)),
                    .init("at", Bilingual("办结时间", "At"), .instant),
                ]), optional: true),
        ]))
}

/// A list of matters (事项列表).
struct MatterListJSON: Codable, Described {
    let matters: [MatterJSON]

    static let schema = Schema.object([
        .init("matters", Bilingual("事项", "Matters"), .array(MatterJSON.schema, max: Matters.listMax))
    ])
}

/// Which body alone collects items of an entry (数源单位).
struct CollectorListJSON: Codable, Described {
    let collectors: [Line]

    /// One item.
    struct Line: Codable {
        let item: String
        let body: NamedJSON
        let matter: String
        let since: String
    }

    static let schema = Schema.object([
        .init(
            "collectors", Bilingual("数源单位", "Collecting bodies"),
            .array(
                .object([
                    .init("item", Bilingual("信息项", "Item"), .text(200)),
                    .init("body", Bilingual("采集单位", "The one collecting body"), NamedJSON.schema),
                    .init("matter", Bilingual("所依据的事项", "The matter that settled it"), .id),
                    .init("since", Bilingual("起始时间", "Since"), .instant),
                ]), max: 500))
    ])
}
