import Hummingbird
import Parties
import Quality
import Regulation
import Standards

/// The quality of data: scores of the city and of each body, by dimension and month (数据质量页).
struct QualityPages: Sendable {
    static let home = "/console/quality"
    private static let pageSize = 50

    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/quality") { try await show($0) }
        routes.get("console/quality/orders") { try await orders($0) }
    }

    private var quality: Quality { desk.platform.quality }

    /// The body that the address asks for: those who see all begin with the city, others with their own.
    private func scope(_ visit: Visit, _ actor: Actor) -> String? {
        let asked = visit.query["body"]
        return asked.isEmpty ? quality.seesAll(actor) ? nil : actor.body.id : asked
    }

    // MARK: The overview

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let body = scope(visit, actor)
        let overview = try await quality.overview(of: body, for: actor)
        let page = try await quality.entries(of: body, page: visit.page, pageSize: Self.pageSize, for: actor)
        let names = try await desk.bodyNames(page.entries.map(\.body))
        let view = ScoreView(texts: texts, language: visit.language)
        let figures = overview.figures
        let chart = desk.shelf.assets.addresses[AssetShelf.chartLibrary]
        var sections = [
            view.dimensions(figures.score, drawn: chart != nil),
            view.trend(overview.months.map { (name: $0.month, score: $0.score) }, drawn: chart != nil),
        ]
        if body == nil { sections.append(bodies(overview, view, visit, drawn: chart != nil)) }
        return try await desk.page(
            visit, "quality/overview",
            Model(
                crumbs: quality.seesAll(actor) && body != nil ? [Crumb(texts("nav.quality"), Self.home)] : [],
                title: overview.body?.name ?? texts("quality.city"),
                citation: desk.citation(quality.article, visit),
                figures: FiguresView(figures: [
                    .init(
                        value: QualityScore.percent(figures.score.total), name: texts("quality.total"),
                        href: "#dimensions"),
                    .init(
                        value: Numbers.grouped(figures.entries), name: texts("quality.entries"),
                        href: "#entries",
                        note: texts("quality.rowsRead", ["rows": Numbers.grouped(figures.rows)])),
                    .init(
                        value: Numbers.grouped(figures.problems), name: texts("quality.problems"),
                        href: "#entries", tone: figures.problems > 0 ? .bad : .plain),
                    .init(
                        value: Numbers.grouped(figures.orders), name: texts("quality.openOrders"),
                        href: ordersHref(body, .open),
                        note: figures.overdueOrders > 0
                            ? texts(
                                "quality.overdueOrders",
                                ["count": Numbers.grouped(figures.overdueOrders)]) : nil,
                        tone: figures.overdueOrders > 0 ? .bad : .plain),
                ]),
                sections: sections, indicators: view.indicators(figures.score),
                entries: entries(page, names, view, visit), orders: ordersHref(body, nil), chart: chart))
    }

    private func ordersHref(_ body: String?, _ state: WorkOrder.State?) -> String {
        let pairs = [body.map { "body=\(Visit.encoded($0))" }, state.map { "state=\($0.rawValue)" }]
        let query = pairs.compactMap { $0 }.joined(separator: "&")
        return query.isEmpty ? "\(Self.home)/orders" : "\(Self.home)/orders?\(query)"
    }

    private func bodies(
        _ overview: QualityOverview, _ view: ScoreView, _ visit: Visit, drawn: Bool
    ) -> StatisticsPages.Section {
        let texts = visit.texts
        return view.section(
            "bodies", texts("quality.bodies"), drawn: drawn,
            chart: .init(kind: "rows", columns: "1", top: "20", label: texts("quality.bodies")),
            columns: [texts("duties.body"), texts("quality.total")]
                + QualityDimension.allCases.map { desk.word($0, visit.language) }
                + [texts("quality.problems"), texts("quality.openOrders")],
            rows: overview.bodies.map { line in
                let (score, orders) = (line.figures.score, line.figures.orders)
                var cells: [Cell] = [
                    .head(line.body.name, href: "\(Self.home)?body=\(Visit.encoded(line.body.id))"),
                    .text(QualityScore.percent(score.total)),
                ]
                for dimension in QualityDimension.allCases {
                    cells.append(.text(QualityScore.percent(score.score(dimension))))
                }
                cells.append(.number(line.figures.problems))
                cells.append(
                    orders > 0
                        ? .link(Numbers.grouped(orders), ordersHref(line.body.id, .open)) : .number(orders))
                return cells
            })
    }

    private func entries(
        _ page: QualityPage, _ names: [String: String], _ view: ScoreView, _ visit: Visit
    ) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("quality.byEntry"), captionHidden: true,
            columns: [
                .init(texts("upkeep.entry")), .init(texts("entry.provider")),
                .init(texts("quality.total"), numeric: true), .init(texts("quality.rows"), numeric: true),
                .init(texts("quality.problems"), numeric: true), .init(texts("quality.checkedOn")),
            ],
            rows: page.entries.map { line in
                [
                    .head(line.name, href: EntryQualityPages.href(line.entry), sub: line.code),
                    .text(names[line.body] ?? line.body), .text(QualityScore.percent(line.score)),
                    .number(line.rows),
                    line.problems > 0
                        ? .link(
                            Numbers.grouped(line.problems), "\(Self.home)/runs/\(line.run)/problems")
                        : .number(0),
                    .time(line.day?.description ?? ""),
                ]
            },
            empty: EmptyView(texts("quality.noneTitle"), texts("quality.noneText")),
            pager: PagerView(page: visit.page, size: Self.pageSize, total: page.total, texts: texts) {
                visit.href(setting: "page", to: String($0)) + "#entries"
            })
    }

    // MARK: Work orders

    private func orders(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let body = scope(visit, actor)
        let state = WorkOrder.State(rawValue: visit.query["state"])
        let before = visit.query["before"]
        let orders = try await quality.orders(
            state, ofBody: body, before: before.isEmpty ? nil : before, limit: Self.pageSize, for: actor)
        let hrefs = { (state: WorkOrder.State?) in
            visit.href(setting: ["state": state?.rawValue ?? "", "before": ""])
        }
        return try await desk.page(
            visit, "quality/orders",
            OrdersModel(
                crumbs: [Crumb(texts("nav.quality"), Self.home)],
                tabs: ([nil] + WorkOrder.State.allCases).map { (one: WorkOrder.State?) in
                    CampaignPages.Tab(
                        text: one.map { texts("quality.orderState.\($0.rawValue)") }
                            ?? texts("quality.allOrders"),
                        href: hrefs(one), isHere: one == state)
                },
                table: try await OrderTable(desk: desk).table(
                    orders, visit,
                    pager: PagerView(
                        nextHref: orders.count == Self.pageSize
                            ? orders.last.map { visit.href(setting: "before", to: $0.id) } : nil,
                        previousHref: nil, texts: texts))))
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let citation: CitationView?
        let figures: FiguresView
        let sections: [StatisticsPages.Section]
        let indicators: TableView
        let entries: TableView
        let orders: String
        let chart: String?
    }

    struct OrdersModel {
        let crumbs: [Crumb]
        let tabs: [CampaignPages.Tab]
        let table: TableView
    }
}
