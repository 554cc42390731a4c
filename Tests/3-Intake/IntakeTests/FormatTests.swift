import Catalogue
import Foundation
import Regulation
import Testing

@testable import Intake

@Suite("One table in every form")
struct FormatTests {
    /// Good rows, blanks, quotes, a comma, a tab of words, old and odd characters, problems of every kind, a repeated key.
    static let table: [[String]] = [
        ["姓名", "公民身份号码", "出生日期", "手机", "收入", "已婚", "身高", "办事次数"],
        ["王一", citizen(1), "1980-01-01", "13800000001", "100.50", "是", "1.75", "3"],
        ["欧阳,\"建国\" & <子>", citizen(2), "1980/1/1", "", "+007.10", "false", "1e0", "0"],
        ["𠀀㐀€", citizen(3), "", "", "", "", "", ""],
        ["", citizen(4), "1980-01-01", "", "", "", "", ""],
        ["赵六", "110105194912310021", "1980-02-30", "12345", "1.234", "maybe", "high", "10000"],
        ["  空 格  ", citizen(5).lowercased(), "19800101", "", "", "", "", ""],
        ["孙七", citizen(1), "", "", "", "", "", ""],
        ["周八", citizen(6), "", "", "99999999", "", "", "-1"],
    ]

    /// What a delivery came to, but for where in the file things stood.
    struct Outcome: Equatable {
        let counts: [Int64]
        let rows: [String]
        let problems: [String]

        init(_ house: IntakeHouse, _ entry: Entry, _ receipt: Receipt, firstLine: Int64) async throws {
            counts = [
                receipt.rowsRead, receipt.good, receipt.problems, receipt.inserted, receipt.updated,
                receipt.unchanged,
            ]
            rows = try await house.rows(of: entry, withOrigin: true).map { row in
                let parts = row.split(separator: "/", omittingEmptySubsequences: false)
                let line = Int64(parts[parts.count - 2]) ?? -1
                return parts.dropLast(2).joined(separator: "/") + "@\(line - firstLine)"
            }
            var problems: [String] = []
            var last: ProblemRow?
            let intake = try house.intake()
            repeat {
                let page = try await intake.problems(of: receipt, by: .staff, after: last)
                problems += page.map {
                    "\($0.line - firstLine) \($0.item) \($0.rule.rawValue) \($0.verdict.rawValue) "
                        + "\($0.valueDigest) \($0.article?.description ?? "")"
                }
                last = page.last
            } while last != nil
            self.problems = problems
        }
    }

    static var cases: [(TestEngine, TableForm)] {
        TestEngine.available.flatMap { engine in TableForm.allCases.map { (engine, $0) } }
    }

    @Test(
        "Rows, problems and digests are the same whatever form and encoding the table comes in",
        arguments: cases)
    func same(_ engine: TestEngine, _ form: TableForm) async throws {
        let plain = try await IntakeHouse(engine)
        try await plain.publish(.persons)
        let first = try await plain.intake().deliver(
            file: plain.write(TableForm.csv.bytes(Self.table, in: plain.folder)), to: .persons, by: .staff)
        let expected = try await Outcome(plain, .persons, first, firstLine: 2)
        #expect(expected.counts == [8, 5, 3, 5, 0, 0])

        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let bytes = try form.bytes(Self.table, in: house.folder)
        let receipt = try await house.intake().deliver(file: house.write(bytes), to: .persons, by: .staff)
        #expect(receipt.format == form.format)
        #expect(receipt.encoding == form.encoding)
        #expect(receipt.hasHeader)
        #expect(receipt.sheet == (form == .xlsx ? "数据" : nil))
        #expect(try await Outcome(house, .persons, receipt, firstLine: form.firstLine) == expected)
        #expect(house.spooled.isEmpty)
        // A form that is named is not found out, and what is named wrongly is not taken for what it is.
        let again = try await house.intake().deliver(
            file: house.write(bytes), to: .persons, by: .staff,
            options: DeliveryOptions(format: form.format))
        #expect(again.repeated)
    }

