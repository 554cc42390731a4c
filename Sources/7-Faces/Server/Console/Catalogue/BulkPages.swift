import Catalogue
import Hummingbird
import Regulation

/// Many entries edited or submitted at once (批量办理页): chosen in the list, previewed entry by entry, then done.
struct BulkPages: Sendable {
    let desk: Desk

    private static let base = "/console/catalogue/bulk"
    private static let list = "/console/catalogue?mine=yes"

    func register(on routes: ConsoleRoutes) {
        // Whoever comes back by address, as when switching the language, begins with the list.
        for path in ["", "/edit", "/submit"] {
            routes.get("console/catalogue/bulk\(path)") { visit in
                _ = try visit.actor
                return Answers.seeOther("/console/catalogue")
            }
        }
        routes.post("console/catalogue/bulk") { try await begin($0, $1) }
        routes.post("console/catalogue/bulk/edit") { try await edit($0, $1) }
        routes.post("console/catalogue/bulk/submit") { try await submit($0, $1) }
    }

    // MARK: Steps

    private func begin(_ visit: Visit, _ form: Form) async throws -> Response {
        let actor = try visit.actor
        let catalogue = desk.platform.catalogue
        try catalogue.mayCompile(for: actor.body.id, actor).orThrow()
        var chosen = form.all("entry")
        var left = 0
        if form.has("all") {
            let found = try await catalogue.bulkTargets(
                CatalogueListPage.filter(form, of: actor.body.id), for: actor)
            chosen = found.ids
            left = found.total - found.ids.count
        }
        guard !chosen.isEmpty else {
            return desk.done(Self.list, notice: "bulk.nothing", tone: .warn)
        }
        if form["act"] == "submit" { return try await previewSubmit(visit, chosen, left: left) }
        return try await showForm(visit, Form(), chosen, left: left)
    }

    private func edit(_ visit: Visit, _ form: Form) async throws -> Response {
        let actor = try visit.actor
        let catalogue = desk.platform.catalogue
        if form["step"] == "form" { return try await showForm(visit, form, form.all("chosen")) }
        let chosen = form.all("entry")
        let targets = BulkTargets.read(chosen)
        do {
            let change = try BulkForm.change(form)
            guard form["step"] == "apply" else {
                let lines = try await catalogue.previewBulkEdit(change, of: targets, by: actor)
                return try await showPreview(visit, form, lines)
            }
            let lines = try await catalogue.bulkEdit(change, of: targets, by: actor)
            return try await showResult(visit, lines, title: "bulk.editResult", goesOn: true)
        } catch let refusal as Refusal where refusal.code.kind == .malformed {
            return try await showForm(visit, form, chosen, refusal: refusal)
        }
    }

    private func submit(_ visit: Visit, _ form: Form) async throws -> Response {
        let lines = try await desk.platform.catalogue.bulkSubmit(
            BulkTargets.read(form.all("entry")), by: visit.actor)
        return try await showResult(visit, lines, title: "bulk.submitResult", goesOn: false)
    }

    // MARK: Pages

    private func showForm(
        _ visit: Visit, _ form: Form, _ chosen: [String], left: Int = 0, refusal: Refusal? = nil
    ) async throws -> Response {
        let body = try visit.actor.body.id
        let texts = visit.texts
        let ids = BulkTargets.read(chosen).prefix(Catalogue.bulkMax).map(\.entry)
        let entries = try await desk.entries(ids).filter { $0.value.body == body }
        let rows = ids.compactMap { entries[$0] }.map { entry -> [Cell] in
            let content = entry.draft ?? entry.content
            return [
                .box(
                    "entry", entry.id, label: texts("bulk.chooseOne", ["name": content.name]), checked: true),
                .head(
                    content.name, href: "/console/entries/\(entry.id)",
                    sub: entry.code ?? texts("entry.noCode")),
                .badge(desk.stateBadge(entry.state, visit)),
                .text(desk.word(content.updateCycle, visit.language)),
                .badge(desk.sharingBadge(content.sharing, visit)),
            ]
        }
        let table = TableView(
            texts("bulk.entries"), captionHidden: true,
            columns: [
                .init(texts("bulk.choose"), titleHidden: true), .init(texts("entry.name")),
                .init(texts("entry.state")),
                .init(texts("entry.cycle")), .init(texts("entry.sharing")),
            ], rows: rows, empty: EmptyView(texts("bulk.emptyTitle"), texts("bulk.emptyText")))
        return try await page(
            visit,
            BulkModel(
                title: texts("bulk.edit"), lead: texts("bulk.editLead"), left: leftText(left, visit),
                faults: desk.faults(refusal, visit), listHref: Self.list, action: "\(Self.base)/edit",
                elements: BulkForm(form, reasons: refusal?.reasons ?? [], desk: desk, visit: visit),
                tableTitle: texts("bulk.entries"), table: table,
                buttons: [
                    BulkModel.Button(
                        name: "step", value: "preview", text: texts("bulk.preview"), isMain: true)
                ]),
            refusal: refusal)
    }

