import Regulation

/// One sheet, row by row (工作表流): only the rows of the piece at hand are in memory.
final class SheetStream: XMLReading {
    private enum Kind { case number, shared, inline, string, boolean, error, date }
    private enum Place { case outside, value, inline, inlineText, phonetic, formula }

    private(set) var findings = SheetFindings()
    private let strings: SharedStrings
    private let formats: CellFormats
    private let dates: SerialDate
    private let limits: WorkbookLimits
    /// Rows read and not yet taken, top down.
    var ready: [WorkbookRow] = []

    private var row = 0
    private var cells: [WorkbookCell] = []
    private var column = -1
    private var kind = Kind.number
    private var style = 0
    private var isFormula = false
    private var hasValue = false
    private var bytes: [UInt8] = []
    private var place = Place.outside
    private var inCell = false
    private var inRow = false

    init(
        strings: SharedStrings, formats: CellFormats, dates: SerialDate, limits: WorkbookLimits
    ) {
        self.strings = strings
        self.formats = formats
        self.dates = dates
        self.limits = limits
    }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws {
        if element == "c" {
            try beginCell(attributes)
        } else if element == "v" {
            if inCell {
                place = .value
                hasValue = true
            }
        } else if element == "t" {
            if place == .inline {
                place = .inlineText
                hasValue = true
            }
        } else if element == "row" {
            try beginRow(attributes)
        } else if element == "f" {
            if inCell {
                isFormula = true
                place = .formula
            }
        } else if element == "is" {
            if inCell { place = .inline }
        } else if element == "rPh" {
            if place == .inline { place = .phonetic }
        } else if element == "mergeCell" {
            try merge(attributes)
        }
    }

    func end(_ element: XMLName) throws {
        if element == "c" {
            try endCell()
        } else if element == "row" {
            try endRow()
        } else if element == "v" || element == "f" || element == "is" {
            place = .outside
        } else if element == "t" {
            if place == .inlineText { place = .inline }
        } else if element == "rPh" {
            if place == .phonetic { place = .inline }
        }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard place == .value || place == .inlineText else { return }
        // A unit of UTF-16 takes at most three bytes, or the seven of an escaped form.
        guard bytes.count + piece.count <= limits.cellCharactersMax * 7 else { throw tooLong }
        bytes.append(contentsOf: piece)
    }

    private func beginRow(_ attributes: XMLAttributes) throws {
        let number: Int
        if let text = attributes["r"] {
            guard let stated = Int(text) else { throw wrongPlace }
            number = stated
        } else {
            number = row + 1
        }
        guard !inRow, number > row, number <= CellAddress.rowMax else { throw wrongPlace }
        row = number
        column = -1
        inRow = true
        cells.removeAll(keepingCapacity: true)
    }

    private func endRow() throws {
        inRow = false
        guard !cells.isEmpty else { return }
        findings.rows += 1
        guard findings.rows <= limits.rowsMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual("超过 \(limits.rowsMax) 行", "more than \(limits.rowsMax) rows"))
        }
        ready.append(WorkbookRow(number: row, cells: cells))
    }

    private func beginCell(_ attributes: XMLAttributes) throws {
        guard inRow, !inCell else { throw wrongPlace }
        if let reference = attributes.bytes("r") {
            guard let address = CellAddress(reference), address.row == row, address.column > column else {
                throw wrongPlace
            }
            column = address.column
        } else {
            column += 1
            guard column <= CellAddress.columnMax else { throw wrongPlace }
        }
        inCell = true
        isFormula = false
        hasValue = false
        style = attributes["s"].flatMap { Int($0) } ?? 0
        bytes.removeAll(keepingCapacity: true)
        switch attributes["t"] {
        case nil, "n": kind = .number
        case "s": kind = .shared
        case "inlineStr": kind = .inline
        case "str": kind = .string
        case "b": kind = .boolean
        case "e": kind = .error
        case "d": kind = .date
        default: throw wrongPlace
        }
    }

    private func endCell() throws {
        inCell = false
        place = .outside
        guard let content = try content() else { return }
        guard column < limits.columnsMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual("超过 \(limits.columnsMax) 列", "more than \(limits.columnsMax) columns"))
        }
        cells.append(WorkbookCell(column: column, content: content))
    }

    /// What the cell holds; nil for nothing.
    private func content() throws -> WorkbookCell.Content? {
        guard isFormula else { return try value() }
        let last = try value().map { WorkbookCell(column: column, content: $0).text }
        return .formula(last ?? "")
    }

    private func value() throws -> WorkbookCell.Content? {
        guard hasValue else { return nil }
        switch kind {
        case .shared:
            guard let index = Int(String(decoding: bytes, as: UTF8.self)), let text = strings[index] else {
                throw XMLStream.damaged(
                    Bilingual("\(address) 指向不存在的字符串", "\(address) names a string that does not exist"))
            }
            return try bounded(text).map(WorkbookCell.Content.text)
        case .inline, .string:
            return try bounded(EscapedText.decode(bytes)).map(WorkbookCell.Content.text)
        case .boolean:
            return .boolean(bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8))
        case .error: return .error(try bounded(String(decoding: bytes, as: UTF8.self)) ?? "")
        case .date: return try bounded(String(decoding: bytes, as: UTF8.self)).map(WorkbookCell.Content.date)
        case .number: return try number()
        }
    }

    private func number() throws -> WorkbookCell.Content? {
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        if text.isEmpty { return nil }
        if formats.isDate(style), let serial = Double(text), let date = dates.text(serial) {
            return .date(date)
        }
        if let plain = PlainNumber.text(text) { return .number(formats.padded(plain, style)) }
        return try bounded(text).map(WorkbookCell.Content.text)
    }

    private func bounded(_ text: String) throws -> String? {
        if text.isEmpty { return nil }
        guard text.utf8.count <= limits.cellCharactersMax || text.utf16.count <= limits.cellCharactersMax
        else {
            throw tooLong
        }
        return text
    }

    private func merge(_ attributes: XMLAttributes) throws {
        guard let text = attributes["ref"] else { return }
        let ends = text.split(separator: ":")
        guard let first = ends.first.flatMap({ CellAddress($0.utf8) }),
            let last = ends.last.flatMap({ CellAddress($0.utf8) }), ends.count <= 2, first.row <= last.row,
            first.column <= last.column
        else { throw wrongPlace }
        findings.mergedTotal += 1
        guard findings.merged.count < WorkbookLimits.mergedAreasMax else { return }
        findings.merged.append(
            MergedArea(rows: first.row...last.row, columns: first.column...last.column))
    }

    private var address: CellAddress { CellAddress(row: max(row, 1), column: max(column, 0)) }

    private var tooLong: Refusal {
        Refusal(
            WorkbookCodes.tooLarge,
            detail: Bilingual(
                "单元格 \(address) 超过 \(limits.cellCharactersMax) 字",
                "the cell \(address) is over \(limits.cellCharactersMax) characters"))
    }

    private var wrongPlace: Refusal {
        XMLStream.damaged(Bilingual("\(address) 附近的单元格有误", "a cell near \(address) is wrong"))
    }
}
