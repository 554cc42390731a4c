import Catalogue
import Regulation

/// What came of a workbook (导入结果).
struct EntryImportJSON: Codable, Described {
    let rows: Int
    let entries: Int
    let faulty: Int
    let created: Int
    let changed: Int
    let unchanged: Int
    let isStored: Bool
    let faultTotal: Int
    let faults: [Line]
    let changeTotal: Int
    let changes: [Change]

    /// One cell at fault.
    struct Line: Codable {
        let cell: String
        let row: Int
        let reason: ReasonJSON
    }

    /// One cell that says something new.
    struct Change: Codable {
        let cell: String
        let row: Int
        let entry: String
        let item: String?
        let element: String
        let before: String
        let after: String
    }

    init(_ outcome: EntryImport, _ book: ArticleBook) {
        rows = outcome.rows
        entries = outcome.entries
        faulty = outcome.faulty
        created = outcome.created
        changed = outcome.changed
        unchanged = outcome.unchanged
        isStored = outcome.isStored
        faultTotal = outcome.faultTotal
        faults = outcome.faults.map { Line(cell: $0.cell, row: $0.row, reason: ReasonJSON($0.reason, book)) }
        changeTotal = outcome.changeTotal
        changes = outcome.changes.map {
            Change(
                cell: $0.cell, row: $0.row, entry: $0.entry, item: $0.item, element: $0.element,
                before: $0.before, after: $0.after)
        }
    }

    static let schema = Schema.named(
        "EntryImport", Bilingual("目录导入结果", "What came of a workbook of entries"),
        .object([
            .init("rows", Bilingual("表头以下有内容的行数", "Rows behind the header"), .count),
            .init("entries", Bilingual("读出的条目数", "Entries read"), .count),
            .init("faulty", Bilingual("有问题的条目数", "Entries at fault"), .count),
            .init("created", Bilingual("新建的条目数", "Entries that are new"), .count),
            .init("changed", Bilingual("变更的条目数", "Entries that change"), .count),
            .init("unchanged", Bilingual("未变的条目数", "Entries as they were"), .count),
            .init("isStored", Bilingual("是否已保存为草稿", "Whether drafts were kept"), .boolean),
            .init("faultTotal", Bilingual("问题总数", "Faults in all"), .count),
            .init(
                "faults", Bilingual("逐格的问题，按行列", "Faults by cell"),
                .array(
                    .object([
                        .init("cell", Bilingual("单元格，如 H12", "Cell, such as H12"), .text(12)),
                        .init("row", Bilingual("行号", "Row"), .count),
                        .init("reason", Bilingual("理由", "Reason"), ReasonJSON.schema),
                    ]), max: EntryImport.faultsMax)),
            .init("changeTotal", Bilingual("变更的单元格总数", "Changed cells in all"), .count),
            .init(
                "changes", Bilingual("逐格的变更：原值与新值", "What each changed cell said and says"),
                .array(
                    .object([
                        .init("cell", Bilingual("单元格，如 H12", "Cell, such as H12"), .text(12)),
                        .init("row", Bilingual("行号", "Row"), .count),
                        .init("entry", Bilingual("条目原名称", "Name that the entry had"), .text(4_000)),
                        .init("item", Bilingual("信息项名称", "Name of the item"), .text(4_000), optional: true),
                        .init("element", Bilingual("要素或属性的字段名", "Element or attribute"), .text(64)),
                        .init("before", Bilingual("原值，稳定代码", "Before, as a stable code"), .text(60_000)),
                        .init("after", Bilingual("新值，稳定代码", "After, as a stable code"), .text(60_000)),
                    ]), max: EntryImport.changesMax)),
        ]))
}
