import Catalogue
import Regulation
import Standards
import Testing

@testable import Projects

@Suite("Conditions of projects")
struct GateCheckTests {
    typealias EntryFact = ProjectFacts.EntryFact

    /// One condition, what is planned, what is on record, and what is found missing.
    struct Case: Sendable, CustomTestStringConvertible {
        let fact: ProjectGate.Fact
        var entries = [PlannedEntry(name: "站点", system: "公交系统", entry: "e1")]
        var systems = [PlannedSystem(name: "公交系统", interfaces: "接口说明书", system: "s1")]
        var known: [String: EntryFact] = ["e1": published()]
        var registered: [String: ProjectFacts.SystemFact] = ["s1": .init(isActive: true, testsFiled: true)]
        var inForce: Int64 = 1
        var late: [EntryFact] = []
        let missing: [String]
        var testDescription: String { "\(fact.rawValue): \(missing)" }
    }

    static func published(
        sharing: SharingType.ID = .unconditional, hasBasis: Bool = false, last: String? = "2026-03-01",
        rows: Int64 = 3, late: String? = nil
    ) -> EntryFact {
        fact(.published, sharing: sharing, hasBasis: hasBasis, last: last, rows: rows, late: late)
    }

    static func fact(
        _ state: Entry.State, faults: [Reason] = [], sharing: SharingType.ID = .unconditional,
        hasBasis: Bool = false, last: String? = nil, rows: Int64 = 0, late: String? = nil
    ) -> EntryFact {
        EntryFact(
            name: "站点", code: state == .published ? "301002/000001" : nil, state: state,
            isInForce: state == .published, faults: faults, sharing: sharing, hasBasis: hasBasis,
            cycle: Bilingual("每月", "monthly"), lastDelivered: last.flatMap { LocalDate($0) }, rows: rows,
            lateSince: late.flatMap { LocalDate($0) })
    }

    static let unlinked = [PlannedEntry(name: "站点", system: "公交系统")]
    static let cases: [Case] = [
        // The catalogue is compiled with the plan.
        Case(fact: .catalogueCompiled, missing: []),
        Case(fact: .catalogueCompiled, known: ["e1": fact(.draft)], missing: []),
        Case(fact: .catalogueCompiled, known: ["e1": fact(.inReview)], missing: []),
        Case(fact: .catalogueCompiled, entries: [], missing: [" 项目没有列出将要产生的数据目录"]),
        Case(fact: .catalogueCompiled, entries: unlinked, missing: ["站点 尚未编制：没有关联到目录条目"]),
        Case(
            fact: .catalogueCompiled,
            known: ["e1": fact(.draft, faults: [Reason(ProjectsCodes.fieldMissing)])],
            missing: ["站点 目录草稿不完整：项目登记缺少内容"]),
        Case(fact: .catalogueCompiled, known: ["e1": fact(.retired)], missing: ["站点 目录条目已停用"]),
        // Systems share what they produce.
        Case(fact: .sharingSupported, missing: []),
        Case(
            fact: .sharingSupported, known: ["e1": published(sharing: .none, hasBasis: true)], missing: []),
        Case(
            fact: .sharingSupported, known: ["e1": published(sharing: .none)],
            missing: ["公交系统 目录“站点”不共享而没有依据"]),
        Case(fact: .sharingSupported, systems: [], missing: [" 项目没有列出所建的系统"]),
        Case(
            fact: .sharingSupported, systems: [PlannedSystem(name: "公交系统", interfaces: " ")],
            missing: ["公交系统 没有写明共享接口和对接文档"]),
        Case(
            fact: .sharingSupported, entries: [PlannedEntry(name: "站点", entry: "e1")],
            missing: ["公交系统 没有列出由该系统产生的目录"]),
        Case(
            fact: .sharingSupported, entries: unlinked, missing: ["公交系统 目录“站点”尚未编制，不能确认共享类型"]),
        // Published in the one catalogue.
        Case(fact: .cataloguePublished, missing: []),
        Case(fact: .cataloguePublished, known: ["e1": fact(.draft)], missing: ["站点 只有草稿，尚未发布"]),
        Case(fact: .cataloguePublished, known: ["e1": fact(.inReview)], missing: ["站点 正在审核，尚未发布"]),
        Case(fact: .cataloguePublished, known: ["e1": fact(.retired)], missing: ["站点 目录条目已停用"]),
        // Systems on the platform, with their tests.
        Case(fact: .systemsRegistered, missing: []),
        Case(fact: .systemsRegistered, registered: [:], missing: ["公交系统 尚未在平台登记"]),
        Case(
            fact: .systemsRegistered, registered: ["s1": .init(isActive: false, testsFiled: true)],
            missing: ["公交系统 在平台上已停用"]),
        Case(fact: .testsFiled, missing: []),
        Case(
            fact: .testsFiled, registered: ["s1": .init(isActive: true, testsFiled: false)],
            missing: ["公交系统 等保测评和功能性能测评结果尚未备案"]),
        // Data within the cycle.
        Case(fact: .collectionComplete, missing: []),
        Case(
            fact: .collectionComplete, known: ["e1": published(last: nil, rows: 0)],
            missing: ["站点 从未归集数据"]),
        Case(
            fact: .collectionComplete, known: ["e1": published(rows: 0)], missing: ["站点 从未归集数据"]),
        Case(
            fact: .collectionComplete, known: ["e1": published(last: "2026-01-02", late: "2026-02-02")],
            missing: ["站点 更新周期为每月，最近一次归集在 2026-01-02，应在 2026-02-02 前更新"]),
        Case(fact: .collectionComplete, known: ["e1": fact(.draft)], missing: ["站点 只有草稿，尚未发布"]),
        // The body's own work.
        Case(fact: .bodyInOrder, missing: []),
        Case(fact: .bodyInOrder, inForce: 0, missing: [" 建设单位没有已发布的目录"]),
        Case(
            fact: .bodyInOrder, late: [published(last: nil, rows: 0, late: "2026-02-02")],
            missing: ["站点 更新周期为每月，从未归集数据，应在 2026-02-02 前更新"]),
    ]

