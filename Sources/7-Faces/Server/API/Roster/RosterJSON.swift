import Regulation
import Roster

/// Somebody of the roster (名册人员). The contact is there for people of the own body and of the authority alone.
struct OfficerJSON: Codable, Described {
    let id: String
    let post: String
    let postName: Bilingual
    let name: String
    let title: String
    let contact: String?
    let document: String
    let since: String
    let until: String?

    init(_ officer: Officer, _ profile: Profile) {
        id = officer.id
        post = officer.post
        postName = profile.role(officer.post)?.name ?? Bilingual(officer.post, officer.post)
        name = officer.name
        title = officer.title
        contact = officer.contact
        document = officer.document
        since = officer.since.description
        until = officer.until?.description
    }

    static let schema = Schema.named(
        "Officer", Bilingual("名册人员", "Somebody of the roster"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("post", Bilingual("岗位", "Post"), .text(100)),
            .init("postName", Bilingual("岗位名称", "Its name"), Bilingual.schema),
            .init("name", Bilingual("姓名", "Name"), .text(50)),
            .init("title", Bilingual("职务", "Title"), .text(100)),
            .init(
                "contact", Bilingual("联系方式，只对本单位和主管部门", "Contact, for the own body and the authority alone"),
                .text(50), optional: true),
            .init("document", Bilingual("任免文号", "Document of appointment"), .text(100)),
            .init("since", Bilingual("任职日", "Since"), .date),
            .init("until", Bilingual("离任日", "Until"), .date, optional: true),
        ]))
}

/// A change of the roster with its filing (名册变动).
struct RosterChangeJSON: Codable, Described {
    let post: String
    let name: String
    let kind: String
    let day: String
    let due: String?
    let isProvisional: Bool
    let article: CitationJSON?
    let state: String
    let stateWord: Bilingual
    let isOverdue: Bool
    let wasLate: Bool
    let caseID: String?

    init(_ change: RosterChange, today: LocalDate, offset: Int64, _ book: ArticleBook) {
        post = change.post
        name = change.name
        kind = change.kind.rawValue
        day = change.day.description
        due = change.due?.description
        isProvisional = change.isProvisional
        article = change.article.map { CitationJSON($0, book) }
        state = change.state.rawValue
        stateWord = change.state.word
        isOverdue = change.isOverdue(on: today)
        wasLate = change.wasLate(offsetSeconds: offset)
        caseID = change.caseID
    }

    static let schema = Schema.named(
        "RosterChange", Bilingual("名册变动", "A change of the roster"),
        .object([
            .init("post", Bilingual("岗位", "Post"), .text(100)),
            .init("name", Bilingual("姓名", "Name"), .text(50)),
            .init("kind", Bilingual("变动", "What happened"), .oneOf(RosterChange.Kind.self)),
            .init("day", Bilingual("变动之日", "Day of the change"), .date),
            .init("due", Bilingual("报送期限", "To be reported by"), .date, optional: true),
            .init("isProvisional", Bilingual("期限是否暂定", "Whether that day is provisional"), .boolean),
            .init("article", Bilingual("所依据的条文", "Its article"), CitationJSON.schema, optional: true),
            .init("state", Bilingual("备案状态", "State of its filing"), .oneOf(RosterChange.State.self)),
            .init("stateWord", Bilingual("状态名称", "In words"), Bilingual.schema),
            .init("isOverdue", Bilingual("是否逾期未报送", "Whether it is overdue"), .boolean),
            .init("wasLate", Bilingual("是否逾期报送", "Whether it was reported late"), .boolean),
            .init("caseID", Bilingual("备案办件", "Case of its filing"), .id, optional: true),
        ]))
}

/// How the yearly summary stands (年度总结状态).
struct SummaryStandingJSON: Codable, Described {
    let year: Int
    let due: String
    let state: String
    let handedInOn: String?
    let isLate: Bool

    init(_ standing: SummaryStanding) {
        year = standing.year
        due = standing.due.description
        switch standing.state {
        case .due: (state, handedInOn, isLate) = ("due", nil, false)
        case .overdue: (state, handedInOn, isLate) = ("overdue", nil, false)
        case .handedIn(let day, let late): (state, handedInOn, isLate) = ("handed-in", day.description, late)
        }
    }

