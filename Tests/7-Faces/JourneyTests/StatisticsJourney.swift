import Foundation
import HTTPTypes
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("Statistics by HTTP")
struct StatisticsJourney {
    @Test(
        "Officials see their body and the city's sums, the auditor every body; each total is its figure",
        arguments: TestEngine.available)
    func interface(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            _ = try await city.publishPersons()
            _ = try await city.publishStops(by: "social.data-staff")
            let police = try await city.test.actor("police.data-staff").body.id
            let social = try await city.test.actor("social.data-staff").body.id
            city.clock.set("2026-03-20")
            let head = try await city.signIn("police.department-head")
            let own = try await city.call(
                "readStatistics", query: ["body": police, "months": "2"], token: head)
            #expect(try own["figures"]["entries"].int == 1)
            #expect(try own["city"]["entries"].int == 2)
            #expect(try own["figures"]["overdueEntries"].int == 1)
            #expect(try own["months"].list.map { try $0["month"].text } == ["2026-02", "2026-03"])
            #expect(try own["bodies"].list.isEmpty)
            let late = try await city.call(
                "listStatistics", query: ["kind": "overdue-entries", "body": police], token: head)
            #expect(try late["total"].int == 1)
            #expect(try late["lines"].list.first?["title"].text == "户籍人口基本信息")
            #expect(try late["lines"].list.first?["day"].text == "2026-03-03")
            for query in [["body": social], ["body": "nobody"]] {
                let strange = try await city.call("readStatistics", query: query, token: head)
                #expect(strange.status == 403)
                #expect(strange.code == "statistics-not-yours")
                #expect(
                    try await city.call("listStatistics", query: query, token: head).code
                        == "statistics-not-yours")
                #expect(
                    try await city.call("exportStatistics", query: query, token: head).code
                        == "statistics-not-yours")
            }
            #expect(try await city.call("listStatistics", token: head).code == "statistics-not-yours")
            #expect(try await city.call("readStatistics", query: ["months": "37"], token: head).status == 400)
            #expect(try await city.call("listStatistics", query: ["kind": "all"], token: head).status == 400)
            #expect(try await city.call("readStatistics").status == 401)
            let auditor = try await city.signIn("authority.auditor")
            let all = try await city.call("readStatistics", token: auditor)
            #expect(try all["figures"]["entries"].int == 2)
            #expect(try all["bodies"].list.map { try $0["figures"]["entries"].int }.reduce(0, +) == 2)
            #expect(
                try await city.call("readStatistics", query: ["body": "nobody"], token: auditor).code
                    == "body-not-found")
            let sharing = try #require(
                try all["facets"].list.first { try $0["facet"].text == "sharing" }?["values"].list)
            #expect(try sharing.map { try $0["entries"].int }.reduce(0, +) == 2)
            for share in sharing {
                let found = try await city.call(
                    "searchEntries", query: ["inForce": "true", "sharing": try share["value"].text],
                    token: auditor)
                #expect(try found["total"].int == share["entries"].int)
            }
        }
    }

    @Test("The files hold the figures of the page, in both languages")
    func files() async throws {
        try await City.run { city in
            _ = try await city.publishPersons()
            let token = try await city.signIn("authority.auditor")
            let csv = try await city.call("exportStatisticsCSV", token: token)
            #expect(csv.text.hasPrefix("\u{FEFF}统计表,项目,指标,数值\r\n"))
            #expect(csv.text.contains("\r\n总览,已发布目录,全市,1\r\n"))
            #expect(csv.text.contains("\r\n按月,2026-03,新发布,1\r\n"))
            #expect(csv.headers[.contentDisposition]?.contains("statistics.csv") == true)
            let english = try await city.call("exportStatisticsCSV", query: ["language": "en"], token: token)
            #expect(english.text.contains("\r\nOverview,Entries in force,City,1\r\n"))
            let workbook = try await city.call("exportStatistics", token: token)
            #expect(workbook.body.starts(with: [0x50, 0x4B]))
            func page(_ path: String, _ account: String) async throws -> Reply {
                let token = try await city.signIn(account)
                return try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)"])
            }
            let console = try await page("/console/statistics/csv", "authority.auditor")
            #expect(console.text == csv.text)
            let own = try await page("/console/statistics/csv", "police.data-staff")
            #expect(own.text.contains("总览,已发布目录,市公安局,1"))
            let social = try await city.test.actor("social.data-staff").body.id
            for path in ["csv", "workbook", "list"] {
                let strange = try await page(
                    "/console/statistics/\(path)?body=\(social)", "police.data-staff")
                #expect(strange.status == 403, "\(path)")
            }
        }
    }

    @Test("Each figure of the page leads to a list that is there, with its number on it")
    func pages() async throws {
        try await City.run { city in
            _ = try await city.publishPersons()
            _ = try await city.publishStops(by: "police.data-staff")
            city.clock.set("2026-03-20")
            func page(_ path: String, _ account: String, _ more: String = "") async throws -> Reply {
                let token = try await city.signIn(account)
                return try await city.send(.get, path, headers: [.cookie: "yuanliu-session=\(token)\(more)"])
            }
            for account in ["police.department-head", "authority.auditor"] {
                let shown = try await page("/console/statistics?months=6", account)
                #expect(shown.status == 200)
                let pattern =
                    /href="(\/console\/(?:catalogue\?in-force|statistics\/list)[^"]*)">(?:<span class="value">)?([0-9,]+)</
                let links = shown.text.matches(of: pattern).map {
                    (String($0.output.1).replacing("&amp;", with: "&"), String($0.output.2))
                }
                #expect(links.count > 15, "\(account)")
                for (link, number) in Dictionary(links, uniquingKeysWith: { one, _ in one }) {
                    let list = try await page(link, account)
                    #expect(list.status == 200, "\(link)")
                    let kind = link.contains("kind=entries") && !link.contains("facet=")
                    let words = kind ? "信息项合计 \(number)" : "共 \(number) "
                    #expect(list.text.contains(words) || number == "0", "\(account) \(link): \(number)")
                }
            }
            let english = try await page("/console/statistics", "police.department-head", "; lang=en")
            #expect(english.text.contains("Entries past their cycle"))
            // The city's sums are there for every official; lists of others' work are not.
            let sums = try await page("/console/statistics?scope=city", "social.department-head")
            #expect(sums.status == 200)
            #expect(sums.text.contains("/console/catalogue?in-force=yes&amp;sharing=conditional"))
            #expect(!sums.text.contains("/console/statistics/list"))
            #expect(!sums.text.contains("市公安局"))
        }
    }

    @Test("Charts are drawn by the system's own library, and the tables stand alone where there is none")
    func charts() async throws {
        let library =
            FileManager.default.temporaryDirectory.path + "/chart-\(UInt64.random(in: 0 ... .max)).js"
        try Data("window.Chart = class {};".utf8).write(to: URL(fileURLWithPath: library))
        defer { try? FileManager.default.removeItem(atPath: library) }
        for (path, isThere) in [(library, true), (library + ".missing", false)] {
            try await City.run(settings: ServerSettings(chartLibrary: path)) { city in
                _ = try await city.publishPersons()
                let token = try await city.signIn("authority.auditor")
                let page = try await city.send(
                    .get, "/console/statistics", headers: [.cookie: "yuanliu-session=\(token)"])
                #expect(page.status == 200)
                #expect(page.text.contains("<table class=\"data\">"))
                #expect(page.text.contains("data-chart=") == isThere)
                // Nothing runs that is not a file of this server.
                let policy = page.headers[.contentSecurityPolicy]
                #expect(policy == SecurityHeaders.contentSecurityPolicy)
                #expect(policy?.contains("unsafe") == false)
                let scripts = page.text.matches(of: /<script([^>]*)>([^<]*)<\/script>/)
                #expect(scripts.count == (isThere ? 3 : 1))
                for script in scripts {
                    #expect(script.output.2.isEmpty)
                    let address = try #require(script.output.1.firstMatch(of: /src="(\/assets\/[^"]+)"/))
                    let file = try await city.send(.get, String(address.output.1))
                    #expect(file.status == 200)
                    #expect(file.headers[.contentType]?.hasPrefix("text/javascript") == true)
                }
                if isThere {
                    #expect(page.text.contains(/src="\/assets\/chart-[0-9a-f]{12}\.js"/))
                }
            }
        }
    }
}
