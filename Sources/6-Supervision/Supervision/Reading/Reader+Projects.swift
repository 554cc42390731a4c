import Regulation
import Store

/// The numbers behind the duties of officers and projects (名册和项目读取).
extension Reader {
    func roster(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT body, post, count(*) FROM roster_officer
            WHERE until_day IS NULL\(scope.clause("body")) GROUP BY body, post
            """, scope.values
        ) { readings.officers[try $0.text(at: 0), default: [:]][try $0.text(at: 1)] = try $0.int(at: 2) }
        let pending = "(c.case_id IS NULL OR f.state IN ('refused', 'withdrawn'))"
        try session.each(
            """
            SELECT c.body, count(*), count(CASE WHEN \(pending) THEN 1 END),
                count(CASE WHEN \(pending) AND c.due < ? THEN 1 END),
                min(CASE WHEN \(pending) THEN c.due END)
            FROM roster_change c LEFT JOIN case_file f ON f.id = c.case_id
            WHERE c.due IS NOT NULL\(scope.clause("c.body")) GROUP BY c.body
            """, [.text(scope.today.description)] + scope.values
        ) { row in
            var figures = ChangeFigures()
            figures.count = try row.int(at: 1)
            figures.pending = try row.int(at: 2)
            figures.overdue = try row.int(at: 3)
            figures.firstDue = row.isNull(at: 4) ? nil : LocalDate(try row.text(at: 4))
            readings.changes[try row.text(at: 0)] = figures
        }
        try session.each(
            """
            SELECT body, year, min(at), min(late) FROM roster_summary
            WHERE year >= ?\(scope.clause("body")) GROUP BY body, year
            """, [Value(scope.today.year - 1)] + scope.values
        ) { row in
            let day = Instant(milliseconds: try row.int(at: 2)).day(offsetSeconds: scope.offsetSeconds)
            readings.summaries[try row.text(at: 0), default: [:]][Int(try row.int(at: 1))] = (
                day: day, isLate: try row.int(at: 3) != 0
            )
        }
    }

    func projects(into readings: inout Readings) throws {
        try session.each(
            """
            SELECT p.body, count(*), count(CASE WHEN p.has_budget = 1 THEN 1 END),
                count(CASE WHEN NOT EXISTS (
                    SELECT 1 FROM project_gate g WHERE g.project = p.id) THEN 1 END)
            FROM project p WHERE p.stage <> 'ended'\(scope.clause("p.body")) GROUP BY p.body
            """, scope.values
        ) { row in
            var figures = ProjectFigures()
            figures.count = try row.int(at: 1)
            figures.budgeted = try row.int(at: 2)
            figures.unreviewed = try row.int(at: 3)
            readings.projects[try row.text(at: 0)] = figures
        }
        try session.each(
            """
            SELECT p.body, f.article, count(CASE WHEN f.met = 1 THEN 1 END),
                count(CASE WHEN f.met = 0 THEN 1 END)
            FROM project_gate g JOIN project p ON p.id = g.project
                JOIN project_finding f ON f.statement = g.statement
            WHERE p.stage <> 'ended'\(scope.clause("p.body")) GROUP BY p.body, f.article
            """, scope.values
        ) { row in
            readings.findings[try row.text(at: 0), default: [:]][try row.text(at: 1)] = (
                met: try row.int(at: 2), missing: try row.int(at: 3)
            )
        }
        readings.projectRequests = try session.number("SELECT count(*) FROM project_request")
        readings.statements = try session.number("SELECT count(*) FROM project_statement")
    }
}
