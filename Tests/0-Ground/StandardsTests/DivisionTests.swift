import Foundation
import Testing

@testable import Standards

@Suite("Administrative divisions")
struct DivisionTests {
    private static let rows = [
        DivisionTable.Row(code: "43", name: "湖南省"),
        DivisionTable.Row(code: "4302", name: "株洲市"),
        DivisionTable.Row(code: "430211", name: "天元区"),
        DivisionTable.Row(code: "430212", name: "渌口区"),
        DivisionTable.Row(code: "430211001", name: "嵩山路街道"),
        DivisionTable.Row(code: "430211001003", name: "庐山路社区"),
        DivisionTable.Row(code: "44", name: "广东省"),
        DivisionTable.Row(code: "441900", name: "东莞市"),
        DivisionTable.Row(code: "441900003", name: "东城街道"),
        DivisionTable.Row(code: "42", name: "湖北省"),
        DivisionTable.Row(code: "429004", name: "仙桃市"),
        DivisionTable.Row(code: "430299", name: "示范区", parent: "43"),
    ]

    private func code(_ text: String) throws -> DivisionCode { try #require(DivisionCode(text)) }

    @Test(
        "Codes are held to their shape",
        arguments: [
            ("430211", Verdict.valid), ("430211001", .valid), ("430211001003", .valid), ("441900003", .valid),
            ("430000", .valid), ("810000", .valid), ("", .empty), ("43", .wrongLength),
            ("4302110", .wrongLength),
            ("43021A", .wrongCharacter), ("990211", .wrongDivision), ("460001", .valid),
            ("430211000003", .wrongForm), ("430000001", .wrongForm),
        ])
    func shapes(text: String, verdict: Verdict) {
        #expect(DivisionCode.check(text) == verdict)
    }

    @Test(
        "Level and parent come from the digits",
        arguments: [
            ("43", DivisionLevel.province, nil), ("430200", .prefecture, "430000"),
            ("430211", .county, "430200"),
            ("430211001", .town, "430211"), ("430211001003", .village, "430211001"),
            ("441900003", .town, "441900"), ("460001", .county, "460000"),
        ] as [(String, DivisionLevel, String?)])
    func levels(text: String, level: DivisionLevel, parent: String?) throws {
        let code = try code(text)
        #expect(code.level == level)
        #expect(code.parent?.description == parent)
    }

    @Test("Different lengths of the same division are equal")
    func lengths() throws {
        #expect(try code("4302") == code("430200"))
        #expect(try code("430211") == code("430211000000"))
        #expect(try code("4302").twelveDigits == "430200000000")
        #expect(try code("430211001").gbt2260 == "430211")
    }

    @Test("A table climbs past ancestors that it does not list and follows a parent that a row names")
    func parents() throws {
        let table = try DivisionTable(rows: Self.rows)
        #expect(table.count == 12)
        #expect(try table.parent(of: code("429004")) == code("42"))
        #expect(try table.parent(of: code("430299")) == code("43"))
        #expect(try table.parent(of: code("43")) == nil)
        #expect(try table.parent(of: code("430205")) == nil)
        #expect(try table.level(of: code("430211")) == .county)
        #expect(try table.level(of: code("430205")) == nil)
        #expect(try table.name(of: code("430211000000")) == "天元区")
        #expect(try table.fullName(of: code("430211001003")) == "湖南省株洲市天元区嵩山路街道庐山路社区")
        #expect(try table.fullName(of: code("430205")) == nil)
    }

    @Test(
        "A division lies within itself and all above it, and in nothing else",
        arguments: [
            ("430211001003", "430211001", true), ("430211001003", "430211", true), ("430211", "4302", true),
            ("430211", "43", true), ("430211", "430211", true), ("430211", "430212", false),
            ("43", "4302", false),
            ("441900003", "441900", true), ("441900003", "430200", false), ("430205", "4302", true),
            ("430299", "43", true), ("430299", "4302", false),
        ])
    func within(inner: String, outer: String, expected: Bool) throws {
        let table = try DivisionTable(rows: Self.rows)
        #expect(try table.isWithin(code(inner), code(outer)) == expected)
    }

    @Test("Rows in a circle neither hang nor claim each other's outside")
    func circle() throws {
        let table = try DivisionTable(rows: [
            .init(code: "430211", name: "甲", parent: "430212"),
            .init(code: "430212", name: "乙", parent: "430211"),
        ])
        #expect(try table.isWithin(code("430211"), code("430212")))
        #expect(try !table.isWithin(code("430211"), code("43")))
        #expect(try table.fullName(of: code("430211"))?.isEmpty == false)
    }

    @Test("Rows that cannot be read are named by their number")
    func refusals() {
        #expect(throws: StandardsError.notADivision(row: 2)) {
            _ = try DivisionTable(rows: [.init(code: "43", name: "湖南省"), .init(code: "4x", name: "?")])
        }
        #expect(throws: StandardsError.notADivision(row: 1)) {
            _ = try DivisionTable(rows: [.init(code: "430211", name: "天元区", parent: "430211")])
        }
        #expect(throws: StandardsError.repeatedDivision(row: 2)) {
            _ = try DivisionTable(rows: [.init(code: "43", name: "湖南省"), .init(code: "430000", name: "湖南省")])
        }
        #expect(throws: StandardsError.unreadableHistory(row: 2)) {
            _ = try DivisionHistory(text: "430221,1980,株洲县\n430221;1980")
        }
    }

    @Test("The standing of a code depends on the year")
    func standing() throws {
        let history = try DivisionHistory(
            text: "430221,1980,株洲县\r\n430212,2018,渌口区\n\n430211,1980,郊区\n430211,1997,天元区\n")
        let table = try DivisionTable(rows: Self.rows, history: history)
        #expect(history.count == 3)
        #expect(try table.standing(of: code("430221"), year: 2024) == .former(lastYear: 1980))
        #expect(try table.standing(of: code("430221"), year: 1979) == .unknown)
        #expect(try table.standing(of: code("430212"), year: 2024) == .current)
        #expect(try table.standing(of: code("430212"), year: 2017) == .later(firstYear: 2018))
        #expect(try table.standing(of: code("441900"), year: 1990) == .current)
        #expect(try table.standing(of: code("430205"), year: 2024) == .unknown)
        #expect(try history.name(of: code("430211"), year: 1996) == "郊区")
        #expect(try history.name(of: code("430211"), year: 1997) == "天元区")
        #expect(try history.name(of: code("430211"), year: 1979) == nil)
    }
}

