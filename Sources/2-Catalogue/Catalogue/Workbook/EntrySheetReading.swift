import Regulation
import Workbooks

/// Reads the sheet of entries row by row (目录工作表读取): finds the header, brings the rows of an entry together and
/// hands each entry on as soon as it is whole.
final class EntrySheetReading {
    /// Rows in which the header may stand.
    static let headerRowsMax = 10

    private let article: ArticleReference?
    /// What is done with an entry that is whole; true where it found a fault.
    private let finish: (EntryBlock) throws -> Void
    private let fault: (CellFault) -> Void
    private var columns: [EntryColumn?] = []
    /// The column of the sheet in which each stands.
    private(set) var sheetColumns: [EntryColumn: Int] = [:]
    private(set) var headerRow = 0
    /// A fault of the header concerns every entry.
    private(set) var hasHeaderFault = false
    private var refusedColumns: Set<Int> = []
    private(set) var rows = 0
    private var texts = [String](repeating: "", count: EntryColumn.allCases.count)
    private var block: EntryBlock?

    init(
        article: ArticleReference?, fault: @escaping (CellFault) -> Void,
        finish: @escaping (EntryBlock) throws -> Void
    ) {
        self.article = article
        self.fault = fault
        self.finish = finish
    }

    func take(_ row: WorkbookRow) throws {
        guard headerRow > 0 else { return try findHeader(row) }
        rows += 1
        for place in texts.indices where !texts[place].isEmpty { texts[place] = "" }
        var faults: [CellFault] = []
        for cell in row.cells {
            guard columns.indices.contains(cell.column), let column = columns[cell.column] else {
                // What stands below a refused title was told there.
                if !refusedColumns.contains(cell.column), !cell.text.trimmed.isEmpty {
                    faults.append(at(row.number, cell.column, EntryWorkbookCodes.columnUnknown))
                }
                continue
            }
            texts[column.place] = cell.text
            if column.level != .unread, let code = Self.fault(of: cell) {
                faults.append(at(row.number, cell.column, code))
            }
        }
        try place(row.number, &faults)
        block?.faultyCells.formUnion(faults.map { CellAddress(row: $0.row, column: $0.column) })
        for one in faults { fault(one) }
    }

    /// Hands on the last entry; refuses a sheet without a header.
    func end() throws {
        guard headerRow > 0 else { throw Refusal(EntryWorkbookCodes.columnsMissing) }
        try finishBlock()
    }

    /// The column of the sheet in which `column` stands, or the one nearest in meaning.
    func sheetColumn(_ column: EntryColumn) -> Int {
        sheetColumns[column] ?? sheetColumns[column.level == .item ? .itemName : .name] ?? 0
    }

    /// Columns that the sheet does without, though entries may have something on record there.
    var absent: Set<EntryColumn> {
        Set(EntryColumn.allCases.filter { $0.isKeptWhereAbsent && sheetColumns[$0] == nil })
    }

    private func findHeader(_ row: WorkbookRow) throws {
        let titles = row.cells.map { EntryColumn(title: $0.text) }
        guard titles.contains(.name), titles.contains(.itemName) else {
            guard row.number < Self.headerRowsMax else { throw Refusal(EntryWorkbookCodes.columnsMissing) }
            return
        }
        headerRow = row.number
        columns = Array(repeating: nil, count: (row.cells.last?.column ?? 0) + 1)
        for (cell, column) in zip(row.cells, titles) where !cell.text.trimmed.isEmpty {
            guard let column else {
                headerFault(cell, EntryWorkbookCodes.columnUnknown)
                continue
            }
            guard sheetColumns[column] == nil else {
                headerFault(cell, EntryWorkbookCodes.columnRepeated)
                continue
            }
            sheetColumns[column] = cell.column
            columns[cell.column] = column
        }
    }

    private func headerFault(_ cell: WorkbookCell, _ code: ReasonCode) {
        hasHeaderFault = true
        refusedColumns.insert(cell.column)
        fault(at(headerRow, cell.column, code))
    }

    /// Puts the row into the entry that it belongs to.
    private func place(_ row: Int, _ faults: inout [CellFault]) throws {
        let name = texts[EntryColumn.name.place].trimmed
        if !name.isEmpty, block.map({ begins(name, after: $0) }) ?? true {
            try finishBlock()
            block = EntryBlock(firstRow: row, lastRow: row, head: texts)
        } else if block == nil {
            let isBlank = texts.allSatisfy { $0.trimmed.isEmpty }
            if !isBlank { faults.append(at(row, sheetColumn(.name), EntryWorkbookCodes.rowWithoutEntry)) }
            return
        } else {
            compare(row, &faults)
            block?.lastRow = row
        }
        let hasItem = EntryColumn.allCases.contains { $0.level == .item && !texts[$0.place].trimmed.isEmpty }
        if hasItem { block?.items.append(EntryBlock.ItemRow(row: row, texts: texts)) }
    }

    private func begins(_ name: String, after block: EntryBlock) -> Bool {
        let code = texts[EntryColumn.code.place].trimmed
        let provider = texts[EntryColumn.provider.place].trimmed
        let id = texts[EntryColumn.entryID.place].trimmed
        return name != block.name || !id.isEmpty && id != block.id || !code.isEmpty && code != block.code
            || !provider.isEmpty && provider != block[.provider].trimmed
    }

    private func compare(_ row: Int, _ faults: inout [CellFault]) {
        guard let block else { return }
        for column in EntryColumn.allCases where column.level == .entry {
            let text = texts[column.place]
            guard !text.isEmpty, text != block[column], !text.trimmed.isEmpty,
                text.trimmed != block[column].trimmed
            else { continue }
            faults.append(at(row, sheetColumn(column), EntryWorkbookCodes.contradicts))
        }
    }

    private func finishBlock() throws {
        guard let whole = block else { return }
        block = nil
        try finish(whole)
    }

    private func at(_ row: Int, _ column: Int, _ code: ReasonCode) -> CellFault {
        CellFault(row: row, column: column, reason: Reason(code, article: article))
    }

    /// What is wrong with the cell whatever stands in it.
    private static func fault(of cell: WorkbookCell) -> ReasonCode? {
        switch cell.content {
        case .formula: WorkbookCodes.formula
        case .error: WorkbookCodes.errorValue
        // A workbook may write these in an escaped form; no other door of the platform lets them in.
        case .text(let text) where text.hasControlCharacters: CatalogueCodes.elementMalformed
        default: cell.isBeyondPrecision ? WorkbookCodes.numberDamaged : nil
        }
    }
}
