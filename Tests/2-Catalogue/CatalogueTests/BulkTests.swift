import Cases
import Parties
import Regulation
import Standards
import Store
import TestCity
import Testing

@testable import Catalogue

@Suite("Many entries at once")
struct BulkTests {
    /// What each element of a change does to a content.
    static let elements: [(String, BulkChange)] = {
        func change(_ put: (inout BulkChange) -> Void) -> BulkChange {
            var change = BulkChange()
            put(&change)
            return change
        }
        return [
            ("classification", change { $0.classification = "302001" }),
            ("format", change { $0.format = "1:pdf" }),
            ("updateCycle", change { $0.updateCycle = .yearly }),
            ("sensitivity", change { $0.sensitivity = .public }),
            ("grade", change { $0.grade = "general-4" }),
            ("affectedObject", change { $0.affectedObject = .individual }),
            ("harm", change { $0.harm = .ordinary }),
            ("sharing", change { $0.sharing = SharingType.ID.none }),
            ("sharingConditions", change { $0.sharingConditions = "" }),
            ("sharingBasis", change { $0.sharingBasis = "另一依据" }),
            ("opening", change { $0.opening = .conditional }),
            ("openingConditions", change { $0.openingConditions = "须登记" }),
            ("legalBasis", change { $0.legalBasis = "另一法律" }),
            ("sourceBusiness", change { $0.sourceBusiness = "另一业务" }),
            ("sourceSystem", change { $0.sourceSystem = "另一系统" }),
            ("usageRequirements", change { $0.usageRequirements = "另一要求" }),
        ]
    }()

    @Test("Each element of a change changes that element and no other")
    func each() {
        #expect(BulkChange().isEmpty)
        #expect(BulkChange().applied(to: .persons()) == .persons())
        let names = Mirror(reflecting: BulkChange()).children.compactMap(\.label)
        #expect(Set(names) == Set(Self.elements.map(\.0)))
        for (name, change) in Self.elements {
            #expect(!change.isEmpty)
            let after = change.applied(to: .persons())
            #expect(EntryDifference(from: .persons(), to: after).elements.map(\.element) == [name])
            #expect(after.items == EntryContent.persons().items)
        }
    }

    static func cycle(_ cycle: UpdateCycle) -> BulkChange {
        var change = BulkChange()
        change.updateCycle = cycle
        return change
    }

    static func named(_ name: String) -> EntryContent {
        var content = EntryContent.stops()
        content.name = name
        return content
    }

