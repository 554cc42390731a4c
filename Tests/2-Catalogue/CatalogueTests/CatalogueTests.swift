import Cases
import Catalogue
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    @Test("An entry is published with a code after the profile's chain", arguments: TestEngine.available)
    func published(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let first = try await city.publish(.persons())
        let second = try await city.publish(.persons())
        #expect(first.state == .published)
        #expect(first.code == "101001/000001")
        #expect(second.code == "101001/000002")
        #expect(first.version == 1)
        #expect(first.content.items.map(\.number) == [1, 2, 3, 4, 5])
        await city.close()
    }

    @Test(
        "A change is reviewed beside what is in force, and makes a version", arguments: TestEngine.available)
    func versions(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let compiler = try await city.actor("police.data-staff")
        let entry = try await city.publish(.persons())
        var content = entry.content
        content.abstract = "增加了内容的摘要"
        content.items.append(
            Item(number: 0, field: "nation", name: "民族", type: .characters, length: 20))
        let changed = try await city.platform.catalogue.save(
            content, to: entry.id, revision: entry.revision, by: compiler)
        #expect(changed.content.abstract == entry.content.abstract)
        let file = try await city.platform.catalogue.submit(entry.id, by: compiler)
        try await city.approveAll(file)
        let again = try await city.platform.catalogue.entry(entry.id, for: compiler)
        #expect(again.content.abstract == "增加了内容的摘要")
        #expect(again.content.items.last?.number == 6)
        #expect(again.code == entry.code)
        let versions = try await city.platform.catalogue.versions(of: entry.id)
        #expect(versions.map(\.version) == [2, 1])
        await city.close()
    }

    @Test("The number of a removed item is never given again, and the key of a published entry stays")
    func numbersStay() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let entry = try await city.publish(.persons())
        var content = entry.content
        content.items.removeLast()
        _ = try await city.platform.catalogue.save(
            content, to: entry.id, revision: entry.revision, by: compiler)
        try await city.approveAll(try await city.platform.catalogue.submit(entry.id, by: compiler))
        let narrowed = try await city.platform.catalogue.entry(entry.id, for: compiler)
        content.items.append(Item(number: 0, field: "nation", name: "民族", type: .characters, length: 20))
        let saved = try await city.platform.catalogue.save(
            content, to: entry.id, revision: narrowed.revision, by: compiler)
        #expect(saved.draft?.items.map(\.number) == [1, 2, 3, 4, 6])
        content.items.removeFirst()
        let keyless = content
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.save(
                keyless, to: entry.id, revision: saved.revision, by: compiler)
        }
        #expect(refusal?.code == CatalogueCodes.elementMalformed)
        #expect(refusal?.reasons.first?.article != nil)
        await city.close()
    }

    @Test("Of two editors the second is told, and neither loses anything")
    func twoEditors() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(.persons(), by: compiler)
        var one = draft.content
        one.name = "甲"
        _ = try await city.platform.catalogue.save(one, to: draft.id, revision: draft.revision, by: compiler)
        var other = draft.content
        other.name = "乙"
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.save(
                other, to: draft.id, revision: draft.revision, by: compiler)
        }
        #expect(refusal?.code == CatalogueCodes.changedMeanwhile)
        #expect(try await city.platform.catalogue.entry(draft.id, for: compiler).content.name == "甲")
        await city.close()
    }

    @Test("A draft is seen by its own body only; another department finds nothing")
    func draftsAreOwn() async throws {
        let city = try await TestCity.open()
        let draft = try await city.platform.catalogue.draft(
            .persons(), by: try await city.actor("police.data-staff"))
        let stranger = try await city.actor("social.data-staff")
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.entry(draft.id, for: stranger)
        }
        #expect(refusal?.code == CatalogueCodes.notFound)
        #expect(try await city.platform.catalogue.search(EntryFilter(), for: stranger).total == 0)
        await city.close()
    }

    @Test("Only data staff of the body compile", arguments: ["police.department-head", "social.data-staff"])
    func whoCompiles(account: String) async throws {
        let city = try await TestCity.open()
        let draft = try await city.platform.catalogue.draft(
            .persons(), by: try await city.actor("police.data-staff"))
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.save(
                draft.content, to: draft.id, revision: draft.revision, by: try await city.actor(account))
        }
        #expect(refusal?.code == CasesCodes.procedureNotYours)
        await city.close()
    }

    @Test("Nothing is opened for an entry that may not stand")
    func refusedSubmission() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(.persons(basis: ""), by: compiler)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.submit(draft.id, by: compiler)
        }
        #expect(refusal?.code == CatalogueCodes.basisRequired)
        #expect(try await city.platform.cases.list(CaseFilter(.opened), for: compiler).isEmpty)
        await city.close()
    }

    @Test("Search takes words as words, never as patterns", arguments: TestEngine.available)
    func searchWords(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        _ = try await city.publish(.persons())
        _ = try await city.publish(.stops())
        let reader = try await city.actor("social.data-staff")
        let expected = ["人口": 1, "公交 站点": 1, "公交　站点": 1, "%": 0, "_": 0, "' OR 1=1 --": 0, "": 2]
        for (words, total) in expected {
            let page = try await city.platform.catalogue.search(EntryFilter(words: words), for: reader)
            #expect(page.total == total, "\(words)")
        }
        await city.close()
    }
}
