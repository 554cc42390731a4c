import Cases
import Catalogue
import Foundation
import Matters
import Parties
import Platform
import Regulation
import Store
import TestCity
import Testing
import Workbooks

@Suite("Negative list")
struct NegativeListTests {
    @Test(
        "An approved filing confirms what it names for as long as that does not change",
        arguments: TestEngine.available)
    func lapse(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publish(.persons())
        let head = try await city.actor("police.department-head")
        #expect(
            try await city.states(for: head) == ["conditional": .unconfirmed, "not-opened": .unconfirmed])
        try await city.file(entry, restriction: "conditional")
        #expect(try await city.states(for: head) == ["conditional": .confirmed, "not-opened": .unconfirmed])
        let list = city.platform.negativeList
        let line = try #require(
            try await list.lines(NegativeFilter(state: .confirmed), for: head).lines.first)
        #expect(line.reasons == "涉及个人隐私，须限定使用范围")
        #expect(line.basis == "《个人信息保护法》第二十五条")
        let confirmation = try #require(line.confirmation)
        #expect(confirmation.version == 1)
        #expect(confirmation.body == (try await city.actor("authority.auditor").body.id))
        #expect(confirmation.signer == "市数据主管部门authority-reviewer")
        #expect(confirmation.article == ArticleReference("zhuzhou-2020#13"))
        // What the list does not state may change.
        _ = try await city.republish(entry) { $0.abstract += "，按日更新" }
        let kept = try #require(
            try await list.lines(NegativeFilter(state: .confirmed), for: head).lines.first)
        #expect(kept.version == 2 && kept.confirmation?.version == 1 && kept.reasons == line.reasons)
        // What it states lapses it, once the change is published and not while it is under way.
        let compiler = try await city.actor("police.data-staff")
        let now = try await city.platform.catalogue.entry(entry.id, for: compiler)
        var content = now.content
        content.sharingBasis = "《户口登记条例》第三条"
        _ = try await city.platform.catalogue.save(
            content, to: entry.id, revision: now.revision, by: compiler)
        #expect(try await city.states(for: head)["conditional"] == .confirmed)
        try await city.approveAll(try await city.platform.catalogue.submit(entry.id, by: compiler))
        #expect(try await city.states(for: head) == ["conditional": .lapsed, "not-opened": .unconfirmed])
        let lapsed = try await list.lines(NegativeFilter(state: .lapsed), for: head)
        #expect(lapsed.lines.map(\.version) == [3])
        #expect(lapsed.lines.first?.confirmation?.version == 1)
        #expect(lapsed.lines.first?.reasons == content.sharingBasis, "what was filed is of something else")
        #expect(lapsed.counts == [.lapsed: 1, .unconfirmed: 1])
        // Nobody confirmed it anew: that it says again what it said does not bring it back.
        _ = try await city.republish(entry) { $0.sharingBasis = entry.content.sharingBasis }
        #expect(try await city.states(for: head)["conditional"] == .lapsed)
        try await city.file(entry, restriction: "conditional")
        try await city.file(entry, restriction: "not-open")
        #expect(try await city.states(for: head) == ["conditional": .confirmed, "not-opened": .confirmed])
        // What is no longer restricted is no longer listed; what was never asked of it is.
        _ = try await city.republish(entry) {
            $0.sharing = .none
            $0.sharingBasis = "《居民身份证法》第十九条"
        }
        #expect(try await city.states(for: head) == ["not-shared": .unconfirmed, "not-opened": .confirmed])
        #expect(try await city.confirmations() == ["not-opened 4"], "no row of what no list states")
        _ = try await city.platform.catalogue.retire(entry.id, reason: "停用", by: head)
        #expect(try await city.states(for: head).isEmpty)
        #expect(try await city.confirmations().isEmpty)
        await city.close()
    }

    /// What is changed of an entry that is shared under conditions and not opened.
    enum Change: CaseIterable, Sendable {
        case nothing, name, conditions, item, basis, opening

        func make(in content: inout EntryContent) {
            switch self {
            case .nothing: break
            case .name: content.name += "表"
            case .conditions: content.sharingConditions += "（按年）"
            case .item: content.items[1].name = "姓名全称"
            case .basis: content.sharingBasis += "、第二十条"
            case .opening: content.openingConditions = "含个人信息"
            }
        }

        /// Whose confirmation lapses.
        var lapsed: [String] {
            switch self {
            case .nothing, .name, .conditions, .item: []
            case .basis: ["conditional"]
            case .opening: ["not-opened"]
            }
        }
    }

    @Test(
        "A confirmation lapses with what the list states, and with nothing else", arguments: Change.allCases)
    func facts(change: Change) async throws {
        let city = try await TestCity.open()
        let head = try await city.actor("police.department-head")
        let entry = try await city.publish(.persons())
        for restriction in ["conditional", "not-open"] {
            try await city.file(entry, restriction: restriction)
        }
        _ = try await city.republish(entry) { change.make(in: &$0) }
        let states = try await city.states(for: head)
        #expect(states.filter { $0.value == .lapsed }.keys.sorted() == change.lapsed)
        #expect(states.count == 2 && states.values.allSatisfy { $0 != .unconfirmed })
        await city.close()
    }

    @Test("Items that are kept back are told by their names, in whatever order they stand")
    func keptBack() async throws {
        let city = try await TestCity.open()
        let head = try await city.actor("police.department-head")
        var content = EntryContent.stops()
        for index in 1...2 { content.items[index].opening = OpeningType.ID.none }
        content.openingConditions = "线路运营安排未定"
        let entry = try await city.publish(content)
        try await city.file(entry, restriction: "not-open")
        _ = try await city.republish(entry) { $0.items.swapAt(1, 2) }
        #expect(try await city.states(for: head) == ["items-withheld": .confirmed])
        _ = try await city.republish(entry) { $0.items[1].opening = nil }
        #expect(try await city.states(for: head) == ["items-withheld": .lapsed])
        await city.close()
    }

    struct Planned: Sendable, CustomTestStringConvertible {
        let profile: String
        let engine: TestEngine
        /// What is filed of a change that shares no more; nil where the form does not ask.
        let restriction: String?
        var testDescription: String { "\(profile) on \(engine)" }
    }

    static let plans = TestEngine.available.flatMap { engine in
        [
            Planned(profile: "zhuzhou-2020", engine: engine, restriction: "none"),
            Planned(profile: "guiyang-guian-2024", engine: engine, restriction: nil),
        ]
    }

    @Test(
        "What is filed before it is published is confirmed once it is published just so", arguments: plans)
    func ahead(planned: Planned) async throws {
        let city = try await TestCity.open(planned.engine, profile: planned.profile)
        let head = try await city.actor("police.department-head")
        let compiler = try await city.actor("police.data-staff")
        func draft(_ entry: Entry, basis: String) async throws {
            let now = try await city.platform.catalogue.entry(entry.id, for: compiler)
            var content = now.draft ?? now.content
            (content.sharing, content.sharingBasis) = (.none, basis)
            _ = try await city.platform.catalogue.save(
                content, to: entry.id, revision: now.revision, by: compiler)
        }
        func publish(_ entry: Entry) async throws {
            try await city.approveAll(try await city.platform.catalogue.submit(entry.id, by: compiler))
        }
        // Approved before the publication.
        let first = try await city.publish(.persons())
        try await draft(first, basis: "《户口登记条例》")
        try await city.file(first, restriction: planned.restriction)
        #expect(try await city.state("not-shared", of: first, for: head) == nil)
        try await publish(first)
        #expect(try await city.state("not-shared", of: first, for: head) == .confirmed)
        let line = try #require(
            try await city.platform.negativeList.lines(NegativeFilter(restriction: .notShared), for: head)
                .lines.first)
        #expect(line.reasons == "涉及个人隐私，须限定使用范围" && line.confirmation?.version == 2)
        // Approved after it.
        let second = try await city.publish(.persons())
        try await draft(second, basis: "《户口登记条例》")
        let matter = try await city.platform.matters.open(
            "restricted-filing", .filing(second, planned.restriction), by: compiler)
        try await publish(second)
        #expect(try await city.state("not-shared", of: second, for: head) == .unconfirmed)
        try await city.approveAll(try await city.platform.cases.file(matter.caseID, for: compiler))
        #expect(try await city.state("not-shared", of: second, for: head) == .confirmed)
        // Something else was published than what was filed.
        let third = try await city.publish(.persons())
        try await draft(third, basis: "《户口登记条例》")
        try await city.file(third, restriction: planned.restriction)
        try await draft(third, basis: "其他依据")
        try await publish(third)
        #expect(try await city.state("not-shared", of: third, for: head) == .unconfirmed)
        await city.close()
    }

    @Test("A filing that is refused or withdrawn confirms nothing")
    func refused() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let compiler = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        for refuses in [true, false] {
            let matter = try await city.platform.matters.open(
                "restricted-filing", .filing(entry, "conditional"), by: compiler)
            if refuses {
                try await city.platform.decide(
                    matter.caseID, Decision(.refuse, note: "理由不足"), by: head)
            } else {
                try await city.platform.withdraw(matter.caseID, by: compiler)
            }
            #expect(try await city.states(for: head)["conditional"] == .unconfirmed)
        }
        await city.close()
    }

    @Test(
        "What was filed is confirmed, whatever is published before the approval",
        arguments: [
            ("其他依据", NegativeLine.State.lapsed, 1), (nil, .confirmed, 1),
        ] as [(String?, NegativeLine.State, Int)])
    func overtaken(basis: String?, state: NegativeLine.State, version: Int) async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let compiler = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        let matter = try await city.platform.matters.open(
            "restricted-filing", .filing(entry, "conditional"), by: compiler)
        _ = try await city.republish(entry) {
            $0.abstract += "（修订）"
            if let basis { $0.sharingBasis = basis }
        }
        try await city.approveAll(try await city.platform.cases.file(matter.caseID, for: compiler))
        let line = try await city.platform.negativeList.lines(NegativeFilter(state: state), for: head).lines
            .first
        #expect(line?.restriction == .conditional)
        #expect(line?.confirmation?.version == version && line?.version == 2)
        await city.close()
    }

    @Test("Nobody files the reasons of another body")
    func others() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.matters.open(
                "restricted-filing", .filing(entry, "conditional"),
                by: try await city.actor("social.data-staff"))
        }
        #expect(refusal?.code == MattersCodes.subjectNotYours)
        #expect(refusal?.reasons.first?.field == "entries")
        #expect(refusal?.reasons.first?.article == ArticleReference("zhuzhou-2020#13"))
        await city.close()
    }

    @Test("Where the filing names no restriction it confirms every one of the entry")
    func every() async throws {
        let city = try await TestCity.open(profile: "guiyang-guian-2024")
        let head = try await city.actor("police.department-head")
        let entry = try await city.publish(.persons(sharing: .none))
        #expect(try await city.states(for: head) == ["not-shared": .unconfirmed, "not-opened": .unconfirmed])
        try await city.file(entry, restriction: nil)
        #expect(try await city.states(for: head) == ["not-shared": .confirmed, "not-opened": .confirmed])
        #expect(city.platform.negativeList.answer(for: .notShared) == nil)
        await city.close()
    }

    @Test(
        "A filing confirms no restriction that the entry does not have",
        arguments: [
            ("zhuzhou-2020", SharingType.ID.conditional, "not-open", ["not-opened"]),
            ("zhuzhou-2020", .conditional, "none", []),
            ("guiyang-guian-2024", .none, nil, ["not-opened", "not-shared"]),
        ] as [(String, SharingType.ID, String?, [String])])
    func own(profile: String, sharing: SharingType.ID, restriction: String?, confirmed: [String]) async throws
    {
        let city = try await TestCity.open(profile: profile)
        let entry = try await city.publish(.persons(sharing: sharing))
        try await city.file(entry, restriction: restriction)
        #expect(try await city.confirmations() == confirmed.map { "\($0) 1" })
        await city.close()
    }

    @Test(
        "Where the regulation files nothing the written reason and the review count",
        arguments: TestEngine.available)
    func review(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "jingzhou-2024")
        let head = try await city.actor("police.department-head")
        let entry = try await city.publish(.persons(sharing: .none))
        #expect(city.platform.negativeList.filing == nil)
        #expect(try await city.states(for: head) == ["not-shared": .confirmed, "not-opened": .unconfirmed])
        let line = try #require(
            try await city.platform.negativeList.lines(NegativeFilter(state: .confirmed), for: head).lines
                .first)
        #expect(line.reasons == entry.content.sharingBasis)
        #expect(line.confirmation?.version == 1)
        #expect(line.confirmation?.signer?.contains("authority-reviewer") == true)
        _ = try await city.republish(entry) { $0.openingConditions = "含个人隐私信息" }
        #expect(try await city.states(for: head) == ["not-shared": .confirmed, "not-opened": .confirmed])
        #expect(
            try await city.platform.negativeList.lines(NegativeFilter(), for: head).lines
                .allSatisfy { $0.confirmation?.version == 2 })
        await city.close()
    }

    @Test("Items that are kept back stand on a line of their own, with their names")
    func items() async throws {
        let city = try await TestCity.open()
        var content = EntryContent.stops()
        content.items[2].opening = OpeningType.ID.none
        content.openingConditions = "线路运营安排未定"
        let entry = try await city.publish(content)
        let head = try await city.actor("police.department-head")
        let line = try #require(
            try await city.platform.negativeList.lines(NegativeFilter(), for: head).lines.first)
        #expect(line.restriction == .itemsWithheld)
        #expect(line.items == ["线路数"])
        #expect(line.reasons == "线路运营安排未定")
        try await city.file(entry, restriction: "not-open")
        #expect(try await city.states(for: head) == ["items-withheld": .confirmed])
        await city.close()
    }

    @Test("Who signed is told to those who see the case, and to nobody else")
    func signers() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        try await city.file(entry, restriction: "conditional")
        for (account, sees) in [
            ("police.data-staff", true), ("authority.auditor", true), ("social.data-staff", false),
        ] {
            let actor = try await city.actor(account)
            let page = try await city.platform.negativeList.lines(
                NegativeFilter(state: .confirmed), for: actor)
            let confirmation = try #require(page.lines.first?.confirmation)
            #expect((confirmation.signer != nil) == sees, "\(account)")
            #expect((confirmation.caseID != nil) == sees, "\(account)")
            #expect(confirmation.body != nil)
        }
        await city.close()
    }

    @Test("Pages, counts and the exported rows tell the same lines", arguments: TestEngine.available)
    func pages(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        for account in ["police.data-staff", "social.data-staff", "police.data-staff"] {
            _ = try await city.publish(.persons(), by: account)
        }
        let list = city.platform.negativeList
        let head = try await city.actor("police.department-head")
        var seen: [String] = []
        for page in 1...4 {
            let found = try await list.lines(NegativeFilter(page: page, pageSize: 2), for: head)
            #expect(found.total == 6)
            seen += found.lines.map { "\($0.code) \($0.restriction.rawValue)" }
        }
        #expect(seen.count == 6 && Set(seen).count == 6)
        let own = try await list.lines(NegativeFilter(body: head.body.id), for: head)
        #expect(own.total == 4 && own.counts == [.unconfirmed: 4])
        let path = try await list.export(
            NegativeFilter(body: head.body.id), as: .csv, for: head,
            in: try city.platform.workbookRoom())
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(text.split(separator: "\r\n").count == 5)
        #expect(text.hasPrefix("\u{FEFF}序号,信息资源代码"))
        await city.close()
    }

    @Test("Filings that were approved before there was a table of confirmations still confirm")
    func fill() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let head = try await city.actor("police.department-head")
        try await city.file(entry, restriction: "conditional")
        try await city.platform.store.write { session in
            // Kept by an earlier version, though the entry has no such restriction.
            try session.run("UPDATE restriction_confirmation SET restriction = 'not-shared'")
            try session.run("UPDATE matter_entry SET version = 0")
            try session.run("UPDATE confirmation_progress SET finished = 0")
        }
        #expect(try await city.states(for: head)["conditional"] == .unconfirmed)
        try await city.platform.matters.fillConfirmations()
        #expect(try await city.states(for: head)["conditional"] == .confirmed)
        #expect(try await city.confirmations() == ["conditional 1"], "and nothing else is left")
        await city.close()
    }
}

