import Quality
import Regulation
import Standards

/// Scores as tables with their charts (质量得分表).
struct ScoreView {
    let texts: TextNode
    let language: Language

    func word(_ term: some StandardTerm) -> String { language == .chinese ? term.zh : term.en }

    /// A table that a chart is drawn from, where the library for it is there.
    func section(
        _ id: String, _ title: String, drawn: Bool, chart: StatisticsPages.Chart, columns: [String],
        rows: [[Cell]]
    ) -> StatisticsPages.Section {
        var table = TableView(
            title, captionHidden: true,
            columns: columns.enumerated().map { .init($1, numeric: $0 > 0) }, rows: rows,
            empty: EmptyView(texts("quality.noneTitle"), texts("quality.noneText")))
        table.asCards = false
        return StatisticsPages.Section(id: id, title: title, charts: drawn ? [chart] : [], table: table)
    }

    /// The six dimensions, each leading to its indicators.
    func dimensions(_ score: QualityScore, drawn: Bool) -> StatisticsPages.Section {
        section(
            "dimensions", texts("quality.dimensions"), drawn: drawn,
            chart: .init(kind: "rows", columns: "1", top: "", label: texts("quality.dimensions")),
            columns: [texts("quality.dimension"), texts("quality.score")],
            rows: QualityDimension.allCases.map { dimension in
                [
                    .head(word(dimension), href: "#indicators"),
                    .text(QualityScore.percent(score.score(dimension))),
                ]
            })
    }

    /// One line for each month or check: the total and the dimensions.
    func trend(
        _ points: [(name: String, score: QualityScore)], drawn: Bool
    ) -> StatisticsPages.Section {
        section(
            "months", texts("quality.trend"), drawn: drawn,
            chart: .init(kind: "line", columns: "1", top: "", label: texts("quality.trend")),
            columns: [texts("quality.when"), texts("quality.total")] + QualityDimension.allCases.map(word),
            rows: points.filter { $0.score.total != nil }.map { point in
                let scores = [point.score.total] + QualityDimension.allCases.map { point.score.score($0) }
                return [Cell.head(point.name)] + scores.map { Cell.text(QualityScore.percent($0)) }
            })
    }

    /// The twenty indicators with A and B; those that do not apply say so.
    func indicators(_ score: QualityScore) -> TableView {
        TableView(
            texts("quality.indicators"), captionHidden: true,
            columns: [
                .init(texts("quality.indicator")), .init(texts("quality.dimension")),
                .init("A", numeric: true), .init("B", numeric: true),
                .init(texts("quality.score"), numeric: true),
            ],
            rows: QualityIndicator.allCases.map { indicator in
                let count = score.count(indicator)
                return [
                    .head(
                        word(indicator),
                        sub: indicator.isLowerBetter
                            ? "\(indicator.rawValue) · \(texts("quality.lowerBetter"))" : indicator.rawValue),
                    .text(word(indicator.dimension)), .number(count.a), .number(count.b),
                    count.b > 0
                        ? .text(QualityScore.percent(score.score(indicator)))
                        : .text(texts("quality.notApplicable")),
                ]
            })
    }
}
