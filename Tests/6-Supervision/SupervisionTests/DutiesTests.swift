import Cases
import Catalogue
import Foundation
import Intake
import Matters
import Parties
import Platform
import Regulation
import Supervision
import TestCity
import Testing

@Suite("Duties of the regulation")
struct DutiesTests {
    struct Year: Sendable, CustomTestStringConvertible {
        let profile: String
        let engine: TestEngine
        /// How full maintenance stands on each day, for an entry published on 2026-03-02.
        let days: [(day: String, state: DutyState)]
        var testDescription: String { "\(profile) on \(engine)" }
    }

    static let years = TestEngine.available.flatMap { engine in
        [
            Year(
                profile: "zhuzhou-2020", engine: engine,
                days: [
                    ("2026-03-02", .met), ("2026-06-30", .met), ("2026-07-01", .due(LocalDate("2026-12-31"))),
                    ("2026-12-31", .due(LocalDate("2026-12-31"))),
                    ("2027-01-01", .overdue(since: LocalDate("2026-12-31"))),
                ]),
            Year(
                profile: "guiyang-2017", engine: engine,
                days: [
                    ("2026-03-02", .met), ("2026-07-01", .met), ("2026-12-31", .met),
                    ("2027-01-01", .due(LocalDate("2027-12-31"))),
                    ("2028-01-01", .overdue(since: LocalDate("2027-12-31"))),
                ]),
        ]
    }

    @Test(
        "Full maintenance is due once in the period that the regulation sets, and met by a new publication",
        arguments: years)
    func maintenance(year: Year) async throws {
        let city = try await TestCity.open(year.engine, profile: year.profile)
        let entry = try await city.publish(.stops())
        let head = try await city.actor("police.department-head")
        for (day, state) in year.days {
            city.clock.set(day)
            let duty = try await city.duty("catalogue-maintenance", for: head)
            #expect(duty.state == state, "\(day)")
            #expect(duty.evidence.map(\.count).reduce(0, +) == 1, "\(day)")
        }
        _ = try await city.republish(entry) { $0.abstract += "，按年更新" }
        #expect(try await city.duty("catalogue-maintenance", for: head).state == .met)
        await city.close()
    }

    @Test(
        "What the platform cannot measure is said to be so, with no evidence and never as met",
        arguments: [
            "zhuzhou-2020", "guiyang-2017", "jingzhou-2024", "taijiang-2022", "guiyang-guian-2024",
        ])
    func unmeasured(profile: String) async throws {
        let city = try await TestCity.open(profile: profile)
        let standing = try await city.platform.duties.standing(
            for: try await city.actor("police.department-head"))
        #expect(standing.duties.map(\.duty.id) == city.platform.profile.duties.map(\.id))
        #expect(standing.count(.unmeasured) > 0)
        #expect(standing.count(.unmeasured) < standing.duties.count)
        for duty in standing.duties where duty.state == .unmeasured { #expect(duty.evidence.isEmpty) }
        for duty in standing.duties where duty.state == .met {
            #expect(duty.evidence.contains { $0.count > 0 }, "\(duty.duty.id) is met without evidence")
        }
        #expect(DutyState.Kind.allCases.map { standing.count($0) }.reduce(0, +) == standing.duties.count)
        await city.close()
    }

    @Test(
        "The catalogue is due until an entry is published, and its elements follow",
        arguments: TestEngine.available)
    func catalogue(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let head = try await city.actor("police.department-head")
        #expect(try await city.duty("catalogue-compilation", for: head).state == .due(nil))
        #expect(try await city.duty("refusal-basis", for: head).state == .notYetApplicable)
        let persons = try await city.publish(.persons())
        _ = try await city.publish(.stops())
        #expect(try await city.duty("catalogue-compilation", for: head).state == .met)
        let basis = try await city.duty("refusal-basis", for: head)
        #expect(basis.state == .met)
        #expect(basis.evidence.map(\.count) == [1, 0])
        #expect(try await city.duty("sharing-type-setting", for: head).evidence.map(\.count) == [2, 1, 0])
        #expect(try await city.platform.duties.check().differences == [])
        _ = try await city.platform.catalogue.retire(
            persons.id, reason: "职能划转", by: try await city.actor("authority.authority-reviewer"))
        #expect(try await city.duty("refusal-basis", for: head).state == .notYetApplicable)
        await city.close()
    }

    @Test(
        "Data is overdue once its cycle has passed, and in time again with the next delivery",
        arguments: TestEngine.available)
    func deliveries(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publish(.stops())
        let head = try await city.actor("police.department-head")
        #expect(try await city.duty("full-aggregation", for: head).state == .due(nil))
        city.clock.set("2026-04-10")
        #expect(
            try await city.duty("full-aggregation", for: head).state
                == .overdue(since: LocalDate("2026-04-02")))
        let file = city.folder + "/stops.csv"
        try Data("站点编号,站点名称,线路数\n1,中心广场,3\n2,火车站,多\n".utf8).write(to: URL(fileURLWithPath: file))
        _ = try await city.platform.intake.deliver(
            file: file, to: entry, by: try await city.actor("police.data-staff"), options: DeliveryOptions())
        #expect(try await city.duty("full-aggregation", for: head).state == .met)
        let quality = try await city.duty("quality-control", for: head)
        #expect(quality.state == .due(nil))
        #expect(quality.evidence.map(\.count) == [1, 1])
        #expect(try await city.duty("delivery-quality", for: head).state == .due(nil))
        await city.close()
    }

