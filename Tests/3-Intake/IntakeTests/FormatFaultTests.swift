import Catalogue
import Datasets
import Foundation
import Regulation
import TestWorkbooks
import Testing
import Workbooks

@testable import Intake

@Suite("Broken files of every form")
struct FormatFaultTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let code: ReasonCode
        let field: String?
        var options = DeliveryOptions()
        let make: @Sendable () throws -> [UInt8]
        var testDescription: String { name }

        init(
            _ name: String, _ code: ReasonCode, _ field: String?, _ options: DeliveryOptions = .init(),
            _ make: @escaping @Sendable () throws -> [UInt8]
        ) {
            (self.name, self.code, self.field, self.options, self.make) = (name, code, field, options, make)
        }

        init(
            _ name: String, _ code: ReasonCode, _ field: String?, _ text: String,
            _ options: DeliveryOptions = .init()
        ) {
            self.init(name, code, field, options) { Array(text.utf8) }
        }
    }

    static let row = "<row><code>a</code></row>"
    static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    static func cell(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
    static let sheet = "<row>\(cell("code"))\(cell("label"))</row><row>\(cell("a"))\(cell("b"))</row>"

    static let files = [
        // JSON
        Bad(
            "an array cut short", IntakeCodes.jsonMalformed, "line:2", "[{\"code\":\"a\"},\n{\"code\":\"b\"}"),
        Bad("an object cut short", IntakeCodes.jsonMalformed, "line:2", "[{\"code\":\"a\"},\n{\"code\":\"b"),
        Bad("text after the array", IntakeCodes.jsonMalformed, "line:2", "[{\"code\":\"a\"}]\nx"),
        Bad("a comma too many", IntakeCodes.jsonMalformed, "line:1", "[{\"code\":\"a\"},]"),
        Bad("a comma too few", IntakeCodes.jsonMalformed, "line:2", "[{\"code\":\"a\"}\n{\"code\":\"b\"}]"),
        Bad(
            "a comma too few inside", IntakeCodes.jsonMalformed, "line:2",
            "[\n{\"code\":\"a\" \"label\":\"b\"}]"),
        Bad("a bracket of another kind", IntakeCodes.jsonMalformed, "line:1", "[{\"code\":\"a\"]]"),
        Bad("a number of no form", IntakeCodes.jsonMalformed, "line:1", "[{\"code\": 01}]"),
        Bad("a word of no meaning", IntakeCodes.jsonMalformed, "line:1", "[{\"code\": nil}]"),
        Bad("half a pair of code units", IntakeCodes.jsonMalformed, "line:1", "[{\"code\": \"\\ud800\"}]"),
        Bad("a NUL inside a string", IntakeCodes.jsonMalformed, "line:1", "[{\"code\": \"\u{0}\"}]"),
        Bad("a NUL between members", IntakeCodes.jsonMalformed, "line:1", "[{\"code\":\u{0}\"a\"}]"),
        Bad("an array of numbers", IntakeCodes.jsonNotRows, "line:2", "[{\"code\":\"a\"},\n1]"),
        Bad("an array of arrays", IntakeCodes.jsonNotRows, "line:1", "[[\"a\"]]", .init(format: .json)),
        Bad("an empty array", IntakeCodes.empty, nil, "[]"),
        Bad("objects without members", IntakeCodes.columnMissing, "header", "[{},{}]"),
        Bad(
            "a member beyond the entry", IntakeCodes.columnBeyondPlan, "header",
            "[{\"code\":\"a\",\"phone\":\"1\"}]"),
        Bad(
            "an object too deep", IntakeCodes.nestingTooDeep, "line:1",
            "[{\"code\":\(times("[", 40))\(times("]", 40))}]"),
        Bad("brackets without end", IntakeCodes.nestingTooDeep, "line:1", "[{\"a\":" + times("[", 3_000_000)),
        Bad(
            "an object too wide", IntakeCodes.tooManyFields, "line:1",
            "[{" + (0..<1_001).map { "\"c\($0)\":1" }.joined(separator: ",") + "}]"),
        Bad(
            "a million members", IntakeCodes.tooManyFields, "line:1",
            "{" + (0..<1_000_000).map { "\"c\($0)\":1" }.joined(separator: ",") + "}"),
        Bad(
            "too many names in all", IntakeCodes.tooManyFields, "line:1001",
            (0..<1_001).map { "{\"c\($0)\":1}\n" }.joined()),
        Bad(
            "a string without end", IntakeCodes.recordTooLong, "line:1", "[{\"code\":\"" + times("x", 9 << 20)
        ),
        // JSON Lines
        Bad("a line that is no object", IntakeCodes.jsonNotRows, "line:2", "{\"code\":\"a\"}\n\"b\"\n"),
        Bad(
            "an object over two lines", IntakeCodes.jsonMalformed, "line:2",
            "{\"code\":\"a\"}\n{\"code\":\n\"b\"}\n"),
        Bad(
            "two objects on a line", IntakeCodes.jsonMalformed, "line:1",
            "{\"code\":\"a\"} {\"code\":\"b\"}\n"),
        Bad("a last line cut short", IntakeCodes.jsonMalformed, "line:2", "{\"code\":\"a\"}\n{\"code\":"),
        // XML
        Bad("a document cut short", IntakeCodes.xmlMalformed, "line:2", "<rows>\n\(row)"),
        Bad("tags crossed", IntakeCodes.xmlMalformed, "line:1", "<rows><row><code>a</row></code></rows>"),
        Bad(
            "an entity that is not defined", IntakeCodes.xmlMalformed, "line:1",
            "<rows><row><code>&x;</code></row></rows>"),
        Bad("a NUL in XML", IntakeCodes.xmlMalformed, "line:1", "<rows><row><code>\u{0}</code></row></rows>"),
        Bad(
            "a document type", IntakeCodes.xmlDoctype, "line:1",
            "<!DOCTYPE rows [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rows><row><code>&b;</code></row></rows>"
        ),
        Bad(
            "a document type of elsewhere", IntakeCodes.xmlDoctype, "line:1",
            "<!DOCTYPE rows SYSTEM \"file:///etc/passwd\"><rows>\(row)</rows>"),
        Bad("elements too deep", IntakeCodes.nestingTooDeep, "line:1", times("<a>", 100_000)),
        Bad(
            "a row too wide", IntakeCodes.tooManyFields, nil,
            "<rows>" + times("<row>" + (0..<1_001).map { "<c\($0)/>" }.joined() + "</row>", 2) + "</rows>"),
        Bad(
            "a million elements of their own", IntakeCodes.tooManyFields, "line:1",
            "<rows><row>" + (0..<1_000_000).map { "<c\($0)/>" }.joined()),
        Bad(
            "a tag without end", IntakeCodes.recordTooLong, "line:1", "<rows><row a=\"" + times("x", 9 << 20)),
        Bad(
            "a field without end", IntakeCodes.recordTooLong, "line:1",
            "<rows>\(row)<row><code>\(times("x", 2 << 20))</code></row></rows>"),
        Bad(
            "nothing that repeats", IntakeCodes.xmlRowsUnknown, "row",
            "<r><a><code>1</code></a><b><code>1</code></b></r>"),
        Bad(
            "no element of that name", IntakeCodes.xmlRowsUnknown, "row", "<r>\(row)</r>",
            .init(rowElement: "item")),
        Bad(
            "a path of no form", IntakeCodes.xmlRowsUnknown, "row", "<r>\(row)</r>", .init(rowElement: "a/b")),
        Bad(
            "an encoding that is not known", IntakeCodes.encodingUnknown, "encoding",
            "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><rows>\(row)\(row)</rows>"),
        Bad("UTF-8 declared and not there", IntakeCodes.undecodable, "line:2") {
            Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rows><row><code>".utf8) + [0xD6, 0xEA]
                + Array("</code></row></rows>".utf8)
        },
        // Workbooks
        Bad("a workbook cut short", WorkbookCodes.damaged, nil) {
            Array(try BuiltWorkbook(sheetData: sheet).bytes().dropLast(80))
        },
        Bad("a zip file of something else", WorkbookCodes.damaged, nil) {
            [0x50, 0x4B, 0x03, 0x04] + Array(repeating: 0x41, count: 100)
        },
        Bad("a sheet cut short", WorkbookCodes.damaged, nil) {
            try BuiltWorkbook().replacing(
                "xl/worksheets/sheet1.xml", with: "<worksheet><sheetData>\(sheet)<row>"
            ).bytes()
        },
        Bad("an old workbook", WorkbookCodes.oldFormat, nil) {
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)
        },
        Bad("a workbook with macros", WorkbookCodes.macros, nil) {
            try BuiltWorkbook(sheetData: sheet).replacing("xl/vbaProject.bin", with: "x").bytes()
        },
        Bad("a zip bomb", WorkbookCodes.tooLarge, nil) {
            try BuiltWorkbook(sheetData: times(" ", 64 << 20) + sheet).bytes()
        },
        Bad("a sheet too wide", WorkbookCodes.tooLarge, nil) {
            try BuiltWorkbook(sheetData: "<row>\(times("<c><v>1</v></c>", 1_001))</row>").bytes()
        },
        Bad("no sheet of that name", WorkbookCodes.sheetMissing, nil, .init(sheet: "其他")) {
            try BuiltWorkbook(sheetData: sheet).bytes()
        },
        Bad("an empty sheet", IntakeCodes.empty, nil) { try BuiltWorkbook().bytes() },
        Bad("merged cells", WorkbookCodes.merged, "cell:A2:B2") {
            try BuiltWorkbook(
                sheetData: sheet, behindRows: "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>"
            ).bytes()
        },
        // Delimited text
        Bad(
            "a header of a million columns", IntakeCodes.tooManyFields, "line:1",
            times("x,", 1_000_000) + "\n1\n"),
        Bad(
            "tabs of a million columns", IntakeCodes.tooManyFields, "line:1",
            times("x\t", 1_000_000) + "\n1\n"),
        Bad("an open quote between tabs", IntakeCodes.unclosedQuote, "line:2", "code\tlabel\na\t\"b\n"),
        Bad("half a unit of UTF-16 without a mark", IntakeCodes.binary, "line:1") {
            try TableForm.csvUTF16Bare.bytes([["code", "label"], ["a", "b"]], in: "/") + [0x31]
        },
    ]

    @Test("It is refused with its code, its place and a remedy, and leaves nothing", arguments: files)
    func refuses(_ bad: Bad) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let path = try house.write(bad.make())
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: path, to: .pairs, by: .staff, options: bad.options)
        }
        #expect(error?.code == bad.code)
        #expect(error?.reasons[0].field == bad.field)
        #expect(error?.code.remedy.zh.isEmpty == false)
        #expect(error?.reasons[0].article != nil)
        #expect(try await house.count(of: .pairs) == 0)
        #expect(try await intake.receipts(of: .pairs, by: .staff).isEmpty)
        #expect(house.spooled.isEmpty)
    }

    static let problems: [(String, CheckRule, Int, [UInt8])] = [
        ("a formula", .formula, 2, book("<c><f>1+1</f><v>2</v></c>")),
        ("an error value", .errorValue, 2, book("<c t=\"e\"><v>#N/A</v></c>")),
        ("a number that lost its digits", .damagedNumber, 2, book("<c><v>110105199003078000</v></c>")),
        ("a cell beyond the header", .fieldCount, 0, book(cell("x") + cell("y"))),
        ("an object as a value", .nestedValue, 2, json("{\"x\":1}")),
        ("an array as a value", .nestedValue, 2, json("[1]")),
        ("a member written twice", .repeatedField, 2, json("1,\"label\":2")),
        ("an element inside a field", .nestedValue, 2, xml("<label>x<b>y</b></label>")),
        ("a field written twice", .repeatedField, 2, xml("<label>x</label><label>y</label>")),
        ("text beside fields", .nestedValue, 0, xml("<label>x</label>y")),
    ]

    private static func book(_ second: String) -> [UInt8] {
        let rows = "<row>\(cell("code"))\(cell("label"))</row><row>\(cell("a"))\(cell("b"))</row>"
        return (try? BuiltWorkbook(sheetData: rows + "<row>\(cell("c"))\(second)</row>").bytes()) ?? []
    }

    private static func json(_ value: String) -> [UInt8] {
        Array("[{\"code\":\"a\",\"label\":\"b\"},{\"code\":\"c\",\"label\":\(value)}]".utf8)
    }

    private static func xml(_ fields: String) -> [UInt8] {
        Array(
            "<r><row><code>a</code><label>b</label></row><row><code>c</code>\(fields)</row></r>".utf8)
    }

    @Test("A cell that cannot be relied on sets its row aside and no other", arguments: problems)
    func setsAside(_ name: String, _ rule: CheckRule, _ item: Int, _ bytes: [UInt8]) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let receipt = try await intake.deliver(file: house.write(bytes), to: .pairs, by: .staff)
        #expect(receipt.rowsRead == 2)
        #expect(receipt.good == 1)
        let found = try await intake.problems(of: receipt, by: .staff)
        try #require(found.count == 1)
        #expect(found[0].rule == rule)
        #expect(found[0].item == item)
        #expect(found[0].article == IntakeHouse.article("16"))
        #expect(found[0].line == (receipt.format == .xlsx ? 3 : 2))
        #expect(try await house.rows(of: .pairs) == ["a|b"])
    }

    @Test("A workbook gives days, numbers, codes and logical values as people see them")
    func cells() async throws {
        let house = try await IntakeHouse()
        let entry = Entry.published([
            Item(number: 1, field: "code", name: "代码", type: .characters, isRequired: true, isKey: true),
            Item(number: 2, field: "day", name: "日期", type: .date),
            Item(number: 3, field: "moment", name: "时间", type: .dateTime),
            Item(number: 4, field: "amount", name: "金额", type: .numeric),
            Item(number: 5, field: "truth", name: "真假", type: .logical),
            Item(number: 6, field: "label", name: "名称", type: .characters),
        ])
        try await house.publish(entry)
        let styles = """
            <styleSheet xmlns="\(BuiltWorkbook.main)"><numFmts><numFmt numFmtId="164" formatCode="000000"/>\
            </numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/>\
            </cellXfs></styleSheet>
            """
        let header = ["代码", "日期", "时间", "金额", "真假", "名称"].map(Self.cell).joined()
        let book = BuiltWorkbook(
            sheetData: """
                <row>\(header)</row><row r="4"><c s="3"><v>4302</v></c><c s="1"><v>44197</v></c>\
                <c s="2"><v>44197.5</v></c><c><v>0.10000000000000001</v></c><c t="b"><v>1</v></c>\
                <c t="s"><v>0</v></c></row>
                """, strings: ["<r><t>株</t></r><r><t>洲</t></r>"], styles: styles)
        let intake = try house.intake()
        let receipt = try await intake.deliver(file: house.write(book.bytes()), to: entry, by: .staff)
        #expect(try await intake.problems(of: receipt, by: .staff) == [])
        #expect(
            try await house.rows(of: entry, withOrigin: true)
                == ["004302|2021-01-01|2021-01-01T12:00:00|0.1|1|株洲|\(receipt.number)/4/v1"])
    }
}
