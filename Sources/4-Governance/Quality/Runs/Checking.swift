import Cases
import Catalogue
import Datasets
import Intake
import Ledger
import Parties
import Regulation
import Standards
import Store

/// How an entry's data is checked: one pass over its rows, sets beside it, and everything written down at once.
extension Quality {
    /// How often a check begins anew where data arrives meanwhile.
    private static let attemptsMax = 3

    /// Checks the data of `entry`, by id or resource code, for `actor`.
    ///
    /// Refuses with `entry-not-found`, `quality-not-yours`, and as ``check(_:cause:actor:)`` does.
    @discardableResult
    public func run(_ entry: String, by actor: Actor) async throws -> QualityRun {
        let entry = try await catalogue.entry(entry, for: actor)
        try mayRun(entry.body, actor).orThrow()
        return try await check(entry.id, cause: .person, actor: actor.ledgerName)
    }

    /// Checks the data of `entry` whoever asks: for the platform's own clock and its command line.
    ///
    /// Refuses with `entry-not-found`, `quality-no-data`, and `quality-data-moving` where data kept arriving.
    @discardableResult
    public func check(
        _ entry: String, cause: QualityCause, actor: String = Cases.platformActor
    ) async throws -> QualityRun {
        for _ in 0..<Self.attemptsMax {
            if let run = try await attempt(entry, cause: cause, actor: actor) { return run }
        }
        throw Refusal(QualityCodes.dataMoving, article: article)
    }

    /// What is known before the rows are read.
    private struct Brief: Sendable {
        let entry: Entry
        let plan: QualityPlan
        let rulesVersion: Int
        let standing: Datasets.Standing
        let newest: (read: Int64, good: Int64)
        let isTimely: Bool?
    }

    private func brief(_ id: String, in session: any Session) throws -> Brief {
        let entry = try catalogue.entry(id: id, in: session)
        guard entry.isInForce, let standing = try datasets.standing(of: id, in: session), standing.rows > 0
        else { throw Refusal(QualityCodes.noData, article: article) }
        let shape = try DatasetShape(entry)
        let declared = try ruleSetInForce(of: id, in: session)
        let rules = declared?.rules ?? []
        let plan = QualityPlan(
            shape, references: try ValueReferences.load(for: shape.items, in: session), rules: rules,
            targets: try targets(of: rules, in: session), today: today.description, article: article
        ) { rule, item in profile.article(for: rule.founding(item)) ?? article }
        let newest = try session.first(
            """
            SELECT rows_read, good FROM delivery WHERE entry = ? AND state = 'finished' AND rows_read > 0
            ORDER BY number DESC LIMIT 1
            """, [.text(id)]
        ) { (read: try $0.int(at: 0), good: try $0.int(at: 1)) }
        let last = try Intake.collected(under: id, in: session).last ?? standing.updatedAt
        let isTimely = entry.content.updateCycle.expectedDays.map { days in
            today <= last.day(offsetSeconds: profile.utcOffsetSeconds).adding(days: days)
        }
        return Brief(
            entry: entry, plan: plan, rulesVersion: declared?.version ?? 0, standing: standing,
            newest: newest ?? (0, 0), isTimely: isTimely)
    }

    /// Nil where rows arrived while they were read.
    private func attempt(_ id: String, cause: QualityCause, actor: String) async throws -> QualityRun? {
        let startedAt = surroundings.now()
        let brief = try await store.read { try self.brief(id, in: $0) }
        let plan = brief.plan
        let tally = QualityTally(lines: plan.lines.count, fingerprint: fingerprint)
        let scan = DatasetScan(plan.shape, presences: plan.presences)
        let day = today.year * 10_000 + today.month * 100 + today.day
        let rules = RowRules(plan, scan, tally, today: day)
        // Sets are judged by the store on the other core, while the rows pass here.
        async let sets = store.read { session in
            try plan.uniques.map { line, items in
                try UniqueCheck(shape: plan.shape, items: items).counts(in: session)
            }
        }
        var place: [Value]?
        repeat {
            let from = place
            place = try await store.read { try scan.piece(after: from, in: $0) { try rules.take($0) } }
        } while place != nil
        let counts = try await sets
        for (unique, count) in zip(plan.uniques, counts) {
            tally.add(unique.line, a: count.unique, b: count.rows)
            if let duplicates = plan.duplicates { tally.add(duplicates, a: count.repeats, b: count.rows) }
        }
        try await store.read { session in
            for (unique, count) in zip(plan.uniques, counts) where count.unique < count.rows {
                let width = unique.items.count
                try UniqueCheck(shape: plan.shape, items: unique.items)
                    .each(limit: Self.problemsPerRuleMax, in: session) { row in
                        try tally.keep(
                            unique.line, .wrongForm, row, columns: Array(0..<width), delivery: width,
                            source: width + 1)
                    }
            }
        }
        let after = try await datasets.standing(of: id)
        guard after == brief.standing, rules.rows == brief.standing.rows else { return nil }
        tally.add(plan.dirty, a: rules.dirty, b: rules.rows)
        tally.add(plan.records, a: brief.newest.good, b: brief.newest.read)
        if let isTimely = brief.isTimely { tally.add(plan.timely, a: isTimely ? 1 : 0, b: 1) }
        tally.add(plan.accessible, a: 1, b: 1)
        let outcome = QualityOutcome(plan: plan, tally: tally)
        let (rows, dirty) = (rules.rows, rules.dirty)
        return try await store.write { session in
            let run = try write(
                QualityRun(
                    number: 0, entry: id, body: brief.entry.body, entryVersion: brief.entry.version,
                    rulesVersion: brief.rulesVersion, cause: cause, rows: rows, dirty: dirty,
                    problems: outcome.results.reduce(0) { $0 + $1.problems },
                    problemsKept: Int64(outcome.problems.count), score: outcome.score.total,
                    startedAt: startedAt, finishedAt: surroundings.now()),
                outcome, actor: actor, in: session)
            try settle(run, outcome.results, entry: brief.entry, in: session)
            return run
        }
    }
}

/// What a check found, ready to be written down (检查结论).
struct QualityOutcome: Sendable {
    let results: [QualityResult]
    let problems: [QualityTally.Problem]
    let score: QualityScore

    init(plan: QualityPlan, tally: QualityTally) {
        results = plan.lines.enumerated().map { position, line in
            let count = QualityCount(a: tally.a[position], b: tally.b[position])
            return QualityResult(
                rule: line.key, position: position, kind: line.kind, indicator: line.indicator,
                title: line.title, items: line.items, count: count,
                problems: line.kind.isOfRows ? count.b - count.a : 0, article: line.article)
        }
        problems = tally.problems
        score = QualityScore(results)
    }
}

extension QualityScore {
    /// The sums of these results by indicator.
    public init(_ results: [QualityResult]) {
        var counts: [QualityIndicator: QualityCount] = [:]
        for result in results {
            counts[result.indicator] = (counts[result.indicator] ?? QualityCount()) + result.count
        }
        self.init(counts)
    }
}
