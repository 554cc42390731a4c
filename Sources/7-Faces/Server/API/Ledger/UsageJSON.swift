import Ledger
import Regulation

/// A usage record at its place in the log (使用记录).
struct UsageJSON: Codable, Described {
    let position: Int64
    let at: String
    let id: String
    let entry: String
    let grant: String
    let body: NamedJSON
    let user: String
    let purpose: String
    let approver: String
    let content: String
    let means: String
    let medium: String
    let subjectDigest: String
    let outcome: String
    let refusal: String
    let rows: Int

    init(_ positioned: Positioned<UsageRecord>, body: NamedJSON) {
        let usage = positioned.content
        position = positioned.position
        at = usage.at.iso8601
        id = usage.id
        entry = usage.entry
        grant = usage.grant
        self.body = body
        user = usage.user
        purpose = usage.purpose
        approver = usage.approver
        content = usage.content
        means = usage.means
        medium = usage.medium
        subjectDigest = usage.subjectDigest
        outcome = usage.outcome.rawValue
        refusal = usage.refusal
        rows = usage.rows
    }

    static let schema = Schema.named(
        "Usage", Bilingual("使用记录", "A usage record"),
        .object([
            .init("position", Bilingual("台账位置", "Place in the log"), .amount),
            .init("at", Bilingual("时间", "At"), .instant),
            .init("id", Bilingual("编号", "Id"), .text(64)),
            .init("entry", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("grant", Bilingual("授权，无授权时为空", "Grant, empty where there was none"), .text(64)),
            .init("body", Bilingual("使用单位", "Using body"), NamedJSON.schema),
            .init("user", Bilingual("使用人员", "System, and the person that it named"), .text(300)),
            .init("purpose", Bilingual("具体用途", "Purpose"), .text()),
            .init("approver", Bilingual("批准人员", "Who approved the grant"), .text(10_000)),
            .init("content", Bilingual("数据内容", "Fields asked for"), .text(40_000)),
            .init("means", Bilingual("获取方式", "Means"), .text(64)),
            .init("medium", Bilingual("介质类型", "Medium"), .text(64)),
            .init("subjectDigest", Bilingual("主体摘要", "Keyed digest of the subject"), .text(64)),
            .init("outcome", Bilingual("结果", "Outcome"), .oneOf(["answered", "refused"])),
            .init("refusal", Bilingual("拒绝代码", "Code of the refusal"), .text(64)),
            .init("rows", Bilingual("流出行数", "Rows that left"), .count),
        ]))
}

/// A page of usage records (使用记录分页).
struct UsageListJSON: Codable, Described {
    let usages: [UsageJSON]

    static let schema = Schema.object([
        .init(
            "usages", Bilingual("使用记录，新的在前", "Usage records, newest first"),
            .array(UsageJSON.schema, max: Ledger.pageMax))
    ])
}

/// A page of events of the ledger (留痕事项分页).
struct EventListJSON: Codable, Described {
    let events: [Line]

    /// One event.
    struct Line: Codable {
        let position: Int64
        let kind: String
        let title: Bilingual
        let at: String
        let actor: String
        let body: String
        let subject: String
        let article: CitationJSON?
        let facts: [Fact]
    }

    /// One fact of an event.
    struct Fact: Codable {
        let name: String
        let value: String
    }

    init(_ events: [Positioned<RecordedEvent>], titles: [String: Bilingual], _ book: ArticleBook) {
        self.events = events.map { positioned in
            let event = positioned.content
            return Line(
                position: positioned.position, kind: event.kind,
                title: titles[event.kind] ?? Bilingual(event.kind, event.kind), at: event.at.iso8601,
                actor: event.actor, body: event.body, subject: event.subject,
                article: event.article.map { CitationJSON($0, book) },
                facts: event.facts.map { Fact(name: $0.name, value: $0.value) })
        }
    }

    static let schema = Schema.object([
        .init(
            "events", Bilingual("事项，新的在前", "Events, newest first"),
            .array(
                .object([
                    .init("position", Bilingual("台账位置", "Place in the log"), .amount),
                    .init("kind", Bilingual("事项代码", "Kind"), .text(100)),
                    .init("title", Bilingual("事项名称", "Its title"), Bilingual.schema),
                    .init("at", Bilingual("时间", "At"), .instant),
                    .init("actor", Bilingual("操作人", "Who acted"), .text(100)),
                    .init("body", Bilingual("单位编号", "Id of the body"), .text(64)),
                    .init("subject", Bilingual("对象", "What it was done to"), .text(200)),
                    .init(
                        "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema,
                        optional: true),
                    .init(
                        "facts", Bilingual("要素", "Facts"),
                        .array(
                            .object([
                                .init("name", Bilingual("名称", "Name"), .text(100)),
                                .init("value", Bilingual("值", "Value"), .text(1_000)),
                            ]), max: 40)),
                ]), max: Ledger.pageMax))
    ])
}
