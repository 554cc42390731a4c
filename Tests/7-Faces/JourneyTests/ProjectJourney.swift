import Catalogue
import Foundation
import HTTPTypes
import NIOCore
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Projects before the gates of the regulation, by HTTP")
struct ProjectJourney {
    /// A project of the police; `entry` and `system` are what it is linked to.
    static func content(
        entry: String? = nil, system: String? = nil, interfaces: String = ""
    ) -> [String: JSON] {
        var planned: [String: JSON] = ["name": "公交站点", "system": "公交系统"]
        if let entry { planned["entry"] = .string(entry) }
        var built: [String: JSON] = ["name": "公交系统", "interfaces": .string(interfaces)]
        if let system { built["system"] = .string(system) }
        return [
            "name": "智慧公交一期", "number": "2026-0007", "budget": 3_000_000,
            "systems": [.object(built)], "entries": [.object(planned)],
        ]
    }

    /// What a report says is missing, as `condition: thing detail`.
    static func missing(_ report: Tree) throws -> [String] {
        try report["conditions"].list.flatMap { condition in
            try condition["missing"].list.map { missing in
                try "\(condition["fact"].text): \(missing["what"].text) \(missing["detail"]["zh"].text)"
            }
        }
    }

    static func page(_ city: City, _ path: String, _ account: String, _ more: String = "") async throws
        -> Reply
    {
        let token = try await city.signIn(account)
        return try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)\(more)"])
    }

    @Test(
        "What is missing is listed in a numbered statement, mended, and stated anew up to acceptance",
        arguments: TestEngine.available)
    func zhuzhou(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let keeper = try await city.signIn("police.data-staff")
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let project = try await city.call(
                "registerProject", json: .object(Self.content()), token: keeper)
            let id = try project["id"].text
            let own = try await city.call("checkProject", ["project": id, "gate": "approval"], token: keeper)
            #expect(try own["conclusion"].text == "failed")
            try await city.call("requestReview", ["project": id, "gate": "approval"], token: keeper)
            let notice = try #require(
                try await city.call("listNotices", query: ["open": "yes"], token: reviewer)["notices"].list
                    .first)
            #expect(try notice["title"]["zh"].text == "项目提请立项审查")
            let first = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval", "note": "请补齐"],
                token: reviewer)
            #expect(try first["title"]["zh"].text == "政务信息化项目审查意见〔2026〕1号")
            #expect(
                try Self.missing(try first["report"]) == [
                    "catalogue-compiled: 公交站点 尚未编制：没有关联到目录条目",
                    "sharing-supported: 公交系统 没有写明共享接口和对接文档",
                    "body-in-order:  建设单位没有已发布的目录",
                ])
            #expect(
                try first["report"]["conditions"].list.map { try $0["article"]["reference"].text } == [
                    "zhuzhou-2020#13", "zhuzhou-2020#11", "zhuzhou-2020#29",
                ])
            let early = try await city.call(
                "advanceProject", ["project": id], json: ["stage": "building"], token: keeper)
            #expect(early.code == "project-gate-closed")
            #expect(try early["reasons"].list[0]["article"].text == "zhuzhou-2020#13")

            // Mended: compiled in draft and linked, with the interfaces that the system will have.
            let entry = try await city.platform.catalogue.draft(
                .stops(), by: try await city.test.actor("police.data-staff"))
            let changed = try await city.call(
                "changeProject", ["project": id],
                json: [
                    "revision": 1, "content": .object(Self.content(entry: entry.id, interfaces: "接口说明书")),
                ], token: keeper)
            #expect(try changed["revision"].int == 2)
            let second = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval"], token: reviewer)
            #expect(try second["number"].int == 2)
            #expect(try second["report"]["conclusion"].text == "noted", "what only weighs does not close it")
            #expect(try second["supersedes"].text == first["id"].text)
            let old = try await city.call(
                "readStatement", ["statement": try first["id"].text], token: keeper)
            #expect(try old["supersededBy"].text == second["id"].text)
            #expect(try old["report"] == first["report"])
            try await city.call(
                "advanceProject", ["project": id], json: ["stage": "building"], token: keeper)

            // Acceptance looks at what was done, not at what was planned.
            let gate = ["project": id, "gate": "acceptance"]
            #expect(
                try Self.missing(try await city.call("checkProject", gate, token: keeper).json) == [
                    "catalogue-published: 公交站点 只有草稿，尚未发布",
                    "systems-registered: 公交系统 尚未在平台登记",
                    "collection-complete: 公交站点 只有草稿，尚未发布",
                ])
            let file = try await city.call("submitEntry", ["entry": entry.id], json: [:], token: keeper)
            try await city.approve(try file["id"].text)
            let body = try project["body"]["id"].text
            let system = try await city.call(
                "addSystem", ["body": body], json: ["name": "公交系统"],
                token: try await city.signIn("police.system-staff"))["id"].text
            try await city.call(
                "changeProject", ["project": id],
                json: [
                    "revision": 2,
                    "content": .object(
                        Self.content(entry: entry.id, system: system, interfaces: "接口说明书")),
                ], token: keeper)
            #expect(
                try Self.missing(try await city.call("checkProject", gate, token: keeper).json) == [
                    "collection-complete: 公交站点 从未归集数据"
                ])
            let code = try await city.call("readEntry", ["entry": entry.id], token: keeper)["code"].text
            try await city.call(
                "deliver", ["entry": code], bytes: Array("站点编号,站点名称,线路数\nA1,火车站,3\n".utf8), token: keeper)
            let accepted = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "acceptance"], token: reviewer)
            #expect(try accepted["number"].int == 3)
            #expect(try accepted["report"]["conclusion"].text == "met")
            #expect(try accepted["report"]["conditions"].list.allSatisfy { try $0["isMet"].bool })
            // A month later the data is late, and the statement of that day still says what it said.
            city.clock.set("2026-04-20")
            let later = try await city.signIn("police.data-staff")
            #expect(
                try Self.missing(try await city.call("checkProject", gate, token: later).json) == [
                    "collection-complete: 公交站点 更新周期为每月，最近一次归集在 2026-03-02，应在 2026-04-02 前更新"
                ])
            let kept = try await city.call(
                "readStatement", ["statement": try accepted["id"].text], token: later)
            #expect(try kept["report"]["conclusion"].text == "met")
            let done = try await city.call(
                "advanceProject", ["project": id], json: ["stage": "accepted"], token: later)
            #expect(try done["stage"].text == "accepted")
            let closed = try await city.call(
                "advanceProject", ["project": id], json: ["stage": "building"], token: later)
            #expect(closed.code == "project-closed")
        }
    }

    @Test(
        "Where the text speaks of approval alone, nothing else is asked, and acceptance is no gate",
        arguments: TestEngine.available)
    func guiyang(engine: TestEngine) async throws {
        try await City.run(engine, profile: "guiyang-2017") { city in
            let keeper = try await city.signIn("police.system-staff")
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let id = try await city.call(
                "registerProject", json: .object(Self.content()), token: keeper)["id"].text
            let first = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval"], token: reviewer)
            #expect(try first["title"]["zh"].text == "项目数据资源目录审查意见〔2026〕1号")
            #expect(
                try Self.missing(try first["report"]) == ["catalogue-compiled: 公交站点 尚未编制：没有关联到目录条目"])
            #expect(
                try first["report"]["conditions"].list.map { try $0["article"]["reference"].text }
                    == ["guiyang-2017#17"])
            let refused = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "acceptance"], token: reviewer)
            #expect(refused.code == "project-gate-unknown")
            let entry = try await city.publishStops(by: "police.data-staff")
            // Linked by its resource code.
            try await city.call(
                "changeProject", ["project": id],
                json: ["revision": 1, "content": .object(Self.content(entry: entry.code))], token: keeper)
            let second = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval"], token: reviewer)
            #expect(try second["number"].int == 2, "a refused one takes no number")
            #expect(try second["report"]["conclusion"].text == "met")
            for stage in ["building", "accepted"] {
                let moved = try await city.call(
                    "advanceProject", ["project": id], json: ["stage": .string(stage)], token: keeper)
                #expect(try moved["stage"].text == stage)
            }
            let duty = try #require(
                try await city.call(
                    "listDuties", token: try await city.signIn("police.department-head"))["duties"].list
                    .first { try $0["id"].text == "project-catalogue" })
            #expect(try duty["state"].text == "met")
            #expect(try duty["article"]["reference"].text == "guiyang-2017#17")
        }
    }

    @Test("A project and its statements are seen and kept by its own body, and judged by the authority")
    func rights() async throws {
        try await City.run { city in
            let keeper = try await city.signIn("police.data-staff")
            let id = try await city.call(
                "registerProject", json: .object(Self.content()), token: keeper)["id"].text
            let again = try await city.call(
                "registerProject", json: .object(Self.content()), token: keeper)
            #expect(again.code == "project-number-taken")
            let stranger = try await city.signIn("social.data-staff")
            let strange = try await city.call("readProject", ["project": id], token: stranger)
            #expect(strange.code == "project-not-found")
            let theirs = try await city.call(
                "registerProject", json: .object(Self.content(entry: "none", system: "none")),
                token: stranger)
            #expect(try theirs.codes == ["project-system-unknown", "project-entry-unknown"])
            let entry = try await city.publishStops(by: "police.data-staff")
            let foreign = try await city.call(
                "registerProject", json: .object(Self.content(entry: entry.code)), token: stranger)
            #expect(try foreign.codes == ["project-entry-unknown"])
            let own = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval"], token: keeper)
            #expect(own.status == 403)
            #expect(own.code == "statement-authority-only")
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let foreignHand = try await city.call(
                "changeProject", ["project": id],
                json: ["revision": 1, "content": .object(Self.content())], token: reviewer)
            #expect(foreignHand.code == "project-not-yours")
            let statement = try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval"], token: reviewer)
            let hidden = try await city.call(
                "readStatement", ["statement": try statement["id"].text], token: stranger)
            #expect(hidden.code == "statement-not-found")
            #expect(try await city.call("listStatements", token: stranger)["statements"].list.isEmpty)
            let auditor = try await city.signIn("authority.auditor")
            let year = try await city.call("listStatements", query: ["year": "2026"], token: auditor)
            #expect(try year["statements"].list.count == 1)
            let stale = try await city.call(
                "changeProject", ["project": id],
                json: ["revision": 9, "content": .object(Self.content())], token: keeper)
            #expect(stale.code == "project-changed-meanwhile")
            // What was changed after its statement is looked at anew.
            let compiled = try await city.call(
                "changeProject", ["project": id],
                json: ["revision": 1, "content": .object(Self.content(entry: entry.id, interfaces: "接口"))],
                token: keeper)
            #expect(compiled.status == 200)
            try await city.call(
                "issueStatement", ["project": id], json: ["gate": "approval"], token: reviewer)
            var more = Self.content(entry: entry.id, interfaces: "接口")
            more["name"] = "智慧公交一期（调整）"
            try await city.call(
                "changeProject", ["project": id], json: ["revision": 2, "content": .object(more)],
                token: keeper)
            let early = try await city.call(
                "advanceProject", ["project": id], json: ["stage": "building"], token: keeper)
            #expect(early.code == "project-gate-closed")
        }
    }

    @Test("Projects are registered, reviewed and read on pages, in both languages")
    func pages() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            func send(_ token: String, _ page: String, _ path: String, _ pairs: [(String, String)])
                async throws
                -> Reply
            {
                let headers: HTTPFields = [
                    .cookie: "yuanliu-session=\(token)",
                    .contentType: "application/x-www-form-urlencoded",
                ]
                let shown = try await city.send(.get, page, headers: headers)
                #expect(shown.status == 200, "\(page)")
                let formToken = String(
                    try #require(shown.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1)
                let body = (pairs + [("form-token", formToken)])
                    .map { "\(City.encoded($0.0))=\(City.encoded($0.1))" }.joined(separator: "&")
                return try await city.send(.post, path, headers: headers, body: ByteBuffer(string: body))
            }
            let form = [
                ("name", "智慧公交一期"), ("number", "2026-0007"), ("budget", "3,000,000"),
                ("system-0-name", "公交系统"), ("system-0-interfaces", "接口说明书"),
                ("entry-0-name", "公交站点"), ("entry-0-system", "别的系统"),
            ]
            let new = "/console/projects/new"
            let refused = try await send(token, new, new, form)
            #expect(refused.status == 422)
            #expect(refused.text.contains("来源系统不在所建系统之列"))
            #expect(refused.text.contains(#"value="接口说明书""#))
            // A row without a name is told, not dropped.
            let nameless = try await send(
                token, new, new,
                form.prefix(5) + [("system-1-interfaces", "第二份接口说明书"), ("entry-0-entry", "001/000001")])
            #expect(nameless.status == 422)
            for words in ["系统名称", "目录名称", #"value="第二份接口说明书""#, #"value="001/000001""#] {
                #expect(nameless.text.contains(words), "\(words)")
            }
            var mended = form
            mended[6].1 = "公交系统"
            let saved = try await send(token, new, new, mended)
            #expect(saved.status == 303)
            let path = try #require(saved.headers[.location])
            let asked = try await send(token, path, "\(path)/request", [("gate", "approval")])
            #expect(asked.status == 303)
            let own = try await Self.page(city, path, "police.data-staff")
            #expect(own.text.contains("等待主管部门审查"))
            #expect(!own.text.contains("\(path)/statements"))
            #expect(own.text.contains(#"value="building""#) && own.text.contains(#"value="ended""#))
            #expect(!own.text.contains(#"value="accepted""#), "only what may follow is offered")
            let closed = try await send(token, path, "\(path)/stage", [("stage", "building")])
            #expect(closed.status == 422)
            #expect(closed.text.contains("还没有立项审查的审查意见"))
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let issued = try await send(
                reviewer, path, "\(path)/statements", [("gate", "approval"), ("note", "请补编目录")])
            #expect(issued.status == 303)
            let statement = try #require(issued.headers[.location])
            let shown = try await Self.page(city, statement, "police.data-staff")
            for words in [
                "政务信息化项目审查意见〔2026〕1号", "尚未编制：没有关联到目录条目", "第十三条", "请补编目录", "不符合必备条件",
            ] { #expect(shown.text.contains(words), "\(words)") }
            let english = try await Self.page(city, statement, "police.data-staff", "; lang=en")
            for words in ["not compiled: no entry of the catalogue is linked", "Necessary", "Weighs in"] {
                #expect(english.text.contains(words), "\(words)")
            }
            for account in ["police.department-head", "authority.auditor"] {
                let list = try await Self.page(city, "/console/projects", account)
                #expect(list.text.contains("〔2026〕1"), "\(account)")
            }
            let year = try await Self.page(city, "/console/statements?year=2026", "authority.auditor")
            #expect(year.text.contains("智慧公交一期") && year.text.contains("/console/statements/"))
            let empty = try await Self.page(city, "/console/statements?year=2025", "authority.auditor")
            #expect(empty.status == 200 && !empty.text.contains("智慧公交一期"))
            #expect(try await Self.page(city, path, "social.data-staff").status == 404)
            #expect(try await Self.page(city, statement, "social.data-staff").status == 404)
            #expect(try await Self.page(city, new, "police.data-staff", "; lang=en").status == 200)
            #expect(try await Self.page(city, "\(path)/edit", "police.data-staff").text.contains("3000000"))
        }
    }
}
