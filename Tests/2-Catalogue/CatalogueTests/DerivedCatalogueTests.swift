import Catalogue
import Foundation
import Parties
import Platform
import Regulation
import Store
import TestCity
import Testing

@Suite("Sharing and opening catalogues")
struct DerivedCatalogueTests {
    struct Own: Sendable, CustomTestStringConvertible {
        let entry: OpeningType.ID
        /// Of each of the three items.
        let items: [OpeningType.ID?]
        let open: [String]
        let codes: [ReasonCode]
        var testDescription: String { "\(entry) \(items.map { $0?.rawValue ?? "-" })" }
    }

    /// What an item says of its own opening beside what the entry says.
    static let openings = [
        Own(
            entry: .unconditional, items: [nil, nil, nil], open: ["stop_no", "stop_name", "lines"], codes: []),
        Own(
            entry: .unconditional, items: [nil, .conditional, OpeningType.ID.none],
            open: ["stop_no", "stop_name"], codes: []),
        Own(
            entry: .conditional, items: [nil, .unconditional, nil], open: ["stop_no", "stop_name", "lines"],
            codes: [CatalogueCodes.itemOpeningWider]),
        Own(
            entry: .none, items: [.conditional, nil, .unconditional], open: [],
            codes: [CatalogueCodes.itemOpeningWider, CatalogueCodes.itemOpeningWider]),
        Own(
            entry: .unconditional,
            items: [OpeningType.ID.none, OpeningType.ID.none, OpeningType.ID.none], open: [],
            codes: [CatalogueCodes.nothingOpened]),
    ]

    @Test("An item is opened no more widely than its entry, and one item at least is", arguments: openings)
    func items(own: Own) async throws {
        let city = try await TestCity.open()
        var content = EntryContent.stops()
        content.opening = own.entry
        for (index, opening) in own.items.enumerated() { content.items[index].opening = opening }
        #expect(content.openItems.map(\.field) == own.open)
        let ruling = city.platform.catalogue.check(content)
        #expect(ruling.reasons.map(\.code) == own.codes)
        #expect(ruling.reasons.allSatisfy { $0.article != nil })
        await city.close()
    }

    @Test("An item whose own grade is not opened cannot say that it is")
    func bound() async throws {
        let city = try await TestCity.open()
        var content = EntryContent.stops()
        content.items[1].grade = "general-3"
        content.items[1].opening = .conditional
        let fields = city.platform.catalogue.check(content).reasons
            .filter { $0.code == CatalogueCodes.openingOutsideGrade }.map(\.field)
        #expect(fields == ["items.0"])
        await city.close()
    }

    static let regulations: [(profile: String, restrictions: [Restriction], opens: Bool)] = [
        ("zhuzhou-2020", [.conditional, .notShared, .notOpened, .itemsWithheld], true),
        ("guiyang-guian-2024", [.notShared, .notOpened, .itemsWithheld], true),
        ("guiyang-2017", [.conditional, .notShared, .notOpened, .itemsWithheld], true),
        ("jingzhou-2024", [.notShared, .notOpened, .itemsWithheld], true),
        ("taijiang-2022", [.conditional, .notShared, .notOpened, .itemsWithheld], true),
    ]

    @Test("What stands on the negative list follows the types of the regulation", arguments: regulations)
    func listed(profile: String, restrictions: [Restriction], opens: Bool) async throws {
        let city = try await TestCity.open(profile: profile)
        let regulation = city.platform.profile
        #expect(Restriction.listed(by: regulation) == restrictions)
        #expect(DerivedCatalogue.opening.exists(in: regulation) == opens)
        #expect(DerivedCatalogue.sharing.exists(in: regulation))
        for restriction in restrictions {
            #expect(restriction.article(in: regulation) != nil)
            #expect(restriction.word(in: regulation).zh != restriction.rawValue)
        }
        #expect(DerivedCatalogue.sharing.article(in: regulation) != nil)
        #expect((DerivedCatalogue.opening.article(in: regulation) != nil) == opens)
        // The decree governs sharing alone: it opens nothing, and lists nothing as not opened.
        let national = try #require(city.platform.library["national-2025"])
        #expect(Restriction.listed(by: national) == [.notShared])
        #expect(!DerivedCatalogue.opening.exists(in: national))
        await city.close()
    }

    static let cities = ["zhuzhou-2020", "guiyang-guian-2024", "guiyang-2017"].flatMap { profile in
        TestEngine.available.map { (profile, $0) }
    }

