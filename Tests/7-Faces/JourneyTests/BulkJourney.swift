import Catalogue
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Many entries at once, by HTTP")
struct BulkJourney {
    static let cities = RelationJourney.cities

    /// Drafts of the police, by name.
    static func drafts(_ names: [String], in city: City, token: String) async throws -> [Tree] {
        var drafts: [Tree] = []
        for name in names {
            let reply = try await city.call(
                "draftEntry", json: RelationJourney.stops(["name": .string(name)]), token: token)
            #expect(reply.status == 201, "\(reply.text)")
            drafts.append(try reply.json)
        }
        return drafts
    }

    static func targets(_ entries: [Tree]) throws -> JSON {
        .array(
            try entries.map {
                ["entry": .string(try $0["id"].text), "revision": .int(Int64(try $0["revision"].int))]
            })
    }

    @Test("A change is previewed, done and submitted, with a line for each entry", arguments: cities)
    func story(profile: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            let token = try await city.signIn("police.data-staff")
            let (id, code) = try await city.publishStops(by: "police.data-staff")
            var drafts = try await Self.drafts(["甲", "乙"], in: city, token: token)
            drafts.append(try await city.call("readEntry", ["entry": id], token: token).json)
            // What one city shares under conditions the other shares with all or with none.
            let conditional: JSON = [
                "sharing": "conditional", "sharingConditions": "限于履行职责", "sharingBasis": "《某条例》第三条",
            ]
            let preview = try await city.call(
                "bulkEditEntries",
                json: ["entries": try Self.targets(drafts), "change": conditional, "isDryRun": true],
                token: token)
            #expect(try preview["isDryRun"].bool)
            let isAllowed = profile == "zhuzhou-2020"
            #expect(try preview["done"].int == (isAllowed ? 3 : 0))
            #expect(try preview["refused"].int == (isAllowed ? 0 : 3))
            if !isAllowed {
                let reason = try #require(try preview["lines"].list.first?["reasons"].list.first)
                #expect(try reason["code"].text == "sharing-outside-sensitivity")
                #expect(try reason["article"]["reference"].text == "guiyang-2017#9")
            }
            let read = try await city.call("readEntry", ["entry": id], token: token)
            #expect(try read.json == drafts[2])
            // Somebody else saves one of them meanwhile.
            _ = try await city.call(
                "saveEntry", ["entry": try drafts[1]["id"].text],
                json: [
                    "revision": .int(Int64(try drafts[1]["revision"].int)),
                    "content": RelationJourney.stops(["name": "乙二"]),
                ], token: token)
            let edited = try await city.call(
                "bulkEditEntries",
                json: [
                    "entries": try Self.targets(drafts),
                    "change": ["updateCycle": "yearly", "format": "2:ods"],
                ], token: token)
            let lines = try edited["lines"].list
            #expect(try lines.map { try $0["outcome"].text } == ["done", "refused", "done"])
            #expect(try lines[1]["reasons"].list[0]["code"].text == "entry-changed-meanwhile")
            #expect(
                try lines[0]["changes"].list.map { try $0["element"].text } == ["format", "updateCycle"])
            #expect(try lines[2]["code"].text == code)
            let changed = try await city.call("readEntry", ["entry": id], token: token)
            #expect(try changed["content"]["updateCycle"].text == "monthly")
            #expect(try changed["draft"]["updateCycle"].text == "yearly")
            let dry = try await city.call(
                "bulkSubmitEntries",
                json: ["entries": [["entry": .string(id)], ["entry": "none"]], "isDryRun": true], token: token
            )
            #expect(try dry["done"].int == 1)
            #expect(try dry["lines"].list[1]["reasons"].list[0]["code"].text == "entry-not-found")
            let submitted = try await city.call(
                "bulkSubmitEntries",
                json: ["entries": .array(try drafts.map { ["entry": .string(try $0["id"].text)] })],
                token: token)
            #expect(try submitted["done"].int == 3, "\(submitted.text)")
            let cases = try submitted["lines"].list.map { try $0["caseID"].text }
            #expect(Set(cases).count == 3)
            for file in cases { try await city.approve(file) }
            let published = try await city.call("readEntry", ["entry": id], token: token)
            #expect(try published["version"].int == 2)
            #expect(try published["content"]["updateCycle"].text == "yearly")
        }
    }

    @Test(
        "Who may not compile, others' entries, secrets and what is beyond the limit are refused",
        arguments: cities)
    func refused(profile: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            let token = try await city.signIn("police.data-staff")
            let own = try await Self.drafts(["甲"], in: city, token: token)
            let foreign = try await city.publishStops(by: "social.data-staff")
            let hidden = try await Self.drafts(
                ["他人草稿"], in: city, token: try await city.signIn("social.data-staff"))
            let change: JSON = ["updateCycle": "yearly"]
            for account in ["police.department-head", "authority.authority-reviewer", "authority.auditor"] {
                let other = try await city.signIn(account)
                for isDryRun in [true, false] {
                    let edit = try await city.call(
                        "bulkEditEntries",
                        json: [
                            "entries": try Self.targets(own), "change": change, "isDryRun": .bool(isDryRun),
                        ], token: other)
                    #expect(edit.code == "procedure-not-yours")
                    let submit = try await city.call(
                        "bulkSubmitEntries",
                        json: ["entries": try Self.targets(own), "isDryRun": .bool(isDryRun)], token: other)
                    #expect(submit.code == "procedure-not-yours")
                }
            }
            let mixed: JSON = [
                ["entry": .string(foreign.code), "revision": 0],
                ["entry": .string(try hidden[0]["id"].text), "revision": 0],
            ]
            let lines = try await city.call(
                "bulkEditEntries", json: ["entries": mixed, "change": change], token: token)
            #expect(
                try lines["lines"].list.map { try $0["reasons"].list[0]["code"].text }
                    == ["procedure-not-yours", "entry-not-found"])
            #expect(try !lines["lines"].list[1].has("name"))
            let secret = try await city.call(
                "bulkEditEntries",
                json: ["entries": try Self.targets(own), "change": ["sensitivity": "secret"]], token: token)
            #expect(try secret["lines"].list[0]["reasons"].list[0]["code"].text == "state-secret-refused")
            for (json, code) in [
                (["entries": [], "change": change], "bulk-nothing-chosen"),
                (["entries": try Self.targets(own), "change": [:]], "bulk-nothing-to-change"),
                (
                    ["entries": [["entry": .string(try own[0]["id"].text)]], "change": change],
                    "invalid-field"
                ),
                (
                    [
                        "entries": .array((0...200).map { ["entry": .string("e\($0)"), "revision": 1] }),
                        "change": change,
                    ], "invalid-field"
                ),
                (["entries": try Self.targets(own), "change": ["name": "同名"]], "invalid-field"),
            ] as [(JSON, String)] {
                #expect(try await city.call("bulkEditEntries", json: json, token: token).code == code)
            }
            let after = try await city.call("readEntry", ["entry": try own[0]["id"].text], token: token)
            #expect(try after.json == own[0])
        }
    }

    @Test(
        "In the console entries are chosen in the list, previewed, changed and submitted", arguments: cities)
    func console(profile: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            let token = try await city.signIn("police.data-staff")
            let drafts = try await Self.drafts(["甲", "乙", "丙"], in: city, token: token)
            let ids = try drafts.map { try $0["id"].text }
            let foreign = try await city.publishStops(by: "social.data-staff")
            let headers: HTTPFields = [
                .cookie: "yuanliu-session=\(token)", .contentType: "application/x-www-form-urlencoded",
            ]
            let list = try await city.send(.get, "/console/catalogue", headers: headers)
            for id in ids { #expect(list.text.contains("name=\"entry\" value=\"\(id)\"")) }
            #expect(list.text.contains("/console/entries/\(foreign.id)"))
            #expect(!list.text.contains("value=\"\(foreign.id)\""))
            let formToken = String(
                try #require(list.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1)
            func post(_ path: String, _ pairs: [(String, String)]) async throws -> Reply {
                let body = (pairs + [("form-token", formToken)]).map {
                    "\(City.encoded($0.0))=\(City.encoded($0.1))"
                }
                return try await city.send(
                    .post, "/console/catalogue/bulk\(path)", headers: headers,
                    body: ByteBuffer(string: body.joined(separator: "&")))
            }
            let nothing = try await post("", [("act", "edit")])
            #expect(nothing.status == 303)
            let form = try await post("", ids.map { ("entry", $0) } + [("act", "edit")])
            #expect(form.status == 200 && form.text.contains("name=\"updateCycle\""))
            let all = try await post("", [("all", "yes"), ("q", "乙"), ("act", "edit")])
            #expect(all.text.contains("value=\"\(ids[1])\"") && !all.text.contains("value=\"\(ids[0])\""))
            let empty = try await post("/edit", ids.map { ("entry", $0) } + [("step", "preview")])
            #expect(empty.status == 400 && empty.text.contains("bulk-nothing-to-change"))
            let both = try await post(
                "/edit",
                [
                    ("entry", ids[0]), ("step", "preview"), ("sharingBasis", "依据"), ("clear", "sharingBasis"),
                ])
            #expect(both.status == 400 && both.text.contains("不能同时填写和清空"))
            let change = [("updateCycle", "yearly"), ("usageRequirements", "不得转让")]
            let preview = try await post(
                "/edit", ids.map { ("entry", $0) } + [("entry", foreign.id), ("step", "preview")] + change)
            #expect(preview.status == 200)
            #expect(preview.text.contains("每月 → 每年"))
            #expect(preview.text.contains("/console/entries/\(foreign.id)"))
            let held = preview.text.matches(of: /name="entry" value="([^"]+)"/).map { String($0.output.1) }
            #expect(held.count == 3)
            #expect(preview.text.contains("name=\"usageRequirements\" value=\"不得转让\""))
            // The second is changed by somebody else after the preview.
            let compiler = try await city.test.actor("police.data-staff")
            let second = try await city.platform.catalogue.entry(ids[1], for: compiler)
            var content = second.content
            content.abstract = "他人的摘要"
            _ = try await city.platform.catalogue.save(
                content, to: second.id, revision: second.revision, by: compiler)
            let done = try await post("/edit", held.map { ("entry", $0) } + [("step", "apply")] + change)
            #expect(done.status == 200 && done.text.contains("条目已被他人修改"))
            #expect(done.text.matches(of: /name="entry" value=/).count == 2)
            let entries = try await [
                city.platform.catalogue.entry(ids[0], for: compiler),
                city.platform.catalogue.entry(ids[1], for: compiler),
            ]
            #expect(entries.map(\.content.updateCycle) == [.yearly, .monthly])
            #expect(entries[0].content.usageRequirements == "不得转让")
            let toSubmit = try await post("", [("entry", ids[0]), ("entry", ids[2]), ("act", "submit")])
            let waiting = toSubmit.text.matches(of: /name="entry" value="([^"]+)"/).map {
                String($0.output.1)
            }
            #expect(waiting.count == 2)
            let submitted = try await post("/submit", waiting.map { ("entry", $0) })
            #expect(submitted.text.matches(of: /\/console\/cases\/[0-9a-z]{26}/).count == 2)
            #expect(try await city.platform.catalogue.entry(ids[2], for: compiler).state == .inReview)
            // Switching the language comes by address: it begins with the list.
            let back = try await city.send(.get, "/console/catalogue/bulk/edit", headers: headers)
            #expect(back.status == 303)
            // Whoever may not compile has no boxes, and is refused.
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let seen = try await city.send(
                .get, "/console/catalogue", headers: [.cookie: "yuanliu-session=\(reviewer)"])
            #expect(!seen.text.contains("name=\"entry\"") && !seen.text.contains("/console/catalogue/bulk"))
        }
    }
}
