import Catalogue
import Foundation
import HTTPTypes
import Matters
import Parties
import Regulation
import TestCity
import Testing
import Workbooks

@testable import Server

@Suite("Responsibility and negative lists by HTTP")
struct ListsJourney {
    struct Filing: Sendable, CustomTestStringConvertible {
        let profile: String
        let engine: TestEngine
        /// What the filing's form asks for beside entries and reasons.
        let answers: [String: JSON]
        /// What stands on the list of an entry that is neither shared nor opened, and what the filing confirms of it.
        let listed: [String]
        let confirmed: [String]
        let article: String
        var testDescription: String { "\(profile) on \(engine)" }
    }

    static let filings = TestEngine.available.flatMap { engine in
        [
            Filing(
                profile: "zhuzhou-2020", engine: engine,
                answers: ["restriction": ["none"], "basis": ["《居民身份证法》第十九条"]],
                listed: ["not-opened", "not-shared"], confirmed: ["not-shared"], article: "zhuzhou-2020#13"),
            Filing(
                profile: "guiyang-guian-2024", engine: engine, answers: [:],
                listed: ["not-opened", "not-shared"], confirmed: ["not-opened", "not-shared"],
                article: "guiyang-guian-2024#ch2"),
        ]
    }

    @Test(
        "Reasons are filed, confirmed, and lapse when what they are for is published anew", arguments: filings
    )
    func negative(filing: Filing) async throws {
        try await City.run(filing.engine, profile: filing.profile) { city in
            let entry = try await city.test.publish(.persons(sharing: .none))
            let staff = try await city.signIn("police.data-staff")
            let head = try await city.signIn("police.department-head")
            func lines(_ query: [String: String] = [:]) async throws -> [Tree] {
                try await city.call("listRestrictions", query: query, token: head)["lines"].list
            }
            func duty() async throws -> String {
                let duties = try await city.call("listDuties", token: head)["duties"].list
                return try #require(try duties.first { try $0["id"].text == "negative-list" })["state"].text
            }
            #expect(try await lines().map { try $0["restriction"].text } == filing.listed)
            #expect(try await lines(["state": "unconfirmed"]).count == 2)
            #expect(try await duty() == "due")
            var answers = filing.answers
            answers["entries"] = [.string(entry.code ?? "")]
            answers["reasons"] = ["含个人隐私信息，法律规定不得提供"]
            let matter = try await city.call(
                "openMatter", json: ["procedure": "restricted-filing", "answers": .object(answers)],
                token: staff)
            #expect(matter.status == 201, "\(matter.text)")
            #expect(try await lines(["state": "confirmed"]).isEmpty, "an open case confirms nothing")
            try await city.approve(try matter["caseID"].text)
            let confirmed = try await lines(["state": "confirmed"])
            #expect(try confirmed.map { try $0["restriction"].text } == filing.confirmed)
            let line = try #require(confirmed.last)
            #expect(try line["reasons"].text == "含个人隐私信息，法律规定不得提供")
            #expect(try line["confirmation"]["version"].int == 1)
            #expect(try line["confirmation"]["body"]["name"].text == "市数据主管部门")
            #expect(try line["confirmation"]["article"]["reference"].text == filing.article)
            #expect(try line["confirmation"]["caseID"].text == matter["caseID"].text)
            #expect(try await duty() == (filing.confirmed.count == 2 ? "met" : "due"))
            _ = try await city.test.republish(entry) { $0.abstract += "（修订）" }
            #expect(try await lines(["state": "confirmed"]).count == filing.confirmed.count)
            _ = try await city.test.republish(entry) {
                $0.sharingBasis = "其他依据"
                $0.openingConditions = "其他理由"
            }
            let lapsed = try await lines(["state": "lapsed"])
            #expect(try lapsed.map { try $0["restriction"].text } == filing.confirmed)
            #expect(
                try lapsed.allSatisfy { try $0["version"].int == 3 && $0["confirmation"]["version"].int == 1 }
            )
            #expect(try await duty() == "due")
            let all = try await city.call("listRestrictions", query: ["state": "lapsed"], token: head)
            #expect(try all["counts"]["lapsed"].int == filing.confirmed.count)
            #expect(try all["procedure"].text == "restricted-filing")
        }
    }

    /// The lines of what is not shared.
    private static func notShared(_ city: City, _ token: String) async throws -> [Tree] {
        try await city.call("listRestrictions", query: ["restriction": "not-shared"], token: token)["lines"]
            .list
    }

    @Test("Reasons may be filed while the change that needs them is under way", arguments: filings)
    func ahead(filing: Filing) async throws {
        try await City.run(filing.engine, profile: filing.profile) { city in
            let entry = try await city.test.publish(.persons())
            let staff = try await city.signIn("police.data-staff")
            let compiler = try await city.test.actor("police.data-staff")
            let catalogue = city.platform.catalogue
            var content = entry.content
            (content.sharing, content.sharingBasis) = (.none, "《居民身份证法》第十九条")
            _ = try await catalogue.save(content, to: entry.id, revision: entry.revision, by: compiler)
            let review = try await catalogue.submit(entry.id, by: compiler)
            var answers = filing.answers
            answers["entries"] = [.string(entry.code ?? "")]
            answers["reasons"] = ["含个人隐私信息，法律规定不得提供"]
            let matter = try await city.call(
                "openMatter", json: ["procedure": "restricted-filing", "answers": .object(answers)],
                token: staff)
            #expect(matter.status == 201, "\(matter.text)")
            try await city.approve(try matter["caseID"].text)
            #expect(try await Self.notShared(city, staff).isEmpty, "not in force yet")
            try await city.test.approveAll(review)
            let lines = try await Self.notShared(city, staff)
            #expect(try lines.map { try $0["state"].text } == ["confirmed"])
        }
    }

    @Test("Under the 2017 measures of no filing the reason written in the entry counts")
    func review() async throws {
        try await City.run(profile: "guiyang-2017") { city in
            let entry = try await city.test.publish(
                .persons(sharing: .unconditional, basis: "", conditions: ""))
            let token = try await city.signIn("police.department-head")
            let before = try await city.call("listRestrictions", token: token)
            #expect(try before["lines"].list.map { try $0["state"].text } == ["unconfirmed"])
            #expect(try !before.json.has("procedure"))
            let cookies: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
            let page = try await city.send(.get, "/console/lists/negative", headers: cookies)
            #expect(page.text.contains("本地规则没有规定单独的备案程序"))
            #expect(page.text.contains("没有写明理由"))
            _ = try await city.test.republish(entry) { $0.openingConditions = "涉及用户隐私，未经脱敏" }
            let line = try await city.call("listRestrictions", token: token)["lines"].list[0]
            #expect(try line["state"].text == "confirmed")
            #expect(try line["reasons"].text == "涉及用户隐私，未经脱敏")
            #expect(try line["confirmation"]["version"].int == 2)
        }
    }

    static let profiles = ["zhuzhou-2020", "guiyang-guian-2024"]

    @Test("The responsibility list tells of each entry in force, by body and type", arguments: profiles)
    func responsibility(profile: String) async throws {
        try await City.run(profile: profile) { city in
            let persons = try await city.test.publish(.persons())
            let stops = try await city.test.publish(.stops(), by: "social.data-staff")
            let token = try await city.signIn("county-civil.data-staff")
            let police = try await city.test.actor("police.data-staff").body.id
            let all = try await city.call("listResponsibilities", token: token)
            #expect(try all["total"].int == 2)
            #expect(
                try all["article"]["reference"].text
                    == (profile == "zhuzhou-2020" ? "zhuzhou-2020#13" : "guiyang-guian-2024#ch2"))
            let own = try await city.call("listResponsibilities", query: ["body": police], token: token)
            let line = try #require(try own["lines"].list.first)
            #expect(try line["code"].text == persons.code)
            #expect(try line["sharing"].text == "conditional" && line["opening"].text == "none")
            #expect(try line["sharingConditions"].text == persons.content.sharingConditions)
            #expect(try line["sharingBasis"].text == persons.content.sharingBasis)
            #expect(try line["updateCycle"].text == "daily")
            #expect(try line["manner"]["zh"].text == "有条件共享申请")
            #expect(try line["body"]["name"].text == "市公安局")
            let open = try await city.call(
                "listResponsibilities", query: ["opening": "unconditional"], token: token)
            #expect(try open["lines"].list.map { try $0["code"].text } == [stops.code])
            _ = try await city.platform.catalogue.retire(
                stops.id, reason: "停用", by: try await city.test.actor("social.department-head"))
            #expect(try await city.call("listResponsibilities", token: token)["total"].int == 1)
            #expect(try await city.call("listResponsibilities").code == "sign-in-required")
            #expect(try await city.call("listRestrictions").code == "sign-in-required")
        }
    }

    @Test("Both lists are written as Excel and CSV, as they are shown", arguments: TestEngine.available)
    func files(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            var content = EntryContent.persons()
            content.name = "=名称,带\"引号\""
            _ = try await city.test.publish(content)
            _ = try await city.test.publish(.stops(), by: "social.data-staff")
            let token = try await city.signIn("authority.auditor")
            let police = try await city.test.actor("police.data-staff").body.id
            let book = try await city.call("exportResponsibilityWorkbook", token: token)
            let rows = try WorkbookJourney.rows(book)
            #expect(rows.count == 2)
            #expect(rows.first?["信息资源名称"] == "=名称,带\"引号\"")
            #expect(rows.first?["责任单位"] == "市公安局")
            let negative = try WorkbookJourney.rows(
                try await city.call("exportNegativeWorkbook", query: ["body": police], token: token))
            #expect(negative.map { $0["限制情形"] } == ["有条件共享", "不予开放"])
            #expect(negative.allSatisfy { $0["确认状态"] == "未确认" })
            let text = try await city.call("exportNegativeText", query: ["state": "confirmed"], token: token)
            #expect(text.text.split(separator: "\r\n").count == 1)
            let csv = try await city.call("exportResponsibilityText", token: token)
            #expect(Array(csv.body.prefix(3)) == [0xEF, 0xBB, 0xBF])
            #expect(csv.text.contains("\"'=名称,带\"\"引号\"\"\""))
            #expect(csv.headers[.contentDisposition]?.contains("responsibility-list.csv") == true)
            for operation in ["exportNegativeText", "exportResponsibilityWorkbook"] {
                #expect(try await city.call(operation).code == "sign-in-required")
            }
            let room = try city.platform.workbookRoom()
            #expect(try FileManager.default.contentsOfDirectory(atPath: room) == [])
        }
    }

    @Test("The pages lead to the filing with the entry filled in, and to the files, in both languages")
    func pages() async throws {
        try await City.run { city in
            let entry = try await city.test.publish(.persons())
            let police = try await city.test.actor("police.data-staff").body.id
            func page(_ path: String, _ account: String, _ more: String = "") async throws -> Reply {
                let token = try await city.signIn(account)
                return try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)\(more)"])
            }
            let own = try await page("/console/lists/negative", "police.data-staff")
            #expect(own.status == 200)
            #expect(own.text.contains("确认并备案") || own.text.contains("书面理由备案"))
            let code = City.encoded(entry.code ?? "")
            let filing = "/console/matters/new/restricted-filing?entries=\(code)&amp;restriction=conditional"
            #expect(own.text.contains(filing))
            let form = try await page(filing.replacing("&amp;", with: "&"), "police.data-staff")
            #expect(form.text.contains(entry.code ?? "—"))
            #expect(form.text.contains(#"<option value="conditional" selected>"#))
            // Another body reads the list, and is led to no filing of it.
            let other = try await page("/console/lists/negative?body=\(police)", "social.data-staff")
            #expect(other.text.contains("户籍人口基本信息") && !other.text.contains("?entries="))
            let english = try await page("/console/lists/negative", "police.department-head", "; lang=en")
            #expect(english.text.contains("Negative list"))
            let responsible = try await page("/console/lists/responsibility", "police.department-head")
            #expect(responsible.text.contains("主要负责人（负总责）"))
            for list in [own, responsible] {
                let files = list.text.matches(of: /href="(\/console\/lists\/\w+\/(?:xlsx|csv)[^"]*)"/)
                    .map { String($0.output.1).replacing("&amp;", with: "&") }
                #expect(files.count == 2)
                for file in files {
                    #expect(file.contains("body=\(police)"))
                    #expect(try await page(file, "police.data-staff").status == 200)
                    #expect(try await city.send(.get, file).status == 303, "not without signing in")
                }
            }
            let duties = try await page("/console/duties", "police.department-head")
            #expect(duties.text.contains("/console/lists/negative?body=\(police)&amp;state=unconfirmed"))
            #expect(duties.text.contains("/console/sharing?body=\(police)"))
        }
    }
}
