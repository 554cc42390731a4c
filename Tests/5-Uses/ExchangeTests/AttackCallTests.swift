import Dispatch
import Exchange
import Foundation
import Ledger
import Platform
import Protection
import Regulation
import TestCity
import Testing

@Suite("Calls that hide, widen or outlive")
struct AttackCallTests {
    static let person = CallTests.person

    /// One person, written in several ways.
    static let spellings = ["11010519491231002X", "11010519491231002x", "  11010519491231002X\n"]

    @Test(
        "Every spelling of a key that finds the person leaves the person's digest",
        arguments: TestEngine.available)
    func spelling(engine: TestEngine) async throws {
        let scene = try await CallTests.Scene.open(engine)
        for spelling in Self.spellings {
            let answer = try await scene.query(CallRequest(key: ["id_number": spelling]))
            #expect(answer["found"] as? Bool == true)
        }
        #expect(Set(try await scene.usages().map(\.subjectDigest)).count == 1)
        let found = try await scene.city.platform.exchange.usages(
            UsageFilter(entry: scene.entry.code), subject: ["id_number": "11010519491231002x"],
            for: try await scene.city.actor("police.data-staff"))
        #expect(found.count == Self.spellings.count)
        await scene.city.close()
    }

    /// Lists of fields whose record could say less than what left.
    static let lists: [(items: [String], content: String)] = [
        ([], "name,phone,birth_date"),
        (Array(repeating: "name", count: 150) + ["phone"], "name,phone"),
    ]

    @Test("The record names every field that left, however the caller listed them", arguments: lists)
    func content(items: [String], content: String) async throws {
        let scene = try await CallTests.Scene.open()
        let answer = try await scene.query(CallRequest(key: Self.person, items: items))
        let left = try #require(answer["items"] as? [String: Any])
        let usage = try #require(try await scene.usages().first)
        #expect(usage.content == content)
        #expect(Set(usage.content.split(separator: ",").map(String.init)) == Set(left.keys))
        await scene.city.close()
    }

    @Test("An attempt outside the grant is recorded, however long its characters are")
    func longCharacters() async throws {
        let scene = try await CallTests.Scene.open()
        let long = String(repeating: "a" + String(repeating: "\u{301}", count: 600), count: 100)
        for request in [
            CallRequest(key: Self.person, items: ["address"], purpose: long),
            CallRequest(grant: long, key: Self.person, items: ["address"]),
            CallRequest(key: Self.person, items: [long]), CallRequest(key: Self.person, person: long),
        ] {
            let before = try await scene.usages().count
            let refusal = await #expect(throws: Refusal.self) { try await scene.query(request) }
            #expect(refusal?.code != LedgerCodes.tooLarge)
            let usages = try await scene.usages()
            #expect(usages.count == before + 1)
            #expect(usages.first?.outcome == .refused)
        }
        await scene.city.close()
    }

    @Test("A value put where a name belongs does not enter the log")
    func valuesForNames() async throws {
        let scene = try await CallTests.Scene.open()
        let exchange = scene.city.platform.exchange
        await #expect(throws: Refusal.self) {
            try await exchange.query(
                CallRequest(grant: "欧阳建国", key: Self.person, items: ["欧阳建国", "11010519491231002X"]),
                code: "11010519491231002X", by: scene.caller)
        }
        while try await scene.city.platform.ledger.integrate() > 0 {}
        let usage = try #require(try await scene.city.platform.ledger.usages(limit: 1).first?.content)
        #expect(usage.outcome == .refused)
        #expect(!"\(usage)".contains("欧阳"))
        #expect(!"\(usage)".contains("11010519491231002X"))
        await scene.city.close()
    }

    @Test("A key with U+0000 is refused on both engines alike", arguments: TestEngine.available)
    func zero(engine: TestEngine) async throws {
        let scene = try await CallTests.Scene.open(engine)
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: ["id_number": "11010519491231002X\0"]))
        }
        #expect(refusal?.code == ExchangeCodes.requestMalformed)
        await scene.city.close()
    }

    @Test("A grant that ends while the answer is being recorded gives no answer")
    func endedMeanwhile() async throws {
        let scene = try await CallTests.Scene.open()
        let platform = scene.city.platform
        let (clock, grant) = (scene.city.clock, scene.grant.id)
        let isRead = DispatchSemaphore(value: 0)
        // Tells the time while the call decides: by then it has seen the grant in force.
        let exchange = Exchange(
            store: platform.store, ledger: platform.ledger, parties: platform.parties, cases: platform.cases,
            catalogue: platform.catalogue, profile: platform.profile,
            surroundings: Surroundings(
                now: {
                    isRead.signal()
                    return clock.now
                }, newID: platform.surroundings.newID), masterKey: .random())
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let ending = Task {
            try await platform.store.write { session in
                begin.finish()
                isRead.wait()
                try session.run("UPDATE grant_record SET state = 'revoked' WHERE id = ?", [.text(grant)])
                try Exchange.moveRevision(in: session)
            }
        }
        for await _ in begun {}
        let refusal = await #expect(throws: Refusal.self) {
            try await exchange.query(
                CallRequest(key: Self.person), code: scene.entry.code ?? "", by: scene.caller)
        }
        #expect(refusal?.code == ExchangeCodes.grantRevoked)
        try await ending.value
        #expect(try await scene.usages().first?.refusal == ExchangeCodes.grantRevoked.name)
        await scene.city.close()
    }

    @Test("A grant that many approved, under long names, can be used")
    func longApprovers() async throws {
        let city = try await TestCity.open()
        let approver = String(repeating: "某某市某某局某某某; ", count: 60)
        try await city.platform.ledger.recorder { _ in }.record(
            UsageRecord(
                at: city.clock.now, id: "1", entry: "301001/000001", grant: "g", body: "b", user: "system:s",
                purpose: "p", approver: approver, content: "name", means: "query", medium: "interface",
                subjectDigest: "", outcome: .answered, refusal: "", rows: 1))
        while try await city.platform.ledger.integrate() > 0 {}
        #expect(try await city.platform.ledger.usages(limit: 1).first?.content.approver == approver)
        await city.close()
    }
}
