import Catalogue
import Foundation
import Regulation
import Testing

@testable import Intake

@Suite("Encodings of delivered files")
struct EncodingTests {
    private static let text = "代码,名称\n1,株洲市天元区\n2,𠀀㐀€\n"
    // The same text in GB 18030: two-byte characters, a four-byte one beyond the basic plane, a two-byte extension.
    private static let gb18030: [UInt8] =
        [0xB4, 0xFA, 0xC2, 0xEB, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A, 0x31, 0x2C]
        + [0xD6, 0xEA, 0xD6, 0xDE, 0xCA, 0xD0, 0xCC, 0xEC, 0xD4, 0xAA, 0xC7, 0xF8, 0x0A, 0x32, 0x2C]
        + [0x95, 0x32, 0x82, 0x36, 0x81, 0x39, 0xEE, 0x39, 0xA2, 0xE3, 0x0A]

    static let files: [(TextEncoding, [UInt8])] = [
        (.utf8, Array(text.utf8)),
        (.utf8Marked, [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
        (.gb18030, gb18030),
        (.utf16Little, [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        (.utf16Little, text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        (.utf16Big, text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
        (.utf16Big, [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
    ]

    @Test("Each encoding is found out, told in the receipt and read to the same rows", arguments: files)
    func detects(_ encoding: TextEncoding, _ bytes: [UInt8]) async throws {
        let house = try await IntakeHouse()
        let entry = Entry.published([
            .init(number: 1, field: "code", name: "代码", type: .integer, isKey: true),
            .init(number: 2, field: "label", name: "名称", type: .characters),
        ])
        try await house.publish(entry)
        let receipt = try await house.intake().deliver(
            file: house.write(bytes), to: entry, by: .staff)
        #expect(receipt.encoding == encoding)
        #expect(receipt.good == 2)
        #expect(try await house.rows(of: entry) == ["1|株洲市天元区", "2|𠀀㐀€"])
    }

    static let undecodable: [(String, DeliveryOptions.Encoding, [UInt8], Int)] = [
        ("GB 18030 then a byte of no encoding", .auto, gb18030 + [0x33, 0x2C, 0xFF, 0x0A], 4),
        ("UTF-8 said, GB 18030 given", .utf8, gb18030, 1),
        ("an overlong form", .utf8, Array("代码,名称\n1,".utf8) + [0xC0, 0x80, 0x0A], 2),
        ("a surrogate", .utf8, Array("代码,名称\n1,2\n3,".utf8) + [0xED, 0xA0, 0x80, 0x0A], 3),
        ("a character cut by the end", .utf8, Array("代码,名称\n1,".utf8) + [0xE6, 0xA0], 2),
        ("half a GB 18030 character at the end", .gb18030, gb18030.dropLast() + [0x0A, 0xD6], 4),
        ("UTF-16 said without a mark", .utf16, Array("代码,名称\n".utf8), 1),
        ("half a UTF-16 unit", .auto, files[3].1 + [0x31], 4),
    ]

    @Test("Bytes that the encoding does not allow refuse the file with their line", arguments: undecodable)
    func refuses(
        _ name: String, _ encoding: DeliveryOptions.Encoding, _ bytes: [UInt8], _ line: Int
    ) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let path = try house.write(bytes)
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: path, to: .pairs, by: .staff, options: DeliveryOptions(encoding: encoding))
        }
        #expect(error?.code == IntakeCodes.undecodable)
        #expect(error?.reasons[0].field == "line:\(line)")
        #expect(try await house.count(of: .pairs) == 0)
        #expect(house.spooled.isEmpty)
    }

    @Test("A large GB 18030 file is converted across the edges of blocks")
    func largeConversion() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        var bytes: [UInt8] = []
        // Rows of odd lengths, so that characters are cut at every place.
        for number in 0..<9_000 {
            bytes +=
                Array("\(number),".utf8) + (0..<(number % 7 + 5)).flatMap { _ in [0xD6, 0xEA] as [UInt8] }
            bytes.append(0x0A)
        }
        let receipt = try await house.intake().deliver(file: house.write(bytes), to: .pairs, by: .staff)
        #expect(receipt.encoding == .gbk)
        #expect(receipt.inserted == 9_000)
        let rows = try await house.rows(of: .pairs)
        #expect(Set(rows) == Set((0..<9_000).map { "\($0)|" + String(repeating: "株", count: $0 % 7 + 5) }))
    }
}
