import Catalogue
import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing
import Workbooks

@testable import Server

@Suite("Workbooks by HTTP")
struct WorkbookJourney {
    /// A workbook of `rows`.
    static func book(_ rows: [[String]], in city: City) throws -> [UInt8] {
        let writer = try WorkbookWriter(directory: try city.platform.workbookRoom())
        try writer.begin(SheetLayout(name: "目录", columns: [], hasHeader: false))
        for row in rows { try writer.write(row) }
        let path = try writer.finish()
        defer { try? FileManager.default.removeItem(atPath: path) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The rows of the first sheet, as texts by the title of their column.
    static func rows(_ reply: Reply) throws -> [[String: String]] {
        let reader = try WorkbookReader(bytes: Array(reply.body))
        var titles: [Int: String] = [:]
        var rows: [[String: String]] = []
        _ = try reader.read(try reader.sheet()) { row in
            guard !titles.isEmpty else {
                for cell in row.cells { titles[cell.column] = cell.text }
                return
            }
            rows.append(
                Dictionary(uniqueKeysWithValues: row.cells.map { (titles[$0.column] ?? "", $0.text) }))
        }
        return rows
    }

    static let titles = [
        "类", "项", "目", "信息资源名称", "摘要", "格式分类", "格式类型", "信息项名称", "数据类型", "共享类型", "是否向社会开放", "更新周期", "字段名",
        "是否主键", "敏感程度", "数据级别", "采集依据", "保密风险评估", "个人信息保护影响评估",
    ]
    static let stops = [
        "3", "01", "002", "公交站点", "本市公交站点", "2", "xlsx", "站点编号", "C", "1", "是", "每月", "stop_no", "是",
        "public", "general-1",
        "《城市公共交通条例》", "是", "是",
    ]

    @Test(
        "The template is filled in, checked, mended, imported, exported and imported again",
        arguments: TestEngine.available)
    func story(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let token = try await city.signIn("police.data-staff")
            let template = try await city.call("readEntryTemplate", token: token)
            #expect(try Self.rows(template).isEmpty)
            var bad = Self.stops
            bad[3] = "坏条目"
            bad[4] = ""
            bad[9] = "随便"
            let wrong = try Self.book([Self.titles, Self.stops, bad], in: city)
            let refused = try await city.call("importEntries", bytes: wrong, token: token)
            #expect(try !refused["isStored"].bool)
            let faults = try refused["faults"].list
            #expect(try faults.map { try $0["cell"].text } == ["E3", "J3"])
            #expect(try faults[0]["reason"]["code"].text == "entry-element-missing")
            #expect(try !faults[0]["reason"]["article"]["text"].text.isEmpty)
            #expect(try faults[1]["reason"]["code"].text == "cell-value-unknown")
            let report = try await city.call("reportEntries", bytes: wrong, token: token)
            #expect(report.headers[.contentDisposition]?.contains("report.xlsx") == true)
            #expect(try WorkbookReader(bytes: Array(report.body)).sheets.map(\.name) == ["目录"])
            let good = try Self.book([Self.titles, Self.stops], in: city)
            let stored = try await city.call("importEntries", bytes: good, token: token)
            #expect(try stored["isStored"].bool)
            #expect(try stored["created"].int == 1)
            let exported = try await city.call("exportEntries", query: ["state": "draft"], token: token)
            #expect(try Self.rows(exported).map { $0["信息资源名称"] } == ["公交站点"])
            let again = try await city.call("importEntries", bytes: Array(exported.body), token: token)
            #expect(try again["unchanged"].int == 1)
            #expect(try again["changed"].int + again["created"].int == 0)
            let found = try await city.call("searchEntries", query: ["words": "公交站点"], token: token)
            #expect(try found["total"].int == 1)
            let room = try city.platform.workbookRoom()
            #expect(try FileManager.default.contentsOfDirectory(atPath: room) == [])
        }
    }

    @Test("The good entries are kept where that is asked for", arguments: TestEngine.available)
    func keepGood(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let token = try await city.signIn("police.data-staff")
            var bad = Self.stops
            bad[3] = "坏条目"
            bad[4] = ""
            let book = try Self.book([Self.titles, Self.stops, bad], in: city)
            let checked = try await city.call(
                "importEntries", query: ["mode": "check"], bytes: book, token: token)
            #expect(try !checked["isStored"].bool)
            let kept = try await city.call(
                "importEntries", query: ["mode": "good"], bytes: book, token: token)
            #expect(try kept["isStored"].bool)
            #expect(try kept["created"].int == 1)
            #expect(try kept["faulty"].int == 1)
        }
    }

