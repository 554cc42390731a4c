import Catalogue
import Regulation
import Store

/// Whether the counts say what the rows say, and the rows what is on record (履职账核对).
public struct DutyCheck: Sendable {
    /// Differences that are named; further ones are only counted.
    public static let namedMax = 100

    /// Entries that were compared.
    public internal(set) var entries = 0
    /// What differs, in words for whoever runs the platform: places and numbers, no content.
    public internal(set) var differences: [String] = []
    public internal(set) var differencesCount = 0

    mutating func add(_ difference: String) {
        differencesCount += 1
        if differences.count < Self.namedMax { differences.append(difference) }
    }

    mutating func compare<Key: Hashable>(
        _ place: String, _ expected: [Key: Int64], _ found: [Key: Int64], _ name: (Key) -> String
    ) {
        for key in Set(expected.keys).union(found.keys) {
            let (one, other) = (expected[key] ?? 0, found[key] ?? 0)
            if one != other { add("\(place) \(name(key)): \(other), not \(one)") }
        }
    }
}

extension Duties {
    /// Compares every entry with what is kept of it, and every count with the rows that it counts.
    ///
    /// In transactions of ``fillBatch`` entries, so that the catalogue may be worked in meanwhile; the counts are
    /// compared in one.
    public func check() async throws -> DutyCheck {
        var check = DutyCheck()
        var last: Int64 = 0
        while true {
            let after = last
            let (part, end) = try await store.write { try checkEntries(after: after, in: $0) }
            check.entries += part.entries
            for difference in part.differences { check.add(difference) }
            check.differencesCount += part.differencesCount - part.differences.count
            guard let end else { break }
            last = end
        }
        let counts = try await store.write { try checkCounts(in: $0) }
        for difference in counts.differences { check.add(difference) }
        check.differencesCount += counts.differencesCount - counts.differences.count
        return check
    }

    private func checkEntries(after number: Int64, in session: any Session) throws -> (DutyCheck, Int64?) {
        var check = DutyCheck()
        let found = try session.all(
            "SELECT id, number FROM entry WHERE number > ? ORDER BY number LIMIT \(Self.fillBatch)",
            [.int(number)]
        ) { (id: try $0.text(at: 0), number: try $0.int(at: 1)) }
        for one in found {
            check.entries += 1
            let entry = try catalogue.entry(id: one.id, in: session)
            let record = try EntryRecord(entry, offsetSeconds: profile.utcOffsetSeconds, in: session)
            if try DutyEntry.find(one.id, in: session) != record.row {
                check.add("duty_entry: entry \(one.number)")
            }
            if try DeliveredEntry.find(one.id, in: session) != record.delivered {
                check.add("duty_delivered: entry \(one.number)")
            }
            let facts = try session.all(
                "SELECT kind, number FROM duty_fact WHERE entry = ? AND kind <> 'missed'", [.text(one.id)]
            ) { "\(try $0.text(at: 0)) \(try $0.int(at: 1))" }
            if Set(facts) != Set(record.facts.map { "\($0.kind.rawValue) \($0.number)" }) {
                check.add("duty_fact: entry \(one.number)")
            }
        }
        return (check, found.count < Self.fillBatch ? nil : found.last?.number)
    }

    private func checkCounts(in session: any Session) throws -> DutyCheck {
        var check = DutyCheck()
        for table in ["duty_entry", "duty_delivered", "duty_fact"] {
            let surplus = try session.number(
                """
                SELECT count(*) FROM \(table) t WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = t.entry)
                """)
            if surplus > 0 { check.add("\(table): \(surplus) of no entry") }
        }
        // Each one that is told by its step; a step that was entered anew since has left its miss on record alone.
        let steps = try session.number(
            """
            SELECT count(*) FROM (\(missedSteps(session.dialect))) s WHERE NOT EXISTS (
                SELECT 1 FROM duty_missed_step m
                WHERE m.case_id = s.case_id AND m.position = s.position AND m.due = s.due)
            """)
        if steps > 0 { check.add("duty_missed_step: \(steps) missing") }
        var expected = CountChange()
        try DutyEntry.each(in: session) { expected.add($0.marks) }
        try DeliveredEntry.each(in: session) { expected.add($0.marks) }
        try session.each("SELECT kind, body, month, count(*) FROM duty_fact GROUP BY kind, body, month", []) {
            row in
            guard let kind = DutyFact.Kind(rawValue: try row.text(at: 0)) else {
                return check.add("duty_fact: unknown kind")
            }
            expected.add(
                CountKey(kind.count, try row.text(at: 1), try row.text(at: 2)), try row.int(at: 3))
        }
        var found: [CountKey: Int64] = [:]
        try session.each("SELECT kind, body, value, amount FROM duty_count", []) { row in
            guard let kind = CountKind(rawValue: try row.text(at: 0)) else {
                return check.add("duty_count: unknown kind")
            }
            found[CountKey(kind, try row.text(at: 1), try row.text(at: 2))] = try row.int(at: 3)
        }
        check.compare("duty_count", expected.amounts, found) { "\($0.kind.rawValue) \($0.body) \($0.value)" }
        func closed(_ sql: String) throws -> [[String]: Int64] {
            var amounts: [[String]: Int64] = [:]
            try session.each(sql, []) { row in
                amounts[[try row.text(at: 0), try row.text(at: 1)]] = try row.int(at: 2)
            }
            return amounts
        }
        check.compare(
            "duty_closed", try closed(Self.closedCases),
            try closed("SELECT procedure, body, amount FROM duty_closed")
        ) { $0.joined(separator: " ") }
        return check
    }
}
