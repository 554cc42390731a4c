import CZip
import Foundation

/// A workbook put together part by part, so that any part can be wrong.
public struct BuiltWorkbook {
    public struct Fault: Error {}

    public var parts: [(name: String, text: String)]

    public static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    public static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    public static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// A workbook with one sheet named 目录.
    public init(
        sheetData: String = "", behindRows: String = "", strings: [String] = [], styles: String? = nil
    ) {
        parts = [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="xml" ContentType="application/xml"/></Types>
                """
            ),
            ("_rels/.rels", Self.relations([("rId1", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relations([
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "sharedStrings", "/xl/sharedStrings.xml"),
                    ("rId3", "styles", "./styles.xml"),
                ])
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\
                <sheet name="目录" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            ("xl/worksheets/sheet1.xml", Self.sheet(sheetData, behindRows)),
            (
                "xl/sharedStrings.xml",
                "<sst xmlns=\"\(Self.main)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"
            ),
            ("xl/styles.xml", styles ?? "<styleSheet xmlns=\"\(Self.main)\"/>"),
        ]
    }

    public static func sheet(_ data: String, _ behind: String = "") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"\(main)\"><sheetData>\(data)</sheetData>\(behind)</worksheet>"
    }

    public static func relations(
        _ list: [(id: String, type: String, target: String)], mode: String = "Internal"
    )
        -> String
    {
        "<Relationships xmlns=\"\(packageRelations)\">"
            + list.map {
                "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.type)\" Target=\"\($0.target)\" TargetMode=\"\(mode)\"/>"
            }.joined() + "</Relationships>"
    }

    public func replacing(_ name: String, with text: String) -> BuiltWorkbook {
        var copy = self
        copy.parts.removeAll { $0.name == name }
        copy.parts.append((name, text))
        return copy
    }

    public func without(_ name: String) -> BuiltWorkbook {
        var copy = self
        copy.parts.removeAll { $0.name == name }
        return copy
    }

    /// The zip file.
    public func bytes() throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let archive = zip_open(path, ZIP_CREATE, nil) else { throw Fault() }
        for part in parts {
            let bytes = Array(part.text.utf8)
            guard let copy = malloc(max(1, bytes.count)) else { throw Fault() }
            bytes.withUnsafeBytes {
                copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
            }
            guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1),
                zip_file_add(archive, part.name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0
            else { throw Fault() }
        }
        guard zip_close(archive) == 0 else { throw Fault() }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
