import Catalogue
import Regulation
import Store

/// Reads the figures of a report (统计读取), one statement for each kind of thing.
struct StatisticsReader {
    let now: Instant
    let offsetSeconds: Int64
    /// The months of the report, the oldest first.
    let months: [String]
    let session: any Session

    var today: LocalDate { now.day(offsetSeconds: offsetSeconds) }

    /// By body.
    func figures() throws -> [String: StatisticsFigures] {
        var figures: [String: StatisticsFigures] = [:]
        try session.each(
            "SELECT kind, body, amount FROM duty_count WHERE kind IN ('entries', 'items', 'data')", []
        ) { row in
            let (body, amount) = (try row.text(at: 1), try row.int(at: 2))
            switch CountKind(rawValue: try row.text(at: 0)) {
            case .entries: figures[body, default: StatisticsFigures()].entries = amount
            case .items: figures[body, default: StatisticsFigures()].items = amount
            case .data: figures[body, default: StatisticsFigures()].withData = amount
            default: break
            }
        }
        try session.each(
            """
            SELECT body, CAST(sum(amount) AS BIGINT) FROM duty_count WHERE kind = 'due' AND value < ?
            GROUP BY body
            """, [.text(today.description)]
        ) { row in
            figures[try row.text(at: 0), default: StatisticsFigures()].overdueEntries = try row.int(at: 1)
        }
        try session.each(
            """
            SELECT step_body, count(*) FROM case_file WHERE \(Self.overdueCases) AND step_body IS NOT NULL
            GROUP BY step_body
            """, [.text(today.description)]
        ) { row in
            figures[try row.text(at: 0), default: StatisticsFigures()].overdueCases = try row.int(at: 1)
        }
        for (body, months) in try byMonth(nil) {
            figures[body, default: StatisticsFigures()].over = months.values.reduce(
                StatisticsMonth.Figures(), +)
        }
        return figures
    }

    /// Entries by facet and value.
    func facets(_ body: String?) throws -> [Facet: [StatisticsReport.Share]] {
        var amounts: [Facet: [String: Int64]] = [:]
        let kinds = CountKind.facets.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        try session.each(
            """
            SELECT kind, value, CAST(sum(amount) AS BIGINT) FROM duty_count
            WHERE kind IN (\(kinds))\(body == nil ? "" : " AND body = ?") GROUP BY kind, value
            """, body.map { [.text($0)] } ?? []
        ) { row in
            guard let facet = Facet(rawValue: try row.text(at: 0)) else { return }
            amounts[facet, default: [:]][try row.text(at: 1)] = try row.int(at: 2)
        }
        var shares: [Facet: [StatisticsReport.Share]] = [:]
        for facet in CountKind.facets {
            let found = amounts[facet] ?? [:]
            shares[facet] = (facet.values + [""]).compactMap { value in
                found[value].map { StatisticsReport.Share(value: value, entries: $0) }
            }
        }
        return shares
    }

    /// Every month of the report for one body, or for all together.
    func everyMonth(_ body: String?) throws -> [StatisticsMonth] {
        var sums: [String: StatisticsMonth.Figures] = [:]
        for (_, months) in try byMonth(body) {
            for (month, figures) in months { sums[month] = sums[month].map { $0 + figures } ?? figures }
        }
        return months.map { StatisticsMonth(month: $0, figures: sums[$0] ?? StatisticsMonth.Figures()) }
    }

    /// By body and month.
    private func byMonth(_ body: String?) throws -> [String: [String: StatisticsMonth.Figures]] {
        guard let first = months.first, let last = months.last else { return [:] }
        var found: [String: [String: StatisticsMonth.Figures]] = [:]
        func add(
            _ row: Row, _ path: WritableKeyPath<StatisticsMonth.Figures, Int64>, from position: Int
        ) throws {
            let (body, month) = (try row.text(at: position), try row.text(at: position + 1))
            found[body, default: [:]][month, default: .init()][keyPath: path] += try row.int(at: position + 2)
        }
        let own: [Value] = body.map { [.text($0)] } ?? []
        let clause = body == nil ? "" : " AND body = ?"
        try session.each(
            """
            SELECT kind, body, value, amount FROM duty_count
            WHERE kind IN ('published', 'changed', 'retired', 'delivered', 'missed')
                AND value >= ? AND value <= ?\(clause)
            """, [.text(first), .text(last)] + own
        ) { row in
            switch CountKind(rawValue: try row.text(at: 0)) {
            case .published: try add(row, \.published, from: 1)
            case .changed: try add(row, \.changed, from: 1)
            case .retired: try add(row, \.retired, from: 1)
            case .delivered: try add(row, \.delivered, from: 1)
            case .missed: try add(row, \.missedUpdates, from: 1)
            default: break
            }
        }
        // What is late still has no fact yet.
        try session.each(
            """
            SELECT body, substr(value, 1, 7), CAST(sum(amount) AS BIGINT) FROM duty_count
            WHERE kind = 'due' AND value < ? AND value >= ? AND value < ?\(clause)
            GROUP BY body, substr(value, 1, 7)
            """,
            [.text(today.description), .text(first + "-01"), .text(last + "-99")] + own
        ) { try add($0, \.missedUpdates, from: 0) }
        let steps = missedSteps(from: first, to: last, body: body)
        try session.each(
            "SELECT s.body, substr(s.due, 1, 7), count(*) FROM (\(steps.sql)) s GROUP BY s.body, substr(s.due, 1, 7)",
            steps.values
        ) { try add($0, \.missedSteps, from: 0) }
        return found
    }

    /// Open cases past the day that is bound.
    static let overdueCases = "state = 'open' AND due < ?"

    /// The steps that fell due in these months and were not done by their day: those on record, and those that are
    /// late still. A case that was closed before its step was done stopped the clock then.
    func missedSteps(from first: String, to last: String, body: String?) -> (sql: String, values: [Value]) {
        let days: [Value] = [.text(first + "-01"), .text(last + "-99")]
        let own: [Value] = body.map { [.text($0)] } ?? []
        func clause(_ column: String) -> String { body == nil ? "" : " AND \(column) = ?" }
        return (
            """
            SELECT case_id, position, due, body FROM duty_missed_step
            WHERE due >= ? AND due < ?\(clause("body"))
            UNION ALL SELECT id, position, due, step_body FROM case_file
            WHERE \(Self.overdueCases) AND due >= ? AND due < ? AND step_body IS NOT NULL\(clause("step_body"))
            """, days + own + [.text(today.description)] + days + own
        )
    }
}