/// The folder of real data beside the project, or wherever `YUANLIU_REAL_DATA` says.
private let realData: URL = {
    if let path = ProcessInfo.processInfo.environment["YUANLIU_REAL_DATA"] {
        return URL(fileURLWithPath: path)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("../shared/data").standardizedFileURL
}()

private let hasRealData = FileManager.default.fileExists(
    atPath: realData.appendingPathComponent("divisions/areas.csv").path)

@Suite("Administrative divisions of the whole country", .enabled(if: hasRealData))
struct RealDivisionTests {
    private func rows(_ file: String) throws -> [DivisionTable.Row] {
        let url = realData.appendingPathComponent("divisions/\(file)")
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map
        {
            let fields = $0.split(separator: ",")
            return DivisionTable.Row(
                code: String(fields[0]), name: fields[1].filter { $0 != "\"" })
        }
    }

    @Test("Every county parses and lies in its listed prefecture and province")
    func counties() throws {
        let counties = try rows("areas.csv")
        #expect(counties.count == 2978)
        let upper = try rows("provinces.csv") + rows("cities.csv")
        // Prefectures without counties are listed on both levels.
        let listed = Set(upper.compactMap { DivisionCode($0.code) })
        let own = try counties.filter { !listed.contains(try #require(DivisionCode($0.code))) }
        let table = try DivisionTable(rows: upper + own)
        for county in counties {
            let code = try #require(DivisionCode(county.code))
            #expect(DivisionCode.check(county.code) == .valid)
            #expect(code.description == county.code)
            let prefecture = try #require(DivisionCode(String(county.code.prefix(4))))
            let province = try #require(DivisionCode(String(county.code.prefix(2))))
            #expect(table.isWithin(code, prefecture) && table.isWithin(code, province))
            #expect(table.contains(prefecture) && table.contains(province))
        }
    }

    @Test("Every town parses and lies in its county")
    func towns() throws {
        let towns = try rows("streets.csv")
        #expect(towns.count == 41_352)
        for town in towns {
            let code = try #require(DivisionCode(town.code), "\(town.code)")
            let county = try #require(DivisionCode(String(town.code.prefix(6))))
            #expect(code.isWithin(county))
        }
    }

    @Test("The history of county codes loads and tells old codes from new ones")
    func history() throws {
        let url = realData.appendingPathComponent("divisions/gbt2260-history.csv")
        let history = try DivisionHistory(text: String(contentsOf: url, encoding: .utf8))
        #expect(history.count == 6693)
        let table = try DivisionTable(rows: rows("areas.csv"), history: history)
        let lukou = try #require(DivisionCode("430212"))
        let zhuzhouCounty = try #require(DivisionCode("430221"))
        #expect(table.standing(of: lukou, year: 2000) == .later(firstYear: 2018))
        #expect(table.standing(of: lukou, year: 2020) == .current)
        #expect(table.standing(of: zhuzhouCounty, year: 2020) == .former(lastYear: 1980))
        #expect(history.name(of: try #require(DivisionCode("421000")), year: 1995) == "荆沙市")
    }
}
