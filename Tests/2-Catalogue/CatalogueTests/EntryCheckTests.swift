import Catalogue
import Platform
import Regulation
import TestCity
import Testing

@Suite("What stands against an entry")
struct EntryCheckTests {
    /// One way to break a complete entry, and the refusal that must come first.
    struct Fault: CustomStringConvertible, Sendable {
        let description: String
        let profile: String
        let code: String
        /// Nil where the platform sets the bound, and no article does.
        let article: String?
        let field: String
        let change: @Sendable (inout EntryContent) -> Void

        init(
            _ description: String, under profile: String = "zhuzhou-2020", _ code: ReasonCode,
            _ article: String?,
            _ field: String, _ change: @escaping @Sendable (inout EntryContent) -> Void
        ) {
            self.description = description
            self.profile = profile
            self.code = code.name
            self.article = article
            self.field = field
            self.change = change
        }
    }

    static let faults = [
        Fault("conditional without basis", CatalogueCodes.basisRequired, "zhuzhou-2020#18", "sharingBasis") {
            $0.sharingBasis = " "
        },
        Fault("none without basis", CatalogueCodes.basisRequired, "zhuzhou-2020#18", "sharingBasis") {
            $0.sharing = .none
            $0.sharingBasis = ""
        },
        Fault(
            "conditional without basis in Taijiang", under: "taijiang-2022", CatalogueCodes.basisRequired,
            "taijiang-2022#16", "sharingBasis"
        ) { $0.sharingBasis = "" },
        Fault(
            "conditional without conditions", CatalogueCodes.conditionsRequired, "zhuzhou-2020#18",
            "sharingConditions"
        ) {
            $0.sharingConditions = ""
        },
        Fault("no name", CatalogueCodes.elementMissing, "zhuzhou-2020#12", "name") { $0.name = "" },
        Fault("no items", CatalogueCodes.elementMissing, "zhuzhou-2020#12", "items") { $0.items = [] },
        Fault("no key", CatalogueCodes.elementMissing, "zhuzhou-2020#12", "items") { content in
            for index in content.items.indices { content.items[index].isKey = false }
        },
        Fault("two items of one name", CatalogueCodes.elementMalformed, "zhuzhou-2020#12", "items.0") {
            $0.items[1].name = $0.items[0].name
        },
        Fault("a field that SQL would notice", CatalogueCodes.elementMalformed, "zhuzhou-2020#12", "items.0")
        {
            $0.items[1].field = "name; DROP TABLE entry"
        },
        Fault(
            "a classification of letters", CatalogueCodes.elementMalformed, "zhuzhou-2020#12",
            "classification"
        ) {
            $0.classification = "abc"
        },
        Fault(
            "an opening type that Taijiang does not have", under: "taijiang-2022",
            CatalogueCodes.elementMalformed, "national-2025#13", "opening"
        ) { $0.opening = .conditional },
        Fault("a name over 200 characters", CatalogueCodes.overLimit, nil, "name") {
            $0.name = String(repeating: "名", count: 201)
        },
        Fault("a name of one character with 200 accents", CatalogueCodes.overLimit, nil, "name") {
            $0.name = "名" + String(repeating: "\u{301}", count: 200)
        },
        Fault("an abstract over 2,000 characters", CatalogueCodes.overLimit, nil, "abstract") {
            $0.abstract = String(repeating: "要", count: 2_001)
        },
        Fault("a basis over 2,000 characters", CatalogueCodes.overLimit, nil, "sharingBasis") {
            $0.sharingBasis = String(repeating: "据", count: 2_001)
        },
        Fault("501 items", CatalogueCodes.overLimit, nil, "items") { content in
            content.items = (1...501).map {
                Item(number: 0, field: "f\($0)", name: "项\($0)", type: .characters, isKey: $0 == 1)
            }
        },
        Fault("an item without a name", CatalogueCodes.elementMissing, "zhuzhou-2020#12", "items.0") {
            $0.items[1].name = " "
        },
        Fault("an item's name over 100 characters", CatalogueCodes.overLimit, nil, "items.0") {
            $0.items[1].name = String(repeating: "项", count: 101)
        },
        Fault("values over 4,000 characters", CatalogueCodes.overLimit, nil, "items.0") {
            $0.items[1].length = 4_001
        },
        Fault("a negative length with a scale", CatalogueCodes.elementMalformed, "zhuzhou-2020#12", "items.0")
        {
            $0.items[1].length = -5
            $0.items[1].scale = 2
        },
    ]

    @Test("Each fault is refused with its code, field and article", arguments: faults)
    func faultIsNamed(_ fault: Fault) async throws {
        let city = try await TestCity.open(profile: fault.profile)
        var content = EntryContent.persons()
        fault.change(&content)
        let reasons = city.platform.catalogue.check(content).reasons
        let reason = try #require(reasons.first { $0.code.name == fault.code })
        #expect(reason.field == fault.field)
        #expect(reason.article?.description == fault.article)
        await city.close()
    }

    @Test(
        "A complete entry has nothing against it",
        arguments: ["zhuzhou-2020", "taijiang-2022", "jingzhou-2024"])
    func completeEntry(profile: String) async throws {
        let city = try await TestCity.open(profile: profile)
        #expect(city.platform.catalogue.check(.persons()) == .allowed)
        #expect(city.platform.catalogue.check(.stops()) == .allowed)
        await city.close()
    }

    @Test("Everything that is missing is told at once")
    func allAtOnce() async throws {
        let city = try await TestCity.open()
        var content = EntryContent.persons()
        content.name = ""
        content.abstract = ""
        content.sharingBasis = ""
        let fields = city.platform.catalogue.check(content).reasons.compactMap(\.field)
        #expect(fields == ["name", "abstract", "sharingBasis"])
        await city.close()
    }

    @Test("A state secret is refused before anything else, and not even kept as a draft")
    func secret() async throws {
        let city = try await TestCity.open(profile: "guiyang-2017")
        var content = EntryContent.persons()
        content.sensitivity = .secret
        content.name = ""
        #expect(city.platform.catalogue.check(content).reasons.first?.code == CatalogueCodes.secretRefused)
        await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.draft(content, by: try await city.actor("police.data-staff"))
        }
        let kept = try await city.platform.catalogue.search(
            EntryFilter(), for: try await city.actor("police.data-staff"))
        #expect(kept.total == 0)
        await city.close()
    }

    @Test("Internal data in Guiyang 2017 may not be shared conditionally (art. 9)")
    func sensitivityBounds() async throws {
        let city = try await TestCity.open(profile: "guiyang-2017")
        let reason = city.platform.catalogue.check(.persons()).reasons.first
        #expect(reason?.code == CatalogueCodes.sharingOutsideSensitivity)
        #expect(reason?.article?.description == "guiyang-2017#9")
        await city.close()
    }
}
