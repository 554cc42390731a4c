import Foundation
import Regulation
import TestWorkbooks
import Testing

@testable import Workbooks

/// A workbook that is refused, and why.
struct BadWorkbook: Sendable, CustomStringConvertible {
    let description: String
    let code: ReasonCode
    var limits = WorkbookLimits()
    let bytes: @Sendable () throws -> [UInt8]
}

@Suite("Bad workbooks")
struct BadWorkbookTests {
    private static let sheet = "xl/worksheets/sheet1.xml"
    private static func cell(_ text: String) -> String {
        "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
    }

    private static func limits(_ change: (inout WorkbookLimits) -> Void) -> WorkbookLimits {
        var limits = WorkbookLimits()
        change(&limits)
        return limits
    }

    private static func ole(_ stream: String) -> [UInt8] {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 65_530)
            + stream.utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] } + Array(repeating: 0, count: 600)
    }

    static let outside: [BadWorkbook] = [
        BadWorkbook(description: "nothing", code: WorkbookCodes.notAWorkbook) { [] },
        BadWorkbook(description: "CSV", code: WorkbookCodes.notAWorkbook) { Array("a,b\n1,2\n".utf8) },
        BadWorkbook(description: "old .xls", code: WorkbookCodes.oldFormat) { ole("Workbook") },
        BadWorkbook(description: "encrypted", code: WorkbookCodes.encrypted) { ole("EncryptedPackage") },
        BadWorkbook(description: "zip of something else", code: WorkbookCodes.notAWorkbook) {
            var book = BuiltWorkbook()
            book.parts = [("a.txt", "a")]
            return try book.bytes()
        },
        BadWorkbook(description: "zip cut short", code: WorkbookCodes.damaged) {
            Array(try BuiltWorkbook().bytes().dropLast(100))
        },
        BadWorkbook(
            description: "file too large", code: WorkbookCodes.tooLarge,
            limits: limits { $0.fileBytesMax = 100 }
        ) { try BuiltWorkbook().bytes() },
        BadWorkbook(
            description: "too many parts", code: WorkbookCodes.tooLarge, limits: limits { $0.partsMax = 3 }
        ) { try BuiltWorkbook().bytes() },
        BadWorkbook(description: "two parts of one name", code: WorkbookCodes.damaged) {
            var book = BuiltWorkbook()
            book.parts.append(("xl/Worksheets/Sheet1.xml", BuiltWorkbook.sheet("")))
            return try book.bytes()
        },
    ]

    static let inside: [BadWorkbook] = [
        BadWorkbook(description: "macro part", code: WorkbookCodes.macros) {
            try BuiltWorkbook().replacing("xl/vbaProject.bin", with: "x").bytes()
        },
        BadWorkbook(description: "macro type", code: WorkbookCodes.macros) {
            try BuiltWorkbook().replacing(
                "[Content_Types].xml",
                with: """
                    <Types><Override PartName="/xl/workbook.xml" \
                    ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>
                    """
            ).bytes()
        },
        BadWorkbook(description: "macro under another name", code: WorkbookCodes.macros) {
            try BuiltWorkbook().replacing(
                "xl/_rels/workbook.xml.rels",
                with: BuiltWorkbook.relations([
                    ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "vbaProject", "x.bin"),
                ])
            ).bytes()
        },
        BadWorkbook(description: "macro sheet", code: WorkbookCodes.macros) {
            try BuiltWorkbook().replacing("xl/macrosheets/sheet1.xml", with: "<x/>").bytes()
        },
        BadWorkbook(description: "link to another workbook", code: WorkbookCodes.outsideLink) {
            try BuiltWorkbook().replacing("xl/externalLinks/externalLink1.xml", with: "<x/>").bytes()
        },
        BadWorkbook(description: "sheet on the network", code: WorkbookCodes.outsideLink) {
            try BuiltWorkbook().replacing(
                "xl/_rels/workbook.xml.rels",
                with: BuiltWorkbook.relations(
                    [("rId1", "worksheet", "http://a.test/s.xml")], mode: "External")
            ).bytes()
        },
        BadWorkbook(description: "sheet above the package", code: WorkbookCodes.outsideLink) {
            try BuiltWorkbook().replacing(
                "xl/_rels/workbook.xml.rels",
                with: BuiltWorkbook.relations([("rId1", "worksheet", "../../etc/passwd")])
            ).bytes()
        },
        BadWorkbook(description: "entities", code: WorkbookCodes.damaged) {
            try BuiltWorkbook().replacing(
                sheet,
                with: """
                    <!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\(BuiltWorkbook.sheet(cell("&b;")))
                    """.replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "")
            ).bytes()
        },
        BadWorkbook(description: "external document type", code: WorkbookCodes.damaged) {
            try BuiltWorkbook().replacing(
                "xl/sharedStrings.xml", with: "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>"
            ).bytes()
        },
        BadWorkbook(description: "XML cut short", code: WorkbookCodes.damaged) {
            try BuiltWorkbook().replacing(sheet, with: "<worksheet><sheetData><row>").bytes()
        },
        BadWorkbook(description: "XML nested without end", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: String(repeating: "<a>", count: 100_000)).bytes()
        },
        BadWorkbook(description: "one endless tag", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row a=\"\(String(repeating: "x", count: 3 << 20))\"/>").bytes()
        },
        BadWorkbook(description: "part missing", code: WorkbookCodes.damaged) {
            try BuiltWorkbook().without(sheet).bytes()
        },
        BadWorkbook(description: "no sheet", code: WorkbookCodes.sheetMissing) {
            try BuiltWorkbook().replacing("xl/workbook.xml", with: "<workbook><sheets/></workbook>").bytes()
        },
        BadWorkbook(description: "a binary workbook", code: WorkbookCodes.notAWorkbook) {
            try BuiltWorkbook().replacing("xl/workbook.xml", with: "<other/>").bytes()
        },
    ]

    static let sheets: [BadWorkbook] = [
        BadWorkbook(description: "a shared string that is not there", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row><c t=\"s\"><v>7</v></c></row>").bytes()
        },
        BadWorkbook(description: "a shared string before the first", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row><c t=\"s\"><v>-1</v></c></row>").bytes()
        },
        BadWorkbook(description: "rows in disorder", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row r=\"2\"/><row r=\"1\"/>").bytes()
        },
        BadWorkbook(description: "a row beyond the sheet", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row r=\"1048577\"/>").bytes()
        },
        BadWorkbook(description: "a row number that overflows", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row r=\"99999999999999999999999\"/>").bytes()
        },
        BadWorkbook(description: "cells in disorder", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>").bytes()
        },
        BadWorkbook(description: "a cell of another row", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row r=\"1\"><c r=\"A2\"/></row>").bytes()
        },
        BadWorkbook(description: "a cell within a cell", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(sheetData: "<row r=\"1\"><c r=\"A1\"><c r=\"B1\"/></c></row>").bytes()
        },
        BadWorkbook(description: "a merged area turned round", code: WorkbookCodes.damaged) {
            try BuiltWorkbook(behindRows: "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>").bytes()
        },
        BadWorkbook(
            description: "one row too many", code: WorkbookCodes.tooLarge, limits: limits { $0.rowsMax = 3 }
        ) { try BuiltWorkbook(sheetData: String(repeating: cell("a"), count: 4)).bytes() },
        BadWorkbook(description: "1,000,000 rows", code: WorkbookCodes.tooLarge) {
            try BuiltWorkbook(sheetData: String(repeating: "<row><c><v>1</v></c></row>", count: 1_000_000))
                .bytes()
        },
        BadWorkbook(description: "one column too many", code: WorkbookCodes.tooLarge) {
            try BuiltWorkbook(sheetData: "<row r=\"1\"><c r=\"IW1\"><v>1</v></c></row>").bytes()
        },
        BadWorkbook(description: "one character too many", code: WorkbookCodes.tooLarge) {
            try BuiltWorkbook(sheetData: cell(String(repeating: "字", count: 32_768))).bytes()
        },
        BadWorkbook(description: "a cell of megabytes", code: WorkbookCodes.tooLarge) {
            try BuiltWorkbook(sheetData: cell(String(repeating: "0123456789", count: 300_000))).bytes()
        },
        BadWorkbook(
            description: "shared strings beyond the limit", code: WorkbookCodes.tooLarge,
            limits: limits { $0.sharedStringBytesMax = 10 }
        ) { try BuiltWorkbook(strings: ["<t>123456</t>", "<t>78901</t>"]).bytes() },
        BadWorkbook(
            description: "one shared string too many", code: WorkbookCodes.tooLarge,
            limits: limits { $0.sharedStringsMax = 1 }
        ) { try BuiltWorkbook(strings: ["<t>1</t>", "<t>2</t>"]).bytes() },
        BadWorkbook(description: "a zip bomb", code: WorkbookCodes.tooLarge) {
            try BuiltWorkbook(sheetData: "<row/>" + String(repeating: " ", count: 40 << 20)).bytes()
        },
        BadWorkbook(
            description: "a part that unpacks beyond the limit", code: WorkbookCodes.tooLarge,
            limits: limits { $0.partBytesMax = 100_000 }
        ) { try BuiltWorkbook(sheetData: "<row/>" + String(repeating: " ", count: 1 << 20)).bytes() },
    ]

    @Test("A file that is no good workbook is refused by name", arguments: outside + inside + sheets)
    func refused(_ bad: BadWorkbook) throws {
        #expect(try refusal(bad.bytes(), limits: bad.limits) == bad.code)
    }

    @Test("What stands at a limit is taken")
    func atLimits() throws {
        let wide = "<row r=\"1\"><c r=\"IV1\"><v>1</v></c><c r=\"IW1\"/></row>"
        #expect(try rows(BuiltWorkbook(sheetData: wide).bytes()).count == 1)
        let long = String(repeating: "字", count: 32_767)
        #expect(try rows(BuiltWorkbook(sheetData: Self.cell(long)).bytes()).map { $0[0] } == [long])
        let three = BuiltWorkbook(sheetData: String(repeating: Self.cell("a") + "<row/>", count: 3))
        #expect(try rows(three.bytes(), limits: Self.limits { $0.rowsMax = 3 }).count == 3)
    }

    @Test("A sheet of that name is asked for in vain")
    func missing() throws {
        let reader = try WorkbookReader(bytes: try BuiltWorkbook().bytes())
        #expect { try reader.sheet("别的") } throws: { ($0 as? Refusal)?.code == WorkbookCodes.sheetMissing }
    }

    @Test("A file that is not there is a fault of the machine, not of the workbook")
    func unreadable() {
        #expect(throws: WorkbookError.unreadable) { try WorkbookReader(path: "/no/such/file.xlsx") }
        #expect(throws: WorkbookError.unreadable) { try WorkbookReader(path: "/") }
    }

    @Test("A damaged workbook is read or refused, and never ends the process", arguments: 0..<6)
    func damage(_ seed: UInt64) throws {
        let data = (1...40).map { "<row><c t=\"s\"><v>\($0 % 3)</v></c><c><v>\($0)</v></c></row>" }.joined()
        let sound = try BuiltWorkbook(sheetData: data, strings: ["<t>a</t>", "<t>b</t>", "<t>c</t>"]).bytes()
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<150 {
            var bytes = sound
            for _ in 0...next(6) { bytes[next(bytes.count)] = UInt8(next(256)) }
            if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
            if let code = try refusal(bytes) { #expect(WorkbookCodes.all.contains(code)) }
        }
    }
}