    @Test(
        "Drafts are edited and published entries get a change; each that cannot be is refused by itself",
        arguments: TestEngine.available)
    func edit(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let other = try await city.actor("social.data-staff")
        let draft = try await catalogue.draft(Self.named("草稿"), by: compiler)
        let published = try await city.publish(Self.named("已发布"))
        let reviewed = try await catalogue.draft(Self.named("审核中"), by: compiler)
        try await catalogue.submit(reviewed.id, by: compiler)
        let retired = try await city.publish(Self.named("已停用"))
        try await catalogue.retire(
            retired.id, reason: "业务已划转", by: try await city.actor("police.department-head"))
        let foreign = try await city.publish(Self.named("他人的"), by: "social.data-staff")
        let hidden = try await catalogue.draft(Self.named("他人的草稿"), by: other)
        var yearly = Self.named("已是每年")
        yearly.updateCycle = .yearly
        let same = try await catalogue.draft(yearly, by: compiler)
        let targets = [
            draft.id, published.code ?? "", reviewed.id, retired.id, foreign.id, hidden.id, same.id,
            "nothing",
            draft.id,
        ].map { BulkTarget($0) }
        let preview = try await catalogue.previewBulkEdit(Self.cycle(.yearly), of: targets, by: compiler)
        let expected: [ReasonCode?] = [
            nil, nil, CatalogueCodes.inReview, CatalogueCodes.notInForce, CasesCodes.procedureNotYours,
            CatalogueCodes.notFound, nil, CatalogueCodes.notFound,
        ]
        #expect(preview.map { $0.reasons.first?.code } == expected)
        #expect(preview[6].outcome == .unchanged)
        #expect(preview[0].difference?.elements.map(\.after) == ["yearly"])
        #expect(preview.map(\.entry?.id).last == .some(nil))
        #expect(preview[5].entry == nil)
        // A preview writes nothing.
        #expect(try await catalogue.entry(draft.id, for: compiler) == draft)
        #expect(try await catalogue.entry(published.id, for: compiler) == published)
        let lines = try await catalogue.bulkEdit(Self.cycle(.yearly), of: targets, by: compiler)
        #expect(lines.map(\.outcome) == preview.map(\.outcome))
        let edited = try await catalogue.entry(draft.id, for: compiler)
        #expect(edited.content.updateCycle == .yearly && edited.revision == draft.revision + 1)
        #expect(lines[0].entry == edited)
        let changed = try await catalogue.entry(published.id, for: compiler)
        #expect(changed.content == published.content && changed.draft?.updateCycle == .yearly)
        #expect(changed.version == 1 && changed.state == .published)
        for untouched in [reviewed.id, retired.id, foreign.id, same.id] {
            let entry = try await catalogue.entry(untouched, for: compiler)
            #expect(
                entry.draft == nil && entry.content.updateCycle == (untouched == same.id ? .yearly : .monthly)
            )
        }
        #expect(try await catalogue.entry(hidden.id, for: other) == hidden)
        while try await city.platform.ledger.integrate() > 0 {}
        for (id, kind) in [(draft.id, CatalogueEvents.saved), (same.id, CatalogueEvents.drafted)] {
            let event = try await city.platform.ledger.events(subject: "entry:\(id)", limit: 1).first
            #expect(event?.content.kind == kind.name)
        }
        #expect(try await catalogue.checkSearch().differencesCount == 0)
        await city.close()
    }

    /// What is refused in bulk under a regulation, though each entry by itself was fine.
    struct Wrong: Sendable {
        let profile: String
        let change: BulkChange
        let codes: [ReasonCode]
    }

    static let wrong: [Wrong] = {
        var conditional = BulkChange()
        conditional.sharing = .conditional
        var founded = conditional
        founded.sharingConditions = "限于履行职责"
        founded.sharingBasis = "《某条例》第三条"
        var graded = BulkChange()
        graded.affectedObject = .individual
        graded.harm = .extreme
        var secret = BulkChange()
        secret.sensitivity = .secret
        var unformed = BulkChange()
        unformed.classification = "9"
        return [
            Wrong(
                profile: "zhuzhou-2020", change: conditional,
                codes: [CatalogueCodes.basisRequired, CatalogueCodes.conditionsRequired]),
            Wrong(profile: "zhuzhou-2020", change: founded, codes: []),
            Wrong(
                profile: "guiyang-2017", change: founded,
                codes: [CatalogueCodes.sharingOutsideSensitivity, CatalogueCodes.sharingOutsideGrade]),
            Wrong(profile: "zhuzhou-2020", change: graded, codes: [CatalogueCodes.gradeBelowAssessment]),
            Wrong(profile: "zhuzhou-2020", change: secret, codes: [CatalogueCodes.secretRefused]),
            Wrong(profile: "guiyang-2017", change: secret, codes: [CatalogueCodes.secretRefused]),
            Wrong(profile: "zhuzhou-2020", change: unformed, codes: [CatalogueCodes.elementMalformed]),
        ]
    }()

    @Test(
        "What a change would bring into an entry is refused with its article and keeps nothing",
        arguments: wrong)
    func brought(_ wrong: Wrong) async throws {
        let city = try await TestCity.open(profile: wrong.profile)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let draft = try await catalogue.draft(.stops(), by: compiler)
        let lines = try await catalogue.bulkEdit(wrong.change, of: [BulkTarget(draft.id)], by: compiler)
        #expect(lines[0].reasons.map(\.code) == wrong.codes)
        #expect(lines[0].reasons.allSatisfy { $0.article != nil })
        let after = try await catalogue.entry(draft.id, for: compiler)
        #expect((after == draft) == !wrong.codes.isEmpty)
        await city.close()
    }

    @Test("What was missing before keeps no change back, and is told as still open")
    func stillOpen() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        var content = EntryContent.stops()
        content.legalBasis = ""
        let draft = try await catalogue.draft(content, by: compiler)
        let lines = try await catalogue.bulkEdit(
            Self.cycle(.yearly), of: [BulkTarget(draft.id)], by: compiler)
        #expect(lines[0].outcome == .done)
        #expect(lines[0].open.map(\.field) == ["legalBasis"])
        let submitted = try await catalogue.previewBulkSubmit([BulkTarget(draft.id)], by: compiler)
        #expect(submitted[0].reasons.map(\.field) == ["legalBasis"])
        await city.close()
    }

    @Test(
        "Who changed an entry after it was looked at keeps it; the others are done",
        arguments: TestEngine.available)
    func meanwhile(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        var drafts: [Entry] = []
        for name in ["甲", "乙", "丙"] {
            drafts.append(try await catalogue.draft(Self.named(name), by: compiler))
        }
        let targets = drafts.map { BulkTarget($0.id, revision: $0.revision) }
        _ = try await catalogue.save(
            Self.named("改名"), to: drafts[1].id, revision: drafts[1].revision, by: compiler)
        let lines = try await catalogue.bulkEdit(Self.cycle(.yearly), of: targets, by: compiler)
        #expect(lines.map { $0.reasons.first?.code } == [nil, CatalogueCodes.changedMeanwhile, nil])
        #expect(try await catalogue.entry(drafts[1].id, for: compiler).content == Self.numbered("改名"))
        // Two at once over the same revisions: every entry is changed by one of them alone.
        var now: [BulkTarget] = []
        for draft in drafts {
            let entry = try await catalogue.entry(draft.id, for: compiler)
            now.append(BulkTarget(entry.id, revision: entry.revision))
        }
        let both = now
        let outcomes = try await withThrowingTaskGroup(of: [BulkLine].self) { group in
            for cycle in [UpdateCycle.daily, .weekly] {
                group.addTask {
                    try await catalogue.bulkEdit(Self.cycle(cycle), of: both, by: compiler)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for place in drafts.indices {
            let lines = outcomes.map { $0[place] }
            #expect(lines.count { $0.outcome == .done } == 1)
            #expect(lines.count { $0.reasons.first?.code == CatalogueCodes.changedMeanwhile } == 1)
        }
        await city.close()
    }

    private static func numbered(_ name: String) -> EntryContent {
        var content = named(name)
        for index in content.items.indices { content.items[index].number = index + 1 }
        return content
    }

    @Test("Nothing, too much, no change, and those who may not compile are refused as a whole")
    func whole() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let draft = try await catalogue.draft(.stops(), by: compiler)
        let one = [BulkTarget(draft.id)]
        let many = (0...Catalogue.bulkMax).map { BulkTarget("e\($0)") }
        for (targets, change, account, code) in [
            ([], Self.cycle(.yearly), "police.data-staff", BulkCodes.nothingChosen),
            (many, Self.cycle(.yearly), "police.data-staff", BulkCodes.overLimit),
            (one, BulkChange(), "police.data-staff", BulkCodes.nothingToChange),
            (one, Self.cycle(.yearly), "police.department-head", CasesCodes.procedureNotYours),
            (one, Self.cycle(.yearly), "authority.authority-reviewer", CasesCodes.procedureNotYours),
        ] as [([BulkTarget], BulkChange, String, ReasonCode)] {
            let actor = try await city.actor(account)
            for act in [catalogue.previewBulkEdit, catalogue.bulkEdit] {
                let refusal = await #expect(throws: Refusal.self) { try await act(change, targets, actor) }
                #expect(refusal?.code == code)
            }
            guard !change.isEmpty else { continue }
            let previewed = await #expect(throws: Refusal.self) {
                try await catalogue.previewBulkSubmit(targets, by: actor)
            }
            let submitted = await #expect(throws: Refusal.self) {
                try await catalogue.bulkSubmit(targets, by: actor)
            }
            #expect(previewed?.code == code && submitted?.code == code)
        }
        #expect(try await catalogue.entry(draft.id, for: compiler) == draft)
        await city.close()
    }

    @Test(
        "Many are submitted, each with a review of its own that its editor does not decide",
        arguments: TestEngine.available)
    func submit(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let both = try await city.add(
            "zz.both", beside: "police.data-staff", roles: ["data-staff", "department-head"])
        let compiler = try await city.actor("police.data-staff")
        let first = try await catalogue.draft(Self.named("甲"), by: compiler)
        let second = try await city.publish(Self.named("乙"))
        var unfinished = Self.named("丙")
        unfinished.legalBasis = ""
        let third = try await catalogue.draft(unfinished, by: compiler)
        let untouched = try await city.publish(Self.named("丁"))
        _ = try await catalogue.bulkEdit(
            Self.cycle(.yearly), of: [BulkTarget(first.id), BulkTarget(second.id)], by: both)
        let stale = try await catalogue.draft(Self.named("戊"), by: compiler)
        let targets =
            [first, second, third, untouched].map { BulkTarget($0.id) }
            + [BulkTarget(stale.id, revision: stale.revision + 1)]
        let codes: [ReasonCode?] = [
            nil, nil, CatalogueCodes.elementMissing, CatalogueCodes.nothingToSubmit,
            CatalogueCodes.changedMeanwhile,
        ]
        let preview = try await catalogue.previewBulkSubmit(targets, by: compiler)
        #expect(preview.map { $0.reasons.first?.code } == codes)
        #expect(preview.allSatisfy { $0.caseID == nil })
        #expect(preview[1].difference?.elements.map(\.element) == ["updateCycle"])
        #expect(try await catalogue.entry(first.id, for: compiler).state == .draft)
        let lines = try await catalogue.bulkSubmit(targets, by: compiler)
        #expect(lines.map { $0.reasons.first?.code } == codes)
        let cases = lines.compactMap(\.caseID)
        #expect(Set(cases).count == 2)
        #expect(lines.prefix(2).allSatisfy { $0.entry?.state == .inReview })
        for id in cases {
            // Whoever edited in bulk wrote it.
            let refusal = await #expect(throws: Refusal.self) {
                try await city.platform.decide(id, Decision(.approve), by: both)
            }
            #expect(refusal?.code == CasesCodes.ownCase)
            try await city.approveAll(try await city.platform.cases.file(id, for: compiler))
        }
        let published = try await catalogue.entry(second.id, for: compiler)
        #expect(published.version == 2 && published.content.updateCycle == .yearly)
        await city.close()
    }

    @Test(
        "What is refused half-way keeps nothing of itself, and a fault is told for all that was not reached")
    func halfWay() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        var drafts: [Entry] = []
        for name in ["甲", "乙", "丙", "丁"] {
            drafts.append(try await catalogue.draft(Self.named(name), by: compiler))
        }
        let ids = drafts.map(\.id)
        let content = Self.numbered("改名")
        let work: Catalogue.BulkWork = { target, entry, session in
            if target.entry == ids[2] { throw StoreError.full }
            try catalogue.keep(content, as: try content.stored(), of: entry, by: compiler, in: session)
            if target.entry == ids[1] { throw Refusal(CatalogueCodes.notInForce) }
            return BulkLine(target.entry, entry, .done)
        }
        let lines = try await catalogue.act(on: ids.map { BulkTarget($0) }, by: compiler, work)
        #expect(
            lines.map { $0.reasons.first?.code }
                == [nil, CatalogueCodes.notInForce, BulkCodes.notReached, BulkCodes.notReached])
        var names: [String] = []
        for id in ids { names.append(try await catalogue.entry(id, for: compiler).content.name) }
        #expect(names == ["改名", "乙", "丙", "丁"])
        // Where nothing was done yet the fault itself is told.
        await #expect(throws: StoreError.full) {
            try await catalogue.act(on: [BulkTarget(ids[2])], by: compiler, work)
        }
        await city.close()
    }

    @Test("All that a search finds of one's own body is taken up to the limit, and the rest is counted")
    func search() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let other = try await city.actor("social.data-staff")
        for number in 0..<205 { _ = try await catalogue.draft(Self.named("站点\(number)"), by: compiler) }
        _ = try await catalogue.draft(Self.named("站点"), by: other)
        let published = try await city.publish(Self.named("已发布"))
        let reviewed = try await catalogue.draft(Self.named("审核中"), by: compiler)
        try await catalogue.submit(reviewed.id, by: compiler)
        let all = try await catalogue.bulkTargets(EntryFilter(), for: compiler)
        #expect(all.total == 206)
        #expect(all.ids.count == Catalogue.bulkMax && Set(all.ids).count == all.ids.count)
        let some = try await catalogue.bulkTargets(EntryFilter(state: .published), for: compiler)
        #expect(some.ids == [published.id] && some.total == 1)
        for filter in [
            EntryFilter(body: other.body.id), EntryFilter(state: .inReview), EntryFilter(words: "无"),
        ] {
            let none = try await catalogue.bulkTargets(filter, for: compiler)
            #expect(none.ids.isEmpty && none.total == 0)
        }
        await city.close()
    }
}
