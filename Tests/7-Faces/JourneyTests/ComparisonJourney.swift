import Catalogue
import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Versions compared, and two people at one entry, by HTTP")
struct ComparisonJourney {
    static func changed(_ changes: [String: JSON]) -> JSON {
        guard case .object(let content) = City.persons else { return City.persons }
        return .object(content.merging(changes) { $1 })
    }

    @Test(
        "The reviewer and the providing body see what a change is; others see what was published",
        arguments: TestEngine.available)
    func compare(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (id, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let revision = try await city.call("readEntry", ["entry": id], token: token)["revision"].int
            let saved = try await city.call(
                "saveEntry", ["entry": id],
                json: [
                    "revision": .int(Int64(revision)),
                    "content": Self.changed(["abstract": "第二版摘要", "updateCycle": "monthly"]),
                ], token: token)
            #expect(saved.status == 200, "\(saved.text)")
            let difference = try await city.call(
                "compareEntryVersions", ["entry": code, "before": "1", "after": "draft"], token: token)
            #expect(
                try difference["elements"].list.map { try $0["element"].text } == ["abstract", "updateCycle"])
            #expect(try difference["changed"].list.isEmpty)
            let stranger = try await city.signIn("social.data-staff")
            for (before, after) in [("1", "draft"), ("2", "1"), ("0", "1"), ("x", "1")] {
                let refused = try await city.call(
                    "compareEntryVersions", ["entry": id, "before": before, "after": after], token: stranger)
                #expect(refused.code == "entry-version-not-found")
            }
            let path = "/console/entries/\(id)/compare/1/draft"
            let own: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
            #expect(try await city.send(.get, "/console/entries/\(id)", headers: own).text.contains(path))
            let page = try await city.send(.get, path, headers: own)
            #expect(page.status == 200)
            #expect(page.text.contains("第二版摘要") && page.text.contains("每月"))
            let others: HTTPFields = [.cookie: "yuanliu-session=\(stranger)"]
            #expect(try await city.send(.get, path, headers: others).status == 404)
            let file = try await city.call("submitEntry", ["entry": id], json: [:], token: token)
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let review = try await city.send(
                .get, "/console/cases/\(try file["id"].text)",
                headers: [.cookie: "yuanliu-session=\(reviewer)"])
            #expect(review.text.contains(path) && review.text.contains("第二版摘要"))
            try await city.approve(try file["id"].text)
            let versions = try await city.send(.get, "/console/entries/\(id)", headers: others)
            #expect(versions.text.contains("/console/entries/\(id)/compare/1/2"))
            #expect(
                try await city.send(.get, "/console/entries/\(id)/compare/1/2", headers: others).text
                    .contains("第二版摘要"))
        }
    }

    @Test("Who saves after another sees what changed meanwhile beside their own text, and loses nothing")
    func meanwhile() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let drafted = try await city.call("draftEntry", json: City.persons, token: token)
            let id = try drafted["id"].text
            let headers: HTTPFields = [
                .cookie: "yuanliu-session=\(token)", .contentType: "application/x-www-form-urlencoded",
            ]
            let edit = "/console/entries/\(id)/edit"
            let page = try await city.send(.get, edit, headers: headers)
            let formToken = String(
                try #require(page.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1)
            let old = String(
                try #require(page.text.firstMatch(of: /name="revision" value="([^"]+)"/)).output.1)
            _ = try await city.call(
                "saveEntry", ["entry": id],
                json: [
                    "revision": .int(Int64(try drafted["revision"].int)),
                    "content": Self.changed(["abstract": "他人写的摘要"]),
                ], token: token)
            let actor = try await city.test.actor("police.data-staff")
            var own = try await city.platform.catalogue.entry(id, for: actor).content
            own.abstract = "我写的摘要"
            own.items[1].name = "人员姓名"
            let form = EntryForm.filled(own)
            func post(_ revision: String) async throws -> Reply {
                var pairs = form.names.flatMap { name in form.all(name).map { (name, $0) } }
                pairs += [("form-token", formToken), ("revision", revision), ("save", "yes")]
                let body = pairs.map { "\(City.encoded($0.0))=\(City.encoded($0.1))" }
                return try await city.send(
                    .post, edit, headers: headers, body: ByteBuffer(string: body.joined(separator: "&")))
            }
            let refused = try await post(old)
            #expect(refused.status == 409)
            #expect(refused.text.contains("id=\"meanwhile\""))
            #expect(refused.text.contains("他人写的摘要"))
            #expect(refused.text.matches(of: /我写的摘要/).count == 2)
            #expect(refused.text.contains("value=\"人员姓名\""))
            let now = String(
                try #require(refused.text.firstMatch(of: /name="revision" value="([^"]+)"/)).output.1)
            #expect(now != old)
            #expect(try await post(now).status == 303)
            #expect(
                try await city.platform.catalogue.entry(id, for: actor).content.abstract == "我写的摘要")
        }
    }
}
