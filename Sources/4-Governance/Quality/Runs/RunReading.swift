import Catalogue
import Datasets
import Ledger
import Parties
import Regulation
import Standards
import Store

/// What was found, for those whom it concerns.
extension Quality {
    private static let runColumns = """
        number, entry, body, entry_version, rules_version, cause, rows_read, dirty, problems, problems_kept, score,
        started_at, finished_at
        """

    func run(_ number: Int64, in session: any Session) throws -> QualityRun? {
        try session.first(
            "SELECT \(Self.runColumns) FROM quality_run WHERE number = ?", [.int(number)], QualityRun.init)
    }

    /// The check with this number. Refuses with `quality-run-not-found` where there is none for `actor`.
    public func run(_ number: Int64, for actor: Actor) async throws -> QualityRun {
        let run = try await store.read { try self.run(number, in: $0) }
        guard let run, maySee(run.body, actor) == .allowed else {
            throw Refusal(QualityCodes.runNotFound, article: profile.article(for: .accessControl))
        }
        return run
    }

    /// The checks of an entry, the newest first, at most 100; `before` is the number of the last one of the page before.
    /// Refuses with `quality-not-yours`.
    public func runs(
        of entry: Entry, before: Int64? = nil, limit: Int = 20, for actor: Actor
    ) async throws -> [QualityRun] {
        try maySee(entry.body, actor).orThrow()
        let limit = max(1, min(limit, Self.pageSizeMax))
        return try await store.read { session in
            try session.all(
                """
                SELECT \(Self.runColumns) FROM quality_run WHERE entry = ? AND number < ?
                ORDER BY number DESC LIMIT \(limit)
                """, [.text(entry.id), .int(before ?? .max)], QualityRun.init)
        }
    }

    /// What each rule counted, in the order of the plan.
    public func results(of run: QualityRun, for actor: Actor) async throws -> [QualityResult] {
        try maySee(run.body, actor).orThrow()
        return try await store.read { try results(of: run.number, in: $0) }
    }

    /// The same, whoever asks: for the command line of the platform.
    public func results(of run: Int64, in session: any Session) throws -> [QualityResult] {
        try session.all(
            "SELECT * FROM quality_result WHERE run = ? ORDER BY position", [.int(run)], QualityResult.init)
    }

    /// The rows that break a rule of a check, or all of its rules, at most 100 in the order of rules; `after` is the last
    /// one of the page before. Refuses with `quality-not-yours`.
    public func problems(
        of run: QualityRun, position: Int? = nil, after: (position: Int, number: Int)? = nil,
        limit: Int = Quality.pageSizeMax, for actor: Actor
    ) async throws -> [QualityProblem] {
        try maySee(run.body, actor).orThrow()
        let limit = max(1, min(limit, Self.pageSizeMax))
        let only = position == nil ? "" : "AND p.position = ?"
        return try await store.read { session in
            try session.all(
                """
                SELECT p.run, p.position, p.number, p.delivery, p.line, p.verdict, p.value_digest, d.id, d.actor,
                    d.actor_name
                FROM quality_problem p JOIN delivery d ON d.number = p.delivery
                WHERE p.run = ? AND (p.position, p.number) > (?, ?) \(only)
                ORDER BY p.position, p.number LIMIT \(limit)
                """,
                [.int(run.number), Value(after?.position ?? -1), Value(after?.number ?? 0)]
                    + (position.map { [Value($0)] } ?? []), QualityProblem.init)
        }
    }

    /// The values of these problem rows as they are now, by delivery and line, in the order of the shape's items; a row
    /// that was replaced since is not among them. At most 100; that they were looked at is recorded.
    ///
    /// Refuses with `quality-values-not-yours`.
    public func values(
        of problems: [QualityProblem], in entry: Entry, by actor: Actor
    ) async throws -> [SourceRow: [String?]] {
        try maySeeValues(of: entry.body, actor).orThrow()
        let wanted = Array(Set(problems.map { SourceRow(delivery: $0.delivery, line: $0.line) }))
            .prefix(Self.pageSizeMax)
        guard let first = wanted.first else { return [:] }
        let shape = try DatasetShape(entry)
        // One statement whatever their number: the last places repeat the first.
        let places = wanted + Array(repeating: first, count: Self.pageSizeMax - wanted.count)
        let marks = Array(
            repeating: "(CAST(? AS BIGINT), CAST(? AS BIGINT))", count: places.count
        ).joined(separator: ", ")
        let columns = shape.items.map(DatasetShape.column).joined(separator: ", ")
        let width = shape.items.count
        let rows = try await store.read { session in
            try session.all(
                """
                SELECT \(columns), delivery, line FROM \(shape.table) WHERE (delivery, line) IN (VALUES \(marks))
                """, places.flatMap { [.int($0.delivery), .int($0.line)] }
            ) { row in
                let values = try (0..<width).map { row.isNull(at: $0) ? nil : try row.text(at: $0) }
                return (
                    SourceRow(delivery: try row.int(at: width), line: try row.int(at: width + 1)), values
                )
            }
        }
        try await ledger.record(
            LedgerEvent(
                QualityEvents.viewed, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "entry:\(entry.id)", article: profile.article(for: .accessControl),
                facts: [("run", String(problems.first?.run ?? 0)), ("rows", String(rows.count))]))
        return Dictionary(rows) { first, _ in first }
    }

    /// Where a stored row came from (来源).
    public struct SourceRow: Sendable, Hashable {
        public let delivery: Int64
        public let line: Int64

        public init(delivery: Int64, line: Int64) {
            self.delivery = delivery
            self.line = line
        }
    }
}

extension QualityRun {
    init(_ row: Row) throws {
        guard let cause = QualityCause(rawValue: try row.text("cause")) else {
            throw StoreError.shape("a check cannot be read")
        }
        self.init(
            number: try row.int("number"), entry: try row.text("entry"), body: try row.text("body"),
            entryVersion: Int(try row.int("entry_version")), rulesVersion: Int(try row.int("rules_version")),
            cause: cause, rows: try row.int("rows_read"), dirty: try row.int("dirty"),
            problems: try row.int("problems"), problemsKept: try row.int("problems_kept"),
            score: try row.optionalInt("score"), startedAt: Instant(milliseconds: try row.int("started_at")),
            finishedAt: Instant(milliseconds: try row.int("finished_at")))
    }
}

extension QualityResult {
    init(_ row: Row) throws {
        guard let kind = QualityRuleKind(rawValue: try row.text("kind")),
            let indicator = QualityIndicator(rawValue: try row.text("indicator"))
        else { throw StoreError.shape("the result of a check cannot be read") }
        self.init(
            rule: try row.text("rule"), position: Int(try row.int("position")), kind: kind,
            indicator: indicator, title: try row.text("title"),
            items: try row.text("items").split(separator: " ").compactMap { Int($0) },
            count: QualityCount(a: try row.int("a"), b: try row.int("b")), problems: try row.int("problems"),
            article: ArticleReference(try row.text("article")))
    }
}

extension QualityProblem {
    init(_ row: Row) throws {
        guard let verdict = Verdict(rawValue: try row.text(at: 5)) else {
            throw StoreError.shape("a problem row cannot be read")
        }
        self.init(
            run: try row.int(at: 0), position: Int(try row.int(at: 1)), number: Int(try row.int(at: 2)),
            delivery: try row.int(at: 3), deliveryID: try row.text(at: 7), line: try row.int(at: 4),
            deliveredBy: try row.text(at: 9), isBySystem: try row.text(at: 8).hasPrefix("system:"),
            verdict: verdict, valueDigest: try row.text(at: 6))
    }
}