    @Test(
        "A report of errors is due, then overdue, at the body that must answer it",
        arguments: TestEngine.available)
    func corrections(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "guiyang-2017")
        let entry = try await city.publish(.stops())
        let head = try await city.actor("police.department-head")
        #expect(try await city.duty("data-correction", for: head).state == .notYetApplicable)
        let asker = try await city.actor("social.data-staff")
        let matter = try await city.platform.matters.open(
            "data-correction", MatterContent(about: entry.code ?? "", answers: ["concern": ["站点名称有误"]]),
            by: asker)
        let due = try #require(LocalDate("2026-03-09"))
        #expect(try await city.duty("data-correction", for: head).state == .due(due))
        city.clock.set("2026-03-10")
        let late = try await city.duty("data-correction", for: head)
        #expect(late.state == .overdue(since: due))
        #expect(late.evidence.map(\.count) == [1, 1])
        #expect(try await city.duty("data-correction", for: asker).state == .notYetApplicable)
        var file = try await city.platform.cases.file(matter.caseID, for: asker)
        while file.state == .open, let step = file.current {
            file = try await city.platform.decide(
                file.id, Decision(.approve, note: "已更正"), by: try await city.holder(of: step))
        }
        #expect(try await city.duty("data-correction", for: head).state == .met)
        await city.close()
    }

    @Test(
        "Reasons that nobody confirmed are due, overdue after the period, and met while their confirmation holds",
        arguments: TestEngine.available)
    func negativeList(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let head = try await city.actor("police.department-head")
        #expect(try await city.duty("negative-list", for: head).state == .notYetApplicable)
        let entry = try await city.publish(.persons())
        let due = try await city.duty("negative-list", for: head)
        #expect(due.state == .due(LocalDate("2026-06-30")))
        #expect(due.evidence.map(\.count) == [2, 0, 2, 0])
        city.clock.set("2026-07-01")
        #expect(
            try await city.duty("negative-list", for: head).state == .overdue(since: LocalDate("2026-06-30")))
        for restriction in ["conditional", "not-open"] {
            try await city.confirm(entry, restriction)
        }
        let met = try await city.duty("negative-list", for: head)
        #expect(met.state == .met)
        #expect(met.evidence.map(\.count) == [2, 2, 0, 0])
        _ = try await city.republish(entry) { $0.abstract += "，按日更新" }
        #expect(try await city.duty("negative-list", for: head).state == .met)
        _ = try await city.republish(entry) {
            $0.sharingBasis += "、第二十条"
            $0.openingConditions = "含个人信息"
        }
        let lapsed = try await city.duty("negative-list", for: head)
        #expect(lapsed.state == .due(LocalDate("2026-12-31")))
        #expect(lapsed.evidence.map(\.count) == [2, 0, 0, 2])
        #expect(
            try await city.duty("negative-list", for: try await city.actor("social.department-head")).state
                == .notYetApplicable)
        await city.close()
    }

    struct Lists: Sendable, CustomTestStringConvertible {
        let profile: String
        let duty: String
        /// With nothing published, with what is not opened, with open data as well.
        let states: [DutyState]
        let evidence: [Int64]
        var testDescription: String { "\(duty) of \(profile)" }
    }

    static let lists = [
        Lists(
            profile: "zhuzhou-2020", duty: "three-catalogues", states: [.due(nil), .met, .met],
            evidence: [2, 2, 1]),
        Lists(
            profile: "zhuzhou-2020", duty: "opening-list",
            states: [.notYetApplicable, .notYetApplicable, .met], evidence: [2, 1]),
        Lists(
            profile: "guiyang-2017", duty: "three-catalogues", states: [.due(nil), .met, .met],
            evidence: [2, 2, 1]),
        Lists(
            profile: "guiyang-2017", duty: "catalogue-publication", states: [.due(nil), .met, .met],
            evidence: [2, 2, 1]),
        Lists(
            profile: "guiyang-guian-2024", duty: "responsibility-list",
            states: [.notYetApplicable, .met, .met], evidence: [2, 0]),
    ]

    @Test("The three catalogues and the lists are measured by what is in force", arguments: lists)
    func threeCatalogues(lists: Lists) async throws {
        let city = try await TestCity.open(profile: lists.profile)
        let head = try await city.actor("police.department-head")
        var states = [try await city.duty(lists.duty, for: head).state]
        _ = try await city.publish(.persons(sharing: .unconditional, basis: "", conditions: ""))
        states.append(try await city.duty(lists.duty, for: head).state)
        _ = try await city.publish(.stops())
        let last = try await city.duty(lists.duty, for: head)
        #expect(states + [last.state] == lists.states)
        #expect(last.evidence.map(\.count) == lists.evidence)
        await city.close()
    }

    @Test("The yearly report is due by its day, and not overdue for a body that came after it")
    func report() async throws {
        let city = try await TestCity.open()
        let head = try await city.actor("police.department-head")
        #expect(
            try await city.duty("annual-report", for: head).state == .due(LocalDate("2027-01-05")))
        city.clock.set("2027-01-05")
        #expect(
            try await city.duty("annual-report", for: head).state == .due(LocalDate("2027-01-05")))
        city.clock.set("2027-01-06")
        #expect(
            try await city.duty("annual-report", for: head).state
                == .overdue(since: LocalDate("2027-01-05")))
        _ = try await city.platform.matters.open(
            "annual-report", MatterContent(answers: ["year": ["2026"], "summary": ["共享开放情况"]]),
            by: try await city.actor("police.data-staff"))
        #expect(try await city.duty("annual-report", for: head).state == .met)
        await city.close()
    }

    @Test(
        "A body sees its own duties; the authority and auditors see every body's",
        arguments: TestEngine.available)
    func visibility(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        _ = try await city.publish(.stops())
        let duties = city.platform.duties
        let head = try await city.actor("police.department-head")
        let social = try await city.actor("social.department-head")
        let refusal = await #expect(throws: Refusal.self) {
            try await duties.standing(of: social.body.id, for: head)
        }
        #expect(refusal?.code == SupervisionCodes.notYours)
        #expect(refusal?.reasons.first?.article != nil)
        await #expect(throws: Refusal.self) { try await duties.standings(for: head) }
        let auditor = try await city.actor("authority.auditor")
        let all = try await duties.standings(for: auditor)
        #expect(all.count == (try await city.platform.parties.bodies()).count)
        for one in all {
            let single = try await duties.standing(of: one.body.id, for: auditor)
            #expect(single.duties.map(\.state) == one.duties.map(\.state), "\(one.body.name)")
            #expect(single.duties.map(\.evidence) == one.duties.map(\.evidence), "\(one.body.name)")
        }
        await city.close()
    }
}

