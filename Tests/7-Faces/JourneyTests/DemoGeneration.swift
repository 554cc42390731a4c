import DemoCity
import Foundation
import Regulation
import Standards
import Testing

private let seed: UInt64 = 20_201_214
private let today = 20_260_101

private func territory() throws -> Territory {
    try #require(
        Territory.of(Jurisdiction(division: "430200", name: Bilingual("株洲市", "Zhuzhou"), level: .city)))
}

/// The cells of every row that `generator` writes.
private func cells(_ generator: some RowGenerator, rows: Int) throws -> [[String]] {
    String(decoding: try bytes(generator, rows: rows), as: UTF8.self).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

private func bytes(_ generator: some RowGenerator, rows: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try generator.write(rows: rows) { bytes += $0 }
    return bytes
}

@Suite("The demo city's data is made from a seed")
struct DemoGeneration {
    @Test("Every sound person has valid identifiers that agree with gender, birth date and place")
    func persons() throws {
        let territory = try territory()
        let generator = PersonGenerator(seed: seed, territory: territory)
        var numbers: Set<String> = []
        var compound = 0
        for index in 0..<20_000 {
            let person = generator.person(at: index)
            #expect(CitizenID.check(person.idNumber, asOf: today).isValid, "row \(index)")
            #expect(numbers.insert(person.idNumber).inserted, "row \(index)")
            let digits = Array(person.idNumber)
            let birth = String(digits[6..<10]) + "-" + String(digits[10..<12]) + "-" + String(digits[12..<14])
            #expect(birth == person.birthDate.description)
            #expect((digits[16].wholeNumberValue ?? 0) % 2 == (person.gender == "男" ? 1 : 0))
            #expect(Telephone.checkMobile(person.phone).isValid)
            #expect((2...4).contains(person.name.count))
            #expect(person.updatedOn >= person.birthDate && person.updatedOn < PersonGenerator.asOfDefault)
            let county = try #require(territory.counties.first { $0.code == person.division })
            #expect(county.code(on: person.birthDate) == String(person.idNumber.prefix(6)))
            #expect(person.address.hasPrefix("湖南省株洲市" + county.name))
            if person.name.hasPrefix("欧阳") || person.name.hasPrefix("诸葛") { compound += 1 }
        }
        #expect(compound > 20)
    }

    @Test("A county that changed its code keeps the former one on the numbers of those born before")
    func formerCode() throws {
        let county = try #require(try territory().counties.first { $0.code == "430212" })
        #expect(county.code(on: LocalDate(dayNumber: 0)) == "430221")
        #expect(county.code(on: LocalDate(dayNumber: 20_000)) == "430212")
    }

    @Test("Each kind of defect breaks exactly the check that it names, and the manifest counts each row")
    func personDefects() throws {
        let generator = PersonGenerator(seed: seed, territory: try territory())
        let rows = try cells(generator, rows: 20_000)
        let manifest = generator.manifest(rows: 20_000)
        #expect(rows.count == 20_000 && manifest.rows == 20_000)
        #expect((300...500).contains(manifest.defective))
        var known: Set<String> = []
        var found: [Defect.Finding: Int] = [:]
        for (index, row) in rows.enumerated() {
            try #require(row.count == 8, "row \(index)")
            var findings: [Defect.Finding] = []
            if row[0].isEmpty || row[1].isEmpty { findings.append(.required) }
            if !row[0].isEmpty, !CitizenID.check(row[0], asOf: today).isValid { findings.append(.identifier) }
            if row[1].count > PersonGenerator.nameCharactersMax { findings.append(.length) }
            if !DateText.check(row[3]).isValid { findings.append(.type) }
            if !Telephone.checkMobile(row[4]).isValid { findings.append(.identifier) }
            if findings.isEmpty, !known.insert(row[0]).inserted { findings.append(.duplicate) }
            let expected = generator.defect(at: index).map(\.finding)
            #expect(findings == (expected.map { $0 == .nothing ? [] : [$0] } ?? []), "row \(index)")
            for finding in findings { found[finding, default: 0] += 1 }
            if generator.defect(at: index) == .birthMismatch {
                #expect(!row[0].contains(row[3].filter { $0 != "-" }))
            }
        }
        for finding in Defect.Finding.allCases where finding != .nothing {
            #expect(found[finding] == manifest.count(finding), "\(finding)")
        }
        for kind in PersonGenerator.defectKinds { #expect(manifest[kind] > 0, "\(kind)") }
    }

    @Test("Every sound enterprise has a valid credit code, and its defects break the check they name")
    func enterprises() throws {
        let generator = EnterpriseGenerator(seed: seed, territory: try territory())
        let rows = try cells(generator, rows: 10_000)
        let manifest = generator.manifest(rows: 10_000)
        #expect((120...280).contains(manifest.defective))
        var known: Set<String> = []
        for (index, row) in rows.enumerated() {
            try #require(row.count == 10, "row \(index)")
            var findings: [Defect.Finding] = []
            if row[0].isEmpty || row[1].isEmpty { findings.append(.required) }
            if !row[0].isEmpty, !CreditCode.check(row[0]).isValid { findings.append(.identifier) }
            if row[1].count > EnterpriseGenerator.nameCharactersMax { findings.append(.length) }
            if !DateText.check(row[3]).isValid { findings.append(.type) }
            if !NumberText.checkDecimal(row[4], precision: 18, scale: 2).isValid { findings.append(.type) }
            if findings.isEmpty, !known.insert(row[0]).inserted { findings.append(.duplicate) }
            #expect(findings == (generator.defect(at: index).map { [$0.finding] } ?? []), "row \(index)")
        }
        for kind in EnterpriseGenerator.defectKinds { #expect(manifest[kind] > 0, "\(kind)") }
        #expect(generator.enterprise(at: 7).creditCode == rows[7][0])
    }

    @Test("The same seed gives the same bytes, another seed gives others")
    func determinism() throws {
        let territory = try territory()
        func made(_ seed: UInt64) throws -> [UInt8] {
            try bytes(PersonGenerator(seed: seed, territory: territory), rows: 500)
        }
        #expect(try made(1) == made(1))
        #expect(try made(1) != made(2))
    }

    @Test("A place without demo data has no territory")
    func elsewhere() {
        #expect(
            Territory.of(Jurisdiction(division: "110000", name: Bilingual("北京市", "Beijing"), level: .city))
                == nil)
    }
}
