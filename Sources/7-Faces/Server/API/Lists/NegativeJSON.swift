import Catalogue
import Matters
import Regulation

/// One line of the negative list (负面清单行).
struct NegativeLineJSON: Codable, Described {
    let id: String
    let code: String
    let name: String
    let body: NamedJSON
    let version: Int
    let publishedAt: String
    let restriction: String
    let restrictionName: Bilingual
    let article: CitationJSON?
    let items: [String]
    let reasons: String
    let basis: String
    let state: String
    let confirmation: Confirmation?

    /// Who confirmed it.
    struct Confirmation: Codable {
        let version: Int
        let body: NamedJSON?
        let signer: String?
        let at: String
        let article: CitationJSON?
        let caseID: String?
    }

    init(_ line: NegativeLine, names: [String: String], _ profile: Profile, _ book: ArticleBook) {
        func named(_ id: String) -> NamedJSON { NamedJSON(id: id, name: names[id] ?? id) }
        id = line.id
        code = line.code
        name = line.name
        body = named(line.body)
        version = line.version
        publishedAt = line.publishedAt.iso8601
        restriction = line.restriction.rawValue
        restrictionName = line.restriction.word(in: profile)
        article = line.restriction.article(in: profile).map { CitationJSON($0, book) }
        items = line.items
        reasons = line.reasons
        basis = line.basis
        state = line.state.rawValue
        confirmation = line.confirmation.map {
            Confirmation(
                version: $0.version, body: $0.body.map(named), signer: $0.signer, at: $0.at.iso8601,
                article: $0.article.map { CitationJSON($0, book) }, caseID: $0.caseID)
        }
    }

    static let schema = Schema.named(
        "NegativeLine", Bilingual("负面清单行", "One line of the negative list"),
        .object([
            .init("id", Bilingual("目录条目编号", "Id of the entry"), .id),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("body", Bilingual("责任单位", "Responsible body"), NamedJSON.schema),
            .init("version", Bilingual("现行版本", "Version in force"), .count),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
            .init("restriction", Bilingual("限制情形", "Restriction"), .oneOf(Restriction.self)),
            .init("restrictionName", Bilingual("本地规则的用语", "In the regulation's words"), Bilingual.schema),
            .init("article", Bilingual("条文", "Its article"), CitationJSON.schema, optional: true),
            .init(
                "items", Bilingual("不予开放的信息项；空表示整个条目", "Items kept back; empty for the whole entry"),
                .array(.text(400), max: EntryCheck.itemsMax)),
            .init("reasons", Bilingual("书面理由", "Written reasons"), .text(20_000)),
            .init("basis", Bilingual("依据", "Basis"), .text(20_000)),
            .init(
                "state",
                Bilingual(
                    "确认状态；lapsed 为确认之后内容有变更", "Confirmation; lapsed where what was confirmed has changed"),
                .oneOf(NegativeLine.State.self)),
            .init(
                "confirmation", Bilingual("确认", "Who confirmed it, when, and of which version"),
                .object([
                    .init("version", Bilingual("所确认的版本", "Version confirmed"), .count),
                    .init("body", Bilingual("确认单位", "Confirming body"), NamedJSON.schema, optional: true),
                    .init(
                        "signer", Bilingual("办理人，限有权查看办件的人", "Who decided, for those who see the case"),
                        .text(200), optional: true),
                    .init("at", Bilingual("确认时间", "Confirmed at"), .instant),
                    .init(
                        "article", Bilingual("条文", "Its article"), CitationJSON.schema, optional: true),
                    .init("caseID", Bilingual("备案办件", "Case of the filing"), .id, optional: true),
                ]), optional: true),
        ]))
}

/// One page of the negative list (负面清单分页).
struct NegativePageJSON: Codable, Described {
    let total: Int
    let page: Int
    let pageSize: Int
    let counts: Counts
    let article: CitationJSON?
    let procedure: String?
    let lines: [NegativeLineJSON]

    struct Counts: Codable {
        let unconfirmed: Int
        let confirmed: Int
        let lapsed: Int
    }

    init(_ page: NegativePage, article: CitationJSON?, procedure: String?, lines: [NegativeLineJSON]) {
        total = page.total
        self.page = page.filter.page
        pageSize = page.filter.pageSize
        counts = Counts(
            unconfirmed: page.counts[.unconfirmed] ?? 0, confirmed: page.counts[.confirmed] ?? 0,
            lapsed: page.counts[.lapsed] ?? 0)
        self.article = article
        self.procedure = procedure
        self.lines = lines
    }

    static let schema = Schema.object([
        .init("total", Bilingual("总数", "Total"), .count),
        .init("page", Bilingual("页码", "Page"), .count),
        .init("pageSize", Bilingual("每页条数", "Rows a page"), .count),
        .init(
            "counts", Bilingual("各状态的行数，不受状态筛选影响", "Lines in each state, whatever state is asked for"),
            .object([
                .init("unconfirmed", Bilingual("未确认", "Unconfirmed"), .count),
                .init("confirmed", Bilingual("已确认", "Confirmed"), .count),
                .init("lapsed", Bilingual("已失效", "Lapsed"), .count),
            ])),
        .init(
            "article", Bilingual("建立清单的条文", "The article behind the list"), CitationJSON.schema,
            optional: true),
        .init(
            "procedure",
            Bilingual(
                "确认所经的备案程序；没有的，以发布审核为准", "The filing that confirms; where there is none the review counts"),
            .text(100), optional: true),
        .init(
            "lines", Bilingual("清单", "Lines"),
            .array(NegativeLineJSON.schema, max: NegativeFilter.pageSizeMax)),
    ])
}
