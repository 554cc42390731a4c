import Catalogue
import Regulation
import Supervision

/// The figures of one body or of the city (统计数字).
struct StatisticsFiguresJSON: Codable, Described {
    let entries: Int64
    let items: Int64
    let withData: Int64
    let overdueEntries: Int64
    let overdueCases: Int64
    let over: StatisticsMonthJSON.Figures

    init(_ figures: StatisticsFigures) {
        entries = figures.entries
        items = figures.items
        withData = figures.withData
        overdueEntries = figures.overdueEntries
        overdueCases = figures.overdueCases
        over = StatisticsMonthJSON.Figures(figures.over)
    }

    static let schema = Schema.named(
        "StatisticsFigures", Bilingual("统计数字", "Figures of one body or of the city"),
        .object([
            .init("entries", Bilingual("已发布目录", "Entries in force"), .amount),
            .init("items", Bilingual("其信息项", "Their information items"), .amount),
            .init("withData", Bilingual("其中已归集数据的", "Those under which data was stored"), .amount),
            .init("overdueEntries", Bilingual("其中逾期未更新的", "Those past their update cycle"), .amount),
            .init(
                "overdueCases", Bilingual("超过期限的在办事项", "Open cases past their deadline"), .amount),
            .init(
                "over", Bilingual("所列各月合计", "Sums of the months listed"), StatisticsMonthJSON.Figures.schema),
        ]))
}

/// One month (月度统计).
struct StatisticsMonthJSON: Codable, Described {
    let month: String
    let figures: Figures

    struct Figures: Codable, Described {
        let published: Int64
        let changed: Int64
        let retired: Int64
        let delivered: Int64
        let missedUpdates: Int64
        let missedSteps: Int64

        init(_ figures: StatisticsMonth.Figures) {
            published = figures.published
            changed = figures.changed
            retired = figures.retired
            delivered = figures.delivered
            missedUpdates = figures.missedUpdates
            missedSteps = figures.missedSteps
        }

        static let schema = Schema.named(
            "StatisticsMonthFigures", Bilingual("月度数字", "What happened in a month"),
            .object([
                .init("published", Bilingual("新发布", "Entries first published"), .amount),
                .init("changed", Bilingual("变更", "Entries published anew"), .amount),
                .init("retired", Bilingual("停用", "Entries retired"), .amount),
                .init("delivered", Bilingual("完成的交付", "Finished deliveries"), .amount),
                .init(
                    "missedUpdates",
                    Bilingual("当月到期而未按时的更新", "Updates due in the month that were not there by their day"),
                    .amount),
                .init(
                    "missedSteps",
                    Bilingual(
                        "当月到期而未按时办结的环节", "Steps of cases due in the month that were not done by their day"),
                    .amount),
            ]))
    }

    static let schema = Schema.named(
        "StatisticsMonth", Bilingual("一个月的统计", "One month"),
        .object([
            .init("month", Bilingual("月份", "The month, 2026-03"), .text(7, min: 7)),
            .init("figures", Bilingual("数字", "Its figures"), Figures.schema),
        ]))
}

/// The whole report (统计报告).
struct StatisticsJSON: Codable, Described {
    let body: NamedJSON?
    let today: String
    let figures: StatisticsFiguresJSON
    let city: StatisticsFiguresJSON
    let holding: Int64
    let publishing: Int64
    let facets: [FacetJSON]
    let months: [StatisticsMonthJSON]
    let total: Int
    let bodies: [Line]

    struct Line: Codable {
        let body: NamedJSON
        let figures: StatisticsFiguresJSON
    }

    /// With one page of the bodies of the report.
    init(
        _ report: StatisticsReport, _ portion: Portion<StatisticsReport.Line>, _ words: FacetWords
    ) {
        body = report.body.map { NamedJSON(id: $0.id, name: $0.name) }
        today = report.today.description
        figures = StatisticsFiguresJSON(report.figures)
        city = StatisticsFiguresJSON(report.city)
        holding = report.holding
        publishing = report.publishing
        facets = StatisticsReport.facets.map { facet in
            FacetJSON(
                facet: facet.rawValue,
                values: (report.facets[facet] ?? []).map {
                    FacetJSON.Value(
                        value: $0.value, name: words(facet, $0.value, bodies: [:]), entries: Int($0.entries))
                })
        }
        months = report.months.map {
            StatisticsMonthJSON(month: $0.month, figures: StatisticsMonthJSON.Figures($0.figures))
        }
        total = portion.total
        bodies = portion.lines.map {
            Line(
                body: NamedJSON(id: $0.body.id, name: $0.body.name),
                figures: StatisticsFiguresJSON($0.figures))
        }
    }

