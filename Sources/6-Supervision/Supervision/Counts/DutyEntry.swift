import Catalogue
import Regulation
import Store

/// One published entry in force, as far as duties and statistics count it (目录计数行).
struct DutyEntry: Sendable, Hashable {
    let body: String
    let entry: String
    let publishedAt: Int64
    /// Values by facet; empty where the content has none of the standard's.
    let facets: [Facet: String]
    let cycleDays: Int64?
    let hasBasis: Bool
    let hasConditions: Bool
    let hasGrade: Bool
    let hasSecrecy: Bool
    let hasPersonal: Bool
    let items: Int64
    let bound: Int64
    /// `2026-03`: the month of its newest publication.
    let month: String
    let isDelivered: Bool
    let hasData: Bool
    /// The last day on which its next update is in time; nil where none is promised.
    let due: String?

    /// Nil for an entry that was never published.
    init?(_ entry: Entry, _ delivered: DeliveredEntry?, offsetSeconds: Int64) {
        guard let published = entry.publishedAt else { return nil }
        let content = entry.content
        body = entry.body
        self.entry = entry.id
        publishedAt = published.milliseconds
        facets = Dictionary(
            uniqueKeysWithValues: CountKind.facets.map { ($0, $0.value(in: content) ?? "") })
        cycleDays = content.updateCycle.expectedDays.map(Int64.init)
        hasBasis = !content.sharingBasis.isEmpty
        hasConditions = !content.sharingConditions.isEmpty
        hasGrade = !content.grade.isEmpty
        hasSecrecy = content.secrecyAssessed
        hasPersonal = content.personalInformationAssessed
        items = Int64(content.items.count)
        bound = Int64(content.items.count { $0.standard != nil || $0.codeList != nil })
        month = published.day(offsetSeconds: offsetSeconds).monthText
        isDelivered = delivered != nil
        hasData = delivered?.hasData ?? false
        due =
            content.updateCycle.due(
                after: delivered.map { Instant(milliseconds: $0.at) } ?? published,
                offsetSeconds: offsetSeconds
            )?.description
    }

    /// What it adds to the counts.
    var marks: [CountKey: Int64] {
        var marks: [CountKey: Int64] = [
            CountKey(.entries, body): 1, CountKey(.items, body): items, CountKey(.month, body, month): 1,
        ]
        if bound > 0 { marks[CountKey(.bound, body)] = bound }
        if hasData { marks[CountKey(.data, body)] = 1 }
        if let due {
            marks[CountKey(.due, body, due)] = 1
            if !isDelivered { marks[CountKey(.never, body)] = 1 }
        }
        let sharing = facets[.sharing] ?? ""
        if sharing != "unconditional", !hasBasis { marks[CountKey(.basisMissing, body)] = 1 }
        if sharing == "conditional", !hasConditions { marks[CountKey(.conditionsMissing, body)] = 1 }
        if !hasGrade { marks[CountKey(.gradeMissing, body)] = 1 }
        if !hasSecrecy || !hasPersonal { marks[CountKey(.assessmentsMissing, body)] = 1 }
        for (facet, value) in facets {
            if let kind = CountKind(rawValue: facet.rawValue) { marks[CountKey(kind, body, value)] = 1 }
        }
        return marks
    }

    // MARK: Rows

    private static let columns = """
        body, entry, published_at, sharing, opening, category, grade, format, cycle, cycle_days, has_basis,
        has_conditions, has_grade, has_secrecy, has_personal, items, bound, month, delivered, has_data, due
        """

    init(_ row: Row) throws {
        body = try row.text(at: 0)
        entry = try row.text(at: 1)
        publishedAt = try row.int(at: 2)
        facets = [
            .sharing: try row.text(at: 3), .opening: try row.text(at: 4), .category: try row.text(at: 5),
            .grade: try row.text(at: 6), .format: try row.text(at: 7), .cycle: try row.text(at: 8),
        ]
        cycleDays = row.isNull(at: 9) ? nil : try row.int(at: 9)
        hasBasis = try row.int(at: 10) != 0
        hasConditions = try row.int(at: 11) != 0
        hasGrade = try row.int(at: 12) != 0
        hasSecrecy = try row.int(at: 13) != 0
        hasPersonal = try row.int(at: 14) != 0
        items = try row.int(at: 15)
        bound = try row.int(at: 16)
        month = try row.text(at: 17)
        isDelivered = try row.int(at: 18) != 0
        hasData = try row.int(at: 19) != 0
        due = row.isNull(at: 20) ? nil : try row.text(at: 20)
    }

    static func find(_ entry: String, in session: any Session) throws -> DutyEntry? {
        try session.first(
            "SELECT \(columns) FROM duty_entry WHERE entry = ?", [.text(entry)], DutyEntry.init)
    }

    static func each(in session: any Session, _ body: (DutyEntry) throws -> Void) throws {
        try session.each("SELECT \(columns) FROM duty_entry", []) { try body(DutyEntry($0)) }
    }

    static func remove(_ entry: String, in session: any Session) throws {
        try session.run("DELETE FROM duty_entry WHERE entry = ?", [.text(entry)])
    }

    func insert(in session: any Session) throws {
        func value(_ facet: Facet) -> Value { .text(facets[facet] ?? "") }
        try session.run(
            """
            INSERT INTO duty_entry (\(Self.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(body), .text(entry), .int(publishedAt), value(.sharing), value(.opening),
                value(.category), value(.grade), value(.format), value(.cycle), Value(cycleDays),
                Value(hasBasis), Value(hasConditions), Value(hasGrade), Value(hasSecrecy), Value(hasPersonal),
                .int(items), .int(bound), .text(month), Value(isDelivered), Value(hasData), Value(due),
            ])
    }
}

extension LocalDate {
    /// `2026-03`.
    var monthText: String { String(description.prefix(7)) }
}
