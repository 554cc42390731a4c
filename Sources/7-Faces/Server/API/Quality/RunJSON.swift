import Quality
import Regulation
import Standards

/// One check of an entry (质量检查).
struct RunJSON: Codable, Described {
    let number: Int64
    let entry: String
    let entryVersion: Int
    let rulesVersion: Int
    let cause: String
    let rows: Int64
    let dirty: Int64
    let problems: Int64
    let problemsKept: Int64
    let score: Int64?
    let startedAt: String
    let finishedAt: String

    init(_ run: QualityRun) {
        number = run.number
        entry = run.entry
        entryVersion = run.entryVersion
        rulesVersion = run.rulesVersion
        cause = run.cause.rawValue
        rows = run.rows
        dirty = run.dirty
        problems = run.problems
        problemsKept = run.problemsKept
        score = run.score
        startedAt = run.startedAt.iso8601
        finishedAt = run.finishedAt.iso8601
    }

    static let schema = Schema.named(
        "QualityRun", Bilingual("质量检查", "A check of an entry's data"),
        .object([
            .init("number", Bilingual("检查序号", "Number"), .amount),
            .init("entry", Bilingual("条目编号", "Id of the entry"), .id),
            .init("entryVersion", Bilingual("条目版本", "Version of the entry"), .count),
            .init(
                "rulesVersion", Bilingual("申报规则的版本，0 为没有", "Version of the declared rules, 0 for none"),
                .count),
            .init("cause", Bilingual("起因", "Why it was made"), .oneOf(QualityCause.self)),
            .init("rows", Bilingual("检查的行", "Rows that were read"), .amount),
            .init("dirty", Bilingual("含有问题的行", "Rows with a fault of their own"), .amount),
            .init("problems", Bilingual("问题数", "Problems"), .amount),
            .init("problemsKept", Bilingual("其中留存行号的", "Of these with their row on record"), .amount),
            .init("score", Bilingual("得分，百万分比", "Score in millionths"), ScoreJSON.millionths, optional: true),
            .init("startedAt", Bilingual("开始时间", "Started at"), .instant),
            .init("finishedAt", Bilingual("完成时间", "Finished at"), .instant),
        ]))
}

/// Checks of an entry, the newest first (检查记录).
struct RunListJSON: Codable, Described {
    let runs: [RunJSON]

    static let schema = Schema.object([
        .init("runs", Bilingual("检查", "Checks"), .array(RunJSON.schema, max: Quality.pageSizeMax))
    ])
}

/// A check with what each rule counted (检查结果).
struct RunReportJSON: Codable, Described {
    let run: RunJSON
    let score: ScoreJSON
    let results: [Line]

    struct Line: Codable {
        let position: Int
        let rule: String
        let kind: String
        let name: Bilingual
        let title: String
        let items: [Int]
        let indicator: String
        let a: Int64
        let b: Int64
        let score: Int64?
        let problems: Int64
        let article: CitationJSON?
    }

    init(_ run: QualityRun, _ results: [QualityResult], _ book: ArticleBook) {
        self.run = RunJSON(run)
        score = ScoreJSON(QualityScore(results))
        self.results = results.map { result in
            Line(
                position: result.position, rule: result.rule, kind: result.kind.rawValue,
                name: result.kind.name, title: result.title, items: result.items,
                indicator: result.indicator.rawValue, a: result.count.a, b: result.count.b,
                score: result.score, problems: result.problems,
                article: result.article.map { CitationJSON($0, book) })
        }
    }

    static let schema = Schema.named(
        "QualityReport", Bilingual("检查结果", "A check with what each rule counted"),
        .object([
            .init("run", Bilingual("检查", "The check"), RunJSON.schema),
            .init("score", Bilingual("得分", "Scores"), ScoreJSON.schema),
            .init(
                "results", Bilingual("各规则的计数", "What each rule counted"),
                .array(
                    .object([
                        .init("position", Bilingual("次序", "Position"), .count),
                        .init("rule", Bilingual("规则标识", "Key of the rule"), .text(400)),
                        .init("kind", Bilingual("规则类别", "Kind"), .oneOf(QualityRuleKind.self)),
                        .init("name", Bilingual("类别名称", "Its name"), Bilingual.schema),
                        .init("title", Bilingual("申报的名称", "The name it was declared under"), .text(200)),
                        .init("items", Bilingual("信息项序号", "Numbers of items"), .array(.count, max: 8)),
                        .init("indicator", Bilingual("指标代码", "Code of the indicator"), .text(4)),
                        .init("a", Bilingual("A", "A"), .amount), .init("b", Bilingual("B", "B"), .amount),
                        .init("score", Bilingual("得分", "Score"), ScoreJSON.millionths, optional: true),
                        .init("problems", Bilingual("问题数", "Problems"), .amount),
                        .init(
                            "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema,
                            optional: true),
                    ]), max: 3_000)),
        ]))
}

/// A page of the rows that break rules (问题数据分页).
struct QualityProblemsJSON: Codable, Described {
    let problems: [Line]
    let next: String?

    struct Line: Codable {
        let position: Int
        let number: Int
        let delivery: String
        let line: Int64
        let deliveredBy: String
        let isBySystem: Bool
        let verdict: String
        let valueDigest: String
    }

    init(_ rows: [QualityProblem], isFull: Bool) {
        problems = rows.map { row in
            Line(
                position: row.position, number: row.number, delivery: row.deliveryID, line: row.line,
                deliveredBy: row.deliveredBy, isBySystem: row.isBySystem, verdict: row.verdict.rawValue,
                valueDigest: row.valueDigest)
        }
        next = isFull ? rows.last.map { "\($0.position).\($0.number)" } : nil
    }

    /// Reads what ``next`` wrote.
    static func cursor(_ text: String) throws(Refusal) -> (position: Int, number: Int) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int(parts[0]), let number = Int(parts[1]) else {
            throw Refusal(
                ServerCodes.invalidField,
                detail: Bilingual("应为上一页的 next", "It is the `next` of the page before"), field: "after")
        }
        return (position, number)
    }

    static let schema = Schema.object([
        .init(
            "problems", Bilingual("问题数据，追溯到批次和行", "Problems, traced to delivery and line"),
            .array(
                .object([
                    .init("position", Bilingual("规则在检查结果中的次序", "Position of the rule"), .count),
                    .init("number", Bilingual("序号", "Number"), .count),
                    .init("delivery", Bilingual("交付编号", "Id of the delivery"), .id),
                    .init("line", Bilingual("文件中的行号", "Line of its file"), .amount),
                    .init(
                        "deliveredBy", Bilingual("交付的系统或人员", "The system or person that delivered"),
                        .text(200)),
                    .init("isBySystem", Bilingual("是否由系统交付", "Whether it was a system"), .boolean),
                    .init("verdict", Bilingual("结论", "What was wrong"), .oneOf(Verdict.self)),
                    .init("valueDigest", Bilingual("值的摘要", "Keyed digest of the value"), .text(64)),
                ]), max: Quality.pageSizeMax)),
        .init("next", Bilingual("下一页的起点", "Where the next page begins"), .text(40), optional: true),
    ])
}
