import Cases
import Catalogue
import Intake
import Parties
import Regulation
import Standards
import TestCity
import Testing

@testable import Quality

@Suite("Checks of data at rest")
struct CheckTests {
    /// Six rows that all pass the door. Faults at rest: the birth date of row 2, the sex of row 3, the span of row 4,
    /// the phone of rows 5 and 6.
    static let rows = [
        "11010519491231002X,欧阳建国,1949-12-31,13800138000,株洲,女,2020-01-01,2021-01-01",
        "440524188001010014,李强,1880-01-02,13912345678,株洲,男,2020-01-01,",
        "110101199003070134,王伟,1990-03-07,13700000001,株洲,女,2020-01-01,2020-01-01",
        "360426199101010071,赵六,1991-01-01,,株洲,男,2022-05-01,2021-05-01",
        "321083197812162119,周七,,13700000002,株洲,0,,",
        "210203197503102721,吴八,1975-03-10,13700000002,株洲,女,,2021-05-01",
    ]

    static func rules(_ city: TestCity, _ entry: Entry) -> [QualityRule] {
        func number(_ field: String) -> Int { city.number(field, of: entry) }
        return [
            QualityRule(
                name: "出生日期一致", kind: .birthInID, items: [number("id_number"), number("birth_date")]),
            QualityRule(name: "性别一致", kind: .sexInID, items: [number("id_number"), number("gender")]),
            QualityRule(
                name: "起止有序", kind: .comparison, items: [number("since"), number("until")], order: .atMost),
            QualityRule(name: "起始不在将来", kind: .range, items: [number("since")], most: QualityRule.today),
            QualityRule(name: "电话唯一", kind: .unique, items: [number("phone")]),
        ]
    }

    @Test("Every rule counts A of B over rows that passed the door", arguments: TestEngine.available)
    func counted(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publishResidents()
        let receipt = try await city.deliver(Self.rows, to: entry)
        #expect((receipt.good, receipt.problems) == (6, 0), "the door has nothing against them")
        let declared = Self.rules(city, entry)
        try await city.declare(declared, for: entry)
        let run = try await city.platform.quality.check(entry.id, cause: .person)
        let results = try await city.results(of: run)
        func count(_ rule: String) -> [Int64] {
            results[rule].map { [$0.count.a, $0.count.b, $0.problems] } ?? []
        }
        let (id, name, birth, phone) = (
            city.number("id_number", of: entry), city.number("name", of: entry),
            city.number("birth_date", of: entry), city.number("phone", of: entry)
        )
        #expect(count("required:\(id)") == [6, 6, 0])
        #expect(count("required:\(name)") == [6, 6, 0])
        #expect(count("identifier:\(id)") == [6, 6, 0])
        #expect(count("identifier:\(phone)") == [5, 5, 0], "a blank phone is not evaluated")
        #expect(count("type:\(birth)") == [5, 5, 0])
        #expect(count("length:\(id)") == [6, 6, 0])
        #expect(results["required:\(birth)"] == nil, "nobody asks for it")
        #expect(count(declared[0].key) == [4, 5, 1])
        #expect(count(declared[1].key) == [4, 5, 1], "an unknown sex is not evaluated")
        #expect(count(declared[2].key) == [2, 3, 1])
        #expect(count(declared[3].key) == [4, 4, 0])
        #expect(count(declared[4].key) == [3, 5, 2])
        #expect(count("duplicates") == [1, 5, 0])
        #expect(count("dirty") == [3, 6, 0], "sets are no fault of a row")
        #expect(count("records") == [6, 6, 0])
        #expect(count("timely") == [1, 1, 0])
        #expect((run.rows, run.dirty, run.problems, run.problemsKept) == (6, 3, 5, 5))
        #expect(run.rulesVersion == 1)
        // Each dimension from the counts above, by hand: see the marks.
        let score = QualityScore(Array(results.values))
        #expect(score.count(.sameDataConsistency) == QualityCount(a: 8, b: 10))
        #expect(score.score(.consistency) == 800_000)
        #expect(score.count(.sequence) == QualityCount(a: 2, b: 3))
        // 0301 1, 0302 1, 0303 4/5, 0304 3/5, 0305 3/6: their mean is 0.78.
        #expect(score.score(.accuracy) == 780_000)
        #expect(score.score(.completeness) == 1_000_000)
        // 0501 1, 0502 1, 0503 2/3: 2666666 / 3.
        #expect(score.score(.timeliness) == 888_888)
        #expect(score.score(.accessibility) == 1_000_000)
        #expect(score.count(.authoritativeReference).b == 0 && score.score(.authoritativeReference) == nil)
        #expect(run.score == score.total)
        await city.close()
    }

