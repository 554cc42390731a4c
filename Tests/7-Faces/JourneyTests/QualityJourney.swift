import Foundation
import HTTPTypes
import NIOCore
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Quality of data by HTTP")
struct QualityJourney {
    struct Place: Sendable, CustomTestStringConvertible {
        let profile: String
        let engine: TestEngine
        /// The day of the work order and its article.
        let due: String
        let article: String
        /// The article of the procedure itself.
        let quality: String
        var testDescription: String { "\(profile) on \(engine)" }
    }

    static let places = TestEngine.available.flatMap { engine in
        [
            Place(
                profile: "zhuzhou-2020", engine: engine, due: "2026-03-16", article: "national-2025#26",
                quality: "zhuzhou-2020#16"),
            Place(
                profile: "guiyang-2017", engine: engine, due: "2026-03-09", article: "guiyang-2017#16",
                quality: "guiyang-2017#18"),
        ]
    }

    /// Two rows that pass the door; the birth date of the second is not that of its number.
    private static let rows = """
        公民身份号码,姓名,出生日期,联系电话,住址
        11010519491231002X,欧阳建国,1949-12-31,13800138000,天元区泰山路1号
        440524188001010014,李娜,1880-02-01,13912345678,荷塘区新华路2号
        """
    private static let mended = """
        公民身份号码,姓名,出生日期,联系电话,住址
        440524188001010014,李娜,1880-01-01,13912345678,荷塘区新华路2号
        """
    private static let rule: JSON = [
        "name": "出生日期与身份证号码一致", "kind": "birth-in-id", "items": ["id_number", "birth_date"],
    ]

    /// Persons as every regulation lets them be shared.
    private static func publish(in city: City) async throws -> (id: String, code: String) {
        let entry = try await city.test.publish(
            .persons(sharing: .unconditional, basis: "", conditions: ""))
        return (entry.id, entry.code ?? "")
    }