    static let schema = Schema.named(
        "SummaryStanding", Bilingual("年度总结状态", "How the yearly summary stands"),
        .object([
            .init("year", Bilingual("年度", "Year"), .count),
            .init("due", Bilingual("报送期限", "Last day"), .date),
            .init("state", Bilingual("状态", "State"), .oneOf(["due", "overdue", "handed-in"])),
            .init("handedInOn", Bilingual("报送日", "Handed in on"), .date, optional: true),
            .init("isLate", Bilingual("是否逾期报送", "Whether it came late"), .boolean),
        ]))
}

/// A summary as it was handed in (年度总结).
struct SummaryJSON: Codable, Described {
    let year: Int
    let progress: String
    let problems: String
    let suggestions: String
    let at: String
    let isLate: Bool

    init(_ summary: OfficerSummary) {
        year = summary.year
        progress = summary.content.progress
        problems = summary.content.problems
        suggestions = summary.content.suggestions
        at = summary.at.iso8601
        isLate = summary.isLate
    }

    static let schema = Schema.named(
        "Summary", Bilingual("年度总结", "A yearly summary"),
        .object([
            .init("year", Bilingual("年度", "Year"), .count),
            .init("progress", Bilingual("工作进度", "Progress"), .text(SummaryContent.partMax)),
            .init("problems", Bilingual("存在问题", "Problems"), .text(SummaryContent.partMax)),
            .init("suggestions", Bilingual("意见建议", "Suggestions"), .text(SummaryContent.partMax)),
            .init("at", Bilingual("报送时间", "Handed in at"), .instant),
            .init("isLate", Bilingual("是否逾期报送", "Whether it came late"), .boolean),
        ]))
}

/// The roster of one body (单位名册).
struct BodyRosterJSON: Codable, Described {
    let body: NamedJSON
    let isFiled: Bool
    let officers: [OfficerJSON]
    let vacancies: [String]
    let changes: [RosterChangeJSON]
    let summary: SummaryStandingJSON?
    let summaries: [SummaryJSON]

    static let schema = Schema.named(
        "BodyRoster", Bilingual("单位名册", "The roster of a body"),
        .object([
            .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
            .init("isFiled", Bilingual("本地规则是否要求备案", "Whether the regulation asks for filing"), .boolean),
            .init(
                "officers", Bilingual("现任在前，历任在后", "Those in office, then those who were"),
                .array(OfficerJSON.schema, max: Roster.officersMax)),
            .init("vacancies", Bilingual("空缺岗位", "Vacant posts"), .array(.text(100), max: 40)),
            .init(
                "changes", Bilingual("变动，最新的在前", "Changes, newest first"),
                .array(RosterChangeJSON.schema, max: Roster.changesMax)),
            .init(
                "summary", Bilingual("年度总结状态", "How the summary stands"), SummaryStandingJSON.schema,
                optional: true),
            .init("summaries", Bilingual("已报送的总结", "Summaries"), .array(SummaryJSON.schema, max: 200)),
        ]))
}

/// Every body's roster in figures (各单位名册).
struct RosterListJSON: Codable, Described {
    let total: Int
    let bodies: [Line]

    /// One body.
    struct Line: Codable {
        let body: NamedJSON
        let officers: Int
        let vacancies: [String]
        let pending: Int
        let overdue: Int
        let summary: SummaryStandingJSON?
    }

    static let schema = Schema.object([
        .init("total", Bilingual("所有页的单位数", "Bodies on all pages"), .count),
        .init(
            "bodies", Bilingual("在用单位，按登记顺序", "Active bodies in the order of registration"),
            .array(
                .object([
                    .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
                    .init("officers", Bilingual("在任人数", "In office"), .count),
                    .init("vacancies", Bilingual("空缺岗位", "Vacant posts"), .array(.text(100), max: 40)),
                    .init("pending", Bilingual("待报送变动", "Changes to be reported"), .count),
                    .init("overdue", Bilingual("其中逾期", "Overdue among them"), .count),
                    .init(
                        "summary", Bilingual("年度总结状态", "How the summary stands"),
                        SummaryStandingJSON.schema, optional: true),
                ]), max: Operation.Parameter.bodiesMax)),
    ])
}
