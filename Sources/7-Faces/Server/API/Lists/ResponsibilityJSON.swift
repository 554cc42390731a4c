import Catalogue
import Regulation
import Standards

/// One line of the responsibility list (责任清单行).
struct ResponsibilityJSON: Codable, Described {
    let id: String
    let code: String
    let name: String
    let body: NamedJSON
    let post: Bilingual?
    let sharing: String
    let sharingConditions: String
    let sharingBasis: String
    let manner: Bilingual?
    let opening: String
    let openingConditions: String
    let withheldItems: [String]
    let usageRequirements: String
    let updateCycle: String
    let legalBasis: String
    let version: Int
    let publishedAt: String

    init(_ line: ResponsibilityLine, body: NamedJSON, _ profile: Profile) {
        id = line.id
        code = line.code
        name = line.name
        self.body = body
        post = profile.role(Catalogue.responsiblePost)?.name
        sharing = line.sharing.rawValue
        sharingConditions = line.sharingConditions
        sharingBasis = line.sharingBasis
        manner = line.procedure.flatMap { profile.procedure($0)?.name }
        opening = line.opening.rawValue
        openingConditions = line.openingConditions
        withheldItems = line.withheldItems
        usageRequirements = line.usageRequirements
        updateCycle = line.updateCycle.rawValue
        legalBasis = line.legalBasis
        version = line.version
        publishedAt = line.publishedAt.iso8601
    }

    static let schema = Schema.named(
        "Responsibility", Bilingual("责任清单行", "One line of the responsibility list"),
        .object([
            .init("id", Bilingual("目录条目编号", "Id of the entry"), .id),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("body", Bilingual("责任单位", "Responsible body"), NamedJSON.schema),
            .init(
                "post", Bilingual("责任人岗位", "Whose post answers for it"), Bilingual.schema, optional: true),
            .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
            .init("sharingConditions", Bilingual("共享条件", "Conditions of sharing"), .text(10_000)),
            .init("sharingBasis", Bilingual("共享依据", "Basis of the restriction"), .text(10_000)),
            .init("manner", Bilingual("共享方式", "Manner of sharing"), Bilingual.schema, optional: true),
            .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
            .init(
                "openingConditions", Bilingual("开放条件，或者不予开放的理由", "Conditions of opening, or why it is not"),
                .text(10_000)),
            .init(
                "withheldItems", Bilingual("不予开放的信息项", "Items that are not opened"),
                .array(.text(400), max: EntryCheck.itemsMax)),
            .init("usageRequirements", Bilingual("使用要求", "Requirements of use"), .text(10_000)),
            .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
            .init("legalBasis", Bilingual("采集依据", "Legal basis of collection"), .text(10_000)),
            .init("version", Bilingual("版本", "Version"), .count),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
        ]))
}

/// One page of the responsibility list (责任清单分页).
struct ResponsibilityPageJSON: Codable, Described {
    let total: Int
    let page: Int
    let pageSize: Int
    let article: CitationJSON?
    let lines: [ResponsibilityJSON]

    static let schema = Schema.object([
        .init("total", Bilingual("总数", "Total"), .count),
        .init("page", Bilingual("页码", "Page"), .count),
        .init("pageSize", Bilingual("每页条数", "Rows a page"), .count),
        .init(
            "article", Bilingual("建立清单的条文", "The article behind the list"), CitationJSON.schema,
            optional: true),
        .init(
            "lines", Bilingual("清单", "Lines"),
            .array(ResponsibilityJSON.schema, max: EntryFilter.pageSizeMax)),
    ])
}