@Suite("Duties and statistics of a large city")
struct CrowdTests {
    @Test("Bodies beyond a page are told of and counted like all others")
    func crowd() async throws {
        let city = try await TestCity.open()
        _ = try await city.publish(.stops())
        try await city.crowd(Parties.listMax, like: "police.data-staff")
        let auditor = try await city.actor("authority.auditor")
        let police = try await city.actor("police.data-staff").body.id
        let standings = try await city.platform.duties.standings(for: auditor)
        #expect(standings.count == Parties.listMax + 7)
        #expect(standings.contains { $0.body.id == police })
        let report = try await city.platform.statistics.report(for: auditor)
        #expect((report.holding, report.publishing) == (Int64(Parties.listMax) + 3, 1))
        #expect(report.bodies.first { $0.body.id == police }?.figures.entries == 1)
        let list = try await city.platform.statistics.list(StatisticsList(.publishing), for: auditor)
        #expect(list.total == 1)
        await city.close()
    }
}

extension TestCity {
    /// Files the reasons of one restriction and has them confirmed.
    fileprivate func confirm(_ entry: Entry, _ restriction: String) async throws {
        let compiler = try await actor("police.data-staff")
        let matter = try await platform.matters.open(
            "restricted-filing",
            MatterContent(answers: [
                "entries": [entry.code ?? ""], "restriction": [restriction], "reasons": ["含个人隐私信息"],
                "basis": ["《个人信息保护法》"],
            ]), by: compiler)
        try await approveAll(try await platform.cases.file(matter.caseID, for: compiler))
    }

    /// How the duty stands with the body of `actor`.
    fileprivate func duty(_ id: String, for actor: Actor) async throws -> DutyStanding {
        let standing = try await platform.duties.standing(for: actor)
        return try #require(standing.duties.first { $0.duty.id == id })
    }
}
