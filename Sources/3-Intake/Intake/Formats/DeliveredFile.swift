import Regulation

/// A delivered file opened in its format and encoding (交付文件), both found out where they are not told.
struct DeliveredFile {
    let format: DeliveryFormat
    /// The sheet that is read, of a workbook.
    let sheet: String?
    /// The element that is a row, of XML.
    let rowElement: RowElement?
    let rows: Rows
    private let text: TextSource?

    /// One case a kind of source, so that each is read by code of its own.
    enum Rows {
        case text(CSVScanner)
        case workbook(WorkbookRows)
        case json(JSONRows)
        case xml(XMLRows)

        var source: any RowSource {
            switch self {
            case .text(let rows): rows
            case .workbook(let rows): rows
            case .json(let rows): rows
            case .xml(let rows): rows
            }
        }
    }

    /// What a text was in the end, once it has been read; UTF-8 for workbooks.
    var encoding: TextEncoding { text?.encodingRead ?? .utf8 }

    private static let prefixBytes = 4 << 10

    /// - Parameters:
    ///   - format, encoding: nil to be found out.
    /// - Throws: a refusal for a file that cannot be read at all.
    init(
        path: String, format: DeliveryFormat?, encoding: TextEncoding?, sheet: String?,
        rowElement: RowElement?
    ) throws {
        let file = try OpenFile(reading: path)
        let window = try Window(file)
        if format == .xlsx || (format == nil && window.isPackage) {
            let rows = try WorkbookRows(path: path, sheet: sheet)
            self.format = .xlsx
            self.sheet = rows.sheet
            self.rowElement = nil
            self.rows = .workbook(rows)
            text = nil
            return
        }
        let detected = try encoding ?? window.encoding()
        let prefix = try Self.prefix(file, detected)
        let found = format ?? DeliveryFormat.recognise(prefix)
        let settled =
            found == .xml && encoding == nil ? try Self.declared(in: prefix, detected) : detected
        // Two readings of one file, one after the other, share its descriptor.
        func source() throws -> TextSource { try TextSource(file: file, encoding: settled) }
        self.format = found
        self.sheet = nil
        var last = try source()
        func again() throws -> TextSource {
            last = try source()
            return last
        }
        switch found {
        case .csv, .tsv, .xlsx:
            rows = .text(try CSVScanner(last, delimiter: found == .tsv ? 0x09 : 0x2C))
            self.rowElement = nil
        case .json, .jsonLines:
            rows = .json(try JSONRows(found == .json ? .array : .lines, again))
            self.rowElement = nil
        case .xml:
            let xml = try XMLRows(rowElement, again)
            rows = .xml(xml)
            self.rowElement = xml.element
        }
        text = last
    }

    /// The first characters of the text, as UTF-8; what cannot be decoded is left to the reading that follows.
    private static func prefix(_ file: OpenFile, _ encoding: TextEncoding) throws -> [UInt8] {
        let source = try TextSource(file: file, encoding: encoding)
        return try withUnsafeTemporaryAllocation(byteCount: prefixBytes, alignment: 16) { bytes in
            do {
                let count = try source.read(into: bytes)
                return Array(bytes[..<count])
            } catch is TextSource.Undecodable {
                return []
            }
        }
    }

    /// The encoding of XML that declares one in its first line.
    /// - Throws: ``IntakeCodes/encodingUnknown`` for one that is none of ``TextEncoding``.
    private static func declared(in prefix: [UInt8], _ detected: TextEncoding) throws -> TextEncoding {
        guard detected == .utf8 || detected == .gb18030 else { return detected }
        let head = String(decoding: prefix.prefix { $0 != 0x3E }, as: UTF8.self)
        guard head.hasPrefix("<?xml"), let place = head.firstRange(of: "encoding") else { return detected }
        let parts = head[place.upperBound...].split(whereSeparator: { $0 == "\"" || $0 == "'" })
        guard parts.count > 1 else { return detected }
        switch parts[1].lowercased() {
        case "utf-8", "utf8": return .utf8
        case "gbk", "gb2312", "gb18030", "gb-2312", "cp936": return detected
        case "us-ascii", "ascii": return detected
        case let other:
            throw Refusal(
                IntakeCodes.encodingUnknown,
                detail: Bilingual("声明为 \(other.prefix(40))", "It declares \(other.prefix(40))"),
                field: "encoding")
        }
    }
}
