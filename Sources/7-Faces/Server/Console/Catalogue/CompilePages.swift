import Cases
import Catalogue
import Hummingbird
import Parties
import Regulation

/// Compiling an entry: a new one, or a change of one (目录编制页).
struct CompilePages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/entries/new") { visit in
            try await show(visit, entry: nil, form: EntryForm.withRows(Form(), adding: true, removed: nil))
        }
        routes.post("console/entries/new") { try await submit($0, $1, entry: nil) }
        routes.get("console/entries/{entry}/edit") { visit in
            let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: visit.actor)
            return try await show(visit, entry: entry, form: EntryForm.filled(entry.draft ?? entry.content))
        }
        routes.post("console/entries/{entry}/edit") { visit, form in
            let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: visit.actor)
            return try await submit(visit, form, entry: entry)
        }
    }

    private func submit(_ visit: Visit, _ form: Form, entry: Entry?) async throws -> Response {
        let actor = try visit.actor
        if form.has("row-add") {
            return try await show(
                visit, entry: entry, form: EntryForm.withRows(form, adding: true, removed: nil))
        }
        if form.has("row-remove") {
            return try await show(
                visit, entry: entry,
                form: EntryForm.withRows(form, adding: false, removed: form["row-remove"]))
        }
        var saved = entry
        do {
            let content = try EntryForm.content(form)
            if let entry {
                guard let revision = Int64(form["revision"]) else {
                    throw Refusal(ServerCodes.malformedForm, field: "revision")
                }
                saved = try await desk.platform.catalogue.save(
                    content, to: entry.id, revision: revision, by: actor)
            } else {
                saved = try await desk.platform.catalogue.draft(content, by: actor)
            }
            guard let saved else { throw Refusal(ServerCodes.malformedForm) }
            guard form.has("submit") else {
                return desk.done("/console/entries/\(saved.id)/edit", notice: "entry.saved")
            }
            let file = try await desk.platform.catalogue.submit(saved.id, by: actor, note: form["note"])
            return desk.done("/console/cases/\(file.id)", notice: "entry.submitted")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            // What was saved has lasting item numbers, by which the reasons name items.
            let isSaved = saved?.revision != entry?.revision
            let shown = isSaved ? saved.map { EntryForm.filled($0.draft ?? $0.content) } ?? form : form
            return try await show(visit, entry: saved, form: shown, refusal: refusal)
        }
    }

    private func show(_ visit: Visit, entry: Entry?, form: Form, refusal: Refusal? = nil) async throws
        -> Response
    {
        let actor = try visit.actor
        try desk.platform.catalogue.mayCompile(for: entry?.body ?? actor.body.id, actor).orThrow()
        let title = entry.map { $0.content.name } ?? visit.texts("nav.compile")
        // What was saved is held against the entries of other bodies, so that nothing is collected twice.
        let similar: TableView?
        if let entry {
            similar = try await SimilarList(desk: desk).table(
                entry.draft ?? entry.content, of: entry.body, visit)
        } else {
            similar = nil
        }
        return try await desk.page(
            visit, "catalogue/compile",
            Model(
                crumbs: [Crumb(visit.texts("nav.catalogue"), "/console/catalogue")]
                    + (entry.map { [Crumb($0.content.name, "/console/entries/\($0.id)")] } ?? []),
                title: title, badges: entry.map { [desk.stateBadge($0.state, visit)] } ?? [],
                action: entry.map { "/console/entries/\($0.id)/edit" } ?? "/console/entries/new",
                revision: entry.map { String($0.revision) }, faults: desk.faults(refusal, visit),
                form: EntryForm(form, reasons: refusal?.reasons ?? [], desk: desk, visit: visit),
                similar: similar,
                meanwhile: meanwhile(refusal, form, entry, visit),
                duplicates: desk.citation(desk.duplicateArticle, visit),
                elements: desk.citation(.entryElements, visit), basis: desk.citation(.basisRequired, visit),
                secrets: desk.citation(.noStateSecrets, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func meanwhile(_ refusal: Refusal?, _ form: Form, _ entry: Entry?, _ visit: Visit) -> TableView? {
        guard refusal?.code == CatalogueCodes.changedMeanwhile, let entry,
            let own = try? EntryForm.content(form)
        else { return nil }
        return EntryChanges(description: EntryDescription(desk: desk, visit: visit)).table(
            desk.platform.catalogue.difference(of: own, from: entry), before: visit.texts("entry.theirs"),
            after: visit.texts("entry.yours"))
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let action: String
        let revision: String?
        let faults: FaultsView?
        let form: EntryForm
        let similar: TableView?
        /// What another saved while this form was being filled in, beside what it says.
        let meanwhile: TableView?
        let duplicates: CitationView?
        let elements: CitationView?
        let basis: CitationView?
        let secrets: CitationView?
    }
}
