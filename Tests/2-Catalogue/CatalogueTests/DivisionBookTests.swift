import Catalogue
import Foundation
import Regulation
import TestCity
import Testing

@Suite("The table of divisions with its history")
struct DivisionBookTests {
    @Test(
        "Only issuers import, and a file of another form changes nothing",
        arguments: [
            (DivisionFile.history, "430221,1980\n"), (.current, "code,name\n9999,甲\n"),
            (.changes, "430221,2018,430221\n"),
            (.changes, ""), (.current, "430212,\"渌口"),
        ])
    func refused(kind: DivisionFile, text: String) async throws {
        let city = try await TestCity.open()
        let issuer = try await city.actor("authority.authority-reviewer")
        let compiler = try await city.actor("police.data-staff")
        let standards = city.platform.standards
        let refusal = await #expect(throws: Refusal.self) {
            try await standards.importDivisions(Array(text.utf8), kind: kind, by: issuer)
        }
        #expect(refusal?.code == DataStandardCodes.fileMalformed)
        let foreign = await #expect(throws: Refusal.self) {
            try await standards.importDivisions(Array("430200,1980,甲市\n".utf8), kind: .history, by: compiler)
        }
        #expect(foreign?.code == DataStandardCodes.notIssuer)
        #expect(try await standards.divisions("").total == 0)
        await city.close()
    }

    @Test(
        "The real table: old codes are recognised as old, with what replaced them",
        .enabled(if: TestCity.realData != nil), arguments: TestEngine.available)
    func real(engine: TestEngine) async throws {
        let folder = try #require(TestCity.realData) + "/divisions/"
        let city = try await TestCity.open(engine)
        let issuer = try await city.actor("authority.authority-reviewer")
        let standards = city.platform.standards
        func load(_ name: String, _ kind: DivisionFile) async throws -> DivisionImport {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + name))
            return try await standards.importDivisions(Array(bytes), kind: kind, by: issuer)
        }
        let history = try await load("gbt2260-history.csv", .history)
        #expect(history.codes > 4_000 && history.former == 0)
        let current = try await load("areas.csv", .current)
        #expect(current.rows > 2_900 && current.former > 500)
        _ = try await load("cities.csv", .current)
        _ = try await load("provinces.csv", .current)
        _ = try await standards.importDivisions(
            Array("old,year,new\n430221,2018,430212\n".utf8), kind: .changes, by: issuer)

        let jianli = try await standards.division("421023")
        #expect(!jianli.division.isListed && jianli.division.successor == "421088")
        #expect(jianli.division.isInferred && jianli.namings.map(\.name) == ["监利县"])
        let zhuzhou = try await standards.division("430221")
        #expect(zhuzhou.division.successor == "430212" && zhuzhou.division.successorSince == 2018)
        #expect(!zhuzhou.division.isInferred && zhuzhou.division.name == "株洲县")
        let lukou = try await standards.division("430212")
        #expect(lukou.division.isListed && lukou.predecessors.map(\.code) == ["430221"])
        // A code that kept its number keeps its names.
        #expect(try await standards.division("430202").namings.map(\.name) == ["东区", "荷塘区"])
        #expect(try await standards.division("430202").division.isListed)
        #expect(
            Set(["421023", "421088"]).isSubset(of: try await standards.divisions("监利").divisions.map(\.code)))
        #expect(
            try await standards.divisions("4302", formerOnly: true).divisions.map(\.code).contains("430221"))
        let unknown = await #expect(throws: Refusal.self) { try await standards.division("999999") }
        #expect(unknown?.code == DataStandardCodes.divisionUnknown)
        // The same files again change nothing.
        let again = try await load("gbt2260-history.csv", .history)
        #expect(try await standards.division("430221").division == zhuzhou.division)
        #expect(again.codes == (try await load("areas.csv", .current)).codes)
        await city.close()
    }
}
