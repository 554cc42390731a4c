import Cases
import Catalogue
import Foundation
import Intake
import Regulation
import Standards
import Store
import TestCity
import Testing

@Suite("Data standards and code lists")
struct DataStandardTests {
    static let sex = StandardContent(
        nameZh: "性别代码", nameEn: "Sex", definition: "人的性别", source: "GB/T 2261.1-2003",
        shape: .codeList(
            CodeList(values: [
                CodeValue(code: "0", name: "未知的性别"), CodeValue(code: "1", name: "男性"),
                CodeValue(code: "2", name: "女性"), CodeValue(code: "9", name: "未说明的性别"),
            ])))

    static func phone(length: Int) -> StandardContent {
        StandardContent(
            nameZh: "移动电话号码", nameEn: "Mobile number", definition: "自然人的移动电话号码", source: "YD/T 1",
            shape: .item(
                ItemStandard(type: .characters, length: length, identifier: .mobilePhone, format: "n11")))
    }

    @discardableResult
    static func issue(
        _ code: String, _ content: StandardContent, in city: TestCity,
        by account: String = "police.data-staff"
    ) async throws -> DataStandard {
        let drafter = try await city.actor(account)
        let draft = try await city.platform.standards.draft(code: code, content, by: drafter)
        try await city.approveAll(try await city.platform.standards.submit(draft.id, by: drafter))
        return try await city.platform.standards.standard(draft.id, for: drafter)
    }

    @Test(
        "A department drafts, the authority of each regulation issues, and a new version supersedes the old",
        arguments: [
            ("zhuzhou-2020", "zhuzhou-2020#9"), ("jingzhou-2024", "jingzhou-2024#9"),
            ("taijiang-2022", "taijiang-2022#12"), ("guiyang-2017", "national-2025#12"),
        ])
    func issued(profile: String, article: String) async throws {
        let city = try await TestCity.open(profile: profile)
        let standards = city.platform.standards
        let first = try await Self.issue("DE0101", Self.phone(length: 20), in: city)
        #expect(first.state == .issued && first.version == 1)
        #expect(standards.article?.description == article)
        let second = try await Self.issue("DE0101", Self.phone(length: 11), in: city)
        let reader = try await city.actor("social.data-staff")
        #expect(second.version == 2)
        #expect(try await standards.standard("DE0101", for: reader).version == 2)
        #expect(try await standards.standard("DE0101@1", for: reader).state == .superseded)
        #expect(try await standards.versions(of: "DE0101", for: reader).map(\.version) == [2, 1])
        await city.close()
    }

