import Catalogue
import Datasets
import Foundation
import Regulation
import Testing

@testable import Intake

@Suite("Files that are refused as a whole")
struct BadInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let codes: [ReasonCode]
        var header = DeliveryOptions.Header.auto
        var articles = ["16"]
        var testDescription: String { name }
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    static let files = [
        Bad(name: "an empty file", bytes: [], codes: [IntakeCodes.empty]),
        Bad(name: "a byte order mark alone", bytes: [0xEF, 0xBB, 0xBF], codes: [IntakeCodes.empty]),
        Bad(name: "empty lines alone", bytes: bytes("\n\r\n\n"), codes: [IntakeCodes.empty]),
        Bad(name: "a header alone", bytes: bytes("code,label\n"), codes: [IntakeCodes.empty]),
        Bad(name: "a NUL byte", bytes: bytes("code,label\na,\u{0}\n"), codes: [IntakeCodes.binary]),
        Bad(
            name: "a picture", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00],
            codes: [IntakeCodes.binary]),
        Bad(
            name: "an open quote", bytes: bytes("code,label\na,\"b\nc,d\n"),
            codes: [IntakeCodes.unclosedQuote]),
        Bad(
            name: "a missing key column", bytes: bytes("label\nx\n"), codes: [IntakeCodes.columnMissing],
            articles: ["16"]),
        Bad(
            name: "an extra column", bytes: bytes("code,label,phone\na,b,1\n"),
            codes: [IntakeCodes.columnBeyondPlan], articles: ["14"]),
        Bad(
            name: "a missing and an extra column", bytes: bytes("label,phone\nb,1\n"),
            codes: [IntakeCodes.columnMissing, IntakeCodes.columnBeyondPlan], articles: ["16", "14"]),
        Bad(
            name: "a repeated column", bytes: bytes("code,label,代码\na,b,c\n"),
            codes: [IntakeCodes.columnRepeated], articles: ["16"]),
        Bad(
            name: "another number of columns without a header", bytes: bytes("1,2,3\n"),
            codes: [IntakeCodes.columnCount], articles: ["16"]),
        Bad(
            name: "a header promised and not there", bytes: bytes("430202198001010014,王\n"),
            codes: [IntakeCodes.columnMissing, IntakeCodes.columnBeyondPlan], header: .present,
            articles: ["16", "14"]),
    ]

    @Test("It is refused with its reasons and leaves nothing behind", arguments: files)
    func refuses(_ bad: Bad) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let path = try house.write(bad.bytes)
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: path, to: .pairs, by: .staff, options: DeliveryOptions(header: bad.header))
        }
        #expect(error?.reasons.map(\.code) == bad.codes)
        #expect(error?.reasons.map(\.article) == bad.articles.map { IntakeHouse.article($0) })
        #expect(try await house.count(of: .pairs) == 0)
        #expect(try await intake.receipts(of: .pairs, by: .staff).isEmpty)
        #expect(house.spooled.isEmpty)
    }

    @Test("A refusal of a header names every column, but never what may be data")
    func names() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let header = try house.write("code,label,phone,邮箱\na,b,1,2\n")
        let named = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: header, to: .pairs, by: .staff)
        }
        #expect(named?.reasons[0].detail?.zh == "phone、邮箱")
        let data = try house.write("430202198001010014,王\n")
        let unnamed = await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: data, to: .pairs, by: .staff, options: DeliveryOptions(header: .present))
        }
        #expect(unnamed?.reasons[1].detail?.zh == "#1、#2")
    }

    @Test("A line of 100 MB is refused with its number, without being read to its end")
    func longLine() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let path = try house.write("code,label\na,b\n")
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        let piece = Data(repeating: 0x78, count: 1 << 20)
        for _ in 0..<100 { try file.write(contentsOf: piece) }
        try file.close()
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: path, to: .pairs, by: .staff)
        }
        #expect(error?.code == IntakeCodes.recordTooLong)
        #expect(error?.reasons[0].field == "line:3")
        #expect(house.spooled.isEmpty)
    }

    @Test("A file beyond the bound is refused while it arrives")
    func tooLarge() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake(fileBytesMax: 100)
        let path = try house.write(Array(repeating: 0x78, count: 101))
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: path, to: .pairs, by: .staff)
        }
        #expect(error?.code == IntakeCodes.tooLarge)
        #expect(house.spooled.isEmpty)
    }

    @Test("A file that is not there is refused")
    func noFile() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: "\(house.folder)/none.csv", to: .pairs, by: .staff)
        }
        #expect(error?.code == IntakeCodes.unreadable)
    }

    @Test("An entry without a dataset is refused")
    func notPrepared() async throws {
        let house = try await IntakeHouse()
        let intake = try house.intake()
        let path = try house.write("code,label\na,b\n")
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: path, to: .pairs, by: .staff)
        }
        #expect(error?.code == DatasetsCodes.notPrepared)
        #expect(house.spooled.isEmpty)
    }

    @Test("Every refusal has both languages and a name of its own")
    func codes() {
        let codes = IntakeCodes.all + DatasetsCodes.all
        #expect(Set(codes.map(\.name)).count == codes.count)
        for code in codes {
            #expect(!code.title.zh.isEmpty && !code.title.en.isEmpty && !code.remedy.zh.isEmpty)
        }
    }
}
