import Parties
import Regulation
import Store
import TestCity
import Testing

@testable import Catalogue

@Suite("Searching the catalogue")
struct SearchTests {
    /// Stops and persons published by the police; a draft of theirs that nobody else may see.
    private func city(_ engine: TestEngine) async throws -> TestCity {
        let city = try await TestCity.open(engine)
        _ = try await city.publish(.persons())
        _ = try await city.publish(.stops())
        var secret = EntryContent.stops()
        secret.name = "筹备中的轨道站点"
        secret.abstract = "尚未公布的轨道"
        secret.grade = "general-2"
        secret.items[0].name = "筹备编号"
        _ = try await city.platform.catalogue.draft(secret, by: try await city.actor("police.data-staff"))
        return city
    }

    private func names(_ words: String, in city: TestCity, as account: String = "social.data-staff")
        async throws
        -> [String]
    {
        let page = try await city.platform.catalogue.search(
            EntryFilter(words: words), for: try await city.actor(account))
        #expect(page.total == page.entries.count)
        return page.entries.map(\.content.name)
    }

    @Test(
        "Words are found in names, abstracts, items, codes and names of bodies",
        arguments: TestEngine.available)
    func everywhere(engine: TestEngine) async throws {
        let city = try await city(engine)
        let stops = ["公交站点"]
        let expected: [String: [String]] = [
            "公交": stops, "公交站": stops, "公交站点": stops, "交": stops, "点": stops, "公交站点编号": [], "公交 编号": stops,
            "线路数": stops, "的编号、名称和": stops, "301002/000001": stops, "3010": stops, "010": [],
            "０００００１": stops + ["户籍人口基本信息"],
            "公安": stops + ["户籍人口基本信息"], "公安 人口": ["户籍人口基本信息"], "人社": [], "站点公交": [],
            "点本市": [], "位置站点": [],
        ]
        for (words, found) in expected {
            #expect(try await names(words, in: city).sorted() == found.sorted(), "\(words)")
        }
        await city.close()
    }

    static let hostile = [
        "\"", "*", "'", "\"公交\" OR \"人口\"", "NEAR(公交 人口)", "name:公交x", "公交*人口", "%", "_", "\\", "' OR 1=1 --",
        "(", ")", "^公交x",
        "-", "{", "b0", "b1", "b 0", "b", "\u{E000}", "公交 AND NOT", ":*", "& |", "!", "\u{0}",
        "\u{FFFE}",
    ]

    @Test("What looks like syntax is only text", arguments: TestEngine.available)
    func syntax(engine: TestEngine) async throws {
        let city = try await city(engine)
        for words in Self.hostile {
            #expect(try await names(words, in: city) == [], "\(words)")
            _ = try await city.platform.catalogue.suggestions(words)
        }
        #expect(try await names("\"公交\"*", in: city) == ["公交站点"])
        #expect(try await names(String(repeating: "公交站点", count: 2_500), in: city) == [])
        #expect(EntryFilter(words: String(repeating: "公", count: 10_000)).words.count == EntryFilter.wordsMax)
        await city.close()
    }

    @Test(
        "The name itself comes first, then names with the words, then the rest",
        arguments: TestEngine.available)
    func order(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        for name in ["公交", "本市公交线网", "车辆"] {
            var content = EntryContent.stops()
            content.name = name
            content.abstract = name == "车辆" ? "公交车辆" : "说明"
            _ = try await city.publish(content)
        }
        #expect(try await names("公交", in: city) == ["公交", "本市公交线网", "车辆"])
        let actor = try await city.actor("social.data-staff")
        var paged: [String] = []
        for page in 1...4 {
            let found = try await city.platform.catalogue.search(
                EntryFilter(words: "公交", page: page, pageSize: 1), for: actor)
            #expect(found.total == 3)
            paged += found.entries.map(\.content.name)
        }
        #expect(paged == ["公交", "本市公交线网", "车辆"])
        await city.close()
    }

    @Test("Facets count what is found and narrow it exactly", arguments: TestEngine.available)
    func facets(engine: TestEngine) async throws {
        let city = try await city(engine)
        let catalogue = city.platform.catalogue
        for account in ["social.data-staff", "police.data-staff", "authority.administrator"] {
            let actor = try await city.actor(account)
            for words in ["", "公", "站点", "公安", "没有"] {
                let filter = EntryFilter(words: words)
                let total = try await catalogue.search(filter, for: actor).total
                let counts = try await catalogue.facets(filter, for: actor)
                #expect(counts.total == total)
                for facet in Facet.allCases {
                    #expect(counts[facet].map(\.entries).reduce(0, +) == total)
                    for count in counts[facet] {
                        let narrowed = EntryFilter(words: words, facets: [facet: count.value])
                        #expect(try await catalogue.search(narrowed, for: actor).total == count.entries)
                        #expect(try await catalogue.facets(narrowed, for: actor).total == count.entries)
                    }
                }
            }
        }
        let anyone = try await city.actor("social.data-staff")
        for (facet, value) in [
            (Facet.grade, "general-9"), (.body, "nobody"), (.sharing, ""), (.state, "draft"),
        ] {
            let filter = EntryFilter(facets: [facet: value])
            #expect(try await catalogue.search(filter, for: anyone).total == 0, "\(facet) \(value)")
        }
        await city.close()
    }

