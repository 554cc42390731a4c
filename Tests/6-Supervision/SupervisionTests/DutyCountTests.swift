import Catalogue
import Foundation
import Intake
import Parties
import Platform
import Regulation
import Standards
import Store
import Supervision
import TestCity
import Testing

@Suite("Counts behind duties and statistics")
struct DutyCountTests {
    struct Walk: Sendable, CustomTestStringConvertible {
        let engine: TestEngine
        let seed: UInt64
        var testDescription: String { "\(seed) on \(engine)" }
    }

    static let walks = TestEngine.available.flatMap { engine in
        (1...3).map { Walk(engine: engine, seed: UInt64($0)) }
    }

    @Test("Whatever happens to entries, the counts say what is on record", arguments: walks)
    func drift(walk: Walk) async throws {
        let city = try await TestCity.open(walk.engine)
        var chance = Chance(state: walk.seed)
        var day = try #require(LocalDate("2026-03-02"))
        var entries: [(entry: Entry, account: String)] = []
        for number in 0..<24 {
            day = day.adding(days: Int(chance.next(below: 30)))
            city.clock.set(day.description)
            let account = chance.next(below: 2) == 0 ? "police" : "social"
            let chosen = entries.isEmpty ? nil : Int(chance.next(below: UInt64(entries.count)))
            switch (chance.next(below: 5), chosen) {
            case (1, let chosen?):
                let (entry, owner) = entries[chosen]
                entries[chosen].entry = try await city.republish(entry, by: "\(owner).data-staff") {
                    $0.abstract += "，又一次"
                    $0.updateCycle = UpdateCycle.allCases[Int(chance.next(below: 8))]
                    $0.opening = chance.next(below: 2) == 0 ? .unconditional : .none
                }
            case (2, let chosen?), (3, let chosen?):
                try await city.deliver(
                    to: entries[chosen].entry, by: "\(entries[chosen].account).data-staff", number,
                    flawed: chance.next(below: 3) == 0)
            case (4, let chosen?) where chance.next(below: 2) == 0:
                let gone = entries.remove(at: chosen)
                _ = try await city.platform.catalogue.retire(
                    gone.entry.id, reason: "职能划转", by: try await city.actor("authority.authority-reviewer"))
            default:
                var content = EntryContent.stops()
                content.name += String(number)
                content.updateCycle = UpdateCycle.allCases[Int(chance.next(below: 8))]
                entries.append((try await city.publish(content, by: "\(account).data-staff"), account))
            }
        }
        let check = try await city.platform.duties.check()
        #expect(check.differences == [])
        #expect(check.entries >= entries.count)
        // What was taken down as it happened is what is made again from the records; the days that were missed under
        // a cycle since changed are the one thing that only the moment knew.
        let before = try await city.kept()
        #expect(before.contains { $0.hasPrefix("duty_count|delivered|") })
        try await city.platform.duties.recount()
        #expect(try await city.kept() == before)
        #expect(try await city.platform.duties.check().differencesCount == 0)
        await city.close()
    }

