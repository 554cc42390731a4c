import Cases
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Reviews approved together, by HTTP")
struct CaseBulkJourney {
    /// Three reviews that wait for the head of the police.
    static func waiting(in city: City, token: String) async throws -> [String] {
        let drafts = try await BulkJourney.drafts(["甲", "乙", "丙"], in: city, token: token)
        let submitted = try await city.call(
            "bulkSubmitEntries", json: ["entries": try BulkJourney.targets(drafts)], token: token)
        return try submitted["lines"].list.map { try $0["caseID"].text }
    }

    @Test(
        "Each case is a decision of its own with its own record; the others are refused by themselves",
        arguments: RelationJourney.cities)
    func approve(profile: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            let compiler = try await city.signIn("police.data-staff")
            let files = try await Self.waiting(in: city, token: compiler)
            let (_, code) = try await city.publishStops(by: "police.data-staff")
            let matter = try await city.call(
                "openMatter", json: City.correction(code), token: try await city.signIn("social.data-staff"))
            #expect(matter.status == 201, "\(matter.text)")
            let other = try matter["caseID"].text
            let head = try await city.signIn("police.department-head")
            let asked = JSON.array([files[0], files[1], "none"].map { .string($0) })
            let dry = try await city.call(
                "bulkApproveCases", json: ["cases": asked, "isDryRun": true], token: head)
            #expect(try dry["approved"].int == 2)
            let untouched = try await city.call("readCase", ["case": files[0]], token: head)
            let step = try untouched["case"]["currentStep"].text
            let done = try await city.call(
                "bulkApproveCases", json: ["cases": asked, "note": "内容属实"], token: head)
            #expect(try done["approved"].int == 2)
            #expect(try done["lines"].list.map { try $0["isApproved"].bool } == [true, true, false])
            #expect(try done["lines"].list[2]["reasons"].list[0]["code"].text == "case-not-found")
            for file in files.prefix(2) {
                let read = try await city.call("readCase", ["case": file], token: head)
                #expect(try read["case"]["currentStep"].text != step)
                #expect(try read["timeline"].list.count { try $0["note"].text == "内容属实" } == 1)
            }
            // Again, by whoever wrote it, and of another kind.
            let again = try await city.call("bulkApproveCases", json: ["cases": asked], token: head)
            #expect(try again["approved"].int == 0)
            let author = try await city.call(
                "bulkApproveCases", json: ["cases": [.string(files[2])]], token: compiler)
            #expect(try author["lines"].list[0]["reasons"].list[0]["code"].text == "case-not-your-step")
            let auditor = try await city.signIn("authority.auditor")
            let kind = try await city.call(
                "bulkApproveCases", json: ["cases": [.string(other)]], token: auditor)
            #expect(try kind["lines"].list[0]["reasons"].list[0]["code"].text == "case-one-by-one")
            let none = try await city.call("bulkApproveCases", json: ["cases": []], token: head)
            #expect(none.code == "case-bulk-count")
            // To another department the cases are not there.
            let stranger = try await city.signIn("social.department-head")
            let unseen = try await city.call(
                "bulkApproveCases", json: ["cases": [.string(files[2])]], token: stranger)
            #expect(try unseen["lines"].list[0]["reasons"].list[0]["code"].text == "case-not-found")
        }
    }

    /// Has the head send the case back once, and its compiler hand it in again with another abstract.
    private static func supplement(_ file: String, in city: City) async throws {
        let (head, compiler) = (
            try await city.signIn("police.department-head"), try await city.signIn("police.data-staff")
        )
        let returned = try await city.call(
            "decideCase", ["case": file], json: ["act": "return", "note": "请补充"], token: head)
        #expect(returned.status == 200, "\(returned.text)")
        let read = try await city.call("readCase", ["case": file], token: compiler)
        let entry = String(try read["case"]["subject"].text.split(separator: ":")[1])
        let actor = try await city.test.actor("police.data-staff")
        let now = try await city.platform.catalogue.entry(entry, for: actor)
        var content = now.content
        content.abstract = "谁也没有看过的摘要"
        _ = try await city.platform.catalogue.save(content, to: entry, revision: now.revision, by: actor)
        let again = try await city.call("submitEntry", ["entry": entry], json: [:], token: compiler)
        #expect(again.status == 201, "\(again.text)")
    }

    @Test("What was supplemented after its preview is not approved unseen")
    func supplemented() async throws {
        try await City.run { city in
            let compiler = try await city.signIn("police.data-staff")
            let files = try await Self.waiting(in: city, token: compiler)
            let head = try await city.signIn("police.department-head")
            let asked = JSON.array(files.prefix(2).map { .string($0) })
            func rounds() async throws -> [Int] {
                let dry = try await city.call(
                    "bulkApproveCases", json: ["cases": asked, "isDryRun": true], token: head)
                return try dry["lines"].list.map { try $0["round"].int }
            }
            #expect(try await rounds() == [1, 1])
            try await Self.supplement(files[0], in: city)
            let done = try await city.call(
                "bulkApproveCases",
                json: ["cases": asked, "rounds": .object([files[0]: 1, files[1]: 1])], token: head)
            #expect(try done["lines"].list.map { try $0["isApproved"].bool } == [false, true])
            #expect(
                try done["lines"].list[0]["reasons"].list[0]["code"].text == "case-changed-meanwhile")
            #expect(try await rounds()[0] == 2)
            let seen = try await city.call(
                "bulkApproveCases",
                json: ["cases": [.string(files[0])], "rounds": .object([files[0]: 2])], token: head)
            #expect(try seen["approved"].int == 1)
        }
    }

    @Test("The pages decide what they showed, and nothing that came after")
    func shown() async throws {
        try await City.run { city in
            let compiler = try await city.signIn("police.data-staff")
            let files = try await Self.waiting(in: city, token: compiler)
            let head = try await city.signIn("police.department-head")
            let headers: HTTPFields = [
                .cookie: "yuanliu-session=\(head)", .contentType: "application/x-www-form-urlencoded",
            ]
            let page = try await city.send(.get, "/console/cases/\(files[0])", headers: headers)
            let formToken = String(
                try #require(page.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1)
            func post(_ path: String, _ pairs: [(String, String)]) async throws -> Reply {
                let body = (pairs + [("form-token", formToken)]).map {
                    "\(City.encoded($0.0))=\(City.encoded($0.1))"
                }
                return try await city.send(
                    .post, path, headers: headers, body: ByteBuffer(string: body.joined(separator: "&")))
            }
            /// The boxes of a preview.
            func boxes() async throws -> [(String, String)] {
                try await post("/console/cases-bulk", files.prefix(2).map { ("case", $0) }).text
                    .matches(of: /name="case" value="([^"]+)"/).map { ("case", String($0.output.1)) }
            }
            let before = try await boxes()
            #expect(before.count == 2)
            try await Self.supplement(files[0], in: city)
            let done = try await post("/console/cases-bulk/approve", before)
            #expect(done.text.matches(of: /class="badge good"/).count == 1)
            #expect(done.text.contains("已经补正"))
            // A box that no preview showed.
            let plain = try await post("/console/cases-bulk/approve", [("case", files[0])])
            #expect(plain.text.matches(of: /class="badge good"/).isEmpty)
            // The single page was read before the supplement, then after it.
            func decide(_ page: Reply) async throws -> Reply {
                try await post(
                    "/console/cases/\(files[0])/decide",
                    [
                        ("act", "approve"), ("round", try page.hidden("round")),
                        ("step", try page.hidden("step")),
                    ])
            }
            let stale = try await decide(page)
            #expect(stale.status == 409 && stale.text.contains("case-changed-meanwhile"))
            #expect(try stale.hidden("round") == "2")
            // A form that says nothing of what it showed decides nothing.
            let blind = try await post("/console/cases/\(files[0])/decide", [("act", "approve")])
            #expect(blind.status == 409 && blind.text.contains("case-changed-meanwhile"))
            #expect(try await decide(stale).status == 303)
        }
    }

    @Test("A decision by the interface is refused where the case moved since it was read")
    func moved() async throws {
        try await City.run { city in
            let compiler = try await city.signIn("police.data-staff")
            let files = try await Self.waiting(in: city, token: compiler)
            let head = try await city.signIn("police.department-head")
            func read(_ token: String) async throws -> Tree {
                try await city.call("readCase", ["case": files[0]], token: token)["case"]
            }
            func decide(_ file: Tree, _ token: String) async throws -> Reply {
                try await city.call(
                    "decideCase", ["case": files[0]],
                    json: [
                        "act": "approve", "round": .int(Int64(try file["round"].int)),
                        "step": .string(try file["currentStep"].text),
                    ], token: token)
            }
            let before = try await read(head)
            #expect(try before["round"].int == 1)
            try await Self.supplement(files[0], in: city)
            let stale = try await decide(before, head)
            #expect((stale.status, stale.code) == (409, "case-changed-meanwhile"))
            #expect(try await read(head)["currentStep"].text == before["currentStep"].text)
            // Whoever has the next step does not take it for the one that was read.
            let seen = try await read(head)
            #expect(try await decide(seen, head).status == 200)
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let late = try await decide(seen, reviewer)
            #expect((late.status, late.code) == (409, "case-changed-meanwhile"))
            // Without a word of what was read it is decided as before.
            let plain = try await city.call(
                "decideCase", ["case": files[0]], json: ["act": "approve"], token: reviewer)
            #expect(plain.status == 200, "\(plain.text)")
        }
    }

    @Test("Nobody approves together what they wrote, whatever posts they hold")
    func author() async throws {
        try await City.run { city in
            let compiler = try await city.signIn("police.data-staff")
            let both = try await city.test.add(
                "both", beside: "police.data-staff", roles: ["data-staff", "department-head"])
            let drafts = try await BulkJourney.drafts(["甲", "乙"], in: city, token: compiler)
            let id = try drafts[0]["id"].text
            var content = try await city.platform.catalogue.entry(id, for: both).content
            content.abstract = "另一摘要"
            _ = try await city.platform.catalogue.save(
                content, to: id, revision: Int64(try drafts[0]["revision"].int), by: both)
            let lines = try await city.platform.catalogue.bulkSubmit(
                try drafts.map { .init(try $0["id"].text) },
                by: try await city.test.actor("police.data-staff"))
            let files = lines.compactMap(\.caseID)
            let approved = try await city.platform.approveEntries(files, note: "", by: both)
            #expect(approved.map { $0.reasons.first?.code } == [CasesCodes.ownCase, nil])
        }
    }

    @Test("In the console cases are chosen in the work list, read, and approved")
    func console() async throws {
        try await City.run { city in
            let compiler = try await city.signIn("police.data-staff")
            let files = try await Self.waiting(in: city, token: compiler)
            let head = try await city.signIn("police.department-head")
            let headers: HTTPFields = [
                .cookie: "yuanliu-session=\(head)", .contentType: "application/x-www-form-urlencoded",
            ]
            let list = try await city.send(.get, "/console/cases", headers: headers)
            for file in files { #expect(list.text.contains("name=\"case\" value=\"\(file)\"")) }
            let formToken = String(
                try #require(list.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1)
            func post(_ path: String, _ pairs: [(String, String)]) async throws -> Reply {
                let body = (pairs + [("form-token", formToken)]).map {
                    "\(City.encoded($0.0))=\(City.encoded($0.1))"
                }
                return try await city.send(
                    .post, "/console/cases-bulk\(path)", headers: headers,
                    body: ByteBuffer(string: body.joined(separator: "&")))
            }
            #expect(try await post("", []).status == 303)
            let preview = try await post("", files.map { ("case", $0) })
            #expect(preview.status == 200 && preview.text.contains("本市公交站点的编号、名称和位置"))
            let long = String(repeating: "长", count: 2_001)
            let refused = try await post("/approve", files.map { ("case", $0) } + [("note", long)])
            #expect(refused.status == 400 && refused.text.contains("note-too-long"))
            let boxes = preview.text.matches(of: /name="case" value="([^"]+)"/).map { String($0.output.1) }
            #expect(boxes.count == 3)
            let done = try await post("/approve", boxes.prefix(2).map { ("case", $0) } + [("note", "同意")])
            #expect(done.status == 200 && done.text.matches(of: /class="badge good"/).count == 2)
            // One alone is left, which is decided on its own page.
            let rest = try await city.send(.get, "/console/cases", headers: headers)
            #expect(rest.text.contains("/console/cases/\(files[2])") && !rest.text.contains("name=\"case\""))
            #expect(
                try await city.send(.get, "/console/cases-bulk", headers: headers).status == 303)
        }
    }
}