    @Test("A file that is no good workbook is refused as a whole and leaves nothing behind")
    func broken() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
            let good = try Self.book([Self.titles, Self.stops], in: city)
            let cases: [(String, [UInt8])] = [
                ("workbook-not-xlsx", []), ("workbook-not-xlsx", Array("a,b\n1,2\n".utf8)),
                ("workbook-old-format", compound + Array(repeating: 0, count: 600)),
                ("workbook-damaged", Array(good.dropLast(40))),
                ("workbook-columns-missing", try Self.book([["a", "b"], ["1", "2"]], in: city)),
                ("workbook-too-large", Array(repeating: 0x50, count: (50 << 20) + 1)),
            ]
            for (code, bytes) in cases {
                for operation in ["importEntries", "reportEntries"] {
                    let reply = try await city.call(operation, bytes: bytes, token: token)
                    #expect(reply.code == code)
                }
            }
            let found = try await city.call("searchEntries", token: token)
            #expect(try found["total"].int == 0)
            let room = try city.platform.workbookRoom()
            #expect(try FileManager.default.contentsOfDirectory(atPath: room) == [])
            let head = try await city.call(
                "importEntries", bytes: good, token: try await city.signIn("police.department-head"))
            #expect(head.code == "procedure-not-yours")
        }
    }

    @Test("The console exports, imports, and returns the workbook with its comments")
    func console() async throws {
        try await City.run { city in
            let token = try await city.signIn("police.data-staff")
            var cookies: HTTPFields = [.cookie: "yuanliu-session=\(token)"]
            let page = try await city.send(.get, "/console/catalogue/workbook", headers: cookies)
            #expect(page.status == 200)
            #expect(page.text.contains("Excel 导入导出"))
            let found = try #require(page.text.firstMatch(of: /name="form-token" value="([^"]+)"/))
            let formToken = String(found.output.1)
            let template = try await city.send(.get, "/console/catalogue/workbook/template", headers: cookies)
            #expect(template.headers[.contentType] == ReceivedWorkbook.mediaType)
            var bad = Self.stops
            bad[4] = ""
            let wrong = try Self.book([Self.titles, bad], in: city)
            cookies[.contentType] = "multipart/form-data; boundary=edge"
            let headers = cookies
            func upload(_ mode: String, _ file: [UInt8]) async throws -> Reply {
                var body =
                    "--edge\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n\(formToken)\r\n"
                body += "--edge\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\n\(mode)\r\n"
                body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n"
                let bytes = Array(body.utf8) + file + Array("\r\n--edge--\r\n".utf8)
                return try await city.send(
                    .post, "/console/catalogue/workbook", headers: headers, body: ByteBuffer(bytes: bytes))
            }
            let told = try await upload("whole", wrong)
            #expect(told.status == 200)
            #expect(told.text.contains("E2"))
            #expect(told.text.contains("entry-element-missing"))
            let report = try await upload("report", wrong)
            #expect(report.headers[.contentType] == ReceivedWorkbook.mediaType)
            let refused = try await upload("whole", Array("a,b".utf8))
            #expect(refused.text.contains("workbook-not-xlsx"))
            let stored = try await upload("whole", try Self.book([Self.titles, Self.stops], in: city))
            #expect(stored.text.contains("已保存为草稿"))
            let exported = try await city.send(
                .get, "/console/catalogue/workbook/export?mine=yes", headers: cookies)
            #expect(try Self.rows(exported).count == 1)
            let list = try await city.send(.get, "/console/catalogue", headers: cookies)
            #expect(list.text.contains("/console/catalogue/workbook"))
        }
    }
}
