import Catalogue
import Regulation
import Standards

/// One line of the opening catalogue (开放目录列表行).
struct OpenLineJSON: Codable, Described {
    let code: String
    let name: String
    let abstract: String
    let body: NamedJSON
    let opening: String
    let items: Int
    let updateCycle: String
    let publishedAt: String

    init(_ entry: OpenEntry, body: NamedJSON) {
        code = entry.code
        name = entry.name
        abstract = entry.abstract
        self.body = body
        opening = entry.opening.rawValue
        items = entry.items.count
        updateCycle = entry.updateCycle.rawValue
        publishedAt = entry.publishedAt.iso8601
    }

    static let schema = Schema.named(
        "OpenLine", Bilingual("开放目录列表行", "One line of the opening catalogue"),
        .object([
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("abstract", Bilingual("摘要", "Abstract"), .text(10_000)),
            .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
            .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
            .init("items", Bilingual("可开放的信息项数", "Items that may be opened"), .count),
            .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
        ]))
}

/// One page of the opening catalogue (开放目录分页).
struct OpenPageJSON: Codable, Described {
    let total: Int
    let page: Int
    let pageSize: Int
    let article: CitationJSON?
    let entries: [OpenLineJSON]
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
            .array(OpenLineJSON.schema, max: EntryFilter.pageSizeMax)),
        .init(
            "facets", Bilingual("分面统计", "Counts by facet"), .array(FacetJSON.schema, max: 10),
            optional: true),
    ])
}

/// An entry of the opening catalogue (开放目录条目): what anybody may know.
struct OpenEntryJSON: Codable, Described {
    let code: String
    let name: String
    let abstract: String
    let body: NamedJSON
    let classification: String
    let format: String
    let items: [ItemLine]
    let opening: String
    let conditions: String
    let updateCycle: String
    let version: Int
    let publishedAt: String

    struct ItemLine: Codable {
        let field: String
        let name: String
        let type: String
        let length: Int?
        let scale: Int?
        let opening: String
        let isMasked: Bool
    }

    init(_ entry: OpenEntry, body: NamedJSON) {
        code = entry.code
        name = entry.name
        abstract = entry.abstract
        self.body = body
        classification = entry.classification
        format = entry.format
        items = entry.items.map {
            ItemLine(
                field: $0.field, name: $0.name, type: $0.type.rawValue, length: $0.length, scale: $0.scale,
                opening: $0.opening.rawValue, isMasked: $0.isMasked)
        }
        opening = entry.opening.rawValue
        conditions = entry.conditions
        updateCycle = entry.updateCycle.rawValue
        version = entry.version
        publishedAt = entry.publishedAt.iso8601
    }

    static let schema = Schema.named(
        "OpenEntry", Bilingual("开放目录条目", "An entry of the opening catalogue"),
        .object([
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("abstract", Bilingual("摘要", "Abstract"), .text(10_000)),
            .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
            .init("classification", Bilingual("分类", "Classification"), .text(200)),
            .init("format", Bilingual("格式", "Format"), .text(400)),
            .init(
                "items", Bilingual("可开放的信息项", "Items that may be opened"),
                .array(
                    .object([
                        .init("field", Bilingual("英文字段名", "Field name"), .text(200)),
                        .init("name", Bilingual("信息项名称", "Name"), .text(200)),
                        .init("type", Bilingual("数据类型", "Data type by its letter"), .oneOf(DataType.self)),
                        .init("length", Bilingual("数据长度", "Length"), .count, optional: true),
                        .init("scale", Bilingual("小数位数", "Digits after the point"), .count, optional: true),
                        .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
                        .init("isMasked", Bilingual("脱敏后开放", "Opened masked only"), .boolean),
                    ]), max: EntryCheck.itemsMax)),
            .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
            .init("conditions", Bilingual("开放条件", "Conditions of opening"), .text(10_000)),
            .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
            .init("version", Bilingual("版本", "Version"), .count),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
        ]))
}
