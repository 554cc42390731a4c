import Workbooks

/// The rows of one entry, as they stand in the workbook (条目所占的行).
struct EntryBlock {
    /// One row with an item, its texts by the place of the column.
    struct ItemRow {
        let row: Int
        let texts: [String]
    }

    let firstRow: Int
    var lastRow: Int
    /// The texts of the first row, by the place of the column.
    let head: [String]
    var items: [ItemRow] = []
    /// Cells found at fault while its rows were read: nothing more is said of their values.
    var faultyCells: Set<CellAddress> = []

    subscript(column: EntryColumn) -> String { head[column.place] }

    var name: String { self[.name].trimmed }
    var code: String { self[.code].trimmed }
    var id: String { self[.entryID].trimmed }
}

extension String {
    /// Without the spaces that people leave at the ends of cells.
    var trimmed: String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
