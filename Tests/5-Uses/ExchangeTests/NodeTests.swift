import Exchange
import Ledger
import Parties
import Protection
import Regulation
import Synchronization
import TestCity
import Testing

@Suite("Two nodes over one store")
struct NodeTests {
    private static let person = CallRequest(key: ["id_number": "11010519491231002X"])

    /// The exchange of another process on the same store: it shares nothing else with the first.
    private static func node(_ scene: CallTests.Scene) -> Exchange {
        let platform = scene.city.platform
        return Exchange(
            store: platform.store, ledger: platform.ledger, parties: platform.parties, cases: platform.cases,
            catalogue: platform.catalogue, profile: platform.profile, surroundings: platform.surroundings,
            masterKey: .random())
    }

    @Test(
        "What one node ended or restored holds on the other from the moment it is acknowledged",
        arguments: TestEngine.available)
    func state(engine: TestEngine) async throws {
        let scene = try await CallTests.Scene.open(engine)
        let (here, there) = (scene.city.platform.exchange, Self.node(scene))
        let code = scene.entry.code ?? ""
        let provider = try await scene.city.actor("police.data-staff")
        // The other node has seen the grant in force.
        _ = try await there.query(Self.person, code: code, by: scene.caller)
        try await here.setState(.suspended, of: scene.grant.id, reason: "核查", by: provider)
        for _ in 0..<3 {
            let refusal = await #expect(throws: Refusal.self) {
                try await there.query(Self.person, code: code, by: scene.caller)
            }
            #expect(refusal?.code == ExchangeCodes.grantSuspended)
        }
        // Now it has seen it suspended, and must not refuse upon that.
        try await here.setState(.active, of: scene.grant.id, reason: "核查结束", by: provider)
        _ = try await there.query(Self.person, code: code, by: scene.caller)
        // Newest first: one record a call, and none of an answer that never went out.
        let outcomes = try await scene.usages().map(\.outcome)
        #expect(outcomes == [.answered, .refused, .refused, .refused, .answered])
        await scene.city.close()
    }

    @Test(
        "While many call, none that begins after a revocation was acknowledged is answered",
        arguments: TestEngine.available)
    func revocation(engine: TestEngine) async throws {
        let scene = try await CallTests.Scene.open(engine)
        let (here, there) = (scene.city.platform.exchange, Self.node(scene))
        let code = scene.entry.code ?? ""
        let provider = try await scene.city.actor("police.data-staff")
        let acknowledged = Acknowledged()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var answered = 0
                    while true {
                        let isEnded = acknowledged.isSet.withLock { $0 }
                        do {
                            _ = try await there.query(Self.person, code: code, by: scene.caller)
                        } catch let refusal as Refusal {
                            #expect(refusal.code == ExchangeCodes.grantRevoked)
                            return answered
                        }
                        #expect(!isEnded, "an answer after the revocation")
                        if isEnded { return answered }
                        answered += 1
                        acknowledged.answers.withLock { $0 += 1 }
                    }
                }
            }
            while acknowledged.answers.withLock({ $0 }) < 20 { await Task.yield() }
            try await here.setState(.revoked, of: scene.grant.id, reason: "超范围使用", by: provider)
            acknowledged.isSet.withLock { $0 = true }
            for try await _ in group {}
        }
        await scene.city.close()
    }

    private final class Acknowledged: Sendable {
        let isSet = Mutex(false)
        let answers = Mutex(0)
    }
}
