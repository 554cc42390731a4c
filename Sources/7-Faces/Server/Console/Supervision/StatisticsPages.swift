import Hummingbird
import Parties
import Regulation
import Supervision

/// Statistics with charts, each figure leading to its list (统计页).
struct StatisticsPages: Sendable {
    /// Spans of months that the page offers.
    private static let spans = [6, 12, 24, 36]

    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/statistics") { try await show($0) }
        routes.get("console/statistics/list") { try await list($0) }
        routes.get("console/statistics/workbook") { visit in
            let path = try await files(visit).workbook(in: try desk.platform.workbookRoom())
            return try SentFile(path).response(type: ReceivedWorkbook.mediaType, name: "statistics.xlsx")
        }
        routes.get("console/statistics/csv") { StatisticsFiles.response(csv: try await files($0).csv) }
    }

    /// The report that the address asks for: those who see all begin with the city, others with their own body.
    private func report(_ visit: Visit) async throws -> StatisticsReport {
        let actor = try visit.actor
        let isCity = visit.query["scope"] == "city" || desk.platform.statistics.seesAll(actor)
        let asked = visit.query["body"]
        let months = Int(visit.query["months"]) ?? Statistics.monthsDefault
        return try await desk.platform.statistics.report(
            of: asked.isEmpty ? isCity ? nil : actor.body.id : asked, months: months, for: actor)
    }

    private func tables(_ report: StatisticsReport, _ actor: Actor) -> StatisticsTables {
        StatisticsTables(
            report: report, profile: desk.profile,
            mayList: report.body != nil || desk.platform.statistics.seesAll(actor))
    }

    private func files(_ visit: Visit) async throws -> StatisticsFiles {
        let report = try await report(visit)
        return StatisticsFiles(tables: tables(report, try visit.actor).all, language: visit.language)
    }

    // MARK: The page

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let report = try await report(visit)
        let tables = tables(report, actor)
        let seesAll = desk.platform.statistics.seesAll(actor)
        let chart = desk.shelf.assets.addresses[AssetShelf.chartLibrary]
        return try await desk.page(
            visit, "supervision/statistics",
            Model(
                crumbs: seesAll && report.body != nil
                    ? [Crumb(texts("nav.statistics"), "/console/statistics")] : [],
                title: report.body?.name ?? texts("statistics.city"),
                day: texts("statistics.today", ["day": report.today.description]),
                scopes: seesAll
                    ? []
                    : [
                        Tab(
                            text: texts("statistics.own"), href: visit.href(setting: "scope", to: ""),
                            isCurrent: report.body != nil),
                        Tab(
                            text: texts("statistics.city"), href: visit.href(setting: "scope", to: "city"),
                            isCurrent: report.body == nil),
                    ],
                hasScopes: !seesAll,
                spans: Self.spans.map { span in
                    Tab(
                        text: texts("statistics.months", ["count": String(span)]),
                        href: visit.href(setting: "months", to: String(span)),
                        isCurrent: report.months.count == span)
                },
                workbook: file("workbook", visit), csv: file("csv", visit),
                figures: FiguresView(figures: figures(report, tables, visit)),
                sections: tables.all.dropFirst().map { section($0, visit, drawn: chart != nil) },
                chart: chart))
    }

    private func file(_ name: String, _ visit: Visit) -> String {
        let query = visit.href(setting: [:]).split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return "/console/statistics/\(name)?\(query)"
    }

    /// The figures on top: the rows of the overview, with the city's sum under those of one body.
    private func figures(
        _ report: StatisticsReport, _ tables: StatisticsTables, _ visit: Visit
    ) -> [FiguresView.Figure] {
        let texts = visit.texts
        let bad = [4, 5]
        return tables.overview.rows.enumerated().map { index, row in
            let own = row.fields[0]
            var note: String?
            if index == 2 {
                note = texts(
                    "statistics.coverage",
                    ["share": StatisticsTables.percent(own.amount, of: report.figures.entries)])
            } else if report.body != nil, row.fields.count > 1 {
                note = texts("statistics.inCity", ["count": Numbers.grouped(row.fields[1].amount)])
            }
            return FiguresView.Figure(
                value: Numbers.grouped(own.amount), name: row.name[visit.language],
                href: own.link.map { href($0) }, note: note,
                tone: bad.contains(index) && own.amount > 0 ? .bad : .plain)
        }
    }

    private func section(_ table: StatisticsTable, _ visit: Visit, drawn: Bool) -> Section {
        let language = visit.language
        var shown = view(table, visit)
        shown.asCards = false
        return Section(
            id: table.id, title: table.title[language],
            charts: drawn
                ? table.charts.map { chart in
                    let columns = chart.columns.map { table.columns[$0][language] }
                    return Chart(
                        kind: chart.kind.rawValue,
                        columns: chart.columns.map(String.init).joined(separator: ","),
                        top: chart.top.map(String.init) ?? "",
                        label: visit.texts(
                            "statistics.chart",
                            [
                                "title": table.title[language],
                                "columns": columns.joined(separator: language == .chinese ? "、" : ", "),
                            ]))
                } : [],
            table: shown)
    }

    private func view(_ table: StatisticsTable, _ visit: Visit) -> TableView {
        let language = visit.language
        return TableView(
            table.title[language], captionHidden: true,
            columns: table.columns.enumerated().map { .init($1[language], numeric: $0 > 0) },
            rows: table.rows.map { row in
                [.head(row.name[language], href: row.link.map { href($0) })]
                    + row.fields.map { field in
                        let text = field.text ?? Numbers.grouped(field.amount)
                        // Nothing is behind a zero.
                        guard field.amount > 0, let link = field.link else { return .text(text) }
                        return .link(text, href(link))
                    }
            },
            empty: EmptyView(visit.texts("statistics.emptyTitle"), visit.texts("statistics.emptyText")))
    }

    private func href(_ link: StatisticsTable.Link) -> String {
        func query(_ pairs: [(String, String?)]) -> String {
            pairs.compactMap { name, value in value.map { "\(name)=\(Visit.encoded($0))" } }
                .joined(separator: "&")
        }
        switch link {
        case .search(let facet, let value, let body):
            var pairs: [(String, String?)] = [("in-force", "yes"), ("body", body)]
            if let facet { pairs.append((facet, value)) }
            return "/console/catalogue?" + query(pairs)
        case .body(let id): return "/console/statistics?" + query([("body", id)])
        case .list(let list):
            return "/console/statistics/list?"
                + query([
                    ("kind", list.kind.rawValue), ("body", list.body),
                    ("from", list.kind.isByMonth ? list.from : nil),
                    ("to", list.kind.isByMonth ? list.to : nil),
                    ("facet", list.facet?.rawValue), ("value", list.facet == nil ? nil : list.value),
                ])
        }
    }

    // MARK: The list behind a figure

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let query = visit.query
        func given(_ name: String) -> String? { query[name].isEmpty ? nil : query[name] }
        let kind = StatisticsList.Kind(rawValue: query["kind"]) ?? .entries
        let found = try await desk.platform.statistics.list(
            StatisticsList(
                kind, body: given("body"), from: given("from") ?? "0000-00", to: given("to") ?? "9999-99",
                facet: StatisticsReport.facets.first { $0.rawValue == query["facet"] }, value: query["value"],
                page: visit.page), for: actor)
        let names = try await desk.bodyNames(found.lines.map(\.body) + [given("body") ?? ""])
        let hasAmount = found.lines.contains { $0.amount != nil }
        var span: String?
        if kind.isByMonth, let from = given("from"), let to = given("to") {
            span = from == to ? from : texts("statistics.span", ["from": from, "to": to])
        }
        let scope = given("body").map { names[$0] ?? $0 } ?? texts("statistics.city")
        return try await desk.page(
            visit, "supervision/statistics-list",
            ListModel(
                crumbs: [Crumb(texts("nav.statistics"), back(visit, actor))],
                title: texts("statistics.list.\(kind.rawValue)"),
                lead: [scope, span].compactMap { $0 }.joined(separator: " · "),
                total: texts("statistics.total", ["count": Numbers.grouped(found.total)]),
                amount: hasAmount && kind != .publishing && kind != .notPublishing
                    ? texts("statistics.items", ["count": Numbers.grouped(found.amount)]) : nil,
                table: table(found, names, visit, hasAmount: hasAmount)))
    }

    private func back(_ visit: Visit, _ actor: Actor) -> String {
        let body = visit.query["body"]
        return desk.platform.statistics.seesAll(actor) && !body.isEmpty
            ? "/console/statistics?body=\(Visit.encoded(body))" : "/console/statistics"
    }

    private func table(
        _ found: StatisticsPage, _ names: [String: String], _ visit: Visit, hasAmount: Bool
    ) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("statistics.list.\(found.list.kind.rawValue)"), captionHidden: true,
            columns: [
                .init(texts("statistics.name")), .init(texts("duties.body")), .init(texts("statistics.day")),
            ] + (hasAmount ? [.init(texts("entry.items"), numeric: true)] : []),
            rows: found.lines.map { line in
                let note = line.note[visit.language]
                return [
                    .head(line.title, href: Self.href(line.place), sub: note.isEmpty ? nil : note),
                    .text(names[line.body] ?? line.body), .time(line.day?.description ?? ""),
                ] + (hasAmount ? [.number(line.amount ?? 0)] : [])
            },
            empty: EmptyView(texts("statistics.emptyTitle"), texts("statistics.emptyText")),
            pager: PagerView(
                page: found.list.page, size: StatisticsList.pageSize, total: Int(found.total), texts: texts
            ) { visit.href(setting: "page", to: String($0)) })
    }

    private static func href(_ place: StatisticsLine.Place) -> String {
        switch place {
        case .entry(let id): "/console/entries/\(id)"
        case .matter(let id): "/console/cases/\(id)"
        case .delivery(let id): "/console/deliveries/\(id)"
        case .body(let id): "/console/statistics?body=\(Visit.encoded(id))"
        }
    }

    // MARK: Models

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let day: String
        let scopes: [Tab]
        let hasScopes: Bool
        let spans: [Tab]
        let workbook: String
        let csv: String
        let figures: FiguresView
        let sections: [Section]
        /// The address of the library that draws; nil where the system does not have it.
        let chart: String?
    }

    struct Tab {
        let text: String
        let href: String
        let isCurrent: Bool
    }

    struct Section {
        let id: String
        let title: String
        let charts: [Chart]
        let table: TableView
    }

    struct Chart {
        let kind: String
        let columns: String
        let top: String
        let label: String
    }

    struct ListModel {
        let crumbs: [Crumb]
        let title: String
        let lead: String
        let total: String
        let amount: String?
        let table: TableView
    }
}
