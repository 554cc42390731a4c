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

    @Test("A content kept before there were relations has none")
    func old() throws {
        let text = try EntryContent.stops().stored().replacing(",\"relations\":[]", with: "")
        #expect(!text.contains("relations"))
        #expect(try EntryContent(stored: text) == EntryContent.stops())
    }

    @Test(
        "A line is read as it is written in either language, and what is none is told",
        arguments: [
            ("派生自 | 301001/000001", EntryRelation(.derivedFrom, "301001/000001")),
            ("隶属于 | 301001/000001", EntryRelation(.partOf, "301001/000001")),
            ("replaces | 301001/000001", EntryRelation(.replaces, "301001/000001")),
            ("system｜人口库｜主库 | 二", EntryRelation(.system, "人口库", note: "主库 | 二")),
            ("Project | 一期 | ", EntryRelation(.project, "一期")), ("邻居 | 甲", nil), ("业务事项", nil),
        ])
    func line(text: String, relation: EntryRelation?) {
        #expect(EntryRelation(line: text) == relation)
        if let relation {
            for language in Language.allCases {
                #expect(EntryRelation(line: relation.line(in: language)) == relation)
            }
            let stable = EntryRelation.stableText([relation])
            #expect(stable.hasPrefix(relation.kind.rawValue + " | "))
            #expect(EntryRelation.read(stable).relations == [relation])
        }
        #expect(EntryRelation.read("\n\(text)\n").others == (relation == nil ? [text] : []))
    }

    @Test(
        "Every kind has words of its own in both languages, and from the other side where it leads to entries"
    )
    func words() {
        let kinds = EntryRelation.Kind.allCases
        for words in [kinds.map(\.zh), kinds.map(\.en)] { #expect(Set(words).count == kinds.count) }
        let others = kinds.compactMap(\.fromOtherSide)
        #expect(Set(others).count == others.count)
        #expect(kinds.filter(\.isOfEntries) == [.derivedFrom, .partOf, .replaces, .relatedEntry])
        let oneWay = kinds.filter(\.isAcyclic)
        #expect(oneWay.allSatisfy { $0.isOfEntries })
    }

    @Test(
        "Relations that break their form are refused",
        arguments: [
            ([EntryRelation(.system, "")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.system, "甲|乙")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.system, "甲", note: "一\n二")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.project, String(repeating: "甲", count: 201))], CatalogueCodes.elementMalformed),
            ([EntryRelation(.relatedEntry, "公交站点")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.partOf, "公交站点")], CatalogueCodes.elementMalformed),
            ([EntryRelation(.system, "甲"), EntryRelation(.system, "甲")], CatalogueCodes.elementMalformed),
            ((0...100).map { EntryRelation(.system, "\($0)") }, CatalogueCodes.overLimit),
        ])
    func form(relations: [EntryRelation], code: ReasonCode) {
        #expect(RelationCheck(article: nil)(relations).reasons.map(\.code) == [code])
        #expect(RelationCheck(article: nil)([EntryRelation(.system, "甲")]) == .allowed)
    }

    @Test("Related entries exist and are not the entry itself", arguments: TestEngine.available)
    func targets(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let first = try await city.publish(Self.stops("甲", []))
        let code = try #require(first.code)
        let article = city.platform.profile.article(for: .entryElements)
        var revision = first.revision
        for (relation, expected) in [
            (EntryRelation(.relatedEntry, "301002/999999"), CatalogueCodes.relationTargetUnknown),
            (EntryRelation(.relatedEntry, code), CatalogueCodes.relatedToItself),
            (EntryRelation(.derivedFrom, code), CatalogueCodes.relatedToItself),
        ] {
            revision = try await catalogue.save(
                Self.stops("甲", [relation]), to: first.id, revision: revision, by: compiler
            ).revision
            let refusal = await #expect(throws: Refusal.self) {
                try await catalogue.submit(first.id, by: compiler)
            }
            #expect(refusal?.reasons.map(\.code) == [expected])
            #expect(refusal?.reasons.first?.article == article)
            #expect(refusal?.reasons.first?.detail?.zh.contains(relation.target) == true)
        }
        await city.close()
    }

    @Test(
        "Relations of a kind that runs one way close no circle, and the refusal names it",
        arguments: EntryRelation.Kind.allCases.filter(\.isAcyclic), TestEngine.available)
    func circles(kind: EntryRelation.Kind, engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        var chain: [Entry] = [try await city.publish(Self.stops("第0个", []))]
        for number in 1...14 {
            let before = try #require(chain.last?.code)
            chain.append(try await city.publish(Self.stops("第\(number)个", [EntryRelation(kind, before)])))
        }
        let codes = chain.compactMap(\.code)
        var revision = chain[0].revision
        for length in [2, 3, 15] {
            revision = try await catalogue.save(
                Self.stops("第0个", [EntryRelation(kind, codes[length - 1])]), to: chain[0].id,
                revision: revision, by: compiler
            ).revision
            let refusal = await #expect(throws: Refusal.self) {
                try await catalogue.submit(chain[0].id, by: compiler)
            }
            #expect(refusal?.reasons.map(\.code) == [CatalogueCodes.relationCyclic])
            let circle = [codes[0]] + codes[0..<length].reversed()
            let text = try #require(refusal?.reasons.first?.detail?.zh)
            if length < 12 {
                #expect(text == "\(kind.zh)：\(circle.joined(separator: " → "))")
            } else {
                #expect(text.contains(circle.prefix(6).joined(separator: " → ") + " → …"))
                #expect(text.hasSuffix(circle.suffix(6).joined(separator: " → ")))
            }
        }
        // Another kind may well run back, and a circle of two kinds is none.
        for other in EntryRelation.Kind.allCases where other.isOfEntries && other != kind {
            let content = Self.stops("第0个", [EntryRelation(other, codes[14])])
            revision = try await catalogue.save(
                content, to: chain[0].id, revision: revision, by: compiler
            ).revision
            let ruling = try await catalogue.store.read { session in
                try catalogue.relations(of: content, code: codes[0], in: session)
            }
            #expect(ruling == .allowed)
        }
        await city.close()
    }

    @Test("Of two halves of a circle submitted at once one is refused", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        for round in 0..<4 {
            let first = try await city.publish(Self.stops("甲\(round)", []))
            let second = try await city.publish(Self.stops("乙\(round)", []))
            for (entry, other) in [(first, second), (second, first)] {
                _ = try await catalogue.save(
                    Self.stops(entry.content.name, [EntryRelation(.derivedFrom, try #require(other.code))]),
                    to: entry.id, revision: entry.revision, by: compiler)
            }
            let outcomes = await withTaskGroup(of: ReasonCode?.self) { group in
                for entry in [first, second] {
                    group.addTask {
                        do {
                            try await catalogue.submit(entry.id, by: compiler)
                            return nil
                        } catch let refusal as Refusal {
                            return refusal.code
                        } catch {
                            return CatalogueCodes.notFound
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == CatalogueCodes.relationCyclic } == 1, "\(outcomes)")
        }
        await city.close()
    }

    @Test("What a declined review would have related binds nobody any more", arguments: TestEngine.available)
    func declined(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let first = try await city.publish(Self.stops("甲", []))
        let second = try await city.publish(Self.stops("乙", []))
        let forth = Self.stops("甲", [EntryRelation(.partOf, try #require(second.code))])
        let back = Self.stops("乙", [EntryRelation(.partOf, try #require(first.code))])
        _ = try await catalogue.save(forth, to: first.id, revision: first.revision, by: compiler)
        let file = try await catalogue.submit(first.id, by: compiler)
        _ = try await catalogue.save(back, to: second.id, revision: second.revision, by: compiler)
        let refusal = await #expect(throws: Refusal.self) {
            try await catalogue.submit(second.id, by: compiler)
        }
        #expect(refusal?.code == CatalogueCodes.relationCyclic)
        // Under review it is seen by nobody from the other side.
        #expect(try await catalogue.relating(to: try #require(second.code)).total == 0)
        try await city.platform.withdraw(file.id, by: compiler)
        try await city.approveAll(try await catalogue.submit(second.id, by: compiler))
        #expect(
            try await catalogue.relating(to: try #require(first.code)).entries.map(\.kind) == [.partOf])
        let again = await #expect(throws: Refusal.self) {
            try await catalogue.submit(first.id, by: compiler)
        }
        #expect(again?.code == CatalogueCodes.relationCyclic)
        await city.close()
    }

    @Test("A relation is seen from the other side, found by its words, and stays with a retired entry")
    func otherSide() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let first = try await city.publish(Self.stops("甲", []))
        let code = try #require(first.code)
        let second = try await city.publish(
            Self.stops("乙", [EntryRelation(.derivedFrom, code, note: "按月汇总"), EntryRelation(.system, "人口库")]))
        let third = try await city.publish(Self.stops("丙", [EntryRelation(.relatedEntry, code)]))
        let head = try await city.actor("police.department-head")
        try await catalogue.retire(second.id, reason: "业务已划转", by: head)
        let seen = try await catalogue.relating(to: code)
        #expect(seen.total == 2)
        // The retired one is last, and says that it is.
        #expect(seen.entries.map(\.entry.id) == [third.id, second.id])
        #expect(seen.entries.map(\.entry.state) == [.published, .retired])
        #expect(seen.entries.last?.note == "按月汇总")
        try await catalogue.retire(first.id, reason: "业务已划转", by: head)
        #expect(
            try await catalogue.named(codes: [code, "301002/999999"]).mapValues(\.state) == [code: .retired])
        let compiler = try await city.actor("police.data-staff")
        for words in [code, "人口库", "按月汇总"] {
            let found = try await catalogue.search(EntryFilter(words: words), for: compiler)
            #expect(found.entries.contains { $0.id == second.id }, "\(words)")
        }
        #expect(try await catalogue.checkSearch().differencesCount == 0)
        // A change without the relation takes it away.
        _ = try await city.republish(third) { $0.relations = [] }
        #expect(try await catalogue.relating(to: code).total == 1)
        await city.close()
    }

    @Test(
        "What relates to an entry is listed up to its bound and counted beyond it; a walk too long is refused"
    )
    func bounds() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let entry = try await city.publish(Self.stops("甲", []))
        let code = try #require(entry.code)
        let walked = Catalogue.relationsWalkedMax
        try await catalogue.store.write { session in
            let text = try entry.content.stored()
            for number in 1...(walked + 2) {
                try session.run(
                    """
                    INSERT INTO entry (id, number, code, body, state, name, abstract, sharing, opening, content,
                        created_at, updated_at)
                    VALUES (?, ?, ?, ?, 'published', '乙', '乙', 'none', 'none', ?, 0, 0)
                    """,
                    [
                        .text("e\(number)"), .int(Int64(1_000 + number)), .text("302001/\(number)"),
                        .text(entry.body), .text(text),
                    ])
                try session.run(
                    """
                    INSERT INTO entry_relation (entry, stage, kind, target, note)
                    VALUES (?, 'published', 'derived-from', ?, '')
                    """, [.text("e\(number)"), .text("302001/\(number + 1)")])
                guard number <= 101 else { continue }
                try session.run(
                    """
                    INSERT INTO entry_relation (entry, stage, kind, target, note)
                    VALUES (?, 'published', 'related-entry', ?, '')
                    """, [.text("e\(number)"), .text(code)])
            }
        }
        let seen = try await catalogue.relating(to: code)
        #expect(seen.total == 101)
        #expect(seen.entries.count == Catalogue.relatingMax)
        let reasons = try await catalogue.store.read { session in
            try catalogue.relations(
                of: Self.stops("甲", [EntryRelation(.derivedFrom, "302001/1")]), code: code, in: session
            ).reasons
        }
        #expect(reasons.map(\.code) == [CatalogueCodes.overLimit])
        #expect(reasons.first?.detail?.en.contains(String(walked)) == true)
        await city.close()
    }
}
