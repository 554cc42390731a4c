/// One cell that holds something (单元格).
public struct WorkbookCell: Sendable, Hashable {
    /// Counted from 0: column A.
    public let column: Int
    public let content: Content

    /// What a cell holds (单元格内容).
    public enum Content: Sendable, Hashable {
        case text(String)
        /// Plain decimal digits, never `1E+17`.
        case number(String)
        case boolean(Bool)
        /// `2026-02-14`, `2026-02-14T09:30:00` or `09:30:00`, by the number format of the cell.
        case date(String)
        /// A formula, with the text of the value that it last had.
        case formula(String)
        /// `#N/A` and the like.
        case error(String)
    }

    public init(column: Int, content: Content) {
        self.column = column
        self.content = content
    }

    /// The content as text: what a person reads in the cell.
    public var text: String {
        switch content {
        case .text(let text), .number(let text), .date(let text), .error(let text), .formula(let text): text
        case .boolean(let truth): truth ? "TRUE" : "FALSE"
        }
    }

    /// Whether a number of more than 15 digits was kept as a number: spreadsheet programs then put zeros in place of
    /// its last digits.
    public var isBeyondPrecision: Bool {
        guard case .number(let text) = content else { return false }
        return text.utf8.prefix { $0 != 0x2E }.count { (0x30...0x39).contains($0) } > 15
    }
}

/// One row that holds something (行).
public struct WorkbookRow: Sendable, Hashable {
    /// Counted from 1, as spreadsheet programs show it.
    public let number: Int
    /// By column, left to right; empty cells are left out.
    public let cells: [WorkbookCell]

    public init(number: Int, cells: [WorkbookCell]) {
        self.number = number
        self.cells = cells
    }

    /// The text in `column`, counted from 0; empty where there is none.
    public subscript(column: Int) -> String { cells.first { $0.column == column }?.text ?? "" }
}

/// An area of merged cells (合并单元格), with its first and last row counted from 1 and columns from 0.
public struct MergedArea: Sendable, Hashable {
    public let rows: ClosedRange<Int>
    public let columns: ClosedRange<Int>

    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }
}

/// What was found of a sheet beside its rows (工作表情况).
public struct SheetFindings: Sendable, Hashable {
    /// Rows that hold a value.
    public var rows = 0
    /// At most ``WorkbookLimits/mergedAreasMax``.
    public var merged: [MergedArea] = []
    /// How many merged areas there are in all.
    public var mergedTotal = 0
}
