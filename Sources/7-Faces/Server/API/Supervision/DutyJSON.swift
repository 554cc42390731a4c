import Regulation
import Supervision

/// Duties in each state (履职计数).
struct DutyCountsJSON: Codable, Described {
    let overdue: Int
    let due: Int
    let met: Int
    let notYetApplicable: Int
    let unmeasured: Int

    init(_ standing: BodyStanding) {
        overdue = standing.count(.overdue)
        due = standing.count(.due)
        met = standing.count(.met)
        notYetApplicable = standing.count(.notYetApplicable)
        unmeasured = standing.count(.unmeasured)
    }

    static let schema = Schema.named(
        "DutyCounts", Bilingual("各状态的职责数", "Duties in each state"),
        .object([
            .init("overdue", Bilingual("已逾期", "Overdue"), .count),
            .init("due", Bilingual("待履行", "Due"), .count),
            .init("met", Bilingual("已履行", "Met"), .count),
            .init("notYetApplicable", Bilingual("暂不适用", "Not yet applicable"), .count),
            .init("unmeasured", Bilingual("平台尚无法计量", "Not measured by the platform"), .count),
        ]))
}

/// One duty with its state and evidence (职责履行情况).
struct DutyJSON: Codable, Described {
    let id: String
    let title: Bilingual
    let article: CitationJSON
    let requirements: [String]
    let state: String
    let day: String?
    let evidence: [Line]

    struct Line: Codable {
        let words: Bilingual
        let count: Int64
        let isAtLeast: Bool
    }

    init(_ standing: DutyStanding, _ book: ArticleBook) {
        id = standing.duty.id
        title = standing.duty.title
        article = CitationJSON(standing.duty.article, book)
        requirements = standing.duty.requirements
        state = standing.state.kind.rawValue
        day = standing.state.day?.description
        evidence = standing.evidence.map { Line(words: $0.words, count: $0.count, isAtLeast: $0.isAtLeast) }
    }

    static let schema = Schema.named(
        "Duty", Bilingual("一项职责及其履行情况", "A duty and how it stands"),
        .object([
            .init("id", Bilingual("职责编号", "Id of the duty"), .text(100)),
            .init("title", Bilingual("职责", "The duty"), Bilingual.schema),
            .init("article", Bilingual("所依据的条文", "Its article"), CitationJSON.schema),
            .init(
                "requirements", Bilingual("对应的需求行", "Rows of the requirements"), .array(.text(10), max: 50)),
            .init(
                "state",
                Bilingual(
                    "overdue 已逾期，due 待履行，met 已履行，not-yet-applicable 暂不适用，unmeasured 平台尚无法计量",
                    "How it stands; unmeasured: the platform holds no measure for it"),
                .oneOf(DutyState.Kind.self)),
            .init(
                "day", Bilingual("到期日；逾期的为最后期限", "Due by this day, or overdue since it"), .date,
                optional: true),
            .init(
                "evidence", Bilingual("证据", "What shows it"),
                .array(
                    .object([
                        .init("words", Bilingual("计数内容", "What is counted"), Bilingual.schema),
                        .init("count", Bilingual("数量", "How many"), .amount),
                        .init("isAtLeast", Bilingual("是否只数到该数为止", "Counting ended there"), .boolean),
                    ]), max: 50)),
        ]))
}

/// Every duty with one body (单位履职情况).
struct DutiesJSON: Codable, Described {
    let body: NamedJSON
    let counts: DutyCountsJSON
    let duties: [DutyJSON]

    static let schema = Schema.object([
        .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
        .init(
            "counts", Bilingual("各状态的职责数，不受筛选影响", "Duties in each state, all of them"), DutyCountsJSON.schema),
        .init(
            "duties", Bilingual("职责，按规则档案的顺序", "Duties in the order of the profile"),
            .array(DutyJSON.schema, max: 1000)),
    ])
}

/// Every body with its counts (各单位履职计数).
struct BodyDutiesJSON: Codable, Described {
    let total: Int
    let bodies: [Line]

    struct Line: Codable {
        let body: NamedJSON
        let counts: DutyCountsJSON
    }

    static let schema = Schema.object([
        .init("total", Bilingual("所有页的单位数", "Bodies on all pages"), .count),
        .init(
            "bodies", Bilingual("在用单位，按登记顺序", "Active bodies in the order of registration"),
            .array(
                .object([
                    .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
                    .init("counts", Bilingual("各状态的职责数", "Duties in each state"), DutyCountsJSON.schema),
                ]), max: Operation.Parameter.bodiesMax)),
    ])
}
