import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Sharing by HTTP")
struct SharingJourney {
    @Test(
        "Conditional data is reviewed within ten working days, granted masked, queried and verified",
        arguments: TestEngine.available)
    func whole(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (_, code) = try await city.publishPersons()
            let provider = try await city.signIn("police.data-staff")
            try await city.call("deliver", ["entry": code], bytes: Array(City.rows.utf8), token: provider)
            let system = try await city.socialSystem()
            let applicant = try await city.signIn("social.data-staff")
            let application = try await city.call(
                "apply",
                json: City.application(
                    entry: code, system: system.id, fields: ["name", "phone", "birth_date", "address"]),
                token: applicant)
            #expect(application.status == 201)
            let caseID = try application["caseID"].text
            // The head of the applicant agrees; then the provider has ten working days from the next day on.
            let head = try await city.signIn("social.department-head")
            try await city.call("decideCase", ["case": caseID], json: ["act": "approve"], token: head)
            let file = try await city.call("readCase", ["case": caseID], token: applicant)["case"]
            #expect(try file["currentStep"].text == "provider")
            let due = try file["due"]
            #expect(try due["date"].text == "2026-03-16")
            #expect(try due["isProvisional"].bool == false)
            #expect(try due["isOverdue"].bool == false)
            #expect(try !due["article"]["text"].text.isEmpty)
            city.clock.set("2026-03-17")
            let later = try await city.call(
                "readCase", ["case": caseID], token: try await city.signIn("social.data-staff"))
            #expect(try later["case"]["due"]["isOverdue"].bool)
            // The provider's head leaves out the address.
            let amendment: JSON = [
                "act": "approve",
                "amendment": [
                    ["field": "name", "transform": "mask:name"],
                    ["field": "phone", "transform": "mask:phone"],
                    ["field": "birth_date", "transform": "mask:birth-date"],
                ],
            ]
            let police = try await city.signIn("police.department-head")
            let narrowed = try await city.call("decideCase", ["case": caseID], json: amendment, token: police)
            #expect(narrowed.status == 200, "\(narrowed.text)")
            try await city.approve(caseID)
            let again = try await city.signIn("social.data-staff")
            let decided = try await city.call(
                "readApplication", ["application": try application["id"].text], token: again)
            let grant = try await city.call("readGrant", ["grant": try decided["grant"].text], token: again)
            #expect(
                try grant["items"].list.map { try $0["transform"].text } == [
                    "mask:name", "mask:phone", "mask:birth-date",
                ])
            #expect(try grant["approver"].text.contains("市公安局"))
            let token = try await city.token(system.key, system.secret)
            let answer = try await city.call(
                "query", ["entry": code], json: ["key": ["id_number": "11010519491231002X"]], token: token)
            #expect(try answer["found"].bool)
            let items = try answer["items"].texts
            #expect(
                items == [
                    "name": "欧阳**", "phone": "138****8000", "birth_date": "1949-01-01",
                ])
            let verified = try await city.call(
                "verify", ["entry": code],
                json: [
                    "key": ["id_number": "11010519491231002X"],
                    "expected": ["name": "欧阳建国", "phone": "13900000000"],
                ], token: token)
            #expect(try verified["results"].texts == ["name": "match", "phone": "mismatch"])
            #expect(!verified.text.contains("欧阳"))
            let nobody = try await city.call(
                "query", ["entry": code], json: ["key": ["id_number": "33010219200403064X"]], token: token)
            #expect(try nobody["found"].bool == false)
        }
    }

    @Test("Unconditional data is granted at once where the regulation says so")
    func direct() async throws {
        try await City.run(profile: "taijiang-2022") { city in
            let entry = try await city.test.publish(.stops())
            let system = try await city.socialSystem()
            let token = try await city.signIn("social.data-staff")
            let application = try await city.call(
                "apply",
                json: City.application(
                    entry: entry.code ?? "", system: system.id, fields: ["stop_no", "stop_name"]),
                token: token)
            #expect(try !application["grant"].text.isEmpty)
        }
    }

    @Test("An application tells everything that it lacks at once, with the article")
    func incomplete() async throws {
        try await City.run { city in
            let (_, code) = try await city.publishPersons()
            let system = try await city.socialSystem()
            let token = try await city.signIn("social.data-staff")
            let refused = try await city.call(
                "apply",
                json: [
                    "entry": .string(code), "system": .string(system.id),
                    "content": ["until": "2020-01-01", "items": [["field": "salary"]]],
                ], token: token)
            #expect(refused.status == 422)
            let fields = try refused["reasons"].list.map { try $0["field"].text }
            for field in ["basis", "scene", "purpose", "scope", "forms", "items", "until"] {
                #expect(fields.contains(field), "\(field)")
            }
            #expect(try !refused["article"]["text"].text.isEmpty)
            let own = try await city.signIn("police.data-staff")
            let (mine, _) = try await city.test.system(of: "police.system-staff", name: "警务系统")
            let itself = try await city.call(
                "apply", json: City.application(entry: code, system: mine.id, fields: ["name"]), token: own)
            #expect(itself.code == "application-own-entry")
        }
    }

    @Test("A returned application is supplemented and goes on")
    func supplemented() async throws {
        try await City.run { city in
            let (_, code) = try await city.publishPersons()
            let system = try await city.socialSystem()
            let token = try await city.signIn("social.data-staff")
            let made = try await city.call(
                "apply", json: City.application(entry: code, system: system.id, fields: ["name", "address"]),
                token: token)
            let id = try made["id"].text
            let head = try await city.signIn("social.department-head")
            try await city.call(
                "decideCase", ["case": try made["caseID"].text],
                json: ["act": "return", "note": "住址与用途无关,请去掉"], token: head)
            let changed = try await city.call(
                "supplementApplication", ["application": id], json: City.content(fields: ["name"]),
                token: token)
            #expect(changed.status == 200)
            #expect(try changed["content"]["items"].list.count == 1)
            let twice = try await city.call(
                "supplementApplication", ["application": id], json: City.content(fields: ["name"]),
                token: token)
            #expect(twice.code == "case-not-returned")
            let list = try await city.call("listApplications", token: token)
            #expect(try list["applications"].list.map { try $0["id"].text } == [id])
        }
    }

    /// A way to leave the grant.
    static let outside: [(what: String, code: String, json: JSON)] = [
        (
            "an item not granted", "item-not-granted",
            ["key": ["id_number": "11010519491231002X"], "items": ["name", "address"]]
        ),
        (
            "another purpose", "purpose-outside-grant",
            ["key": ["id_number": "11010519491231002X"], "purpose": "营销"]
        ),
        ("another grant", "grant-missing", ["key": ["id_number": "11010519491231002X"], "grant": "0000"]),
        ("another key", "key-incomplete", ["key": ["name": "李娜"]]),
        ("SQL for a key", "dataset-key-malformed", ["key": ["id_number": "' OR 1=1 --"]]),
        ("no key", "exchange-request-malformed", ["key": [:]]),
    ]

    @Test(
        "What lies outside the grant is refused with code, article and remedy in both languages, and recorded",
        arguments: TestEngine.available)
    func outsideGrant(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let shared = try await city.shared()
            for (what, code, json) in Self.outside {
                let refused = try await city.query(shared, json)
                #expect(refused.code == code, "\(what)")
                if refused.status == 403 {
                    #expect(try !refused["article"]["text"].text.isEmpty, "\(what)")
                    #expect(try refused["article"]["label"].text.hasPrefix("第"), "\(what)")
                }
                for member in ["title", "titleEn", "remedy", "remedyEn"] {
                    #expect(try !refused[member].text.isEmpty, "\(what) \(member)")
                }
                #expect(!refused.text.contains("欧阳"))
            }
            try await city.integrate()
            let auditor = try await city.signIn("authority.auditor")
            let usages = try await city.call("listUsages", query: ["entry": shared.code], token: auditor)
            let refusals = try usages["usages"].list.filter { try $0["outcome"].text == "refused" }
            #expect(
                Set(try refusals.map { try $0["refusal"].text }) == Set(Self.outside.map(\.code)))
        }
    }

    @Test("A suspended grant, system, key and token each stop the next call", arguments: TestEngine.available)
    func stopped(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let shared = try await city.shared()
            let ask: JSON = ["key": ["id_number": "11010519491231002X"]]
            #expect(try await city.query(shared, ask).status == 200)
            let provider = try await city.signIn("police.data-staff")
            let staff = try await city.signIn("social.system-staff")
            func grant(_ state: String) async throws {
                let reply = try await city.call(
                    "setGrantState", ["grant": shared.grant],
                    json: ["state": .string(state), "reason": "核查"],
                    token: provider)
                #expect(reply.status == 200)
            }
            try await grant("suspended")
            #expect(try await city.query(shared, ask).code == "grant-suspended")
            try await grant("active")
            #expect(try await city.query(shared, ask).status == 200)
            try await city.call(
                "changeSystem", ["system": shared.system], json: ["isActive": false], token: staff)
            #expect(try await city.query(shared, ask).code == "token-revoked")
            try await city.call(
                "changeSystem", ["system": shared.system], json: ["isActive": true], token: staff)
            #expect(try await city.query(shared, ask).status == 200)
            try await city.call("revokeToken", json: ["token": .string(shared.token)], token: staff)
            #expect(try await city.query(shared, ask).code == "token-revoked")
            let fresh = try await city.token(shared.key, shared.secret)
            #expect(try await city.query(shared, ask, token: fresh).status == 200)
            try await city.call("revokeKey", ["key": shared.key], token: staff)
            #expect(try await city.query(shared, ask, token: fresh).code == "token-revoked")
            let denied = try await city.call(
                "issueToken",
                json: ["client_id": .string(shared.key), "client_secret": .string(shared.secret)])
            #expect(denied.code == "key-revoked")
            let keys = try await city.call("listKeys", ["system": shared.system], token: staff)
            #expect(try keys["keys"].list.map { try $0["isValid"].bool } == [false])
            #expect(!keys.text.contains(shared.secret))
        }
    }
}