    @Test(
        "A problem is traced to delivery and line, and its value is for the owner's posts alone",
        arguments: TestEngine.available)
    func traced(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let quality = city.platform.quality
        let entry = try await city.publishResidents()
        let receipt = try await city.deliver(Self.rows, to: entry)
        try await city.declare(Self.rules(city, entry), for: entry)
        let run = try await quality.check(entry.id, cause: .person)
        let staff = try await city.actor("police.data-staff")
        let problems = try await quality.problems(of: run, for: staff)
        #expect(problems.count == 5)
        #expect(Set(problems.map(\.deliveryID)) == [receipt.id])
        #expect(problems.map(\.line).sorted() == [3, 4, 5, 6, 7])
        #expect(problems.allSatisfy { $0.deliveredBy == staff.displayName && !$0.isBySystem })
        #expect(problems.allSatisfy { $0.valueDigest.count == 64 })
        let shared = problems.filter { $0.line >= 6 }.map(\.valueDigest)
        #expect(Set(shared).count == 1, "equal values have equal digests")
        // Paged without loss or repetition.
        var lines: [Int64] = []
        var after: (position: Int, number: Int)?
        repeat {
            let page = try await quality.problems(of: run, after: after, limit: 2, for: staff)
            lines += page.map(\.line)
            after = page.last.map { ($0.position, $0.number) }
        } while lines.count < 5 && after != nil
        #expect(lines.sorted() == [3, 4, 5, 6, 7])
        let values = try await quality.values(of: problems, in: entry, by: staff)
        #expect(values.count == 5)
        #expect(values[.init(delivery: problems[0].delivery, line: 3)]?.contains("1880-01-02") == true)
        for account in ["authority.authority-reviewer", "police.department-head", "social.data-staff"] {
            let other = try await city.actor(account)
            await #expect(throws: Refusal.self) {
                try await quality.values(of: problems, in: entry, by: other)
            }
        }
        let strange = try await city.actor("social.data-staff")
        let refusal = await #expect(throws: Refusal.self) {
            try await quality.problems(of: run, for: strange)
        }
        #expect(refusal?.code == QualityCodes.notYours)
        await city.close()
    }

    @Test(
        "Rules that became stricter after delivery are broken at rest as they would be at the door",
        arguments: TestEngine.available)
    func stricter(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publishResidents()
        try await city.deliver(Self.rows, to: entry)
        let changed = try await city.republish(entry) { content in
            for index in content.items.indices {
                if content.items[index].field == "name" { content.items[index].length = 2 }
                if content.items[index].field == "birth_date" { content.items[index].isRequired = true }
                if content.items[index].field == "address" { content.items[index].identifier = .mobilePhone }
            }
        }
        let run = try await city.platform.quality.check(changed.id, cause: .person)
        let results = try await city.results(of: run)
        func count(_ kind: String, _ field: String) -> [Int64] {
            results["\(kind):\(city.number(field, of: changed))"].map { [$0.count.a, $0.count.b] } ?? []
        }
        #expect(count("length", "name") == [5, 6])
        #expect(count("required", "birth_date") == [5, 6])
        #expect(count("type", "birth_date") == [5, 5], "what is absent has no type")
        #expect(count("identifier", "address") == [0, 6])
        #expect(run.entryVersion == 2)
        await city.close()
    }

    @Test("Values must be a key of the entry they refer to", arguments: TestEngine.available)
    func reference(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publishResidents()
        let stops = try await city.publish(.stops(), by: "police.data-staff")
        let staff = try await city.actor("police.data-staff")
        try await city.deliver(
            [
                "11010519491231002X,甲,,,S1,,,", "440524188001010014,乙,,,S2,,,", "110101199003070134,丙,,,,,,",
            ], to: entry)
        _ = try await city.platform.intake.deliver(
            AsyncStream<[UInt8]> { stream in
                stream.yield(Array("stop_no,stop_name,lines\nS1,火车站,3\n".utf8))
                stream.finish()
            }, to: stops, by: staff)
        let rule = QualityRule(
            name: "站点已登记", kind: .reference, items: [city.number("address", of: entry)], target: stops.id)
        try await city.declare([rule], for: entry)
        let run = try await city.platform.quality.check(entry.id, cause: .person)
        let result = try await city.results(of: run)[rule.key]
        #expect(result?.count == QualityCount(a: 1, b: 2))
        #expect(result?.indicator == .relatedDataConsistency)
        await city.close()
    }

    @Test("Data that was not renewed within its cycle is not timely; none that promises nothing is")
    func timely() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publishResidents()
        try await city.deliver([Self.rows[0]], to: entry)
        func count() async throws -> QualityCount? {
            try await city.results(of: try await city.platform.quality.check(entry.id, cause: .daily))[
                "timely"]?
                .count
        }
        city.clock.set("2026-03-03")
        #expect(try await count() == QualityCount(a: 1, b: 1), "daily: the next day is in time")
        city.clock.set("2026-03-04")
        #expect(try await count() == QualityCount(a: 0, b: 1))
        let irregular = try await city.republish(entry) { $0.updateCycle = .irregular }
        #expect(irregular.version == 2)
        #expect(try await count() == QualityCount(a: 0, b: 0), "not applicable, never full marks")
        await city.close()
    }

    @Test("Each dataset is read whole, however many pieces it has", arguments: TestEngine.available)
    func pieces(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let stops = try await city.publish(.stops(), by: "police.data-staff")
        let count = 45_000
        var text = "stop_no,stop_name,lines\n"
        for index in 0..<count { text += "S\(index),站\(index % 7),\(index % 9)\n" }
        let bytes = Array(text.utf8)
        _ = try await city.platform.intake.deliver(
            AsyncStream<[UInt8]> { stream in
                stream.yield(bytes)
                stream.finish()
            }, to: stops, by: try await city.actor("police.data-staff"))
        let name = city.number("stop_name", of: stops)
        try await city.declare([QualityRule(name: "名称唯一", kind: .unique, items: [name])], for: stops)
        let run = try await city.platform.quality.check(stops.id, cause: .person)
        #expect(run.rows == Int64(count))
        let results = try await city.results(of: run)
        #expect(results["required:\(name)"]?.count == QualityCount(a: Int64(count), b: Int64(count)))
        #expect(results["duplicates"]?.count == QualityCount(a: Int64(count) - 7, b: Int64(count)))
        #expect(run.problems == Int64(count))
        #expect(run.problemsKept == Int64(Quality.problemsPerRuleMax), "bounded; the rest is counted")
        await city.close()
    }

    @Test("A check after a delivery and once a day is made by the platform's clock alone")
    func waiting() async throws {
        let city = try await TestCity.open()
        let quality = city.platform.quality
        let entry = try await city.publishResidents()
        #expect(try await quality.sweep() == 0, "nothing to check")
        try await city.deliver([Self.rows[0]], to: entry)
        #expect(try await quality.sweep() == 1)
        #expect(try await quality.sweep() == 0, "once for a delivery")
        city.clock.set("2026-03-03")
        #expect(try await quality.sweep() == 1, "once a day")
        #expect(try await quality.sweep() == 0)
        let staff = try await city.actor("police.data-staff")
        #expect(try await quality.runs(of: entry, for: staff).map(\.cause) == [.daily, .delivery])
        await city.close()
    }

    @Test("Whoever may not see or check is refused, and an entry without data cannot be checked")
    func refused() async throws {
        let city = try await TestCity.open()
        let quality = city.platform.quality
        let entry = try await city.publishResidents()
        func code(_ account: String, _ act: (Actor) async throws -> Void) async throws -> String? {
            let actor = try await city.actor(account)
            do {
                try await act(actor)
                return nil
            } catch let refusal as Refusal { return refusal.code.name }
        }
        #expect(
            try await code("police.data-staff") { _ = try await quality.run(entry.id, by: $0) }
                == "quality-no-data")
        #expect(
            try await code("social.data-staff") { _ = try await quality.run(entry.id, by: $0) }
                == "quality-not-yours")
        #expect(
            try await code("social.data-staff") { _ = try await quality.overview(for: $0) }
                == "quality-not-yours")
        #expect(try await code("authority.auditor") { _ = try await quality.overview(for: $0) } == nil)
        #expect(
            try await code("authority.auditor") { _ = try await quality.run(entry.id, by: $0) }
                == "quality-not-yours")
        #expect(
            try await code("social.data-staff") { _ = try await quality.declare([], for: entry.id, by: $0) }
                == "procedure-not-yours")
        #expect(
            try await code("police.department-head") {
                _ = try await quality.declare([], for: entry.id, by: $0)
            }
                == "procedure-not-yours")
        _ = try await quality.declare([], for: entry.id, by: try await city.actor("police.data-staff"))
        #expect(
            try await code("police.data-staff") { _ = try await quality.declare([], for: entry.id, by: $0) }
                == "quality-rules-in-review")
        await city.close()
    }

    @Test("Counts of entries add up to those of bodies and of the city, and each month keeps how it stood")
    func addsUp() async throws {
        let city = try await TestCity.open()
        let quality = city.platform.quality
        let one = try await city.publishResidents()
        let other = try await city.publish(.stops(), by: "social.data-staff")
        try await city.deliver(Self.rows, to: one)
        _ = try await city.platform.intake.deliver(
            AsyncStream<[UInt8]> { stream in
                stream.yield(Array("stop_no,stop_name,lines\nS1,火车站,3\n".utf8))
                stream.finish()
            }, to: other, by: try await city.actor("social.data-staff"))
        #expect(try await quality.sweep() == 2)
        city.clock.set("2026-04-10")
        try await city.declare(Self.rules(city, one), for: one)
        _ = try await quality.sweep()
        let authority = try await city.actor("authority.authority-reviewer")
        let overview = try await quality.overview(months: 3, for: authority)
        #expect(overview.bodies.count == 2)
        let sum = overview.bodies.reduce(QualityScore()) { $0 + $1.figures.score }
        #expect(sum == overview.figures.score)
        #expect(overview.figures.entries == 2 && overview.figures.rows == 7)
        let page = try await quality.entries(for: authority)
        // By hand: 4/5 where nothing but the day is wrong, above that where one of six dimensions is.
        #expect(page.entries.map(\.entry) == [other.id, one.id], "the lowest score first")
        #expect(page.entries[0].score == 800_000)
        #expect(page.entries.map(\.problems).reduce(0, +) == overview.figures.problems)
        #expect(overview.months.map(\.month) == ["2026-02", "2026-03", "2026-04"])
        #expect(overview.months[0].score.total == nil, "before the first check")
        #expect(overview.months[1].score.count(.sameDataConsistency).b == 0)
        #expect(overview.months[2].score == overview.figures.score)
        let own = try await quality.overview(
            of: try await city.actor("social.data-staff").body.id,
            for: try await city.actor("social.data-staff"))
        #expect(own.figures.entries == 1)
        await city.close()
    }
}
