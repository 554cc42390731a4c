import Catalogue
import Datasets
import Foundation
import Parties
import Regulation
import Testing

@testable import Intake

@Suite("Column mappings")
struct MappingTests {
    /// What another system calls the columns of persons.
    static let mapping = ColumnMapping(
        columns: [
            .init(column: "XM", item: "name"), .init(column: "SFZH", item: "id_number"),
            .init(column: "CSRQ", item: "birth_date"), .init(column: "BZ", item: nil),
        ], constants: [.init(item: "visits", value: "1")])

    @Test(
        "A file of a source is read by its saved mapping, and the receipt names it",
        arguments: TestEngine.available)
    func delivers(_ engine: TestEngine) async throws {
        let house = try await IntakeHouse(engine)
        try await house.publish(.persons)
        let intake = try house.intake()
        let saved = try await intake.saveMapping(Self.mapping, source: " 户籍系统 ", of: .persons, by: .staff)
        #expect(saved.source == "户籍系统")
        #expect(saved.version == 1)
        let text = "BZ,SFZH, XM ,CSRQ\nx,\(citizen(1)),王一,1980-01-01\ny,\(citizen(2)),,1980-01-01\n"
        let options = DeliveryOptions(mapping: "户籍系统")
        let receipt = try await intake.deliver(
            file: house.write(text), to: .persons, by: .staff, options: options)
        #expect(receipt.mapping == Receipt.MappingReference(source: "户籍系统", version: 1))
        #expect(receipt.good == 1)
        #expect(
            try await house.rows(of: .persons) == ["王一|\(citizen(1))|1980-01-01|-|-|-|-|1"])
        let problems = try await intake.problems(of: receipt, by: .staff)
        #expect(problems.map(\.item) == [1])
        #expect(problems.map(\.rule) == [.required])
        #expect(try await house.events().contains("intake.mapping.saved"))
        // Without the mapping the same file is beyond the entry.
        let path = try house.write(text)
        let refused = await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: path, to: .persons, by: .staff, options: DeliveryOptions(header: .present))
        }
        #expect(refused?.reasons.map(\.code) == [IntakeCodes.columnMissing, IntakeCodes.columnBeyondPlan])
    }

    @Test("What changes is a new version; the same file is delivered anew by it, and told apart from before")
    func versions() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        func save(_ label: String?, _ value: String) async throws -> Int {
            try await intake.saveMapping(
                ColumnMapping(
                    columns: [.init(column: "k", item: "code"), .init(column: "v", item: label)],
                    constants: label == nil ? [.init(item: "label", value: value)] : []),
                source: "s", of: .pairs, by: .staff
            ).version
        }
        #expect(try await save("label", "") == 1)
        #expect(try await save("label", "") == 1)
        let path = try house.write("k,v\na,1\n")
        let options = DeliveryOptions(mapping: "s")
        let first = try await intake.deliver(file: path, to: .pairs, by: .staff, options: options)
        #expect(try await intake.deliver(file: path, to: .pairs, by: .staff, options: options).repeated)
        #expect(try await save(nil, "固定") == 2)
        let second = try await intake.deliver(file: path, to: .pairs, by: .staff, options: options)
        #expect(!second.repeated)
        #expect(second.mapping?.version == 2)
        #expect(second.digest == first.digest)
        #expect(second.updated == 1)
        #expect(try await house.rows(of: .pairs) == ["a|固定"])
        #expect(try await intake.mappings(of: .pairs, by: .staff).map(\.version) == [2])
        #expect(
            try await intake.mapping("s", version: 1, of: .pairs, by: .staff).content.columns.count == 2)
        let unknown = await #expect(throws: Refusal.self) {
            try await intake.mapping("s", version: 3, of: .pairs, by: .staff)
        }
        #expect(unknown?.code == IntakeCodes.mappingUnknown)
    }

    static let refused: [(String, ColumnMapping, [ReasonCode], [String])] = [
        (
            "an unknown item",
            ColumnMapping(columns: [.init(column: "a", item: "code"), .init(column: "b", item: "phone")]),
            [IntakeCodes.mappingItemUnknown], ["14"]
        ),
        (
            "a required item left out", ColumnMapping(columns: [.init(column: "b", item: "label")]),
            [IntakeCodes.mappingItemMissing], ["16"]
        ),
        (
            "an item twice",
            ColumnMapping(
                columns: [.init(column: "a", item: "code")], constants: [.init(item: "code", value: "x")]),
            [IntakeCodes.mappingRepeated], ["16"]
        ),
        (
            "a column twice",
            ColumnMapping(columns: [.init(column: "a", item: "code"), .init(column: " a", item: nil)]),
            [IntakeCodes.mappingRepeated], ["16"]
        ),
        (
            "a constant of no form",
            ColumnMapping(
                columns: [.init(column: "a", item: "code")], constants: [.init(item: "label", value: "  ")]),
            [IntakeCodes.mappingConstant], ["16"]
        ),
        (
            "several at once",
            ColumnMapping(columns: [.init(column: "b", item: "phone"), .init(column: "b", item: "label")]),
            [IntakeCodes.mappingItemUnknown, IntakeCodes.mappingRepeated, IntakeCodes.mappingItemMissing],
            ["14", "16", "16"]
        ),
    ]

    @Test(
        "A mapping that does not fit its entry is refused with everything that is wrong", arguments: refused)
    func refuses(
        _ name: String, _ mapping: ColumnMapping, _ codes: [ReasonCode], _ articles: [String]
    ) async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let error = await #expect(throws: Refusal.self) {
            try await intake.saveMapping(mapping, source: "s", of: .pairs, by: .staff)
        }
        #expect(error?.reasons.map(\.code) == codes)
        #expect(error?.reasons.map(\.article) == articles.map { IntakeHouse.article($0) })
        #expect(try await intake.mappings(of: .pairs, by: .staff).isEmpty)
    }

    @Test("Names and numbers of sources, columns and characters have bounds")
    func bounds() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let good = ColumnMapping(columns: [.init(column: "a", item: "code")])
        for name in ["", "  ", "a/b", "a\nb", String(repeating: "长", count: 61)] {
            let error = await #expect(throws: Refusal.self) {
                try await intake.saveMapping(good, source: name, of: .pairs, by: .staff)
            }
            #expect(error?.code == IntakeCodes.mappingName)
        }
        let wide = ColumnMapping(columns: (0...1_000).map { .init(column: "c\($0)", item: nil) })
        let long = ColumnMapping(columns: [.init(column: String(repeating: "列", count: 201), item: "code")])
        for mapping in [wide, long] {
            let error = await #expect(throws: Refusal.self) {
                try await intake.saveMapping(mapping, source: "s", of: .pairs, by: .staff)
            }
            #expect(error?.code == IntakeCodes.mappingTooLarge)
        }
        for number in 0..<Intake.mappingSourcesMax {
            _ = try await intake.saveMapping(good, source: "s\(number)", of: .pairs, by: .staff)
        }
        let full = await #expect(throws: Refusal.self) {
            try await intake.saveMapping(good, source: "more", of: .pairs, by: .staff)
        }
        #expect(full?.code == IntakeCodes.mappingTooLarge)
        #expect(try await intake.mappings(of: .pairs, by: .staff).count == Intake.mappingSourcesMax)
    }

    @Test("Whoever may deliver may save and ask; whoever may see deliveries may read; nobody else")
    func authority() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        let good = ColumnMapping(columns: [.init(column: "a", item: "code")])
        let path = try house.write("a\n1\n")
        for stranger in [Actor.person(["data-staff"], body: "b2"), .person(["auditor"])] {
            let saving = await #expect(throws: Refusal.self) {
                try await intake.saveMapping(good, source: "s", of: .pairs, by: stranger)
            }
            #expect(saving?.code == IntakeCodes.notYours)
            let asking = await #expect(throws: Refusal.self) {
                try await intake.propose(file: path, to: .pairs, by: stranger)
            }
            #expect(asking?.code == IntakeCodes.notYours)
        }
        _ = try await intake.saveMapping(good, source: "s", of: .pairs, by: .system())
        let reading = await #expect(throws: Refusal.self) {
            try await intake.mappings(of: .pairs, by: .person(["data-staff"], body: "b2"))
        }
        #expect(reading?.code == IntakeCodes.notVisible)
        #expect(try await intake.mapping("s", of: .pairs, by: .person(["auditor"])).savedBy == "system:s1")
    }

    @Test("A mapping that the entry has outgrown is refused before anything is read")
    func outgrown() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        _ = try await intake.saveMapping(
            ColumnMapping(columns: [.init(column: "a", item: "code")]), source: "s", of: .pairs, by: .staff)
        let grown = Entry.published(
            Entry.pairs.content.items
                + [Item(number: 3, field: "since", name: "起始", type: .date, isRequired: true)], version: 2)
        try await house.publish(grown)
        let path = try house.write("a,since\n1,2026-01-01\n")
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: path, to: grown, by: .staff, options: DeliveryOptions(mapping: "s"))
        }
        #expect(error?.code == IntakeCodes.mappingItemMissing)
        #expect(house.spooled.isEmpty)
    }

    @Test("Columns of a file without header go by their numbers")
    func numbered() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        _ = try await intake.saveMapping(
            ColumnMapping(columns: [
                .init(column: "#1", item: nil), .init(column: "#2", item: "label"),
                .init(column: "#3", item: "code"),
            ]), source: "s", of: .pairs, by: .staff)
        let receipt = try await intake.deliver(
            file: house.write("x,标签,a\ny,,b\n"), to: .pairs, by: .staff,
            options: DeliveryOptions(header: .absent, mapping: "s"))
        #expect(!receipt.hasHeader)
        #expect(try await house.rows(of: .pairs) == ["a|标签", "b|-"])
    }

    @Test("An item that its mapping gives is not taken from a column of its own name as well")
    func shadowed() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.pairs)
        let intake = try house.intake()
        _ = try await intake.saveMapping(
            ColumnMapping(
                columns: [.init(column: "a", item: "code")], constants: [.init(item: "label", value: "x")]),
            source: "s", of: .pairs, by: .staff)
        let path = try house.write("a,名称\n1,2\n")
        let error = await #expect(throws: Refusal.self) {
            try await intake.deliver(
                file: path, to: .pairs, by: .staff, options: DeliveryOptions(mapping: "s"))
        }
        #expect(error?.code == IntakeCodes.columnBeyondPlan)
        #expect(error?.reasons[0].detail?.zh == "名称")
    }

    @Test("Columns are proposed by earlier mappings, by fields and by names, in every form of file")
    func proposes() async throws {
        let house = try await IntakeHouse()
        try await house.publish(.persons)
        let intake = try house.intake()
        _ = try await intake.saveMapping(Self.mapping, source: "户籍", of: .persons, by: .staff)
        let table = [
            ["SFZH", "BZ", "手机", "INCOME", "未知"], [citizen(1), "x", "", "1", "?"],
        ]
        for form in [TableForm.csvGB18030, .tsv, .xlsx, .json, .jsonLines, .xmlElements] {
            let proposal = try await intake.propose(
                file: house.write(form.bytes(table, in: house.folder)), to: .persons, by: .staff)
            #expect(proposal.format == form.format)
            let columns = Dictionary(uniqueKeysWithValues: proposal.columns.map { ($0.column, $0) })
            #expect(columns.count == 5)
            #expect(columns["SFZH"]?.item == "id_number")
            #expect(columns["SFZH"]?.ground == .mapping)
            #expect(columns["SFZH"]?.source == "户籍")
            #expect(columns["BZ"]?.ground == .ignored)
            #expect(columns["手机"]?.ground == .name)
            #expect(columns["手机"]?.item == "phone")
            #expect(columns["INCOME"]?.ground == .field)
            #expect(columns["未知"]?.item == nil)
            #expect(columns["未知"]?.ground == MappingProposal.Ground.none)
            #expect(proposal.missing == ["name"])
        }
        let nameless = try await intake.propose(
            file: house.write("王一,\(citizen(1))\n"), to: .persons, by: .staff,
            options: DeliveryOptions(header: .absent))
        #expect(nameless.columns.map(\.column) == ["#1", "#2"])
        #expect(house.spooled.isEmpty)
        #expect(try await house.count(of: .persons) == 0)
    }
}
