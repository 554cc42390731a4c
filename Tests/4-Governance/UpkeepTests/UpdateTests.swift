import Cases
import Catalogue
import Parties
import Platform
import Regulation
import TestCity
import Testing
import Upkeep

@Suite("Updates after events")
struct UpdateTests {
    static func content(
        _ entries: [Entry], kind: UpdateEvent.Kind = .law, occurred: String = "2026-03-02"
    ) -> UpdateEventContent {
        UpdateEventContent(
            kind: kind, what: "客运站点管理职责划转", document: "市政府令第8号", occurred: LocalDate(occurred),
            entries: entries.map(\.id))
    }

    @Test("An event tells every fault at once, in the order of its form, and records nothing then")
    func faults() async throws {
        let city = try await TestCity.open()
        let upkeep = city.platform.upkeep
        let strange = try await city.publish(.stops(), by: "social.data-staff")
        let staff = try await city.actor("police.data-staff")
        let content = UpdateEventContent(
            kind: .law, what: " ", occurred: LocalDate("2026-03-03"), entries: ["999999/000001", strange.id])
        let refusal = await #expect(throws: Refusal.self) { try await upkeep.record(content, by: staff) }
        #expect(
            refusal?.reasons.map(\.code.name) == [
                "update-event-incomplete", "update-event-incomplete", "update-event-incomplete",
                "entry-not-found", "upkeep-not-yours",
            ])
        #expect(
            refusal?.reasons.map(\.field) == ["what", "document", "occurred", "entries", "entries"])
        #expect(refusal?.reasons.first?.article?.description == "national-2025#17")
        let head = try await city.actor("police.department-head")
        let forbidden = await #expect(throws: Refusal.self) { try await upkeep.record(content, by: head) }
        #expect(forbidden?.code == CasesCodes.procedureNotYours)
        let empty = await #expect(throws: Refusal.self) {
            try await upkeep.record(
                UpdateEventContent(kind: .other, what: "变化", occurred: nil, entries: []), by: staff)
        }
        #expect(empty?.reasons.map(\.field) == ["occurred", "entries"])
        #expect(try await upkeep.assignments(.open, for: staff).assignments.isEmpty)
        await city.close()
    }

    @Test(
        "The very same event is recorded once, however often and by however many it is sent; another word makes another"
    )
    func once() async throws {
        let city = try await TestCity.open()
        let upkeep = city.platform.upkeep
        let entries = [try await city.publish(.stops()), try await city.publish(.stops())]
        let staff = try await city.actor("police.data-staff")
        let codes = await withTaskGroup(of: ReasonCode?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do {
                        _ = try await upkeep.record(Self.content(entries), by: staff)
                        return nil
                    } catch {
                        return (error as? Refusal)?.code
                    }
                }
            }
            return await group.reduce(into: [ReasonCode?]()) { $0.append($1) }
        }
        #expect(codes.filter { $0 == nil }.count == 1)
        #expect(codes.filter { $0 == UpkeepCodes.eventRecorded }.count == 5)
        #expect(try await upkeep.assignments(.open, for: staff).assignments.count == 1)
        _ = try await upkeep.record(Self.content([entries[0]]), by: staff)
        _ = try await upkeep.record(Self.content(entries, occurred: "2026-03-01"), by: staff)
        _ = try await upkeep.record(Self.content(entries, kind: .other), by: staff)
        let authority = try await city.actor("authority.authority-reviewer")
        _ = try await upkeep.record(Self.content(entries), by: authority)
        #expect(try await upkeep.assignments(.open, for: staff).assignments.count == 5)
        await city.close()
    }

    @Test(
        "A version handed in after the event, a retirement and a reasoned confirmation end updates; an older change does not",
        arguments: TestEngine.available)
    func ends(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "guiyang-2017")
        let upkeep = city.platform.upkeep
        var entries: [Entry] = []
        for _ in 0..<4 { entries.append(try await city.publish(.stops())) }
        let staff = try await city.actor("police.data-staff")
        // A change that is under review when the event happens.
        var content = entries[3].content
        content.abstract += "，事前的修改"
        _ = try await city.platform.catalogue.save(
            content, to: entries[3].id, revision: entries[3].revision, by: staff)
        let older = try await city.platform.catalogue.submit(entries[3].id, by: staff)
        city.clock.set("2026-03-04")
        let event = try await upkeep.record(Self.content(entries, occurred: "2026-03-03"), by: staff).event
        try await city.approveAll(older)
        _ = try await city.republish(entries[0]) { $0.abstract += "，依新规修订" }
        _ = try await city.platform.catalogue.retire(
            entries[1].id, reason: "职责划转", by: try await city.actor("police.department-head"))
        let now = try await city.platform.catalogue.entry(entries[2].id, for: staff)
        let silent = await #expect(throws: Refusal.self) {
            try await upkeep.confirmUnaffected(
                by: event.id, [SeenEntry(now.id, revision: now.revision)], reasons: " ", actor: staff)
        }
        #expect(silent?.code == CasesCodes.reasonsRequired)
        try await upkeep.confirmUnaffected(
            by: event.id, [SeenEntry(now.id, revision: now.revision)], reasons: "站点信息不受影响", actor: staff)
        let record = try await upkeep.updateRecord(event.id, for: staff)
        let states = Dictionary(record.tasks.map { ($0.entry, $0.state) }) { first, _ in first }
        #expect(entries.map { states[$0.id] } == [.published, .retired, .unchanged, .open])
        #expect(record.tasks.first { $0.entry == entries[2].id }?.note == "站点信息不受影响")
        #expect(record.assignments.first?.open == 1)
        let again = await #expect(throws: Refusal.self) {
            try await upkeep.confirmUnaffected(
                by: event.id, [SeenEntry(now.id, revision: now.revision)], reasons: "再次说明", actor: staff)
        }
        #expect(again?.code == UpkeepCodes.taskEnded)
        _ = try await city.republish(entries[3]) { $0.abstract += "，依新规修订" }
        let closed = try await upkeep.assignments(.closed, for: staff).assignments
        #expect(closed.map(\.open) == [0])
        #expect(closed.first?.endedLate == 0)
        #expect(try await upkeep.assignments(.open, for: staff).assignments.isEmpty)
        await city.close()
    }

    @Test(
        "An update is late after its day unless the change was handed in by then, and reported once",
        arguments: TestEngine.available)
    func late(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let upkeep = city.platform.upkeep
        let entries = [try await city.publish(.stops()), try await city.publish(.persons())]
        let staff = try await city.actor("police.data-staff")
        let event = try await upkeep.record(Self.content(entries), by: staff).event
        city.clock.set("2026-03-16")
        #expect(try await upkeep.reportOverdue().updates == 0, "the last day is in time")
        var content = entries[0].content
        content.abstract += "，依新规修订"
        _ = try await city.platform.catalogue.save(
            content, to: entries[0].id, revision: entries[0].revision, by: staff)
        let review = try await city.platform.catalogue.submit(entries[0].id, by: staff)
        city.clock.set("2026-03-17")
        var record = try await upkeep.updateRecord(event.id, for: staff)
        #expect(record.assignments.first?.late == 1, "what was handed in waits for the review alone")
        #expect(record.tasks.filter(\.isLate).map(\.entry) == [entries[1].id])
        async let first = upkeep.reportOverdue()
        async let second = upkeep.reportOverdue()
        #expect(try await first.updates + second.updates == 1)
        #expect(try await upkeep.reportOverdue().updates == 0)
        let authority = try await city.actor("authority.authority-reviewer")
        #expect(try await upkeep.assignments(.reported, for: authority).assignments.count == 1)
        #expect(try await upkeep.waitingCount(for: authority) == 1)
        #expect(try await city.platform.notices.list(for: authority).count == 1)
        try await city.approveAll(review)
        let caseID = try await upkeep.confirmUnaffected(
            by: event.id, [SeenEntry(entries[1].id, revision: entries[1].revision)], reasons: "不受影响",
            actor: staff
        ).caseID
        record = try await upkeep.updateRecord(event.id, for: staff)
        #expect(record.tasks.map(\.state).contains(.waiting))
        try await city.platform.decide(
            try #require(caseID), Decision(.approve), by: try await city.actor("police.department-head"))
        record = try await upkeep.updateRecord(event.id, for: staff)
        #expect(record.assignments.first?.endedLate == 1)
        #expect(record.tasks.filter(\.isLate).map(\.entry) == [entries[1].id])
        #expect(try await upkeep.waitingCount(for: authority) == 0)
        await city.close()
    }

    @Test(
        "A confirmation handed in by the day is in time while the head has it, and when the head approves it later",
        arguments: TestEngine.available)
    func confirmedInTime(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let upkeep = city.platform.upkeep
        let entries = [try await city.publish(.stops()), try await city.publish(.persons())]
        let staff = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        let event = try await upkeep.record(Self.content(entries), by: staff).event
        city.clock.set("2026-03-16")
        var cases: [String] = []
        for entry in entries {
            let outcome = try await upkeep.confirmUnaffected(
                by: event.id, [SeenEntry(entry.id, revision: entry.revision)], reasons: "不受影响", actor: staff)
            cases.append(try #require(outcome.caseID))
        }
        city.clock.set("2026-03-17")
        var record = try await upkeep.updateRecord(event.id, for: staff)
        #expect(record.assignments.first?.late == 0)
        #expect(record.tasks.filter(\.isLate).isEmpty)
        #expect(try await upkeep.reportOverdue().updates == 0)
        try await city.platform.decide(cases[0], Decision(.approve), by: head)
        record = try await upkeep.updateRecord(event.id, for: staff)
        #expect(record.tasks.first { $0.entry == entries[0].id }?.state == .unchanged)
        #expect(record.assignments.first?.endedLate == 0)
        // What the head refuses was not done by its day.
        try await city.platform.decide(cases[1], Decision(.refuse, note: "请核对"), by: head)
        #expect(try await upkeep.reportOverdue().updates == 1)
        await city.close()
    }

    @Test("The authority records an event for several bodies; each sees its own part, and others none")
    func visibility() async throws {
        let city = try await TestCity.open()
        let upkeep = city.platform.upkeep
        let entries = [
            try await city.publish(.stops()), try await city.publish(.stops(), by: "social.data-staff"),
        ]
        let authority = try await city.actor("authority.authority-reviewer")
        let event = try await upkeep.record(Self.content(entries), by: authority).event
        let police = try await city.actor("police.data-staff")
        let own = try await upkeep.updateRecord(event.id, for: police)
        #expect(own.tasks.map(\.entry) == [entries[0].id])
        #expect(own.assignments.map(\.body) == [police.body.id])
        #expect(try await upkeep.updateRecord(event.id, for: authority).tasks.count == 2)
        #expect(
            try await city.platform.notices.list(for: police).map(\.subject) == ["update-event:\(event.id)"])
        let county = try await city.actor("county-civil.data-staff")
        let hidden = await #expect(throws: Refusal.self) {
            _ = try await upkeep.updateRecord(event.id, for: county)
        }
        #expect(hidden?.code == UpkeepCodes.eventNotFound)
        let social = try await city.actor("social.data-staff").body.id
        let strange = await #expect(throws: Refusal.self) {
            _ = try await upkeep.assignments(.open, of: social, for: police)
        }
        #expect(strange?.code == UpkeepCodes.notYours)
        await city.close()
    }
}
