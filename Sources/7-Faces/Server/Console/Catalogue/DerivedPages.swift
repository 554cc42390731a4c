import Catalogue
import Hummingbird
import Parties
import Regulation

/// The catalogues derived from the resource catalogue: sharing for signed-in officials, opening for everybody
/// (共享目录页与开放目录页).
struct DerivedPages: Sendable {
    let desk: Desk

    /// Where each is read.
    static func path(_ catalogue: DerivedCatalogue) -> String {
        switch catalogue {
        case .sharing: "/console/sharing"
        case .opening: "/opening"
        }
    }

    func register(on routes: ConsoleRoutes) {
        routes.get("console/sharing") { try await showSharing($0) }
        routes.get("console/sharing/{entry}") { try await showShared($0) }
        // No page behind this line asks who reads.
        routes.get("opening") { try await showOpening($0) }
        routes.get("opening/{entry}") { try await showOpened($0) }
    }

    private func showSharing(_ visit: Visit) async throws -> Response {
        let list = DerivedList(.sharing, desk: desk, visit: visit)
        let found = try await desk.platform.catalogue.sharing(list.filter, for: visit.actor)
        let names = try await list.names(found.lines.map(\.body))
        let rows = found.lines.map { entry in
            [
                list.head(entry.code, entry.name, entry.abstract), .text(names[entry.body] ?? entry.body),
                .badge(desk.sharingBadge(entry.sharing, visit)), .number(entry.items.count),
                .text(desk.word(entry.updateCycle, visit.language)), .time(desk.day(entry.publishedAt)),
            ]
        }
        return try await show(visit, list, rows, total: found.total, names)
    }

    private func showOpening(_ visit: Visit) async throws -> Response {
        let list = DerivedList(.opening, desk: desk, visit: visit)
        let found = try await desk.platform.catalogue.opening(list.filter)
        let names = try await list.names(found.lines.map(\.body))
        let rows = found.lines.map { entry in
            [
                list.head(entry.code, entry.name, entry.abstract), .text(names[entry.body] ?? entry.body),
                .badge(Badge(.info, desk.openingWord(entry.opening, visit.language))),
                .number(entry.items.count), .text(desk.word(entry.updateCycle, visit.language)),
                .time(desk.day(entry.publishedAt)),
            ]
        }
        return try await show(visit, list, rows, total: found.total, names)
    }

    private func show(
        _ visit: Visit, _ list: DerivedList, _ rows: [[Cell]], total: Int, _ names: [String: String]
    ) async throws -> Response {
        let catalogue = list.catalogue
        let facets = try await list.facets()
        let chosen = list.chosen(names)
        return try await desk.page(
            visit, "catalogue/derived",
            ListModel(
                title: visit.texts("derived.\(catalogue.rawValue).title"),
                lead: visit.texts("derived.\(catalogue.rawValue).lead"),
                duty: catalogue.duty(in: desk.profile)?.title[visit.language],
                citation: desk.citation(catalogue.article(in: desk.profile), visit),
                leftOut: leftOut(catalogue, visit), action: Self.path(catalogue), words: list.filter.words,
                wordsMax: EntryFilter.wordsMax, kept: list.kept, chosen: chosen, hasChosen: !chosen.isEmpty,
                facets: facets, hasFacets: !facets.isEmpty,
                table: list.table(rows, total: total)))
    }

    /// What is not in the catalogue, by the article of its type.
    private func leftOut(_ catalogue: DerivedCatalogue, _ visit: Visit) -> LeftOut? {
        guard let (word, article) = catalogue.leftOut(in: desk.profile) else { return nil }
        return LeftOut(
            text: visit.texts("derived.\(catalogue.rawValue).leftOut", ["type": word[visit.language]]),
            citation: desk.citation(article, visit),
            href: visit.person == nil ? nil : "/console/lists/negative")
    }

    // MARK: One entry

