import Cases
import Catalogue
import Exchange
import Foundation
import Intake
import Ledger
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("Retiring an entry")
struct RetirementTests {
    static let retirers = ["police.department-head", "authority.authority-reviewer"]

    @Test(
        "A retired entry stays readable, and nothing is delivered, changed or applied for under it",
        arguments: retirers, TestEngine.available)
    func retired(account: String, engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let (catalogue, exchange) = (city.platform.catalogue, city.platform.exchange)
        let entry = try await city.publish(.persons())
        let compiler = try await city.actor("police.data-staff")
        let retired = try await catalogue.retire(
            entry.id, reason: "业务已划转", by: try await city.actor(account))
        #expect(retired.state == .retired)
        let reader = try await city.actor("social.data-staff")
        #expect(try await catalogue.entry(entry.code ?? "", for: reader).state == .retired)
        #expect(try await catalogue.versions(of: entry.id).count == 1)
        let found = try await catalogue.search(EntryFilter(state: .retired), for: reader)
        #expect(found.entries.map(\.id) == [entry.id])
        #expect(
            city.platform.intake.admission(to: retired, of: compiler).reasons.first?.code
                == IntakeCodes.notPublished)
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        for attempt in [
            {
                _ = try await catalogue.save(
                    entry.content, to: entry.id, revision: retired.revision, by: compiler)
            },
            { _ = try await catalogue.submit(entry.id, by: compiler) },
            {
                _ = try await exchange.apply(
                    .example(fields: ["name"]), entryCode: entry.code ?? "", system: system.id, by: reader)
            },
            {
                _ = try await catalogue.retire(
                    entry.id, reason: "再次停用", by: try await city.actor(account))
            },
        ] as [@Sendable () async throws -> Void] {
            let refusal = await #expect(throws: Refusal.self) { try await attempt() }
            #expect(refusal?.code == CatalogueCodes.notInForce)
            #expect(refusal?.reasons.first?.article != nil)
        }
        while try await city.platform.ledger.integrate() > 0 {}
        let event = try #require(
            try await city.platform.ledger.events(subject: "entry:\(entry.id)", limit: 1).first?.content)
        #expect(event.kind == CatalogueEvents.retired.name)
        await city.close()
    }

    /// Ways to retire that are refused.
    static let faults: [(what: String, account: String, reason: String, code: ReasonCode)] = [
        ("the compiler", "police.data-staff", "理由", CatalogueCodes.retirementNotYours),
        ("another body's head", "social.department-head", "理由", CatalogueCodes.retirementNotYours),
        (
            "another authority", "county-authority.county-authority-reviewer", "理由",
            CatalogueCodes.retirementNotYours
        ),
        ("no reason", "police.department-head", " ", CasesCodes.reasonsRequired),
        (
            "a reason too long", "police.department-head", String(repeating: "理", count: 1_001),
            CasesCodes.noteTooLong
        ),
    ]

    @Test("Only the provider's head and the authority retire, for a stated reason", arguments: faults.indices)
    func refused(index: Int) async throws {
        let (_, account, reason, code) = Self.faults[index]
        let city = try await TestCity.open()
        let entry = try await city.publish(.stops())
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.retire(
                entry.id, reason: reason, by: try await city.actor(account))
        }
        #expect(refusal?.code == code)
        #expect(code == CasesCodes.noteTooLong || refusal?.reasons.first?.article != nil)
        let after = try await city.platform.catalogue.entry(
            entry.id, for: try await city.actor("police.data-staff"))
        #expect(after.state == .published)
        await city.close()
    }

    @Test("Neither a draft nor an entry under review is retired; a stranger does not learn of the draft")
    func notYet() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        let draft = try await catalogue.draft(.stops(), by: compiler)
        func code(_ actor: Actor) async -> ReasonCode? {
            await #expect(throws: Refusal.self) {
                try await catalogue.retire(draft.id, reason: "不需要", by: actor)
            }?.code
        }
        #expect(await code(head) == CatalogueCodes.notInForce)
        #expect(await code(try await city.actor("social.department-head")) == CatalogueCodes.notFound)
        _ = try await catalogue.submit(draft.id, by: compiler)
        #expect(await code(head) == CatalogueCodes.inReview)
        await city.close()
    }
}
