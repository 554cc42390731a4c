import Catalogue
import Ledger
import Parties
import Regulation
import TestCity
import Testing

@testable import Exchange

@Suite("Guessing by verification")
struct MismatchTests {
    private static let wrong = CallRequest(key: CallTests.person, expected: ["name": "张三"])
    private static let right = CallRequest(key: CallTests.person, expected: ["name": "欧阳建国"])

    @Test(
        "After ten mismatches of one subject in an hour the next verification is refused, right or wrong",
        arguments: TestEngine.available)
    func limit(engine: TestEngine) async throws {
        let scene = try await CallTests.Scene.open(engine)
        for _ in 1...20 { _ = try await scene.verify(Self.right) }
        for spelling in 0..<10 {
            // However the key is written, it is the same subject.
            let key = spelling % 2 == 0 ? "11010519491231002X" : " 11010519491231002x"
            _ = try await scene.verify(
                CallRequest(key: ["id_number": key], expected: ["name": "张\(spelling)"]))
        }
        for request in [Self.wrong, Self.right] {
            let refusal = await #expect(throws: Refusal.self) { try await scene.verify(request) }
            #expect(refusal?.code == ExchangeCodes.verifyTooOften)
            #expect(refusal?.code.kind == .tooMany)
            #expect(refusal?.reasons.first?.article != nil)
        }
        let usage = try #require(try await scene.usages().first)
        #expect(usage.refusal == ExchangeCodes.verifyTooOften.name && usage.grant == scene.grant.id)
        let other = try await scene.verify(
            CallRequest(key: ["id_number": "440524188001010014"], expected: ["name": "张三"]))
        #expect(other["results"] as? [String: String] == ["name": "mismatch"])
        _ = try await scene.query(CallRequest(key: CallTests.person))
        scene.city.clock.advance(seconds: 3_599)
        await #expect(throws: Refusal.self) { try await scene.verify(Self.right) }
        scene.city.clock.advance(seconds: 1)
        #expect(try await scene.verify(Self.right)["results"] as? [String: String] == ["name": "match"])
        await scene.city.close()
    }

    @Test("Guesses sent side by side are no more than guesses in turn")
    func sideBySide() async throws {
        let scene = try await CallTests.Scene.open()
        let (exchange, code, caller) = (scene.city.platform.exchange, scene.entry.code ?? "", scene.caller)
        let answered = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let request = CallRequest(key: CallTests.person, expected: ["name": "张\(number)"])
                    return (try? await exchange.verify(request, code: code, by: caller)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect((1...10).contains(answered))
        await scene.city.close()
    }

    @Test("A verification being decided counts as a mismatch until it turns out to be none")
    func pending() {
        let mismatches = Mismatches()
        let now = Instant(milliseconds: 0)
        let subject = Mismatches.Subject(grant: "g", digest: "d")
        for _ in 0..<Mismatches.countMax { #expect(mismatches.begin(subject, at: now)) }
        #expect(!mismatches.begin(subject, at: now))
        #expect(mismatches.begin(Mismatches.Subject(grant: "h", digest: "d"), at: now), "another grant")
        mismatches.end(subject, at: now, isMismatch: false)
        #expect(mismatches.begin(subject, at: now))
        for _ in 0..<Mismatches.countMax { mismatches.end(subject, at: now, isMismatch: true) }
        #expect(!mismatches.begin(subject, at: now))
    }

    @Test("What is counted stays bounded, and what is an hour old is forgotten")
    func bounded() {
        let mismatches = Mismatches()
        let start = Instant(milliseconds: 0)
        func miss(_ number: Int, at now: Instant) -> Bool {
            let subject = Mismatches.Subject(grant: "g", digest: String(number))
            guard mismatches.begin(subject, at: now) else { return false }
            mismatches.end(subject, at: now, isMismatch: true)
            return true
        }
        for number in 0..<Mismatches.subjectsMax + 3_000 { _ = miss(number, at: start) }
        #expect(mismatches.count == Mismatches.subjectsMax)
        let later = start.adding(seconds: Mismatches.secondsKept)
        #expect(miss(1_000_000, at: later))
        #expect(mismatches.count == 1)
        for _ in 1..<Mismatches.countMax { #expect(miss(1_000_000, at: later)) }
        #expect(!miss(1_000_000, at: later))
    }
}
