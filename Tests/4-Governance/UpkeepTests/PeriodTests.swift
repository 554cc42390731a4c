import Cases
import Catalogue
import Platform
import Regulation
import TestCity
import Testing
import Upkeep

@Suite("Periods and days of upkeep")
struct PeriodTests {
    struct Stretch: Sendable, CustomTestStringConvertible {
        let day: String
        let months: Int
        let first: String
        let last: String
        let before: String
        var testDescription: String { "\(day), \(months)" }
    }

    static let stretches = [
        Stretch(day: "2026-01-01", months: 6, first: "2026-01-01", last: "2026-06-30", before: "2025-07-01"),
        Stretch(day: "2026-06-30", months: 6, first: "2026-01-01", last: "2026-06-30", before: "2025-07-01"),
        Stretch(day: "2026-07-01", months: 6, first: "2026-07-01", last: "2026-12-31", before: "2026-01-01"),
        Stretch(day: "2026-12-31", months: 6, first: "2026-07-01", last: "2026-12-31", before: "2026-01-01"),
        Stretch(day: "2026-02-29", months: 12, first: "", last: "", before: ""),
        Stretch(day: "2024-02-29", months: 12, first: "2024-01-01", last: "2024-12-31", before: "2023-01-01"),
        Stretch(day: "2024-02-29", months: 1, first: "2024-02-01", last: "2024-02-29", before: "2024-01-01"),
        Stretch(day: "2026-05-04", months: 3, first: "2026-04-01", last: "2026-06-30", before: "2026-01-01"),
        Stretch(day: "2026-05-04", months: 0, first: "", last: "", before: ""),
        Stretch(day: "2026-05-04", months: -6, first: "", last: "", before: ""),
    ]

    @Test(
        "A period is the stretch of whole months, from January on, that holds the day", arguments: stretches)
    func periods(stretch: Stretch) throws {
        let period = LocalDate(stretch.day).flatMap {
            MaintenancePeriod(containing: $0, months: stretch.months)
        }
        guard !stretch.first.isEmpty else {
            #expect(period == nil)
            return
        }
        let found = try #require(period)
        #expect(found.first.description == stretch.first)
        #expect(found.last.description == stretch.last)
        #expect(found.previous?.first.description == stretch.before)
        #expect(found.previous?.last == found.first.adding(days: -1))
    }

    struct Remaining: Sendable, CustomTestStringConvertible {
        let profile: String
        let day: String
        let days: Int
        let working: Int
        var isProvisional = false
        var testDescription: String { "\(profile) \(day)" }
    }

    /// Working days left, over the make-up days of Spring Festival, of the Dragon Boat Festival and of National Day.
    static let remaining = [
        Remaining(profile: "zhuzhou-2020", day: "2026-02-13", days: 137, working: 89),
        Remaining(profile: "zhuzhou-2020", day: "2026-06-18", days: 12, working: 7),
        Remaining(profile: "zhuzhou-2020", day: "2026-06-30", days: 0, working: 0),
        Remaining(profile: "zhuzhou-2020", day: "2026-09-30", days: 92, working: 62),
        Remaining(profile: "guiyang-2017", day: "2026-09-30", days: 92, working: 62),
        Remaining(profile: "guiyang-2017", day: "2026-06-30", days: 184, working: 128),
        Remaining(profile: "guiyang-2017", day: "2027-12-30", days: 1, working: 1, isProvisional: true),
    ]

    @Test("The full maintenance runs by itself and tells the days that are left", arguments: remaining)
    func campaign(case one: Remaining) async throws {
        let city = try await TestCity.open(profile: one.profile)
        city.clock.set(one.day)
        let campaign = try #require(city.platform.upkeep.campaign)
        #expect(campaign.daysLeft == one.days)
        #expect(campaign.workingDaysLeft == one.working)
        #expect(campaign.isProvisional == one.isProvisional)
        await city.close()
    }

    struct Limit: Sendable, CustomTestStringConvertible {
        let profile: String
        let kind: UpdateEvent.Kind
        let occurred: String
        /// Nil where the regulation sets no day.
        let due: String?
        var testDescription: String { "\(profile) \(kind) \(occurred)" }
    }

    static let limits = [
        // Spring Festival with its make-up days: 14 and 28 February 2026, 26 January and 8 February 2025.
        Limit(profile: "zhuzhou-2020", kind: .law, occurred: "2026-02-13", due: "2026-03-05"),
        Limit(profile: "zhuzhou-2020", kind: .law, occurred: "2025-01-24", due: "2025-02-13"),
        Limit(profile: "guiyang-2017", kind: .other, occurred: "2026-02-13", due: "2026-02-24"),
        Limit(profile: "guiyang-2017", kind: .other, occurred: "2026-02-27", due: "2026-03-02"),
        // National Day with its make-up days: 20 September and 10 October 2026, 28 September and 11 October 2025.
        Limit(profile: "zhuzhou-2020", kind: .law, occurred: "2026-09-18", due: "2026-10-09"),
        Limit(profile: "zhuzhou-2020", kind: .law, occurred: "2025-09-26", due: "2025-10-16"),
        Limit(profile: "guiyang-2017", kind: .law, occurred: "2026-09-18", due: "2026-10-09"),
        Limit(profile: "guiyang-2017", kind: .other, occurred: "2026-09-30", due: "2026-10-09"),
        Limit(profile: "guiyang-2017", kind: .other, occurred: "2024-09-30", due: "2024-10-09"),
        Limit(profile: "guiyang-2017", kind: .other, occurred: "2026-10-09", due: "2026-10-12"),
        Limit(profile: "zhuzhou-2020", kind: .other, occurred: "2026-03-02", due: nil),
        Limit(profile: "jingzhou-2024", kind: .law, occurred: "2026-03-02", due: "2026-03-16"),
        Limit(profile: "taijiang-2022", kind: .other, occurred: "2026-03-02", due: nil),
    ]

    @Test("Updates are due so many working days after the event as the regulation says", arguments: limits)
    func due(limit: Limit) async throws {
        let city = try await TestCity.open(profile: limit.profile)
        let day = try #require(LocalDate(limit.occurred))
        let due = city.platform.upkeep.updateDue(limit.kind, from: day)
        #expect(due?.date.description == limit.due)
        #expect(due?.provisional != true)
        #expect(city.platform.upkeep.updateArticle(limit.kind) != nil, "an article founds it all the same")
        await city.close()
    }

    @Test(
        "Where no period is set there is no full maintenance, and what asks for it says so",
        arguments: ["jingzhou-2024", "taijiang-2022", "guiyang-guian-2024"])
    func none(profile: String) async throws {
        let city = try await TestCity.open(profile: profile)
        #expect(city.platform.upkeep.campaign == nil)
        let staff = try await city.actor("police.data-staff")
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await city.platform.upkeep.progress(for: staff)
        }
        #expect(refusal?.code == UpkeepCodes.notSet)
        #expect(try await city.platform.upkeep.reportOverdue().maintenance == 0)
        await city.close()
    }
}
