import Regulation
import Store

/// The numbers behind the duties of projects (项目读取).
extension Reader {
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
