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

@Suite("Statistics")
struct StatisticsTests {
    struct Place: Sendable, CustomTestStringConvertible {
        let engine: TestEngine
        let profile: String
        var testDescription: String { "\(profile) on \(engine)" }
    }

    static let places = TestEngine.available.flatMap { engine in
        ["zhuzhou-2020", "guiyang-2017"].map { Place(engine: engine, profile: $0) }
    }

    @Test("Figures of months come from the days on record", arguments: places)
    func months(place: Place) async throws {
        let city = try await Self.story(place)
        let auditor = try await city.actor("authority.auditor")
        let report = try await city.platform.statistics.report(months: 4, for: auditor)
        #expect(report.months.map(\.month) == ["2026-02", "2026-03", "2026-04", "2026-05"])
        let months = report.months.map(\.figures)
        #expect(months.map(\.published) == [0, 3, 0, 0])
        #expect(months.map(\.changed) == [0, 0, 1, 0])
        #expect(months.map(\.retired) == [0, 0, 0, 1])
        #expect(months.map(\.delivered) == [0, 1, 0, 0])
        // Persons are owed daily: late once before the delivery of 5 March, and since the day after it. Stops are owed
        // monthly: published anew on 10 April, a week late, and late again since 12 May. Those of the other body
        // were late from 3 April until they were retired.
        #expect(months.map(\.missedUpdates) == [0, 2, 2, 1])
        #expect(report.figures.entries == 2)
        #expect(report.figures.items == 8)
        #expect(report.figures.withData == 1)
        #expect(report.figures.overdueEntries == 2)
        #expect(report.publishing == 1)
        #expect(report.holding == 3)
        for path in [
            \StatisticsMonth.Figures.published, \.changed, \.retired, \.delivered, \.missedUpdates,
            \.missedSteps,
        ] {
            #expect(report.figures.over[keyPath: path] == months.map { $0[keyPath: path] }.reduce(0, +))
        }
        // A month later nothing of the past has changed, though nobody looked meanwhile.
        city.clock.set("2026-06-20")
        let later = try await city.platform.statistics.report(months: 5, for: auditor)
        #expect(later.months.dropLast().map(\.figures.published) == months.map(\.published))
        #expect(later.months.dropLast().map(\.figures.missedUpdates) == months.map(\.missedUpdates))
        await city.close()
    }

