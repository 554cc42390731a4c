import Catalogue
import Regulation
import Supervision

/// Puts a report into tables (统计制表).
struct StatisticsTables {
    let report: StatisticsReport
    let profile: Profile
    /// Whether the lists behind the figures are open to the reader.
    let mayList: Bool

    /// Bodies that a chart shows: those with the largest figures.
    private static let barsMax = 20

    private var body: String? { report.body?.id }

    var all: [StatisticsTable] {
        [overview, months] + StatisticsReport.facets.map(shares) + (report.bodies.isEmpty ? [] : [bodies])
    }

    private func list(_ kind: StatisticsList.Kind) -> StatisticsTable.Link? {
        guard mayList else { return nil }
        guard kind.isByMonth else { return .list(StatisticsList(kind, body: body)) }
        guard let first = report.months.first, let last = report.months.last else { return nil }
        return .list(StatisticsList(kind, body: body, from: first.month, to: last.month))
    }

    /// Coverage as a whole number of per cent, rounded down: 100% is said only of all.
    static func percent(_ part: Int64, of whole: Int64) -> String {
        whole == 0 ? "—" : "\(part * 100 / whole)%"
    }

    // MARK: Overview

    /// Every single figure of the scope, with the city's beside it.
    var overview: StatisticsTable {
        let (own, city) = (report.figures, report.city)
        func row(
            _ name: Bilingual, _ value: (StatisticsFigures) -> Int64, _ link: StatisticsTable.Link?
        ) -> StatisticsTable.Row {
            let shown = StatisticsTable.Field(amount: value(own), link: link)
            return .init(name: name, fields: body == nil ? [shown] : [shown, .init(amount: value(city))])
        }
        var rows = [
            row(Bilingual("已发布目录", "Entries in force"), \.entries, search()),
            row(Bilingual("信息项", "Information items"), \.items, list(.entries)),
            row(Bilingual("已归集数据的目录", "Entries with data"), \.withData, list(.withData)),
            row(Bilingual("尚无数据的目录", "Entries without data"), \.withoutData, list(.withoutData)),
            row(Bilingual("逾期未更新的目录", "Entries past their cycle"), \.overdueEntries, list(.overdueEntries)),
            row(Bilingual("超期办件", "Cases past their deadline"), \.overdueCases, list(.overdueCases)),
            row(Bilingual("新发布", "First published"), \.over.published, list(.published)),
            row(Bilingual("变更", "Published anew"), \.over.changed, list(.changed)),
            row(Bilingual("停用", "Retired"), \.over.retired, list(.retired)),
            row(Bilingual("交付", "Deliveries"), \.over.delivered, list(.delivered)),
            row(Bilingual("更新逾期", "Missed updates"), \.over.missedUpdates, list(.missedUpdates)),
            row(Bilingual("办理超期", "Missed deadlines"), \.over.missedSteps, list(.missedSteps)),
        ]
        if body == nil {
            let without = report.holding - report.publishing
            rows += [
                .init(
                    name: Bilingual("已发布目录的单位", "Bodies that have published"),
                    fields: [.init(amount: report.publishing, link: list(.publishing))]),
                .init(
                    name: Bilingual("尚未发布目录的单位", "Bodies that have not published"),
                    fields: [.init(amount: without, link: list(.notPublishing))]),
            ]
        }
        return StatisticsTable(
            id: "overview", title: Bilingual("总览", "Overview"),
            columns: [Bilingual("指标", "Figure")]
                + (report.body.map { [Bilingual($0.name, $0.name)] } ?? []) + [Bilingual("全市", "City")],
            rows: rows)
    }

    private func search(_ facet: Facet? = nil, _ value: String = "") -> StatisticsTable.Link {
        .search(facet: facet?.rawValue, value: value, body: body)
    }

    // MARK: Months

    var months: StatisticsTable {
        StatisticsTable(
            id: "months", title: Bilingual("按月", "By month"),
            columns: [
                Bilingual("月份", "Month"), Bilingual("新发布", "First published"),
                Bilingual("变更", "Published anew"), Bilingual("停用", "Retired"),
                Bilingual("交付", "Deliveries"), Bilingual("更新逾期", "Missed updates"),
                Bilingual("办理超期", "Missed deadlines"),
            ],
            rows: report.months.map { month in
                func field(_ amount: Int64, _ kind: StatisticsList.Kind) -> StatisticsTable.Field {
                    let list = StatisticsList(kind, body: body, from: month.month, to: month.month)
                    return .init(amount: amount, link: mayList ? .list(list) : nil)
                }
                let figures = month.figures
                return .init(
                    name: Bilingual(month.month, month.month),
                    fields: [
                        field(figures.published, .published), field(figures.changed, .changed),
                        field(figures.retired, .retired), field(figures.delivered, .delivered),
                        field(figures.missedUpdates, .missedUpdates),
                        field(figures.missedSteps, .missedSteps),
                    ])
            },
            charts: [.init(kind: .bar, columns: [1, 2, 3, 4]), .init(kind: .line, columns: [5, 6])])
    }

