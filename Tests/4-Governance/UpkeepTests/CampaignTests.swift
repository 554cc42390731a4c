import Cases
import Catalogue
import Parties
import Platform
import Regulation
import TestCity
import Testing

@testable import Upkeep

@Suite("Full maintenance")
struct CampaignTests {
    struct Year: Sendable, CustomTestStringConvertible {
        let profile: String
        let engine: TestEngine
        /// A day of the next period, and the day after that period.
        let next: String
        let after: String
        let needsHead: Bool
        var testDescription: String { "\(profile) on \(engine)" }
    }

    static let years = TestEngine.available.flatMap { engine in
        [
            Year(
                profile: "zhuzhou-2020", engine: engine, next: "2026-07-01", after: "2027-01-01",
                needsHead: true),
            Year(
                profile: "guiyang-2017", engine: engine, next: "2027-01-04", after: "2028-01-01",
                needsHead: false),
        ]
    }

    @Test(
        "Every entry in force is confirmed, changed or retired in the period, and only that counts",
        arguments: years)
    func counted(year: Year) async throws {
        let city = try await TestCity.open(year.engine, profile: year.profile)
        let upkeep = city.platform.upkeep
        let kept = try await city.publish(.stops())
        let changed = try await city.publish(.stops())
        let dropped = try await city.publish(.stops())
        _ = try await city.publish(.stops(), by: "social.data-staff")
        let staff = try await city.actor("police.data-staff")
        #expect(try await upkeep.progress(for: staff).changed == 3, "the first publication counts")
        city.clock.set(year.next)
        var progress = try await upkeep.progress(for: staff)
        #expect((progress.left, progress.done, progress.total) == (3, 0, 3))
        let outcome = try await upkeep.confirm([SeenEntry(kept.id, revision: kept.revision)], by: staff)
        #expect((outcome.caseID != nil) == year.needsHead)
        if let caseID = outcome.caseID {
            progress = try await upkeep.progress(for: staff)
            #expect((progress.left, progress.waiting, progress.confirmed) == (3, 1, 0))
            try await city.platform.decide(
                caseID, Decision(.approve), by: try await city.actor("police.department-head"))
        }
        progress = try await upkeep.progress(for: staff)
        #expect((progress.left, progress.waiting, progress.confirmed) == (2, 0, 1))
        _ = try await city.republish(changed) { $0.abstract += "，本期修订" }
        _ = try await city.platform.catalogue.retire(
            dropped.id, reason: "业务已取消", by: try await city.actor("police.department-head"))
        progress = try await upkeep.progress(for: staff)
        #expect((progress.confirmed, progress.changed, progress.retired) == (1, 1, 1))
        #expect((progress.left, progress.total, progress.overdue) == (0, 3, 0))
        let list = try await upkeep.entries(show: .all, for: staff).entries
        #expect(Set(list.map(\.standing)) == [.confirmed, .changed])
        let authority = try await city.actor("authority.authority-reviewer")
        let all = try await upkeep.progresses(for: authority)
        #expect(all.map(\.progress.left) == [1, 0], "those with most left first")
        // What a period brought does not carry into the next.
        city.clock.set(year.after)
        progress = try await upkeep.progress(for: staff)
        #expect((progress.left, progress.overdue, progress.total) == (2, 0, 2))
        let others = try await city.actor("social.data-staff")
        #expect(try await upkeep.progress(for: others).overdue == 1)
        // What is counted from is what the entries and their confirmations say.
        let (rows, source) = ("SELECT * FROM maintained_entry", "SELECT * FROM maintained_entry_source")
        let strays = try await city.platform.store.read { session in
            try session.number(
                """
                SELECT (SELECT count(*) FROM (\(rows) EXCEPT \(source)) AS extra)
                    + (SELECT count(*) FROM (\(source) EXCEPT \(rows)) AS missing)
                """)
        }
        #expect(strays == 0)
        await city.close()
    }