    @Test("Each figure is the length of the list behind it", arguments: places)
    func lists(place: Place) async throws {
        let city = try await Self.story(place)
        let auditor = try await city.actor("authority.auditor")
        let (statistics, catalogue) = (city.platform.statistics, city.platform.catalogue)
        let police = try await city.actor("police.data-staff").body.id
        let social = try await city.actor("social.data-staff").body.id
        for body in [nil, police, social] {
            let report = try await statistics.report(of: body, months: 4, for: auditor)
            let figures = report.figures
            func length(_ list: StatisticsList) async throws -> (total: Int64, amount: Int64) {
                var list = list
                list.body = body
                var lines: [StatisticsLine] = []
                while true {
                    let page = try await statistics.list(list, for: auditor)
                    lines += page.lines
                    if page.lines.isEmpty || Int64(lines.count) >= page.total {
                        #expect(Int64(lines.count) == page.total, "\(list)")
                        #expect(lines.compactMap(\.amount).reduce(0, +) == page.amount, "\(list)")
                        #expect(Set(lines).count == lines.count, "\(list)")
                        if let body { #expect(lines.allSatisfy { $0.body == body }, "\(list)") }
                        return (page.total, page.amount)
                    }
                    list.page += 1
                }
            }
            let entries = try await length(StatisticsList(.entries))
            #expect(entries.total == figures.entries)
            #expect(entries.amount == figures.items)
            #expect(try await length(StatisticsList(.withData)).total == figures.withData)
            #expect(try await length(StatisticsList(.withoutData)).total == figures.withoutData)
            #expect(try await length(StatisticsList(.overdueEntries)).total == figures.overdueEntries)
            #expect(try await length(StatisticsList(.overdueCases)).total == figures.overdueCases)
            for month in report.months {
                let counted: [(StatisticsList.Kind, Int64)] = [
                    (.published, month.figures.published), (.changed, month.figures.changed),
                    (.retired, month.figures.retired), (.delivered, month.figures.delivered),
                    (.missedUpdates, month.figures.missedUpdates), (.missedSteps, month.figures.missedSteps),
                ]
                for (kind, figure) in counted {
                    let found = try await length(StatisticsList(kind, from: month.month, to: month.month))
                    #expect(found.total == figure, "\(kind) \(month.month)")
                }
            }
            if body == nil {
                #expect(try await length(StatisticsList(.publishing)).total == report.publishing)
                #expect(
                    try await length(StatisticsList(.notPublishing)).total
                        == report.holding - report.publishing)
            }
            // The catalogue is searched by the same words, a change under review counting as in force.
            var filter = EntryFilter(body: body)
            filter.inForce = true
            #expect(Int64(try await catalogue.search(filter, for: auditor).total) == figures.entries)
            for (facet, shares) in report.facets {
                #expect(shares.map(\.entries).reduce(0, +) == figures.entries, "\(facet)")
                for share in shares {
                    if !share.value.isEmpty {
                        filter.facets = [facet: share.value]
                        if let body { filter.facets[.body] = body }
                        #expect(
                            Int64(try await catalogue.search(filter, for: auditor).total) == share.entries,
                            "\(facet) \(share.value)")
                    }
                    let list = StatisticsList(.entries, facet: facet, value: share.value)
                    #expect(try await length(list).total == share.entries, "\(facet) \(share.value)")
                }
            }
        }
        // Bodies together are the city.
        let report = try await statistics.report(months: 4, for: auditor)
        #expect(report.bodies.map(\.figures.entries).reduce(0, +) == report.figures.entries)
        #expect(
            report.bodies.map(\.figures.over.missedUpdates).reduce(0, +) == report.figures.over.missedUpdates)
        #expect(report.figures.overdueCases > 0)
        #expect(report.figures.over.missedSteps >= report.figures.overdueCases)
        #expect(try await city.platform.duties.check().differences == [])
        await city.close()
    }

    @Test("A step done late, and one still open, are missed in the month of their day", arguments: places)
    func steps(place: Place) async throws {
        let city = try await TestCity.open(place.engine, profile: place.profile)
        let entry = try await city.publish(.stops())
        let auditor = try await city.actor("authority.auditor")
        let asker = try await city.actor("social.data-staff")
        func figures() async throws -> (missed: Int64, overdue: Int64) {
            let report = try await city.platform.statistics.report(months: 3, for: auditor)
            return (report.figures.over.missedSteps, report.figures.overdueCases)
        }
        let matter = try await city.platform.matters.open(
            "data-correction", MatterContent(about: entry.code ?? "", answers: ["concern": ["站点名称有误"]]),
            by: asker)
        let file = try await city.platform.cases.file(matter.caseID, for: asker)
        let due = try #require(file.current?.due?.date)
        city.clock.set(due.description)
        #expect(try await figures() == (0, 0))
        city.clock.set(due.adding(days: 1).description, hour: 0)
        #expect(try await figures() == (1, 1))
        // Done late, it is no longer overdue and stays missed.
        var current = file
        while current.state == .open, let step = current.current {
            current = try await city.platform.decide(
                current.id, Decision(.approve, note: "已更正"), by: try await city.holder(of: step))
        }
        let after = try await figures()
        #expect(after.overdue == 0)
        #expect(after.missed == 1)
        await city.close()
    }

    @Test("A body sees its own figures and the city's sums; the authority and auditors see every body's")
    func visibility() async throws {
        let city = try await Self.story(Place(engine: .sqlite, profile: "zhuzhou-2020"))
        let statistics = city.platform.statistics
        let head = try await city.actor("police.department-head")
        let social = try await city.actor("social.department-head")
        let own = try await statistics.report(of: head.body.id, for: head)
        #expect(own.figures.entries == 2)
        #expect(own.bodies.isEmpty)
        let sums = try await statistics.report(for: social)
        #expect(sums.figures.entries == 2)
        #expect(sums.bodies.isEmpty)
        for body in [nil, head.body.id] {
            let refusal = await #expect(throws: Refusal.self) {
                try await statistics.list(StatisticsList(.overdueEntries, body: body), for: social)
            }
            #expect(refusal?.code == SupervisionCodes.figuresNotYours)
            #expect(refusal?.reasons.first?.article != nil)
        }
        await #expect(throws: Refusal.self) { try await statistics.report(of: head.body.id, for: social) }
        #expect(try await statistics.list(StatisticsList(.entries, body: head.body.id), for: head).total == 2)
        for account in ["authority.auditor", "authority.authority-reviewer"] {
            let actor = try await city.actor(account)
            let all = try await statistics.report(for: actor)
            #expect(all.bodies.count == (try await city.platform.parties.bodies()).count)
            #expect(try await statistics.list(StatisticsList(.entries), for: actor).total == 2)
        }
        let outside = try await city.actor("county-authority.county-authority-reviewer")
        #expect(!statistics.seesAll(outside))
        await #expect(throws: Refusal.self) {
            try await statistics.list(StatisticsList(.entries), for: outside)
        }
        await city.close()
    }

    @Test("Months are bounded, and a year ends where it ends", arguments: [-1, 0, 1, 36, 37, 1_000_000])
    func bounds(months: Int) async throws {
        let city = try await TestCity.open(day: "2026-01-31")
        let report = try await city.platform.statistics.report(
            months: months, for: try await city.actor("authority.auditor"))
        #expect(report.months.count == min(max(months, 1), Statistics.monthsMax))
        #expect(report.months.last?.month == "2026-01")
        if report.months.count == 36 { #expect(report.months.first?.month == "2023-02") }
        await city.close()
    }

    /// Two entries of one body and one of another, with deliveries, a change, a retirement and a case that nobody
    /// answers, from 2 March to 20 May 2026.
    static func story(_ place: Place) async throws -> TestCity {
        let city = try await TestCity.open(place.engine, profile: place.profile)
        var persons = EntryContent.stops()
        persons.name = "公交站点实时客流"
        persons.updateCycle = .daily
        persons.items.append(persons.items[2])
        persons.items[3].field = "passengers"
        persons.items[3].name = "客流"
        persons.items.append(persons.items[2])
        persons.items[4].field = "waiting"
        persons.items[4].name = "候车人数"
        persons.grade = "general-2"
        let daily = try await city.publish(persons)
        let stops = try await city.publish(.stops())
        var others = EntryContent.stops()
        others.name = "换乘站点"
        let transfer = try await city.publish(others, by: "social.data-staff")
        city.clock.set("2026-03-05")
        try await city.deliver(to: daily, by: "police.data-staff", 1)
        city.clock.set("2026-04-10")
        _ = try await city.republish(stops) { $0.abstract += "，按年更新" }
        _ = try await city.platform.matters.open(
            "data-correction", MatterContent(about: stops.code ?? "", answers: ["concern": ["站点名称有误"]]),
            by: try await city.actor("social.data-staff"))
        city.clock.set("2026-05-20")
        _ = try await city.platform.catalogue.retire(
            transfer.id, reason: "职能划转", by: try await city.actor("authority.authority-reviewer"))
        // A change under review: what is in force stays so.
        let compiler = try await city.actor("police.data-staff")
        let now = try await city.platform.catalogue.entry(stops.id, for: compiler)
        var content = now.content
        content.updateCycle = .weekly
        _ = try await city.platform.catalogue.save(
            content, to: stops.id, revision: now.revision, by: compiler)
        _ = try await city.platform.catalogue.submit(stops.id, by: compiler)
        return city
    }
}
