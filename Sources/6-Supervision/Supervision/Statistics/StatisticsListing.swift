import Catalogue
import Parties
import Regulation
import Store

/// The lists behind the figures (统计明细).
extension Statistics {
    /// One page of the list behind a figure.
    ///
    /// - Throws: ``SupervisionCodes/figuresNotYours`` for the city or another body than their own, unless
    ///   ``seesAll(_:)``.
    public func list(_ list: StatisticsList, for actor: Actor) async throws -> StatisticsPage {
        try mayRead(list.body, actor).orThrow()
        let now = surroundings.now()
        let bodies =
            list.kind == .publishing || list.kind == .notPublishing
            ? try await parties.allBodies().filter(Self.holdsData) : []
        return try await store.read { session in
            let reader = StatisticsReader(
                now: now, offsetSeconds: profile.utcOffsetSeconds, months: [], session: session)
            let lister = StatisticsLister(list: list, reader: reader, session: session)
            switch list.kind {
            case .entries, .withData, .withoutData, .overdueEntries: return try lister.entries()
            case .overdueCases: return try lister.overdueCases()
            case .published, .changed, .retired, .delivered: return try lister.facts()
            case .missedUpdates: return try lister.missedUpdates()
            case .missedSteps: return try lister.missedSteps()
            case .publishing, .notPublishing: return try lister.bodies(among: bodies)
            }
        }
    }
}

/// Reads one page of one list (明细读取).
private struct StatisticsLister {
    let list: StatisticsList
    let reader: StatisticsReader
    let session: any Session

    private var today: Value { .text(reader.today.description) }
    private var window: String {
        "LIMIT \(StatisticsList.pageSize) OFFSET \((list.page - 1) * StatisticsList.pageSize)"
    }

    private func own(_ column: String) -> (sql: String, values: [Value]) {
        list.body.map { (" AND \(column) = ?", [.text($0)]) } ?? ("", [])
    }

    private func page(
        _ total: Int64, amount: Int64 = 0, _ lines: [StatisticsLine]
    ) -> StatisticsPage {
        StatisticsPage(list: list, total: total, amount: amount, lines: lines)
    }

    private func day(_ milliseconds: Int64) -> LocalDate {
        Instant(milliseconds: milliseconds).day(offsetSeconds: reader.offsetSeconds)
    }

    // MARK: Entries

    func entries() throws -> StatisticsPage {
        var condition = "1 = 1"
        var values: [Value] = []
        switch list.kind {
        case .withData: condition = "d.has_data = 1"
        case .withoutData: condition = "d.has_data = 0"
        case .overdueEntries:
            condition = "d.due < ?"
            values.append(today)
        default:
            if let column = list.facet.flatMap(Self.column) {
                condition = "d.\(column) = ?"
                values.append(.text(list.value))
            }
        }
        let own = own("d.body")
        let source = "WHERE \(condition)\(own.sql)"
        let isDue = list.kind == .overdueEntries
        let sums = try session.first(
            "SELECT count(*), CAST(coalesce(sum(d.items), 0) AS BIGINT) FROM duty_entry d \(source)",
            values + own.values
        ) { (try $0.int(at: 0), try $0.int(at: 1)) }
        let lines = try session.all(
            """
            SELECT e.id, e.name, e.code, d.body, d.due, d.published_at, d.items
            FROM duty_entry d JOIN entry e ON e.id = d.entry \(source)
            ORDER BY \(isDue ? "d.due, d.entry" : "d.body, d.entry") \(window)
            """, values + own.values
        ) { row in
            let code = try row.text(at: 2)
            return StatisticsLine(
                place: .entry(try row.text(at: 0)), title: try row.text(at: 1), note: Bilingual(code, code),
                body: try row.text(at: 3),
                day: isDue ? LocalDate(try row.text(at: 4)) : day(try row.int(at: 5)),
                amount: try row.int(at: 6))
        }
        return page(sums?.0 ?? 0, amount: sums?.1 ?? 0, lines)
    }

    /// The column of a facet; never a word from outside.
    private static func column(_ facet: Facet) -> String? {
        CountKind.facets.contains(facet) ? facet.rawValue : nil
    }

    // MARK: Facts

