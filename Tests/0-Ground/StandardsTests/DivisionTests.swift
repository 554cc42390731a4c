import Foundation
import Testing

@testable import Standards

@Suite("Administrative divisions")
struct DivisionTests {
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

    @Test(
        "A division lies within itself and all above it, and in nothing else",
        arguments: [
            ("430211001003", "430211001", true), ("430211001003", "430211", true), ("430211", "4302", true),
            ("430211", "43", true), ("430211", "430211", true), ("430211", "430212", false),
            ("43", "4302", false), ("441900003", "441900", true), ("441900003", "430200", false),
        ])
    func within(inner: String, outer: String, expected: Bool) throws {
        #expect(try code(inner).isWithin(code(outer)) == expected)
    }

    @Test("A history tells every name of a code, the oldest first")
    func history() throws {
        let history = try DivisionHistory(rows: [
            ["430221", "1980", "株洲县"], ["430211", "1997", "天元区"], ["430211", "1980", "郊区"],
        ])
        #expect(history.count == 2)
        #expect(try history.codes == [code("430211"), code("430221")])
        #expect(
            try history.namings(of: code("430211")) == [
                .init(year: 1980, name: "郊区"), .init(year: 1997, name: "天元区"),
            ])
        #expect(try history.namings(of: code("430205")) == [])
    }

    @Test(
        "A row of a history that cannot be read is named by its number",
        arguments: [
            ["430221;1980"], ["430221", "80", "株洲县"], ["4302", "1980", "株洲市"], ["430221", "1980", ""],
        ])
    func unreadable(row: [String]) {
        #expect(throws: StandardsError.unreadableHistory(row: 2)) {
            _ = try DivisionHistory(rows: [["430221", "1980", "株洲县"], row])
        }
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
    private func rows(_ file: String) throws -> [(code: String, name: String)] {
        let url = realData.appendingPathComponent("divisions/\(file)")
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map
        {
            let fields = $0.split(separator: ",")
            return (code: String(fields[0]), name: fields[1].filter { $0 != "\"" })
        }
    }

    @Test("Every county parses and lies in its listed prefecture and province")
    func counties() throws {
        let counties = try rows("areas.csv")
        #expect(counties.count == 2978)
        let upper = try rows("provinces.csv") + rows("cities.csv")
        let listed = Set(upper.compactMap { DivisionCode($0.code) })
        for county in counties {
            let code = try #require(DivisionCode(county.code))
            #expect(DivisionCode.check(county.code) == .valid)
            #expect(code.description == county.code)
            let prefecture = try #require(DivisionCode(String(county.code.prefix(4))))
            let province = try #require(DivisionCode(String(county.code.prefix(2))))
            #expect(code.isWithin(prefecture) && code.isWithin(province))
            #expect(listed.contains(prefecture) && listed.contains(province))
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

    @Test("The history of county codes loads")
    func history() throws {
        let url = realData.appendingPathComponent("divisions/gbt2260-history.csv")
        let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
        let history = try DivisionHistory(
            rows: lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
        #expect(history.count == 6693)
        let lukou = try #require(DivisionCode("430212"))
        #expect(history.namings(of: lukou).first?.year == 2018)
        let jingzhou = history.namings(of: try #require(DivisionCode("421000")))
        #expect(jingzhou.last { $0.year <= 1995 }?.name == "荆沙市")
    }
}
