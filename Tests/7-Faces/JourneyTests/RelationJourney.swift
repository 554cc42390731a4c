import Catalogue
import HTTPTypes
import TestCity
import Testing

@testable import Server

@Suite("Relations of entries by HTTP")
struct RelationJourney {
    static let cities = ["zhuzhou-2020", "guiyang-2017"].flatMap { profile in
        TestEngine.available.map { (profile, $0) }
    }

    /// Open data, which either regulation lets anybody have.
    static let stops: JSON = [
        "name": "公交站点", "abstract": "本市公交站点的编号、名称和位置", "classification": "302001", "format": "2:xlsx",
        "sharing": "unconditional", "opening": "unconditional", "updateCycle": "monthly",
        "sensitivity": "public",
        "grade": "general-1", "legalBasis": "《城市公共交通条例》", "secrecyAssessed": true,
        "personalInformationAssessed": true,
        "items": [
            [
                "field": "stop_no", "name": "站点编号", "type": "C", "length": 10, "isRequired": true,
                "isKey": true,
            ]
        ],
    ]

    static func stops(_ changes: [String: JSON]) -> JSON {
        guard case .object(let content) = stops else { return stops }
        return .object(content.merging(changes) { $1 })
    }

    static func relation(_ kind: String, _ target: String, note: String? = nil) -> JSON {
        var relation: [String: JSON] = ["kind": .string(kind), "target": .string(target)]
        if let note { relation["note"] = .string(note) }
        return .object(relation)
    }

