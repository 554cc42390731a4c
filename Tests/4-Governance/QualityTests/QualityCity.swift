import Cases
import Catalogue
import Intake
import Quality
import Regulation
import Standards
import TestCity

/// What the tests of data quality share: an entry with rules across its items, and rows for it (质量测试城市).
extension TestCity {
    /// Persons with sex and a span of residence, published by the police.
    func publishResidents() async throws -> Entry {
        // One that every regulation lets be shared: some bind internal data to it.
        var content = EntryContent.persons(sharing: .unconditional, basis: "", conditions: "")
        content.items.append(Item(number: 0, field: "gender", name: "性别", type: .characters, length: 2))
        content.items.append(Item(number: 0, field: "since", name: "居住起始日", type: .date))
        content.items.append(Item(number: 0, field: "until", name: "居住截止日", type: .date))
        return try await publish(content)
    }

    static let header = "id_number,name,birth_date,phone,address,gender,since,until"

    /// Rows in the order of ``header``.
    @discardableResult
    func deliver(_ rows: [String], to entry: Entry) async throws -> Receipt {
        let bytes = Array(([Self.header] + rows).joined(separator: "\n").utf8)
        return try await platform.intake.deliver(
            AsyncStream<[UInt8]> { stream in
                stream.yield(bytes)
                stream.finish()
            }, to: entry, by: try await actor("police.data-staff"))
    }

    /// Declares `rules` and has them approved.
    @discardableResult
    func declare(_ rules: [QualityRule], for entry: Entry) async throws -> QualityRuleSet {
        let staff = try await actor("police.data-staff")
        let set = try await platform.quality.declare(rules, for: entry.id, by: staff)
        if let caseID = set.caseID {
            try await approveAll(try await platform.cases.file(caseID, for: staff))
        }
        return set
    }

    /// The number of an item by its field.
    func number(_ field: String, of entry: Entry) -> Int {
        entry.content.items.first { $0.field == field }?.number ?? 0
    }

    func results(of run: QualityRun) async throws -> [String: QualityResult] {
        let results = try await platform.store.read { try platform.quality.results(of: run.number, in: $0) }
        return Dictionary(results.map { ($0.rule, $0) }) { first, _ in first }
    }
}