    @Test("The check names each place where a count was tampered with", arguments: TestEngine.available)
    func tampering(engine: TestEngine) async throws {
        let statements = [
            ("duty_count", "UPDATE duty_count SET amount = amount + 1 WHERE kind = 'entries'"),
            ("duty_count", "DELETE FROM duty_count WHERE kind = 'due'"),
            ("duty_entry", "UPDATE duty_entry SET has_grade = 0"),
            ("duty_entry", "DELETE FROM duty_entry"),
            ("duty_fact", "DELETE FROM duty_fact WHERE kind = 'published'"),
            ("duty_delivered", "UPDATE duty_delivered SET problems = problems + 1"),
            ("duty_closed", "UPDATE duty_closed SET amount = amount - 1"),
            ("duty_closed", "DELETE FROM duty_closed"),
            ("duty_missed_step", "DELETE FROM duty_missed_step"),
        ]
        let city = try await TestCity.open(engine)
        let entry = try await city.publish(.stops())
        try await city.deliver(to: entry, by: "police.data-staff", 1, flawed: true)
        // One review that was decided long after its day.
        let compiler = try await city.actor("police.data-staff")
        var content = EntryContent.stops()
        content.name = "换乘站点"
        let late = try await city.platform.catalogue.draft(content, by: compiler)
        let review = try await city.approveAllButLast(
            try await city.platform.catalogue.submit(late.id, by: compiler))
        city.clock.set("2026-09-01")
        try await city.approveAll(review)
        #expect(try await city.platform.duties.check().differencesCount == 0)
        for (place, statement) in statements {
            try await city.platform.store.write { try $0.run(statement) }
            let check = try await city.platform.duties.check()
            #expect(check.differencesCount > 0, "\(statement)")
            #expect(check.differences.contains { $0.hasPrefix(place) }, "\(statement): \(check.differences)")
            try await city.platform.duties.recount()
            #expect(try await city.platform.duties.check().differences == [], "\(statement)")
        }
        await city.close()
    }

    @Test("An act that is undone leaves no count behind", arguments: TestEngine.available)
    func undone(engine: TestEngine) async throws {
        struct Stop: Error {}
        let city = try await TestCity.open(engine)
        let entry = try await city.publish(.stops())
        let before = try await city.kept()
        let book = DutyBook(city.platform.profile)
        await #expect(throws: Stop.self) {
            try await city.platform.store.write { session in
                try book.retired(entry, at: city.clock.now, in: session)
                throw Stop()
            }
        }
        #expect(try await city.kept() == before)
        await city.close()
    }
}

/// Numbers from a seed.
private struct Chance {
    var state: UInt64

    mutating func next(below bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
}

extension TestCity {
    /// Delivers two rows to an entry of stops, other ones for each number; one of them is set aside where `flawed`.
    func deliver(to entry: Entry, by account: String, _ number: Int, flawed: Bool = false) async throws {
        let file = folder + "/stops-\(number).csv"
        let second = flawed ? "多" : "4"
        try Data("站点编号,站点名称,线路数\n1,中心广场,\(number % 90)\n\(number + 2),火车站,\(second)\n".utf8)
            .write(to: URL(fileURLWithPath: file))
        let actor = try await actor(account)
        let current = try await platform.catalogue.entry(entry.id, for: actor)
        _ = try await platform.intake.deliver(
            file: file, to: current, by: actor, options: DeliveryOptions())
    }

    /// Every kept row and count, as text; missed updates aside, which hang on cycles of the past.
    func kept() async throws -> [String] {
        try await platform.store.read { session in
            var lines: [String] = []
            func add(_ table: String, _ columns: [String], _ condition: String = "1 = 1") throws {
                let shown = columns.map { "coalesce(CAST(\($0) AS TEXT), '')" }.joined(
                    separator: " || '|' || ")
                lines += try session.all("SELECT \(shown) FROM \(table) WHERE \(condition)") {
                    "\(table)|\(try $0.text(at: 0))"
                }
            }
            try add(
                "duty_entry",
                [
                    "body", "entry", "published_at", "sharing", "opening", "category", "grade", "format",
                    "cycle", "cycle_days", "has_basis", "has_conditions", "has_grade", "has_secrecy",
                    "has_personal", "items", "bound", "month", "delivered", "has_data", "due",
                ])
            try add("duty_delivered", ["entry", "body", "times", "newest", "problems", "at", "has_data"])
            try add("duty_fact", ["kind", "entry", "number", "body", "month", "at"], "kind <> 'missed'")
            try add("duty_count", ["kind", "body", "value", "amount"], "kind <> 'missed'")
            try add("duty_closed", ["procedure", "body", "amount"])
            try add("duty_missed_step", ["case_id", "position", "due", "body"])
            return lines.sorted()
        }
    }
}
