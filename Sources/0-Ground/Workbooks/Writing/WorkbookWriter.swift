import CXlsxWriter
import Glibc
import Regulation

/// Writes an .xlsx workbook of tables, row by row in constant memory (工作簿写出).
///
/// Every value is written as text: 18 digits stay 18 digits, and a text that begins with `=`, `+`, `-` or `@` never
/// becomes a formula. Not safe to share between tasks.
public final class WorkbookWriter {
    /// Comments of one workbook; beyond it cells are still highlighted.
    public static let remarksMax = 5_000
    /// Characters of one comment.
    public static let remarkCharactersMax = 1_000
    /// Characters of one cell (UTF-16 units).
    public static let cellCharactersMax = 32_767
    /// Columns of one sheet.
    public static let columnsMax = 256
    /// Who speaks in the comments.
    private static let author = "源流"
    private static let choicesSheet = "选项"

    /// How a row looks (行样式).
    public enum RowStyle: Sendable, Hashable { case plain, header }

    private let path: String
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let styles: WorkbookStyles
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var layout: SheetLayout?
    private var rowsWritten = 0
    private var remarksWritten = 0
    private var choices: [[String]] = []
    private var isFinished = false

    /// Begins a workbook in a new file in `directory`, which only its owner can read; the unfinished file is removed
    /// with the writer.
    public init(directory: String) throws {
        var template = Array("\(directory)/workbook-XXXXXX.xlsx".utf8CString)
        let descriptor = mkstemps(&template, 5)
        guard descriptor >= 0 else { throw WorkbookError.unwritable }
        close(descriptor)
        let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        self.path = path
        let folder = strdup(directory)
        defer { free(folder) }
        var options = lxw_workbook_options(constant_memory: 1, tmpdir: folder, use_zip64: 0)
        let begun = workbook_new_opt(path, &options)
        guard let begun else {
            unlink(path)
            throw WorkbookError.unwritable
        }
        workbook = begun
        do {
            styles = try WorkbookStyles(begun)
        } catch {
            lxw_workbook_free(begun)
            unlink(path)
            throw error
        }
    }

    deinit {
        guard !isFinished else { return }
        lxw_workbook_free(workbook)
        unlink(path)
    }

    /// Begins a sheet; rows go into it until the next one begins.
    public func begin(_ layout: SheetLayout) throws {
        endSheet()
        guard layout.columns.count <= Self.columnsMax else { throw tooLarge("\(layout.columns.count)") }
        guard let sheet = workbook_add_worksheet(workbook, layout.name) else {
            throw WorkbookError.library("workbook_add_worksheet")
        }
        self.sheet = sheet
        self.layout = layout
        rowsWritten = 0
        worksheet_set_comments_author(sheet, Self.author)
        for (index, column) in layout.columns.enumerated() {
            try check(
                worksheet_set_column(
                    sheet, UInt16(index), UInt16(index), min(max(column.width, 2), 120), styles.plain))
            if !column.choices.isEmpty { try offer(column, at: index, in: sheet, layout) }
        }
        guard layout.hasHeader else { return }
        worksheet_freeze_panes(sheet, 1, 0)
        let notes = layout.columns.enumerated().compactMap { index, column in column.note.map { (index, $0) }
        }
        try write(layout.columns.map(\.title), as: .header)
        for (index, note) in notes { try remark(note, row: 0, column: index, in: sheet) }
    }

    /// Writes one row, at `number` counted from 1 or behind the last; rows between stay empty.
    ///
    /// Cells with a remark, by their column, are highlighted and say it in a comment. Those of the columns `numbers`
    /// that hold one are numbers to the spreadsheet program. Refuses with `workbook-too-large` what no sheet can hold.
    public func write(
        _ row: [String], at number: Int? = nil, as style: RowStyle = .plain, remarks: [Int: String] = [:],
        numbers: Set<Int> = []
    ) throws {
        guard let sheet else { throw WorkbookError.library("no sheet was begun") }
        let number = number ?? rowsWritten + 1
        guard number > rowsWritten else { throw WorkbookError.library("rows are written top down") }
        guard number <= CellAddress.rowMax, row.count <= Self.columnsMax else { throw tooLarge("\(number)") }
        rowsWritten = number
        let line = UInt32(number - 1)
        for (index, text) in row.enumerated() {
            let format = remarks[index] == nil ? look(style, index) : styles.wrong
            if numbers.contains(index), let value = Double(text) {
                try check(worksheet_write_number(sheet, line, UInt16(index), value, format))
                continue
            }
            try put(text, line, UInt16(index), format, in: sheet, isMarked: remarks[index] != nil)
        }
        for (index, text) in remarks.sorted(by: { $0.key < $1.key })
        where index < Self.columnsMax && index >= 0 {
            if index >= row.count {
                try put("", line, UInt16(index), styles.wrong, in: sheet, isMarked: true)
            }
            try remark(text, row: line, column: index, in: sheet)
        }
    }

