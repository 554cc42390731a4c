import HTTPTypes
import NIOCore
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Attacks by HTTP")
struct AttackJourney {
    @Test(
        "An application that the provider takes no part in does not close the provider's list of applications"
    )
    func providersList() async throws {
        try await City.run(profile: "taijiang-2022") { city in
            let entry = try await city.test.publish(.stops())
            let (system, _) = try await city.test.system(of: "social.system-staff", name: "待遇系统")
            let applicant = try await city.signIn("social.data-staff")
            let made = try await city.call(
                "apply", json: City.application(entry: entry.id, system: system.id, fields: ["stop_no"]),
                token: applicant)
            #expect(made.status == 201)
            let provider = try await city.signIn("police.data-staff")
            let headers: HTTPFields = [.cookie: "yuanliu-session=\(provider)"]
            for page in ["/console/applications", "/console/applications/\(try made["id"].text)"] {
                let reply = try await city.send(.get, page, headers: headers)
                #expect(reply.status == 200, "\(page)")
            }
        }
    }

    @Test("U+0000 is refused in every text, and opens no second name of an account")
    func zero() async throws {
        try await City.run { city in
            let reply = try await city.call(
                "signIn", json: ["account": "police.data-staff\0", "password": .string(TestCity.password)])
            #expect(reply.status == 400)
            #expect(try reply["code"].text == "invalid-field")
            let search = try await city.call(
                "searchEntries", query: ["words": "\0"], token: try await city.signIn("police.data-staff"))
            #expect(search.status == 400)
        }
    }

    @Test(
        "No text leaves its place in a page, whatever stands beside its signs",
        arguments: [
            "\u{600}<h1 id=own>", "<\u{301}h1 id=own>", "\"\u{301} data-own=1 x=\"",
            "\u{600}\" data-own=1 x=\u{600}\"",
            "'\u{FE0F} data-own=1", "\u{600}&lt;", "\u{1F3FB}<b>",
        ])
    func pageText(_ hostile: String) async throws {
        for byte in PageText().escapeText(hostile).utf8 {
            #expect(![0x22, 0x27, 0x3C, 0x3E].contains(byte))
        }
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let made = try await city.call(
                "draftEntry",
                json: RelationJourney.stops([
                    "name": .string("甲" + hostile), "abstract": .string("乙" + hostile),
                ]), token: token)
            #expect(made.status == 201)
            let headers: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
            let id = try made["id"].text
            for page in ["/console/catalogue", "/console/entries/\(id)", "/console/entries/\(id)/edit"] {
                let reply = try await city.send(.get, page, headers: headers)
                #expect(reply.status == 200)
                let escaped = PageText().escapeText(hostile)
                #expect(Array(reply.text.utf8).firstRange(of: Array(("甲" + escaped).utf8)) != nil, "\(page)")
                #expect(Array(reply.text.utf8).firstRange(of: Array(("甲" + hostile).utf8)) == nil, "\(page)")
                #expect(Array(reply.text.utf8).firstRange(of: Array(("乙" + hostile).utf8)) == nil, "\(page)")
            }
        }
    }

    @Test("U+0000 that a workbook writes in an escaped form is a fault of its cell")
    func zeroInWorkbook() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            var row = WorkbookJourney.stops
            row[3] = "公交\0站点"
            let book = try WorkbookJourney.book([WorkbookJourney.titles, row], in: city)
            let refused = try await city.call("importEntries", bytes: book, token: token)
            #expect(try !refused["isStored"].bool)
            #expect(try refused["faults"].list.map { try $0["cell"].text } == ["D2"])
            #expect(try refused["faults"].list[0]["reason"]["code"].text == "entry-element-malformed")
        }
    }

    @Test(
        "Control characters, and characters of any number of accents, are refused in every text",
        arguments: [
            "\u{1}", "甲\u{1B}[2J", "甲\u{7F}", "\u{8}", "甲" + String(repeating: "\u{301}", count: 4_000),
        ])
    func controls(_ text: String) async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let made = try await city.call(
                "draftEntry", json: RelationJourney.stops(["name": .string(text)]), token: token)
            #expect(made.status == 400 && made.code == "invalid-field")
            let kept = try await city.call(
                "draftEntry", json: RelationJourney.stops(["abstract": "一行\r\n二行\t三"]), token: token)
            #expect(kept.status == 201)
            guard text.hasControlCharacters else { return }
            #expect(throws: Refusal.self) { try Form(urlEncoded: Array("note=\(text)".utf8)) }
            var row = WorkbookJourney.stops
            row[3] += text
            let book = try WorkbookJourney.book([WorkbookJourney.titles, row], in: city)
            let refused = try await city.call("importEntries", bytes: book, token: token)
            #expect(try refused["faults"].list.map { try $0["cell"].text } == ["D2"])
        }
    }

    @Test("No draft is so long that the catalogue cannot be exported any more")
    func room() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            func relations(_ count: Int) -> JSON {
                .array(
                    (0..<count).map { number in
                        [
                            "kind": "business", "target": .string("业务\(number)"),
                            "note": .string(String(repeating: "😀", count: 190)),
                        ]
                    })
            }
            let refused = try await city.call(
                "draftEntry", json: RelationJourney.stops(["relations": relations(100)]), token: token)
            #expect(refused.status == 400)
            #expect(refused.code == "entry-over-limit")
            #expect(try refused["reasons"].list.map { try $0["field"].text } == ["relations"])
            let kept = try await city.call(
                "draftEntry",
                json: RelationJourney.stops([
                    "relations": relations(70),
                    "abstract": .string(String(repeating: "_x0041_", count: 1_400)),
                ]), token: token)
            #expect(kept.status == 201)
            let exported = try await city.call("exportEntries", query: ["state": "draft"], token: token)
            #expect(exported.status == 200)
            #expect(try WorkbookJourney.rows(exported).count == 1)
        }
    }
}
