import Cases
import Catalogue
import Exchange
import Ledger
import Parties
import Regulation
import TestCity
import Testing

@Suite("Ending a grant")
struct GrantStateTests {
    /// One way to change a grant wrongly.
    static let faults:
        [(what: String, account: String, state: Grant.State, reason: String, code: ReasonCode)] =
            [
                (
                    "a suspension without a reason", "police.data-staff", .suspended, " ",
                    CasesCodes.reasonsRequired
                ),
                (
                    "a revocation without a reason", "police.department-head", .revoked, "",
                    CasesCodes.reasonsRequired
                ),
                (
                    "a reason that would be cut", "police.data-staff", .suspended,
                    String(repeating: "理", count: 1_001), CasesCodes.noteTooLong
                ),
                (
                    "resuming what is in force", "police.data-staff", .active, "恢复",
                    ExchangeCodes.grantStateSame
                ),
                ("the user", "social.data-staff", .suspended, "理由", ExchangeCodes.grantNotYours),
                ("a stranger", "county-civil.department-head", .suspended, "理由", ExchangeCodes.grantNotFound),
            ]

    @Test("It is refused, and nothing is recorded, for", arguments: faults.indices, TestEngine.available)
    func refused(index: Int, engine: TestEngine) async throws {
        let (_, account, state, reason, code) = Self.faults[index]
        let scene = try await CallTests.Scene.open(engine)
        let platform = scene.city.platform
        let refusal = await #expect(throws: Refusal.self) {
            try await platform.exchange.setState(
                state, of: scene.grant.id, reason: reason, by: try await scene.city.actor(account))
        }
        #expect(refusal?.code == code)
        let hasRule = code == CasesCodes.reasonsRequired || code.kind == .forbidden
        #expect((refusal?.reasons.first?.article != nil) == hasRule)
        let provider = try await scene.city.actor("police.data-staff")
        #expect(try await platform.exchange.grant(scene.grant.id, for: provider).state == .active)
        while try await platform.ledger.integrate() > 0 {}
        let events = try await platform.ledger.events(subject: "grant:\(scene.grant.id)", limit: 10)
        #expect(events.map(\.content.kind) == [ExchangeEvents.granted.name])
        await scene.city.close()
    }

    @Test("A resumption needs no reason, and a reason of 1,000 characters is kept whole")
    func kept() async throws {
        let scene = try await CallTests.Scene.open()
        let platform = scene.city.platform
        let provider = try await scene.city.actor("police.data-staff")
        let reason = String(repeating: "理", count: 1_000)
        try await platform.exchange.setState(.suspended, of: scene.grant.id, reason: reason, by: provider)
        try await platform.exchange.setState(.active, of: scene.grant.id, reason: "", by: provider)
        while try await platform.ledger.integrate() > 0 {}
        let events = try await platform.ledger.events(subject: "grant:\(scene.grant.id)", limit: 10)
        #expect("\(events[1].content)".contains(reason))
        await scene.city.close()
    }

    /// A way to end a grant for calls, and the refusal that its record names.
    static let ends:
        [(what: String, code: ReasonCode, ends: @Sendable (CallTests.Scene) async throws -> Void)] =
            [
                (
                    "suspended", ExchangeCodes.grantSuspended,
                    { scene in
                        try await scene.city.platform.exchange.setState(
                            .suspended, of: scene.grant.id, reason: "核查",
                            by: try await scene.city.actor("police.data-staff"))
                    }
                ),
                ("expired", ExchangeCodes.grantExpired, { $0.city.clock.set("2027-01-01") }),
                ("not in force yet", ExchangeCodes.grantNotYet, { $0.city.clock.set("2026-03-01") }),
            ]

    @Test(
        "The record of a call refused under a grant names the grant and who approved it",
        arguments: ends.indices)
    func recorded(index: Int) async throws {
        let scene = try await CallTests.Scene.open()
        try await Self.ends[index].ends(scene)
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: CallTests.person, items: ["name"]))
        }
        #expect(refusal?.code == Self.ends[index].code)
        #expect(refusal?.reasons.first?.article != nil)
        let usage = try #require(try await scene.usages().first)
        #expect(usage.outcome == .refused && usage.refusal == Self.ends[index].code.name)
        #expect(usage.grant == scene.grant.id)
        #expect(usage.approver == scene.grant.approver)
        #expect(usage.purpose == scene.grant.purpose)
        #expect(usage.content == "name")
        #expect(usage.entry == scene.entry.code)
        await scene.city.close()
    }

    /// What a call states of its purpose, and what its record says.
    static let purposes: [(stated: String?, recorded: String)] = [
        (nil, "核验参保人员身份"), ("核验参保人员身份", "核验参保人员身份"), ("营销", "营销"),
    ]

    @Test("A record carries the granted purpose also where the call states none", arguments: purposes.indices)
    func purpose(index: Int) async throws {
        let (stated, recorded) = Self.purposes[index]
        let scene = try await CallTests.Scene.open()
        _ = try? await scene.query(CallRequest(key: CallTests.person, purpose: stated))
        #expect(try await scene.usages().first?.purpose == recorded)
        await scene.city.close()
    }
}
