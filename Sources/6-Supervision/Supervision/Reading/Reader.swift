import Catalogue
import Regulation
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
        try restrictions(into: &readings)
        try standards(into: &readings)
        try roster(into: &readings)
        try projects(into: &readings)
        return readings
    }

    private func entries(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT body, count(*),
                count(CASE WHEN sharing = 'conditional' THEN 1 END),
                count(CASE WHEN sharing = 'none' THEN 1 END),
                count(CASE WHEN opening <> 'none' THEN 1 END),
                count(CASE WHEN sharing <> 'unconditional' AND has_basis = 0 THEN 1 END),
                count(CASE WHEN sharing = 'conditional' AND has_conditions = 0 THEN 1 END),
                count(CASE WHEN has_grade = 0 THEN 1 END),
                count(CASE WHEN has_secrecy = 0 OR has_personal = 0 THEN 1 END)
            FROM duty_entry\(scope.clause("body", after: "WHERE")) GROUP BY body
            """, scope.values
        ) { row in
            readings.entries[try row.text(at: 0)] = EntryFigures(
                published: try row.int(at: 1), conditional: try row.int(at: 2), withheld: try row.int(at: 3),
                opened: try row.int(at: 4), basisMissing: try row.int(at: 5),
                conditionsMissing: try row.int(at: 6), gradeMissing: try row.int(at: 7),
                secrecyMissing: try row.int(at: 8))
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
        // A case of a body's own data is counted once, as its provider's.
        for (column, others) in [("provider", ""), ("opener_body", " AND provider IS NULL")] {
            try session.each(
                """
                SELECT procedure, \(column), count(*) FROM case_file
                WHERE state NOT IN ('open', 'returned') AND \(column) IS NOT NULL\(others)
                    \(scope.clause(column))
                GROUP BY procedure, \(column)
                """, scope.values
            ) { row in
                let (procedure, body, count) = (try row.text(at: 0), try row.text(at: 1), try row.int(at: 2))
                readings.cases[procedure, default: [:]][body, default: CaseFigures()].closed += count
            }
        }
        try session.each(
            """
            SELECT procedure, count(*) FROM case_file WHERE state NOT IN ('open', 'returned')
            GROUP BY procedure
            """, []
        ) { readings.closed[try $0.text(at: 0)] = try $0.int(at: 1) }
    }

    private func deliveries(into readings: inout Readings) throws {
        let day: Int64 = 86_400_000
        // What is promised in real time is held to the day.
        let due =
            "coalesce(l.at, e.published_at) + (CASE WHEN e.cycle_days < 1 THEN 1 ELSE e.cycle_days END) * \(day)"
        try session.each(
            """
            SELECT e.body, count(*), count(CASE WHEN \(due) < ? THEN 1 END), min(\(due)),
                count(CASE WHEN l.at IS NULL THEN 1 END)
            FROM duty_entry e LEFT JOIN (
                SELECT entry, max(finished_at) AS at FROM delivery WHERE state = 'finished'
                    \(scope.clause("body")) GROUP BY entry) l ON l.entry = e.entry
            WHERE e.cycle_days IS NOT NULL\(scope.clause("e.body")) GROUP BY e.body
            """,
            scope.values.isEmpty
                ? [.int(scope.start(scope.today))]
                : [.int(scope.start(scope.today))] + scope.values + scope.values
        ) { row in
            var figures = DeliveryFigures()
            figures.promised = try row.int(at: 1)
            figures.late = try row.int(at: 2)
            figures.lateSince = Instant(milliseconds: try row.int(at: 3)).day(
                offsetSeconds: scope.offsetSeconds)
            figures.never = try row.int(at: 4)
            readings.deliveries[try row.text(at: 0)] = figures
        }
        try session.each(
            """
            SELECT d.body, CAST(sum(n.times) AS BIGINT), count(CASE WHEN d.problems > 0 THEN 1 END),
                CAST(sum(d.problems) AS BIGINT)
            FROM delivery d JOIN (
                SELECT max(number) AS newest, count(*) AS times FROM delivery WHERE state = 'finished'
                    \(scope.clause("body")) GROUP BY body, entry) n ON n.newest = d.number
            GROUP BY d.body
            """, scope.values
        ) { row in
            let body = try row.text(at: 0)
            readings.deliveries[body, default: DeliveryFigures()].finished = try row.int(at: 1)
            readings.deliveries[body, default: DeliveryFigures()].flawed = try row.int(at: 2)
            readings.deliveries[body, default: DeliveryFigures()].problems = try row.int(at: 3)
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
        readings.ledgerWaiting = try session.number(
            "SELECT count(*) FROM (SELECT 1 FROM ledger_outbox LIMIT \(ReadingScope.usesMax)) AS waiting")
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

    /// The restrictions of what is in force beside what was confirmed of them.
    private func restrictions(into readings: inout Readings) throws {
        let present = (scope.upkeep.campaign?.period).map { scope.start($0.first) } ?? Int64.min
        try session.each(
            """
            SELECT r.body, r.restriction, count(*), count(CASE WHEN r.has_reason = 1 THEN 1 END),
                count(CASE WHEN c.version = r.version THEN 1 END),
                count(CASE WHEN c.version <> r.version THEN 1 END),
                count(CASE WHEN coalesce(c.version, 0) <> r.version AND r.published_at < ? THEN 1 END),
                count(CASE WHEN r.has_reason = 0 AND r.published_at < ? THEN 1 END)
            FROM entry_restriction r LEFT JOIN restriction_confirmation c
                ON c.entry = r.entry AND c.restriction = r.restriction
            \(scope.clause("r.body", after: "WHERE")) GROUP BY r.body, r.restriction
            """, [.int(present), .int(present)] + scope.values
        ) { row in
            guard let restriction = Restriction(rawValue: try row.text(at: 1)) else { return }
            readings.restrictions[try row.text(at: 0), default: [:]][restriction] = RestrictionFigures(
                listed: try row.int(at: 2), reasoned: try row.int(at: 3), confirmed: try row.int(at: 4),
                lapsed: try row.int(at: 5), stale: try row.int(at: 6), staleUnreasoned: try row.int(at: 7))
        }
    }

    private func standards(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT body, count(CASE WHEN state = 'issued' THEN 1 END),
                count(CASE WHEN state IN ('draft', 'in-review') THEN 1 END)
            FROM data_standard\(scope.clause("body", after: "WHERE")) GROUP BY body
            """, scope.values
        ) { readings.standards[try $0.text(at: 0)] = (try $0.int(at: 1), try $0.int(at: 2)) }
        try session.each(
            """
            SELECT body, CAST(sum(items) AS BIGINT), CAST(sum(bound) AS BIGINT) FROM entry_conformity
            \(scope.clause("body", after: "WHERE")) GROUP BY body
            """, scope.values
        ) { readings.conformity[try $0.text(at: 0)] = (try $0.int(at: 1), try $0.int(at: 2)) }
    }
}
