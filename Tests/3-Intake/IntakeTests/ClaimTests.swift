import Catalogue
import Foundation
import Ledger
import Regulation
import Testing

@testable import Intake

/// Two instances of intake on one folder see one another as two processes do: a mark is locked for each.
@Suite("Deliveries among several processes")
struct ClaimTests {
    static let text = ResumeTests.text
    static let other = "code,label\nz,1\n"

    @Test(
        "What a living process works on is left to it; what it leaves is taken up",
        arguments: TestEngine.available)
    func living(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let failing = try house.intake(chunkRows: 4) { if $0 == .chunk(2) { throw Killed() } }
        await #expect(throws: Killed.self) { try await failing.deliver(file: path, to: .pairs, by: .staff) }
        let beside = try house.intake(chunkRows: 4)
        let outcome = try await beside.resume()
        #expect(outcome.finished.isEmpty && outcome.isClean)
        #expect(try await house.count(of: .pairs) == 8)
        let refusal = await #expect(throws: Refusal.self) {
            try await beside.deliver(file: path, to: .pairs, by: .staff)
        }
        #expect(refusal?.code == IntakeCodes.underWay)
        failing.close()
        #expect(try await beside.resume().finished.map(\.inserted) == [23])
        #expect(house.spooled.isEmpty)
    }

    @Test("A process takes up again itself what it could not finish", arguments: TestEngine.available)
    func itself(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let once = Once()
        let intake = try house.intake(chunkRows: 4) {
            if $0 == .chunk(2), once.isFirst { throw Killed() }
        }
        await #expect(throws: Killed.self) { try await intake.deliver(file: path, to: .pairs, by: .staff) }
        #expect(try await intake.resume().finished.map(\.inserted) == [23])
    }

    @Test("An upload on its way is never swept away; one of an ended process is, and its mark with it")
    func sweep() async throws {
        let house = try await IntakeHouse()
        let (living, ended) = (try house.intake(), try house.intake())
        let onItsWay = try Spool.Writer(living.spool, id: "one")
        try Data("code".utf8).write(
            to: URL(filePath: "\(house.spool)/\(ended.spool.mark.holder)-two.part"))
        try Data("code".utf8).write(to: URL(filePath: "\(house.spool)/left.part"))
        ended.close()
        let sweeping = try house.intake()
        try await sweeping.resume()
        #expect(house.spooled == ["\(living.spool.mark.holder)-one.part"])
        #expect(
            house.inSpool.filter { $0.hasSuffix(".lock") }.sorted()
                == [living, sweeping].map { "\($0.spool.mark.holder).lock" }.sorted())
        withExtendedLifetime((onItsWay, living)) {}
    }

    @Test("A file that no delivery owes is swept away, but not before it is old")
    func unowned() async throws {
        let house = try await IntakeHouse()
        let intake = try house.intake()
        let name = "1-" + String(repeating: "a", count: 64)
        let path = "\(house.spool)/\(name)"
        try Data("code".utf8).write(to: URL(filePath: path))
        try await intake.resume()
        #expect(house.spooled == [name])
        let old = Date(timeIntervalSinceNow: -Double(Spool.unownedSecondsMin) - 60)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        try await intake.resume()
        #expect(house.spooled.isEmpty)
    }

    @Test(
        "Bytes that died with their node keep the entry for a bounded time; then the receipt says interrupted",
        arguments: TestEngine.available)
    func lostNode(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        try await house.cutShort(Self.text, at: .chunk(2), in: "\(house.folder)/other-node")
        let intake = try house.intake(chunkRows: 4)
        #expect(try await intake.resume().isClean)
        let other = try house.write(Self.other, "other.csv")
        house.pass(seconds: Intake.leaseSeconds + Intake.silenceSecondsMax - 1)
        let refusal = await #expect(throws: Refusal.self) {
            try await intake.deliver(file: other, to: .pairs, by: .staff)
        }
        #expect(refusal?.code == IntakeCodes.underWay)
        #expect(refusal?.reasons.first?.detail?.en.contains(" 1 seconds") == true)
        house.pass(seconds: 1)
        #expect(try await intake.deliver(file: other, to: .pairs, by: .staff).inserted == 1)
        let receipts = try await intake.receipts(of: .pairs, by: .staff)
        #expect(receipts.map(\.state) == [.finished, .interrupted])
        #expect(receipts[1].inserted == 8)
        #expect(try await house.events().contains(IntakeEvents.interrupted.name))

        // The node comes back after all: what was given up is not stored over what came later.
        let back = try house.intake(chunkRows: 4, spool: "\(house.folder)/other-node")
        let outcome = try await back.resume()
        #expect(outcome.finished.isEmpty && outcome.isClean)
        #expect(try await house.count(of: .pairs) == 9)

        // Delivered again, it is stored whole, under the receipt that it has.
        let path = try house.write(Self.text)
        let again = try await intake.deliver(file: path, to: .pairs, by: .staff)
        #expect(again.id == receipts[1].id)
        #expect(again.state == .finished)
        #expect(again.good == 23 && again.problems == 3)
        #expect(again.inserted + again.updated + again.unchanged == 23)
        #expect(try await house.count(of: .pairs) == 24)
        #expect(try await intake.problems(of: again, by: .staff).count == 3)
    }

    @Test(
        "The same bytes delivered to another node go on there once the lease is over",
        arguments: TestEngine.available)
    func sameBytes(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        try await house.cutShort(Self.text, at: .chunk(2), in: "\(house.folder)/other-node")
        let intake = try house.intake(chunkRows: 4)
        let path = try house.write(Self.text)
        await #expect(throws: Refusal.self) { try await intake.deliver(file: path, to: .pairs, by: .staff) }
        house.pass(seconds: Intake.leaseSeconds)
        let receipt = try await intake.deliver(file: path, to: .pairs, by: .staff)
        #expect(receipt.state == .finished && receipt.inserted == 23)
        let back = try house.intake(spool: "\(house.folder)/other-node")
        #expect(try await back.resume().finished.isEmpty)
    }

    @Test("A process that was given up for dead stores nothing more", arguments: TestEngine.available)
    func zombie(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        let path = try house.write(Self.text)
        let other = try house.write(Self.other, "other.csv")
        let beside = try house.intake(spool: "\(house.folder)/other-node")
        let slow = try house.intake(chunkRows: 4) { if $0 == .chunk(2) { throw Killed() } }
        await #expect(throws: Killed.self) { try await slow.deliver(file: path, to: .pairs, by: .staff) }
        let stale = try #require(
            try await house.store.read { session in
                try session.first("SELECT \(DeliveryRecord.columns) FROM delivery", [], DeliveryRecord.init)
            })
        house.pass(seconds: Intake.leaseSeconds + Intake.silenceSecondsMax)
        _ = try await beside.deliver(file: other, to: .pairs, by: .staff)
        // It does not know yet, and goes on where it was.
        await #expect(throws: IntakeError.superseded(delivery: stale.receipt.id)) {
            try await slow.takeUp(stale)
        }
        #expect(try await house.count(of: .pairs) == 9)
        let receipts = try await slow.receipts(of: .pairs, by: .staff)
        #expect(receipts.map(\.state) == [.finished, .interrupted])
    }

    @Test(
        "A damaged or missing spooled file interrupts its own delivery alone, which can be made again at once",
        arguments: [true, false])
    func damaged(_ isMissing: Bool) async throws {
        let house = try await IntakeHouse()
        let second = Entry.published(Entry.pairs.content.items, number: 2, id: "e2", code: "301001/000002")
        try await house.publish(.pairs)
        try await house.publish(second)
        try await house.cutShort(Self.text, at: .chunk(1))
        try await house.cutShort(Self.text, at: .chunk(1), entry: second)
        let name = try #require(house.spooled.first { $0.hasPrefix("1-") })
        let file = URL(filePath: "\(house.spool)/\(name)")
        if isMissing {
            try FileManager.default.removeItem(at: file)
        } else {
            try Data("code,label\nk99,other\n".utf8).write(to: file)
        }
        let intake = try house.intake()
        let outcome = try await intake.resume()
        #expect(outcome.interrupted.map(\.entry) == ["e1"])
        #expect(outcome.interrupted.map(\.state) == [.interrupted])
        #expect(outcome.finished.map(\.entry) == ["e2"])
        #expect(outcome.faults.isEmpty)
        #expect(try await house.count(of: .pairs) == 4)
        #expect(try await house.count(of: second) == 23)
        #expect(house.spooled == (isMissing ? [] : [name + ".damaged"]))
        #expect(try await intake.resume().isClean)
        let path = try house.write(Self.text)
        let receipt = try await intake.deliver(file: path, to: .pairs, by: .staff)
        #expect(receipt.id == outcome.interrupted.first?.id)
        #expect(receipt.state == .finished)
        #expect(receipt.inserted == 19 && receipt.unchanged == 4)
        #expect(house.spooled.isEmpty)
    }
}

/// True the first time alone.
private final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var wasAsked = false

    var isFirst: Bool {
        lock.withLock {
            defer { wasAsked = true }
            return !wasAsked
        }
    }
}