    static let schema = Schema.object([
        .init(
            "body", Bilingual("所统计的单位；缺省为全市", "The body; none for the city"), NamedJSON.schema, optional: true
        ),
        .init("today", Bilingual("统计日期", "The day of the figures"), .date),
        .init("figures", Bilingual("该范围的数字", "Its figures"), StatisticsFiguresJSON.schema),
        .init("city", Bilingual("全市合计", "Sums of the city"), StatisticsFiguresJSON.schema),
        .init("holding", Bilingual("数据共享单位数", "Bodies that hold data"), .amount),
        .init("publishing", Bilingual("其中已发布目录的", "Those that have published"), .amount),
        .init(
            "facets", Bilingual("按分面；空值为未标明", "By facet; an empty value is none of the standard's"),
            .array(FacetJSON.schema, max: 20)),
        .init(
            "months", Bilingual("各月，由早到晚", "Months, the oldest first"),
            .array(StatisticsMonthJSON.schema, max: Statistics.monthsMax)),
        .init("total", Bilingual("所有页的单位数", "Bodies on all pages"), .count),
        .init(
            "bodies", Bilingual("各单位；仅供数据主管部门和审计人员", "Every body: for the authority and auditors"),
            .array(
                .object([
                    .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
                    .init("figures", Bilingual("数字", "Its figures"), StatisticsFiguresJSON.schema),
                ]), max: Operation.Parameter.bodiesMax)),
    ])
}

/// One page of the list behind a figure (统计明细).
struct StatisticsListJSON: Codable, Described {
    let total: Int64
    let amount: Int64
    let page: Int
    let pageSize: Int
    let lines: [Line]

    struct Line: Codable {
        let kind: String
        let id: String
        let title: String
        let note: Bilingual
        let body: NamedJSON
        let day: String?
        let amount: Int64?

        init(_ line: StatisticsLine, _ names: [String: String]) {
            switch line.place {
            case .entry(let id): (kind, self.id) = ("entry", id)
            case .matter(let id): (kind, self.id) = ("case", id)
            case .delivery(let id): (kind, self.id) = ("delivery", id)
            case .body(let id): (kind, self.id) = ("body", id)
            }
            title = line.title
            note = line.note
            body = NamedJSON(id: line.body, name: names[line.body] ?? line.body)
            day = line.day?.description
            amount = line.amount
        }
    }

    init(_ page: StatisticsPage, _ names: [String: String]) {
        total = page.total
        amount = page.amount
        self.page = page.list.page
        pageSize = StatisticsList.pageSize
        lines = page.lines.map { Line($0, names) }
    }

    static let schema = Schema.object([
        .init("total", Bilingual("总数，即统计数字", "How many: the figure itself"), .amount),
        .init("amount", Bilingual("数量合计", "The sum of the amounts of all pages"), .amount),
        .init("page", Bilingual("页码", "Page"), .count),
        .init("pageSize", Bilingual("每页条数", "Rows a page"), .count),
        .init(
            "lines", Bilingual("明细", "The lines"),
            .array(
                .object([
                    .init(
                        "kind", Bilingual("entry 目录，case 办件，delivery 交付，body 单位", "What it is"),
                        .oneOf(["entry", "case", "delivery", "body"])),
                    .init("id", Bilingual("编号", "Id"), .id),
                    .init("title", Bilingual("名称", "Name or title"), .text(2000)),
                    .init("note", Bilingual("代码或环节", "Code or step"), Bilingual.schema),
                    .init("body", Bilingual("计入的单位", "The body it is counted for"), NamedJSON.schema),
                    .init("day", Bilingual("计入的日期或到期日", "The day that counts"), .date, optional: true),
                    .init("amount", Bilingual("信息项数", "Items of an entry"), .amount, optional: true),
                ]), max: StatisticsList.pageSize)),
    ])
}
