import Catalogue
import Datasets
import Regulation
import Store
import Testing

@testable import Intake

@Suite("Datasets")
struct DatasetTests {
    @Test("A look-up finds what was delivered, however the key is written", arguments: TestEngine.available)
    func lookup(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let number = "11010519491231002X"
        _ = try await house.intake().deliver(
            file: house.write("name,id_number,visits\n王,\(number),12\n"), to: .persons, by: .staff)
        let items = Entry.persons.content.items
        let lookup = try Lookup(DatasetShape(.persons), items: [items[7], items[0], items[2]])
        for written in [number, " 11010519491231002x "] {
            let found = try await house.store.read { session in
                var found: [String?] = []
                let values = try lookup.values(of: [written])
                let isThere = try lookup(session, key: values) { row in
                    found = try (0..<3).map { row.isNull(at: $0) ? nil : try row.text(at: $0) }
                }
                return isThere ? found : nil
            }
            #expect(found == ["12", "王", nil])
        }
        let none = try await house.store.read { session in
            try lookup(session, key: try lookup.values(of: [citizen(5)])) { _ in }
        }
        #expect(!none)
    }

    static let wrongKeys: [[String]] = [["110105194912310021"], [""], [], ["a", "b"]]

    @Test("A key of another form or number of parts is refused without its value", arguments: wrongKeys)
    func malformedKey(_ key: [String]) throws {
        let lookup = try Lookup(DatasetShape(.persons), items: Entry.persons.content.items)
        let error = #expect(throws: Refusal.self) { try lookup.values(of: key) }
        #expect(error?.code == DatasetsCodes.keyMalformed)
        for part in key where part.count > 1 { #expect(!String(describing: error).contains(part)) }
    }

    @Test(
        "A later version's items become columns; older rows have no value in them",
        arguments: TestEngine.available)
    func widening(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.pairs)
        let intake = try house.intake()
        _ = try await intake.deliver(file: house.write("code,label\na,1\nb,2\n"), to: .pairs, by: .staff)
        // A second delivery before the change fills each connection's statements for the narrower table.
        _ = try await intake.deliver(file: house.write("code,label\nb,3\n"), to: .pairs, by: .staff)
        let wider = Entry.published(
            Entry.pairs.content.items + [Item(number: 3, field: "size", name: "大小", type: .integer)],
            version: 2)
        try await house.publish(wider)
        try await house.publish(wider)
        let receipt = try await intake.deliver(
            file: house.write("code,label,size\nb,3,7\nc,4,8\n"), to: wider, by: .staff)
        #expect(receipt.updated == 1)
        #expect(receipt.inserted == 1)
        #expect(try await house.rows(of: wider) == ["a|1|-", "b|3|7", "c|4|8"])
        // An item that a version leaves out keeps its column and its values.
        try await house.publish(.pairs)
        #expect(try await house.rows(of: wider) == ["a|1|-", "b|3|7", "c|4|8"])
    }

    static let shapes: [(String, ReasonCode, [Item])] = [
        ("no key", DatasetsCodes.keyMissing, [Item(number: 1, field: "a", name: "甲", type: .characters)]),
        (
            "a key of floating point", DatasetsCodes.keyType,
            [Item(number: 1, field: "a", name: "甲", type: .double, isKey: true)]
        ),
        (
            "too many items", DatasetsCodes.tooManyItems,
            (1...501).map {
                Item(number: $0, field: "f\($0)", name: "项\($0)", type: .characters, isKey: $0 == 1)
            }
        ),
    ]

    @Test("A shape that cannot be kept is refused", arguments: shapes)
    func misshapen(_ name: String, _ code: ReasonCode, _ items: [Item]) async throws {
        let house = try await IntakeHouse()
        let error = await #expect(throws: Refusal.self) { try await house.publish(Entry.published(items)) }
        #expect(error?.code == code)
    }

    @Test("An item with data keeps its kind of value and the key stays")
    func shapeChanged() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let key = Entry.pairs.content.items[0]
        let changes: [[Item]] = [
            [key, Item(number: 2, field: "label", name: "名称", type: .integer)],
            [key, Item(number: 2, field: "label", name: "名称", type: .characters, isKey: true)],
        ]
        for items in changes {
            let error = await #expect(throws: Refusal.self) {
                try await house.publish(Entry.published(items))
            }
            #expect(error?.code == DatasetsCodes.shapeChanged)
        }
    }

    @Test("Pages follow the key without gap or repeat", arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        let entry = Entry.published([
            Item(number: 1, field: "a", name: "甲", type: .characters, isKey: true),
            Item(number: 2, field: "b", name: "乙", type: .integer, isKey: true),
        ])
        try await house.publish(entry)
        // Lengths, capitals and Chinese, whose order differs between languages but not between bytes.
        let parts = ["", "B", "a", "aa", "株", "洲"]
        let text = parts.flatMap { part in (0..<50).map { "\(part),\($0)\n" } }.joined()
        let receipt = try await house.intake().deliver(file: house.write(text), to: entry, by: .staff)
        #expect(receipt.inserted == 300)
        let rows = try await house.rows(of: entry)
        #expect(rows.count == 300)
        #expect(
            rows
                == parts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { part in
                    (0..<50).map { "\(part)|\($0)" }
                })
    }
}
