import Catalogue
import Hummingbird
import Matters
import Parties
import Regulation
import Workbooks

/// The responsibility list and the negative list, with their files (责任清单页与负面清单页).
struct ListPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/lists/responsibility") { try await showResponsibility($0) }
        routes.get("console/lists/negative") { try await showNegative($0) }
        for form in TableFile.Form.allCases {
            routes.get("console/lists/responsibility/\(form.rawValue)") { visit in
                _ = try visit.actor
                let path = try await desk.platform.catalogue.exportResponsibilities(
                    responsibility(visit), as: form, in: try desk.platform.workbookRoom())
                return try SentFile(path).response(
                    type: form.mediaType, name: "responsibility-list.\(form.rawValue)")
            }
            routes.get("console/lists/negative/\(form.rawValue)") { visit in
                let path = try await desk.platform.negativeList.export(
                    negative(visit), as: form, for: visit.actor, in: try desk.platform.workbookRoom())
                return try SentFile(path).response(
                    type: form.mediaType, name: "negative-list.\(form.rawValue)")
            }
        }
    }

    /// The body asked for; at first sight that of a reader whose body holds data.
    private func body(_ visit: Visit) -> String? {
        if !visit.query.names.contains("body"), let own = visit.person?.body,
            own.kind == .department || own.kind == .institution
        {
            return own.id
        }
        return visit.query["body"].isEmpty ? nil : visit.query["body"]
    }

    private func bodies(_ chosen: String?, _ visit: Visit) async throws -> FieldView {
        .select(
            "body", visit.texts("lists.body"),
            options: [("", visit.texts("lists.allBodies"))] + (try await desk.bodyChoices()),
            chosen: chosen ?? "")
    }

    /// The file of what is shown.
    private func files(_ path: String, _ values: [(String, String?)]) -> [File] {
        let pairs = values.compactMap { name, value in
            value.map { "\(Visit.encoded(name))=\(Visit.encoded($0))" }
        }
        let query = (pairs.contains { $0.hasPrefix("body=") } ? pairs : ["body="] + pairs)
            .joined(separator: "&")
        return [("xlsx", "Excel"), ("csv", "CSV")].map { form, name in
            File(href: "\(path)/\(form)?\(query)", name: name)
        }
    }

    // MARK: Responsibility

    private func responsibility(_ visit: Visit) -> EntryFilter {
        var chosen: [Facet: String] = [:]
        for facet in Catalogue.responsibilityFacets where !visit.query[facet.rawValue].isEmpty {
            chosen[facet] = visit.query[facet.rawValue]
        }
        chosen[.body] = body(visit)
        return EntryFilter(facets: chosen, page: visit.page)
    }

    private func showResponsibility(_ visit: Visit) async throws -> Response {
        let texts = visit.texts
        let filter = responsibility(visit)
        let found = try await desk.platform.catalogue.responsibilities(filter, for: visit.actor)
        let names = try await desk.bodyNames(found.lines.map(\.body))
        let post = desk.profile.role(Catalogue.responsiblePost)?.name[visit.language]
        let any = ("", texts("catalogue.any"))
        return try await desk.page(
            visit, "lists/responsibility",
            ResponsibilityModel(
                duty: desk.profile.duty("responsibility-list")?.title[visit.language],
                citation: desk.citation(Catalogue.responsibilityArticle(in: desk.profile), visit),
                filters: [
                    try await bodies(filter.body, visit),
                    .select(
                        "sharing", texts("entry.sharing"),
                        options: [any]
                            + desk.profile.sharingTypes.map { ($0.id.rawValue, $0.word[visit.language]) },
                        chosen: visit.query["sharing"]),
                    .select(
                        "opening", texts("entry.opening"),
                        options: [any]
                            + desk.profile.openingTypes.map { ($0.id.rawValue, $0.word[visit.language]) },
                        chosen: visit.query["opening"]),
                ],
                files: files(
                    "/console/lists/responsibility",
                    Catalogue.responsibilityFacets.map { ($0.rawValue, filter.facets[$0]) }),
                table: TableView(
                    texts("catalogue.found", ["total": Numbers.grouped(Int64(found.total))]),
                    columns: [
                        .init(texts("entry.name")), .init(texts("lists.responsible")),
                        .init(texts("lists.sharing")), .init(texts("lists.opening")),
                        .init(texts("lists.basis")), .init(texts("entry.cycle")),
                        .init(texts("entry.version")),
                    ],
                    rows: found.lines.map { row($0, names, post: post, visit) },
                    empty: EmptyView(texts("lists.emptyTitle"), texts("lists.emptyText")),
                    pager: PagerView(
                        page: filter.page, size: filter.pageSize, total: found.total, texts: texts
                    ) { visit.href(setting: "page", to: String($0)) })))
    }

    private func row(
        _ line: ResponsibilityLine, _ names: [String: String], post: String?, _ visit: Visit
    ) -> [Cell] {
        let texts = visit.texts
        let manner = line.procedure.flatMap { desk.profile.procedure($0)?.name[visit.language] }
        let withheld =
            line.withheldItems.isEmpty
            ? nil : texts("lists.withheld", ["items": line.withheldItems.joined(separator: "、")])
        return [
            .head(line.name, href: "/console/entries/\(line.id)", sub: line.code),
            .text(names[line.body] ?? line.body, sub: post),
            .badge(
                desk.sharingBadge(line.sharing, visit),
                sub: Self.joined([line.sharingConditions, manner ?? "", line.usageRequirements])),
            .badge(
                Badge(.plain, desk.openingWord(line.opening, visit.language)),
                sub: Self.joined([line.openingConditions, withheld ?? ""])),
            .text(line.sharingBasis, sub: line.legalBasis.isEmpty ? nil : line.legalBasis),
            .text(desk.word(line.updateCycle, visit.language)),
            .time("v\(line.version)", sub: desk.day(line.publishedAt)),
        ]
    }

    private static func joined(_ texts: [String]) -> String? {
        let given = texts.filter { !$0.isEmpty }
        return given.isEmpty ? nil : given.joined(separator: " · ")
    }

    // MARK: Negative list

    private func negative(_ visit: Visit) -> NegativeFilter {
        NegativeFilter(
            body: body(visit), state: NegativeLine.State(rawValue: visit.query["state"]),
            restriction: Restriction(rawValue: visit.query["restriction"]), page: visit.page)
    }

    private func showNegative(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let list = desk.platform.negativeList
        let filter = negative(visit)
        let found = try await list.lines(filter, for: actor)
        let names = try await desk.bodyNames(found.lines.flatMap { [$0.body, $0.confirmation?.body ?? ""] })
        let mayFile = list.filing.map { desk.platform.cases.mayOpen($0.id, actor) == .allowed } ?? false
        let table = NegativeTableView(desk: desk, visit: visit, names: names, mayFile: mayFile)
        let any = ("", texts("catalogue.any"))
        return try await desk.page(
            visit, "lists/negative",
            NegativeModel(
                duty: desk.profile.duty("negative-list")?.title[visit.language],
                citation: desk.citation(list.article, visit),
                confirmation: list.filing.map {
                    texts("lists.confirmedBy", ["procedure": $0.name[visit.language]])
                } ?? texts("lists.confirmedByReview"),
                confirmationCitation: desk.citation(
                    list.filing?.steps.last?.article ?? list.filing?.articles.first
                        ?? desk.profile.procedure("entry-review")?.articles.first, visit),
                figures: FiguresView(figures: figures(found, filter, visit)),
                filters: [
                    try await bodies(filter.body, visit),
                    .select(
                        "state", texts("lists.state"),
                        options: [any]
                            + NegativeLine.State.allCases.map {
                                ($0.rawValue, texts("state.restriction.\($0.rawValue)"))
                            }, chosen: filter.state?.rawValue ?? ""),
                    .select(
                        "restriction", texts("lists.restriction"),
                        options: [any]
                            + list.restrictions.map {
                                ($0.rawValue, $0.word(in: desk.profile)[visit.language])
                            }, chosen: filter.restriction?.rawValue ?? ""),
                ],
                files: files(
                    "/console/lists/negative",
                    [
                        ("body", filter.body), ("state", filter.state?.rawValue),
                        ("restriction", filter.restriction?.rawValue),
                    ]),
                fileHref: mayFile ? list.filing.map { "/console/matters/new/\($0.id)" } : nil,
                table: table.table(found)))
    }

    private func figures(
        _ found: NegativePage, _ filter: NegativeFilter, _ visit: Visit
    ) -> [FiguresView.Figure] {
        NegativeLine.State.allCases.map { state in
            let count = found.counts[state] ?? 0
            let isChosen = filter.state == state
            return FiguresView.Figure(
                value: Numbers.grouped(Int64(count)),
                name: visit.texts("state.restriction.\(state.rawValue)"),
                href: visit.href(setting: ["state": isChosen ? "" : state.rawValue, "page": ""]),
                note: isChosen ? visit.texts("duties.chosen") : nil,
                tone: state == .lapsed && count > 0 ? .bad : .plain)
        }
    }

    struct File {
        let href: String
        let name: String
    }

    struct ResponsibilityModel {
        let duty: String?
        let citation: CitationView?
        let filters: [FieldView]
        let files: [File]
        let table: TableView
    }

    struct NegativeModel {
        let duty: String?
        let citation: CitationView?
        /// What counts as the confirmation, and under which article.
        let confirmation: String
        let confirmationCitation: CitationView?
        let figures: FiguresView
        let filters: [FieldView]
        let files: [File]
        let fileHref: String?
        let table: TableView
    }
}