    @Test("Each condition tells exactly what is missing, from what is on record", arguments: cases)
    func missing(one: Case) throws {
        let gate = ProjectGate(
            id: .approval, name: Bilingual("审查", "Review"),
            conditions: [
                .init(
                    fact: one.fact, demand: Bilingual("要求", "Demand"),
                    article: ArticleReference(regulation: "little", article: "1"))
            ])
        let facts = ProjectFacts(
            entries: one.known, systems: one.registered, published: one.inForce, late: one.late)
        let content = ProjectContent(
            name: "智慧公交", number: "1", systems: one.systems, entries: one.entries)
        let report = GateCheck(content: content, facts: facts)(gate)
        let result = try #require(report.results.first)
        #expect(result.missing.map { "\($0.what) \($0.detail.zh)" } == one.missing)
        #expect(result.isMet == one.missing.isEmpty)
        #expect(report.conclusion == (one.missing.isEmpty ? .met : .failed))
        for missing in result.missing {
            #expect(!missing.detail.en.isEmpty && !missing.detail.en.contains("未"))
        }
    }

    @Test("What only weighs leaves the gate open; what is necessary closes it", arguments: [true, false])
    func weight(isDecisive: Bool) {
        let gate = ProjectGate(
            id: .funds, name: Bilingual("资金", "Funds"),
            conditions: [
                .init(
                    fact: .bodyInOrder, demand: Bilingual("要求", "Demand"),
                    article: ArticleReference(regulation: "little", article: "1"), isDecisive: isDecisive)
            ])
        let report = GateCheck(
            content: ProjectContent(name: "智慧公交", number: "1"), facts: ProjectFacts())(gate)
        #expect(report.conclusion == (isDecisive ? .failed : .noted))
        #expect(report.conclusion.opens == !isDecisive)
    }

    @Test(
        "Data is late on the day after its cycle has run out",
        arguments: [
            (.monthly, "2026-04-02", nil), (.monthly, "2026-04-03", "2026-04-02"),
            (.realTime, "2026-03-03", nil), (.realTime, "2026-03-04", "2026-03-03"),
            (.irregular, "2027-03-04", nil),
        ] as [(UpdateCycle, String, String?)])
    func late(cycle: UpdateCycle, today: String, since: String?) throws {
        let begin = try #require(LocalDate("2026-03-02"))
        let day = try #require(LocalDate(today))
        let last = begin.start(offsetSeconds: 28_800).adding(seconds: 36_000)
        let found = Projects.lateSince(last: last, cycle: cycle, today: day, offsetSeconds: 28_800)
        #expect(found?.description == since)
        #expect(Projects.lateSince(last: nil, cycle: cycle, today: day, offsetSeconds: 28_800) == nil)
    }

    @Test("What is missing beyond a hundred things is counted")
    func bounded() throws {
        let content = ProjectContent(
            name: "智慧公交", number: "1", entries: (0..<120).map { PlannedEntry(name: "目录\($0)") })
        let gate = ProjectGate(
            id: .approval, name: Bilingual("审查", "Review"),
            conditions: [
                .init(
                    fact: .catalogueCompiled, demand: Bilingual("要求", "Demand"),
                    article: ArticleReference(regulation: "little", article: "1"))
            ])
        let result = try #require(
            GateCheck(content: content, facts: ProjectFacts())(gate).results.first)
        #expect(result.missing.count == 100)
        #expect(result.missingTotal == 120)
    }
}
