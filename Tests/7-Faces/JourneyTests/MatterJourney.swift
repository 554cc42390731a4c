import Cases
import Catalogue
import Foundation
import Parties
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Every procedure of the regulation by HTTP")
struct MatterJourney {
    /// Two regulations that differ, on every engine at hand.
    static let cities = ["zhuzhou-2020", "guiyang-2017"].flatMap { profile in
        TestEngine.available.map { (profile, $0) }
    }

    @Test("Each procedure with a form is opened, walked and ended by those whom it names", arguments: cities)
    func everyProcedure(profile: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            try await city.settleMore()
            // Open data, which either regulation lets anybody have.
            let entry = try await city.publishStops(by: "police.data-staff")
            let other = try await city.publishStops(by: "social.data-staff")
            let forms = try await city.call(
                "listForms", token: try await city.signIn("police.data-staff"))["procedures"].list
            #expect(forms.count >= 6)
            for form in forms {
                let id = try form["procedure"]["id"].text
                let opened = try await city.open(form, entry: entry.code, other: other.code)
                #expect(opened.status == 201, "\(id): \(opened.text)")
                guard opened.status == 201 else { continue }
                let file = try await city.walk(try opened["caseID"].text)
                #expect(try file["state"].text == "approved" || file["state"].text == "settled", "\(id)")
                let reader = try await city.signIn("authority.auditor")
                let matter = try await city.call(
                    "readMatter", ["matter": try opened["id"].text], token: reader)
                #expect(try matter["outcome"]["state"].text == file["state"].text, "\(id)")
                for step in try file["steps"].list {
                    #expect(try step["article"]["text"].text.count > 10, "\(id)")
                }
            }
        }
    }

    struct Clock: Sendable {
        let profile: String
        let day: String
        let due: String
        let article: String
    }

    /// Over the Spring Festival of 2026 and the National Day of 2025, with the working days made up for.
    static let clocks = [
        Clock(profile: "zhuzhou-2020", day: "2026-02-13", due: "2026-03-05", article: "national-2025#26"),
        Clock(profile: "guiyang-2017", day: "2026-02-13", due: "2026-02-27", article: "guiyang-2017#16"),
        Clock(profile: "zhuzhou-2020", day: "2025-09-26", due: "2025-10-16", article: "national-2025#26"),
        Clock(profile: "guiyang-2017", day: "2025-09-26", due: "2025-10-10", article: "guiyang-2017#16"),
    ]

    @Test("A report of errors is due by the local limit, counted in working days", arguments: clocks)
    func correctionClock(clock: Clock) async throws {
        try await City.run(profile: clock.profile) { city in
            let entry = try await city.publishStops(by: "police.data-staff")
            city.clock.set(clock.day)
            let token = try await city.signIn("social.data-staff")
            let matter = try await city.call(
                "openMatter", json: City.correction(entry.code), token: token)
            let file = try await city.call("readCase", ["case": try matter["caseID"].text], token: token)
            let due = try file["case"]["due"]
            #expect(try due["date"].text == clock.due)
            #expect(try due["article"]["reference"].text == clock.article)
            #expect(try due["isProvisional"].bool == false)
        }
    }

    @Test(
        "A correction reaches everyone who holds the data, and whoever asked is answered",
        arguments: TestEngine.available)
    func correction(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            try await city.settleMore()
            let shared = try await city.shared()
            let asker = try await city.signIn("county-civil.data-staff")
            let matter = try await city.call(
                "openMatter", json: City.correction(shared.code), token: asker)
            let provider = try await city.signIn("police.second")
            let silent = try await city.call(
                "decideCase", ["case": try matter["caseID"].text], json: ["act": "approve"], token: provider)
            #expect(silent.code == "matter-answer-required")
            #expect(try silent["reasons"].list[0]["article"].text == "national-2025#26")
            try await city.call(
                "decideCase", ["case": try matter["caseID"].text],
                json: ["act": "approve", "note": "住址已按户口登记更正"], token: provider)
            for (token, title) in [
                (asker, "校核申请已核实、更正"),
                (try await city.signIn("social.data-staff"), "所获取的数据已更正"),
            ] {
                let notices = try await city.call("listNotices", query: ["open": "yes"], token: token)[
                    "notices"
                ].list
                let notice = try #require(try notices.first { try $0["title"]["zh"].text == title })
                #expect(try notice["text"].text == "住址已按户口登记更正")
                let id = try notice["id"].text
                let received = try await city.call("receiveNotice", ["notice": id], token: token)
                #expect(try received["isOpen"].bool == false)
                let stranger = try await city.call(
                    "receiveNotice", ["notice": id],
                    token: try await city.signIn("government.city-government-reviewer"))
                #expect(stranger.code == "notice-not-found")
                let noTask = try await city.call("finishNotice", ["notice": id], token: token)
                #expect(noTask.code == "notice-no-task")
            }
            let untouched = try await city.call("listNotices", token: provider)["notices"].list
            #expect(untouched.isEmpty, "the provider is told nothing that it decided itself")
        }
    }

    @Test(
        "A coordination fixes the one collecting body on every entry named, until the next",
        arguments: TestEngine.available)
    func collector(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            try await city.settleMore()
            let first = try await city.publishPersons()
            let second = try await city.publishPersons(by: "social.data-staff")
            let token = try await city.signIn("authority.authority-reviewer")
            let police = try await city.test.actor("police.data-staff").body.id
            let social = try await city.test.actor("social.data-staff").body.id
            func coordinate(_ collector: String, settled: String?) async throws {
                let matter = try await city.call(
                    "openMatter",
                    json: [
                        "procedure": "duplicate-coordination",
                        "answers": [
                            "entries": [.string(first.code), .string(second.code)],
                            "items": ["姓名", "住址"], "collector": [.string(collector)],
                        ],
                    ], token: token)
                #expect(matter.status == 201, "\(matter.text)")
                var decision: [String: JSON] = ["act": "approve"]
                if let settled { decision["settled"] = ["collector": [.string(settled)]] }
                let decided = try await city.call(
                    "decideCase", ["case": try matter["caseID"].text], json: .object(decision),
                    token: try await city.signIn("authority.second"))
                #expect(decided.status == 200, "\(decided.text)")
            }
            func collectors(_ entry: String) async throws -> [String] {
                try await city.call("listCollectors", ["entry": entry], token: token)["collectors"].list.map {
                    try "\($0["item"].text) \($0["body"]["id"].text)"
                }
            }
            try await coordinate(police, settled: nil)
            for entry in [first.id, second.id] {
                #expect(try await collectors(entry) == ["住址 \(police)", "姓名 \(police)"])
            }
            // Opened again; the reviewer settles it otherwise than was proposed.
            try await coordinate(police, settled: social)
            #expect(try await collectors(first.id) == ["住址 \(social)", "姓名 \(social)"])
        }
    }

    @Test("A demand ends in a task of the data staff of the body that the authority names")
    func demand() async throws {
        try await City.run { city in
            try await city.settleMore()
            let police = try await city.test.actor("police.data-staff").body.id
            let county = try await city.test.actor("county-civil.data-staff").body.id
            let matter = try await city.call(
                "openMatter",
                json: [
                    "procedure": "demand-coordination", "about": .string(police),
                    "answers": [
                        "data": ["残疾人两项补贴发放数据"], "basis": ["《残疾人保障法》"], "scene": ["资格核验"],
                    ],
                ], token: try await city.signIn("social.data-staff"))
            #expect(matter.status == 201, "\(matter.text)")
            let id = try matter["caseID"].text
            try await city.call(
                "decideCase", ["case": id], json: ["act": "approve"],
                token: try await city.signIn("social.department-head"))
            try await city.call(
                "decideCase", ["case": id],
                json: ["act": "approve", "settled": ["holder": [.string(county)]]],
                token: try await city.signIn("authority.authority-reviewer"))
            let token = try await city.signIn("county-civil.data-staff")
            let task = try #require(
                try await city.call("listNotices", query: ["open": "yes"], token: token)["notices"].list.first
            )
            #expect(try task["kind"].text == "task")
            #expect(try task["text"].text == "残疾人两项补贴发放数据")
            let done = try await city.call("finishNotice", ["notice": try task["id"].text], token: token)
            #expect(try done["isOpen"].bool == false && done["doneBy"].text.isEmpty == false)
            let heads = try await city.call(
                "listNotices", token: try await city.signIn("county-civil.department-head"))["notices"].list
            #expect(heads.isEmpty, "a task stands in the inbox of the role that does it")
        }
    }

    @Test("An officer is filed within five days; what is filed later says so (Taijiang, scheme 3.1)")
    func officers() async throws {
        for (day, isLate) in [("2026-03-07", false), ("2026-03-09", true)] {
            try await City.run(profile: "taijiang-2022") { city in
                city.clock.set(day)
                let matter = try await city.call(
                    "openMatter",
                    json: [
                        "procedure": "officer-filing",
                        "answers": [
                            "what": ["change"], "since": ["2026-03-02"], "officer": ["分管副局长"],
                            "roster": ["数据专员、系统对接人员、安全专员、质量专员"],
                        ],
                    ], token: try await city.signIn("police.data-staff"))
                #expect(matter.status == 201, "\(matter.text)")
                #expect(try matter["filing"]["date"].text == "2026-03-09" || !isLate)
                #expect(try matter["filing"]["article"]["reference"].text == "taijiang-2022#C-3.1")
                #expect(try matter["filing"]["isLate"].bool == false || isLate)
            }
        }
    }
}
