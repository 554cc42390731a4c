import Catalogue
import Hummingbird
import Parties
import Regulation

/// The catalogue: search, facets, pages (目录列表).
struct CatalogueListPage: Sendable {
    let desk: Desk

    /// What stands beside the list; the state has a field of its own.
    private static let facets = Facet.allCases.filter { $0 != .state }
    /// Characters of a second line before and after the first hit in it.
    private static let around = 24

    func register(on routes: ConsoleRoutes) {
        routes.get("console/catalogue") { try await show($0) }
        routes.get("console/catalogue/suggestions") { visit in
            _ = try visit.actor
            return Answers.json(try await desk.platform.catalogue.suggestions(visit.query["q"]))
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let query = visit.query
        var filter = Self.filter(query, of: actor.body.id)
        filter.page = visit.page
        let chosen = filter.facets
        let mayCompile = desk.platform.catalogue.mayCompile(for: actor.body.id, actor) == .allowed
        let found = try await desk.platform.catalogue.search(filter, for: actor)
        let counts = try await desk.platform.catalogue.facets(filter, for: actor)
        let names = try await desk.bodyNames(
            found.entries.map(\.body) + counts[.body].map(\.value) + [chosen[.body] ?? ""])
        let facets = Self.facets.compactMap { view($0, counts, chosen, names, visit) }
        return try await desk.page(
            visit, "catalogue/list",
            Model(
                lead: desk.profile.word(.catalogue)[visit.language], words: query["q"],
                wordsMax: EntryFilter.wordsMax, kept: kept(chosen, query),
                state: .select(
                    "state", visit.texts("catalogue.state"),
                    options: [("", visit.texts("catalogue.any"))]
                        + Entry.State.allCases.map {
                            ($0.rawValue, visit.texts("state.entry.\($0.rawValue)"))
                        },
                    chosen: query["state"]),
                mine: .box("mine", visit.texts("catalogue.mine"), checked: query.has("mine")),
                mayCompile: mayCompile,
                bulk: mayCompile && found.total > 0 ? bulk(query, visit) : nil,
                chosen: filters(chosen, names, visit),
                hasChosen: !filters(chosen, names, visit).isEmpty, facets: facets, hasFacets: !facets.isEmpty,
                table: table(found, names, choosing: mayCompile ? actor.body.id : nil, visit)))
    }

    /// The search that a query or a form of this page states; `body` is that of whoever asks.
    static func filter(_ query: Form, of body: String) -> EntryFilter {
        var chosen: [Facet: String] = [:]
        for facet in Facet.allCases where !query[facet.rawValue].isEmpty {
            chosen[facet] = query[facet.rawValue]
        }
        if query.has("mine") { chosen[.body] = body }
        var filter = EntryFilter(words: query["q"], facets: chosen)
        filter.inForce = query.has("in-force")
        return filter
    }

    /// What is done with the entries chosen, or with all that this search finds.
    private func bulk(_ query: Form, _ visit: Visit) -> Bulk {
        let names = ["q", "mine", "in-force"] + Facet.allCases.map(\.rawValue)
        return Bulk(
            kept: names.filter { !query[$0].isEmpty }.map { KeptValue(name: $0, value: query[$0]) },
            all: visit.texts("bulk.all", ["max": String(Catalogue.bulkMax)]))
    }

    // MARK: Facets

    private func view(
        _ facet: Facet, _ counts: FacetCounts, _ chosen: [Facet: String], _ names: [String: String],
        _ visit: Visit
    ) -> FacetView? {
        if facet == .body, visit.query.has("mine") { return nil }
        let words = FacetWords(profile: desk.profile)
        let values = counts[facet].map { count in
            let isChosen = chosen[facet] == count.value
            return FacetView.Value(
                text: words(facet, count.value, bodies: names)[visit.language],
                count: Numbers.grouped(Int64(count.entries)),
                href: visit.href(setting: [facet.rawValue: isChosen ? "" : count.value, "page": ""]),
                isChosen: isChosen)
        }
        return values.isEmpty
            ? nil : FacetView(facet, title: visit.texts("catalogue.facet.\(facet.rawValue)"), values: values)
    }

    private func filters(
        _ chosen: [Facet: String], _ names: [String: String], _ visit: Visit
    ) -> [ChosenFilter] {
        let words = FacetWords(profile: desk.profile)
        let inForce = visit.texts("catalogue.inForce")
        let standing =
            visit.query.has("in-force")
            ? [
                ChosenFilter(
                    text: inForce, href: visit.href(setting: ["in-force": "", "page": ""]),
                    remove: visit.texts("catalogue.remove", ["filter": inForce]))
            ] : []
        return standing
            + Self.facets.compactMap { facet in
                guard let value = chosen[facet], !(facet == .body && visit.query.has("mine")) else {
                    return nil
                }
                let text = visit.texts(
                    "catalogue.chosen",
                    [
                        "facet": visit.texts("catalogue.facet.\(facet.rawValue)"),
                        "value": words(facet, value, bodies: names)[visit.language],
                    ])
                return ChosenFilter(
                    text: text, href: visit.href(setting: [facet.rawValue: "", "page": ""]),
                    remove: visit.texts("catalogue.remove", ["filter": text]))
            }
    }

    /// Filters that the form carries on when other words are searched for.
    private func kept(_ chosen: [Facet: String], _ query: Form) -> [KeptValue] {
        (query.has("in-force") ? [KeptValue(name: "in-force", value: "yes")] : [])
            + Self.facets.compactMap { facet in
                guard let value = chosen[facet], !(facet == .body && query.has("mine")) else { return nil }
                return KeptValue(name: facet.rawValue, value: value)
            }
    }

    // MARK: The list

    /// Entries of the body `choosing` that can be edited have a box.
    private func table(
        _ found: EntryPage, _ names: [String: String], choosing: String?, _ visit: Visit
    ) -> TableView {
        let texts = visit.texts
        func box(_ entry: Entry) -> [Cell] {
            guard let choosing else { return [] }
            guard entry.body == choosing, entry.state == .draft || entry.state == .published else {
                return [.text("")]
            }
            return [
                .box("entry", entry.id, label: texts("bulk.chooseOne", ["name": entry.content.name]))
            ]
        }
        let boxes: [TableView.Column] =
            choosing == nil ? [] : [.init(texts("bulk.choose"), titleHidden: true)]
        return TableView(
            texts("catalogue.found", ["total": Numbers.grouped(Int64(found.total))]),
            columns: boxes + [
                .init(texts("entry.name")), .init(texts("entry.provider")), .init(texts("entry.sharing")),
                .init(texts("entry.items"), numeric: true), .init(texts("entry.cycle")),
                .init(texts("entry.state")), .init(texts("entry.updated")),
            ],
            rows: found.entries.map { entry in
                box(entry) + [
                    .head(
                        entry.content.name, href: "/console/entries/\(entry.id)",
                        sub: entry.code ?? texts("entry.noCode")
                    ).marked(
                        pieces(found.filter.words, entry.content.name),
                        found: elsewhere(found.filter.words, entry.content)),
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

    /// `text` with the words marked; empty where none of them stands in it.
    private func pieces(_ words: String, _ text: String) -> [Cell.Piece] {
        let highlight = Highlight(words, in: text)
        return highlight.ranges.isEmpty
            ? [] : highlight.pieces.map { Cell.Piece(text: $0.text, isHit: $0.isHit) }
    }

    /// Where the words stand beside the name: the part of the abstract around them, or the names of items.
    private func elsewhere(_ words: String, _ content: EntryContent) -> [Cell.Piece] {
        let inAbstract = pieces(words, content.abstract)
        if !inAbstract.isEmpty { return shortened(inAbstract) }
        let items = content.items.lazy.map { pieces(words, $0.name) }.filter { !$0.isEmpty }.prefix(4)
        return Array(items.joined(separator: [Cell.Piece(text: "、", isHit: false)]))
    }

    private func shortened(_ pieces: [Cell.Piece]) -> [Cell.Piece] {
        var left = Self.around * 4
        var shown: [Cell.Piece] = []
        for (index, piece) in pieces.enumerated() where left > 0 {
            var text = piece.text
            if index == 0, !piece.isHit, text.count > Self.around { text = "…" + text.suffix(Self.around) }
            if text.count > left { text = text.prefix(left) + "…" }
            left -= text.count
            shown.append(Cell.Piece(text: text, isHit: piece.isHit))
        }
        return shown
    }

    /// The bar of bulk acts above the list (批量办理栏).
    struct Bulk {
        let kept: [KeptValue]
        let all: String
    }

    struct Model {
        let lead: String
        let words: String
        let wordsMax: Int
        let kept: [KeptValue]
        let state: FieldView
        let mine: FieldView
        let mayCompile: Bool
        let bulk: Bulk?
        let chosen: [ChosenFilter]
        let hasChosen: Bool
        let facets: [FacetView]
        let hasFacets: Bool
        let table: TableView
    }
}
