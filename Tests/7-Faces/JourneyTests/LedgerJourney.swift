import Foundation
import HTTPTypes
import Ledger
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("The ledger by HTTP")
struct LedgerJourney {
    /// The log as a server publishes it, read by HTTP.
    struct PublishedLedger: LedgerSource {
        let city: City
        let token: String

        func checkpoint() async throws -> [UInt8]? { Array(try await city.call("readCheckpoint").body) }

        func tile(level: Int, number: Int64, width: Int) async throws -> [UInt8]? {
            let path = LedgerPath.tile(level: level, number: number, width: width < 256 ? width : nil)
            let rest = path.description.split(separator: "/").dropFirst(2).joined(separator: "/")
            let reply = try await city.call("readTile", ["level": String(level), "tile": rest])
            return reply.status == 200 ? Array(reply.body) : nil
        }

        func entries(bundle: Int64, width: Int) async throws -> [UInt8]? {
            let path = LedgerPath.entries(bundle: bundle, width: width < 256 ? width : nil)
            let rest = path.description.split(separator: "/").dropFirst(2).joined(separator: "/")
            let reply = try await city.call("readEntryBundle", ["tile": rest], token: token)
            return reply.status == 200 ? Array(reply.body) : nil
        }
    }

    @Test("What is served verifies as a whole with the published keys alone", arguments: TestEngine.available)
    func verifies(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            #expect(try await city.call("readCheckpoint").code == "ledger-file-not-found")
            let shared = try await city.shared()
            for _ in 0..<300 {
                _ = try await city.query(shared, ["key": ["id_number": "11010519491231002X"]])
            }
            try await city.integrate()
            let keys = try await city.call("readLedgerKeys").text.split(separator: "\n").map(String.init)
            #expect(keys.count == 2)
            let verifier = try Ed25519Verifier(try #require(keys.first))
            let auditor = try await city.signIn("authority.auditor")
            let result = try await LedgerVerifier(origin: city.platform.ledger.origin, verifiers: [verifier])
                .verify(PublishedLedger(city: city, token: auditor))
            #expect(result.isSound, "\(String(describing: result.fault))")
            #expect(result.entries > 300)
            let full = try await city.call("readTile", ["level": "0", "tile": "000"])
            #expect(full.body.count == 8192)
            #expect(full.headers[.cacheControl]?.contains("immutable") == true)
            let head = try await city.call("readTile", ["level": "0", "tile": "000.p/3"])
            #expect(head.body == full.body.prefix(96))
            let proof = try await city.call("readProof", ["position": "17"], token: auditor)
            #expect(
                try LedgerProof(proof.text).verified(origin: city.platform.ledger.origin, by: [verifier])
                    != nil)
        }
    }

    @Test(
        "A path that is no tile is not found",
        arguments: [
            "0/0", "0/x00", "64/000", "0/000.p/256", "0/000.p/0", "00/000", "0/../../checkpoint", "-1/000",
            "0/999",
        ])
    func noTile(path: String) async throws {
        try await City.run { city in
            try await city.integrate()
            let reply = try await city.send(.get, "/ledger/tile/\(path)")
            #expect(reply.status == 404)
            #expect(reply.code == "ledger-file-not-found" || reply.code == "no-such-page")
        }
    }

    @Test(
        "Every use is found by who may see it, also by the one it was about", arguments: TestEngine.available)
    func usages(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let shared = try await city.shared()
            _ = try await city.query(
                shared, ["key": ["id_number": "11010519491231002X"], "items": ["name"], "person": "经办人王某"])
            _ = try await city.query(shared, ["key": ["id_number": "110101199003070134"]])
            try await city.integrate()
            func list(_ account: String, _ query: [String: String] = [:]) async throws -> Reply {
                try await city.call("listUsages", query: query, token: try await city.signIn(account))
            }
            for account in ["authority.auditor", "social.data-staff"] {
                #expect(try await list(account)["usages"].list.count == 2, "\(account)")
            }
            #expect(try await list("police.data-staff", ["entry": shared.code])["usages"].list.count == 2)
            #expect(try await list("police.data-staff", ["entry": shared.entry])["usages"].list.count == 2)
            #expect(try await list("police.data-staff")["usages"].list.isEmpty)
            #expect(try await list("county-civil.data-staff", ["entry": shared.code])["usages"].list.isEmpty)
            let social = try await city.test.actor("social.data-staff").body.id
            #expect(try await list("county-civil.data-staff", ["body": social]).code == "usage-not-yours")
            #expect(try await list("authority.auditor", ["from": "2026-03-03"])["usages"].list.isEmpty)
            #expect(try await list("authority.auditor", ["until": "2026-03-02"])["usages"].list.count == 2)
            let page = try await list("authority.auditor", ["limit": "1"])
            let last = try page["usages"].list[0]["position"].int
            let next = try await list("authority.auditor", ["limit": "1", "before": String(last)])
            #expect(try next["usages"].list[0]["position"].int < last)
            let auditor = try await city.signIn("authority.auditor")
            let found = try await city.call(
                "searchUsages", json: ["subject": ["id_number": "11010519491231002X"]], token: auditor)
            let usage = try #require(try found["usages"].list.first)
            #expect(try found["usages"].list.count == 1)
            #expect(try usage["content"].text == "name")
            #expect(try usage["user"].text.contains("经办人王某"))
            #expect(try usage["purpose"].text == "核验参保人员身份")
            #expect(try usage["approver"].text.contains("市公安局"))
            #expect(!found.text.contains("11010519491231002X"))
            let other = try await city.call(
                "searchUsages", json: ["subject": ["id_number": "440524188001010014"]], token: auditor)
            #expect(try other["usages"].list.isEmpty)
        }
    }

    @Test("Events and entries of the log are for the authority and auditors")
    func events() async throws {
        try await City.run { city in
            let (id, _) = try await city.publishPersons()
            try await city.integrate()
            let auditor = try await city.signIn("authority.auditor")
            let events = try await city.call("listEvents", query: ["subject": "entry:\(id)"], token: auditor)
            let kinds = try events["events"].list.map { try $0["kind"].text }
            #expect(kinds.first == "catalogue.entry.published" || kinds.contains("catalogue.entry.published"))
            #expect(try events["events"].list.allSatisfy { try $0["title"]["zh"].text != $0["kind"].text })
            let stranger = try await city.signIn("social.data-staff")
            #expect(try await city.call("listEvents", token: stranger).code == "ledger-not-yours")
            #expect(
                try await city.call("readProof", ["position": "0"], token: stranger).code
                    == "ledger-not-yours")
            let bundle = try await city.call("readEntryBundle", ["tile": "000.p/1"], token: stranger)
            #expect(bundle.code == "ledger-not-yours")
            let far = try await city.call("readProof", ["position": "999999"], token: auditor)
            #expect(far.code == "ledger-position-unknown")
        }
    }
}