    @Test("A draft is its body's and the authority's alone, and nobody else may write or withdraw")
    func hands() async throws {
        let city = try await TestCity.open()
        let standards = city.platform.standards
        let drafter = try await city.actor("police.data-staff")
        let stranger = try await city.actor("social.data-staff")
        let draft = try await standards.draft(code: "DE0101", Self.phone(length: 11), by: drafter)
        func code(_ work: () async throws -> Void) async -> ReasonCode? {
            do { try await work() } catch { return (error as? Refusal)?.code }
            return nil
        }
        #expect(
            await code { _ = try await standards.standard(draft.id, for: stranger) }
                == DataStandardCodes.notFound)
        #expect(
            await code { _ = try await standards.save(Self.sex, to: draft.id, revision: 1, by: stranger) }
                == DataStandardCodes.notYours)
        #expect(
            await code { _ = try await standards.draft(code: "DE0101", Self.sex, by: stranger) }
                == DataStandardCodes.codeTaken)
        #expect(
            await code { try await standards.withdraw(draft.id, by: drafter) } == DataStandardCodes.notIssuer)
        let issuer = try await city.actor("authority.authority-reviewer")
        #expect(
            await code { try await standards.withdraw(draft.id, by: issuer) } == DataStandardCodes.notOpen)
        #expect(
            await code { _ = try await standards.save(Self.sex, to: draft.id, revision: 1, by: drafter) }
                == DataStandardCodes.malformed)
        _ = try await standards.save(Self.phone(length: 12), to: draft.id, revision: 1, by: drafter)
        #expect(
            await code {
                _ = try await standards.save(Self.phone(length: 13), to: draft.id, revision: 1, by: drafter)
            } == DataStandardCodes.changedMeanwhile)
        await city.close()
    }

    @Test("Nobody decides a standard that they wrote, whoever submitted it", arguments: TestEngine.available)
    func authors(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let standards = city.platform.standards
        let writer = try await city.actor("police.data-staff")
        _ = try await city.platform.parties.addPerson(
            account: "second", name: "第二人", body: writer.body.id, roles: ["data-staff"],
            password: TestCity.password, by: nil)
        _ = try await city.platform.parties.addPerson(
            account: "third", name: "第三人", body: writer.body.id, roles: ["data-staff"],
            password: TestCity.password, by: nil)
        let second = try await city.actor("second")
        let third = try await city.actor("third")
        let draft = try await standards.draft(code: "DE0101", Self.phone(length: 11), by: writer)
        _ = try await standards.save(Self.phone(length: 12), to: draft.id, revision: 1, by: second)
        let file = try await standards.submit(draft.id, by: third)
        let stored = try await city.platform.store.read { try city.platform.cases.file(file.id, in: $0) }
        #expect(stored.authors == Set([writer, second, third].map(\.ledgerName)))
        await city.close()
    }

    @Test(
        "A standard that breaks its form is told every fault",
        arguments: [
            ([CodeValue(code: "1", name: "男"), CodeValue(code: "1", name: "女")], 1),
            ([CodeValue(code: "1", name: "男", parent: "9")], 1),
            (
                [CodeValue(code: "1", name: "男", parent: "2"), CodeValue(code: "2", name: "女", parent: "1")],
                2
            ),
            ([CodeValue(code: "a b", name: " ")], 2), ([], 1),
        ])
    func form(values: [CodeValue], faults: Int) async throws {
        let city = try await TestCity.open()
        var content = Self.sex
        content.shape = .codeList(CodeList(values: values))
        let reasons = city.platform.standards.check(content).reasons
        #expect(reasons.count == faults)
        #expect(reasons.allSatisfy { $0.code == DataStandardCodes.malformed && $0.field == "values" })
        await city.close()
    }

    @Test(
        "Items are held to the standard that they name, and its version is fixed when they are published",
        arguments: TestEngine.available)
    func conformity(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let compiler = try await city.actor("police.data-staff")
        try await Self.issue("DE0101", Self.phone(length: 11), in: city)
        var content = EntryContent.persons()
        content.items[3].standard = StandardReference("DE0101")
        content.items[4].standard = StandardReference("DE9999")
        let reasons = try await city.platform.catalogue.fullCheck(content).reasons
        #expect(reasons.map(\.code) == [DataStandardCodes.deviation, DataStandardCodes.notInForce])
        #expect(reasons.allSatisfy { $0.article?.description == "zhuzhou-2020#9" && $0.field != nil })
        let draft = try await city.platform.catalogue.draft(content, by: compiler)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.submit(draft.id, by: compiler)
        }
        #expect(refusal?.code == DataStandardCodes.deviation)
        content.items[3].length = 11
        content.items[4].standard = nil
        let entry = try await city.publish(content)
        #expect(entry.content.items[3].standard?.description == "DE0101@1")
        let usage = try await city.platform.standards.usage(of: "DE0101")
        #expect(usage.uses.map(\.item) == [4] && usage.total == 1)
        var figure = try #require(try await city.platform.standards.conformity().first)
        #expect(figure.items == 5 && figure.bound == 1 && figure.current == 1)
        try await Self.issue("DE0101", Self.phone(length: 13), in: city)
        figure = try #require(try await city.platform.standards.conformity().first)
        #expect(figure.bound == 1 && figure.current == 0)
        await city.close()
    }

    @Test(
        "Values outside the code list of their item are set aside at the door; old division codes are told and kept",
        arguments: TestEngine.available)
    func intake(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let issuer = try await city.actor("authority.authority-reviewer")
        try await Self.issue("CL0001", Self.sex, in: city)
        _ = try await city.platform.standards.importDivisions(
            Array("430221,2018,430212\n".utf8), kind: .changes, by: issuer)
        var content = EntryContent.stops()
        content.items = [
            Item(
                number: 0, field: "no", name: "编号", type: .characters, length: 10, isRequired: true,
                isKey: true),
            Item(
                number: 0, field: "sex", name: "性别", type: .characters, length: 1,
                codeList: StandardReference("CL0001")),
            Item(
                number: 0, field: "place", name: "所在地", type: .characters, length: 12,
                identifier: .divisionCode),
        ]
        let entry = try await city.publish(content)
        #expect(entry.content.items[1].codeList?.description == "CL0001@1")
        let compiler = try await city.actor("police.data-staff")
        let file = city.folder + "/rows.csv"
        try "编号,性别,所在地\nA1,1,430221\nA2,3,430212\nA3,2,430221\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        let receipt = try await city.platform.intake.deliver(file: file, to: entry, by: compiler)
        #expect(receipt.good == 2 && receipt.problems == 1)
        let problem = try #require(try await city.platform.intake.problems(of: receipt, by: compiler).first)
        #expect(problem.rule == .codeList && problem.verdict == .notInList && problem.line == 3)
        #expect(problem.article != nil)
        let notices = try await city.platform.intake.notices(of: receipt, by: compiler)
        #expect(notices.map(\.code) == ["430221"] && notices.first?.successor == "430212")
        #expect(notices.first?.since == 2018 && notices.first?.rows == 2)
        await city.close()
    }

    @Test("A code list goes out as CSV and comes back the same")
    func file() throws {
        let list = CodeList(values: [
            CodeValue(code: "1", name: "含,逗号与\"引号\""),
            CodeValue(
                code: "11", name: "子项", parent: "1", from: LocalDate("2020-01-01"),
                until: LocalDate("2025-12-31")),
        ])
        #expect(try CodeList(csv: Array(list.csv.utf8)) == list)
        for text in ["1\n", "1,a,,2020-13-01\n", "1,\"a\n", "1,a,b,,,x\n"] {
            #expect(throws: Refusal.self) { try CodeList(csv: Array(text.utf8)) }
        }
    }
}
