import Regulation
import Store

/// How an entry's content is kept: one JSON object with sorted keys, so that equal contents are equal texts.
extension EntryContent {
    func stored() throws -> String { try StoredJSON.text(self) }

    init(stored text: String) throws {
        self = try StoredJSON.value(EntryContent.self, in: text, of: "the content of an entry")
    }

    /// An item keeps its number for life, since its column does: items are matched by field, new ones get the
    /// next number that no version ever had, and a published item never changes its type or its part in the key.
    ///
    /// `numberMax` is the highest number of any version: a removed item's column still holds its values.
    func keepingNumbers(of entry: Entry?, above numberMax: Int, article: ArticleReference?) throws
        -> EntryContent
    {
        let published = entry.map { $0.version > 0 ? $0.content.items : [] } ?? []
        let before = entry.map { $0.content.items + ($0.draft?.items ?? []) } ?? []
        let known = Dictionary(
            before.map { ($0.field, $0) },
            uniquingKeysWith: { published, _ in published })
        var next = max(known.values.map(\.number).max() ?? 0, numberMax) + 1
        var content = self
        content.items = try items.map { item in
            guard let before = known[item.field] else {
                defer { next += 1 }
                return item.numbered(next)
            }
            if published.contains(where: { $0.field == item.field }),
                before.type != item.type || before.isKey != item.isKey
            {
                throw Refusal(
                    CatalogueCodes.elementMalformed, article: article,
                    detail: Bilingual(
                        "已发布信息项“\(item.name)”的类型和主键不能改变", "type and key of a published item stay"),
                    field: "items.\(before.number)")
            }
            return item.numbered(before.number)
        }
        if !published.isEmpty, content.key.map(\.number) != published.filter(\.isKey).map(\.number) {
            throw Refusal(
                CatalogueCodes.elementMalformed, article: article,
                detail: Bilingual("已发布条目的主键信息项不能增减或调换顺序", "the key of a published entry stays"),
                field: "items")
        }
        return content
    }
}

extension Item {
    fileprivate func numbered(_ number: Int) -> Item {
        var item = self
        item.number = number
        return item
    }
}
