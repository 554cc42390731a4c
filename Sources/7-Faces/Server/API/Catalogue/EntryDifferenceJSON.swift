import Catalogue
import Regulation

/// What one version of an entry says otherwise than another (目录版本比较).
struct EntryDifferenceJSON: Codable, Described {
    let before: String
    let after: String
    let elements: [Change]
    let added: [ItemJSON]
    let removed: [ItemJSON]
    let changed: [ItemChange]
    let isReordered: Bool

    /// One element with what it was and what it is (变更).
    struct Change: Codable {
        let element: String
        let before: String
        let after: String

        init(_ change: EntryDifference.Change) {
            element = change.element
            before = change.before
            after = change.after
        }
    }

    /// An item of both with what differs (信息项变更).
    struct ItemChange: Codable {
        let number: Int
        let name: String
        let attributes: [Change]
    }

    init(_ difference: EntryDifference, from before: EntryEdition, to after: EntryEdition) {
        self.before = before.description
        self.after = after.description
        elements = difference.elements.map(Change.init)
        added = difference.added.map(ItemJSON.init)
        removed = difference.removed.map(ItemJSON.init)
        changed = difference.changed.map {
            ItemChange(number: $0.number, name: $0.after.name, attributes: $0.attributes.map(Change.init))
        }
        isReordered = difference.isReordered
    }

    static let changes = Schema.array(
        .object([
            .init("element", Bilingual("要素的字段名", "Field name of the element"), .text(64)),
            .init("before", Bilingual("变更前，没有则为空", "Before, empty where nothing was stated"), .text(50_000)),
            .init("after", Bilingual("变更后，没有则为空", "After, empty where nothing is stated"), .text(50_000)),
        ]), max: 100)

    static let schema = Schema.named(
        "EntryDifference", Bilingual("目录版本比较", "What one version says otherwise than another"),
        .object([
            .init("before", Bilingual("较早的版本", "The earlier one"), .text(20)),
            .init("after", Bilingual("较晚的版本", "The later one"), .text(20)),
            .init("elements", Bilingual("改变的要素", "Changed elements"), changes),
            .init(
                "added", Bilingual("增加的信息项", "Items added"),
                .array(ItemJSON.schema, max: EntryCheck.itemsMax)),
            .init(
                "removed", Bilingual("移除的信息项", "Items removed"),
                .array(ItemJSON.schema, max: EntryCheck.itemsMax)),
            .init(
                "changed", Bilingual("改变的信息项", "Items changed"),
                .array(
                    .object([
                        .init("number", Bilingual("序号", "Number"), .count),
                        .init("name", Bilingual("信息项名称", "Name"), .text(200)),
                        .init("attributes", Bilingual("改变的属性", "Changed attributes"), changes),
                    ]), max: EntryCheck.itemsMax)),
            .init("isReordered", Bilingual("信息项的次序是否改变", "Whether items stand in another order"), .boolean),
        ]))
}
