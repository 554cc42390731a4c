import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("The spine by HTTP: from catalogue entry to a verified answer")
struct SpineJourney {
    @Test(
        "An entry that lacks what the regulation demands is told everything at once, with the articles",
        arguments: TestEngine.available)
    func refusals(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let token = try await city.signIn("police.data-staff")
            guard case .object(var content) = City.persons else { return }
            content["sharingBasis"] = ""
            content["sharingConditions"] = ""
            content["legalBasis"] = ""
            let check = try await city.call("checkEntry", json: .object(content), token: token)
            #expect(try check["isComplete"].bool == false)
            let draft = try await city.call("draftEntry", json: .object(content), token: token)
            #expect(draft.status == 201)
            let refused = try await city.call(
                "submitEntry", ["entry": try draft["id"].text], json: [:], token: token)
            #expect(refused.status == 422)
            let codes = try refused.codes
            #expect(codes.contains("basis-required") && codes.contains("conditions-required"))
            #expect(codes.contains("entry-element-missing"))
            let told = try check["reasons"].list.map { try $0["code"].text }
            #expect(Set(told) == Set(codes))
            let article = try refused["article"]
            #expect(try !article["text"].text.isEmpty)
            #expect(try article["reference"].text.contains("#"))
            #expect(try !refused["remedy"].text.isEmpty && !refused["remedyEn"].text.isEmpty)
            #expect(
                try city.platform.library.profiles[article["reference"].text.prefix { $0 != "#" }.description]
                    != nil)
            // Nothing was opened.
            let cases = try await city.call("listCases", query: ["scope": "opened"], token: token)
            #expect(try cases["cases"].list.isEmpty)
        }
    }

    @Test("A draft is saved by its own body on the newest revision alone")
    func drafts() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let draft = try await city.call("draftEntry", json: City.persons, token: token)
            let id = try draft["id"].text
            let change: JSON = ["revision": .int(Int64(try draft["revision"].int)), "content": City.persons]
            #expect(try await city.call("saveEntry", ["entry": id], json: change, token: token).status == 200)
            let late = try await city.call("saveEntry", ["entry": id], json: change, token: token)
            #expect(late.code == "entry-changed-meanwhile")
            let stranger = try await city.signIn("social.data-staff")
            #expect(
                try await city.call("readEntry", ["entry": id], token: stranger).code == "entry-not-found")
            #expect(
                try await city.call("saveEntry", ["entry": id], json: change, token: stranger).code
                    == "entry-not-found")
        }
    }

    /// Who decides about an entry, by regulation and opener.
    static let chains: [(profile: String, opener: String, seats: [String])] = [
        ("zhuzhou-2020", "police", ["police.department-head", "authority.authority-reviewer"]),
        (
            "guiyang-2017", "county-civil",
            [
                "county-civil.department-head", "county-authority.county-authority-reviewer",
                "county-government.county-government-reviewer", "authority.authority-reviewer",
                "government.city-government-reviewer",
            ]
        ),
    ]

    @Test(
        "Each regulation sends an entry along its own chain before it is published",
        arguments: chains.indices,
        TestEngine.available)
    func chain(index: Int, engine: TestEngine) async throws {
        let (profile, opener, seats) = Self.chains[index]
        try await City.run(engine, profile: profile) { city in
            let token = try await city.signIn("\(opener).data-staff")
            guard case .object(var content) = City.persons else { return }
            // Each regulation has its own words for what may be restricted.
            if profile == "guiyang-2017" {
                content["sharing"] = "unconditional"
            }
            let draft = try await city.call("draftEntry", json: .object(content), token: token)
            let id = try draft["id"].text
            let file = try await city.call("submitEntry", ["entry": id], json: [:], token: token)
            #expect(file.status == 201, "\(file.text)")
            let caseID = try file["id"].text
            #expect(try file["steps"].list.count == seats.count)
            for step in try file["steps"].list {
                #expect(try !step["article"]["text"].text.isEmpty)
            }
            // The first to decide sees it waiting, and nobody else may decide it.
            let first = try await city.signIn(seats[0])
            let waiting = try await city.call("listCases", token: first)
            #expect(try waiting["cases"].list.map { try $0["id"].text } == [caseID])
            #expect(try waiting["cases"].list[0]["acts"].list.contains(.string("approve")))
            let early = try await city.call(
                "decideCase", ["case": caseID], json: ["act": "approve"],
                token: try await city.signIn(seats[1]))
            #expect(early.code == "case-not-your-step")
            #expect(try await city.approve(caseID) == seats)
            let entry = try await city.call("readEntry", ["entry": id], token: token)
            #expect(try entry["state"].text == "published")
            #expect(try entry["code"].text == "101001/000001")
            let record = try await city.call("readCase", ["case": caseID], token: token)
            let kinds = try record["timeline"].list.map { try $0["kind"].text }
            #expect(kinds == ["opened"] + seats.map { _ in "approved" })
            let versions = try await city.call("readEntryVersions", ["entry": id], token: token)
            #expect(try versions["versions"].list.count == 1)
        }
    }

    @Test("A reviewer returns an entry once with what is missing; the second time is refused")
    func returnedOnce() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let head = try await city.signIn("police.department-head")
            let id = try await city.call("draftEntry", json: City.persons, token: token)["id"].text
            let caseID = try await city.call("submitEntry", ["entry": id], json: [:], token: token)["id"].text
            let bare = try await city.call(
                "decideCase", ["case": caseID], json: ["act": "return"], token: head)
            #expect(bare.code == "reasons-required")
            let note: JSON = ["act": "return", "note": "请补充来源系统的建设单位"]
            let returned = try await city.call("decideCase", ["case": caseID], json: note, token: head)
            #expect(try returned["state"].text == "returned")
            let again = try await city.call(
                "submitEntry", ["entry": id], json: ["note": "已补充"], token: token)
            #expect(try again["state"].text == "open")
            let twice = try await city.call("decideCase", ["case": caseID], json: note, token: head)
            #expect(twice.code == "supplement-already-asked")
            let withdrawn = try await city.call("withdrawCase", ["case": caseID], token: token)
            #expect(try withdrawn["state"].text == "withdrawn")
            #expect(try await city.call("readEntry", ["entry": id], token: token)["state"].text == "draft")
        }
    }

    @Test("The catalogue is found by words, by id, by code with %2F and by code in two segments")
    func finding() async throws {
        try await City.run { city in
            let (id, code) = try await city.publishPersons()
            let token = try await city.signIn("social.data-staff")
            let found = try await city.call("searchEntries", query: ["words": "人口"], token: token)
            #expect(try found["total"].int == 1)
            #expect(
                try await city.call("searchEntries", query: ["words": "%"], token: token)["total"].int == 0)
            var headers = HTTPFields()
            headers[.authorization] = "Bearer \(token)"
            for address in [id, code, code.replacing("/", with: "%2F"), code.replacing("/", with: "%2f")] {
                let reply = try await city.send(.get, "/api/v1/entries/\(address)", headers: headers)
                #expect(reply.status == 200, "\(address)")
                #expect(try reply["id"].text == id)
                let versions = try await city.send(
                    .get, "/api/v1/entries/\(address)/versions", headers: headers)
                #expect(versions.status == 200, "\(address)")
            }
        }
    }
}
