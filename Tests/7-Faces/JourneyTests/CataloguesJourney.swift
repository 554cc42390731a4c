import Catalogue
import Foundation
import HTTPTypes
import Parties
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Three catalogues by HTTP")
struct CataloguesJourney {
    /// The regulations with the article under which each catalogue is published.
    static let cities = [
        ("zhuzhou-2020", "zhuzhou-2020#13", "zhuzhou-2020#21"),
        ("guiyang-guian-2024", "guiyang-guian-2024#ch2", "guiyang-guian-2024#ch5"),
        ("guiyang-2017", "guiyang-2017#14", "guiyang-2017#14"),
    ].flatMap { city in TestEngine.available.map { (city.0, city.1, city.2, $0) } }

    /// What only the provider and the authority may know of ``open``.
    static let secrets = [
        "来源业务甲", "来源系统乙", "采集依据丙", "使用要求丁", "共享条件戊", "共享依据己", "线路数", "lines",
    ]

    /// Bus stops with something to hide in every field that is not for the public.
    static var open: EntryContent {
        var content = EntryContent.stops()
        content.sourceBusiness = "来源业务甲"
        content.sourceSystem = "来源系统乙"
        content.legalBasis = "采集依据丙"
        content.usageRequirements = "使用要求丁"
        content.sharingConditions = "共享条件戊"
        content.sharingBasis = "共享依据己"
        content.openingConditions = "注明来源"
        content.items[2].opening = OpeningType.ID.none
        return content
    }

