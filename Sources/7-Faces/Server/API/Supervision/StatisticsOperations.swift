import Catalogue
import Hummingbird
import Parties
import Regulation
import Supervision

/// Statistics and the lists behind them (统计).
extension API {
    var statisticsOperations: [Operation] {
        [readStatistics, listStatistics, exportStatistics, exportStatisticsCSV]
    }

    private static let scope: [Operation.Parameter] = [
        .query("body", Bilingual("单位编号；缺省为全市合计", "Id of a body; the city's sums by default"), .id),
        .query(
            "months", Bilingual("最近几个月，含本月", "The last months, this one among them"),
            .integer(1...Int64(Statistics.monthsMax))),
    ]

    private static let language = Operation.Parameter.query(
        "language", Bilingual("文件的语言，缺省为中文", "Language of the file; Chinese by default"),
        .oneOf(Language.self))

    private static let errors = [SupervisionCodes.figuresNotYours, PartiesCodes.bodyNotFound]

    private func report(_ call: Call) async throws -> StatisticsReport {
        try await platform.statistics.report(
            of: call["body"], months: call.integer("months") ?? Statistics.monthsDefault, for: try call.actor)
    }

    private func files(_ call: Call) async throws -> StatisticsFiles {
        let report = try await report(call)
        return StatisticsFiles(
            tables: StatisticsTables(report: report, profile: platform.profile, mayList: false).all,
            language: call.word("language", as: Language.self) ?? .chinese)
    }

    private var readStatistics: Operation {
        Operation(
            .get, "/api/v1/statistics", "readStatistics",
            Bilingual(
                "统计：目录、归集、更新和逾期，按分面、按月", "Statistics of catalogue, data, updates and what is overdue"),
            tag: .regulation, security: .any, parameters: Self.scope + Operation.Parameter.bodyPages,
            answer: .json(StatisticsJSON.schema), errors: Self.errors
        ) { call in
            let report = try await report(call)
            return Answers.json(
                StatisticsJSON(
                    report, call.portion(of: report.bodies), FacetWords(profile: platform.profile)))
        }
    }

    private var listStatistics: Operation {
        Operation(
            .get, "/api/v1/statistics/list", "listStatistics",
            Bilingual("一个统计数字的明细，条数即该数字", "The list behind a figure; its total is the figure"),
            tag: .regulation, security: .any,
            parameters: [
                .query(
                    "kind", Bilingual("哪个数字，缺省为已发布目录", "Which figure; entries in force by default"),
                    .oneOf(StatisticsList.Kind.self)),
                .query("body", Bilingual("单位编号；缺省为全市", "Id of a body; the city by default"), .id),
                .query("from", Bilingual("起始月份", "First month, 2026-01"), .text(7, min: 7)),
                .query("to", Bilingual("截止月份", "Last month, 2026-03"), .text(7, min: 7)),
                .query(
                    "facet", Bilingual("按此分面筛选", "Only entries with a value of this facet"),
                    .oneOf(StatisticsReport.facets.map(\.rawValue))),
                .query("value", Bilingual("分面的值；空为未标明", "The value; empty for none"), .text(64)),
                .page(max: StatisticsList.pageMax),
            ],
            answer: .json(StatisticsListJSON.schema), errors: [SupervisionCodes.figuresNotYours]
        ) { call in
            let page = try await platform.statistics.list(
                StatisticsList(
                    call.word("kind", as: StatisticsList.Kind.self) ?? .entries, body: call["body"],
                    from: call["from"] ?? "0000-00", to: call["to"] ?? "9999-99",
                    facet: call.word("facet", as: Facet.self), value: call["value"] ?? "",
                    page: call.integer("page") ?? 1), for: try call.actor)
            return Answers.json(StatisticsListJSON(page, try await bodyNames(page.lines.map(\.body))))
        }
    }

    private var exportStatistics: Operation {
        Operation(
            .get, "/api/v1/statistics/workbook", "exportStatistics",
            Bilingual("导出统计为 Excel，每表一页", "The statistics as a workbook, a sheet for each table"),
            tag: .regulation, security: .any, parameters: Self.scope + [Self.language],
            answer: .bytes(ReceivedWorkbook.mediaType), errors: Self.errors
        ) { call in
            let path = try await files(call).workbook(in: try platform.workbookRoom())
            return try SentFile(path).response(type: ReceivedWorkbook.mediaType, name: "statistics.xlsx")
        }
    }

    private var exportStatisticsCSV: Operation {
        Operation(
            .get, "/api/v1/statistics/csv", "exportStatisticsCSV",
            Bilingual("导出统计为 CSV，每行一个数字", "The statistics as CSV, a line for each figure"),
            tag: .regulation, security: .any, parameters: Self.scope + [Self.language],
            answer: .bytes("text/csv"), errors: Self.errors
        ) { call in
            StatisticsFiles.response(csv: try await files(call).csv)
        }
    }
}
