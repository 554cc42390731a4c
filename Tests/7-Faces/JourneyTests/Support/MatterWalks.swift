import Cases
import Foundation
import Parties
import Regulation
import TestCity
import Testing

@testable import Server

/// Procedures opened and walked by HTTP, whatever their form and their steps.
extension City {
    /// A second holder of the posts where one alone would decide what they wrote.
    func settleMore() async throws {
        for (account, like, role) in [
            ("authority.second", "authority.authority-reviewer", "authority-reviewer"),
            ("police.second", "police.data-staff", "data-staff"),
        ] {
            let body = try await test.actor(like).body.id
            _ = try await platform.parties.addPerson(
                account: account, name: account, body: body, roles: [role], password: TestCity.password,
                by: nil)
        }
    }

    static func correction(_ code: String) -> JSON {
        ["procedure": "data-correction", "about": .string(code), "answers": ["concern": ["住址与户口登记不一致"]]]
    }

    /// An entry of open data of the body of `account`.
    func publishStops(by account: String) async throws -> (id: String, code: String) {
        let entry = try await test.publish(.stops(), by: account)
        return (entry.id, entry.code ?? "")
    }

    /// Opens a procedure with an answer to every field that it requires. `entry` is of the police, `other` of the
    /// social office.
    func open(_ form: Tree, entry: String, other: String) async throws -> Reply {
        let procedure = try form["procedure"]
        let about = try form["about"].text
        let openers = try procedure["openers"].list.map { try $0.text }
        let account =
            openers.contains("data-staff") && about != "own-entry"
            ? "social.data-staff"
            : openers.contains("data-staff") ? "police.data-staff" : "authority.\(openers[0])"
        let actor = try await test.actor(account)
        let police = try await test.actor("police.data-staff").body.id
        var answers: [String: JSON] = [:]
        for field in try form["fields"].list where try field["isRequired"].bool {
            answers[try field["id"].text] =
                switch try field["kind"].text {
                // Reasons of restrictions are filed for one's own entries.
                case "entries":
                    try procedure["id"].text == "restricted-filing"
                        ? [.string(other)] : [.string(entry), .string(other)]
                case "items": ["站点名称"]
                case "body": [.string(police)]
                case "date": ["2026-03-02"]
                case "choice": [.string(try field["options"].list[0]["id"].text)]
                case "text": ["二〇二五"]
                default: ["依职责需要办理"]
                }
        }
        let subject: String? =
            switch about {
            case "entry", "own-entry": entry
            case "body": police
            case "system":
                try await platform.parties.addSystem(name: "对接系统", body: actor.body.id, by: nil).id
            default: nil
            }
        var json: [String: JSON] = [
            "procedure": .string(try procedure["id"].text), "answers": .object(answers),
        ]
        if let subject { json["about"] = .string(subject) }
        return try await call("openMatter", json: .object(json), token: try await signIn(account))
    }

    /// Walks a case to its end: approved where the step allows it, else agreed by both parties.
    func walk(_ caseID: String) async throws -> Tree {
        let auditor = try await test.actor("authority.auditor")
        var file = try await platform.cases.file(caseID, for: auditor)
        while file.state == .open, let step = file.current {
            let act = step.acts.contains(.approve) ? "approve" : "escalate"
            let account = try await holder(of: step, in: file)
            let decided = try await call(
                "decideCase", ["case": caseID], json: ["act": .string(act), "note": "经核实，同意办理"],
                token: try await signIn(account))
            #expect(decided.status == 200, "\(file.procedure) \(step.id): \(decided.text)")
            guard decided.status == 200 else { break }
            file = try await platform.cases.file(caseID, for: auditor)
        }
        return try await call(
            "readCase", ["case": caseID], token: try await signIn("authority.auditor"))["case"]
    }

    /// Someone of the step's body and role who wrote nothing of the case.
    private func holder(of step: CaseStep, in file: CaseFile) async throws -> String {
        let people = try await platform.parties.people(in: step.body)
        return try #require(
            people.first {
                $0.roles.contains(step.role) && !file.authors.contains("person:\($0.id)")
            }
        ).account
    }
}
