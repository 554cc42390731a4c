import Regulation
import TestWorkbooks
import Testing

@testable import Workbooks

@Suite("Reading workbooks")
struct ReaderTests {
    static let styles = """
        <styleSheet xmlns="\(BuiltWorkbook.main)"><numFmts>\
        <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
        <numFmt numFmtId="165" formatCode="0.00&quot;day&quot;"/>\
        <numFmt numFmtId="166" formatCode="[Red]0\\d"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>\
        <xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="31"/></cellXfs></styleSheet>
        """

    @Test(
        "A cell is read as a person sees it",
        arguments: [
            ("<c r=\"A1\" t=\"s\"><v>0</v></c>", WorkbookCell.Content.text("名称")),
            ("<c r=\"A1\" t=\"s\"><v>1</v></c>", .text("粗细")),
            ("<c r=\"A1\" t=\"s\"><v>2</v></c>", .text("a\rb_x0041_")),
            (
                "<c r=\"A1\" t=\"inlineStr\"><is><r><t>一</t></r><rPh><t>yī</t></rPh><r><t> 二</t></r></is></c>",
                .text("一 二")
            ),
            ("<c r=\"A1\" t=\"str\"><v>&lt;a&gt;</v></c>", .text("<a>")),
            ("<c r=\"A1\"><v>12</v></c>", .number("12")),
            ("<c r=\"A1\" s=\"99\"><v>45000</v></c>", .number("45000")),
            ("<c r=\"A1\"><v>1.10105199003078E+17</v></c>", .number("110105199003078000")),
            ("<c r=\"A1\" t=\"b\"><v>1</v></c>", .boolean(true)),
            ("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", .error("#N/A")),
            ("<c r=\"A1\" t=\"d\"><v>2026-02-14</v></c>", .date("2026-02-14")),
            ("<c r=\"A1\" s=\"1\"><v>46067</v></c>", .date("2026-02-14")),
            ("<c r=\"A1\" s=\"2\"><v>46067</v></c>", .date("2026-02-14")),
            ("<c r=\"A1\" s=\"6\"><v>46067</v></c>", .date("2026-02-14")),
            ("<c r=\"A1\" s=\"5\"><v>46067.3958333333</v></c>", .date("2026-02-14T09:30:00")),
            ("<c r=\"A1\" s=\"3\"><v>46067</v></c>", .number("46067")),
            ("<c r=\"A1\" s=\"4\"><v>46067</v></c>", .number("46067")),
            ("<c r=\"A1\"><f>SUM(B1:B2)</f><v>3</v></c>", .formula("3")),
            ("<c r=\"A1\"><f t=\"shared\" si=\"0\"/></c>", .formula("")),
            ("<c r=\"A1\"><v>noise</v></c>", .text("noise")),
        ])
    func cells(_ xml: String, _ content: WorkbookCell.Content) throws {
        let book = BuiltWorkbook(
            sheetData: "<row r=\"1\">\(xml)</row>",
            strings: [
                "<t>名称</t>", "<r><t>粗</t></r><r><rPr><b/></rPr><t>细</t></r>", "<t>a_x000D_b_x005F_x0041_</t>",
            ], styles: Self.styles)
        #expect(
            try rows(book.bytes()) == [
                WorkbookRow(number: 1, cells: [WorkbookCell(column: 0, content: content)])
            ])
    }

    @Test("Rows and cells without an address follow one another, and empty ones are left out")
    func places() throws {
        let data = """
            <row><c><v>1</v></c><c/><c t="inlineStr"><is><t></t></is></c><c><v>2</v></c></row>\
            <row r="5"/><row r="7"><c r="C7"><v>3</v></c></row>
            """
        let found = try rows(BuiltWorkbook(sheetData: data).bytes())
        #expect(found.map(\.number) == [1, 7])
        #expect(found.map { $0.cells.map(\.column) } == [[0, 3], [2]])
        #expect(found.map { $0[3] } == ["2", ""])
    }

    @Test("Elements with a prefix of their own are read alike")
    func prefixes() throws {
        let sheet = """
            <x:worksheet xmlns:x="\(BuiltWorkbook.main)"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>8</x:v></x:c></x:row>\
            </x:sheetData></x:worksheet>
            """
        let book = BuiltWorkbook().replacing("xl/worksheets/sheet1.xml", with: sheet)
        #expect(try rows(book.bytes()).map { $0[0] } == ["8"])
    }

    @Test("Days are counted from 1904 where the workbook says so")
    func macDays() throws {
        let workbook = """
            <workbook xmlns="\(BuiltWorkbook.main)" xmlns:r="\(BuiltWorkbook.office)"><workbookPr date1904="1"/>\
            <sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>
            """
        let book = BuiltWorkbook(sheetData: "<row><c s=\"1\"><v>44605</v></c></row>", styles: Self.styles)
            .replacing("xl/workbook.xml", with: workbook)
        #expect(try rows(book.bytes()).map { $0[0] } == ["2026-02-14"])
    }

    @Test("Merged areas are told beside the rows")
    func merged() throws {
        let book = BuiltWorkbook(
            sheetData: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
            behindRows:
                "<mergeCells count=\"2\"><mergeCell ref=\"A1:B3\"/><mergeCell ref=\"AA4:AB4\"/></mergeCells>")
        let reader = try WorkbookReader(bytes: try book.bytes())
        let findings = try reader.read(try reader.sheet("目录")) { _ in }
        #expect(findings.rows == 1)
        #expect(findings.mergedTotal == 2)
        #expect(
            findings.merged == [
                MergedArea(rows: 1...3, columns: 0...1), MergedArea(rows: 4...4, columns: 26...27),
            ])
    }

    @Test(
        "Numbers are plain decimal digits",
        arguments: [
            ("0", "0"), ("-0.0", "0"), ("007", "7"), ("1.50", "1.5"),
            ("110105199003078888", "110105199003078888"),
            ("1E+17", "100000000000000000"), ("1.5e3", "1500"), ("1.5E-3", "0.0015"), ("-2.5E+0", "-2.5"),
            ("0.10000000000000001", "0.1"), ("1.1010519900307889E+17", "110105199003079000"),
            ("0.30000000000000004", "0.3"),
            ("9.9999999999999999", "10"), ("0.99999999999999996", "1"),
            ("3.1400000000000001E-5", "0.0000314"), (".5", "0.5"), ("5.", "5"),
        ])
    func numbers(_ stored: String, _ shown: String) { #expect(PlainNumber.text(stored) == shown) }

    @Test(
        "What is no number is none",
        arguments: [
            "", "-", ".", "1e", "1e999999999", "0x10", "1 2", "NaN", "inf", "1E-9223372036854775808",
            "1E9223372036854775807", "1E-401", "1E99999999999999999999",
        ])
    func noNumbers(_ text: String) { #expect(PlainNumber.text(text) == nil) }

    @Test("A number of more than 15 digits kept as a number is known for it")
    func precision() {
        func cell(_ content: WorkbookCell.Content) -> WorkbookCell {
            WorkbookCell(column: 0, content: content)
        }
        #expect(cell(.number("1101051990030780")).isBeyondPrecision)
        #expect(!cell(.number("110105199003078")).isBeyondPrecision)
        #expect(!cell(.number("0.1234567890123456")).isBeyondPrecision)
        #expect(!cell(.text("110105199003078888")).isBeyondPrecision)
    }

    @Test(
        "Serial days are days of the calendar",
        arguments: [
            (1.0, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (36526, "2000-01-01"),
            (0.5, "12:00:00"),
            (45351.999999, "2024-03-01"), (2_958_465, "9999-12-31"),
        ])
    func days(_ serial: Double, _ day: String) { #expect(SerialDate(from1904: false).text(serial) == day) }

    @Test("No day stands outside the calendar", arguments: [-1.0, 2_958_466, .infinity, .nan])
    func noDays(_ serial: Double) { #expect(SerialDate(from1904: false).text(serial) == nil) }

    @Test(
        "Addresses are read and written",
        arguments: [("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("XFD1048576", 1_048_576, 16_383)])
    func addresses(_ text: String, _ row: Int, _ column: Int) {
        #expect(CellAddress(text.utf8) == CellAddress(row: row, column: column))
        #expect(CellAddress(row: row, column: column).description == text)
    }

    @Test(
        "No address",
        arguments: [
            "", "A", "1", "A0", "XFE1", "A1048577", "1A", "A1B", "AAAAAAAAAAAAAAAA1", "A99999999999999999999",
        ])
    func noAddresses(_ text: String) { #expect(CellAddress(text.utf8) == nil) }
}
