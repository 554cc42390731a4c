import Cases
import Catalogue
import Hummingbird
import Parties
import Regulation
import Upkeep

/// The home page and the lists of cases (工作台与办件列表).
struct WorkPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console") { try await home($0) }
        routes.get("console/cases") { try await list($0) }
    }

    private func home(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let platform = desk.platform
        let waiting = try await platform.cases.list(CaseFilter(.waiting), for: actor)
        let opened = try await platform.cases.list(CaseFilter(.opened, limit: 8), for: actor)
        let grants = try await platform.exchange.grants(for: actor, limit: 200)
        let overdue = waiting.filter { $0.current?.due?.isOverdue(on: platform.today) ?? false }.count
        let published = try await count(.published, of: actor)
        let drafts = try await count(.draft, of: actor)
        let held = grants.filter { $0.state == .active && $0.until >= platform.today }
        let figures = [
            FiguresView.Figure(
                value: Numbers.grouped(Int64(waiting.count)), name: texts("home.waiting"),
                href: "/console/cases",
                note: overdue > 0
                    ? texts("home.overdue", ["count": String(overdue)]) : texts("home.noOverdue"),
                tone: overdue > 0 ? .bad : .plain),
            FiguresView.Figure(
                value: Numbers.grouped(Int64(published)), name: texts("home.published"),
                href: "/console/catalogue?state=published&mine=yes"),
            FiguresView.Figure(
                value: Numbers.grouped(Int64(drafts)), name: texts("home.drafts"),
                href: "/console/catalogue?state=draft&mine=yes"),
            FiguresView.Figure(
                value: Numbers.grouped(Int64(held.count)), name: texts("home.grants"), href: "/console/grants"
            ),
        ]
        return try await desk.page(
            visit, "home",
            HomeModel(
                body: actor.body.name, today: platform.today.description,
                standing: StandingNotice(desk: desk).view(visit),
                figures: FiguresView(figures: figures),
                waiting: try await CaseList(desk: desk).table(
                    waiting, visit, caption: "home.waitingTitle",
                    empty: EmptyView(texts("home.nothingTitle"), texts("home.nothingText"))),
                upkeep: try await upkeep(actor, visit),
                opened: try await CaseList(desk: desk).table(
                    opened, visit, caption: "home.openedTitle",
                    empty: EmptyView(texts("home.noneOpenedTitle"), texts("home.noneOpenedText")))))
    }

    /// Updates that wait for the actor, and what their body has left of the full maintenance; nil where nothing is.
    private func upkeep(_ actor: Actor, _ visit: Visit) async throws -> UpkeepModel? {
        let upkeep = desk.platform.upkeep
        var waiting: [UpdateAssignment] = []
        for scope in upkeep.waitingScopes(actor) {
            let body = scope == .open ? actor.body.id : nil
            waiting += try await upkeep.assignments(scope, of: body, pageSize: 10, for: actor).assignments
        }
        var campaign: String?
        if let running = upkeep.campaign, upkeep.waitingScopes(actor).contains(.open) {
            let left = try await upkeep.progress(for: actor).left
            if left > 0 {
                campaign = visit.texts(
                    "upkeep.leftOfCampaign",
                    [
                        "count": Numbers.grouped(left), "last": running.period.last.description,
                        "days": String(running.daysLeft),
                    ])
            }
        }
        guard campaign != nil || !waiting.isEmpty else { return nil }
        return UpkeepModel(
            campaign: campaign,
            table: waiting.isEmpty ? nil : try await UpdateList(desk: desk).table(waiting, visit))
    }

    private func count(_ state: Entry.State, of actor: Actor) async throws -> Int {
        try await desk.platform.catalogue.search(
            EntryFilter(body: actor.body.id, state: state, pageSize: 1), for: actor
        ).total
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let isOpened = visit.query["scope"] == "opened"
        let files = try await desk.platform.cases.list(
            CaseFilter(isOpened ? .opened : .waiting, limit: CaseFilter.limitMax), for: actor)
        let choosable = try files.filter { try CaseBulkPages.isChoosable($0, for: visit, desk) }.map(\.id)
        // One case is decided on its own page.
        let choosing = isOpened || choosable.count < 2 ? [] : Set(choosable)
        return try await desk.page(
            visit, "cases/list",
            ListModel(
                isOpened: isOpened, isChoosing: !choosing.isEmpty,
                table: try await CaseList(desk: desk).table(
                    files, visit, caption: "nav.cases", choosing: choosing)))
    }

    struct HomeModel {
        let body: String
        let today: String
        let standing: PageFrame.Notice?
        let figures: FiguresView
        let waiting: TableView
        let upkeep: UpkeepModel?
        let opened: TableView
    }

    struct UpkeepModel {
        /// What is left of the full maintenance, in words.
        let campaign: String?
        let table: TableView?
    }

    struct ListModel {
        let isOpened: Bool
        /// Whether some may be approved together.
        let isChoosing: Bool
        let table: TableView
    }
}