    /// Completes the file; the caller owns it from here on.
    public func finish() throws -> String {
        endSheet()
        try writeChoices()
        isFinished = true
        // Frees the workbook whatever comes of it.
        guard workbook_close(workbook) == LXW_NO_ERROR else {
            unlink(path)
            throw WorkbookError.unwritable
        }
        return path
    }

    private func endSheet() {
        if let sheet, let layout, layout.hasHeader, !layout.columns.isEmpty {
            worksheet_autofilter(
                sheet, 0, 0, UInt32(max(rowsWritten - 1, 1)), UInt16(layout.columns.count - 1))
        }
        sheet = nil
        layout = nil
    }

    private func look(_ style: RowStyle, _ column: Int) -> WorkbookStyles.Format {
        guard style == .header else { return styles.plain }
        guard let layout, layout.columns.indices.contains(column), layout.columns[column].isRequired else {
            return styles.header
        }
        return styles.requiredHeader
    }

    private func put(
        _ text: String, _ row: UInt32, _ column: UInt16, _ format: WorkbookStyles.Format,
        in sheet: UnsafeMutablePointer<lxw_worksheet>, isMarked: Bool
    ) throws {
        if text.isEmpty {
            if isMarked { try check(worksheet_write_blank(sheet, row, column, format)) }
            return
        }
        let escaped = EscapedText.encode(text)
        guard escaped.utf8.count <= Self.cellCharactersMax || escaped.utf16.count <= Self.cellCharactersMax
        else {
            throw tooLarge(CellAddress(row: Int(row) + 1, column: Int(column)).description)
        }
        try check(worksheet_write_string(sheet, row, column, escaped, format))
    }

    private func remark(
        _ text: String, row: UInt32, column: Int, in sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws {
        guard remarksWritten < Self.remarksMax, !text.isEmpty else { return }
        remarksWritten += 1
        let kept = String(EscapedText.encode(text).prefix(Self.remarkCharactersMax))
        var options = lxw_comment_options()
        options.width = 320
        options.height = UInt16(60 + kept.count / 24 * 18)
        try check(worksheet_write_comment_opt(sheet, row, UInt16(column), kept, &options))
    }

    /// Lets a person choose from a list, which stands on a sheet of its own: in the cell's own rule a list ends at
    /// 255 characters and at each comma.
    private func offer(
        _ column: SheetLayout.Column, at index: Int, in sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ layout: SheetLayout
    ) throws {
        let place = choices.firstIndex(of: column.choices) ?? choices.count
        if place == choices.count { choices.append(column.choices) }
        guard choices.count <= Self.columnsMax else { throw tooLarge("\(choices.count)") }
        let letters = CellAddress.letters(place)
        let formula = strdup("='\(Self.choicesSheet)'!$\(letters)$1:$\(letters)$\(column.choices.count)")
        let title = strdup("请从列表中选择")
        let message = strdup("Choose from the list.")
        defer {
            free(formula)
            free(title)
            free(message)
        }
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        rule.value_formula = formula
        rule.error_title = title
        rule.error_message = message
        let first = UInt32(layout.hasHeader ? 1 : 0)
        let last = UInt32(min(max(layout.choicesUntilRow, 2), CellAddress.rowMax) - 1)
        try check(
            worksheet_data_validation_range(sheet, first, UInt16(index), last, UInt16(index), &rule))
    }

    private func writeChoices() throws {
        guard !choices.isEmpty else { return }
        guard let sheet = workbook_add_worksheet(workbook, Self.choicesSheet) else {
            throw WorkbookError.library("workbook_add_worksheet")
        }
        worksheet_hide(sheet)
        for row in 0..<(choices.map(\.count).max() ?? 0) {
            for (column, list) in choices.enumerated() where row < list.count {
                try put(list[row], UInt32(row), UInt16(column), styles.plain, in: sheet, isMarked: false)
            }
        }
    }

    private func check(_ result: lxw_error) throws {
        guard result == LXW_NO_ERROR else {
            throw WorkbookError.library(
                lxw_strerror(result).map { String(cString: $0) } ?? "\(result.rawValue)")
        }
    }

    private func tooLarge(_ place: String) -> Refusal {
        Refusal(
            WorkbookCodes.tooLarge,
            detail: Bilingual("工作表装不下：\(place)", "beyond what a sheet can hold: \(place)"))
    }
}
