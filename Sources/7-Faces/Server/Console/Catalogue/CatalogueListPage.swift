import Catalogue
import Hummingbird
import Regulation

/// The catalogue: search, filters, pages (目录列表).
struct CatalogueListPage: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/catalogue") { try await show($0) }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let query = visit.query
        let filter = EntryFilter(
            words: query["q"], body: query.has("mine") ? actor.body.id : nil,
            sharing: SharingType.ID(rawValue: query["sharing"]), state: Entry.State(rawValue: query["state"]),
            page: visit.page)
        let found = try await desk.platform.catalogue.search(filter, for: actor)
        let names = try await desk.bodyNames(found.entries.map(\.body))
        return try await desk.page(
            visit, "catalogue/list",
            Model(
                lead: desk.profile.word(.catalogue)[visit.language],
                words: .input(
                    "q", visit.texts("catalogue.words"), value: query["q"], type: "search", maxLength: 100),
                sharing: .select(
                    "sharing", visit.texts("catalogue.sharing"),
                    options: [("", visit.texts("catalogue.any"))]
                        + desk.profile.sharingTypes.map { ($0.id.rawValue, $0.word[visit.language]) },
                    chosen: query["sharing"]),
                state: .select(
                    "state", visit.texts("catalogue.state"),
                    options: [("", visit.texts("catalogue.any"))]
                        + Entry.State.allCases.map {
                            ($0.rawValue, visit.texts("state.entry.\($0.rawValue)"))
                        },
                    chosen: query["state"]),
                mine: .box("mine", visit.texts("catalogue.mine"), checked: query.has("mine")),
                mayCompile: desk.platform.catalogue.mayCompile(for: actor.body.id, actor) == .allowed,
                table: table(found, names, visit)))
    }

    private func table(_ found: EntryPage, _ names: [String: String], _ visit: Visit) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("catalogue.found", ["total": Numbers.grouped(Int64(found.total))]),
            columns: [
                .init(texts("entry.name")), .init(texts("entry.provider")), .init(texts("entry.sharing")),
                .init(texts("entry.items"), numeric: true), .init(texts("entry.cycle")),
                .init(texts("entry.state")), .init(texts("entry.updated")),
            ],
            rows: found.entries.map { entry in
                [
                    .head(
                        entry.content.name, href: "/console/entries/\(entry.id)",
                        sub: entry.code ?? texts("entry.noCode")),
                    .text(names[entry.body] ?? entry.body),
                    .badge(desk.sharingBadge(entry.content.sharing, visit)),
                    .number(entry.content.items.count),
                    .text(desk.word(entry.content.updateCycle, visit.language)),
                    .badge(desk.stateBadge(entry.state, visit)),
                    .time(desk.day(entry.updatedAt)),
                ]
            },
            empty: EmptyView(texts("catalogue.emptyTitle"), texts("catalogue.emptyText")),
            pager: PagerView(
                page: found.filter.page, size: found.filter.pageSize, total: found.total, texts: texts
            ) { visit.href(setting: "page", to: String($0)) })
    }

    struct Model {
        let lead: String
        let words: FieldView
        let sharing: FieldView
        let state: FieldView
        let mine: FieldView
        let mayCompile: Bool
        let table: TableView
    }
}