    // MARK: Facets

    private func shares(_ facet: Facet) -> StatisticsTable {
        let words = FacetWords(profile: profile)
        let shares = report.facets[facet] ?? []
        let whole = shares.map(\.entries).reduce(0, +)
        return StatisticsTable(
            id: "by-\(facet.rawValue)", title: Self.title(facet),
            columns: [
                Self.name(facet), Bilingual("目录", "Entries"), Bilingual("占比", "Share"),
            ],
            rows: shares.map { share in
                let isKnown = !share.value.isEmpty
                let list = StatisticsList(.entries, body: body, facet: facet, value: "")
                return .init(
                    name: isKnown
                        ? words(facet, share.value, bodies: [:]) : Bilingual("未标明", "Not stated"),
                    fields: [
                        .init(
                            amount: share.entries,
                            link: isKnown ? search(facet, share.value) : mayList ? .list(list) : nil),
                        .init(
                            amount: share.entries * 100 / max(whole, 1),
                            text: Self.percent(share.entries, of: whole)),
                    ])
            },
            charts: [.init(kind: .rows, columns: [1])])
    }

    private static func name(_ facet: Facet) -> Bilingual {
        switch facet {
        case .category: Bilingual("信息资源类", "Category")
        case .sharing: Bilingual("共享类型", "Sharing type")
        case .opening: Bilingual("开放类型", "Opening type")
        case .grade: Bilingual("数据级别", "Grade")
        case .format: Bilingual("格式", "Format")
        case .cycle: Bilingual("更新周期", "Update cycle")
        case .body: Bilingual("提供单位", "Providing body")
        case .state: Bilingual("状态", "State")
        }
    }

    private static func title(_ facet: Facet) -> Bilingual {
        let name = name(facet)
        return Bilingual("按" + name.zh, "By " + name.en.lowercased())
    }

    // MARK: Bodies

    private var bodies: StatisticsTable {
        StatisticsTable(
            id: "bodies", title: Bilingual("按单位", "By body"),
            columns: [
                Bilingual("单位", "Body"), Bilingual("目录", "Entries"), Bilingual("信息项", "Items"),
                Bilingual("已归集", "With data"), Bilingual("归集率", "Coverage"),
                Bilingual("逾期未更新", "Past their cycle"), Bilingual("超期办件", "Cases overdue"),
                Bilingual("交付", "Deliveries"), Bilingual("更新逾期", "Missed updates"),
                Bilingual("办理超期", "Missed deadlines"),
            ],
            rows: report.bodies.map { line in
                let (id, figures) = (line.body.id, line.figures)
                func field(_ amount: Int64, _ kind: StatisticsList.Kind) -> StatisticsTable.Field {
                    var list = StatisticsList(kind, body: id)
                    if kind.isByMonth, let first = report.months.first, let last = report.months.last {
                        (list.from, list.to) = (first.month, last.month)
                    }
                    return .init(amount: amount, link: .list(list))
                }
                return .init(
                    name: Bilingual(line.body.name, line.body.name), link: .body(id),
                    fields: [
                        .init(
                            amount: figures.entries, link: .search(facet: nil, value: "", body: id)),
                        field(figures.items, .entries), field(figures.withData, .withData),
                        .init(
                            amount: figures.withData * 100 / max(figures.entries, 1),
                            text: Self.percent(figures.withData, of: figures.entries)),
                        field(figures.overdueEntries, .overdueEntries),
                        field(figures.overdueCases, .overdueCases), field(figures.over.delivered, .delivered),
                        field(figures.over.missedUpdates, .missedUpdates),
                        field(figures.over.missedSteps, .missedSteps),
                    ])
            },
            charts: [
                .init(kind: .rows, columns: [1, 3], top: Self.barsMax),
                .init(kind: .rows, columns: [5, 6], top: Self.barsMax),
            ])
    }
}