    @Test(
        "What is shared and what is opened follows each publication, change and retirement",
        arguments: cities)
    func follows(profile: String, engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: profile)
        let catalogue = city.platform.catalogue
        let reader = try await city.actor("social.data-staff")
        /// Of the sharing catalogue, then of the opening catalogue.
        func codes() async throws -> [Set<String>] {
            let sharing = try await catalogue.sharing(EntryFilter(), for: reader)
            let opening = try await catalogue.opening(EntryFilter())
            #expect(sharing.total == sharing.lines.count && opening.total == opening.lines.count)
            return [Set(sharing.lines.map(\.code)), Set(opening.lines.map(\.code))]
        }
        _ = try await catalogue.draft(.stops(), by: try await city.actor("police.data-staff"))
        #expect(try await codes() == [[], []], "a draft is in neither")
        // Public and internal data is shared without conditions in every one of the three cities.
        let persons = try await city.publish(.persons(sharing: .unconditional, basis: "", conditions: ""))
        let stops = try await city.publish(.stops())
        let (first, second) = (persons.code ?? "", stops.code ?? "")
        #expect(try await codes() == [[first, second], [second]])
        // A change under way leaves what is in force where it is, and shows nothing of itself.
        let compiler = try await city.actor("police.data-staff")
        var change = stops.content
        change.name = "公交站点（变更中）"
        let now = try await catalogue.entry(stops.id, for: compiler)
        _ = try await catalogue.save(change, to: stops.id, revision: now.revision, by: compiler)
        let file = try await catalogue.submit(stops.id, by: compiler)
        #expect(try await codes() == [[first, second], [second]])
        #expect(try await catalogue.opened(second).name == "公交站点")
        #expect(try await catalogue.shared(second, for: reader).name == "公交站点")
        try await city.approveAll(file)
        #expect(try await catalogue.opened(second).name == "公交站点（变更中）")
        _ = try await catalogue.retire(
            stops.id, reason: "站点数据并入交通专题", by: try await city.actor("police.department-head"))
        #expect(try await codes() == [[first], []])
        for code in [first, second, "999999/000001"] {
            let refusal = await #expect(throws: Refusal.self) { try await catalogue.opened(code) }
            #expect(refusal?.code == CatalogueCodes.notFound)
            #expect(refusal?.reasons.first?.article != nil)
        }
        await #expect(throws: Refusal.self) { try await catalogue.shared(second, for: reader) }
        await city.close()
    }

    @Test(
        "What is not shared is in the resource catalogue alone",
        arguments: TestEngine.available)
    func notShared(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let reader = try await city.actor("social.data-staff")
        let withheld = try await city.publish(.persons(sharing: .none))
        let conditional = try await city.publish(.persons())
        #expect(
            try await catalogue.sharing(EntryFilter(), for: reader).lines.map(\.code) == [conditional.code])
        #expect(try await catalogue.search(EntryFilter(state: .published), for: reader).total == 2)
        await #expect(throws: Refusal.self) {
            try await catalogue.shared(withheld.code ?? "", for: reader)
        }
        await city.close()
    }

    @Test(
        "The public finds an entry by nothing that is kept back from it",
        arguments: TestEngine.available)
    func words(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        var content = EntryContent.stops()
        content.items[2].opening = OpeningType.ID.none
        content.sourceSystem = "调度系统"
        let entry = try await city.publish(content)
        _ = try await city.publish(.stops(), by: "social.data-staff")
        func total(_ words: String, facets: [Facet: String] = [:]) async throws -> Int {
            let page = try await catalogue.opening(EntryFilter(words: words, facets: facets))
            #expect(try await catalogue.facets(page.filter, of: .opening).total == page.total)
            return page.total
        }
        // Both have the item; one keeps it back.
        #expect(try await total("线路数") == 1)
        #expect(try await total("站点名称") == 2)
        #expect(try await total("公交 线路数") == 1)
        #expect(try await total("公交站点") == 2)
        #expect(try await total("公安局") == 1)
        #expect(try await total("公安局 线路数") == 0)
        #expect(try await total(entry.code ?? "") == 1)
        #expect(try await total("调度系统") == 0)
        #expect(try await total("户籍") == 0)
        // Facets that tell of the body's business narrow nothing, and are not counted.
        #expect(try await total("", facets: [.grade: "general-3"]) == 2)
        #expect(try await total("", facets: [.opening: "conditional"]) == 0)
        let counts = try await catalogue.facets(EntryFilter(), of: .opening)
        #expect(Set(counts.counts.keys) == Set(DerivedCatalogue.opening.facets))
        let opened = try await catalogue.opened(entry.code ?? "")
        #expect(opened.items.map(\.name) == ["站点编号", "站点名称"])
        // Officials find it in the resource and the sharing catalogue by all of its items.
        let reader = try await city.actor("social.data-staff")
        #expect(try await catalogue.search(EntryFilter(words: "线路数"), for: reader).total == 2)
        #expect(try await catalogue.sharing(EntryFilter(words: "线路数"), for: reader).total == 2)
        #expect(try await catalogue.checkSearch().differencesCount == 0)
        try await catalogue.rebuildSearch()
        #expect(try await catalogue.checkSearch().differencesCount == 0)
        #expect(try await total("线路数") == 1)
        // What is opened after all is found.
        _ = try await city.republish(entry) { $0.items[2].opening = nil }
        #expect(try await total("线路数") == 2)
        #expect(try await catalogue.checkSearch().differencesCount == 0)
        await city.close()
    }

    @Test(
        "The public finds an entry by nothing that its relations name, also where the index is older",
        arguments: TestEngine.available)
    func relations(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        var content = EntryContent.stops()
        content.relations = [EntryRelation(.system, "调度平台", note: "夜间批次")]
        _ = try await city.publish(content)
        func total(_ words: String) async throws -> Int {
            let page = try await catalogue.opening(EntryFilter(words: words))
            let counts = try await catalogue.facets(page.filter, of: .opening)
            #expect(counts.total == page.total && page.lines.count == page.total)
            #expect(counts[.format].map(\.entries).reduce(0, +) == page.total)
            return page.total
        }
        let reader = try await city.actor("social.data-staff")
        for words in ["调度平台", "夜间批次", "公交 调度平台", "公安局 调度平台"] {
            #expect(try await total(words) == 0, "\(words)")
            #expect(try await catalogue.search(EntryFilter(words: words), for: reader).total == 1)
        }
        #expect(try await total("线路数") == 1)
        #expect(try await total("公安局 公交站点") == 1)
        #expect(try await catalogue.suggestions("调度").isEmpty)
        #expect(try await catalogue.suggestions("夜间").isEmpty)
        // As rows were written before, until the store is brought up to date.
        let migration = try #require(Catalogue.migrations.first { $0.id == "catalogue-008" })
        try await city.platform.store.write { session in
            try session.run("UPDATE search_entry SET facets = facets - 2251799813685248")
        }
        #expect(try await total("调度平台") == 1)
        try await city.platform.store.write { try $0.script(migration.sql) }
        try await catalogue.fillSearch()
        #expect(try await total("调度平台") == 0)
        #expect(try await catalogue.checkSearch().differencesCount == 0)
        await city.close()
    }

    @Test("A word that is lost from the index of opened items is noticed", arguments: TestEngine.available)
    func drift(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        var content = EntryContent.stops()
        content.items[2].opening = OpeningType.ID.none
        _ = try await city.publish(content)
        for change in ["UPDATE search_opening SET words = ' 线路数 '", "DELETE FROM search_opening"] {
            try await city.platform.store.write { try $0.run(change) }
            let check = try await city.platform.catalogue.checkSearch()
            #expect(check.differences.map(\.place) == ["search_opening"])
            try await city.platform.catalogue.rebuildSearch()
        }
        await city.close()
    }

    @Test(
        "Restrictions of entries that were published before there was a table of them are filled in",
        arguments: TestEngine.available)
    func fill(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let persons = try await city.publish(.persons())
        _ = try await city.publish(.stops())
        _ = try await city.republish(persons) { $0.sharingBasis += "、第二十条" }
        _ = try await city.republish(persons) { $0.abstract += "（修订）" }
        let kept = try await city.restrictionRows()
        #expect(kept.map(\.restriction) == ["conditional", "not-opened"])
        #expect(kept.map(\.version) == [3, 3])
        #expect(kept.map(\.since) == [2, 1], "since when each says what it says")
        try await city.platform.store.write { session in
            try session.run("DELETE FROM entry_restriction")
            try session.run("UPDATE restriction_progress SET filled = 0")
        }
        try await city.platform.catalogue.fillRestrictions()
        #expect(try await city.restrictionRows().map(\.restriction) == kept.map(\.restriction))
        #expect(try await city.restrictionRows().map(\.version) == kept.map(\.version))
        #expect(try await city.restrictionRows().map(\.since) == kept.map(\.since))
        _ = try await city.platform.catalogue.retire(
            persons.id, reason: "停用", by: try await city.actor("police.department-head"))
        #expect(try await city.restrictionRows().isEmpty)
        await city.close()
    }
}

extension TestCity {
    fileprivate func restrictionRows() async throws -> [(
        restriction: String, version: Int64, since: Int64
    )] {
        try await platform.store.read { session in
            try session.all(
                "SELECT restriction, version, since FROM entry_restriction ORDER BY number, restriction"
            ) { (try $0.text(at: 0), try $0.int(at: 1), try $0.int(at: 2)) }
        }
    }
}