    @Test("Relations are written, reviewed, compared and seen from both sides", arguments: cities)
    func story(profile: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            let (id, code) = try await city.publishStops(by: "police.data-staff")
            let token = try await city.signIn("police.data-staff")
            let headers: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
            let draft = try await city.call(
                "draftEntry",
                json: Self.stops([
                    "name": "公交站点统计",
                    "relations": [
                        Self.relation("derived-from", code, note: "按月汇总"), Self.relation("system", "公交调度系统"),
                    ],
                ]), token: token)
            #expect(draft.status == 201, "\(draft.text)")
            #expect(try draft["content"]["relations"].list[0]["target"].text == code)
            let other = try draft["id"].text
            let file = try await city.call("submitEntry", ["entry": other], json: [:], token: token)
            let reviewer = try await city.signIn("authority.authority-reviewer")
            let review = try await city.send(
                .get, "/console/cases/\(try file["id"].text)",
                headers: [.cookie: "yuanliu-session=\(reviewer)"])
            #expect(review.text.contains("派生自") && review.text.contains("公交调度系统"))
            try await city.approve(try file["id"].text)
            let page = try await city.send(.get, "/console/entries/\(other)", headers: headers)
            #expect(page.text.contains("id=\"relations\"") && page.text.contains("按月汇总"))
            // From the other side, for anybody who may see both.
            let stranger = try await city.signIn("social.data-staff")
            let back = try await city.send(
                .get, "/console/entries/\(id)", headers: [.cookie: "yuanliu-session=\(stranger)"])
            #expect(back.text.contains("派生出") && back.text.contains("/console/entries/\(other)"))
            let seen = try await city.call("readEntryRelations", ["entry": code], token: stranger)
            #expect(try seen["relatesTo"].list.isEmpty)
            #expect(try seen["relatedFromTotal"].int == 1)
            #expect(try seen["relatedFrom"].list[0]["entry"]["id"].text == other)
            let forward = try await city.call("readEntryRelations", ["entry": other], token: stranger)
            #expect(try forward["relatesTo"].list.map { try $0["kind"].text } == ["derived-from", "system"])
            #expect(try forward["relatesTo"].list[0]["entry"]["name"].text == "公交站点")
            #expect(try !forward["relatesTo"].list[1].has("entry"))
            // The form says them in the reader's words, and a version compared tells those alone that differ.
            let edit = try await city.send(.get, "/console/entries/\(other)/edit", headers: headers)
            #expect(edit.text.contains("派生自 | \(code) | 按月汇总"))
            let english: HTTPFields = [.cookie: "yuanliu-session=\(token); lang=en"]
            let foreign = try await city.send(.get, "/console/entries/\(other)/edit", headers: english)
            #expect(foreign.text.contains("derived from | \(code) | 按月汇总"))
            let revision = try await city.call("readEntry", ["entry": other], token: token)["revision"].int
            _ = try await city.call(
                "saveEntry", ["entry": other],
                json: [
                    "revision": .int(Int64(revision)),
                    "content": Self.stops([
                        "name": "公交站点统计",
                        "relations": [
                            Self.relation("derived-from", code, note: "按月汇总"),
                            Self.relation("project", "智慧公交一期"),
                        ],
                    ]),
                ], token: token)
            let difference = try await city.call(
                "compareEntryVersions", ["entry": other, "before": "1", "after": "draft"], token: token)
            #expect(try difference["elements"].list.map { try $0["element"].text } == ["relations"])
            #expect(try difference["elements"].list[0]["after"].text.contains("project | 智慧公交一期"))
            let compared = try await city.send(
                .get, "/console/entries/\(other)/compare/1/draft", headers: headers)
            #expect(compared.text.contains("建设项目 | 智慧公交一期"))
            #expect(!compared.text.contains("按月汇总"))
            // A retired one says that it is.
            let head = try await city.signIn("police.department-head")
            let retired = try await city.call(
                "retireEntry", ["entry": id], json: ["reason": "业务已划转"], token: head)
            #expect(retired.status == 200)
            let after = try await city.call("readEntryRelations", ["entry": other], token: token)
            #expect(try after["relatesTo"].list[0]["entry"]["state"].text == "retired")
            let again = try await city.send(.get, "/console/entries/\(other)", headers: headers)
            let relations = again.text.split(separator: "id=\"relations\"").dropFirst().first ?? ""
            #expect(relations.prefix(4_000).contains("已停用"))
        }
    }

    @Test("A circle and an entry that is not there are refused by name, and others' drafts stay unseen")
    func refused() async throws {
        try await City.run { city in
            let (id, code) = try await city.publishStops(by: "police.data-staff")
            let token = try await city.signIn("police.data-staff")
            let wrong = try await city.call(
                "draftEntry",
                json: Self.stops(["relations": [Self.relation("part-of", "301001/999999")]]), token: token)
            let refused = try await city.call(
                "submitEntry", ["entry": try wrong["id"].text], json: [:], token: token)
            #expect(refused.code == "relation-target-unknown")
            let part = try await city.call(
                "draftEntry", json: Self.stops(["relations": [Self.relation("part-of", code)]]), token: token)
            let other = try part["id"].text
            let file = try await city.call("submitEntry", ["entry": other], json: [:], token: token)
            try await city.approve(try file["id"].text)
            let second = try await city.call("readEntry", ["entry": other], token: token)["code"].text
            let content = try await city.platform.catalogue.entry(
                id, for: try await city.test.actor("police.data-staff"))
            var changed = content.content
            changed.relations = [EntryRelation(.partOf, second)]
            _ = try await city.platform.catalogue.save(
                changed, to: id, revision: content.revision,
                by: try await city.test.actor("police.data-staff"))
            let circle = try await city.call("submitEntry", ["entry": id], json: [:], token: token)
            #expect(circle.code == "relation-cyclic")
            let reason = try circle["reasons"].list[0]
            #expect(try reason["detail"].text == "隶属于：\(code) → \(second) → \(code)")
            #expect(try reason["article"].text == "zhuzhou-2020#12")
            let stranger = try await city.signIn("social.data-staff")
            let unseen = try await city.call(
                "readEntryRelations", ["entry": try wrong["id"].text], token: stranger)
            #expect(unseen.code == "entry-not-found")
        }
    }
}
