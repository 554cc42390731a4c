import Foundation
import Glibc
import Testing
import Workbooks

@testable import Intake

/// One form in which a table can be delivered; every form of one table must give the same rows.
enum TableForm: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case csv, csvMarked, csvGB18030, csvUTF16Little, csvUTF16Big, csvUTF16Bare, csvUTF16BigBare
    case tsv, tsvGB18030, xlsx, json, jsonGB18030, jsonLines, jsonLinesUTF16, xmlElements, xmlAttributes,
        xmlGB18030

    var testDescription: String { rawValue }

    var format: DeliveryFormat {
        switch self {
        case .csv, .csvMarked, .csvGB18030, .csvUTF16Little, .csvUTF16Big, .csvUTF16Bare, .csvUTF16BigBare:
            .csv
        case .tsv, .tsvGB18030: .tsv
        case .xlsx: .xlsx
        case .json, .jsonGB18030: .json
        case .jsonLines, .jsonLinesUTF16: .jsonLines
        case .xmlElements, .xmlAttributes, .xmlGB18030: .xml
        }
    }

    var encoding: TextEncoding {
        switch self {
        case .csvMarked: .utf8Marked
        case .csvGB18030, .tsvGB18030, .jsonGB18030, .xmlGB18030: .gb18030
        case .csvUTF16Little, .csvUTF16Bare, .jsonLinesUTF16: .utf16Little
        case .csvUTF16Big, .csvUTF16BigBare: .utf16Big
        default: .utf8
        }
    }

    /// What is told of the first row after the header; later rows one more each.
    var firstLine: Int64 {
        switch format {
        case .csv, .tsv, .xlsx: 2
        case .json, .jsonLines, .xml: 1
        }
    }

    /// `table` in this form; its first row names the columns.
    func bytes(_ table: [[String]], in folder: String) throws -> [UInt8] {
        switch self {
        case .csv: return Array(Self.delimited(table, ",").utf8)
        case .csvMarked: return [0xEF, 0xBB, 0xBF] + Array(Self.delimited(table, ",").utf8)
        case .csvGB18030: return try Self.converted(Self.delimited(table, ","), to: "GB18030")
        case .csvUTF16Little:
            return [0xFF, 0xFE] + (try Self.converted(Self.delimited(table, ","), to: "UTF-16LE"))
        case .csvUTF16Big:
            return [0xFE, 0xFF] + (try Self.converted(Self.delimited(table, ","), to: "UTF-16BE"))
        case .csvUTF16Bare: return try Self.converted(Self.delimited(table, ","), to: "UTF-16LE")
        case .csvUTF16BigBare: return try Self.converted(Self.delimited(table, ","), to: "UTF-16BE")
        case .tsv: return Array(Self.delimited(table, "\t").utf8)
        case .tsvGB18030: return try Self.converted(Self.delimited(table, "\t"), to: "GB18030")
        case .xlsx:
            let writer = try WorkbookWriter(directory: folder)
            try writer.begin(SheetLayout(name: "数据", columns: [], hasHeader: false))
            for row in table { try writer.write(row) }
            let path = try writer.finish()
            defer { try? FileManager.default.removeItem(atPath: path) }
            return Array(try Data(contentsOf: URL(filePath: path)))
        case .json: return Array(try Self.json(table).utf8)
        case .jsonGB18030: return try Self.converted(try Self.json(table), to: "GB18030")
        case .jsonLines: return Array(try Self.objects(table).joined(separator: "\n").utf8)
        case .jsonLinesUTF16:
            return [0xFF, 0xFE]
                + (try Self.converted(try Self.objects(table).joined(separator: "\r\n"), to: "UTF-16LE"))
        case .xmlElements: return Array(Self.elements(table, encoding: "UTF-8").utf8)
        case .xmlAttributes: return Array(Self.attributes(table).utf8)
        case .xmlGB18030:
            return try Self.converted(Self.elements(table, encoding: "GB18030"), to: "GB18030")
        }
    }

    private static func delimited(_ table: [[String]], _ delimiter: Character) -> String {
        table.map { row in
            row.map { value in
                value.contains { $0 == delimiter || $0 == "\"" || $0.isNewline }
                    ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
            }.joined(separator: String(delimiter)) + "\r\n"
        }.joined()
    }

    private static func objects(_ table: [[String]]) throws -> [String] {
        let encoder = JSONEncoder()
        func text(_ value: String) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        return try table.dropFirst().map { row in
            // Members come in another order with each row.
            let members = try zip(table[0], row).map { "\(try text($0)): \(try text($1))" }
            return "{" + (row[0].utf8.count % 2 == 0 ? members : members.reversed()).joined(separator: ", ")
                + "}"
        }
    }

    private static func json(_ table: [[String]]) throws -> String {
        "[\n" + (try objects(table)).joined(separator: ",\n") + "\n]\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    private static func elements(_ table: [[String]], encoding: String) -> String {
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n<data><rows>\n"
            + table.dropFirst().map { row in
                "<row>" + zip(table[0], row).map { "<\($0)>\(escaped($1))</\($0)>" }.joined() + "</row>\n"
            }.joined() + "</rows></data>"
    }

    private static func attributes(_ table: [[String]]) -> String {
        "<rows>"
            + table.dropFirst().map { row in
                "<row " + zip(table[0], row).map { "\($0)=\"\(escaped($1))\"" }.joined(separator: " ") + "/>"
            }.joined() + "</rows>"
    }

    /// `text` in another encoding, by the system's converter.
    static func converted(_ text: String, to encoding: String) throws -> [UInt8] {
        let converter = try #require(iconv_open(encoding, "UTF-8"))
        defer { iconv_close(converter) }
        var input = Array(text.utf8).map(CChar.init(bitPattern:))
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        let written = try input.withUnsafeMutableBufferPointer { input in
            try output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                var (fromLeft, toLeft) = (input.count, output.count)
                try #require(iconv(converter, &from, &fromLeft, &to, &toLeft) == 0)
                return output.count - toLeft
            }
        }
        return output[..<written].map(UInt8.init(bitPattern:))
    }
}
