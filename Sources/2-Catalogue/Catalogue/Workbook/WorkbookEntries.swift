import Regulation
import Workbooks

/// Everything that a workbook says (工作簿内容): its good entries, and what is wrong with the others.
struct WorkbookEntries: Sendable {
    /// The sheet of entries; where there is none of that name, the first.
    static let sheetName = "目录"

    private(set) var outcome = EntryImport()
    private(set) var entries: [ReadEntry] = []
    let hasHeaderFault: Bool
    private let sheetColumns: [EntryColumn: Int]

    /// Reads the workbook at `path`; refuses what is none.
    init(at path: String, profile: Profile) throws {
        let reader = try WorkbookReader(path: path)
        let sheet = try Self.sheet(of: reader)
        let gathering = Gathering(profile: profile)
        let reading = EntrySheetReading(
            article: profile.article(for: .entryElements), fault: { gathering.outcome.add($0) },
            finish: { try gathering.finish($0) })
        gathering.sheetColumn = { [unowned reading] in reading.sheetColumn($0) }
        gathering.absent = { [unowned reading] in reading.absent }
        let findings = try reader.read(sheet) { try reading.take($0) }
        try reading.end()
        gathering.refuseMerged(findings, below: reading.headerRow)
        outcome = gathering.outcome
        outcome.rows = reading.rows
        outcome.faults.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        entries = gathering.entries
        hasHeaderFault = reading.hasHeaderFault
        sheetColumns = reading.sheetColumns
    }

    static func sheet(of reader: WorkbookReader) throws -> WorkbookReader.Sheet {
        if reader.sheets.contains(where: { $0.name == sheetName }) { return try reader.sheet(sheetName) }
        return try reader.sheet()
    }

    /// The cell that `reason` speaks of.
    func place(_ reason: Reason, of entry: ReadEntry) -> CellFault {
        let path = (reason.field ?? "").split(separator: ".").map(String.init)
        guard path.first == "items" else {
            let column = self.column(EntryColumn.of(path.first ?? ""))
            return CellFault(row: entry.block.firstRow, column: column, reason: reason)
        }
        var row = entry.block.firstRow
        if path.count > 1, let number = Int(path[1]), entry.block.itemRows.indices.contains(number - 1) {
            row = entry.block.itemRows[number - 1]
        }
        return CellFault(row: row, column: column(.itemName), reason: reason)
    }

    /// The column of the sheet in which `column` stands, or the one nearest in meaning; counted from 0.
    func column(_ column: EntryColumn) -> Int {
        sheetColumns[column] ?? sheetColumns[column.level == .item ? .itemName : .name] ?? 0
    }

    /// Whether the sheet has the column.
    func has(_ column: EntryColumn) -> Bool { sheetColumns[column] != nil }
}

/// Gathers entries while the sheet is read.
private final class Gathering {
    var outcome = EntryImport()
    private(set) var entries: [ReadEntry] = []
    var sheetColumn: (EntryColumn) -> Int = { _ in 0 }
    var absent: () -> Set<EntryColumn> = { [] }
    private var rows: [ClosedRange<Int>] = []
    private let words: EntryWords
    private let check: EntryCheck
    private let article: ArticleReference?

    init(profile: Profile) {
        words = EntryWords(profile: profile)
        check = EntryCheck(profile: profile)
        article = profile.article(for: .entryElements)
    }

    func finish(_ block: EntryBlock) throws {
        outcome.entries += 1
        guard outcome.entries <= EntryImport.entriesMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual(
                    "超过 \(EntryImport.entriesMax) 个条目", "more than \(EntryImport.entriesMax) entries"))
        }
        let (content, faults) = EntryBlockReading(words: words, check: check, sheetColumn: sheetColumn)
            .read(block)
        let told = block.faultyCells
        for fault in faults
        where !told.contains(CellAddress(row: fault.row, column: fault.column)) {
            outcome.add(fault)
        }
        guard told.isEmpty, faults.isEmpty else {
            outcome.faulty += 1
            return
        }
        rows.append(block.firstRow...block.lastRow)
        entries.append(
            ReadEntry(
                block: .init(firstRow: block.firstRow, itemRows: block.items.map(\.row)), content: content,
                id: block.id, code: block.code, provider: block[.provider].trimmed, absent: absent()))
    }

    /// Merged cells are told at their first cell; entries that they touch are at fault.
    func refuseMerged(_ findings: SheetFindings, below header: Int) {
        let areas = findings.merged.filter { $0.rows.lowerBound > header }
        guard !areas.isEmpty else { return }
        for area in areas {
            outcome.add(
                CellFault(
                    row: area.rows.lowerBound, column: area.columns.lowerBound,
                    reason: Reason(WorkbookCodes.merged, article: article)))
        }
        outcome.faultTotal += findings.mergedTotal - findings.merged.count
        var merged: Set<Int> = []
        for area in areas {
            // Within the rows of the sheet, so that a merged column costs no more than they.
            let last = min(area.rows.upperBound, rows.last?.upperBound ?? 0)
            if area.rows.lowerBound <= last { merged.formUnion(area.rows.lowerBound...last) }
        }
        let isTouched = rows.map { range in range.contains { merged.contains($0) } }
        outcome.faulty += isTouched.count { $0 }
        // Beyond those told one by one nothing is known, so no entry passes.
        let isUnknown = findings.mergedTotal > findings.merged.count
        entries = zip(entries, isTouched).filter { !$1 && !isUnknown }.map(\.0)
    }
}
