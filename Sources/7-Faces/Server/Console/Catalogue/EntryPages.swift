import Cases
import Catalogue
import Exchange
import Hummingbird
import Parties
import Regulation

/// One entry with all that hangs on it (目录条目页): items, versions, deliveries, grants, cases.
struct EntryPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/entries/{entry}") { try await show($0, form: nil, refusal: nil) }
        routes.post("console/entries/{entry}/retire") { try await retire($0, $1) }
        routes.get("console/entries/{entry}/versions/{version}") { try await showVersion($0) }
        routes.get("console/entries/{entry}/compare/{before}/{after}") { try await compare($0) }
    }

    private func retire(_ visit: Visit, _ form: Form) async throws -> Response {
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: visit.actor)
        do {
            try await desk.platform.catalogue.retire(entry.id, reason: form["reason"], by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/entries/\(entry.id)", notice: "entry.retired")
    }

    private func show(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let names = try await desk.bodyNames([entry.body])
        let isOwn = entry.body == actor.body.id
        let mayCompile = desk.platform.catalogue.mayCompile(for: entry.body, actor) == .allowed
        let description = EntryDescription(desk: desk, visit: visit)
        let seesDeliveries = isOwn || actor.body.kind == .authority || actor.body.kind == .platformOperator
        let receipts =
            seesDeliveries && entry.isInForce
            ? try await desk.platform.intake.receipts(of: entry, by: actor, limit: 10) : []
        let grants = try await desk.platform.exchange.grants(entry: entry.id, for: actor)
        let matters = EntryMatters(desk: desk, visit: visit)
        let cases =
            try await desk.platform.cases.list(CaseFilter(.subject("entry:\(entry.id)")), for: actor)
            + matters.cases(of: entry)
        return try await desk.page(
            visit, "catalogue/entry",
            Model(
                crumbs: [Crumb(visit.texts("nav.catalogue"), "/console/catalogue")],
                title: entry.content.name,
                badges: [
                    desk.stateBadge(entry.state, visit), desk.sharingBadge(entry.content.sharing, visit),
                    Badge(.plain, desk.openingWord(entry.content.opening, visit.language)),
                ],
                code: entry.code, base: "/console/entries/\(entry.id)",
                hasDraft: entry.draft != nil && isOwn,
                compareDraft: entry.draft == nil
                    ? nil : Self.compareHref(entry, .version(entry.version), .draft),
                faults: desk.faults(refusal, visit),
                mayEdit: mayCompile && entry.state != .retired,
                mayApply: desk.platform.exchange.mayApply(for: entry, actor) == .allowed,
                mayDeliver: isOwn && entry.isInForce,
                mattersHref: entry.isInForce ? matters.href(entry) : nil,
                collectors: try await matters.collectors(of: entry),
                relations: try await EntryRelations(desk: desk, visit: visit).table(
                    entry.content, code: entry.code),
                facts: FactsView(
                    description.facts(entry.content, provider: names[entry.body] ?? "", entry: entry)),
                sharing: FactsView(description.sharing(entry.content)),
                use: FactsView(description.use(entry.content)),
                items: description.items(entry.content),
                versions: versions(
                    try await desk.platform.catalogue.versions(of: entry.id), of: entry, visit),
                deliveries: seesDeliveries && entry.isInForce
                    ? try await DeliveryList(desk: desk).table(receipts, visit, showsEntry: false) : nil,
                grants: try await GrantList(desk: desk).table(grants, visit, showsEntry: false),
                cases: try await CaseList(desk: desk).table(cases, visit, caption: "entry.cases"),
                retirement: desk.platform.catalogue.mayRetire(entry, actor) == .allowed
                    ? .area(
                        "reason", visit.texts("entry.retireReason"), value: form?["reason"] ?? "",
                        error: FaultsView.error(at: "reason", refusal?.reasons ?? [], visit.language),
                        required: true, maxLength: Catalogue.reasonMax) : nil),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func versions(_ versions: [EntryVersion], of entry: Entry, _ visit: Visit) -> TableView {
        TableView(
            visit.texts("entry.versions"), captionHidden: true,
            columns: [
                .init(visit.texts("entry.version")), .init(visit.texts("entry.published")),
                .init(visit.texts("entry.items"), numeric: true), .init(visit.texts("entry.reviewCase")),
                .init(visit.texts("entry.compare")),
            ],
            rows: versions.map { version in
                [
                    .head(
                        "v\(version.version)",
                        href: "/console/entries/\(entry.id)/versions/\(version.version)"),
                    .time(desk.time(version.publishedAt)), .number(version.content.items.count),
                    version.reviewCase.map { .link(visit.texts("entry.seeCase"), "/console/cases/\($0)") }
                        ?? .text(""),
                    version.version == entry.version
                        ? .text("")
                        : .link(
                            visit.texts("entry.compareCurrent"),
                            Self.compareHref(entry, .version(version.version), .version(entry.version))),
                ]
            }, empty: EmptyView(visit.texts("entry.noVersions"), visit.texts("entry.noVersionsText")))
    }

    static func compareHref(_ entry: Entry, _ before: EntryEdition, _ after: EntryEdition) -> String {
        "/console/entries/\(entry.id)/compare/\(before)/\(after)"
    }

    private func compare(_ visit: Visit) async throws -> Response {
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: visit.actor)
        guard let before = EntryEdition(try visit.parameter("before")),
            let after = EntryEdition(try visit.parameter("after"))
        else { throw Refusal(CatalogueCodes.versionNotFound) }
        let difference = try await desk.platform.catalogue.compare(entry, from: before, to: after)
        let words = [before, after].map { edition in
            switch edition {
            case .version(let number): "v\(number)"
            case .draft: visit.texts("entry.draft")
            }
        }
        return try await desk.page(
            visit, "catalogue/compare",
            CompareModel(
                crumbs: [
                    Crumb(visit.texts("nav.catalogue"), "/console/catalogue"),
                    Crumb(entry.content.name, "/console/entries/\(entry.id)"),
                ],
                title: "\(entry.content.name) \(words[0]) → \(words[1])",
                changes: EntryChanges(description: EntryDescription(desk: desk, visit: visit))
                    .table(difference, before: words[0], after: words[1])))
    }

    struct CompareModel {
        let crumbs: [Crumb]
        let title: String
        let changes: TableView
    }

    private func showVersion(_ visit: Visit) async throws -> Response {
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: visit.actor)
        let versions = try await desk.platform.catalogue.versions(of: entry.id)
        guard let number = Int(try visit.parameter("version")),
            let place = versions.firstIndex(where: { $0.version == number })
        else { throw Refusal(ServerCodes.noSuchPage) }
        let before = place + 1 < versions.count ? versions[place + 1] : nil
        let names = try await desk.bodyNames([entry.body])
        let description = EntryDescription(desk: desk, visit: visit)
        return try await desk.page(
            visit, "catalogue/version",
            VersionModel(
                crumbs: [
                    Crumb(visit.texts("nav.catalogue"), "/console/catalogue"),
                    Crumb(entry.content.name, "/console/entries/\(entry.id)"),
                ],
                title: "\(versions[place].content.name) v\(number)",
                published: desk.time(versions[place].publishedAt),
                changes: before.map {
                    EntryChanges(description: description).table(
                        EntryDifference(from: $0.content, to: versions[place].content))
                },
                facts: FactsView(
                    description.facts(versions[place].content, provider: names[entry.body] ?? "", entry: nil)
                        + description.sharing(versions[place].content)
                        + description.use(versions[place].content)),
                relations: try await EntryRelations(desk: desk, visit: visit).table(
                    versions[place].content, code: nil),
                items: description.items(versions[place].content)))
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let code: String?
        let base: String
        let hasDraft: Bool
        /// Where what is in force is compared with its change.
        let compareDraft: String?
        let faults: FaultsView?
        let mayEdit: Bool
        let mayApply: Bool
        let mayDeliver: Bool
        /// Where procedures about the entry are opened.
        let mattersHref: String?
        /// Items that one body alone collects; nil where none is settled.
        let collectors: TableView?
        /// What it relates to and what relates to it; nil where nothing does.
        let relations: TableView?
        let facts: FactsView
        let sharing: FactsView
        let use: FactsView
        let items: TableView
        let versions: TableView
        let deliveries: TableView?
        let grants: TableView
        let cases: TableView
        /// Where the reader may retire the entry: the reason that they state.
        let retirement: FieldView?
    }

    struct VersionModel {
        let crumbs: [Crumb]
        let title: String
        let published: String
        let changes: TableView?
        let facts: FactsView
        /// What that version relates to; nil where nothing.
        let relations: TableView?
        let items: TableView
    }
}
