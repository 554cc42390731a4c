import Ledger
import Regulation
import Store

/// How a check is written down (检查留存): run, results, problems and where the entry now stands, in one transaction.
extension Quality {
    private static let problemsPerStatement = 100

    /// Writes `run`, whose number is given here, and answers it.
    func write(
        _ run: QualityRun, _ outcome: QualityOutcome, actor: String, in session: any Session
    ) throws -> QualityRun {
        let number = try session.number(
            """
            INSERT INTO quality_run (entry, body, entry_version, rules_version, cause, actor, rows_read, dirty,
                problems, problems_kept, score, started_at, finished_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
            """,
            [
                .text(run.entry), .text(run.body), Value(run.entryVersion), Value(run.rulesVersion),
                .text(run.cause.rawValue), .text(actor), .int(run.rows), .int(run.dirty), .int(run.problems),
                .int(run.problemsKept), Value(run.score), .int(run.startedAt.milliseconds),
                .int(run.finishedAt.milliseconds),
            ])
        for result in outcome.results {
            try session.run(
                """
                INSERT INTO quality_result (run, rule, position, kind, indicator, title, items, a, b, problems,
                    article)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .int(number), .text(result.rule), Value(result.position), .text(result.kind.rawValue),
                    .text(result.indicator.rawValue), .text(result.title),
                    .text(result.items.map(String.init).joined(separator: " ")), .int(result.count.a),
                    .int(result.count.b), .int(result.problems), .text(result.article?.description ?? ""),
                ])
        }
        try insert(outcome.problems, of: number, in: session)
        try session.run(
            """
            INSERT INTO quality_standing (entry, body, run, score, rows_read, problems, day)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (entry) DO UPDATE SET body = excluded.body, run = excluded.run, score = excluded.score,
                rows_read = excluded.rows_read, problems = excluded.problems, day = excluded.day
            """,
            [
                .text(run.entry), .text(run.body), .int(number), Value(run.score), .int(run.rows),
                .int(run.problems), .text(today.description),
            ])
        // What was asked for before this check began is answered by it.
        try session.run(
            "DELETE FROM quality_waiting WHERE entry = ? AND since <= ?",
            [.text(run.entry), .int(run.startedAt.milliseconds)])
        try session.run(
            """
            DELETE FROM quality_problem WHERE run IN (
                SELECT number FROM quality_run WHERE entry = ? ORDER BY number DESC
                LIMIT 10 OFFSET \(Self.runsWithProblemsMax))
            """, [.text(run.entry)])
        try ledger.record(
            LedgerEvent(
                QualityEvents.checked, at: run.finishedAt, actor: actor, body: run.body,
                subject: "entry:\(run.entry)", article: article,
                facts: [
                    ("run", String(number)), ("rows", String(run.rows)), ("problems", String(run.problems)),
                    ("score", run.score.map(String.init) ?? ""),
                ]),
            in: session)
        guard let written = try self.run(number, in: session) else {
            throw StoreError.shape("a check is missing right after it was written")
        }
        return written
    }

    private func insert(
        _ problems: [QualityTally.Problem], of run: Int64, in session: any Session
    ) throws {
        var numbers: [Int: Int] = [:]
        var rest = problems[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.problemsPerStatement)
            rest = rest.dropFirst(part.count)
            let rows = Array(repeating: "(?, ?, ?, ?, ?, ?, ?)", count: part.count).joined(separator: ", ")
            try session.run(
                """
                INSERT INTO quality_problem (run, position, number, delivery, line, verdict, value_digest)
                VALUES \(rows)
                """,
                part.flatMap { problem -> [Value] in
                    numbers[problem.line, default: 0] += 1
                    return [
                        .int(run), Value(problem.line), Value(numbers[problem.line]), .int(problem.delivery),
                        .int(problem.row), .text(problem.verdict.rawValue), .text(problem.digest),
                    ]
                })
        }
    }
}