extension MatterContent {
    fileprivate static func filing(_ entry: Entry, _ restriction: String?) -> MatterContent {
        var answers: MatterAnswers = [
            "entries": [entry.code ?? ""], "reasons": ["涉及个人隐私，须限定使用范围"],
            "basis": ["《个人信息保护法》第二十五条"],
        ]
        answers["restriction"] = restriction.map { [$0] }
        return MatterContent(answers: answers)
    }
}

extension TestCity {
    /// Files the reasons of the police and has them confirmed.
    fileprivate func file(_ entry: Entry, restriction: String?) async throws {
        let compiler = try await actor("police.data-staff")
        let matter = try await platform.matters.open(
            "restricted-filing", .filing(entry, restriction), by: compiler)
        try await approveAll(try await platform.cases.file(matter.caseID, for: compiler))
    }

    /// Every confirmation that is kept, with the version that it is of.
    fileprivate func confirmations() async throws -> [String] {
        try await platform.store.read { session in
            try session.all("SELECT restriction, version FROM restriction_confirmation ORDER BY restriction")
            {
                "\(try $0.text(at: 0)) \(try $0.int(at: 1))"
            }
        }
    }

    /// The state of one restriction of an entry; nil where it is not on the list.
    fileprivate func state(
        _ restriction: String, of entry: Entry, for actor: Actor
    ) async throws -> NegativeLine.State? {
        try await platform.negativeList.lines(NegativeFilter(pageSize: 100), for: actor).lines
            .first { $0.id == entry.id && $0.restriction.rawValue == restriction }?.state
    }

    /// The state of each restriction on the list.
    fileprivate func states(for actor: Actor) async throws -> [String: NegativeLine.State] {
        let page = try await platform.negativeList.lines(NegativeFilter(pageSize: 100), for: actor)
        return Dictionary(page.lines.map { ($0.restriction.rawValue, $0.state) }) { first, _ in first }
    }
}