    @Test(
        "A file named as another form than it is gets refused",
        arguments: [
            (TableForm.csv, DeliveryFormat.xlsx), (.csv, .json), (.csv, .xml), (.xlsx, .csv), (.json, .xml),
            (.xmlElements, .jsonLines),
        ])
    func misnamed(_ form: TableForm, _ format: DeliveryFormat) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.persons)
        let path = try house.write(form.bytes(Self.table, in: house.folder))
        let intake = try house.intake()
        await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: path, to: .persons, by: .staff, options: DeliveryOptions(format: format))
        }
        #expect(house.spooled.isEmpty)
    }

    @Test("Items that no row names are left as they are, those that some rows name are emptied in the others")
    func absent() async throws {
        let house = try await IntakeHouse()
        let entry = Entry.published([
            Item(number: 1, field: "code", name: "代码", type: .characters, isRequired: true, isKey: true),
            Item(number: 2, field: "label", name: "名称", type: .characters),
            Item(number: 3, field: "note", name: "备注", type: .characters),
        ])
        try await house.publish(entry)
        let intake = try house.intake()
        _ = try await intake.deliver(
            file: house.write("code,label,note\na,1,x\nb,2,y\n"), to: entry, by: .staff)
        let receipt = try await intake.deliver(
            file: house.write("{\"code\":\"a\",\"label\":\"3\"}\n{\"code\":\"b\"}\n"), to: entry, by: .staff)
        #expect(receipt.updated == 2)
        #expect(try await house.rows(of: entry) == ["a|3|x", "b|-|y"])
    }

    @Test("JSON values are taken as they are written")
    func values() async throws {
        let house = try await IntakeHouse()
        let entry = Entry.published([
            Item(number: 1, field: "code", name: "代码", type: .characters, isRequired: true, isKey: true),
            Item(number: 2, field: "amount", name: "金额", type: .numeric),
            Item(number: 3, field: "truth", name: "真假", type: .logical),
            Item(number: 4, field: "label", name: "名称", type: .characters),
        ])
        try await house.publish(entry)
        let text = """
            [{"code": 110105199003078888, "amount": 12345678901234567890.10, "truth": true, "label": null},
             {"code": "a\\u4e2d\\"\\n", "amount": 1.5E3, "truth": false, "label": "\\ud840\\udc00"},
             {"c\\u006fde": "b", "amount": -0.0, "truth": "否"}]
            """
        let receipt = try await house.intake().deliver(file: house.write(text), to: entry, by: .staff)
        #expect(receipt.problems == 0)
        #expect(
            try await house.rows(of: entry) == [
                "110105199003078888|12345678901234567890.1|1|-", "a中\"|1500|0|𠀀", "b|0|0|-",
            ])
    }

    @Test("GBK is told from GB 18030 by what is in the file")
    func gbk() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let narrow = try await intake.deliver(
            file: house.write(TableForm.converted("code,label\n1,株洲市\n", to: "GBK")), to: .pairs, by: .staff)
        #expect(narrow.encoding == .gbk)
        let wide = try await intake.deliver(
            file: house.write(TableForm.converted("code,label\n2,株洲市𠀀\n", to: "GB18030")), to: .pairs,
            by: .staff, options: DeliveryOptions(encoding: .gbk))
        #expect(wide.encoding == .gb18030)
        #expect(try await house.rows(of: .pairs) == ["1|株洲市", "2|株洲市𠀀"])
    }

    static let rowElements: [(String, String?, String)] = [
        ("<rows><row><code>a</code></row><row><code>b</code></row></rows>", nil, "/rows/row"),
        (
            "<r><head><total>2</total></head><list><i code='a'/><i code='b'/></list></r>", nil, "/r/list/i"
        ),
        ("<r><only><code>a</code></only></r>", nil, "/r/only"),
        ("<r><state>0</state><list><row><code>a</code></row></list></r>", nil, "/r/list/row"),
        ("<r><row><code>a</code><label/></row></r>", nil, "/r/row"),
        (
            "<r><x><code>z</code></x><x><code>y</code></x><y><code>a</code></y><y><code>b</code></y></r>",
            "/r/y", "/r/y"
        ),
        ("<a:r xmlns:a='u'><a:row><a:code>a</a:code></a:row><a:row a:code='b'/></a:r>", "row", "row"),
        ("<r><row><code><![CDATA[a]]></code></row><row><code>&#98;</code></row></r>", "row", "row"),
    ]

    @Test("The element that repeats is a row, or the one that is named", arguments: rowElements)
    func rowElement(_ text: String, _ named: String?, _ found: String) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let receipt = try await house.intake().deliver(
            file: house.write(text), to: .pairs, by: .staff, options: DeliveryOptions(rowElement: named))
        #expect(receipt.rowElement == found)
        #expect(receipt.problems == 0)
        let rows = try await house.rows(of: .pairs)
        #expect(rows == Array(["a|-", "b|-"].prefix(rows.count)))
        #expect(rows.count == receipt.rowsRead)
    }
}
