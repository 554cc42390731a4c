import Catalogue
import Exchange
import Regulation
import Standards

/// One line of the sharing catalogue (共享目录列表行).
struct SharedLineJSON: Codable, Described {
    let code: String
    let name: String
    let abstract: String
    let body: NamedJSON
    let sharing: String
    let items: Int
    let updateCycle: String
    let publishedAt: String

    init(_ entry: SharedEntry, body: NamedJSON) {
        code = entry.code
        name = entry.name
        abstract = entry.abstract
        self.body = body
        sharing = entry.sharing.rawValue
        items = entry.items.count
        updateCycle = entry.updateCycle.rawValue
        publishedAt = entry.publishedAt.iso8601
    }

    static let schema = Schema.named(
        "SharedLine", Bilingual("共享目录列表行", "One line of the sharing catalogue"),
        .object([
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("abstract", Bilingual("摘要", "Abstract"), .text(10_000)),
            .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
            .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
            .init("items", Bilingual("信息项数", "Items"), .count),
            .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
        ]))
}

/// One page of the sharing catalogue (共享目录分页).
struct SharedPageJSON: Codable, Described {
    let total: Int
    let page: Int
    let pageSize: Int
    let article: CitationJSON?
    let entries: [SharedLineJSON]
    let facets: [FacetJSON]?

    static let schema = Schema.object([
        .init("total", Bilingual("总数", "Total"), .count),
        .init("page", Bilingual("页码", "Page"), .count),
        .init("pageSize", Bilingual("每页条数", "Rows a page"), .count),
        .init(
            "article", Bilingual("编制和公布目录的条文", "The article under which it is published"),
            CitationJSON.schema, optional: true),
        .init(
            "entries", Bilingual("目录条目", "Entries"),
            .array(SharedLineJSON.schema, max: EntryFilter.pageSizeMax)),
        .init(
            "facets", Bilingual("分面统计", "Counts by facet"), .array(FacetJSON.schema, max: 10),
            optional: true),
    ])
}

/// An entry of the sharing catalogue with what an applicant needs (共享目录条目).
struct SharedEntryJSON: Codable, Described {
    let code: String
    let name: String
    let abstract: String
    let body: NamedJSON
    let classification: String
    let format: String
    let items: [ItemLine]
    let sharing: String
    let conditions: String
    let basis: String
    let usageRequirements: String
    let manner: Manner?
    let updateCycle: String
    let sensitivity: String
    let grade: String
    let version: Int
    let publishedAt: String

    struct ItemLine: Codable {
        let field: String
        let name: String
        let type: String
        let length: Int?
        let scale: Int?
        let isKey: Bool
        let isMasked: Bool
    }

    /// How it is asked for and used.
    struct Manner: Codable {
        let procedure: String
        let name: Bilingual
        let isDirect: Bool
        let steps: [Bilingual]
        let forms: [String]
        let article: CitationJSON?
    }

    init(_ entry: SharedEntry, body: NamedJSON, procedure: Procedure?, _ book: ArticleBook) {
        code = entry.code
        name = entry.name
        abstract = entry.abstract
        self.body = body
        classification = entry.classification
        format = entry.format
        items = entry.items.map {
            ItemLine(
                field: $0.field, name: $0.name, type: $0.type.rawValue, length: $0.length, scale: $0.scale,
                isKey: $0.isKey, isMasked: $0.isMasked)
        }
        sharing = entry.sharing.rawValue
        conditions = entry.conditions
        basis = entry.basis
        usageRequirements = entry.usageRequirements
        manner = procedure.map { procedure in
            Manner(
                procedure: procedure.id, name: procedure.name, isDirect: procedure.steps.isEmpty,
                steps: procedure.steps.map(\.name), forms: UseForm.allCases.map(\.rawValue),
                article: procedure.articles.first.map { CitationJSON($0, book) })
        }
        updateCycle = entry.updateCycle.rawValue
        sensitivity = entry.sensitivity.rawValue
        grade = entry.grade
        version = entry.version
        publishedAt = entry.publishedAt.iso8601
    }

    static let schema = Schema.named(
        "SharedEntry", Bilingual("共享目录条目", "An entry of the sharing catalogue"),
        .object([
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("abstract", Bilingual("摘要", "Abstract"), .text(10_000)),
            .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
            .init("classification", Bilingual("分类", "Classification"), .text(200)),
            .init("format", Bilingual("格式", "Format"), .text(400)),
            .init(
                "items", Bilingual("信息项", "Items"),
                .array(
                    .object([
                        .init("field", Bilingual("英文字段名", "Field name"), .text(200)),
                        .init("name", Bilingual("信息项名称", "Name"), .text(200)),
                        .init("type", Bilingual("数据类型", "Data type by its letter"), .oneOf(DataType.self)),
                        .init("length", Bilingual("数据长度", "Length"), .count, optional: true),
                        .init("scale", Bilingual("小数位数", "Digits after the point"), .count, optional: true),
                        .init("isKey", Bilingual("是否主键", "Whether it is part of the key"), .boolean),
                        .init(
                            "isMasked",
                            Bilingual("涉及个人，默认脱敏", "Says something of a person; masked by default"),
                            .boolean),
                    ]), max: EntryCheck.itemsMax)),
            .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
            .init("conditions", Bilingual("共享条件", "Conditions of sharing"), .text(10_000)),
            .init("basis", Bilingual("共享依据", "Basis of the restriction"), .text(10_000)),
            .init("usageRequirements", Bilingual("使用要求", "Requirements of use"), .text(10_000)),
            .init(
                "manner", Bilingual("共享方式", "How it is asked for and used"),
                .object([
                    .init("procedure", Bilingual("程序", "Procedure"), .text(100)),
                    .init("name", Bilingual("程序名称", "Its name"), Bilingual.schema),
                    .init("isDirect", Bilingual("是否直接获取", "Whether it is obtained directly"), .boolean),
                    .init("steps", Bilingual("环节", "Steps"), .array(Bilingual.schema, max: 50)),
                    .init("forms", Bilingual("使用方式", "Forms of use"), .array(.oneOf(UseForm.self), max: 10)),
                    .init(
                        "article", Bilingual("条文", "Its article"), CitationJSON.schema, optional: true),
                ]), optional: true),
            .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
            .init("sensitivity", Bilingual("敏感程度", "Sensitivity"), .oneOf(Sensitivity.ID.self)),
            .init("grade", Bilingual("数据级别", "Grade"), .text(40)),
            .init("version", Bilingual("版本", "Version"), .count),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
        ]))
}