    private func showPreview(_ visit: Visit, _ form: Form, _ lines: [BulkLine]) async throws -> Response {
        let texts = visit.texts
        let view = BulkTable(desk: desk, visit: visit, isPreview: true)
        let done = lines.count { $0.outcome == .done }
        let chosen = lines.compactMap(\.entry).map { KeptValue(name: "chosen", value: $0.id) }
        let back = BulkModel.Button(name: "step", value: "form", text: texts("bulk.back"))
        let apply = BulkModel.Button(name: "step", value: "apply", text: texts("bulk.apply"), isMain: true)
        return try await page(
            visit,
            BulkModel(
                title: texts("bulk.editPreview"), lead: texts("bulk.previewLead"),
                figures: view.figures(lines),
                listHref: Self.list, action: "\(Self.base)/edit", kept: BulkForm.kept(form) + chosen,
                tableTitle: texts("bulk.entries"), table: view.table(lines, caption: texts("bulk.entries")),
                buttons: done > 0 ? [apply, back] : [back]))
    }

    private func previewSubmit(_ visit: Visit, _ chosen: [String], left: Int) async throws -> Response {
        let texts = visit.texts
        let lines = try await desk.platform.catalogue.previewBulkSubmit(
            BulkTargets.read(chosen), by: visit.actor)
        let view = BulkTable(desk: desk, visit: visit, isPreview: true)
        let done = lines.count { $0.outcome == .done }
        return try await page(
            visit,
            BulkModel(
                title: texts("bulk.submitPreview"), lead: texts("bulk.submitLead"),
                left: leftText(left, visit), figures: view.figures(lines), listHref: Self.list,
                action: "\(Self.base)/submit",
                tableTitle: texts("bulk.entries"), table: view.table(lines, caption: texts("bulk.entries")),
                buttons: done > 0
                    ? [
                        BulkModel.Button(
                            name: "step", value: "apply", text: texts("bulk.submit"), isMain: true)
                    ] : []))
    }

    private func showResult(
        _ visit: Visit, _ lines: [BulkLine], title: String, goesOn: Bool
    ) async throws -> Response {
        let texts = visit.texts
        let view = BulkTable(desk: desk, visit: visit, isPreview: false)
        let done = lines.contains { $0.outcome == .done }
        return try await page(
            visit,
            BulkModel(
                title: texts(title), lead: texts(goesOn ? "bulk.editDone" : "bulk.submitDone"),
                figures: view.figures(lines), listHref: Self.list, action: Self.base,
                tableTitle: texts("bulk.entries"),
                table: view.table(lines, caption: texts("bulk.entries")),
                buttons: goesOn && done
                    ? [
                        BulkModel.Button(
                            name: "act", value: "submit", text: texts("bulk.submit"), isMain: true)
                    ] : []))
    }

    private func leftText(_ left: Int, _ visit: Visit) -> String? {
        left > 0
            ? visit.texts(
                "bulk.left",
                ["max": String(Catalogue.bulkMax), "left": Numbers.grouped(Int64(left))]) : nil
    }

    private func page(_ visit: Visit, _ model: BulkModel, refusal: Refusal? = nil) async throws -> Response {
        var model = model
        model.crumbs = [Crumb(visit.texts("nav.catalogue"), "/console/catalogue")]
        return try await desk.page(visit, "bulk", model, status: refusal.map { Failure($0).status } ?? .ok)
    }
}
