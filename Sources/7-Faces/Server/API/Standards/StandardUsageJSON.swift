import Catalogue
import Regulation

/// Which entries follow a standard (标准使用情况).
struct StandardUsageJSON: Codable, Described {
    let total: Int
    let uses: [Use]

    struct Use: Codable {
        let entry: String
        let entryCode: String
        let entryName: String
        let body: NamedJSON
        let item: Int
        let version: Int

        init(_ use: StandardUse, body: NamedJSON) {
            entry = use.entry
            entryCode = use.entryCode
            entryName = use.entryName
            self.body = body
            item = use.item
            version = use.version
        }
    }

    static let schema = Schema.object([
        .init("total", Bilingual("总数", "Total"), .count),
        .init(
            "uses", Bilingual("使用情况", "Uses"),
            .array(
                .object([
                    .init("entry", Bilingual("条目编号", "Id of the entry"), .id),
                    .init("entryCode", Bilingual("信息资源代码", "Resource code"), .text(64)),
                    .init("entryName", Bilingual("名称", "Name"), .text(200)),
                    .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
                    .init("item", Bilingual("信息项序号", "Number of the item"), .count),
                    .init("version", Bilingual("标准版本", "Version of the standard"), .count),
                ]), max: DataStandards.usageMax)),
    ])
}

/// How far each body follows the standards (标准贯彻情况).
struct ConformityJSON: Codable, Described {
    let bodies: [Line]

    struct Line: Codable {
        let body: NamedJSON
        let entries: Int
        let items: Int
        let bound: Int
        let current: Int

        init(_ line: BodyConformity, body: NamedJSON) {
            self.body = body
            entries = line.entries
            items = line.items
            bound = line.bound
            current = line.current
        }
    }

    static let schema = Schema.object([
        .init(
            "bodies", Bilingual("单位", "Bodies"),
            .array(
                .object([
                    .init("body", Bilingual("单位", "Body"), NamedJSON.schema),
                    .init("entries", Bilingual("已发布条目", "Published entries"), .count),
                    .init("items", Bilingual("信息项", "Items"), .count),
                    .init("bound", Bilingual("引用标准的信息项", "Items that name a standard"), .count),
                    .init("current", Bilingual("其中标准现行有效的", "Of them, under standards in force"), .count),
                ]), max: 1_000))
    ])
}
