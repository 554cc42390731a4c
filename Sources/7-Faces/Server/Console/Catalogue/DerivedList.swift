import Catalogue
import Regulation

/// The list of a derived catalogue: what was asked for, its facets, its table (派生目录列表).
struct DerivedList {
    let catalogue: DerivedCatalogue
    let desk: Desk
    let visit: Visit
    let filter: EntryFilter

    init(_ catalogue: DerivedCatalogue, desk: Desk, visit: Visit) {
        self.catalogue = catalogue
        self.desk = desk
        self.visit = visit
        var chosen: [Facet: String] = [:]
        for facet in catalogue.facets where !visit.query[facet.rawValue].isEmpty {
            chosen[facet] = visit.query[facet.rawValue]
        }
        filter = EntryFilter(words: visit.query["q"], facets: chosen, page: visit.page)
    }

    /// A filter that stays while the form is sent.
    struct Kept {
        let name: String
        let value: String
    }

    var kept: [Kept] {
        catalogue.facets.compactMap { facet in
            filter.facets[facet].map { Kept(name: facet.rawValue, value: $0) }
        }
    }

    /// The names of the bodies shown, and of the one that was chosen.
    func names(_ bodies: [String]) async throws -> [String: String] {
        try await desk.bodyNames(bodies + [filter.facets[.body] ?? ""])
    }

    func chosen(_ names: [String: String]) -> [ChosenFilter] {
        let words = FacetWords(profile: desk.profile)
        return catalogue.facets.compactMap { facet in
            guard let value = filter.facets[facet] else { return nil }
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

    func facets() async throws -> [FacetView] {
        let counts = try await desk.platform.catalogue.facets(filter, of: catalogue)
        let names = try await desk.bodyNames(counts[.body].map(\.value))
        let words = FacetWords(profile: desk.profile)
        return catalogue.facets.compactMap { facet in
            let values = counts[facet].map { count in
                let isChosen = filter.facets[facet] == count.value
                return FacetView.Value(
                    text: words(facet, count.value, bodies: names)[visit.language],
                    count: Numbers.grouped(Int64(count.entries)),
                    href: visit.href(setting: [facet.rawValue: isChosen ? "" : count.value, "page": ""]),
                    isChosen: isChosen)
            }
            return values.isEmpty
                ? nil
                : FacetView(
                    facet, title: visit.texts("catalogue.facet.\(facet.rawValue)"), values: values)
        }
    }

    /// The cell that names an entry, with the words marked.
    func head(_ code: String, _ name: String, _ abstract: String) -> Cell {
        Cell.head(name, href: "\(DerivedPages.path(catalogue))/\(Visit.encoded(code))", sub: code)
            .marked(pieces(name), found: pieces(abstract))
    }

    private func pieces(_ text: String) -> [Cell.Piece] {
        let highlight = Highlight(filter.words, in: text)
        return highlight.ranges.isEmpty
            ? [] : highlight.pieces.map { Cell.Piece(text: $0.text, isHit: $0.isHit) }
    }

    func table(_ rows: [[Cell]], total: Int) -> TableView {
        let texts = visit.texts
        let exists = catalogue.exists(in: desk.profile)
        return TableView(
            texts("catalogue.found", ["total": Numbers.grouped(Int64(total))]),
            columns: [
                .init(texts("entry.name")), .init(texts("entry.provider")),
                .init(texts("catalogue.facet.\(catalogue.rawValue)")),
                .init(texts("entry.items"), numeric: true), .init(texts("entry.cycle")),
                .init(texts("entry.published")),
            ], rows: rows,
            empty: exists
                ? EmptyView(texts("catalogue.emptyTitle"), texts("catalogue.emptyText"))
                : EmptyView(texts("derived.noneTitle"), texts("derived.noneText")),
            pager: PagerView(page: filter.page, size: filter.pageSize, total: total, texts: texts) {
                visit.href(setting: "page", to: String($0))
            })
    }
}
