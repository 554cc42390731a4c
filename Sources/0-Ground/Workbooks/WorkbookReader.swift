import Regulation

/// An .xlsx workbook, read row by row (工作簿读取).
///
/// Opening refuses what is no workbook, is encrypted, holds macros, links outside or passes a limit; reading a sheet
/// refuses what is damaged. Sheets are read in constant memory; only shared strings are kept.
/// Not safe to share between tasks. Source: ECMA-376.
public final class WorkbookReader {
    /// One sheet of the workbook (工作表).
    public struct Sheet: Sendable, Hashable {
        public let name: String
        public let isHidden: Bool
        let part: String
    }

    public let sheets: [Sheet]
    private let package: Package
    private let limits: WorkbookLimits
    private let formats: CellFormats
    private let strings: SharedStrings
    private let dates: SerialDate

    /// Opens the workbook at `path`. Throws a `Refusal`, or `WorkbookError.unreadable`.
    public convenience init(path: String, limits: WorkbookLimits = WorkbookLimits()) throws {
        try self.init(Package(path: path, limits: limits), limits)
    }

    /// Opens a workbook held in memory.
    public convenience init(bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws {
        try self.init(Package(bytes: bytes, limits: limits), limits)
    }

    private init(_ package: Package, _ limits: WorkbookLimits) throws {
        self.package = package
        self.limits = limits
        _ = try ContentTypes(in: package)
        if package.hasPart("xl/vbaproject.bin") || package.hasPart(below: "xl/macrosheets/") {
            throw Refusal(WorkbookCodes.macros)
        }
        if package.hasPart(below: "xl/externallinks/") { throw Refusal(WorkbookCodes.outsideLink) }
        guard let main = try Relationships(of: "", in: package).first("officeDocument") else {
            throw Refusal(WorkbookCodes.notAWorkbook)
        }
        let relationships = try Relationships(of: main.part, in: package)
        let workbook = try WorkbookPart(main.part, in: package)
        dates = SerialDate(from1904: workbook.countsFrom1904)
        formats =
            try relationships.first("styles").map { try CellFormats($0.part, in: package) } ?? CellFormats()
        strings =
            try relationships.first("sharedStrings").map {
                try SharedStrings($0.part, in: package, limits: limits)
            } ?? SharedStrings(limits: limits)
        let parts = Dictionary(relationships.targets.map { ($0.id, $0) }) { first, _ in first }
        sheets = try workbook.sheets.compactMap { sheet in
            guard let target = parts[sheet.relationship] else {
                throw XMLStream.damaged(Bilingual("工作表没有内容", "a sheet has no part"))
            }
            guard target.type == "worksheet" else { return nil }
            return Sheet(name: sheet.name, isHidden: sheet.isHidden, part: target.part)
        }
    }

    /// The sheet of this name; without a name, the first that is not hidden. Refuses with `workbook-sheet-missing`.
    public func sheet(_ name: String? = nil) throws -> Sheet {
        let found = name.map { name in sheets.first { $0.name == name } } ?? sheets.first { !$0.isHidden }
        guard let found else {
            throw Refusal(
                WorkbookCodes.sheetMissing,
                detail: name.map { Bilingual("需要工作表“\($0)”", "the sheet \"\($0)\" is needed") })
        }
        return found
    }

    /// Hands `body` each row that holds something, top down; answers what else was found of the sheet.
    ///
    /// What `body` throws ends the reading.
    public func read(_ sheet: Sheet, _ body: (WorkbookRow) throws -> Void) throws -> SheetFindings {
        let rows = try rows(of: sheet)
        while let row = try rows.next() { try body(row) }
        return rows.findings
    }

    /// The rows of a sheet, to be taken one by one.
    public func rows(of sheet: Sheet) throws -> SheetRows {
        let reading = SheetStream(strings: strings, formats: formats, dates: dates, limits: limits)
        return SheetRows(reading, try XMLStream(reading, part: try package.part(sheet.part)))
    }
}
