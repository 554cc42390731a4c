import Catalogue
import Datasets
import Foundation
import Regulation
import Synchronization
import Testing

@testable import Intake

@Suite("Deliveries that were cut short")
struct ResumeTests {
    static let text =
        "code,label\n"
        + (0..<25).map { "k\(String(format: "%02d", ($0 * 7) % 23)),v\($0)\n" }.joined()
        + "bad\n"

    static let moments: [Intake.Checkpoint] = [
        .accepted, .problemsKept, .chunk(1), .chunk(2), .chunk(3), .chunk(6),
    ]

    static var cases: [(TestEngine, Intake.Checkpoint)] {
        TestEngine.available.flatMap { engine in moments.map { (engine, $0) } }
    }

    @Test("Wherever the process ends, the next one stores every row exactly once", arguments: cases)
    func resumes(_ engine: TestEngine, _ moment: Intake.Checkpoint) async throws {
        let whole = try await IntakeHouse(engine)
        try await whole.publish(.pairs)
        let expected = try await whole.intake(chunkRows: 4).deliver(
            file: whole.write(Self.text), to: .pairs, by: .staff)

        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let dying = try house.intake(chunkRows: 4) { if $0 == moment { throw Killed() } }
        await #expect(throws: Killed.self) { try await dying.deliver(file: path, to: .pairs, by: .staff) }
        try FileManager.default.removeItem(atPath: path)

        let receipts = try await house.intake(chunkRows: 4).resume()
        try #require(receipts.count == 1)
        let receipt = receipts[0]
        #expect(receipt.state == .finished)
        #expect(receipt.rowsRead == 26)
        #expect(receipt.good == expected.good)
        #expect(receipt.problems == expected.problems)
        #expect(receipt.inserted == 23)
        #expect(receipt.updated == 0)
        #expect(receipt.unchanged == 0)
        #expect(
            try await house.rows(of: .pairs, withOrigin: true)
                == whole.rows(of: .pairs, withOrigin: true))
        let intake = try house.intake()
        #expect(
            try await intake.problems(of: receipt, by: .staff)
                == whole.intake().problems(of: expected, by: .staff))
        #expect(house.spooled.isEmpty)
        #expect(try await intake.resume().isEmpty)
    }

    @Test("An upload that was never accepted is swept away at the next start")
    func sweep() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        try Data("code".utf8).write(to: URL(filePath: "\(house.spool)/left.part"))
        #expect(try await intake.resume().isEmpty)
        #expect(house.spooled.isEmpty)
    }

    @Test("Other content waits until the delivery under way has finished; the same content takes it up")
    func underWay() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let dying = try house.intake(chunkRows: 4) { if $0 == .chunk(2) { throw Killed() } }
        await #expect(throws: Killed.self) { try await dying.deliver(file: path, to: .pairs, by: .staff) }
        // The disk that held the spool is gone.
        for name in house.spooled { try FileManager.default.removeItem(atPath: "\(house.spool)/\(name)") }
        let intake = try house.intake(chunkRows: 4)
        #expect(try await intake.resume().isEmpty)
        let other = try house.write("code,label\nz,1\n", "other.csv")
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: other, to: .pairs, by: .staff)
        }
        #expect(error?.code == IntakeCodes.underWay)
        let receipt = try await intake.deliver(file: path, to: .pairs, by: .staff)
        #expect(receipt.state == .finished)
        #expect(receipt.inserted == 23)
        #expect(try await intake.deliver(file: other, to: .pairs, by: .staff).inserted == 1)
    }

    @Test("One delivery of an entry at a time; another is told to wait")
    func oneAtATime() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let intake = try house.intake()
        let error = await #expect(throws: Refusal.self) {
            try await intake.exclusively("e1") {
                try await intake.deliver(file: path, to: .pairs, by: .staff)
            }
        }
        #expect(error?.code == IntakeCodes.underWay)
        #expect(house.spooled.isEmpty)
        #expect(try await intake.deliver(file: path, to: .pairs, by: .staff).inserted == 23)
    }

    @Test("More deliveries at once than the bound are told to come later")
    func bounded() async throws {
        let house = try await IntakeHouse()
        let intake = try house.intake()
        func nest(_ depth: Int) async throws {
            try await intake.exclusively("e\(depth)") { if depth > 0 { try await nest(depth - 1) } }
        }
        try await nest(Intake.deliveriesMax - 1)
        let error = await #expect(throws: Refusal.self) { try await nest(Intake.deliveriesMax) }
        #expect(error?.code == IntakeCodes.busy)
    }

    @Test("A delivery that cannot be taken up does not hold up the others")
    func others() async throws {
        let house = try await IntakeHouse()
        let second = Entry.published(Entry.pairs.content.items, number: 2, id: "e2", code: "301001/000002")
        try await house.publish(.pairs)
        try await house.publish(second)
        let path = try house.write(Self.text)
        let dying = try house.intake(chunkRows: 4) { if $0 == .chunk(1) { throw Killed() } }
        for entry in [Entry.pairs, second] {
            await #expect(throws: Killed.self) { try await dying.deliver(file: path, to: entry, by: .staff) }
        }
        let name = try #require(house.spooled.first { $0.hasPrefix("1-") })
        try Data("code,label\nk99,other\n".utf8).write(to: URL(filePath: "\(house.spool)/\(name)"))
        let intake = try house.intake()
        await #expect(throws: IntakeError.self) { try await intake.resume() }
        #expect(try await house.count(of: .pairs) == 4)
        #expect(try await house.count(of: second) == 23)
    }

    @Test("A spooled file that is no longer what was accepted is a fault, not a guess")
    func damaged() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let dying = try house.intake(chunkRows: 4) { if $0 == .chunk(1) { throw Killed() } }
        await #expect(throws: Killed.self) { try await dying.deliver(file: path, to: .pairs, by: .staff) }
        let name = try #require(house.spooled.first)
        try Data("code,label\nk99,other\n".utf8).write(to: URL(filePath: "\(house.spool)/\(name)"))
        let intake = try house.intake()
        await #expect(throws: IntakeError.self) { try await intake.resume() }
        #expect(try await house.count(of: .pairs) == 4)
    }
}