    func facts() throws -> StatisticsPage {
        guard let fact = list.kind.fact else { return page(0, []) }
        let own = own("f.body")
        let source = "FROM duty_fact f WHERE f.kind = ? AND f.month >= ? AND f.month <= ?\(own.sql)"
        let values: [Value] = [.text(fact.rawValue), .text(list.from), .text(list.to)] + own.values
        let rows = """
            SELECT f.entry, e.name, e.code, f.body, f.at, d.id FROM (
                SELECT f.entry, f.body, f.at, f.number \(source) ORDER BY f.at DESC, f.entry, f.number \(window)
            ) f JOIN entry e ON e.id = f.entry
            LEFT JOIN delivery d ON d.number = f.number AND d.entry = f.entry
            ORDER BY f.at DESC, f.entry, f.number
            """
        let lines = try session.all(rows, values) { row in
            let code = row.isNull(at: 2) ? "" : try row.text(at: 2)
            let isDelivery = list.kind == .delivered && !row.isNull(at: 5)
            return StatisticsLine(
                place: isDelivery ? .delivery(try row.text(at: 5)) : .entry(try row.text(at: 0)),
                title: try row.text(at: 1), note: Bilingual(code, code), body: try row.text(at: 3),
                day: day(try row.int(at: 4)), amount: nil)
        }
        return page(try session.number("SELECT count(*) \(source)", values), lines)
    }

    /// Facts, and what is late still.
    func missedUpdates() throws -> StatisticsPage {
        let own = own("body")
        let late = """
            SELECT entry, body, number AS day, CAST(NULL AS TEXT) AS due FROM duty_fact
            WHERE kind = 'missed' AND month >= ? AND month <= ?\(own.sql)
            UNION ALL SELECT entry, body, CAST(NULL AS BIGINT), due FROM duty_entry
            WHERE due < ? AND due >= ? AND due < ?\(own.sql)
            """
        let values =
            [.text(list.from), .text(list.to)] + own.values
            + [today, .text(list.from + "-01"), .text(list.to + "-99")] + own.values
        let lines = try session.all(
            """
            SELECT m.entry, e.name, e.code, m.body, m.day, m.due FROM (\(late)) m JOIN entry e ON e.id = m.entry
            ORDER BY m.body, m.entry, m.day \(window)
            """, values
        ) { row in
            let code = row.isNull(at: 2) ? "" : try row.text(at: 2)
            return StatisticsLine(
                place: .entry(try row.text(at: 0)), title: try row.text(at: 1), note: Bilingual(code, code),
                body: try row.text(at: 3),
                day: row.isNull(at: 4)
                    ? LocalDate(try row.text(at: 5)) : LocalDate(dayNumber: Int(try row.int(at: 4))),
                amount: nil)
        }
        return page(try session.number("SELECT count(*) FROM (\(late)) m", values), lines)
    }

    // MARK: Cases

    func overdueCases() throws -> StatisticsPage {
        let own = own("step_body")
        let source =
            "FROM case_file WHERE \(StatisticsReader.overdueCases) AND step_body IS NOT NULL\(own.sql)"
        let values = [today] + own.values
        let lines = try session.all(
            """
            SELECT id, title, procedure_zh, procedure_en, step_body, due \(source)
            ORDER BY due, id \(window)
            """, values, matter)
        return page(try session.number("SELECT count(*) \(source)", values), lines)
    }

    func missedSteps() throws -> StatisticsPage {
        let steps = reader.missedSteps(from: list.from, to: list.to, body: list.body)
        let lines = try session.all(
            """
            SELECT c.id, c.title, s.name_zh, s.name_en, m.body, m.due FROM (\(steps.sql)) m
            JOIN case_file c ON c.id = m.case_id
            JOIN case_step s ON s.case_id = m.case_id AND s.position = m.position
            ORDER BY m.due DESC, m.case_id, m.position \(window)
            """, steps.values, matter)
        return page(
            try session.number("SELECT count(*) FROM (\(steps.sql)) m", steps.values), lines)
    }

    private func matter(_ row: Row) throws -> StatisticsLine {
        StatisticsLine(
            place: .matter(try row.text(at: 0)), title: try row.text(at: 1),
            note: Bilingual(try row.text(at: 2), try row.text(at: 3)), body: try row.text(at: 4),
            day: LocalDate(try row.text(at: 5)), amount: nil)
    }

    // MARK: Bodies

    func bodies(among holding: [Body]) throws -> StatisticsPage {
        var entries: [String: Int64] = [:]
        try session.each("SELECT body, amount FROM duty_count WHERE kind = 'entries'", []) { row in
            entries[try row.text(at: 0)] = try row.int(at: 1)
        }
        let found = holding.filter { body in
            (list.body == nil || list.body == body.id)
                && ((entries[body.id] ?? 0) > 0) == (list.kind == .publishing)
        }
        let shown = found.dropFirst((list.page - 1) * StatisticsList.pageSize).prefix(StatisticsList.pageSize)
        return page(
            Int64(found.count), amount: found.map { entries[$0.id] ?? 0 }.reduce(0, +),
            shown.map { body in
                StatisticsLine(
                    place: .body(body.id), title: body.name, note: Bilingual("", ""), body: body.id, day: nil,
                    amount: entries[body.id] ?? 0)
            })
    }
}
