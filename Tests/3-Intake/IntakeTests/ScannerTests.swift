import Foundation
import Regulation
import Testing

@testable import Intake

@Suite("The scanner of delimited text")
struct ScannerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let records: [[String]]
        var lines: [Int64]?
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ records: [[String]], lines: [Int64]? = nil) {
            self.name = name
            self.text = text
            self.records = records
            self.lines = lines
        }
    }

    static let cases = [
        Case("CRLF ends", "a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]], lines: [1, 2]),
        Case("LF ends", "a,b\n1,2\n", [["a", "b"], ["1", "2"]], lines: [1, 2]),
        Case("CR ends", "a,b\r1,2\r", [["a", "b"], ["1", "2"]], lines: [1, 2]),
        Case("mixed ends", "a\r\nb\nc\rd", [["a"], ["b"], ["c"], ["d"]], lines: [1, 2, 3, 4]),
        Case("no end after the last record", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
        Case("an empty last field", "a,b\n1,", [["a", "b"], ["1", ""]]),
        Case("empty fields", ",,\n,x,\n", [["", "", ""], ["", "x", ""]]),
        Case("quoted fields", "\"a\",\"b c\"\n", [["a", "b c"]]),
        Case("a delimiter in quotes", "\"a,b\",c\n", [["a,b", "c"]]),
        Case("doubled quotes", "\"a\"\"b\",\"\"\"\"\n", [["a\"b", "\""]]),
        Case("an empty quoted field", "\"\",x\n", [["", "x"]]),
        Case("a record of one empty quoted field", "\"\"\nx\n", [[""], ["x"]]),
        Case(
            "line ends in quotes", "\"a\nb\",1\n\"c\r\nd\",2\n\"e\rf\",3\nx,4\n",
            [["a\nb", "1"], ["c\r\nd", "2"], ["e\rf", "3"], ["x", "4"]], lines: [1, 3, 5, 7]),
        Case("empty lines are no records", "a\n\n\r\nb\n\n", [["a"], ["b"]], lines: [1, 4]),
        Case("blanks belong to a field", " a , b \n", [[" a ", " b "]]),
        Case("tabs where the first line has no comma", "a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        Case("a tab in a comma file stays", "a,b\n1\t5,2\n", [["a", "b"], ["1\t5", "2"]]),
        Case("Chinese", "姓名,地址\n王,\"株洲,天元\"\n", [["姓名", "地址"], ["王", "株洲,天元"]]),
        Case("no text at all", "", []),
        Case("one field without an end", "a", [["a"]]),
        Case("a quoted field at the end", "a,\"b\"", [["a", "b"]]),
    ]

    @Test("It cuts records and fields as RFC 4180 says", arguments: cases)
    func cuts(_ one: Case) throws {
        let (records, lines) = try scan(Array(one.text.utf8))
        #expect(records == one.records)
        if let expected = one.lines { #expect(lines == expected) }
    }

    @Test("A quote inside an unquoted field is kept and told")
    func strayQuote() throws {
        let scanner = try scanner(Array("a\"b,c\nd,e\n".utf8))
        #expect(try scanner.next())
        #expect(scanner.hasStrayQuote)
        #expect(text(scanner) == ["a\"b", "c"])
        #expect(try scanner.next())
        #expect(!scanner.hasStrayQuote)
    }

    static let refused: [(String, ReasonCode, Int)] = [
        ("a,b\n\"open,2\n3,4\n", IntakeCodes.unclosedQuote, 2),
        ("a,b\n\"x\"y,2\n", IntakeCodes.textAfterQuote, 2),
        ("a,b\n1,2\n3,\u{0}\n", IntakeCodes.binary, 3),
        ("a,b\n1,\"\n\u{1}\"\n", IntakeCodes.binary, 3),
        ("a\n" + String(repeating: ",", count: 1_000) + "\n", IntakeCodes.tooManyFields, 2),
    ]

    @Test("What makes the rest of a file doubtful is refused with its line", arguments: refused)
    func refuses(_ text: String, _ code: ReasonCode, _ line: Int) throws {
        let error = #expect(throws: Refusal.self) { try scan(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.reasons[0].field == "line:\(line)")
    }

    @Test("A record of exactly 1 MiB is taken and one byte more is refused", arguments: [0, 1])
    func recordBound(_ extra: Int) throws {
        var bytes = Array("a\n".utf8)
        bytes += Array(repeating: 0x78, count: CSVScanner.recordBytesMax - 1 + extra)
        bytes += Array("\ny\n".utf8)
        if extra == 0 {
            #expect(try scan(bytes).records.count == 3)
        } else {
            let error = #expect(throws: Refusal.self) { try scan(bytes) }
            #expect(error?.code == IntakeCodes.recordTooLong)
            #expect(error?.reasons[0].field == "line:2")
        }
    }

    @Test("Records that cross the edge of a block are whole")
    func blocks() throws {
        // Rows of 997 bytes never end where a block does, over three blocks.
        let row = "\"" + String(repeating: "株", count: 330) + "\"\"\n\"\n"
        let count = 13_000
        let (records, lines) = try scan(Array(String(repeating: row, count: count).utf8))
        #expect(records.count == count)
        #expect(records.allSatisfy { $0 == records[0] })
        #expect(records[0] == [String(repeating: "株", count: 330) + "\"\n"])
        #expect(lines.last == Int64(count * 2 - 1))
    }

    private func scanner(_ bytes: [UInt8]) throws -> CSVScanner {
        let path = FileManager.default.temporaryDirectory.appending(path: "scan-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CSVScanner(TextSource(file: OpenFile(reading: path), encoding: .utf8))
    }

    private func text(_ scanner: CSVScanner) -> [String] {
        (0..<scanner.fieldCount).map { String(decoding: scanner.field($0), as: UTF8.self) }
    }

    private func scan(_ bytes: [UInt8]) throws -> (records: [[String]], lines: [Int64]) {
        let scanner = try scanner(bytes)
        var records: [[String]] = []
        var lines: [Int64] = []
        while try scanner.next() {
            records.append(text(scanner))
            lines.append(scanner.line)
        }
        return (records, lines)
    }
}
