import Regulation

/// Which cell formats show a number as a day or a time (数字格式).
final class CellFormats: XMLReading {
    private var dateCodes: Set<Int> = []
    private var otherCodes: Set<Int> = []
    /// How many digits formats of zeros alone show: `000000` for division codes kept as numbers.
    private var widths: [Int: Int] = [:]
    /// By the index that cells name.
    private var isDate: [Bool] = []
    private var width: [Int] = []
    private var inCellFormats = false

    /// A workbook without styles shows no dates.
    init() {}

    init(_ part: String, in package: Package) throws { try package.read(part, into: self) }

    func isDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    /// A whole number with the leading zeros that its cell shows.
    func padded(_ number: String, _ style: Int) -> String {
        guard width.indices.contains(style), number.utf8.count < width[style],
            number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return number }
        return String(repeating: "0", count: width[style] - number.utf8.count) + number
    }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws {
        if element == "cellXfs" { inCellFormats = true }
        if element == "numFmt", let id = attributes["numFmtId"].flatMap({ Int($0) }),
            let code = attributes["formatCode"]
        {
            if Self.showsDate(code) { dateCodes.insert(id) } else { otherCodes.insert(id) }
            if (2...32).contains(code.utf8.count), code.utf8.allSatisfy({ $0 == 0x30 }) {
                widths[id] = code.utf8.count
            }
            try bounded(dateCodes.count + otherCodes.count)
        }
        if element == "xf", inCellFormats {
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            isDate.append(dateCodes.contains(id) || !otherCodes.contains(id) && Self.isBuiltInDate(id))
            width.append(widths[id] ?? 0)
            try bounded(isDate.count)
        }
    }

    func end(_ element: XMLName) { if element == "cellXfs" { inCellFormats = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private func bounded(_ count: Int) throws {
        guard count <= WorkbookLimits.formatsMax else {
            throw XMLStream.damaged(Bilingual("单元格格式过多", "too many cell formats"))
        }
    }

    /// ECMA-376 part 1, 18.8.30: 14–22 and 45–47 everywhere, 27–36 and 50–58 in Chinese and its neighbours.
    private static func isBuiltInDate(_ id: Int) -> Bool {
        switch id {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// Whether a format code has a letter of days or times outside quotes, brackets and escapes.
    static func showsDate(_ code: String) -> Bool {
        var quoted = false
        var bracketed = false
        var skip = false
        for character in code {
            if skip {
                skip = false
            } else if character == "\"" {
                quoted.toggle()
            } else if quoted {
                continue
            } else if character == "\\" || character == "_" || character == "*" {
                skip = true
            } else if character == "[" {
                bracketed = true
            } else if character == "]" {
                bracketed = false
            } else if !bracketed, "ymdhsYMDHS".contains(character) {
                return true
            } else if character == ";" {
                // What stands behind is for negative numbers and text.
                return false
            }
        }
        return false
    }
}