    @Test(
        "What is in force is what was published and not retired, under review or not",
        arguments: TestEngine.available)
    func inForce(engine: TestEngine) async throws {
        let city = try await city(engine)
        let catalogue = city.platform.catalogue
        let authority = try await city.actor("authority.authority-reviewer")
        func found(_ words: String = "") async throws -> [String] {
            var filter = EntryFilter(words: words)
            filter.inForce = true
            let page = try await catalogue.search(filter, for: authority)
            #expect(page.total == page.entries.count)
            #expect(try await catalogue.facets(filter, for: authority).total == page.total)
            return page.entries.map(\.content.name).sorted()
        }
        let all = ["公交站点", "户籍人口基本信息"]
        #expect(try await found() == all)
        let compiler = try await city.actor("police.data-staff")
        let entries = try await catalogue.search(EntryFilter(), for: compiler).entries
        let stops = try #require(entries.first { $0.content.name == "公交站点" })
        let persons = try #require(entries.first { $0.content.name == "户籍人口基本信息" })
        var content = stops.content
        content.abstract += "，按年更新"
        _ = try await catalogue.save(content, to: stops.id, revision: stops.revision, by: compiler)
        _ = try await catalogue.submit(stops.id, by: compiler)
        #expect(try await found() == all)
        _ = try await catalogue.retire(persons.id, reason: "职能划转", by: authority)
        #expect(try await found() == ["公交站点"])
        #expect(try await found("户籍人口基本信息") == [])
        #expect(try await found("公交站点") == ["公交站点"])
        #expect(try await found("筹备") == [])
        #expect(try await catalogue.checkSearch().differences == [])
        await city.close()
    }

    @Test("A draft is found by its own body and the authority alone", arguments: TestEngine.available)
    func drafts(engine: TestEngine) async throws {
        let city = try await city(engine)
        let catalogue = city.platform.catalogue
        let stranger = try await city.actor("social.data-staff")
        for words in ["筹备", "筹备编号", "尚未公布", "轨道", "筹备中的轨道站点"] {
            #expect(try await names(words, in: city) == [])
            #expect(try await names(words, in: city, as: "police.data-staff") == ["筹备中的轨道站点"])
            #expect(try await names(words, in: city, as: "authority.administrator") == ["筹备中的轨道站点"])
            #expect(try await catalogue.facets(EntryFilter(words: words), for: stranger).total == 0)
        }
        #expect(try await catalogue.suggestions("筹") == [])
        let grades = try await catalogue.facets(EntryFilter(), for: stranger)[.grade].map(\.value)
        #expect(!grades.contains("general-2"))
        let draftsOfPolice = EntryFilter(
            body: try await city.actor("police.data-staff").body.id, state: .draft)
        #expect(try await catalogue.search(draftsOfPolice, for: stranger).total == 0)
        await city.close()
    }

    @Test("A change under way is not found before it is published", arguments: TestEngine.available)
    func changes(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let entry = try await city.publish(.stops())
        #expect(try await catalogue.suggestions("站点") == ["站点名称", "站点编号"])
        var content = entry.content
        content.abstract = "改写以后"
        content.items[1].name = "站名"
        _ = try await catalogue.save(content, to: entry.id, revision: entry.revision, by: compiler)
        #expect(try await names("改写以后", in: city, as: "police.data-staff") == [])
        #expect(
            try await catalogue.search(EntryFilter(), for: try await city.actor("social.data-staff")).entries[
                0
            ].draft == nil)
        try await city.approveAll(try await catalogue.submit(entry.id, by: compiler))
        #expect(try await names("改写以后", in: city) == ["公交站点"])
        #expect(try await names("本市公交", in: city) == [])
        #expect(try await catalogue.suggestions("站") == ["站名", "站点编号"])
        #expect(try await catalogue.suggestions("公交") == ["公交站点"])
        #expect(try await catalogue.suggestions("") == [])
        await city.close()
    }

    @Test("A body is found by its present name", arguments: TestEngine.available)
    func renamed(engine: TestEngine) async throws {
        let city = try await city(engine)
        let police = try await city.actor("police.data-staff").body.id
        _ = try await city.platform.parties.renameBody(police, to: "市警务局", by: nil)
        #expect(try await names("公安", in: city) == [])
        #expect(try await names("警务", in: city).count == 2)
        await city.close()
    }
}
