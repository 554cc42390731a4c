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
        try await house.cutShort(Self.text, at: moment)

        let receipts = try await house.intake(chunkRows: 4).resume().finished
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
        #expect(try await intake.resume().finished.isEmpty)
    }

    static let table: [[String]] =
        [["code", "label"]] + (0..<25).map { ["k\(String(format: "%02d", ($0 * 7) % 23))", "值\($0)"] }
        + [["", "bad"]]

    static var forms: [(TestEngine, TableForm, Intake.Checkpoint)] {
        TestEngine.available.flatMap { engine in
            [TableForm.tsvGB18030, .csvUTF16Bare, .xlsx, .json, .jsonLines, .xmlElements, .xmlAttributes]
                .flatMap { form in [.accepted, .chunk(2), .chunk(6)].map { (engine, form, $0) } }
        }
    }

    @Test("Files of every form are taken up as they were begun", arguments: forms)
    func resumesForms(_ engine: TestEngine, _ form: TableForm, _ moment: Intake.Checkpoint) async throws {
        let whole = try await IntakeHouse(engine)
        try await whole.publish(.pairs)
        let bytes = try form.bytes(Self.table, in: whole.folder)
        let expected = try await whole.intake(chunkRows: 4).deliver(
            file: whole.write(bytes), to: .pairs, by: .staff)

        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        try await house.cutShort(bytes, at: moment)
        let intake = try house.intake(chunkRows: 4)
        let receipts = try await intake.resume().finished
        try #require(receipts.count == 1)
        let receipt = receipts[0]
        #expect(receipt.format == form.format)
        #expect(receipt.encoding == expected.encoding)
        #expect(receipt.sheet == expected.sheet)
        #expect(receipt.rowElement == expected.rowElement)
        #expect(receipt.good == 23)
        #expect(receipt.problems == 3)
        #expect(receipt.inserted == 23)
        #expect(
            try await house.rows(of: .pairs, withOrigin: true)
                == whole.rows(of: .pairs, withOrigin: true))
        #expect(
            try await intake.problems(of: receipt, by: .staff)
                == whole.intake().problems(of: expected, by: .staff))
        #expect(house.spooled.isEmpty)
    }

    @Test("A delivery cut short is taken up with the mapping it was accepted with, whatever was saved since")
    func resumesMapping() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake(chunkRows: 4)
        _ = try await intake.saveMapping(
            ColumnMapping(columns: [.init(column: "编", item: "code"), .init(column: "注", item: "label")]),
            source: "旧系统", of: .pairs, by: .staff)
        var table = Self.table
        table[0] = ["编", "注"]
        try await house.cutShort(
            TableForm.xlsx.bytes(table, in: house.folder), at: .chunk(2),
            options: DeliveryOptions(mapping: "旧系统"))
        _ = try await intake.saveMapping(
            ColumnMapping(columns: [.init(column: "编", item: "code"), .init(column: "注", item: nil)]),
            source: "旧系统", of: .pairs, by: .staff)
        let receipt = try #require(try await intake.resume().finished.first)
        #expect(receipt.mapping == Receipt.MappingReference(source: "旧系统", version: 1))
        #expect(receipt.inserted == 23)
        #expect(try await house.rows(of: .pairs).allSatisfy { $0.contains("|值") })
        #expect(house.spooled.isEmpty)
    }

    @Test("A delivery accepted before there were formats is taken up by what its file is")
    func resumesEarlier() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        try await house.cutShort(TableForm.tsv.bytes(Self.table, in: house.folder), at: .chunk(2))
        try await house.store.write { try $0.run("UPDATE delivery SET format = NULL") }
        let receipt = try #require(try await house.intake(chunkRows: 4).resume().finished.first)
        #expect(receipt.inserted == 23)
        #expect(house.spooled.isEmpty)
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
}
