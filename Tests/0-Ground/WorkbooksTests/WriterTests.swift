import Foundation
import Regulation
import Testing

@testable import Workbooks

@Suite("Writing workbooks")
struct WriterTests {
    private func written(_ work: (WorkbookWriter) throws -> Void) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.path
        let writer = try WorkbookWriter(directory: folder)
        try work(writer)
        let path = try writer.finish()
        defer { try? FileManager.default.removeItem(atPath: path) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test(
        "Text comes back as the text it was",
        arguments: [
            "110105199003078888", "007", "1E5", "=1+1", "+86", "-1", "@cmd", "TRUE", "2026-02-14", " 空格 ",
            "\n行\n二\n",
            "a\r\nb", "\u{1}\u{8}\u{1F}", "_x0041_", "_x000D_", "__x0041__", "<a href=\"x\">&amp;</a>", "😀𠮷",
            "]]>",
            "\u{FEFF}标", "a\u{0}b", "=HYPERLINK(\"http://a.test\")",
        ])
    func text(_ text: String) throws {
        let bytes = try written { writer in
            try writer.begin(SheetLayout(name: "目录", columns: [.init("文本")]))
            try writer.write([text])
        }
        let found = try rows(bytes)
        #expect(found.map { $0.cells.map(\.content) } == [[.text("文本")], [.text(text)]])
    }

    @Test(
        "A field of a CSV file is one field, and never a formula",
        arguments: [
            ("=1+1", "'=1+1"), ("+86", "+86"), ("-1", "-1"), ("-1+1", "'-1+1"), ("@SUM(1)", "'@SUM(1)"),
            ("=\u{301}cmd", "'=\u{301}cmd"), ("\u{600}=1", "\u{600}=1"), ("\u{FF1D}1", "'\u{FF1D}1"),
            ("\u{FF0B}a", "'\u{FF0B}a"), ("\u{FF20}a", "'\u{FF20}a"), ("\u{FF0D}a", "'\u{FF0D}a"),
            ("\t=1", "\"'\t=1\""), ("\r\n=1", "\"'\r\n=1\""), (" =1", "' =1"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
            ("a\n=1", "\"a\n=1\""), ("a\r=1", "\"a\r=1\""), ("a,=1", "\"a,=1\""),
            ("a,\u{301}b", "\"a,\u{301}b\""),
            ("a\"\u{301},=1", "\"a\"\"\u{301},=1\""), ("a;=1", "\"a;=1\""), ("目录", "目录"), ("", ""),
        ])
    func field(_ text: String, _ field: String) {
        #expect(Array(CSVField.text(text).utf8) == Array(field.utf8))
    }

    @Test("The longest text of a cell is written, one longer refused")
    func longest() throws {
        let long = String(repeating: "字", count: WorkbookWriter.cellCharactersMax)
        let bytes = try written { writer in
            try writer.begin(SheetLayout(name: "a", columns: [], hasHeader: false))
            try writer.write([long])
            #expect { try writer.write([long + "字"]) } throws: {
                ($0 as? Refusal)?.code == WorkbookCodes.tooLarge
            }
        }
        #expect(try rows(bytes).first?[0] == long)
    }

    @Test("Rows keep their numbers, columns their places, sheets their names")
    func places() throws {
        let bytes = try written { writer in
            try writer.begin(
                SheetLayout(name: "一", columns: [.init("a"), .init("b", choices: ["甲", "乙,丙"])]))
            try writer.write(["1", "", "3"], at: 5)
            try writer.write(["", "x"])
            try writer.begin(SheetLayout(name: "二", columns: [.init("c", choices: ["甲", "乙,丙"])]))
            try writer.begin(SheetLayout(name: "三", columns: [.init("c", choices: ["丁"])], hasHeader: false))
            try writer.write(["丁"])
        }
        let reader = try WorkbookReader(bytes: bytes)
        #expect(reader.sheets.map(\.name) == ["一", "二", "三", "选项"])
        #expect(reader.sheets.map(\.isHidden) == [false, false, false, true])
        #expect(try rows(bytes).map(\.number) == [1, 5, 6])
        #expect(try rows(bytes).map { $0.cells.map(\.column) } == [[0, 1], [0, 2], [1]])
        var offered: [[String]] = []
        _ = try reader.read(try reader.sheet("选项")) { row in offered.append(row.cells.map(\.text)) }
        #expect(offered == [["甲", "丁"], ["乙,丙"]])
    }

    @Test("Remarks stand in the comments of the workbook, within their number")
    func remarks() throws {
        let bytes = try written { writer in
            try writer.begin(SheetLayout(name: "a", columns: [.init("a", note: "说明")]))
            for row in 0..<(WorkbookWriter.remarksMax + 5) {
                try writer.write(["x"], remarks: [0: "错\(row)", 3: "缺", -1: "none", 999: "none"])
            }
        }
        let comments = Comments()
        try Package(bytes: bytes, limits: WorkbookLimits()).read("xl/comments1.xml", into: comments)
        #expect(comments.texts.count == WorkbookWriter.remarksMax)
        #expect(Array(comments.texts.prefix(3)) == ["说明", "错0", "缺"])
        #expect(try rows(bytes).count == WorkbookWriter.remarksMax + 6)
    }

    @Test("An unfinished workbook leaves no file, a folder that is not there is told")
    func leftovers() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        #expect(throws: WorkbookError.unwritable) { try WorkbookWriter(directory: folder.path) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            let writer = try WorkbookWriter(directory: folder.path)
            try writer.begin(SheetLayout(name: "a", columns: [.init("a")]))
            try writer.write(["1"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("Rows out of order, and rows without a sheet, are not written")
    func order() throws {
        _ = try written { writer in
            #expect(throws: WorkbookError.self) { try writer.write(["1"]) }
            try writer.begin(SheetLayout(name: "a", columns: [.init("a")]))
            #expect(throws: WorkbookError.self) { try writer.write(["1"], at: 1) }
            #expect { try writer.write(["1"], at: 1_048_577) } throws: { $0 is Refusal }
        }
    }
}

/// The texts of the comments of a sheet.
private final class Comments: XMLReading {
    private(set) var texts: [String] = []
    private var inText = false

    func begin(_ element: XMLName, _ attributes: XMLAttributes) {
        if element == "comment" { texts.append("") }
        if element == "t" { inText = true }
    }
    func end(_ element: XMLName) { if element == "t" { inText = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard inText, !texts.isEmpty else { return }
        texts[texts.count - 1] += String(decoding: bytes, as: UTF8.self)
    }
}
