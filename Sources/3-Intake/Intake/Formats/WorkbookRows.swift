import Regulation
import Workbooks

/// The rows of one sheet of a workbook (工作表行来源), as the text that people see in its cells.
///
/// What cannot be relied on is told cell by cell and never taken: formulas (their last value may be stale), error
/// values, numbers whose last digits the program has lost. Merged cells refuse the file.
final class WorkbookRows: RowSource {
    /// Memory is bounded by the shared strings; everything else is read as it comes.
    static let limits = WorkbookLimits(
        fileBytesMax: 512 << 20, partBytesMax: 4 << 30, rowsMax: CellAddress.rowMax,
        columnsMax: CSVScanner.fieldsMax, sharedStringBytesMax: 128 << 20, sharedStringsMax: 8_000_000)
    private static let areasTold = 20

    /// The sheet that is read.
    let sheet: String
    private let rows: SheetRows
    private let cells = RecordCells()
    // As wide as the first row, or as the row at hand where that is wider.
    private var width = 0
    private var firstRow = 0
    private var lastRow = 0

    /// Refuses what is no workbook, holds macros, links outside, is encrypted or passes a limit.
    init(path: String, sheet name: String?) throws {
        let reader: WorkbookReader
        do {
            reader = try WorkbookReader(path: path, limits: Self.limits)
        } catch WorkbookError.unreadable {
            throw IntakeError.fileUnreadable(errorNumber: 0)
        }
        let sheet = try reader.sheet(name)
        self.sheet = sheet.name
        rows = try reader.rows(of: sheet)
    }

    var names: [String]? { nil }
    var line: Int64 { Int64(lastRow) }
    var fieldCount: Int { cells.count }
    var recordFault: CheckRule? { nil }
    var hasFieldFaults: Bool { cells.hasFaults }
    func fieldFault(_ index: Int) -> CheckRule? { cells.fault(index) }
    func field(_ index: Int) -> UnsafeRawBufferPointer { cells.cell(index) }

    func next() throws -> Bool {
        guard let row = try rows.next() else { return false }
        let wide = (row.cells.last?.column ?? -1) + 1
        if firstRow == 0 { (firstRow, width) = (row.number, wide) }
        lastRow = row.number
        cells.begin(max(width, wide))
        for cell in row.cells {
            guard cells.set(cell.column, cell.text) else {
                throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: line)
            }
            switch cell.content {
            case .formula: cells.spoil(cell.column, .formula)
            case .error: cells.spoil(cell.column, .errorValue)
            default: if cell.isBeyondPrecision { cells.spoil(cell.column, .damagedNumber) }
            }
        }
        return true
    }

    /// Merged areas stand behind the rows of a sheet: which row a value belongs to is then anybody's guess.
    func finish() throws {
        let areas = rows.findings.merged.filter { area in
            area.rows.lowerBound <= lastRow && area.rows.upperBound >= firstRow
                && area.columns.lowerBound < width && area.rows.count * area.columns.count > 1
        }
        guard !areas.isEmpty else { return }
        let told = areas.prefix(Self.areasTold).map { area in
            "\(CellAddress(row: area.rows.lowerBound, column: area.columns.lowerBound)):"
                + "\(CellAddress(row: area.rows.upperBound, column: area.columns.upperBound))"
        }
        throw Refusal(
            WorkbookCodes.merged,
            detail: Bilingual(told.joined(separator: "、"), told.joined(separator: ", ")),
            field: "cell:\(told[0])")
    }
}
