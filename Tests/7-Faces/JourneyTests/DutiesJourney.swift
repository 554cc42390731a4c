import Foundation
import HTTPTypes
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Duties by HTTP")
struct DutiesJourney {
    @Test(
        "A head sees the duties of the own body alone, the auditor those of every body",
        arguments: TestEngine.available)
    func visibility(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            _ = try await city.publishStops(by: "police.data-staff")
            let police = try await city.test.actor("police.data-staff").body.id
            let social = try await city.test.actor("social.data-staff").body
            let head = try await city.signIn("police.department-head")
            let own = try await city.call("listDuties", token: head)
            #expect(try own["body"]["id"].text == police)
            #expect(try own["duties"].list.count == city.platform.profile.duties.count)
            let compilation = try #require(
                try own["duties"].list.first { try $0["id"].text == "catalogue-compilation" })
            #expect(try compilation["state"].text == "met")
            #expect(try compilation["article"]["reference"].text == "zhuzhou-2020#13")
            #expect(try compilation["article"]["text"].text.contains("全量数据目录"))
            let strange = try await city.call("listDuties", query: ["body": social.id], token: head)
            #expect(strange.status == 403)
            #expect(strange.code == "duties-not-yours")
            #expect(try await city.call("listBodyDuties", token: head).code == "duties-not-yours")
            let auditor = try await city.signIn("authority.auditor")
            #expect(
                try await city.call("listDuties", query: ["body": "nobody"], token: auditor).code
                    == "body-not-found")
            let bodies = try await city.call("listBodyDuties", token: auditor)["bodies"].list
            let line = try #require(try bodies.first { try $0["body"]["id"].text == police })
            let due = try await city.call(
                "listDuties", query: ["body": police, "state": "due"], token: auditor)
            #expect(try due["duties"].list.allSatisfy { try $0["state"].text == "due" })
            #expect(try due["duties"].list.count == line["counts"]["due"].int)
            #expect(try due["duties"].list.isEmpty == false)
            let bad = try await city.call("listDuties", query: ["state": "done"], token: head)
            #expect(bad.status == 400)
        }
    }

    @Test("The page of duties leads from each figure to its list, in both languages")
    func pages() async throws {
        try await City.run { city in
            _ = try await city.publishPersons()
            let police = try await city.test.actor("police.data-staff").body.id
            let social = try await city.test.actor("social.data-staff").body
            func page(_ path: String, _ account: String, _ more: String = "") async throws -> Reply {
                let token = try await city.signIn(account)
                return try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)\(more)"])
            }
            let own = try await page("/console/duties", "police.department-head")
            #expect(own.status == 200)
            #expect(own.text.contains("编制和维护本单位及所属单位的政务数据资源目录"))
            #expect(own.text.contains("尚无法计量"))
            #expect(!own.text.contains(social.name))
            #expect(own.text.contains(#"href="/console/duties?state=overdue""#))
            // Every link of the page that tells evidence leads to a page that is there.
            let links = Set(
                own.text.matches(of: /href="(\/console\/(?:catalogue|cases|deliveries|usage|parties)[^"]*)"/)
                    .map { String($0.output.1).replacing("&amp;", with: "&") })
            #expect(links.contains("/console/catalogue?body=\(police)&state=published"))
            for link in links where link != "/console/parties" {
                #expect(try await page(link, "police.department-head").status == 200, "\(link)")
            }
            let english = try await page("/console/duties", "police.department-head", "; lang=en")
            #expect(english.text.contains("Not measured"))
            #expect(english.text.contains("Compile and maintain the catalogue of the body"))
            let met = try await page("/console/duties?state=met", "police.department-head")
            #expect(met.text.contains("编制和维护本单位及所属单位的政务数据资源目录"))
            #expect(!met.text.contains("平台没有可据以判断的记录"))
            let strange = try await page("/console/duties?body=\(social.id)", "police.department-head")
            #expect(strange.status == 403)
            let all = try await page("/console/duties", "authority.auditor")
            #expect(all.text.contains(social.name))
            #expect(all.text.contains("/console/duties?body=\(police)"))
            let one = try await page("/console/duties?body=\(police)", "authority.auditor")
            #expect(one.status == 200)
            let home = try await page("/console", "police.department-head")
            #expect(home.text.contains(#"<a class="button" href="/console/duties">"#))
        }
    }
}
