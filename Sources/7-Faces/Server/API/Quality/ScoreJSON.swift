import Parties
import Quality
import Regulation
import Standards

/// Scores by indicator and dimension (质量得分): millionths, left out where nothing applies.
struct ScoreJSON: Codable, Described {
    let total: Int64?
    let dimensions: [Dimension]
    let indicators: [Indicator]

    struct Dimension: Codable {
        let code: String
        let name: Bilingual
        let score: Int64?
    }

    struct Indicator: Codable {
        let code: String
        let name: Bilingual
        let a: Int64
        let b: Int64
        let score: Int64?
    }

    init(_ score: QualityScore) {
        total = score.total
        dimensions = QualityDimension.allCases.map {
            Dimension(code: $0.rawValue, name: Bilingual($0.zh, $0.en), score: score.score($0))
        }
        indicators = QualityIndicator.allCases.map { indicator in
            let count = score.count(indicator)
            return Indicator(
                code: indicator.rawValue, name: Bilingual(indicator.zh, indicator.en), a: count.a, b: count.b,
                score: score.score(indicator))
        }
    }

    static let millionths = Schema.integer(0...QualityScore.full)

    static let schema = Schema.named(
        "QualityScore", Bilingual("质量得分，百万分比；不适用时略去", "Scores in millionths; left out where nothing applies"),
        .object([
            .init("total", Bilingual("总分", "Total"), millionths, optional: true),
            .init(
                "dimensions", Bilingual("六个维度", "The six dimensions"),
                .array(
                    .object([
                        .init("code", Bilingual("维度代码", "Code"), .text(2)),
                        .init("name", Bilingual("名称", "Name"), Bilingual.schema),
                        .init("score", Bilingual("得分", "Score"), millionths, optional: true),
                    ]), max: 6)),
            .init(
                "indicators",
                Bilingual("二十个指标，A 为满足的元素数，B 为评价的元素数", "The twenty indicators: A of B elements"),
                .array(
                    .object([
                        .init("code", Bilingual("指标代码", "Code"), .text(4)),
                        .init("name", Bilingual("名称", "Name"), Bilingual.schema),
                        .init("a", Bilingual("A", "A"), .amount), .init("b", Bilingual("B", "B"), .amount),
                        .init("score", Bilingual("得分", "Score"), millionths, optional: true),
                    ]), max: 20)),
        ]))
}

/// What the newest checks of some entries found (质量数字).
struct QualityFiguresJSON: Codable, Described {
    let score: ScoreJSON
    let entries: Int64
    let rows: Int64
    let problems: Int64
    let orders: Int64
    let overdueOrders: Int64

    init(_ figures: QualityFigures) {
        score = ScoreJSON(figures.score)
        entries = figures.entries
        rows = figures.rows
        problems = figures.problems
        orders = figures.orders
        overdueOrders = figures.overdueOrders
    }

    static let schema = Schema.named(
        "QualityFigures", Bilingual("质量数字", "What the newest checks found"),
        .object([
            .init("score", Bilingual("得分", "Scores"), ScoreJSON.schema),
            .init("entries", Bilingual("已检查的目录", "Entries that were checked"), .amount),
            .init("rows", Bilingual("检查的行", "Rows that were read"), .amount),
            .init("problems", Bilingual("问题数", "Problems"), .amount),
            .init("orders", Bilingual("未销号工单", "Open work orders"), .amount),
            .init("overdueOrders", Bilingual("其中逾期", "Of these overdue"), .amount),
        ]))
}

/// The overview of the city or of one body (质量总览).
struct QualityOverviewJSON: Codable, Described {
    let body: NamedJSON?
    let figures: QualityFiguresJSON
    let bodies: [Line]
    let months: [Month]

    struct Line: Codable {
        let body: NamedJSON
        let figures: QualityFiguresJSON
    }

    struct Month: Codable {
        let month: String
        let score: ScoreJSON
    }

    init(_ overview: QualityOverview) {
        body = overview.body.map { NamedJSON(id: $0.id, name: $0.name) }
        figures = QualityFiguresJSON(overview.figures)
        bodies = overview.bodies.map { line in
            Line(
                body: NamedJSON(id: line.body.id, name: line.body.name),
                figures: QualityFiguresJSON(line.figures))
        }
        months = overview.months.map { Month(month: $0.month, score: ScoreJSON($0.score)) }
    }

    static let schema = Schema.object([
        .init(
            "body", Bilingual("单位，全市时略去", "The body; left out for the city"), NamedJSON.schema, optional: true
        ),
        .init("figures", Bilingual("数字", "Figures"), QualityFiguresJSON.schema),
        .init(
            "bodies", Bilingual("各单位，得分低的在前", "Bodies, the lowest score first"),
            .array(
                .object([
                    .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
                    .init("figures", Bilingual("数字", "Figures"), QualityFiguresJSON.schema),
                ]), max: Quality.bodiesMax)),
        .init(
            "months", Bilingual("各月末的得分", "How it stood when each month ended"),
            .array(
                .object([
                    .init("month", Bilingual("月份", "Month"), .text(7)),
                    .init("score", Bilingual("得分", "Scores"), ScoreJSON.schema),
                ]), max: Quality.monthsMax)),
    ])
}

/// Entries by their newest check (条目质量).
struct QualityPageJSON: Codable, Described {
    let entries: [Line]
    let total: Int

    struct Line: Codable {
        let entry: String
        let code: String
        let name: String
        let body: NamedJSON
        let run: Int64
        let score: Int64?
        let rows: Int64
        let problems: Int64
        let day: String
    }

    init(_ page: QualityPage, names: [String: String]) {
        entries = page.entries.map { line in
            Line(
                entry: line.entry, code: line.code, name: line.name,
                body: NamedJSON(id: line.body, name: names[line.body] ?? line.body), run: line.run,
                score: line.score, rows: line.rows, problems: line.problems, day: line.day?.description ?? "")
        }
        total = page.total
    }

    static let schema = Schema.object([
        .init(
            "entries", Bilingual("条目，得分低的在前", "Entries, the lowest score first"),
            .array(
                .object([
                    .init("entry", Bilingual("条目编号", "Id of the entry"), .id),
                    .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
                    .init("name", Bilingual("名称", "Name"), .text(200)),
                    .init("body", Bilingual("提供单位", "The providing body"), NamedJSON.schema),
                    .init("run", Bilingual("最近一次检查", "The newest check"), .amount),
                    .init("score", Bilingual("得分", "Score"), ScoreJSON.millionths, optional: true),
                    .init("rows", Bilingual("行数", "Rows"), .amount),
                    .init("problems", Bilingual("问题数", "Problems"), .amount),
                    .init("day", Bilingual("检查之日", "Day of the check"), .date),
                ]), max: Quality.pageSizeMax)),
        .init("total", Bilingual("总数", "Entries on all pages"), .count),
    ])
}
