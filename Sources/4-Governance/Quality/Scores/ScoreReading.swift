import Parties
import Regulation
import Standards
import Store

/// Scores by body, dimension and month (质量得分查询).
extension Quality {
    public static let monthsMax = 36
    public static let monthsDefault = 12
    /// Bodies that one overview tells of.
    public static let bodiesMax = 1_000

    // What is out of force counts no more; its checks stay on record.
    private static let inForce =
        "FROM quality_standing s JOIN entry e ON e.id = s.entry AND e.state <> 'retired'"

    /// How `body`, or the whole city where none is named, stands. Refuses with `quality-not-yours`.
    public func overview(
        of body: String? = nil, months: Int = monthsDefault, for actor: Actor
    ) async throws -> QualityOverview {
        try maySee(body, actor).orThrow()
        let months = self.months(min(max(months, 1), Self.monthsMax))
        let all =
            body == nil ? try await parties.bodies(activeOnly: false, limit: Self.bodiesMax) : []
        return try await store.read { session in
            let figures = try figures(of: body, in: session)
            let lines = all.compactMap { one in
                figures[one.id].map { QualityOverview.Line(body: one, figures: $0) }
            }.sorted {
                ($0.figures.score.total ?? .max, $0.body.id) < ($1.figures.score.total ?? .max, $1.body.id)
            }
            return QualityOverview(
                body: try body.map { try parties.body($0, in: session) },
                figures: figures.values.reduce(QualityFigures(), +), bodies: lines,
                months: try months.map { try month($0, of: body, in: session) })
        }
    }

    /// Entries by their newest check, the lowest score first, at most 100 a page. Refuses with `quality-not-yours`.
    public func entries(
        of body: String? = nil, page: Int = 1, pageSize: Int = 50, for actor: Actor
    ) async throws -> QualityPage {
        try maySee(body, actor).orThrow()
        let size = max(1, min(pageSize, Self.pageSizeMax))
        let offset = (max(1, min(page, Self.pageMax)) - 1) * size
        let own = body == nil ? "" : "WHERE s.body = ?"
        let values = body.map { [Value.text($0)] } ?? []
        return try await store.read { session in
            QualityPage(
                entries: try session.all(
                    """
                    SELECT s.entry, e.code, e.name, s.body, s.run, s.score, s.rows_read, s.problems, s.day
                    \(Self.inForce) \(own) ORDER BY coalesce(s.score, 1000001), s.entry
                    LIMIT \(size) OFFSET \(offset)
                    """, values
                ) { row in
                    QualityPage.Line(
                        entry: try row.text(at: 0), code: row.isNull(at: 1) ? "" : try row.text(at: 1),
                        name: try row.text(at: 2), body: try row.text(at: 3), run: try row.int(at: 4),
                        score: row.isNull(at: 5) ? nil : try row.int(at: 5), rows: try row.int(at: 6),
                        problems: try row.int(at: 7), day: LocalDate(try row.text(at: 8)))
                },
                total: Int(try session.number("SELECT count(*) \(Self.inForce) \(own)", values)))
        }
    }

    /// By body.
    private func figures(of body: String?, in session: any Session) throws -> [String: QualityFigures] {
        let own = body == nil ? "" : "WHERE s.body = ?"
        let values = body.map { [Value.text($0)] } ?? []
        var figures: [String: QualityFigures] = [:]
        try session.each(
            """
            SELECT s.body, count(*), CAST(sum(s.rows_read) AS BIGINT), CAST(sum(s.problems) AS BIGINT)
            \(Self.inForce) \(own) GROUP BY s.body
            """, values
        ) { row in
            var one = QualityFigures()
            (one.entries, one.rows, one.problems) = (
                try row.int(at: 1), try row.int(at: 2), try row.int(at: 3)
            )
            figures[try row.text(at: 0)] = one
        }
        var counts: [String: [QualityIndicator: QualityCount]] = [:]
        try session.each(
            """
            SELECT s.body, r.indicator, CAST(sum(r.a) AS BIGINT), CAST(sum(r.b) AS BIGINT)
            \(Self.inForce) JOIN quality_result r ON r.run = s.run \(own) GROUP BY s.body, r.indicator
            """, values
        ) { row in
            guard let indicator = QualityIndicator(rawValue: try row.text(at: 1)) else { return }
            counts[try row.text(at: 0), default: [:]][indicator] = QualityCount(
                a: try row.int(at: 2), b: try row.int(at: 3))
        }
        for (body, counts) in counts { figures[body]?.score = QualityScore(counts) }
        try session.each(
            """
            SELECT s.body, count(*), CAST(coalesce(sum(CASE WHEN c.due < ? THEN 1 ELSE 0 END), 0) AS BIGINT)
            FROM quality_order s JOIN case_file c ON c.id = s.case_id
            WHERE s.state = 'open' \(body == nil ? "" : "AND s.body = ?") GROUP BY s.body
            """, [.text(today.description)] + values
        ) { row in
            let body = try row.text(at: 0)
            figures[body, default: QualityFigures()].orders = try row.int(at: 1)
            figures[body, default: QualityFigures()].overdueOrders = try row.int(at: 2)
        }
        return figures
    }

    /// The newest check of each entry when `month` ended.
    private func month(
        _ month: String, of body: String?, in session: any Session
    ) throws -> QualityOverview.Month {
        let end = LocalDate(month + "-01")?.adding(months: 1).start(offsetSeconds: profile.utcOffsetSeconds)
        var counts: [QualityIndicator: QualityCount] = [:]
        try session.each(
            """
            SELECT r.indicator, CAST(sum(r.a) AS BIGINT), CAST(sum(r.b) AS BIGINT)
            FROM (SELECT max(number) AS run FROM quality_run WHERE finished_at < ?
                \(body == nil ? "" : "AND body = ?") GROUP BY entry) n
            JOIN quality_result r ON r.run = n.run GROUP BY r.indicator
            """, [.int(end?.milliseconds ?? 0)] + (body.map { [.text($0)] } ?? [])
        ) { row in
            guard let indicator = QualityIndicator(rawValue: try row.text(at: 0)) else { return }
            counts[indicator] = QualityCount(a: try row.int(at: 1), b: try row.int(at: 2))
        }
        return QualityOverview.Month(month: month, score: QualityScore(counts))
    }

    /// The last `count` months, the oldest first.
    private func months(_ count: Int) -> [String] {
        let first = LocalDate(year: today.year, month: today.month, day: 1) ?? today
        return (0..<count).map { String(first.adding(months: $0 - count + 1).description.prefix(7)) }
    }
}
