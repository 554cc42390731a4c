import Catalogue
import Datasets
import Foundation
import Parties
import Regulation
import Standards
import Store
import Synchronization
import Testing

@testable import Intake

@Suite("Deliveries")
struct DeliveryTests {
    static let header = "姓名,公民身份号码,出生日期,手机,收入,已婚,身高,办事次数\n"

    static func person(_ number: Int, name: String = "王一", income: String = "100.5") -> String {
        "\(name),\(citizen(number)),1980-01-01,1380000\(String(format: "%04d", number)),\(income),是,1.75,3\n"
    }

    @Test(
        "A good file becomes rows of their types with their line and delivery",
        arguments: TestEngine.available)
    func stores(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let text =
            Self.header + Self.person(2) + Self.person(1, name: "李二", income: "+007.10")
            + "赵三,\(citizen(3)),,,,,,\n"
        let receipt = try await house.intake().deliver(file: house.write(text), to: .persons, by: .staff)
        #expect(receipt.state == .finished)
        #expect(receipt.hasHeader)
        #expect(receipt.encoding == .utf8)
        #expect(receipt.rowsRead == 3)
        #expect(receipt.good == 3)
        #expect(receipt.problems == 0)
        #expect(receipt.inserted == 3)
        #expect(receipt.bytes == Int64(text.utf8.count))
        #expect(receipt.actor == "person:p1")
        #expect(!receipt.repeated)
        let expected = [
            (1, "李二|\(citizen(1))|1980-01-01|13800000001|7.1|1|1.75|3|\(receipt.number)/3/v1"),
            (2, "王一|\(citizen(2))|1980-01-01|13800000002|100.5|1|1.75|3|\(receipt.number)/2/v1"),
            (3, "赵三|\(citizen(3))|-|-|-|-|-|-|\(receipt.number)/4/v1"),
        ]
        #expect(
            try await house.rows(of: .persons, withOrigin: true)
                == expected.map(\.1).sorted { $0 < $1 }.sorted {
                    $0.split(separator: "|")[1] < $1.split(separator: "|")[1]
                })
        #expect(try await house.datasets.standing(of: "e1")?.rows == 3)
        #expect(house.spooled.isEmpty)
    }

    static let rules: [(CheckRule, Int, Verdict, String, String)] = [
        (.required, 1, .empty, ",ID,1980-01-01,,,,,", "16"),
        (.required, 2, .empty, "王,  ,1980-01-01,,,,,", "11"),
        (.identifier, 2, .wrongCheck, "王,110105194912310021,,,,,,", "11"),
        (.identifier, 4, .wrongForm, "王,ID,,12345678901,,,,", "11"),
        (.type, 3, .wrongDate, "王,ID,2026-02-30,,,,,", "16"),
        (.type, 5, .wrongCharacter, "王,ID,,,12a,,,", "16"),
        (.type, 6, .wrongForm, "王,ID,,,,maybe,,", "16"),
        (.type, 7, .wrongForm, "王,ID,,,,,high,", "16"),
        (.type, 8, .wrongForm, "王,ID,,,,,,1.5", "16"),
        (.length, 1, .wrongLength, "一二三四五六七八九十一二三四五六七八九十一,ID,,,,,,", "16"),
        (.length, 5, .outOfRange, "王,ID,,,1.234,,,", "16"),
        (.length, 8, .outOfRange, "王,ID,,,,,,10000", "16"),
        (.fieldCount, 0, .wrongForm, "王,ID,,,", "16"),
        (.fieldCount, 0, .wrongForm, "王,ID,,,,,,,x", "16"),
        (.strayQuote, 0, .wrongForm, "王\"一,ID,,,,,,", "16"),
        (.duplicateKey, 0, .wrongForm, "王,FIRST,,,,,,", "16"),
    ]

    @Test("Each rule sets its row aside under its code and article", arguments: rules)
    func setsAside(
        _ rule: CheckRule, _ item: Int, _ verdict: Verdict, _ row: String, _ article: String
    ) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.persons)
        let intake = try house.intake()
        let row = row.replacing("ID", with: citizen(7)).replacing("FIRST", with: citizen(1))
        let receipt = try await intake.deliver(
            file: house.write(Self.header + Self.person(1) + row + "\n" + Self.person(2)), to: .persons,
            by: .staff)
        #expect(receipt.rowsRead == 3)
        #expect(receipt.good == 2)
        #expect(receipt.problems == 1)
        #expect(receipt.inserted == 2)
        let problems = try await intake.problems(of: receipt, by: .staff)
        try #require(problems.count == 1)
        #expect(problems[0].line == 3)
        #expect(problems[0].rule == rule)
        #expect(problems[0].item == item)
        #expect(problems[0].verdict == verdict)
        #expect(problems[0].article == IntakeHouse.article(article))
        // A digest of the value, the same for equal values, and nothing of the value itself.
        let hasValue = item > 0 && rule != .required || rule == .duplicateKey
        #expect(problems[0].valueDigest.count == (hasValue ? 64 : problems[0].valueDigest.count))
        #expect(!hasValue || problems[0].valueDigest.allSatisfy(\.isHexDigit))
        let stored = try await house.rows(of: .persons)
        #expect(stored.count == 2)
    }

    @Test("A row with several problems tells each and counts once", arguments: TestEngine.available)
    func severalProblems(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let intake = try house.intake()
        let receipt = try await intake.deliver(
            file: house.write(Self.header + ",bad,bad,bad,bad,bad,bad,bad\n" + Self.person(1)), to: .persons,
            by: .staff)
        #expect(receipt.problems == 1)
        #expect(receipt.good == 1)
        let problems = try await intake.problems(of: receipt, by: .staff)
        #expect(problems.map(\.item) == [1, 2, 3, 4, 5, 6, 7, 8])
        // Equal values have equal digests.
        #expect(Set(problems.dropFirst().map(\.valueDigest)).count == 1)
        let paged = try await intake.problems(of: receipt, by: .staff, after: problems[2], limit: 2)
        #expect(paged == Array(problems[3..<5]))
        var exported: [UInt8] = []
        try await intake.exportProblems(of: receipt, by: .staff) { exported += $0 }
        let lines = String(decoding: exported, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 9)
        #expect(lines[0] == "line,item,rule,verdict,article,value_digest")
        #expect(lines[1] == "2,1,required,empty,test-2020#16,")
        #expect(lines[2].hasPrefix("2,2,identifier,wrong-length,test-2020#11,"))
    }

    @Test(
        "Of rows with one key the first stands and each later one is a problem",
        arguments: TestEngine.available)
    func duplicates(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        // Small chunks, so that repeats fall on their edges.
        let intake = try house.intake(chunkRows: 2)
        let text = "code,label\nb,1\na,2\nb,3\nc,4\na,5\nb,6\n c ,7\nd,8\n"
        let receipt = try await intake.deliver(file: house.write(text), to: .pairs, by: .staff)
        #expect(receipt.rowsRead == 8)
        #expect(receipt.good == 4)
        #expect(receipt.problems == 4)
        #expect(try await house.rows(of: .pairs) == ["a|2", "b|1", "c|4", "d|8"])
        let problems = try await intake.problems(of: receipt, by: .staff)
        #expect(problems.map(\.line) == [4, 6, 7, 8])
        #expect(problems.allSatisfy { $0.rule == .duplicateKey })
        #expect(problems[0].valueDigest == problems[2].valueDigest)
        #expect(problems[0].valueDigest != problems[1].valueDigest)
    }

    @Test(
        "A blank part of a key is the empty text, but a problem where numbers are wanted",
        arguments: TestEngine.available)
    func blankKey(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        let entry = Entry.published([
            Item(number: 1, field: "place", name: "地点", type: .characters, isKey: true),
            Item(number: 2, field: "year", name: "年份", type: .integer, isKey: true),
        ])
        try await house.publish(entry)
        let intake = try house.intake()
        let receipt = try await intake.deliver(
            file: house.write("place,year\n,2020\n \t,2021\n株洲,\n株洲,2020\n"), to: entry, by: .staff)
        #expect(receipt.good == 3)
        #expect(try await house.rows(of: entry) == ["|2020", "|2021", "株洲|2020"])
        let problems = try await intake.problems(of: receipt, by: .staff)
        #expect(problems.map(\.line) == [4])
        #expect(problems.map(\.rule) == [.required])
        #expect(problems.map(\.article) == [IntakeHouse.article("11")])
    }

    @Test(
        "The same content again changes nothing and gives the same receipt", arguments: TestEngine.available)
    func repeated(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let intake = try house.intake()
        let path = try house.write(Self.header + Self.person(1))
        let first = try await intake.deliver(file: path, to: .persons, by: .staff)
        var second = try await intake.deliver(file: path, to: .persons, by: .system())
        #expect(second.repeated)
        second.repeated = false
        #expect(second == first)
        #expect(try await house.rows(of: .persons, withOrigin: true).count == 1)
        #expect(try await intake.receipts(of: .persons, by: .staff).count == 1)
        #expect(house.spooled.isEmpty)
    }

    @Test(
        "A second delivery inserts, updates and leaves alone, and counts versions",
        arguments: TestEngine.available)
    func updates(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let intake = try house.intake()
        let first = try await intake.deliver(
            file: house.write(Self.header + Self.person(1) + Self.person(2) + Self.person(3)), to: .persons,
            by: .staff)
        // Other words for equal values: nothing has changed in row 1.
        let same = "王一,\(citizen(1).lowercased()),19800101,13800000001,+100.50,t,1.750,03\n"
        let second = try await intake.deliver(
            file: house.write(Self.header + same + Self.person(2, name: "新名") + Self.person(4)),
            to: .persons, by: .staff)
        #expect(second.inserted == 1)
        #expect(second.updated == 1)
        #expect(second.unchanged == 1)
        #expect(second.number > first.number)
        let rows = try await house.rows(of: .persons, withOrigin: true)
        func origin(_ number: Int) -> String? {
            rows.first { $0.contains(citizen(number)) }?.split(separator: "|").last.map(String.init)
        }
        #expect(origin(1) == "\(first.number)/2/v1")
        #expect(origin(2) == "\(second.number)/3/v2")
        #expect(origin(3) == "\(first.number)/4/v1")
        #expect(origin(4) == "\(second.number)/4/v1")
        #expect(try await house.datasets.standing(of: "e1")?.rows == 4)
        #expect(try await house.count(of: .persons) == 4)
    }

    @Test("A column that a delivery does not have keeps its values", arguments: TestEngine.available)
    func partialColumns(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let intake = try house.intake()
        _ = try await intake.deliver(
            file: house.write(Self.header + Self.person(1)), to: .persons, by: .staff)
        // In another order, named by field, in capitals.
        let second = try await intake.deliver(
            file: house.write("VISITS,id_number,Name\n9,\(citizen(1)),王一\n"), to: .persons, by: .staff)
        #expect(second.updated == 1)
        let row = try await house.rows(of: .persons)
        #expect(row == ["王一|\(citizen(1))|1980-01-01|13800000001|100.5|1|1.75|9"])
    }

    @Test("Bytes that arrive in pieces give the same as a file")
    func stream() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.persons)
        let intake = try house.intake()
        let bytes = Array((Self.header + Self.person(1) + Self.person(2)).utf8)
        let pieces = AsyncStream<[UInt8]> { stream in
            for start in Swift.stride(from: 0, to: bytes.count, by: 7) {
                stream.yield(Array(bytes[start..<min(start + 7, bytes.count)]))
            }
            stream.finish()
        }
        let streamed = try await intake.deliver(pieces, to: .persons, by: .system())
        #expect(streamed.inserted == 2)
        #expect(streamed.actor == "system:s1")
        let again = try await intake.deliver(file: house.write(bytes), to: .persons, by: .staff)
        #expect(again.repeated)
    }

    @Test("An upload that breaks off leaves nothing behind")
    func brokenStream() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let pieces = AsyncThrowingStream<[UInt8], any Error> { stream in
            stream.yield(Array("code,label\na,1\n".utf8))
            stream.finish(throwing: Killed())
        }
        await #expect(throws: Killed.self) { try await intake.deliver(pieces, to: .pairs, by: .staff) }
        #expect(house.spooled.isEmpty)
        #expect(try await intake.receipts(of: .pairs, by: .staff).isEmpty)
    }

    static let strangers: [(String, Actor)] = [
        ("people without a data post", .person(["department-head"])),
        ("people of another body", .person(["data-staff"], body: "b2")),
        ("people whose account is closed", .person(["data-staff"], isActive: false)),
        ("systems of another body", .system(body: "b2")),
        ("systems that are switched off", .system(isActive: false)),
        ("the authority", .person(["data-staff"], body: "b9", kind: .authority)),
    ]

    @Test("Only the providing body's staff and systems deliver", arguments: strangers)
    func admission(_ name: String, _ actor: Actor) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let path = try house.write("code,label\na,1\n")
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: path, to: .pairs, by: actor)
        }
        #expect(error?.code == IntakeCodes.notYours)
        #expect(error?.reasons[0].article == IntakeHouse.article("25"))
        #expect(try await house.count(of: .pairs) == 0)
    }

    @Test(
        "An entry that is not in force takes nothing",
        arguments: [(Entry.State.draft, nil), (.retired, "301001/1")])
    func notPublished(_ state: Entry.State, _ code: String?) async throws {
        let house = try await IntakeHouse()
        let entry = Entry.published(Entry.pairs.content.items, state: state, code: code)
        let intake = try house.intake()
        let path = try house.write("code,label\na,1\n")
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: path, to: entry, by: .staff)
        }
        #expect(error?.code == IntakeCodes.notPublished)
    }

    @Test("Receipts and problems are shown to the providing body and the authority alone")
    func visibility() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let receipt = try await intake.deliver(
            file: house.write("code,label\na,1\n"), to: .pairs, by: .staff)
        for actor in [Actor.staff, .person([], body: "b9", kind: .authority)] {
            #expect(try await intake.receipt(id: receipt.id, by: actor) == receipt)
            #expect(try await intake.receipts(ofBody: "b1", by: actor) == [receipt])
        }
        let other = Actor.person(["data-staff"], body: "b2")
        for act in [
            { _ = try await intake.receipt(id: receipt.id, by: other) },
            { _ = try await intake.receipts(of: .pairs, by: other) },
            { _ = try await intake.receipts(ofBody: "b1", by: other) },
            { _ = try await intake.problems(of: receipt, by: other) },
        ] as [@Sendable () async throws -> Void] {
            let error = await #expect(throws: Refusal.self) { try await act() }
            #expect(error?.code == IntakeCodes.notVisible)
        }
    }

    @Test("Receipts come newest first, page by page")
    func pages() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        for number in 1...5 {
            _ = try await intake.deliver(
                file: house.write("code,label\na,\(number)\n"), to: .pairs, by: .staff)
        }
        let first = try await intake.receipts(of: .pairs, by: .staff, limit: 2)
        let second = try await intake.receipts(of: .pairs, by: .staff, before: first[1].number, limit: 10)
        #expect((first + second).map(\.number) == [5, 4, 3, 2, 1])
        #expect(first[0].updated == 1)
    }
}