    @Test(
        "Bad rows that passed the door are found at rest, ordered, delivered again and proved",
        arguments: places)
    func corrected(place: Place) async throws {
        try await City.run(place.engine, profile: place.profile) { city in
            let (entry, code) = try await Self.publish(in: city)
            let staff = try await city.signIn("police.data-staff")
            let authority = try await city.signIn("authority.authority-reviewer")
            #expect(
                try await city.call("runQuality", ["entry": code], token: staff).code == "quality-no-data")
            let receipt = try await city.call(
                "deliver", ["entry": code], bytes: Array(Self.rows.utf8), token: staff)
            #expect(try receipt["problems"].int == 0)
            let clean = try await city.call("runQuality", ["entry": code], token: staff)
            #expect(try clean["run"]["problems"].int == 0)
            // Rules are declared by the owner and hold once the authority agrees.
            let rules: JSON = ["rules": [Self.rule]]
            #expect(
                try await city.call("declareQualityRules", ["entry": code], json: rules, token: authority)
                    .code
                    == "procedure-not-yours")
            let wrong: JSON = [
                "rules": [["name": "次序", "kind": "birth-in-id", "items": ["birth_date", "id_number"]]]
            ]
            let refused = try await city.call(
                "declareQualityRules", ["entry": code], json: wrong, token: staff)
            #expect(refused.code == "quality-rule-malformed")
            #expect(try refused["reasons"].list[0]["article"].text == place.quality)
            let declared = try await city.call(
                "declareQualityRules", ["entry": code], json: rules, token: staff)
            #expect(try declared["state"].text == "in-review")
            #expect(
                try await city.call("declareQualityRules", ["entry": code], json: rules, token: staff).code
                    == "quality-rules-in-review")
            try await city.approve(try declared["caseID"].text)
            let sets = try await city.call("listQualityRules", ["entry": code], token: staff)["sets"].list
            #expect(try sets.map { try $0["state"].text } == ["approved"])
            // The check finds the row and traces it, without its value.
            let report = try await city.call("runQuality", ["entry": code], token: authority)
            let run = String(try report["run"]["number"].int)
            let result = try #require(
                try report["results"].list.first { try $0["kind"].text == "birth-in-id" })
            #expect(try (result["a"].int, result["b"].int, result["problems"].int) == (1, 2, 1))
            #expect(try result["indicator"].text == "0401")
            #expect(try result["article"]["reference"].text == place.quality)
            let consistency = try report["score"]["dimensions"].list[3]
            #expect(try consistency["code"].text == "04")
            #expect(try consistency["score"].int == 500_000)
            #expect(try !report["score"]["indicators"].list[0].has("score"), "not applicable")
            let problems = try await city.call("listQualityProblems", ["run": run], token: staff)
            let problem = try #require(try problems["problems"].list.first)
            #expect(try problem["line"].int == 3)
            #expect(try problem["delivery"].text == receipt["id"].text)
            #expect(!problems.text.contains("1880-02-01") && !problems.text.contains("440524188001010014"))
            let stranger = try await city.signIn("social.data-staff")
            #expect(
                try await city.call("listQualityProblems", ["run": run], token: stranger).code
                    == "quality-run-not-found")
            #expect(try await city.call("readQualityRun", ["run": run], token: stranger).status == 404)
            #expect(
                try await city.call("listQualityRuns", ["entry": code], token: stranger).code
                    == "quality-not-yours")
            // A work order to the owner, with the day of the regulation.
            let orders = try await city.call("listWorkOrders", token: staff)["orders"].list
            #expect(try orders.map { try $0["state"].text } == ["open"])
            #expect(try orders[0]["due"].text == place.due)
            let caseID = try orders[0]["caseID"].text
            let file = try await city.call("readCase", ["case": caseID], token: staff)["case"]
            #expect(try file["steps"].list[0]["due"]["article"]["reference"].text == place.article)
            #expect(
                try await city.call("listWorkOrders", token: authority)["orders"].list.count == 1,
                "the authority sees all")
            #expect(try await city.call("listWorkOrders", token: stranger)["orders"].list.isEmpty)
            // Reported done without being so: it comes back.
            try await city.call("decideCase", ["case": caseID], json: ["act": "approve"], token: staff)
            let still = try await city.call("runQuality", ["entry": code], token: staff)
            #expect(try still["run"]["problems"].int == 1)
            let back = try await city.call("readCase", ["case": caseID], token: staff)["case"]
            #expect(try back["state"].text == "open")
            #expect(try back["steps"].list[0]["isCurrent"].bool)
            // Delivered again, and the platform proves it by itself.
            let again = try await city.call(
                "deliver", ["entry": code], bytes: Array(Self.mended.utf8), token: staff)
            #expect(try again["updated"].int == 1)
            _ = try await city.platform.quality.sweep()
            let closed = try await city.call("listWorkOrders", query: ["state": "closed"], token: staff)
            #expect(try closed["orders"].list.map { try $0["left"].int } == [0])
            #expect(
                try await city.call("readCase", ["case": caseID], token: staff)["case"]["state"].text
                    == "approved")
            let overview = try await city.call("readQuality", token: authority)
            #expect(try overview["figures"]["problems"].int == 0)
            #expect(try overview["figures"]["orders"].int == 0)
            let dimensions = try overview["bodies"].list[0]["figures"]["score"]["dimensions"].list
            #expect(try dimensions[3]["score"].int == 1_000_000)
            #expect(
                try await city.call("readQuality", query: ["body": "nobody"], token: stranger).code
                    == "quality-not-yours")
            #expect(
                try await city.call("readQuality", query: ["body": "nobody"], token: authority).code
                    == "body-not-found")
            let entries = try await city.call("listEntryQuality", token: authority)
            #expect(try entries["entries"].list.map { try $0["entry"].text } == [entry])
            let runs = try await city.call("listQualityRuns", ["entry": code], token: staff)["runs"].list
            #expect(try runs.map { try $0["problems"].int } == [0, 1, 1, 0])
        }
    }

    @Test("The pages show the same in both languages and keep to who may see what", arguments: places)
    func pages(place: Place) async throws {
        try await City.run(place.engine, profile: place.profile) { city in
            let (entry, code) = try await Self.publish(in: city)
            let staff = try await city.signIn("police.data-staff")
            try await city.call("deliver", ["entry": code], bytes: Array(Self.rows.utf8), token: staff)
            let declared = try await city.call(
                "declareQualityRules", ["entry": code], json: ["rules": [Self.rule]], token: staff)
            try await city.approve(try declared["caseID"].text)
            let run = try await city.call("runQuality", ["entry": code], token: staff)["run"]["number"].int
            let caseID = try await city.call("listWorkOrders", token: staff)["orders"].list[0]["caseID"].text
            func page(_ path: String, _ token: String) async throws -> Reply {
                try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)"])
            }
            let paths = [
                "/console/quality", "/console/quality/entries/\(entry)",
                "/console/quality/runs/\(run)/problems",
                "/console/quality/runs/\(run)/problems?rule=0", "/console/quality/orders",
                "/console/quality/orders?state=open", "/console/quality/entries/\(entry)/rules",
                "/console/cases/\(caseID)", "/console/cases/\(try declared["caseID"].text)",
            ]
            for path in paths {
                for language in ["zh", "en"] {
                    let shown = try await city.send(
                        .get, path, headers: [.cookie: "yuanliu-session=\(staff); lang=\(language)"])
                    #expect(shown.status == 200, "\(path)")
                    #expect(!shown.text.contains("quality."), "\(path) has a text without words")
                    #expect(!shown.text.contains("1880-02-01"), "\(path) shows a value")
                }
            }
            #expect(try await page("/console/quality", staff).text.contains("50.00%"))
            let values = "/console/quality/runs/\(run)/problems?values=yes"
            #expect(try await page(values, staff).text.contains("1880-02-01"))
            let authority = try await city.signIn("authority.authority-reviewer")
            #expect(try await page(values, authority).status == 200)
            #expect(!(try await page(values, authority).text.contains("1880-02-01")))
            let stranger = try await city.signIn("social.data-staff")
            #expect(try await page("/console/quality/runs/\(run)/problems", stranger).status == 404)
            #expect(try await page("/console/quality/entries/\(entry)", stranger).status == 403)
            #expect(try await page("/console/quality/entries/\(entry)/rules", stranger).status == 403)
            #expect(try await page("/console/quality", stranger).status == 200, "their own, with nothing yet")
        }
    }

    @Test("In the console rules are declared and data is checked", arguments: TestEngine.available)
    func forms(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (entry, code) = try await Self.publish(in: city)
            let staff = try await city.signIn("police.data-staff")
            try await city.call("deliver", ["entry": code], bytes: Array(Self.rows.utf8), token: staff)
            let headers: HTTPFields = [.cookie: "yuanliu-session=\(staff)"]
            let path = "/console/quality/entries/\(entry)"
            let form = try await city.send(.get, path + "/rules", headers: headers)
            let token = try #require(form.text.firstMatch(of: /name="form-token" value="([^"]+)"/)).output.1
            func post(_ path: String, _ pairs: [(String, String)]) async throws -> Reply {
                let body = ([("form-token", String(token))] + pairs)
                    .map { "\($0.0)=\(City.encoded($0.1))" }.joined(separator: "&")
                return try await city.send(
                    .post, path,
                    headers: [
                        .cookie: "yuanliu-session=\(staff)",
                        .contentType: "application/x-www-form-urlencoded",
                    ], body: ByteBuffer(string: body))
            }
            func rule(_ items: String) -> [(String, String)] {
                [
                    ("name", "出生日期一致"), ("kind", "birth-in-id"), ("items", items), ("order", ""),
                    ("least", ""), ("most", ""), ("target", ""),
                ]
            }
            let wrong = try await post(path + "/rules", rule("出生日期 公民身份号码"))
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("出生日期 公民身份号码"), "what was typed stays")
            let right = try await post(path + "/rules", rule("公民身份号码，出生日期"))
            #expect(right.status == 303)
            let sets = try await city.call("listQualityRules", ["entry": code], token: staff)["sets"].list
            #expect(try sets.map { try $0["rules"].list.count } == [1])
            let run = try await post(path + "/run", [])
            #expect(run.status == 303)
            let runs = try await city.call("listQualityRuns", ["entry": code], token: staff)["runs"].list
            #expect(try runs.map { try $0["cause"].text } == ["person"])
        }
    }
}
