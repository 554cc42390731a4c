import Foundation
import HTTPTypes
import NIOCore
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("The roster of officers by HTTP")
struct RosterJourney {
    static func appointment(
        _ post: String, _ name: String, since: String = "2026-03-02", replaces: Bool = false
    ) -> JSON {
        [
            "post": .string(post), "name": .string(name), "title": "分管副局长", "contact": "0591-83210000",
            "document": "台公任〔2026〕3号", "since": .string(since), "replaces": .bool(replaces),
        ]
    }

    /// How a duty stands with the police.
    static func duty(_ city: City, _ id: String) async throws -> String {
        let token = try await city.signIn("police.department-head")
        let duties = try await city.call("listDuties", token: token)["duties"].list
        let duty = try #require(try duties.first { try $0["id"].text == id })
        let day = duty.has("day") ? " \(try duty["day"].text)" : ""
        return try duty["state"].text + day
    }

    @Test(
        "Officers are appointed, reported in time, filed by the authority, and replaced with their history",
        arguments: TestEngine.available)
    func filing(engine: TestEngine) async throws {
        try await City.run(engine, profile: "taijiang-2022") { city in
            let keeper = try await city.signIn("police.data-staff")
            #expect(try await Self.duty(city, "chief-data-officers") == "due")
            let early = try await city.call("reportRoster", token: keeper)
            #expect(early.code == "roster-nothing-to-report")
            for (post, name) in [("chief-data-officer", "王建国"), ("data-staff", "李娜")] {
                try await city.call("appointOfficer", json: Self.appointment(post, name), token: keeper)
            }
            #expect(try await Self.duty(city, "chief-data-officers") == "met")
            #expect(try await Self.duty(city, "working-group") == "due")
            #expect(try await Self.duty(city, "body-officers") == "due", "no head in charge yet")
            #expect(try await Self.duty(city, "chief-data-officer-change") == "due 2026-03-09")
            let caseID = try await city.call("reportRoster", token: keeper)["caseID"].text
            let mine = try await city.call("readRoster", token: keeper)
            #expect(try mine["changes"].list.map { try $0["state"].text } == ["reported", "reported"])
            let authority = try await city.signIn("authority.county-authority-reviewer")
            let matter = try #require(
                try await city.call("listMatters", query: ["procedure": "officer-filing"], token: authority)[
                    "matters"
                ].list.first)
            #expect(try matter["answers"]["officer"].list[0].text == "王建国（分管副局长）")
            let roster = try matter["answers"]["roster"].list[0].text
            #expect(roster.contains("李娜") && roster.contains("空缺"))
            #expect(!roster.contains("83210000"), "contacts stay on the roster")
            #expect(try matter["filing"]["isLate"].bool == false)
            try await city.call("decideCase", ["case": caseID], json: ["act": "approve"], token: authority)
            #expect(try await Self.duty(city, "chief-data-officer-change") == "met")

            // Replaced, and reported too late.
            city.clock.set("2026-06-10")
            let later = try await city.signIn("police.data-staff")
            try await city.call(
                "appointOfficer",
                json: Self.appointment(
                    "chief-data-officer", "赵敏", since: "2026-05-29", replaces: true),
                token: later)
            #expect(try await Self.duty(city, "chief-data-officer-change") == "overdue 2026-06-03")
            let list = try await city.call(
                "listRosters", token: try await city.signIn("authority.county-authority-reviewer"))["bodies"]
                .list
            let police = try #require(try list.first { try $0["body"]["name"].text == "市公安局" })
            #expect(try police["overdue"].int == 2)
            let page = try await city.call(
                "listRosters", query: ["page": "2", "pageSize": "3"],
                token: try await city.signIn("authority.county-authority-reviewer"))
            #expect(try page["total"].int == list.count && list.count > 6)
            #expect(try page["bodies"].list == Array(list[3..<6]))
            try await city.call("reportRoster", token: later)
            let found = try await city.call("readRoster", token: later)
            #expect(try found["changes"].list.prefix(2).allSatisfy { try $0["wasLate"].bool })
            let former = try #require(try found["officers"].list.first { $0.has("until") })
            #expect(try former["name"].text == "王建国" && former["until"].text == "2026-05-29")
        }
    }

    @Test("The yearly summary is due on 15 December, across the year", arguments: TestEngine.available)
    func summary(engine: TestEngine) async throws {
        try await City.run(engine, profile: "taijiang-2022") { city in
            let json: JSON = ["progress": "制度已建立", "problems": "人手不足", "suggestions": "加强培训"]
            for (day, state) in [
                ("2026-11-20", "due 2026-12-15"), ("2026-12-15", "due 2026-12-15"),
                ("2026-12-16", "overdue 2026-12-15"), ("2027-01-08", "overdue 2026-12-15"),
            ] {
                city.clock.set(day)
                #expect(try await Self.duty(city, "chief-data-officer-summary") == state, "\(day)")
            }
            let keeper = try await city.signIn("police.data-staff")
            let silent = try await city.call(
                "handInSummary", json: ["year": 2026, "progress": " ", "problems": "无"], token: keeper)
            #expect(silent.code == "roster-field-missing")
            #expect(try silent["reasons"].list[0]["article"].text == "taijiang-2022#C-3.2")
            let wrong = try await city.call(
                "handInSummary", json: ["year": 2024, "progress": "一", "problems": "二"], token: keeper)
            #expect(wrong.code == "roster-summary-year")
            guard case .object(var late) = json else { return }
            late["year"] = 2026
            let handedIn = try await city.call("handInSummary", json: .object(late), token: keeper)
            #expect(try handedIn["isLate"].bool)
            #expect(try await Self.duty(city, "chief-data-officer-summary") == "due 2027-12-15")
            city.clock.set("2027-12-15")
            let again = try await city.signIn("police.data-staff")
            let inTime = try await city.call("handInSummary", json: json, token: again)
            #expect(try inTime["isLate"].bool == false)
            #expect(try await Self.duty(city, "chief-data-officer-summary") == "met")
            let standing = try await city.call("readRoster", token: again)["summary"]
            #expect(try standing["state"].text == "handed-in" && standing["year"].int == 2027)
        }
    }

    @Test("A roster is kept by its own body; contacts go to it and to the authority, on pages and in Excel")
    func rights() async throws {
        try await City.run(profile: "taijiang-2022") { city in
            let keeper = try await city.signIn("police.data-staff")
            let officer = try await city.call(
                "appointOfficer", json: Self.appointment("chief-data-officer", "王建国"), token: keeper)
            let id = try officer["id"].text
            let police = try await city.test.actor("police.data-staff").body.id
            let stranger = try await city.signIn("social.data-staff")
            #expect(
                try await city.call("readRoster", query: ["body": police], token: stranger).code
                    == "roster-not-visible")
            #expect(try await city.call("listRosters", token: stranger).code == "roster-not-visible")
            #expect(
                try await city.call(
                    "endOfficer", ["officer": id], json: ["until": "2026-03-02"], token: stranger
                ).code == "officer-not-found")
            let reviewer = try await city.signIn("authority.county-authority-reviewer")
            #expect(
                try await city.call(
                    "endOfficer", ["officer": id], json: ["until": "2026-03-02"], token: reviewer
                ).code == "roster-not-yours")
            let system = try await city.signIn("police.system-staff")
            #expect(
                try await city.call(
                    "appointOfficer", json: Self.appointment("data-staff", "李娜"), token: system
                ).code == "roster-not-yours")
            let exported = try await city.call("exportRoster", token: reviewer)
            let row = try #require(try WorkbookJourney.rows(exported).first)
            #expect(row["姓名"] == "王建国" && row["联系方式"] == "0591-83210000" && row["岗位"] == "首席数据官")
            let own = try await city.call("exportRoster", token: stranger)
            #expect(try WorkbookJourney.rows(own).isEmpty)
            let foreign = try await city.call("exportRoster", query: ["body": police], token: stranger)
            #expect(foreign.code == "roster-not-visible")
            for (account, path, words) in [
                ("police.department-head", "/console/roster", ["王建国", "0591-83210000", "空缺"]),
                (
                    "authority.county-authority-reviewer", "/console/roster?body=\(police)",
                    ["王建国", "0591-83210000", "空缺"]
                ),
                ("authority.auditor", "/console/roster", ["市公安局", "分管领导"]),
            ] {
                let page = try await ProjectJourney.page(city, path, account)
                #expect(page.status == 200, "\(account)")
                for word in words {
                    #expect(page.text.contains(word), "\(account): \(word)")
                }
            }
            let hidden = try await ProjectJourney.page(
                city, "/console/roster?body=\(police)", "social.data-staff")
            #expect(hidden.status == 403)
            let english = try await ProjectJourney.page(
                city, "/console/roster", "police.department-head", "; lang=en")
            #expect(english.text.contains("Vacant") && english.text.contains("2026: due 2026-12-15"))
            let duties = try await ProjectJourney.page(city, "/console/duties", "police.department-head")
            #expect(duties.text.contains("/console/roster?body=\(police)"))
        }
    }

    @Test("What is typed into the roster's forms is kept when it is refused, and done when it is right")
    func forms() async throws {
        try await City.run(profile: "taijiang-2022") { city in
            let token = try await city.signIn("police.data-staff")
            let headers: HTTPFields = [
                .cookie: "yuanliu-session=\(token)", .contentType: "application/x-www-form-urlencoded",
            ]
            func send(_ path: String, _ pairs: [(String, String)]) async throws -> Reply {
                let shown = try await city.send(.get, "/console/roster", headers: headers)
                let formToken = String(
                    try #require(shown.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1)
                let body = (pairs + [("form-token", formToken)])
                    .map { "\(City.encoded($0.0))=\(City.encoded($0.1))" }.joined(separator: "&")
                return try await city.send(.post, path, headers: headers, body: ByteBuffer(string: body))
            }
            let wrong = try await send(
                "/console/roster/officers",
                [("post", "chief-data-officer"), ("name", "王建国"), ("since", "2026-03-03")])
            #expect(wrong.status == 422)
            #expect(wrong.text.contains(#"value="王建国""#) && wrong.text.contains("任职日不能在今天之后"))
            let right = try await send(
                "/console/roster/officers",
                [
                    ("post", "chief-data-officer"), ("name", "王建国"), ("title", "副局长"), ("contact", "8321"),
                    ("since", "2026-03-02"),
                ])
            #expect(right.status == 303)
            let reported = try await send("/console/roster/report", [])
            #expect(reported.headers[.location]?.hasPrefix("/console/cases/") == true)
            let odd = try await send(
                "/console/roster/summaries",
                [("year", "二〇二六"), ("progress", "制度已建立"), ("problems", "人手不足")])
            #expect(odd.status == 400 && odd.text.contains("应为四位数的年份"))
            let summary = try await send(
                "/console/roster/summaries",
                [("year", "2026"), ("progress", "制度已建立"), ("problems", "人手不足")])
            #expect(summary.status == 303)
            let page = try await city.send(.get, "/console/roster", headers: headers)
            #expect(page.text.contains("制度已建立") && page.text.contains("已报送"))
        }
    }
}