    private func showShared(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let entry = try await desk.platform.catalogue.shared(visit.parameter("entry"), for: actor)
        let names = try await desk.bodyNames([entry.body])
        let type = desk.profile.sharingType(entry.sharing)
        let procedure = desk.profile.procedure(entry.procedure)
        let facts = [
            Fact(texts("entry.abstract"), entry.abstract, isLong: true),
            Fact(texts("entry.provider"), names[entry.body] ?? ""),
            Fact(texts("entry.classification"), code: entry.classification),
            Fact(texts("entry.format"), entry.format),
            Fact(texts("entry.cycle"), desk.word(entry.updateCycle, visit.language)),
            Fact(texts("entry.sensitivity"), desk.sensitivityWord(entry.sensitivity, visit.language)),
            Fact(
                texts("entry.grade"), EntryDescription(desk: desk, visit: visit).gradeWord(entry.grade),
                citation: desk.citation(desk.profile.gradeBound(covering: entry.grade)?.article, visit)),
            Fact(texts("entry.version"), "v\(entry.version)"),
            Fact(texts("entry.published"), desk.time(entry.publishedAt)),
        ]
        let needs = [
            Fact(
                texts("entry.sharing"), badges: [desk.sharingBadge(entry.sharing, visit)],
                citation: desk.citation(type?.article, visit)),
            Fact(texts("entry.sharingConditions"), entry.conditions, isLong: true),
            Fact(texts("entry.sharingBasis"), entry.basis, isLong: true),
            Fact(texts("entry.usageRequirements"), entry.usageRequirements, isLong: true),
            Fact(
                texts("derived.manner"), procedure?.name[visit.language] ?? "",
                citation: desk.citation(procedure?.articles.first, visit)),
        ]
        let steps = procedure?.steps.map { step in
            StepsView.Step(
                step.name[visit.language], who: desk.role(step.role, visit.language), state: .ahead,
                limit: step.deadline?.text[visit.language], citation: desk.citation(step.article, visit))
        }
        let items = TableView(
            texts("entry.itemsCount", ["count": String(entry.items.count)]),
            columns: [
                .init(texts("item.name")), .init(texts("item.field")), .init(texts("item.type")),
                .init(texts("item.length"), numeric: true), .init(texts("item.demands")),
            ],
            rows: entry.items.map { item in
                [
                    .head(item.name), .code(item.field),
                    .text("\(desk.word(item.type, visit.language)) \(item.type.rawValue)"),
                    .text(Self.length(item.length, item.scale)),
                    .badges(
                        (item.isKey ? [Badge(.info, texts("item.key"))] : [])
                            + (item.isMasked ? [Badge(.plain, texts("derived.maskedByDefault"))] : [])),
                ]
            })
        let isOwn = entry.body == actor.body.id
        return try await desk.page(
            visit, "catalogue/derived-entry",
            EntryModel(
                crumbs: [Crumb(texts("derived.sharing.title"), Self.path(.sharing))], title: entry.name,
                code: entry.code, badges: [desk.sharingBadge(entry.sharing, visit)],
                entryHref: "/console/entries/\(entry.id)",
                applyHref: isOwn || !actor.holds("data-staff") ? nil : "/console/entries/\(entry.id)/apply",
                facts: FactsView(facts), needs: FactsView(needs),
                needsTitle: texts("derived.sharing.needs"),
                steps: steps.flatMap { $0.isEmpty ? nil : StepsView(steps: $0) },
                isDirect: steps?.isEmpty == true, items: items))
    }

    private func showOpened(_ visit: Visit) async throws -> Response {
        let texts = visit.texts
        let entry = try await desk.platform.catalogue.opened(visit.parameter("entry"))
        let names = try await desk.bodyNames([entry.body])
        let type = desk.profile.openingType(entry.opening)
        let badge = Badge(.info, desk.openingWord(entry.opening, visit.language))
        let facts = [
            Fact(texts("entry.abstract"), entry.abstract, isLong: true),
            Fact(texts("entry.provider"), names[entry.body] ?? ""),
            Fact(texts("entry.classification"), code: entry.classification),
            Fact(texts("entry.format"), entry.format),
            Fact(texts("entry.cycle"), desk.word(entry.updateCycle, visit.language)),
            Fact(texts("entry.version"), "v\(entry.version)"),
            Fact(texts("entry.published"), desk.day(entry.publishedAt)),
        ]
        let needs = [
            Fact(texts("entry.opening"), badges: [badge], citation: desk.citation(type?.article, visit)),
            Fact(texts("derived.openingConditions"), entry.conditions, isLong: true),
        ]
        let items = TableView(
            texts("entry.itemsCount", ["count": String(entry.items.count)]),
            columns: [
                .init(texts("item.name")), .init(texts("item.field")), .init(texts("item.type")),
                .init(texts("item.length"), numeric: true), .init(texts("entry.opening")),
            ],
            rows: entry.items.map { item in
                [
                    .head(item.name), .code(item.field),
                    .text("\(desk.word(item.type, visit.language)) \(item.type.rawValue)"),
                    .text(Self.length(item.length, item.scale)),
                    .badges(
                        [Badge(.plain, desk.openingWord(item.opening, visit.language))]
                            + (item.isMasked ? [Badge(.info, texts("derived.openedMasked"))] : [])),
                ]
            })
        return try await desk.page(
            visit, "catalogue/derived-entry",
            EntryModel(
                crumbs: [Crumb(texts("derived.opening.title"), Self.path(.opening))], title: entry.name,
                code: entry.code, badges: [badge], entryHref: nil, applyHref: nil, facts: FactsView(facts),
                needs: FactsView(needs), needsTitle: texts("derived.opening.needs"), steps: nil,
                isDirect: false, items: items))
    }

    private static func length(_ length: Int?, _ scale: Int?) -> String {
        guard let length else { return "" }
        return scale.map { "\(length),\($0)" } ?? String(length)
    }

    struct LeftOut {
        let text: String
        let citation: CitationView?
        /// The list of what is left out; nil for those who are not signed in.
        let href: String?
    }

    struct ListModel {
        let title: String
        let lead: String
        /// What the regulation asks of those who publish it.
        let duty: String?
        let citation: CitationView?
        let leftOut: LeftOut?
        let action: String
        let words: String
        let wordsMax: Int
        let kept: [DerivedList.Kept]
        let chosen: [ChosenFilter]
        let hasChosen: Bool
        let facets: [FacetView]
        let hasFacets: Bool
        let table: TableView
    }

    struct EntryModel {
        let crumbs: [Crumb]
        let title: String
        let code: String
        let badges: [Badge]
        let entryHref: String?
        let applyHref: String?
        let facts: FactsView
        let needs: FactsView
        let needsTitle: String
        let steps: StepsView?
        let isDirect: Bool
        let items: TableView
    }
}
