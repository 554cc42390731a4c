import Foundation
import HTTPTypes
import TestCity
import Testing

@testable import Server

@Suite("Standards, grades, divisions and like entries by HTTP")
struct StandardsJourney {
    static let phone: JSON = [
        "kind": "item", "nameZh": "移动电话号码", "definition": "自然人的移动电话号码", "source": "YD/T 1", "type": "C",
        "length": 11, "identifier": "mobile-phone",
    ]

    @Test(
        "A department drafts a standard, the authority issues it, and entries are held to it",
        arguments: [("zhuzhou-2020", "zhuzhou-2020#9"), ("jingzhou-2024", "jingzhou-2024#9")],
        TestEngine.available)
    func standard(_ regulation: (profile: String, article: String), engine: TestEngine) async throws {
        try await City.run(engine, profile: regulation.profile) { city in
            let token = try await city.signIn("police.data-staff")
            let bad = try await city.call(
                "draftStandard", json: ["code": "de 1", "content": Self.phone], token: token)
            #expect(bad.code == "standard-malformed")
            let draft = try await city.call(
                "draftStandard", json: ["code": "DE0101", "content": Self.phone], token: token)
            #expect(draft.status == 201, "\(draft.text)")
            let id = try draft["id"].text
            let taken = try await city.call(
                "draftStandard", json: ["code": "DE0101", "content": Self.phone], token: token)
            #expect(taken.code == "standard-code-taken")
            let file = try await city.call("submitStandard", ["standard": id], json: [:], token: token)
            #expect(file.status == 201, "\(file.text)")
            #expect(try file["steps"].list[0]["article"]["reference"].text == regulation.article)
            let caseID = try file["id"].text
            #expect(try await city.approve(caseID) == ["authority.authority-reviewer"])
            let reader = try await city.signIn("social.data-staff")
            let issued = try await city.call("readStandard", ["standard": "DE0101"], token: reader)
            #expect(try issued["state"].text == "issued")

            guard case .object(var content) = City.persons, case .array(var items) = content["items"],
                let place = items.firstIndex(where: { item in
                    if case .object(let members) = item { return members["field"] == "phone" }
                    return false
                }), case .object(var item) = items[place]
            else { return }
            item["standard"] = "DE0101"
            item["length"] = 20
            items[place] = .object(item)
            content["items"] = .array(items)
            let check = try await city.call("checkEntry", json: .object(content), token: token)
            let reasons = try check["reasons"].list
            #expect(try reasons.map { try $0["code"].text } == ["standard-deviation"])
            #expect(try reasons[0]["article"]["reference"].text == regulation.article)
            item["length"] = 11
            items[place] = .object(item)
            content["items"] = .array(items)
            let entry = try await city.call("draftEntry", json: .object(content), token: token)
            let review = try await city.call(
                "submitEntry", ["entry": try entry["id"].text], json: [:], token: token)
            #expect(review.status == 201, "\(review.text)")
            _ = try await city.approve(try review["id"].text)
            let usage = try await city.call("readStandardUsage", ["standard": "DE0101"], token: reader)
            #expect(try usage["total"].int == 1)
            let figures = try await city.call("readConformity", token: reader)
            #expect(try figures["bodies"].list[0]["bound"].int == 1)

            // Another body that compiles the same is told where it already is.
            let similar = try await city.call("findSimilarToContent", json: .object(content), token: reader)
            #expect(try similar["entries"].list.count == 1)
            #expect(try similar["entries"].list[0]["shared"].list.count == items.count)

            let stranger = try await city.call("withdrawStandard", ["standard": id], token: reader)
            #expect(stranger.code == "standard-not-issuer")
            let issuer = try await city.signIn("authority.authority-reviewer")
            let gone = try await city.call("withdrawStandard", ["standard": id], token: issuer)
            #expect(try gone["state"].text == "withdrawn")
            let after = try await city.call("checkEntry", json: .object(content), token: token)
            #expect(try after["reasons"].list.map { try $0["code"].text } == ["standard-not-in-force"])
        }
    }

    @Test("A code list comes and goes as CSV")
    func values() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let content: JSON = [
                "kind": "code-list", "nameZh": "性别代码", "definition": "人的性别", "source": "GB/T 2261.1",
                "values": [["code": "1", "name": "男性"]],
            ]
            let draft = try await city.call(
                "draftStandard", json: ["code": "CL0001", "content": content], token: token)
            let id = try draft["id"].text
            let bad = try await city.call(
                "importStandardValues", ["standard": id], bytes: Array("1\n".utf8), token: token)
            #expect(bad.code == "standard-file-malformed")
            let saved = try await city.call(
                "importStandardValues", ["standard": id],
                bytes: Array("code,name\n1,男性\n2,女性\n".utf8), token: token)
            #expect(try saved["content"]["values"].list.count == 2, "\(saved.text)")
            let file = try await city.call("exportStandardValues", ["standard": id], token: token)
            #expect(file.text.contains("2,女性"))
        }
    }

    @Test(
        "The authority imports divisions; everybody finds an old code as old", arguments: TestEngine.available
    )
    func divisions(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let token = try await city.signIn("police.data-staff")
            let history = Array("430221,1980,甲县\n430212,2018,乙区\n".utf8)
            let refused = try await city.call(
                "importDivisions", query: ["kind": "history"], bytes: history, token: token)
            #expect(refused.code == "standard-not-issuer")
            let issuer = try await city.signIn("authority.authority-reviewer")
            let bad = try await city.call(
                "importDivisions", query: ["kind": "changes"], bytes: history, token: issuer)
            #expect(bad.code == "standard-file-malformed")
            let done = try await city.call(
                "importDivisions", query: ["kind": "history"], bytes: history, token: issuer)
            #expect(try done["codes"].int == 2)
            _ = try await city.call(
                "importDivisions", query: ["kind": "changes"], bytes: Array("430221,2018,430212\n".utf8),
                token: issuer)
            let old = try await city.call("readDivision", ["division": "430221"], token: token)
            #expect(try !old["isListed"].bool && old["successor"].text == "430212")
            #expect(try old["successorSince"].int == 2018)
            let found = try await city.call("searchDivisions", query: ["former": "yes"], token: token)
            #expect(try found["total"].int == 1)
            let unknown = try await city.call("readDivision", ["division": "999999"], token: token)
            #expect(unknown.code == "division-code-unknown")
        }
    }

    @Test(
        "A grade bounds what may be opened, under the article of each regulation",
        arguments: [
            ("zhuzhou-2020", "conditional", "opening-outside-grade", "zhuzhou-2020#21"),
            ("jingzhou-2024", "unconditional", "opening-outside-grade", "jingzhou-2024#7"),
        ])
    func grades(profile: String, opening: String, code: String, article: String) async throws {
        try await City.run(profile: profile) { city in
            let token = try await city.signIn("police.data-staff")
            guard case .object(var content) = City.persons else { return }
            content["opening"] = .string(opening)
            let check = try await city.call("checkEntry", json: .object(content), token: token)
            let reasons = try check["reasons"].list
            #expect(try reasons.map { try $0["code"].text } == [code])
            #expect(try reasons[0]["article"]["reference"].text == article)
            content["opening"] = "none"
            content["affectedObject"] = "individual"
            content["harm"] = "extreme"
            let low = try await city.call("checkEntry", json: .object(content), token: token)
            #expect(try low["reasons"].list.map { try $0["code"].text } == ["grade-below-assessment"])
        }
    }
}
