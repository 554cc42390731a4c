import Regulation
import TestCity
import Testing

@testable import Catalogue

@Suite("What entries relate to")
struct RelationTests {
    static func stops(_ name: String, _ relations: [EntryRelation]) -> EntryContent {
        var content = EntryContent.stops()
        content.name = name
        content.relations = relations
        return content
    }

    /// Publishes an entry and answers it.
    static func publish(_ content: EntryContent, in city: TestCity) async throws -> Entry {
        let compiler = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(content, by: compiler)
        try await city.approveAll(try await city.platform.catalogue.submit(draft.id, by: compiler))
        return try await city.platform.catalogue.entry(draft.id, for: compiler)
    }

    @Test("A content kept before there were relations has none")
    func old() throws {
        let text = try EntryContent.stops().stored().replacing(",\"relations\":[]", with: "")
        #expect(!text.contains("relations"))
        #expect(try EntryContent(stored: text) == EntryContent.stops())
    }

    @Test(
        "A line is read as it is written, and what is none is told",
        arguments: [
            ("派生自 | 301001/000001", EntryRelation(.derivedFrom, "301001/000001")),
            ("system｜人口库｜主库 | 二", EntryRelation(.system, "人口库", note: "主库 | 二")),
            ("Project | 一期 | ", EntryRelation(.project, "一期")), ("邻居 | 甲", nil), ("业务事项", nil),
        ])
    func line(text: String, relation: EntryRelation?) {
        #expect(EntryRelation(line: text) == relation)
        if let relation { #expect(EntryRelation(line: relation.line) == relation) }
        #expect(EntryRelation.read("\n\(text)\n").others == (relation == nil ? [text] : []))
    }

    @Test(
        "Relations that break their form are refused",
        arguments: [
            ([EntryRelation(.system, "")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.system, "甲|乙")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.system, "甲", note: "一\n二")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.project, String(repeating: "甲", count: 201))], CatalogueCodes.elementMalformed),
            ([EntryRelation(.relatedEntry, "公交站点")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.system, "甲"), EntryRelation(.system, "甲")], CatalogueCodes.elementMalformed),
            ((0...100).map { EntryRelation(.system, "\($0)") }, CatalogueCodes.overLimit),
        ])
    func form(relations: [EntryRelation], code: ReasonCode) {
        #expect(RelationCheck(article: nil)(relations).reasons.map(\.code) == [code])
        #expect(RelationCheck(article: nil)([EntryRelation(.system, "甲")]) == .allowed)
    }

    @Test(
        "Related entries exist, are not the entry itself, and derivations run in no circle",
        arguments: TestEngine.available)
    func targets(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let first = try await Self.publish(Self.stops("甲", []), in: city)
        let code = try #require(first.code)
        let second = try await Self.publish(Self.stops("乙", [EntryRelation(.derivedFrom, code)]), in: city)
        let third = try await Self.publish(
            Self.stops("丙", [EntryRelation(.derivedFrom, try #require(second.code))]), in: city)
        let article = city.platform.profile.article(for: .entryElements)
        var revision = first.revision
        for (relation, expected) in [
            (EntryRelation(.relatedEntry, "301002/999999"), CatalogueCodes.relationTargetUnknown),
            (EntryRelation(.relatedEntry, code), CatalogueCodes.relatedToItself),
            (EntryRelation(.derivedFrom, try #require(third.code)), CatalogueCodes.relationCyclic),
        ] {
            revision = try await catalogue.save(
                Self.stops("甲", [relation]), to: first.id, revision: revision, by: compiler
            ).revision
            let refusal = await #expect(throws: Refusal.self) {
                try await catalogue.submit(first.id, by: compiler)
            }
            #expect(refusal?.reasons.map(\.code) == [expected])
            #expect(refusal?.reasons.first?.article == article)
        }
        // A relation of another kind may well run back.
        _ = try await catalogue.save(
            Self.stops("甲", [EntryRelation(.relatedEntry, try #require(third.code))]), to: first.id,
            revision: revision, by: compiler)
        try await city.approveAll(try await catalogue.submit(first.id, by: compiler))
        #expect(try await catalogue.relating(to: code).map(\.id) == [second.id])
        #expect(try await catalogue.relating(to: try #require(third.code)).map(\.kind) == [.relatedEntry])
        #expect(try await catalogue.search(EntryFilter(words: code), for: compiler).total == 2)
        let check = try await catalogue.checkSearch()
        #expect(check.differencesCount == 0)
        await city.close()
    }

    @Test("Two reviews at once close no circle")
    func together() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let first = try await Self.publish(Self.stops("甲", []), in: city)
        let second = try await Self.publish(Self.stops("乙", []), in: city)
        for (entry, other) in [(first, second), (second, first)] {
            _ = try await catalogue.save(
                Self.stops(
                    entry.content.name, [EntryRelation(.derivedFrom, try #require(other.code))]),
                to: entry.id, revision: entry.revision, by: compiler)
        }
        try await catalogue.submit(first.id, by: compiler)
        let refusal = await #expect(throws: Refusal.self) {
            try await catalogue.submit(second.id, by: compiler)
        }
        #expect(refusal?.code == CatalogueCodes.relationCyclic)
        await city.close()
    }
}
