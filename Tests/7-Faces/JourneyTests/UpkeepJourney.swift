import Foundation
import HTTPTypes
import NIOCore
import Regulation
import TestCity
import Testing
import Upkeep

@testable import Server

@Suite("Upkeep of the catalogue by HTTP")
struct UpkeepJourney {
    /// What a confirmation sends: the entries of the list as they were seen.
    private func seen(_ list: Reply, revisionOff: Int64 = 0) throws -> JSON {
        .array(
            try list["entries"].list.map { entry in
                [
                    "entry": .string(try entry["id"].text),
                    "revision": .int(Int64(try entry["revision"].int) + revisionOff),
                ]
            })
    }

    @Test(
        "Under a half-year's maintenance the staff confirm many at once and the head approves",
        arguments: TestEngine.available)
    func halfYear(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            _ = try await city.publishStops(by: "police.data-staff")
            _ = try await city.publishPersons()
            _ = try await city.publishStops(by: "social.data-staff")
            city.clock.set("2026-07-01")
            let staff = try await city.signIn("police.data-staff")
            let own = try await city.call("readCampaign", token: staff)
            #expect(try own["campaign"]["last"].text == "2026-12-31")
            #expect(try own["campaign"]["article"]["reference"].text == "zhuzhou-2020#13")
            #expect(try own["bodies"].list.map { try $0["left"].int } == [2], "only the own body")
            let list = try await city.call("listMaintainedEntries", token: staff)
            #expect(try list["total"].int == 2)
            let social = try await city.test.actor("social.data-staff").body.id
            #expect(
                try await city.call("listMaintainedEntries", query: ["body": social], token: staff).code
                    == "upkeep-not-yours")
            // Refusals in their order.
            let head = try await city.signIn("police.department-head")
            let others = try await city.signIn("social.data-staff")
            let entries: JSON = ["entries": try seen(list)]
            #expect(
                try await city.call("confirmEntries", json: entries, token: head).code
                    == "procedure-not-yours")
            #expect(
                try await city.call("confirmEntries", json: ["entries": []], token: staff).code
                    == "upkeep-nothing-chosen")
            #expect(
                try await city.call("confirmEntries", json: entries, token: others).codes
                    == ["upkeep-not-yours", "upkeep-not-yours"])
            let old: JSON = ["entries": try seen(list, revisionOff: -1)]
            let outdated = try await city.call("confirmEntries", json: old, token: staff)
            #expect(outdated.status == 409)
            #expect(try outdated.codes == ["entry-changed-meanwhile", "entry-changed-meanwhile"])
            #expect(try outdated["reasons"].list[0]["article"].text == "zhuzhou-2020#13")
            let confirmed = try await city.call("confirmEntries", json: entries, token: staff)
            #expect(try confirmed["waiting"].int == 2)
            #expect(
                try await city.call("confirmEntries", json: entries, token: staff).codes
                    == ["confirmation-waiting", "confirmation-waiting"])
            let waiting = try await city.call("listCases", token: head)["cases"].list
            #expect(try waiting.map { try $0["procedure"].text } == ["entry-maintenance"])
            let caseID = try confirmed["caseID"].text
            #expect(
                try await city.call(
                    "decideCase", ["case": caseID], json: ["act": "return", "note": "再核对"], token: head
                ).code == "case-act-not-allowed")
            try await city.call("decideCase", ["case": caseID], json: ["act": "approve"], token: head)
            let done = try await city.call("readCampaign", token: staff)["bodies"].list[0]
            #expect(try (done["confirmed"].int, done["left"].int) == (2, 0))
            let duty = try await city.call("listDuties", token: staff)["duties"].list.first {
                try $0["id"].text == "catalogue-maintenance"
            }
            #expect(try duty?["state"].text == "met")
            // The authority sees all, and reminds.
            let authority = try await city.signIn("authority.authority-reviewer")
            let all = try await city.call("readCampaign", token: authority)["bodies"].list
            #expect(try all.map { try $0["left"].int } == [1, 0])
            let reminded = try await city.call(
                "remindBodies", json: ["bodies": [.string(social)]], token: authority)
            #expect(reminded.status == 200)
            #expect(try reminded["reminded"].list.map { try $0["id"].text } == [social])
            #expect(
                try await city.call("remindBodies", json: ["bodies": [.string(social)]], token: staff).code
                    == "upkeep-not-authority")
            let notices = try await city.call("listNotices", token: others)["notices"].list
            #expect(try notices.contains { try $0["title"]["zh"].text.contains("还有1条目录待维护") })
            // Past its end the period is overdue, reported, and mended by a late confirmation.
            city.clock.set("2027-01-04")
            #expect(try await city.platform.upkeep.reportOverdue().maintenance == 1)
            let late = try await city.signIn("social.data-staff")
            func state() async throws -> Tree? {
                try await city.call("listDuties", token: late)["duties"].list.first {
                    try $0["id"].text == "catalogue-maintenance"
                }
            }
            #expect(try await state()?["state"].text == "overdue")
            #expect(try await state()?["day"].text == "2026-12-31")
            let left: JSON = ["entries": try seen(try await city.call("listMaintainedEntries", token: late))]
            let last = try await city.call("confirmEntries", json: left, token: late)
            try await city.call(
                "decideCase", ["case": try last["caseID"].text], json: ["act": "approve"],
                token: try await city.signIn("social.department-head"))
            #expect(try await state()?["state"].text == "met")
        }
    }

    @Test("Under a yearly maintenance a confirmation counts at once", arguments: TestEngine.available)
    func yearly(engine: TestEngine) async throws {
        try await City.run(engine, profile: "guiyang-2017") { city in
            _ = try await city.publishStops(by: "police.data-staff")
            city.clock.set("2026-07-01")
            let staff = try await city.signIn("police.data-staff")
            let same = try await city.call("readCampaign", token: staff)
            #expect(try same["campaign"]["last"].text == "2026-12-31")
            #expect(try same["campaign"]["first"].text == "2026-01-01")
            #expect(try same["bodies"].list[0]["changed"].int == 1, "published in this year")
            city.clock.set("2027-03-01")
            let later = try await city.signIn("police.data-staff")
            let list = try await city.call("listMaintainedEntries", token: later)
            #expect(try list["campaign"]["article"]["reference"].text == "guiyang-2017#15")
            let confirmed = try await city.call(
                "confirmEntries", json: ["entries": try seen(list)], token: later)
            #expect(try confirmed["confirmed"].int == 1)
            #expect(try confirmed.json.has("caseID") == false)
            let again = try await city.call(
                "confirmEntries", json: ["entries": try seen(list)], token: later)
            #expect(try again["confirmed"].int == 0, "twice is once")
        }
    }

    private static func event(_ entries: [String], kind: String, occurred: String) -> JSON {
        [
            "kind": .string(kind), "what": "客运站点管理职责划转", "document": "市政府令第8号",
            "occurred": .string(occurred), "entries": .array(entries.map { .string($0) }),
        ]
    }

    @Test(
        "After a change of law each body has ten working days, five more with consent, over National Day",
        arguments: TestEngine.available)
    func law(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let police = try await city.publishStops(by: "police.data-staff")
            let social = try await city.publishStops(by: "social.data-staff")
            city.clock.set("2026-09-21")
            let authority = try await city.signIn("authority.authority-reviewer")
            let record = try await city.call(
                "recordUpdateEvent",
                json: Self.event([police.code, social.code], kind: "law", occurred: "2026-09-18"),
                token: authority)
            let event = try record["event"]["id"].text
            #expect(
                try record["assignments"].list.map { try $0["due"]["date"].text }
                    == ["2026-10-09", "2026-10-09"])
            #expect(
                try record["assignments"].list[0]["due"]["article"]["reference"].text == "national-2025#17")
            let staff = try await city.signIn("police.data-staff")
            let tasks = try await city.call("listUpdates", token: staff)["assignments"].list
            #expect(try tasks.map { try $0["event"]["id"].text } == [event])
            let seen = try await city.call("readUpdateEvent", ["event": event], token: staff)
            #expect(try seen["tasks"].list.count == 1, "only the own part")
            // More time, once, with the authority's consent.
            let asked = try await city.call(
                "askUpdateProlongation", ["event": event], json: ["reasons": "须重新普查"], token: staff)
            #expect(try asked["prolongation"]["state"].text == "asked")
            #expect(
                try await city.call(
                    "askUpdateProlongation", ["event": event], json: ["reasons": "再次申请"], token: staff
                ).code == "prolongation-asked-before")
            let body = try await city.test.actor("police.data-staff").body.id
            let answer: JSON = ["body": .string(body), "consent": true]
            #expect(
                try await city.call(
                    "answerUpdateProlongation", ["event": event], json: answer, token: staff
                ).code == "upkeep-not-authority")
            let granted = try await city.call(
                "answerUpdateProlongation", ["event": event], json: answer, token: authority)
            #expect(try granted["due"]["date"].text == "2026-10-15")
            // The other body lets its day pass.
            city.clock.set("2026-10-10")
            #expect(try await city.platform.upkeep.reportOverdue().updates == 1)
            let others = try await city.signIn("social.data-staff")
            #expect(
                try await city.call(
                    "askUpdateProlongation", ["event": event], json: ["reasons": "来不及"], token: others
                ).code == "prolongation-too-late")
            let duty = try await city.call("listDuties", token: others)["duties"].list.first {
                try $0["id"].text == "catalogue-update-law"
            }
            #expect(try duty?["state"].text == "overdue")
            #expect(try duty?["day"].text == "2026-10-09")
            let reported = try await city.call(
                "listUpdates", query: ["scope": "reported"],
                token: try await city.signIn("authority.authority-reviewer"))
            #expect(try reported["assignments"].list.count == 1)
            // Handed in on the last day, published after it: in time.
            city.clock.set("2026-10-15")
            let compiler = try await city.test.actor("police.data-staff")
            let entry = try await city.platform.catalogue.entry(police.id, for: compiler)
            var content = entry.content
            content.abstract += "，依新规修订"
            _ = try await city.platform.catalogue.save(
                content, to: entry.id, revision: entry.revision, by: compiler)
            let review = try await city.platform.catalogue.submit(entry.id, by: compiler)
            city.clock.set("2026-10-16")
            #expect(try await city.platform.upkeep.reportOverdue().updates == 0)
            try await city.test.approveAll(review)
            let ended = try await city.call(
                "listUpdates", query: ["scope": "closed"], token: try await city.signIn("police.data-staff"))
            #expect(try ended["assignments"].list.map { try $0["endedLate"].int } == [0])
        }
    }

    @Test("Another event leaves two working days where the regulation says so, and no more time")
    func other() async throws {
        try await City.run(profile: "guiyang-2017") { city in
            let own = try await city.publishStops(by: "police.data-staff")
            let strange = try await city.publishStops(by: "social.data-staff")
            city.clock.set("2026-09-30")
            let staff = try await city.signIn("police.data-staff")
            let refused = try await city.call(
                "recordUpdateEvent",
                json: Self.event([strange.code], kind: "other", occurred: "2026-09-30"), token: staff)
            #expect(refused.code == "upkeep-not-yours")
            let bad = try await city.call(
                "recordUpdateEvent",
                json: Self.event([own.code], kind: "other", occurred: "2026-09-31"), token: staff)
            #expect(bad.code == "update-event-incomplete")
            let record = try await city.call(
                "recordUpdateEvent",
                json: Self.event([own.code], kind: "other", occurred: "2026-09-30"), token: staff)
            let assignment = try record["assignments"].list[0]
            #expect(try assignment["due"]["date"].text == "2026-10-09")
            #expect(try assignment["due"]["article"]["reference"].text == "guiyang-2017#15")
            let event = try record["event"]["id"].text
            #expect(
                try await city.call(
                    "askUpdateProlongation", ["event": event], json: ["reasons": "来不及"], token: staff
                ).code == "prolongation-not-provided")
            let task = try record["tasks"].list[0]
            let seen: JSON = [
                "entry": .string(try task["entry"].text), "revision": .int(Int64(try task["revision"].int)),
            ]
            let head = try await city.signIn("police.department-head")
            #expect(
                try await city.call(
                    "confirmUnaffected", ["event": event], json: ["entries": [seen], "reasons": "不受影响"],
                    token: head
                ).code == "procedure-not-yours")
            let ended = try await city.call(
                "confirmUnaffected", ["event": event], json: ["entries": [seen], "reasons": "不受影响"],
                token: staff)
            #expect(try ended["confirmed"].int == 1)
            let stranger = try await city.signIn("social.data-staff")
            #expect(
                try await city.call("readUpdateEvent", ["event": event], token: stranger).code
                    == "update-event-not-found")
        }
    }

    @Test("The pages carry the whole of it: list, bulk confirmation, reminders, events, in both languages")
    func pages() async throws {
        try await City.run { city in
            let stops = try await city.publishStops(by: "police.data-staff")
            _ = try await city.publishPersons()
            city.clock.set("2026-07-01")
            func page(_ path: String, _ account: String, _ more: String = "") async throws -> Reply {
                let token = try await city.signIn(account)
                return try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)\(more)"])
            }
            func post(_ path: String, from: String, _ account: String, _ pairs: [(String, String)])
                async throws
                -> Reply
            {
                let token = try await city.signIn(account)
                var headers: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
                let shown = try await city.send(.get, from, headers: headers)
                let formToken =
                    shown.text.firstMatch(of: /name="form-token" value="([^"]+)"/)
                    .map { String($0.output.1) } ?? ""
                headers[.contentType] = "application/x-www-form-urlencoded"
                let body = ([("form-token", formToken)] + pairs).map {
                    "\(City.encoded($0.0))=\(City.encoded($0.1))"
                }
                return try await city.send(
                    .post, path, headers: headers, body: ByteBuffer(string: body.joined(separator: "&")))
            }
            let staff = "police.data-staff"
            let list = try await page("/console/upkeep", staff)
            #expect(list.status == 200)
            #expect(list.text.contains("2026-07-01 至 2026-12-31"))
            #expect(list.text.contains("公交站点"))
            let values = list.text.matches(of: /name="entries" value="([^"]+)"/).map { String($0.output.1) }
            #expect(values.count == 2)
            #expect(try await page("/console/upkeep", staff, "; lang=en").text.contains("Confirm the chosen"))
            let home = try await page("/console", staff)
            #expect(home.text.contains("本周期全面维护还有 2 条待维护"))
            // A head sees the list and has nothing to tick.
            let head = try await page("/console/upkeep", "police.department-head")
            #expect(head.text.contains("公交站点"))
            #expect(!head.text.contains(#"name="entries""#))
            let none = try await post("/console/upkeep/entries", from: "/console/upkeep", staff, [])
            #expect(none.status == 400)
            #expect(none.text.contains("upkeep-nothing-chosen"))
            let all = try await post(
                "/console/upkeep/entries", from: "/console/upkeep", staff,
                [("all", "yes")] + values.map { ("listed", $0) })
            #expect(all.status == 303)
            let casePath = try #require(all.headers[.location])
            let shown = try await page(casePath, "police.department-head")
            #expect(shown.text.contains("确认无变化的条目"))
            #expect(shown.text.contains("户籍人口基本信息"))
            let approved = try await post(
                "\(casePath)/decide", from: casePath, "police.department-head",
                [
                    ("act", "approve"), ("round", try shown.hidden("round")),
                    ("step", try shown.hidden("step")),
                ])
            #expect(approved.status == 303)
            #expect(try await page("/console/upkeep", staff).text.contains("本周期已全部维护"))
            // The authority's overview and a reminder.
            let social = try await city.publishStops(by: "social.data-staff")
            city.clock.set("2027-01-04")
            let authority = "authority.authority-reviewer"
            let bodies = try await page("/console/upkeep", authority)
            #expect(bodies.text.contains("市人社局"))
            #expect(
                try await page("/console/upkeep", authority, "; lang=en").text.contains("Remind the chosen"))
            let body = try await city.test.actor("social.data-staff").body.id
            let reminded = try await post(
                "/console/upkeep/remind", from: "/console/upkeep", authority, [("bodies", body)])
            #expect(reminded.status == 303)
            #expect(
                try await post(
                    "/console/upkeep/remind", from: "/console/upkeep", authority, [("bodies", body)]
                ).text.contains("reminder-sent-today"))
            // A page that was read earlier offers bodies that were reminded since: the others are reminded.
            let police = try await city.test.actor(staff).body.id
            #expect(
                try await post(
                    "/console/upkeep/remind", from: "/console/upkeep", authority,
                    [("all", "yes"), ("listed", body), ("listed", police)]
                ).status == 303)
            #expect(try await page("/console/upkeep/entries?body=\(body)", staff).status == 403)
            // An event through its form, with what was typed kept when it is refused.
            let form = "/console/upkeep/events/new"
            let faulty = try await post(
                form, from: form, authority,
                [("kind", "law"), ("what", "职责划转"), ("occurred", ""), ("entries", stops.code)])
            #expect(faulty.status == 422)
            #expect(faulty.text.contains("职责划转"))
            #expect(faulty.text.contains("update-event-incomplete"))
            let recorded = try await post(
                form, from: form, authority,
                [
                    ("kind", "law"), ("what", "职责划转"), ("document", "市政府令第8号"), ("occurred", "2027-01-04"),
                    ("entries", "\(stops.code)\n\(social.code)"),
                ])
            #expect(recorded.status == 303)
            let event = try #require(recorded.headers[.location])
            #expect(try await page(event, authority).text.contains("市人社局"))
            let own = try await page(event, staff)
            #expect(!own.text.contains("市人社局"))
            #expect(own.text.contains("所选条目无需更新"))
            #expect(try await page(event, staff, "; lang=en").text.contains("The chosen need no change"))
            #expect(try await page("/console/upkeep/updates", staff).text.contains("职责划转"))
            #expect(try await page("/console", staff).text.contains(event))
            let asked = try await post(
                "\(event)/prolong", from: event, staff, [("amount", "5"), ("ask-reasons", "须重新普查")])
            #expect(asked.status == 303)
            #expect(try await page("/console/upkeep/updates?scope=asked", authority).text.contains("职责划转"))
            let granted = try await post(
                "\(event)/prolongation", from: event, authority, [("body", police), ("consent", "yes")])
            #expect(granted.status == 303)
            let value = try #require(own.text.firstMatch(of: /name="entries" value="([^"]+)"/)).output.1
            let silent = try await post(
                "\(event)/confirm", from: event, staff, [("entries", String(value)), ("reasons", "")])
            #expect(silent.text.contains("reasons-required"))
            let ended = try await post(
                "\(event)/confirm", from: event, staff, [("entries", String(value)), ("reasons", "不受影响")])
            #expect(ended.headers[.location]?.hasPrefix("/console/cases/") == true)
            // Every duty's evidence of upkeep leads to its list.
            let duties = try await page("/console/duties", staff)
            let links = Set(
                duties.text.matches(of: /href="(\/console\/upkeep[^"]*)"/)
                    .map { String($0.output.1).replacing("&amp;", with: "&") })
            #expect(links.count > 1)
            for link in links { #expect(try await page(link, staff).status == 200, "\(link)") }
        }
    }

    @Test("Where the regulation sets no period, the pages and the interface say so")
    func notSet() async throws {
        try await City.run(profile: "jingzhou-2024") { city in
            let token = try await city.signIn("police.data-staff")
            #expect(try await city.call("readCampaign", token: token).code == "maintenance-not-set")
            let page = try await city.send(
                .get, "/console/upkeep", headers: [.cookie: "yuanliu-session=\(token)"])
            #expect(page.status == 200)
            #expect(page.text.contains("本规则没有规定全面维护的周期"))
        }
    }
}
