import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("What is late, and what is retired, by HTTP")
struct OverdueJourney {
    @Test(
        "A step past its day is marked in the list of the interface and on the page, and not on the day itself"
    )
    func overdue() async throws {
        try await City.run { city in
            let compiler = try await city.signIn("police.data-staff")
            let draft = try await city.call("draftEntry", json: City.persons, token: compiler)
            let file = try await city.call(
                "submitEntry", ["entry": try draft["id"].text], json: [:], token: compiler)
            let caseID = try file["id"].text
            try await city.call(
                "decideCase", ["case": caseID], json: ["act": "approve"],
                token: try await city.signIn("police.department-head"))
            for (day, isLate) in [("2026-03-04", false), ("2026-03-05", true)] {
                city.clock.set(day)
                let reviewer = try await city.signIn("authority.authority-reviewer")
                let list = try await city.call("listCases", token: reviewer)["cases"].list
                #expect(try list.map { try $0["due"]["isOverdue"].bool } == [isLate], "\(day)")
                let headers: HTTPFields = [.cookie: "yuanliu-session=\(reviewer)"]
                for page in ["/console", "/console/cases", "/console/cases/\(caseID)"] {
                    let reply = try await city.send(.get, page, headers: headers)
                    #expect(reply.status == 200)
                    #expect(reply.text.contains("已超期") == isLate, "\(page) on \(day)")
                }
            }
        }
    }

    @Test(
        "An entry is retired by its provider's head: it stays readable, and calls end",
        arguments: TestEngine.available)
    func retired(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let shared = try await city.shared()
            let head = try await city.signIn("police.department-head")
            let headers: HTTPFields = [.cookie: "yuanliu-session=\(head)"]
            let page = "/console/entries/\(shared.entry)"
            #expect(try await city.send(.get, page, headers: headers).text.contains("\(page)/retire"))
            let silent = try await city.call(
                "retireEntry", ["entry": shared.code], json: ["reason": ""], token: head)
            #expect(silent.code == "reasons-required")
            let retired = try await city.call(
                "retireEntry", ["entry": shared.code], json: ["reason": "业务已划转"], token: head)
            #expect(try retired["state"].text == "retired")
            let refused = try await city.query(shared, ["key": ["id_number": "11010519491231002X"]])
            #expect(refused.code == "entry-not-in-force")
            let provider = try await city.signIn("police.data-staff")
            let delivery = try await city.call(
                "deliver", ["entry": shared.code], bytes: Array(City.rows.utf8), token: provider)
            #expect(delivery.code == "entry-not-published")
            #expect(try await city.send(.get, page, headers: headers).status == 200)
            #expect(try await !city.send(.get, page, headers: headers).text.contains("\(page)/retire"))
        }
    }

    @Test("Only those who may apply are shown the way to it, and may take it")
    func applying() async throws {
        try await City.run { city in
            let (id, code) = try await city.publishPersons()
            let system = try await city.socialSystem()
            for (account, may) in [("social.data-staff", true), ("social.system-staff", false)] {
                let token = try await city.signIn(account)
                let page = try await city.send(
                    .get, "/console/entries/\(id)", headers: [.cookie: "yuanliu-session=\(token)"])
                #expect(page.text.contains("/console/entries/\(id)/apply") == may, "\(account)")
                let reply = try await city.call(
                    "apply", json: City.application(entry: code, system: system.id, fields: ["name"]),
                    token: token)
                #expect(reply.status == (may ? 201 : 403), "\(account)")
                if !may { #expect(reply.code == "procedure-not-yours") }
            }
        }
    }
}
