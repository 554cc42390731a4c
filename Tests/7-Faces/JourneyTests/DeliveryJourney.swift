import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Deliveries by HTTP")
struct DeliveryJourney {
    @Test(
        "Good rows are stored, problem rows are told by line, item, rule and article, and nobody's value",
        arguments: TestEngine.available)
    func problems(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (_, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let receipt = try await city.call(
                "deliver", ["entry": code], bytes: Array(City.rows.utf8), token: token)
            #expect(try receipt["good"].int == 3)
            #expect(try receipt["problems"].int == 2)
            #expect(try receipt["inserted"].int == 3)
            #expect(try receipt["hasHeader"].bool)
            let id = try receipt["id"].text
            let problems = try await city.call("listProblems", ["delivery": id], token: token)
            #expect(try problems["problems"].list.count == 2)
            let nameless = try problems["problems"].list[1]
            #expect(try nameless["line"].int == 6)
            #expect(try nameless["rule"].text == "required")
            #expect(try nameless["article"]["reference"].text == "zhuzhou-2020#15")
            #expect(try !nameless["article"]["text"].text.isEmpty)
            let problem = try problems["problems"].list[0]
            #expect(try problem["line"].int == 5)
            #expect(try problem["item"].int == 1)
            #expect(try problem["rule"].text == "identifier")
            #expect(try problem["valueDigest"].text.count == 64)
            #expect(!problems.text.contains("110101199003070135"))
            let csv = try await city.call("exportProblems", ["delivery": id], token: token)
            #expect(csv.text.split(separator: "\r\n").count == 3)
            #expect(!csv.text.contains("110101199003070135"))
            #expect(try await city.call("readDelivery", ["delivery": id], token: token)["good"].int == 3)
        }
    }

    @Test(
        "The same content again changes nothing and gives the same receipt", arguments: TestEngine.available)
    func repeated(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (id, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let first = try await city.call(
                "deliver", ["entry": code], bytes: Array(City.rows.utf8), token: token)
            let again = try await city.call(
                "deliver", ["entry": id], bytes: Array(City.rows.utf8), token: token)
            #expect(try again["repeated"].bool)
            #expect(try again["id"].text == first["id"].text)
            let list = try await city.call("listDeliveries", ["entry": code], token: token)
            #expect(try list["receipts"].list.count == 1)
        }
    }

    @Test("Problems are paged without loss or repetition")
    func paged() async throws {
        try await City.run { city in
            let (_, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let bad = (0..<25).map { "1101011990030701\($0 + 10),赵六,1990-03-07,,住址" }.joined(separator: "\n")
            let receipt = try await city.call(
                "deliver", ["entry": code], query: ["header": "absent"], bytes: Array(bad.utf8), token: token)
            let id = try receipt["id"].text
            var lines: [Int] = []
            var after: String?
            repeat {
                var query = ["limit": "10"]
                query["after"] = after
                let page = try await city.call("listProblems", ["delivery": id], query: query, token: token)
                lines += try page["problems"].list.map { try $0["line"].int }
                after = try page.json.has("next") ? page["next"].text : nil
            } while after != nil
            #expect(try lines.count == receipt["problems"].int)
            #expect(lines == lines.sorted())
            #expect(Set(lines).count == lines.count)
            let forged = try await city.call(
                "listProblems", ["delivery": id], query: ["after": "1.2.' OR 1=1"], token: token)
            #expect(forged.code == "invalid-field")
        }
    }

    @Test("GB18030 is found out, and a system of the body may deliver too")
    func encodings() async throws {
        try await City.run { city in
            let (_, code) = try await city.publishPersons()
            let (_, key) = try await city.test.system(of: "police.system-staff", name: "人口系统")
            let token = try await city.token(key.id, key.secret)
            let row = "440524188001010014,李娜,1880-01-01,13912345678,\n"
            // 李娜 in GB 18030.
            let name: [UInt8] = [0xC0, 0xEE, 0xC4, 0xC8]
            let halves = row.split(separator: "李娜").map { Array($0.utf8) }
            let bytes = halves[0] + name + halves[1]
            let receipt = try await city.call(
                "deliver", ["entry": code], query: ["header": "absent"], bytes: bytes, token: token)
            #expect(try receipt["encoding"].text == "gbk")
            #expect(try receipt["good"].int == 1)
        }
    }

    /// A file that is refused as a whole.
    static let broken: [(what: String, code: String, bytes: [UInt8])] = [
        ("nothing at all", "file-without-rows", []),
        ("an open quote", "quote-unclosed", Array("公民身份号码,姓名\n\"11010519491231002X,欧阳".utf8)),
        (
            "a column beyond the entry", "column-beyond-plan",
            Array("公民身份号码,姓名,工资\n11010519491231002X,欧阳建国,1\n".utf8)
        ),
        ("a missing key", "column-missing", Array("姓名,联系电话\n欧阳建国,13800138000\n".utf8)),
        ("bytes of no text", "file-binary", [0x89, 0x50, 0x4E, 0x47, 0x00, 0x01, 0x02, 0x0A, 0x41, 0x0A]),
        (
            "half a workbook", "workbook-damaged",
            [0x50, 0x4B, 0x03, 0x04, 0x00, 0x01, 0x02, 0x0A, 0x41, 0x0A]
        ),
    ]

    @Test(
        "A broken file is refused as a whole, with a stable code, and leaves nothing behind",
        arguments: broken.indices)
    func refused(index: Int) async throws {
        let (_, code, bytes) = Self.broken[index]
        try await City.run { city in
            let (_, entry) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let refused = try await city.call("deliver", ["entry": entry], bytes: bytes, token: token)
            #expect(refused.code == code)
            #expect(
                try await city.call("listDeliveries", ["entry": entry], token: token)["receipts"].list.isEmpty
            )
        }
    }

    @Test("Another body neither delivers nor sees receipts")
    func strangers() async throws {
        try await City.run { city in
            let (_, code) = try await city.publishPersons()
            let own = try await city.signIn("police.data-staff")
            let receipt = try await city.call(
                "deliver", ["entry": code], bytes: Array(City.rows.utf8), token: own)
            let token = try await city.signIn("social.data-staff")
            let refused = try await city.call(
                "deliver", ["entry": code], bytes: Array(City.rows.utf8), token: token)
            #expect(refused.code == "delivery-not-yours")
            let hidden = try await city.call(
                "readDelivery", ["delivery": try receipt["id"].text], token: token)
            #expect(hidden.code == "delivery-not-visible")
        }
    }

    @Test("A delivery beyond the limit of bytes is cut off, and one below it arrives in pieces")
    func sizes() async throws {
        try await City.run(settings: ServerSettings(deliveryBytesMax: 1 << 20), live: true) { city in
            let (_, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let line = "11010519491231002X,欧阳建国,1949-12-31,13800138000,湖南省株洲市天元区泰山路1号\n"
            let rows = String(repeating: line, count: (3 << 18) / line.utf8.count)
            let receipt = try await city.call(
                "deliver", ["entry": code], query: ["header": "absent"], bytes: Array(rows.utf8), token: token
            )
            #expect(try receipt["good"].int == 1)
            #expect(try receipt["bytes"].int == rows.utf8.count)
            let large = try await city.call(
                "deliver", ["entry": code], query: ["header": "absent"],
                bytes: Array(String(repeating: line, count: (9 << 17) / line.utf8.count).utf8), token: token)
            #expect(large.status == 413)
            #expect(large.code == "body-too-large")
        }
    }
}
