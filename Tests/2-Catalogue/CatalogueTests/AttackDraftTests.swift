import Cases
import Catalogue
import Parties
import Regulation
import TestCity
import Testing

@Suite("Drafts and those who should not see them")
struct AttackDraftTests {
    /// Bodies that have no part in the review of a city department's entry under Zhuzhou's regulation.
    static let strangers = [
        "government.city-government-reviewer", "county-authority.county-authority-reviewer",
        "county-government.county-government-reviewer", "social.data-staff",
    ]

    @Test(
        "A draft is for its body, the authority and those who review it; to nobody else it is there",
        arguments: strangers)
    func hidden(account: String) async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let draft = try await catalogue.draft(.persons(), by: compiler)
        let stranger = try await city.actor(account)
        let refusal = await #expect(throws: Refusal.self) {
            try await catalogue.entry(draft.id, for: stranger)
        }
        #expect(refusal?.code == CatalogueCodes.notFound)
        #expect(try await catalogue.search(EntryFilter(), for: stranger).total == 0)
        let file = try await catalogue.submit(draft.id, by: compiler)
        await #expect(throws: Refusal.self) { try await catalogue.entry(draft.id, for: stranger) }
        #expect(
            try await city.platform.cases.list(CaseFilter(.subject("entry:\(draft.id)")), for: stranger)
                .isEmpty)
        let reviewer = try await city.actor("authority.authority-reviewer")
        #expect(try await catalogue.entry(draft.id, for: reviewer).id == draft.id)
        try await city.approveAll(file)
        var changed = EntryContent.persons()
        changed.abstract = "尚未公布的变更"
        let published = try await catalogue.entry(draft.id, for: compiler)
        _ = try await catalogue.save(changed, to: draft.id, revision: published.revision, by: compiler)
        #expect(try await catalogue.entry(draft.id, for: compiler).draft != nil)
        #expect(try await catalogue.entry(draft.id, for: stranger).draft == nil)
        await city.close()
    }

    @Test("A county's reviewers see the draft that they review")
    func reviewers() async throws {
        let city = try await TestCity.open(profile: "guiyang-2017")
        let compiler = try await city.actor("county-civil.data-staff")
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        _ = try await city.platform.catalogue.submit(draft.id, by: compiler)
        let reviewer = try await city.actor("county-government.county-government-reviewer")
        #expect(try await city.platform.catalogue.entry(draft.id, for: reviewer).id == draft.id)
        await city.close()
    }
}
