import Cases
import Catalogue
import Exchange
import Hummingbird
import Parties
import Regulation

/// Applications: the list, one application, and the forms that make and supplement it (共享申请页).
struct ApplicationPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/applications") { try await list($0) }
        routes.get("console/applications/{application}") { try await show($0) }
        routes.get("console/applications/{application}/edit") { try await edit($0, form: nil, refusal: nil) }
        routes.post("console/applications/{application}/edit") { try await supplement($0, $1) }
        routes.get("console/entries/{entry}/apply") { try await new($0, form: Form(), refusal: nil) }
        routes.post("console/entries/{entry}/apply") { try await apply($0, $1) }
    }

    /// The case of an application that the reader may see, also where they take no part in the case: the
    /// provider of data that is obtained directly.
    private func file(_ caseID: String) async throws -> CaseFile {
        try await desk.platform.store.read { try desk.platform.cases.file(caseID, in: $0) }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let applications = try await desk.platform.exchange.applications(for: actor, limit: 200)
        let entries = try await desk.entries(applications.map(\.entry))
        let bodies = try await desk.bodyNames(applications.map(\.body) + entries.values.map(\.body))
        var rows: [[Cell]] = []
        for application in applications {
            let entry = entries[application.entry]
            let file = try await file(application.caseID)
            rows.append([
                .head(
                    entry?.content.name ?? application.entry, href: "/console/applications/\(application.id)",
                    sub: entry?.code),
                .text(bodies[application.body] ?? application.body),
                .text(entry.flatMap { bodies[$0.body] } ?? ""), .text(application.content.purpose),
                .time(desk.day(application.createdAt)), .badge(desk.stateBadge(file.state, visit)),
            ])
        }
        return try await desk.page(
            visit, "exchange/applications",
            ListModel(
                table: TableView(
                    texts("nav.applications"), captionHidden: true,
                    columns: [
                        .init(texts("application.entry")), .init(texts("application.body")),
                        .init(texts("application.provider")), .init(texts("application.purpose")),
                        .init(texts("application.date")), .init(texts("application.state")),
                    ], rows: rows,
                    empty: EmptyView(
                        texts("application.emptyTitle"), texts("application.emptyText"),
                        actionHref: "/console/catalogue", actionText: texts("nav.catalogue")))))
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let application = try await desk.platform.exchange.application(
            visit.parameter("application"), for: actor)
        let entries = try await desk.entries([application.entry])
        guard let entry = entries[application.entry] else { throw Refusal(ServerCodes.noSuchPage) }
        let file = try await file(application.caseID)
        let description = ApplicationDescription(desk: desk, visit: visit)
        return try await desk.page(
            visit, "exchange/application",
            Model(
                crumbs: [Crumb(texts("nav.applications"), "/console/applications")],
                title: entry.content.name,
                badges: [desk.stateBadge(file.state, visit)], caseHref: "/console/cases/\(file.id)",
                grantHref: application.grant.map { "/console/grants/\($0)" },
                editHref: desk.platform.cases.mayResubmit(file, actor) == .allowed
                    ? "/console/applications/\(application.id)/edit" : nil,
                facts: FactsView(try await description.facts(application, entry: entry)),
                items: description.items(application.content.items, of: entry)))
    }

    private func new(_ visit: Visit, form: Form, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let systems = try await desk.activeSystems(of: actor.body.id)
        return try await formPage(
            visit, entry: entry, title: visit.texts("application.new"),
            action: "/console/entries/\(entry.id)/apply",
            form: ApplicationForm(form, entry: entry, systems: systems, refusal: refusal, visit: visit),
            refusal: refusal)
    }

    private func apply(_ visit: Visit, _ form: Form) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        guard let code = entry.code else { throw Refusal(CatalogueCodes.notFound) }
        do {
            let application = try await desk.platform.exchange.apply(
                ApplicationForm.content(form), entryCode: code, system: form["system"], by: actor)
            return desk.done("/console/applications/\(application.id)", notice: "application.sent")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await new(visit, form: form, refusal: refusal)
        }
    }

    private func edit(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let application = try await desk.platform.exchange.application(
            visit.parameter("application"), for: visit.actor)
        let entries = try await desk.entries([application.entry])
        guard let entry = entries[application.entry] else { throw Refusal(ServerCodes.noSuchPage) }
        return try await formPage(
            visit, entry: entry, title: visit.texts("application.supplement"),
            action: "/console/applications/\(application.id)/edit",
            form: ApplicationForm(
                form ?? ApplicationForm.filled(application), entry: entry, systems: nil, refusal: refusal,
                visit: visit), refusal: refusal)
    }

    private func supplement(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("application")
        do {
            try await desk.platform.exchange.supplement(
                ApplicationForm.content(form), to: id, by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await edit(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/applications/\(id)", notice: "application.sent")
    }

    private func formPage(
        _ visit: Visit, entry: Entry, title: String, action: String, form: ApplicationForm, refusal: Refusal?
    ) async throws -> Response {
        try await desk.page(
            visit, "exchange/apply",
            FormModel(
                crumbs: [
                    Crumb(visit.texts("nav.catalogue"), "/console/catalogue"),
                    Crumb(entry.content.name, "/console/entries/\(entry.id)"),
                ],
                title: title, entry: entry.content.name, action: action,
                sharing: FactsView(EntryDescription(desk: desk, visit: visit).sharing(entry.content)),
                elements: desk.citation(.applicationElements, visit),
                necessary: desk.citation(.minimumNecessary, visit), faults: desk.faults(refusal, visit),
                form: form),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct ListModel { let table: TableView }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let caseHref: String?
        let grantHref: String?
        let editHref: String?
        let facts: FactsView
        let items: TableView
    }

    struct FormModel {
        let crumbs: [Crumb]
        let title: String
        let entry: String
        let action: String
        let sharing: FactsView
        let elements: CitationView?
        let necessary: CitationView?
        let faults: FaultsView?
        let form: ApplicationForm
    }
}
