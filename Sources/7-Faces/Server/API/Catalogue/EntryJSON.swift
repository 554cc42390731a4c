import Catalogue
import Parties
import Regulation

/// An entry in full (目录条目).
struct EntryJSON: Codable, Described {
    let id: String
    let code: String?
    let body: NamedJSON
    let state: String
    let version: Int
    let revision: Int64
    let content: EntryContentJSON
    /// A change of a published entry that is under way.
    let draft: EntryContentJSON?
    let createdAt: String
    let updatedAt: String
    let publishedAt: String?
    let reviewCase: String?

    init(_ entry: Entry, body: NamedJSON) {
        id = entry.id
        code = entry.code
        self.body = body
        state = entry.state.rawValue
        version = entry.version
        revision = entry.revision
        content = EntryContentJSON(entry.content)
        draft = entry.draft.map(EntryContentJSON.init)
        createdAt = entry.createdAt.iso8601
        updatedAt = entry.updatedAt.iso8601
        publishedAt = entry.publishedAt?.iso8601
        reviewCase = entry.reviewCase
    }

    static let schema = Schema.named(
        "Entry", Bilingual("目录条目", "An entry of the catalogue"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init(
                "code", Bilingual("信息资源代码，发布后才有", "Resource code, once published"), .text(64), optional: true),
            .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
            .init("state", Bilingual("状态", "State"), .oneOf(Entry.State.self)),
            .init("version", Bilingual("已发布的版本", "Published version"), .count),
            .init("revision", Bilingual("修改序号，保存时带回", "Revision, to be sent with a save"), .amount),
            .init("content", Bilingual("目录内容", "Content"), EntryContentJSON.schema),
            .init(
                "draft", Bilingual("正在变更的内容", "A change under way"), EntryContentJSON.schema, optional: true),
            .init("createdAt", Bilingual("编制时间", "Drafted at"), .instant),
            .init("updatedAt", Bilingual("修改时间", "Changed at"), .instant),
            .init("publishedAt", Bilingual("发布时间", "Published at"), .instant, optional: true),
            .init("reviewCase", Bilingual("审核办件", "Case of the review"), .id, optional: true),
        ]))
}

/// One line of a list of entries (目录列表行).
struct EntryLineJSON: Codable, Described {
    let id: String
    let code: String?
    let name: String
    let abstract: String
    let body: NamedJSON
    let state: String
    let sharing: String
    let opening: String
    let updatedAt: String
    /// Where the words stand; nil where none were given.
    let highlights: HighlightsJSON?

    init(_ entry: Entry, body: NamedJSON, words: String) {
        id = entry.id
        code = entry.code
        name = entry.content.name
        abstract = entry.content.abstract
        highlights = words.isEmpty ? nil : HighlightsJSON(words, entry.content)
        self.body = body
        state = entry.state.rawValue
        sharing = entry.content.sharing.rawValue
        opening = entry.content.opening.rawValue
        updatedAt = entry.updatedAt.iso8601
    }

    static let schema = Schema.named(
        "EntryLine", Bilingual("目录列表行", "One line of a list of entries"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64), optional: true),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("abstract", Bilingual("摘要", "Abstract"), .text(10_000)),
            .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
            .init("state", Bilingual("状态", "State"), .oneOf(Entry.State.self)),
            .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
            .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
            .init("updatedAt", Bilingual("修改时间", "Changed at"), .instant),
            .init(
                "highlights", Bilingual("检索词的位置", "Where the words stand"), HighlightsJSON.schema,
                optional: true),
        ]))
}

/// One page of the catalogue (目录分页).
struct EntryPageJSON: Codable, Described {
    let total: Int
    let page: Int
    let pageSize: Int
    let entries: [EntryLineJSON]
    let facets: [FacetJSON]?

    static let schema = Schema.object([
        .init("total", Bilingual("总数", "Total"), .count),
        .init("page", Bilingual("页码", "Page"), .count),
        .init("pageSize", Bilingual("每页条数", "Rows a page"), .count),
        .init(
            "entries", Bilingual("条目", "Entries"), .array(EntryLineJSON.schema, max: EntryFilter.pageSizeMax)),
        .init(
            "facets", Bilingual("分面统计", "Counts by facet"),
            .array(FacetJSON.schema, max: Facet.allCases.count), optional: true),
    ])
}

/// The published versions of an entry (目录版本).
struct EntryVersionsJSON: Codable, Described {
    let versions: [Line]

    struct Line: Codable {
        let version: Int
        let publishedAt: String
        let reviewCase: String?
        let content: EntryContentJSON
    }

    init(_ versions: [EntryVersion]) {
        self.versions = versions.map {
            Line(
                version: $0.version, publishedAt: $0.publishedAt.iso8601, reviewCase: $0.reviewCase,
                content: EntryContentJSON($0.content))
        }
    }

    static let schema = Schema.object([
        .init(
            "versions", Bilingual("版本，新的在前", "Versions, newest first"),
            .array(
                .object([
                    .init("version", Bilingual("版本号", "Version"), .count),
                    .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
                    .init("reviewCase", Bilingual("审核办件", "Case of the review"), .id, optional: true),
                    .init("content", Bilingual("内容", "Content"), EntryContentJSON.schema),
                ]), max: 100))
    ])
}
