import Cases
import Catalogue
import Ledger
import Parties
import Regulation
import TestCity
import Testing

@testable import Quality

@Suite("Work orders over problem data")
struct WorkOrderTests {
    /// A city with one wrong row, checked: its open order and the case of it.
    private func found(
        _ engine: TestEngine = .sqlite, profile: String = "zhuzhou-2020"
    ) async throws -> (city: TestCity, entry: Entry, order: WorkOrder) {
        let city = try await TestCity.open(engine, profile: profile)
        let entry = try await city.publishResidents()
        try await city.deliver(CheckTests.rows, to: entry)
        try await city.declare([CheckTests.rules(city, entry)[0]], for: entry)
        _ = try await city.platform.quality.sweep()
        let staff = try await city.actor("police.data-staff")
        let orders = try await city.platform.quality.orders(ofBody: entry.body, for: staff)
        return (city, entry, try #require(orders.first))
    }

    private static let mended = "440524188001010014,李强,1880-01-01,13912345678,株洲,男,2020-01-01,"

    private func file(_ order: WorkOrder, _ city: TestCity) async throws -> CaseFile {
        try await city.platform.store.read { try city.platform.cases.file(order.caseID, in: $0) }
    }

    @Test(
        "Problems of one check are one order to the owner, with the day and article of the regulation",
        arguments: [
            ("zhuzhou-2020", "2026-03-16", "national-2025#26"),
            ("guiyang-2017", "2026-03-09", "guiyang-2017#16"),
            ("jingzhou-2024", "2026-03-16", "national-2025#26"),
            ("taijiang-2022", "2026-03-16", "national-2025#26"),
            ("guiyang-guian-2024", "2026-03-16", "national-2025#26"),
        ])
    func opened(profile: String, due: String, article: String) async throws {
        let (city, entry, order) = try await found(profile: profile)
        #expect((order.found, order.left, order.state) == (1, 1, .open))
        let file = try await self.file(order, city)
        #expect(file.provider == entry.body)
        #expect(file.current?.body == entry.body && file.current?.role == "data-staff")
        #expect(file.current?.due?.date.description == due)
        #expect(file.current?.due?.article.description == article)
        let staff = try await city.actor("police.data-staff")
        #expect(
            try await city.platform.cases.list(CaseFilter(.waiting), for: staff).map(\.id).contains(file.id))
        let notices = try await city.platform.notices.list(for: staff)
        #expect(notices.contains { $0.subject == "case:\(file.id)" && $0.title.zh.contains("1条问题数据待整改") })
        // The same problems again are the same order.
        _ = try await city.platform.quality.check(entry.id, cause: .person)
        #expect(try await city.platform.quality.orders(ofBody: entry.body, for: staff).count == 1)
        await city.close()
    }

    @Test(
        "Only a check ends an order: what is reported done and is not comes back with its old day",
        arguments: TestEngine.available)
    func proved(engine: TestEngine) async throws {
        let (city, entry, order) = try await found(engine)
        let platform = city.platform
        let staff = try await city.actor("police.data-staff")
        let due = try await self.file(order, city).current?.due
        city.clock.set("2026-03-04")
        try await platform.decide(order.caseID, Decision(.approve, note: "已更正"), by: staff)
        var file = try await self.file(order, city)
        #expect(file.position == 1, "it waits for the check")
        let runner = try await city.add(
            "authority.operator", beside: "authority.auditor", roles: ["platform-operator"])
        let refusal = await #expect(throws: Refusal.self) {
            try await platform.decide(order.caseID, Decision(.approve), by: runner)
        }
        #expect(refusal?.code == QualityCodes.proofByPlatform)
        #expect(try await platform.quality.sweep() == 1, "the report asks for a check")
        file = try await self.file(order, city)
        #expect((file.state, file.position) == (.open, 0), "nothing was corrected")
        #expect(file.current?.due == due, "the day is what it was")
        // Mended and delivered again: the next check proves it, whether or not anybody reported it.
        let receipt = try await city.deliver([Self.mended], to: entry)
        #expect(receipt.updated == 1)
        _ = try await platform.quality.sweep()
        file = try await self.file(order, city)
        #expect(file.state == .approved)
        let orders = try await platform.quality.orders(ofBody: entry.body, for: staff)
        let closed = try #require(orders.first)
        #expect((closed.state, closed.left) == (.closed, 0))
        let kinds = try await platform.cases.timeline(order.caseID, for: staff).map(\.kind)
        #expect(kinds == [.opened, .approved, .reopened, .approved, .approved])
        await city.close()
    }

    @Test("What is left of several problems keeps the order open and is told once")
    func left() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publishResidents()
        try await city.deliver(CheckTests.rows, to: entry)
        try await city.declare(CheckTests.rules(city, entry), for: entry)
        let quality = city.platform.quality
        _ = try await quality.sweep()
        let staff = try await city.actor("police.data-staff")
        let first = try await quality.orders(.open, ofBody: entry.body, for: staff).first
        #expect(first?.found == 5 && first?.rules.count == 4)
        try await city.deliver([Self.mended], to: entry)
        _ = try await quality.sweep()
        let second = try await quality.orders(.open, ofBody: entry.body, for: staff).first
        #expect(second?.left == 4)
        _ = try await quality.check(entry.id, cause: .daily)
        let kinds = try await city.platform.cases.timeline(first?.caseID ?? "", for: staff).map(\.kind)
        #expect(kinds == [.opened, .checked], "a check that finds the same says nothing again")
        await city.close()
    }

    @Test("Overdue orders are reported upwards as every case, and the authority may withdraw one")
    func overdue() async throws {
        let (city, entry, order) = try await found()
        city.clock.set("2026-03-17")
        #expect(try await city.platform.cases.escalateOverdue() == 1)
        let authority = try await city.actor("authority.authority-reviewer")
        let overview = try await city.platform.quality.overview(for: authority)
        #expect((overview.figures.orders, overview.figures.overdueOrders) == (1, 1))
        await #expect(throws: Refusal.self) {
            try await city.platform.withdraw(order.caseID, by: try await city.actor("police.data-staff"))
        }
        try await city.platform.withdraw(order.caseID, by: authority)
        let orders = try await city.platform.quality.orders(ofBody: entry.body, for: authority)
        #expect(orders.map(\.state) == [.withdrawn])
        await city.close()
    }

    @Test("Rules that the authority does not approve stay out of force")
    func declined() async throws {
        let city = try await TestCity.open()
        let quality = city.platform.quality
        let entry = try await city.publishResidents()
        try await city.deliver(CheckTests.rows, to: entry)
        let staff = try await city.actor("police.data-staff")
        let rules = CheckTests.rules(city, entry)
        let set = try await quality.declare(rules, for: entry.id, by: staff)
        let authority = try await city.actor("authority.authority-reviewer")
        try await city.platform.decide(
            try #require(set.caseID), Decision(.refuse, note: "电话可以共用"), by: authority)
        #expect(try await quality.ruleSets(of: entry, for: staff).map(\.state) == [.declined])
        let run = try await quality.check(entry.id, cause: .person)
        #expect((run.rulesVersion, run.problems) == (0, 0))
        try await city.declare([rules[0]], for: entry)
        let again = try await quality.check(entry.id, cause: .person)
        #expect((again.rulesVersion, again.problems) == (2, 1))
        await city.close()
    }
}
