import Regulation
import Roster
import Store

/// Reads the numbers behind the duties, one statement over narrow columns for each kind of thing (履职读取).
struct Reader {
    let scope: ReadingScope
    let session: any Session

    func read() throws -> Readings {
        var readings = Readings()
        try entries(into: &readings)
        if let period = scope.upkeep.campaign?.period {
            readings.maintenance = try scope.upkeep.figures(period, of: scope.body, in: session)
        }
        readings.updates = try scope.upkeep.updateFigures(of: scope.body, in: session)
        try cases(into: &readings)
        try deliveries(into: &readings)
        try parties(into: &readings)
        try uses(into: &readings)
        try matters(into: &readings)
        readings.restrictions = try scope.negativeList.figures(
            of: scope.body, staleBefore: scope.presentPeriod, in: session)
        try standards(into: &readings)
        readings.officers = try Roster.heldPosts(of: scope.body, in: session)
        readings.changes = try Roster.changeFigures(of: scope.body, on: scope.today, in: session)
        readings.summaries = try Roster.firstSummaries(
            of: scope.body, since: scope.today.year - 1, offsetSeconds: scope.offsetSeconds, in: session)
        try projects(into: &readings)
        return readings
    }

    /// The kinds of counts that the measures look at; days are summed by the store.
    private static let kinds: [CountKind] = [
        .entries, .items, .bound, .never, .sharing, .opening, .basisMissing, .conditionsMissing,
        .gradeMissing, .assessmentsMissing, .deliveries, .flawed, .problems,
    ]

    private func entries(into readings: inout Readings) throws {
        let kinds = Self.kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        try session.each(
            "SELECT kind, body, value, amount FROM duty_count WHERE kind IN (\(kinds))\(scope.clause("body"))",
            scope.values
        ) { row in
            guard let kind = CountKind(rawValue: try row.text(at: 0)) else { return }
            let (body, value, amount) = (try row.text(at: 1), try row.text(at: 2), try row.int(at: 3))
            var entries = readings.entries[body] ?? EntryFigures()
            var deliveries = readings.deliveries[body] ?? DeliveryFigures()
            var conformity = readings.conformity[body] ?? (items: 0, bound: 0)
            switch kind {
            case .entries: entries.published = amount
            case .sharing where value == "conditional": entries.conditional = amount
            case .sharing where value == "none": entries.withheld = amount
            case .opening where value != "none": entries.opened += amount
            case .basisMissing: entries.basisMissing = amount
            case .conditionsMissing: entries.conditionsMissing = amount
            case .gradeMissing: entries.gradeMissing = amount
            case .assessmentsMissing: entries.secrecyMissing = amount
            case .items: conformity.items = amount
            case .bound: conformity.bound = amount
            case .never: deliveries.never = amount
            case .deliveries: deliveries.finished = amount
            case .flawed: deliveries.flawed = amount
            case .problems: deliveries.problems = amount
            default: break
            }
            readings.entries[body] = entries
            readings.deliveries[body] = deliveries
            readings.conformity[body] = conformity
        }
        try session.each(
            """
            SELECT body, count(*) FROM entry
            WHERE state IN ('draft', 'in-review')\(scope.clause("body")) GROUP BY body
            """, scope.values
        ) { readings.unpublished[try $0.text(at: 0)] = try $0.int(at: 1) }
    }

    private func cases(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT procedure, step_body, count(*), count(CASE WHEN due < ? THEN 1 END), min(due)
            FROM case_file WHERE state = 'open'\(scope.clause("step_body")) GROUP BY procedure, step_body
            """, [.text(scope.today.description)] + scope.values
        ) { row in
            guard !row.isNull(at: 1) else { return }
            var figures = CaseFigures()
            figures.waiting = try row.int(at: 2)
            figures.late = try row.int(at: 3)
            figures.firstDue = row.isNull(at: 4) ? nil : LocalDate(try row.text(at: 4))
            readings.cases[try row.text(at: 0), default: [:]][try row.text(at: 1)] = figures
        }
        try session.each(
            "SELECT procedure, body, amount FROM duty_closed\(scope.clause("body", after: "WHERE"))",
            scope.values
        ) { row in
            let (procedure, body) = (try row.text(at: 0), try row.text(at: 1))
            readings.cases[procedure, default: [:]][body, default: CaseFigures()].closed = try row.int(at: 2)
        }
        try session.each(
            "SELECT procedure, CAST(sum(amount) AS BIGINT) FROM duty_closed GROUP BY procedure", []
        ) { readings.closed[try $0.text(at: 0)] = try $0.int(at: 1) }
    }

    /// Entries with an update cycle, by the day on which the next update is due.
    private func deliveries(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT body, CAST(sum(amount) AS BIGINT),
                CAST(sum(CASE WHEN value < ? THEN amount ELSE 0 END) AS BIGINT), min(value)
            FROM duty_count WHERE kind = 'due'\(scope.clause("body")) GROUP BY body
            """, [.text(scope.today.description)] + scope.values
        ) { row in
            let body = try row.text(at: 0)
            var figures = readings.deliveries[body] ?? DeliveryFigures()
            figures.promised = try row.int(at: 1)
            figures.late = try row.int(at: 2)
            figures.lateSince = LocalDate(try row.text(at: 3))
            readings.deliveries[body] = figures
        }
    }

    private func parties(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT p.body, r.role, count(*) FROM person_role r JOIN person p ON p.id = r.person
            WHERE p.active = 1\(scope.clause("p.body")) GROUP BY p.body, r.role
            """, scope.values
        ) { row in
            readings.people[try row.text(at: 0), default: [:]][try row.text(at: 1)] = try row.int(at: 2)
        }
    }

    private func uses(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT b.id, (SELECT count(*) FROM (
                SELECT 1 FROM usage_record u WHERE u.body = b.id LIMIT \(ReadingScope.usesMax)) AS counted),
                b.created_at
            FROM body b\(scope.clause("b.id", after: "WHERE"))
            """, scope.values
        ) { row in
            let body = try row.text(at: 0)
            readings.uses[body] = try row.int(at: 1)
            readings.since[body] = Instant(milliseconds: try row.int(at: 2))
                .day(offsetSeconds: scope.offsetSeconds)
        }
        readings.ledgerSize = try session.number("SELECT size FROM ledger_head WHERE id = 1")
    }

    private func matters(into readings: inout Readings) throws {
        let january = LocalDate(year: scope.today.year, month: 1, day: 1) ?? scope.today
        try session.each(
            """
            SELECT body, count(*) FROM matter
            WHERE procedure = '\(Readings.reports)' AND created_at >= ?
                AND (outcome IS NULL OR outcome IN ('approved', 'settled'))\(scope.clause("body"))
            GROUP BY body
            """, [.int(scope.start(january))] + scope.values
        ) { readings.reports[try $0.text(at: 0)] = try $0.int(at: 1) }
    }

    private func standards(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT body, count(CASE WHEN state = 'issued' THEN 1 END),
                count(CASE WHEN state IN ('draft', 'in-review') THEN 1 END)
            FROM data_standard\(scope.clause("body", after: "WHERE")) GROUP BY body
            """, scope.values
        ) { readings.standards[try $0.text(at: 0)] = (try $0.int(at: 1), try $0.int(at: 2)) }
    }
}