    @Test("A confirmation tells every fault at once, in order, and confirms nothing then")
    func refused() async throws {
        let city = try await TestCity.open()
        let upkeep = city.platform.upkeep
        let own = try await city.publish(.stops())
        let edited = try await city.publish(.stops())
        let reviewed = try await city.publish(.persons())
        let retired = try await city.publish(.stops())
        let strange = try await city.publish(.stops(), by: "social.data-staff")
        let staff = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(.stops(), by: staff)
        city.clock.set("2026-07-01")
        _ = try await city.platform.catalogue.retire(
            retired.id, reason: "业务已取消", by: try await city.actor("police.department-head"))
        for entry in [edited, reviewed] {
            var content = entry.content
            content.abstract += "，修订"
            _ = try await city.platform.catalogue.save(
                content, to: entry.id, revision: entry.revision, by: staff)
        }
        _ = try await city.platform.catalogue.submit(reviewed.id, by: staff)
        func codes(_ entries: [SeenEntry], _ account: String = "police.data-staff") async throws -> [String] {
            let actor = try await city.actor(account)
            let refusal = await #expect(throws: Refusal.self) {
                try await upkeep.confirm(entries, by: actor)
            }
            return refusal?.reasons.map(\.code.name) ?? []
        }
        let seen = [own, edited, reviewed, retired, strange, draft].map {
            SeenEntry($0.id, revision: $0.revision)
        }
        #expect(
            try await codes([SeenEntry("nothing", revision: 1)] + seen) == [
                "entry-not-found", "entry-changed-meanwhile", "entry-in-review", "entry-not-in-force",
                "upkeep-not-yours", "entry-not-found",
            ])
        #expect(try await codes([]) == ["upkeep-nothing-chosen"])
        #expect(
            try await codes(Array(repeating: seen[0], count: Upkeep.entriesMax + 1)) == ["upkeep-too-many"])
        #expect(try await codes(seen, "police.department-head") == ["procedure-not-yours"])
        #expect(try await upkeep.progress(for: staff).waiting == 0)
        try await upkeep.confirm([seen[0]], by: staff)
        #expect(try await codes([seen[0]]) == ["confirmation-waiting"])
        await city.close()
    }

    @Test("What is changed before the head approves is left out, and what the head refuses does not count")
    func approval() async throws {
        let city = try await TestCity.open()
        let upkeep = city.platform.upkeep
        let one = try await city.publish(.stops())
        let other = try await city.publish(.persons())
        let staff = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        city.clock.set("2026-07-01")
        let first = try await city.confirm([one, other], by: staff)
        let refused = try #require(first)
        try await city.platform.decide(refused, Decision(.refuse, note: "请逐条核对"), by: head)
        #expect(try await upkeep.progress(for: staff).confirmed == 0)
        let second = try await city.confirm([one, other], by: staff)
        let approved = try #require(second)
        var content = other.content
        content.abstract += "，修订"
        _ = try await city.platform.catalogue.save(
            content, to: other.id, revision: other.revision, by: staff)
        try await city.platform.decide(approved, Decision(.approve), by: head)
        let progress = try await upkeep.progress(for: staff)
        #expect((progress.confirmed, progress.waiting, progress.left) == (1, 0, 1))
        let file = try await city.platform.cases.file(approved, for: staff)
        let request = try await upkeep.confirmation(
            String(file.subject.dropFirst("confirmation:".count)), for: head)
        #expect(Set(request.lines.map(\.state)) == [.confirmed, .leftOut])
        let stranger = try await city.actor("social.data-staff")
        await #expect(throws: Refusal.self) {
            _ = try await upkeep.confirmation(request.id, for: stranger)
        }
        await city.close()
    }

    @Test(
        "What is left at the end of a period is reported once: to the body and to whoever stands above it",
        arguments: TestEngine.available)
    func overdue(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let upkeep = city.platform.upkeep
        let entry = try await city.publish(.stops())
        _ = try await city.publish(.stops(), by: "social.data-staff")
        _ = try await city.publish(.stops(), by: "county-civil.data-staff")
        city.clock.set("2026-12-31", hour: 23)
        #expect(try await upkeep.reportOverdue().maintenance == 0, "the last day is in time")
        let staff = try await city.actor("police.data-staff")
        let outcome = try await upkeep.confirm([SeenEntry(entry.id, revision: entry.revision)], by: staff)
        try await city.platform.decide(
            try #require(outcome.caseID), Decision(.approve),
            by: try await city.actor("police.department-head"))
        city.clock.set("2027-01-01", hour: 0)
        async let first = upkeep.reportOverdue()
        async let second = upkeep.reportOverdue()
        #expect(try await first.maintenance + second.maintenance == 2)
        #expect(try await upkeep.reportOverdue().maintenance == 0)
        func told(_ account: String) async throws -> [String] {
            try await city.platform.notices.list(for: try await city.actor(account)).map(\.title.zh)
                .filter { $0.contains("逾期") }
        }
        #expect(try await told("police.data-staff") == [])
        #expect(try await told("social.data-staff") == ["截至2026-12-31的全面维护逾期：还有1条目录未维护"])
        #expect(try await told("authority.authority-reviewer") == ["市人社局截至2026-12-31的全面维护逾期：还有1条目录未维护"])
        #expect(try await told("county-authority.county-authority-reviewer").count == 1)
        await city.close()
    }

    @Test("The authority reminds bodies that have something left, each once a day; nobody else does")
    func reminders() async throws {
        let city = try await TestCity.open()
        let upkeep = city.platform.upkeep
        _ = try await city.publish(.stops())
        city.clock.set("2026-07-01")
        let police = try await city.actor("police.data-staff")
        let social = try await city.actor("social.data-staff")
        let authority = try await city.actor("authority.authority-reviewer")
        func code(_ bodies: [String], _ actor: Actor) async -> String? {
            await #expect(throws: Refusal.self) { try await upkeep.remind(bodies, by: actor) }?.code.name
        }
        #expect(await code([police.body.id], police) == "upkeep-not-authority")
        #expect(
            await code([police.body.id], try await city.actor("authority.auditor")) == "upkeep-not-authority")
        #expect(await code([], authority) == "upkeep-nothing-chosen")
        #expect(await code(["nobody"], authority) == "body-not-found")
        #expect(await code([police.body.id, "nobody"], authority) == "body-not-found")
        #expect(await code([social.body.id], authority) == "reminder-not-needed")
        #expect(
            await code((0...Upkeep.bodiesMax).map { "body\($0)" }, authority) == "upkeep-too-many")
        #expect(try await upkeep.reminders(for: authority).isEmpty, "a refused reminder reaches nobody")
        let outcome = try await upkeep.remind([police.body.id, social.body.id], by: authority)
        #expect(outcome.reminded.map(\.id) == [police.body.id], "who has something left is reminded")
        #expect(outcome.passedOver.map(\.code.name) == ["reminder-not-needed"])
        #expect(outcome.passedOver.first?.detail?.zh == social.body.name)
        #expect(await code([police.body.id], authority) == "reminder-sent-today")
        #expect(try await upkeep.reminders(for: authority)[police.body.id] == LocalDate("2026-07-01"))
        #expect(try await city.platform.notices.list(for: police).count == 1)
        city.clock.set("2026-07-02")
        try await upkeep.remind([police.body.id], by: authority)
        await city.close()
    }

    @Test("Under the regulation of a county the reviewers of its own authority remind and record")
    func county() async throws {
        let city = try await TestCity.open(profile: "taijiang-2022")
        let upkeep = city.platform.upkeep
        let entry = try await city.publish(.stops())
        let reviewer = try await city.actor("authority.county-authority-reviewer")
        #expect(upkeep.mayRemind(reviewer) == .allowed)
        let record = try await upkeep.record(UpdateTests.content([entry]), by: reviewer)
        #expect(record.tasks.map(\.entry) == [entry.id], "an entry of another body")
        let elsewhere = try await city.actor("county-authority.county-authority-reviewer")
        #expect(upkeep.mayRemind(elsewhere) != .allowed, "the authority of another place")
        await city.close()
    }

    @Test(
        "What was handed in before the end of a period is in time, whenever it is approved",
        arguments: TestEngine.available)
    func handedIn(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let (catalogue, upkeep) = (city.platform.catalogue, city.platform.upkeep)
        let confirmed = try await city.publish(.stops())
        let changed = try await city.publish(.stops())
        let refused = try await city.publish(.stops())
        let staff = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        city.clock.set("2026-12-28")
        let kept = try await city.confirm([confirmed], by: staff)
        let declined = try await city.confirm([refused], by: staff)
        var content = changed.content
        content.abstract += "，修订"
        _ = try await catalogue.save(content, to: changed.id, revision: changed.revision, by: staff)
        let review = try await catalogue.submit(changed.id, by: staff)
        city.clock.set("2027-01-01", hour: 0)
        #expect(try await upkeep.reportOverdue().maintenance == 0)
        var progress = try await upkeep.progress(for: staff)
        #expect((progress.left, progress.waiting, progress.overdue) == (3, 2, 0))
        #expect(try await upkeep.entries(for: staff).entries.allSatisfy { !$0.isOverdue })
        city.clock.set("2027-01-02")
        try await city.platform.decide(try #require(kept), Decision(.approve), by: head)
        try await city.platform.decide(
            try #require(declined), Decision(.refuse, note: "请核对"), by: head)
        try await city.approveAll(review)
        progress = try await upkeep.progress(for: staff)
        #expect((progress.changed, progress.left) == (1, 2), "approval counts for the period of handing in")
        let late = try await upkeep.entries(for: staff).entries.filter(\.isOverdue)
        #expect(late.map(\.id) == [refused.id], "what the head refused was not gone through")
        // Handed in anew it is late all the same.
        _ = try await city.confirm([refused], by: staff)
        #expect(try await upkeep.progress(for: staff).overdue == 1)
        await city.close()
    }

    @Test("The sweep reports every body and the overview tells of each, however many there are")
    func manyBodies() async throws {
        let city = try await TestCity.open()
        _ = try await city.publish(.stops(), by: "county-civil.data-staff")
        try await city.crowd(Parties.listMax, like: "county-civil.data-staff")
        city.clock.set("2027-01-01")
        let all = try await city.platform.upkeep.progresses(for: try await city.actor("authority.auditor"))
        #expect(all.map(\.body.name) == ["县民政局"])
        #expect(try await city.platform.upkeep.reportOverdue().maintenance == 1)
        await city.close()
    }

    @Test("What touches an entry after its retirement does not move it into another period")
    func retirements() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.stops())
        _ = try await city.platform.catalogue.retire(
            entry.id, reason: "业务已取消", by: try await city.actor("police.department-head"))
        city.clock.set("2026-07-01")
        let now = city.clock.now.milliseconds
        try await city.platform.store.write { session in
            _ = try session.run(
                "UPDATE entry SET updated_at = ? WHERE id = ?", [.int(now), .text(entry.id)])
        }
        let staff = try await city.actor("police.data-staff")
        #expect(try await city.platform.upkeep.progress(for: staff).retired == 0)
        await city.close()
    }

    @Test("What waits for a head is found by an index, not by reading every confirmation there ever was")
    func waitingIndex() async throws {
        let city = try await TestCity.open()
        let plan = try await city.platform.store.read { session in
            try session.all("EXPLAIN QUERY PLAN \(Upkeep.waiting)", [.text("2026-01-01")]) {
                try $0.text("detail")
            }
        }
        #expect(plan.contains { $0.contains("confirmation_entry_waiting (state=?)") })
        await city.close()
    }
}

extension TestCity {
    /// Confirms entries as they were seen; answers the case in which they wait.
    fileprivate func confirm(_ entries: [Entry], by staff: Actor) async throws -> String? {
        let seen = entries.map { SeenEntry($0.id, revision: $0.revision) }
        let outcome = try await platform.upkeep.confirm(seen, by: staff)
        return outcome.caseID
    }
}
