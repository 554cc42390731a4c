import Cases
import Catalogue
import Exchange
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("The second look when a grant is issued")
struct SecondLookTests {
    /// What may happen between an application and its last approval, and the refusal that it brings.
    struct Change: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var isUnconditional = false
        let code: ReasonCode
        let article: String
        let happens: @Sendable (TestCity, Entry, InformationSystem) async throws -> Void
    }

    static let changes = [
        Change(
            testDescription: "the data is no longer shared", code: ExchangeCodes.notShared,
            article: "zhuzhou-2020#17"
        ) { city, entry, _ in
            _ = try await city.republish(entry) { $0.sharing = .none }
        },
        Change(
            testDescription: "the entry is retired", code: CatalogueCodes.notInForce,
            article: "zhuzhou-2020#17"
        ) { city, entry, _ in
            try await city.platform.catalogue.retire(
                entry.id, reason: "业务已划转", by: try await city.actor("police.department-head"))
        },
        Change(
            testDescription: "the system is suspended", code: ExchangeCodes.systemUnknown,
            article: "zhuzhou-2020#5"
        ) { city, _, system in
            _ = try await city.platform.parties.suspendSystem(system.id, by: nil)
        },
        Change(
            testDescription: "the term has passed", code: ExchangeCodes.termPassed,
            article: "zhuzhou-2020#19"
        ) { city, _, _ in
            city.clock.set("2027-01-01")
        },
        Change(
            testDescription: "none of the items is left", code: ExchangeCodes.itemUnknown,
            article: "national-2025#20"
        ) { city, entry, _ in
            _ = try await city.republish(entry) { content in content.items.removeAll { $0.field == "name" } }
        },
        Change(
            testDescription: "the data is shared under conditions now", isUnconditional: true,
            code: ExchangeCodes.sharingChanged, article: "zhuzhou-2020#18"
        ) { city, entry, _ in
            _ = try await city.republish(entry) {
                $0.sharing = .conditional
                $0.sharingBasis = "依据"
                $0.sharingConditions = "条件"
            }
        },
    ]

    @Test(
        "No grant comes of an approval when, since the application,", arguments: changes, TestEngine.available
    )
    func refused(_ change: Change, engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publish(change.isUnconditional ? .stops() : .persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        let application = try await city.platform.exchange.apply(
            .example(fields: [change.isUnconditional ? "stop_name" : "name"]), entryCode: entry.code ?? "",
            system: system.id, by: applicant)
        let file = try await city.approveAllButLast(
            try await city.platform.cases.file(application.caseID, for: applicant))
        try await change.happens(city, entry, system)
        let refusal = await #expect(throws: Refusal.self) { try await city.approveAll(file) }
        #expect(refusal?.code == change.code)
        #expect(refusal?.reasons.first?.article?.description == change.article)
        // The case stays at its step, nothing is granted, and the applicant may end it.
        let after = try await city.platform.cases.file(file.id, for: applicant)
        #expect(after.state == .open && after.position == file.position)
        #expect(try await city.platform.exchange.application(application.id, for: applicant).grant == nil)
        #expect(try await city.platform.exchange.grants(for: applicant).isEmpty)
        #expect(try await city.platform.withdraw(file.id, by: applicant).state == .withdrawn)
        await city.close()
    }

    @Test("The last day of the term still brings a grant")
    func lastDay() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        let application = try await city.platform.exchange.apply(
            .example(fields: ["name"]), entryCode: entry.code ?? "", system: system.id, by: applicant)
        city.clock.set("2026-12-31")
        try await city.approveAll(try await city.platform.cases.file(application.caseID, for: applicant))
        #expect(try await city.platform.exchange.application(application.id, for: applicant).grant != nil)
        await city.close()
    }
}