    @Test(
        "The public reads what may be opened and nothing else, and officials what may be shared",
        arguments: cities)
    func audiences(profile: String, sharing: String, opening: String, engine: TestEngine) async throws {
        try await City.run(engine, profile: profile) { city in
            let entry = try await city.test.publish(Self.open)
            let code = entry.code ?? ""
            // Not opened, not published, no longer in force: each under a name of its own.
            var persons = EntryContent.persons(sharing: .unconditional, basis: "", conditions: "")
            persons.name = "不予开放的户籍信息"
            _ = try await city.test.publish(persons)
            var draft = EntryContent.stops()
            draft.name = "编制中的站点"
            let compiler = try await city.test.actor("police.data-staff")
            _ = try await city.platform.catalogue.draft(draft, by: compiler)
            var old = EntryContent.stops()
            old.name = "停用的站点"
            let retired = try await city.test.publish(old)
            _ = try await city.platform.catalogue.retire(
                retired.id, reason: "停用", by: try await city.test.actor("police.department-head"))
            // A change under way of the open entry.
            var change = Self.open
            change.name = "变更中的站点"
            let now = try await city.platform.catalogue.entry(entry.id, for: compiler)
            _ = try await city.platform.catalogue.save(
                change, to: entry.id, revision: now.revision, by: compiler)

            let found = try await city.call("searchOpening", query: ["facets": "true"])
            #expect(try found["total"].int == 1)
            #expect(try found["article"]["reference"].text == opening)
            let read = try await city.call("readOpened", ["entry": code])
            #expect(try read["name"].text == "公交站点")
            #expect(try read["items"].list.map { try $0["name"].text } == ["站点编号", "站点名称"])
            #expect(try read["conditions"].text == "注明来源")
            let list = try await city.send(.get, "/opening")
            let page = try await city.send(.get, "/opening/\(City.encoded(code))")
            #expect(list.status == 200 && page.status == 200)
            #expect(list.text.contains("公交站点") && page.text.contains("站点名称"))
            #expect(page.text.contains("注明来源"))
            let hidden = [
                "不予开放的户籍信息", "编制中的站点", "停用的站点", "变更中的站点", entry.id, "police.data-staff",
                "general-1", "secrecyAssessed", "reviewCase", "revision",
            ]
            for (what, answer) in [
                ("search", found.text), ("entry", read.text), ("list", list.text), ("page", page.text),
            ] {
                for secret in Self.secrets + hidden {
                    #expect(!answer.contains(secret), "\(what) tells \(secret)")
                }
            }
            // Nor is any of it found by those words.
            for word in Self.secrets + hidden.prefix(4) {
                let none = try await city.call("searchOpening", query: ["words": word])
                #expect(try none["total"].int == 0, "\(word)")
                #expect(
                    try await city.send(.get, "/opening?q=\(City.encoded(word))").text
                        .contains("没有符合条件的目录"), "\(word)")
            }
            for gone in [retired.code ?? "", "999999/000001", entry.id] {
                let missing = try await city.call("readOpened", ["entry": gone])
                #expect(missing.status == 404 && missing.code == "entry-not-found", "\(gone)")
                #expect(try await city.send(.get, "/opening/\(City.encoded(gone))").status == 404)
            }
            // What the public may not ask for is no parameter of theirs.
            for query in [
                ["grade": "general-1"], ["sharing": "conditional"], ["state": "draft"], ["opening": "none"],
            ] {
                #expect(try await city.call("searchOpening", query: query).status == 400, "\(query)")
            }
            #expect(
                try await city.send(.get, "/opening?grade=core&sharing=none").text.contains("公交站点"),
                "the page looks at no such filter")
            try await Self.officials(city, code: code, article: sharing)
        }
    }

    private static func officials(_ city: City, code: String, article: String) async throws {
        let stranger = try await city.call("searchSharing")
        #expect(stranger.status == 401 && stranger.code == "sign-in-required")
        #expect(try await city.call("readShared", ["entry": code]).status == 401)
        let turned = try await city.send(.get, "/console/sharing")
        #expect(turned.status == 303 && turned.headers[.location]?.hasPrefix("/console/sign-in") == true)
        let token = try await city.signIn("social.data-staff")
        let found = try await city.call("searchSharing", query: ["facets": "true"], token: token)
        #expect(try found["total"].int == 2)
        #expect(try found["article"]["reference"].text == article)
        let read = try await city.call("readShared", ["entry": code], token: token)
        #expect(try read["conditions"].text == "共享条件戊")
        #expect(try read["usageRequirements"].text == "使用要求丁")
        #expect(try read["items"].list.count == 3, "sharing is not opening")
        #expect(try read["manner"]["procedure"].text == "sharing-unconditional")
        #expect(try read["manner"]["article"]["text"].text.isEmpty == false)
        for private_ in ["来源业务甲", "来源系统乙", "采集依据丙", "secrecyAssessed", "变更中的站点"] {
            #expect(!read.text.contains(private_) && !found.text.contains(private_), "\(private_)")
        }
        // A system of any body reads it by its token.
        let system = try await city.socialSystem()
        let machine = try await city.token(system.key, system.secret)
        #expect(try await city.call("searchSharing", token: machine)["total"].int == 2)
        let cookies: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
        let list = try await city.send(.get, "/console/sharing", headers: cookies)
        #expect(list.status == 200 && list.text.contains("不予开放的户籍信息"))
        let page = try await city.send(
            .get, "/console/sharing/\(City.encoded(code))", headers: cookies)
        #expect(page.status == 200 && page.text.contains("共享条件戊"))
        #expect(!page.text.contains("来源系统乙"))
        let english = try await city.send(.get, "/opening", headers: [.cookie: "lang=en"])
        #expect(english.text.contains("Opening catalogue") && english.text.contains("Providing body"))
    }

    @Test("What is not shared is in no answer of the sharing catalogue", arguments: TestEngine.available)
    func notShared(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let withheld = try await city.test.publish(.persons(sharing: .none))
            let token = try await city.signIn("social.data-staff")
            #expect(try await city.call("searchSharing", token: token)["total"].int == 0)
            let missing = try await city.call("readShared", ["entry": withheld.code ?? ""], token: token)
            #expect(missing.status == 404)
            #expect(try missing["reasons"].list[0]["article"].text == "zhuzhou-2020#13")
            let bad = try await city.call("searchSharing", query: ["sharing": "none"], token: token)
            #expect(bad.status == 400)
        }
    }

    @Test(
        "An item that would be opened more widely than its entry is refused at its row, by HTTP and console")
    func wider() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            var content = EntryContent.stops()
            content.opening = .conditional
            content.items[1].opening = .unconditional
            let draft = try await city.call(
                "draftEntry", bytes: Array(try JSONEncoder().encode(EntryContentJSON(content))), token: token)
            #expect(try draft["content"]["items"].list[1]["opening"].text == "unconditional")
            let refused = try await city.call(
                "submitEntry", ["entry": try draft["id"].text], json: [:], token: token)
            #expect(refused.status == 422 && refused.code == "item-opening-wider")
            #expect(try refused["reasons"].list[0]["article"].text == "zhuzhou-2020#21")
            #expect(try refused["reasons"].list[0]["field"].text == "items.2")
            let page = try await city.send(
                .get, "/console/entries/\(try draft["id"].text)/edit",
                headers: [.cookie: "yuanliu-session=\(token)"])
            #expect(page.text.contains(#"name="item-2-opening""#))
        }
    }
}
