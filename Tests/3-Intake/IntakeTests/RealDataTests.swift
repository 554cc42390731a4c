import Catalogue
import Datasets
import Foundation
import Regulation
import Standards
import Testing

@testable import Intake

/// Public data as it is, read in place.
enum RealData {
    static let folder: String = {
        if let told = ProcessInfo.processInfo.environment["YUANLIU_REAL_DATA"] { return told }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appending(path: "shared/data").path
    }()

    static let isThere = FileManager.default.fileExists(atPath: folder)
}

@Suite("Real public data", .enabled(if: RealData.isThere))
struct RealDataTests {
    @Test("The 41,352 towns of China are stored, each once", arguments: TestEngine.available)
    func streets(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        let entry = Entry.published([
            Item(
                number: 1, field: "code", name: "代码", type: .characters, length: 9, isRequired: true,
                isKey: true),
            Item(number: 2, field: "name", name: "名称", type: .characters, length: 50, isRequired: true),
            Item(
                number: 3, field: "areacode", name: "区县代码", type: .characters, isRequired: true,
                identifier: .divisionCode),
            Item(number: 4, field: "provincecode", name: "省代码", type: .integer, length: 2),
            Item(number: 5, field: "citycode", name: "市代码", type: .integer, length: 4),
        ])
        try await house.publish(entry)
        let receipt = try await house.intake().deliver(
            file: "\(RealData.folder)/divisions/streets.csv", to: entry, by: .staff)
        #expect(receipt.hasHeader)
        #expect(receipt.rowsRead == 41_352)
        #expect(receipt.good == 41_352)
        #expect(receipt.inserted == 41_352)
        #expect(try await house.count(of: entry) == 41_352)
        let lookup = try Lookup(DatasetShape(entry), items: [entry.content.items[1]])
        let name = try await house.store.read { session in
            var name = ""
            _ = try lookup(session, key: try lookup.values(of: ["110101001"])) { name = try $0.text(at: 0) }
            return name
        }
        #expect(name == "东华门街道")
    }

    @Test("The villages of a city without a header go by position")
    func villages() async throws {
        let house = try await IntakeHouse()
        let names = [
            "code", "parent", "name", "level", "rank", "adcode", "post_code", "area_code", "ur_code",
            "municipality", "virtual", "dummy", "longitude", "latitude", "centre", "province", "city",
            "county",
            "town", "village",
        ]
        let types: [String: DataType] = [
            "rank": .integer, "municipality": .logical, "virtual": .logical, "dummy": .logical,
            "longitude": .double, "latitude": .double,
        ]
        let entry = Entry.published(
            names.enumerated().map { index, name in
                Item(
                    number: index + 1, field: name, name: "列\(index + 1)", type: types[name] ?? .characters,
                    isRequired: index < 4, isKey: index == 0)
            })
        try await house.publish(entry)
        let path = "\(RealData.folder)/villages/zhuzhou.csv"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
        let receipt = try await house.intake().deliver(file: path, to: entry, by: .staff)
        #expect(!receipt.hasHeader)
        #expect(receipt.rowsRead == Int64(lines))
        #expect(receipt.problems == 0)
        #expect(receipt.inserted == Int64(lines))
        let first = try #require(try await house.rows(of: entry).first)
        #expect(
            first.hasPrefix(
                "430200000000|430000000000|株洲市|city|2|430200|-|0733|-|0|0|0|113.133853|27.827986|"))
    }

    /// Fields of a comma-separated file without quotes, or a table of words in quotes.
    private static func table(_ path: String, header: [String]? = nil) throws -> [[String]] {
        let lines = try String(contentsOfFile: "\(RealData.folder)/\(path)", encoding: .utf8)
            .split(whereSeparator: \.isNewline)
        let rows = lines.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map {
                String($0.replacing("\"", with: ""))
            }
        }
        return (header.map { [$0] } ?? []) + rows
    }

    static let files: [(String, Int, [String]?)] = [
        ("divisions/areas.csv", 2_978, nil), ("epidemic/2020-02-12.csv", 500, nil),
        (
            "villages/fuzhou-taijiang.csv", 60,
            (1...20).map { "c\($0)" }
        ),
    ]

    @Test("Real tables give the same rows in every form", arguments: files)
    func forms(_ path: String, _ rowsMin: Int, _ header: [String]?) async throws {
        let table = try Self.table(path, header: header)
        try #require(table.allSatisfy { $0.count == table[0].count })
        let entry = Entry.published(
            table[0].enumerated().map { index, name in
                Item(
                    number: index + 1, field: name.lowercased(), name: "列\(index + 1)", type: .characters,
                    isKey: index == 0 || path.hasPrefix("epidemic"))
            })
        var expected: FormatTests.Outcome?
        for form in TableForm.allCases {
            let house = try await IntakeHouse()
            try await house.publish(entry)
            let bytes = try form.bytes(table, in: house.folder)
            let receipt = try await house.intake().deliver(file: house.write(bytes), to: entry, by: .staff)
            #expect(receipt.format == form.format)
            #expect(receipt.rowsRead == Int64(table.count - 1))
            #expect(receipt.rowsRead >= Int64(rowsMin))
            let outcome = try await FormatTests.Outcome(house, entry, receipt, firstLine: form.firstLine)
            if let expected { #expect(outcome == expected, "\(form)") } else { expected = outcome }
        }
    }

    @Test("Twenty-nine daily files are twenty-nine deliveries of one entry", arguments: TestEngine.available)
    func epidemic(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        let keys = ["date", "country", "province", "city"]
        let names = [
            "date", "country", "countrycode", "province", "provincecode", "city", "citycode", "confirmed",
            "suspected", "cured", "dead",
        ]
        let entry = Entry.published(
            names.enumerated().map { index, name in
                Item(
                    number: index + 1, field: name, name: "列\(index + 1)",
                    type: index == 0 ? .date : index > 6 ? .integer : .characters, isRequired: index < 2,
                    isKey: keys.contains(name))
            })
        try await house.publish(entry)
        let intake = try house.intake()
        let folder = "\(RealData.folder)/epidemic"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files.count == 29)
        var rowsExpected = 0
        for file in files {
            // What this file holds, read another way.
            let rows = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                .split(whereSeparator: \.isNewline).dropFirst()
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            let distinct = Set(rows.map { "\($0[0]),\($0[1]),\($0[3]),\($0[5])" }).count
            let receipt = try await intake.deliver(file: "\(folder)/\(file)", to: entry, by: .staff)
            #expect(receipt.rowsRead == Int64(rows.count))
            #expect(receipt.inserted == Int64(distinct))
            #expect(receipt.problems == Int64(rows.count - distinct))
            rowsExpected += distinct
        }
        #expect(try await house.count(of: entry) == Int64(rowsExpected))
        #expect(try await house.datasets.standing(of: "e1")?.rows == Int64(rowsExpected))
        #expect(try await intake.receipts(of: entry, by: .staff).count == 29)
        let again = try await intake.deliver(file: "\(folder)/\(files[0])", to: entry, by: .staff)
        #expect(again.repeated)
        // A country without provinces is found by its blanks.
        let lookup = try Lookup(DatasetShape(entry), items: [entry.content.items[7]])
        let confirmed = try await house.store.read { session in
            var confirmed: Int64 = -1
            _ = try lookup(session, key: try lookup.values(of: ["2020/2/1", "阿联酋", "", ""])) {
                confirmed = try $0.int(at: 0)
            }
            return confirmed
        }
        #expect(confirmed == 4)
    }
}
