import Workbooks

/// What one cell says otherwise than the entry did (单元格变更), as stable codes and texts: those of
/// ``EntryDifference/Change``.
public struct CellChange: Sendable, Hashable {
    /// Counted from 1.
    public let row: Int
    /// Counted from 0.
    public let column: Int
    /// The name of the entry as it was.
    public let entry: String
    /// The name of the item, where the change is one of an item.
    public let item: String?
    /// The name as in ``EntryContent`` or ``Item``; `items` where an item is added, removed or moved.
    public let element: String
    public let before: String
    public let after: String

    /// `H12`.
    public var cell: String { CellAddress(row: row, column: column).description }
}

extension WorkbookEntries {
    /// The cells of `read` in which `content` differs from `before`.
    func changes(of read: ReadEntry, from before: EntryContent, to content: EntryContent) -> [CellChange] {
        let difference = EntryDifference(from: before, to: content)
        let first = read.block.firstRow
        func change(
            _ row: Int, _ column: EntryColumn, item: String? = nil, _ element: String, _ old: String,
            _ new: String
        ) -> CellChange {
            CellChange(
                row: row, column: self.column(column), entry: before.name, item: item, element: element,
                before: old, after: new)
        }
        func row(of item: Item) -> Int {
            let place = content.items.firstIndex { $0.number == item.number } ?? 0
            return read.block.itemRows.indices.contains(place) ? read.block.itemRows[place] : first
        }
        var changes = difference.elements.map { one in
            change(first, cell(of: one, in: content), one.element, one.before, one.after)
        }
        for item in difference.changed {
            changes += item.attributes.map { one in
                change(
                    row(of: item.after), EntryColumn.ofItem(one.element), item: item.after.name, one.element,
                    one.before, one.after)
            }
        }
        changes += difference.added.map {
            change(row(of: $0), .itemName, item: $0.name, "items", "", $0.name)
        }
        changes += difference.removed.map { change(first, .itemName, item: $0.name, "items", $0.name, "") }
        if difference.isReordered {
            let names = [before, content].map { $0.items.map(\.name).joined(separator: "、") }
            changes.append(change(first, .itemName, "items", names[0], names[1]))
        }
        return changes.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// The column in which an element of several is written otherwise.
    private func cell(of change: EntryDifference.Change, in content: EntryContent) -> EntryColumn {
        let column = EntryColumn.of(change.element)
        switch change.element {
        case "classification":
            let (old, new) = (change.before, change.after)
            if old.prefix(1) != new.prefix(1) { return .category }
            if old.dropFirst().prefix(2) != new.dropFirst().prefix(2) { return .item }
            return old.dropFirst(3).prefix(3) == new.dropFirst(3).prefix(3) ? .detail : .subject
        case "format":
            let classes = [change.before, change.after].map { $0.prefix { $0 != ":" } }
            guard classes[0] == classes[1] else { return .formatCategory }
            return has(.formatType) ? .formatType : .formatDescription
        case "sharingConditions": return content.sharing == .conditional ? .sharingTerms : .otherConditions
        case "sharingBasis": return content.sharing == .none ? .sharingTerms : .sharingBasis
        case "opening": return has(.opening) ? .opening : .isOpen
        default: return column
        }
    }
}
