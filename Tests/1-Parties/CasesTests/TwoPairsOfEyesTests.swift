import Cases
import Catalogue
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("Two pairs of eyes")
struct TwoPairsOfEyesTests {
    /// Who hands in what another wrote: the one who wrote it may not decide it.
    static let parts: [(what: String, drafts: Bool)] = [
        ("began the draft", true), ("changed the draft", false),
    ]

    @Test(
        "Who worked on a draft does not decide its review, whoever submits it", arguments: parts.indices,
        TestEngine.available)
    func author(index: Int, engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let both = try await city.add(
            "police.both", beside: "police.data-staff", roles: ["data-staff", "department-head"])
        let draft = try await catalogue.draft(.stops(), by: Self.parts[index].drafts ? both : compiler)
        if !Self.parts[index].drafts {
            _ = try await catalogue.save(draft.content, to: draft.id, revision: draft.revision, by: both)
        }
        let file = try await catalogue.submit(draft.id, by: compiler)
        #expect(city.platform.cases.permit(Decision(.approve), on: file, by: both) != .allowed)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.decide(file.id, Decision(.approve), by: both)
        }
        #expect(refusal?.code == CasesCodes.ownCase)
        #expect(refusal?.reasons.first?.article == file.current?.article)
        try await city.approveAll(file)
        // What is published is no longer theirs alone: the next change is judged by who makes it.
        let published = try await catalogue.entry(draft.id, for: compiler)
        _ = try await catalogue.save(
            published.content, to: draft.id, revision: published.revision, by: compiler)
        let next = try await catalogue.submit(draft.id, by: compiler)
        #expect(
            try await city.platform.decide(next.id, Decision(.approve), by: both).position == 1)
        await city.close()
    }

    @Test("Who changed a returned draft does not decide it, though a colleague hands it back")
    func savedForAnother() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let both = try await city.add(
            "police.both", beside: "police.data-staff", roles: ["data-staff", "department-head"])
        let draft = try await catalogue.draft(.stops(), by: compiler)
        let file = try await catalogue.submit(draft.id, by: compiler)
        try await city.platform.decide(
            file.id, Decision(.returnOnce, note: "补充来源"),
            by: try await city.actor("police.department-head"))
        let returned = try await catalogue.entry(draft.id, for: both)
        _ = try await catalogue.save(returned.content, to: draft.id, revision: returned.revision, by: both)
        _ = try await catalogue.submit(draft.id, by: compiler)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.decide(file.id, Decision(.approve), by: both)
        }
        #expect(refusal?.code == CasesCodes.ownCase)
        await city.close()
    }

    @Test(
        "One person does not decide two steps of one case, whatever roles they hold",
        arguments: [true, false])
    func twoSteps(approves: Bool) async throws {
        let city = try await TestCity.open()
        let compiler = try await city.add(
            "authority.data", beside: "authority.authority-reviewer", roles: ["data-staff"])
        let both = try await city.add(
            "authority.both", beside: "authority.authority-reviewer",
            roles: ["department-head", "authority-reviewer"])
        let head = try await city.add(
            "authority.head", beside: "authority.authority-reviewer", roles: ["department-head"])
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        var file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        if approves {
            file = try await city.platform.decide(file.id, Decision(.approve), by: both)
        } else {
            // A return is a decision too; and who returned a step may go on with that step.
            try await city.platform.decide(file.id, Decision(.returnOnce, note: "补充来源"), by: both)
            file = try await city.platform.catalogue.submit(draft.id, by: compiler)
            #expect(city.platform.cases.permit(Decision(.approve), on: file, by: both) == .allowed)
            file = try await city.platform.decide(file.id, Decision(.approve), by: head)
        }
        #expect(file.position == 1)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.decide(file.id, Decision(.approve), by: both)
        }
        #expect(refusal?.code == CasesCodes.decidedBefore)
        #expect(refusal?.reasons.first?.article == file.current?.article)
        let reviewer = try await city.actor("authority.authority-reviewer")
        #expect(
            try await city.platform.decide(file.id, Decision(.approve), by: reviewer).state == .approved)
        await city.close()
    }
}
