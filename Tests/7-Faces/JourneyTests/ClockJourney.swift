import Cases
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Longer time, overdue steps and disputes by HTTP")
struct ClockJourney {
    /// An application for conditional data that waits for its provider since `day`.
    private func applied(_ city: City, on day: String) async throws -> String {
        let entry = try await city.publishPersons()
        let system = try await city.socialSystem()
        city.clock.set(day)
        let application = try await city.call(
            "apply",
            json: City.application(
                entry: entry.code, system: system.id, fields: ["name"], until: "2026-12-31"),
            token: try await city.signIn("social.data-staff"))
        let id = try application["caseID"].text
        try await city.call(
            "decideCase", ["case": id], json: ["act": "approve"],
            token: try await city.signIn("social.department-head"))
        return id
    }

    @Test(
        "More time runs on from the original end, with the authority's consent, once (Decree 809 art. 21)",
        arguments: TestEngine.available)
    func prolongation(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let id = try await applied(city, on: "2026-02-13")
            let provider = try await city.signIn("police.department-head")
            let authority = try await city.signIn("authority.authority-reviewer")
            func ask(_ json: JSON, _ token: String) async throws -> Reply {
                try await city.call("askProlongation", ["case": id], json: json, token: token)
            }
            // In order of precedence.
            let stranger = try await ask(["reasons": "x"], try await city.signIn("social.data-staff"))
            #expect(stranger.code == "case-not-your-step")
            let beyond = try await ask(["amount": 11, "reasons": ""], provider)
            #expect(beyond.code == "prolongation-beyond")
            #expect(try beyond["reasons"].list[0]["article"].text == "national-2025#21")
            #expect(try await ask(["reasons": " "], provider).code == "reasons-required")
            let early = try await city.call(
                "answerProlongation", ["case": id], json: ["consent": true], token: authority)
            #expect(early.code == "prolongation-not-asked")
            let asked = try await ask(["reasons": "历史数据需要人工核对"], provider)
            #expect(try asked["due"]["date"].text == "2026-03-05", "the clock runs on meanwhile")
            #expect(try asked["prolongation"]["state"].text == "asked")
            #expect(try await ask(["reasons": "再延"], provider).code == "prolongation-asked-before")
            let waiting = try await city.call("listCases", token: authority)["cases"].list
            #expect(
                try waiting.contains { try $0["id"].text == id }, "the request waits in the authority's list")
            let own = try await city.call(
                "answerProlongation", ["case": id], json: ["consent": true], token: provider)
            #expect(own.code == "case-not-your-step")
            let silent = try await city.call(
                "answerProlongation", ["case": id], json: ["consent": false], token: authority)
            #expect(silent.code == "reasons-required")
            let granted = try await city.call(
                "answerProlongation", ["case": id], json: ["consent": true], token: authority)
            #expect(try granted["due"]["date"].text == "2026-03-19")
            #expect(try granted["prolongation"]["article"]["reference"].text == "national-2025#21")
            let told = try await city.call(
                "listNotices", token: try await city.signIn("social.data-staff"))["notices"].list
            #expect(try told.contains { try $0["title"]["zh"].text.contains("2026-03-19") })
            let kinds = try await city.call("readCase", ["case": id], token: provider)["timeline"].list.map {
                try $0["kind"].text
            }
            #expect(kinds == ["opened", "approved", "prolongation-asked", "prolonged"])
        }
    }

    @Test("A step without a rule is not prolonged, and none after its day has passed")
    func notProlonged() async throws {
        try await City.run { city in
            let id = try await applied(city, on: "2026-03-02")
            city.clock.set("2026-03-17")
            let provider = try await city.signIn("police.department-head")
            let late = try await city.call(
                "askProlongation", ["case": id], json: ["reasons": "来不及"], token: provider)
            #expect(late.code == "prolongation-too-late")
            try await city.call("decideCase", ["case": id], json: ["act": "approve"], token: provider)
            let authority = try await city.signIn("authority.authority-reviewer")
            let without = try await city.call(
                "askProlongation", ["case": id], json: ["reasons": "来不及"], token: authority)
            #expect(without.code == "prolongation-not-provided")
            #expect(try without["reasons"].list[0]["article"].text == "zhuzhou-2020#19")
        }
    }

    @Test(
        "An overdue step is reported once: to the authority, and of the authority to the government",
        arguments: TestEngine.available)
    func overdue(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let id = try await applied(city, on: "2026-03-02")
            city.clock.set("2026-03-16")
            #expect(try await city.platform.cases.escalateOverdue() == 0, "the last day is not overdue")
            city.clock.set("2026-03-17")
            // Two nodes sweep at the same time.
            async let one = city.platform.cases.escalateOverdue()
            async let other = city.platform.cases.escalateOverdue()
            #expect(try await one + other == 1)
            #expect(try await city.platform.cases.escalateOverdue() == 0)
            let authority = try await city.signIn("authority.authority-reviewer")
            let waiting = try await city.call("listCases", token: authority)["cases"].list
            let seen = try #require(try waiting.first { try $0["id"].text == id })
            #expect(try seen["isEscalated"].bool)
            #expect(try seen["acts"].list.isEmpty, "to hear of a case is not to decide it")
            let lines = try await city.call("readCase", ["case": id], token: authority)["timeline"].list
            #expect(try lines.filter { try $0["kind"].text == "overdue" }.count == 1)
            #expect(try lines.last?["article"]["reference"].text == "national-2025#21")

            let draft = try await city.call(
                "draftEntry", json: City.persons, token: try await city.signIn("social.data-staff"))
            let review = try await city.call(
                "submitEntry", ["entry": try draft["id"].text], json: [:],
                token: try await city.signIn("social.data-staff"))["id"].text
            try await city.call(
                "decideCase", ["case": review], json: ["act": "approve"],
                token: try await city.signIn("social.department-head"))
            let government = try await city.signIn("government.city-government-reviewer")
            let hidden = try await city.call("readCase", ["case": review], token: government)
            #expect(hidden.code == "case-not-found")
            city.clock.set("2026-03-20")
            #expect(try await city.platform.cases.escalateOverdue() == 1)
            let later = try await city.signIn("government.city-government-reviewer")
            let above = try await city.call("listCases", token: later)["cases"].list
            #expect(try above.map { try $0["id"].text } == [review])
        }
    }

    @Test(
        "A dispute is talked over, coordinated and decided; both parties must agree (Decree 809 art. 28)",
        arguments: TestEngine.available)
    func dispute(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let entry = try await city.publishPersons()
            let opener = try await city.signIn("social.data-staff")
            let provider = try await city.signIn("police.department-head")
            let authority = try await city.signIn("authority.authority-reviewer")
            let government = try await city.signIn("government.city-government-reviewer")
            func open() async throws -> String {
                try await city.call(
                    "openMatter",
                    json: [
                        "procedure": "sharing-dispute", "about": .string(entry.code),
                        "answers": ["matter": ["共享条件过严"], "position": ["依《条例》第十五条不得擅自增设条件"]],
                    ], token: opener)["caseID"].text
            }
            func act(_ id: String, _ act: String, _ token: String, note: String = "经协商") async throws -> Reply
            {
                try await city.call(
                    "decideCase", ["case": id], json: ["act": .string(act), "note": .string(note)],
                    token: token)
            }
            let agreed = try await open()
            #expect(try await act(agreed, "approve", provider).code == "case-act-not-allowed")
            #expect(try await act(agreed, "settle", authority).code == "case-not-your-step")
            #expect(try await act(agreed, "settle", provider, note: " ").code == "reasons-required")
            #expect(try await act(agreed, "settle", provider)["state"].text == "open")
            #expect(
                try await act(agreed, "settle", provider)["state"].text == "open", "one party is one party")
            #expect(try await act(agreed, "settle", opener)["state"].text == "settled")
            #expect(try await act(agreed, "settle", opener).code == "case-closed")

            let fought = try await open()
            #expect(try await act(fought, "settle", provider)["state"].text == "open")
            #expect(try await act(fought, "escalate", opener)["currentStep"].text == "authority")
            #expect(
                try await act(fought, "settle", opener)["state"].text == "open",
                "what was agreed at an earlier step does not hold at the next")
            #expect(try await act(fought, "escalate", opener).code == "case-not-your-step")
            #expect(try await act(fought, "escalate", authority)["currentStep"].text == "government")
            #expect(try await act(fought, "escalate", government).code == "case-act-not-allowed")
            #expect(try await act(fought, "approve", government)["state"].text == "approved")
        }
    }
}
