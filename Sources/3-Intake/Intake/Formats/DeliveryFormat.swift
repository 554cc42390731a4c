import Regulation

/// The form of a delivered file (文件格式).
public enum DeliveryFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// Fields between commas, RFC 4180.
    case csv
    /// Fields between tabs.
    case tsv
    /// A workbook of ECMA-376, one sheet of it.
    case xlsx
    /// An array of flat objects.
    case json
    /// One flat object a line.
    case jsonLines = "json-lines"
    /// One repeated element a row, its fields as child elements or attributes.
    case xml

    public var name: Bilingual {
        switch self {
        case .csv: Bilingual("CSV", "CSV")
        case .tsv: Bilingual("TSV（制表符分隔）", "TSV")
        case .xlsx: Bilingual("Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)")
        case .json: Bilingual("JSON 数组", "JSON array")
        case .jsonLines: Bilingual("JSON Lines（每行一个对象）", "JSON Lines")
        case .xml: Bilingual("XML", "XML")
        }
    }

    /// Whether problem rows are told by the line of the file, as workbooks do by the row of their sheet; JSON arrays
    /// and XML, which may stand in one line, tell the number of the record from 1.
    public var hasLines: Bool {
        switch self {
        case .csv, .tsv, .xlsx, .jsonLines: true
        case .json, .xml: false
        }
    }

    /// The form that `text`, the beginning of a file, is of: JSON and XML by their first characters, else TSV where
    /// the first line has tabs and no comma, else CSV.
    static func recognise(_ text: some Collection<UInt8>) -> DeliveryFormat {
        var rest = text.drop { isBlank($0) }
        switch rest.popFirst() {
        case 0x5B:  // [
            let next = rest.first { !isBlank($0) }
            if next == 0x7B || next == 0x5D { return .json }
        case 0x7B:  // {
            let next = rest.first { !isBlank($0) }
            if next == 0x22 || next == 0x7D { return .jsonLines }
        case 0x3C:  // <
            if let next = rest.first,
                next == 0x3F || next == 0x21 || next == 0x5F || next >= 0x80 || isLetter(next)
            {
                return .xml
            }
        default: break
        }
        var hasTab = false
        for byte in text {
            if byte == 0x2C { return .csv }
            if byte == 0x0A || byte == 0x0D { break }
            if byte == 0x09 { hasTab = true }
        }
        return hasTab ? .tsv : .csv
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
}
