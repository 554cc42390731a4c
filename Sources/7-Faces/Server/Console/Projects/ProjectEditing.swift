import Catalogue
import Hummingbird
import Parties
import Projects
import Regulation

/// The form of a project: plain inputs, one table row a system or entry, with empty rows below (项目登记表).
struct ProjectEditing: Sendable {
    /// Empty rows below what is there.
    private static let spareRows = 3
    /// Entries of the body offered for linking; any other is linked by its code.
    private static let offeredMax = 100

    let desk: Desk

    func new(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        try desk.platform.projects.mayKeep(actor.body.id, actor).orThrow()
        return try await page(
            visit, form ?? Form(), action: "/console/projects/new", title: visit.texts("project.register"),
            body: actor.body.id, crumbs: [], refusal: refusal)
    }

    func register(_ visit: Visit, _ form: Form) async throws -> Response {
        do {
            let project = try await desk.platform.projects.register(
                try Self.content(form), by: visit.actor)
            return desk.done("/console/projects/\(project.id)", notice: "project.saved")
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await new(visit, form: form, refusal: refusal)
        }
    }

    func edit(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let project = try await desk.platform.projects.project(visit.parameter("project"), for: actor)
        try desk.platform.projects.mayKeep(project.body, actor).orThrow()
        let codes = try await desk.entries(project.content.entries.compactMap(\.entry)).compactMapValues(
            \.code)
        return try await page(
            visit, form ?? Self.filled(project, codes: codes), action: "/console/projects/\(project.id)/edit",
            title: project.content.name, body: project.body,
            crumbs: [Crumb(project.content.name, "/console/projects/\(project.id)")], refusal: refusal)
    }

    func save(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("project")
        do {
            guard let revision = Int64(form["revision"]) else {
                throw Refusal(ServerCodes.malformedForm, field: "revision")
            }
            let project = try await desk.platform.projects.change(
                id, to: try Self.content(form), revision: revision, by: visit.actor)
            return desk.done("/console/projects/\(project.id)", notice: "project.saved")
        } catch let refusal as Refusal
            where refusal.code.kind != .missing && refusal.code != ServerCodes.signInRequired
        {
            return try await edit(visit, form: form, refusal: refusal)
        }
    }

    // MARK: Reading the form

    /// Rows in which nothing is filled in are left out.
    private static func content(_ form: Form) throws(Refusal) -> ProjectContent {
        var budget: Int64?
        if !form["budget"].isEmpty {
            let digits = form["budget"].filter { $0 != "," && $0 != "，" }
            guard let amount = Int64(digits) else {
                throw Refusal(
                    ProjectsCodes.fieldMalformed,
                    detail: Bilingual("计划投资为整数元", "whole yuan"), field: "budget")
            }
            budget = amount
        }
        func optional(_ name: String) -> String? { form[name].isEmpty ? nil : form[name] }
        let systems = rows(form, "system").map { row in
            PlannedSystem(
                name: form["\(row)-name"], interfaces: form["\(row)-interfaces"],
                system: optional("\(row)-id"))
        }
        let entries = rows(form, "entry").map { row in
            PlannedEntry(
                name: form["\(row)-name"], system: form["\(row)-system"], entry: optional("\(row)-entry"))
        }
        return ProjectContent(
            name: form["name"], number: form["number"], summary: form["summary"], budget: budget,
            systems: systems, entries: entries)
    }

    /// The names of the rows that say something, in their order.
    private static func rows(_ form: Form, _ kind: String) -> [String] {
        let isSystem = kind == "system"
        let count = isSystem ? ProjectContent.systemsMax : ProjectContent.entriesMax
        let cells = isSystem ? ["name", "interfaces", "id"] : ["name", "system", "entry"]
        return (0..<count + 10).map { "\(kind)-\($0)" }.filter { row in
            cells.contains { !form["\(row)-\($0)"].isEmpty }
        }
    }

    private static func filled(_ project: Project, codes: [String: String]) -> Form {
        let content = project.content
        var pairs: [(name: String, value: String)] = [
            ("name", content.name), ("number", content.number), ("summary", content.summary),
            ("budget", content.budget.map { String($0) } ?? ""), ("revision", String(project.revision)),
        ]
        for (index, system) in content.systems.enumerated() {
            pairs += [
                ("system-\(index)-name", system.name), ("system-\(index)-interfaces", system.interfaces),
                ("system-\(index)-id", system.system ?? ""),
            ]
        }
        for (index, entry) in content.entries.enumerated() {
            pairs += [
                ("entry-\(index)-name", entry.name), ("entry-\(index)-system", entry.system),
                ("entry-\(index)-entry", entry.entry.map { codes[$0] ?? $0 } ?? ""),
            ]
        }
        return Form(pairs)
    }

    // MARK: The page

    private func page(
        _ visit: Visit, _ form: Form, action: String, title: String, body: String, crumbs: [Crumb],
        refusal: Refusal?
    ) async throws -> Response {
        let texts = visit.texts
        let reasons = refusal?.reasons ?? []
        func error(_ field: String) -> String? { FaultsView.error(at: field, reasons, visit.language) }
        let registered = try await desk.activeSystems(of: body)
        let offered = try await desk.platform.catalogue.search(
            EntryFilter(body: body, pageSize: Self.offeredMax), for: visit.actor
        ).entries
        let systems = Self.rows(form, "system")
        let entries = Self.rows(form, "entry")
        return try await desk.page(
            visit, "projects/edit",
            Model(
                crumbs: [Crumb(texts("nav.projects"), "/console/projects")] + crumbs, title: title,
                action: action, revision: form["revision"], faults: desk.faults(refusal, visit),
                fields: [
                    .input(
                        "name", texts("project.name"), value: form["name"], error: error("name"),
                        required: true, maxLength: 200),
                    .input(
                        "number", texts("project.number"), value: form["number"], error: error("number"),
                        required: true, maxLength: 64),
                    .input(
                        "budget", texts("project.budget"), value: form["budget"],
                        hint: texts("project.budgetHint"), error: error("budget"), maxLength: 20,
                        inputMode: "numeric"),
                    .area(
                        "summary", texts("project.summary"), value: form["summary"], rows: 4,
                        error: error("summary"), maxLength: 2_000),
                ],
                systems: (0..<min(systems.count + Self.spareRows, ProjectContent.systemsMax)).map { index in
                    let row = index < systems.count ? systems[index] : ""
                    return SystemRow(
                        index: index, name: form["\(row)-name"], interfaces: form["\(row)-interfaces"],
                        choices: ([("", texts("project.notRegistered"))] + registered).map {
                            FieldView.Option(
                                id: "", value: $0.0, text: $0.1, isChosen: $0.0 == form["\(row)-id"])
                        }, error: error("systems.\(index)"))
                },
                entries: (0..<min(entries.count + Self.spareRows, ProjectContent.entriesMax)).map { index in
                    let row = index < entries.count ? entries[index] : ""
                    return EntryRow(
                        index: index, name: form["\(row)-name"], system: form["\(row)-system"],
                        entry: form["\(row)-entry"], error: error("entries.\(index)"))
                },
                offered: offered.filter { $0.state != .retired }.map {
                    Offered(value: $0.code ?? $0.id, text: $0.content.name)
                }),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let action: String
        let revision: String
        let faults: FaultsView?
        let fields: [FieldView]
        let systems: [SystemRow]
        let entries: [EntryRow]
        let offered: [Offered]
    }

    struct SystemRow {
        let index: Int
        let name: String
        let interfaces: String
        let choices: [FieldView.Option]
        let error: String?
    }

    struct EntryRow {
        let index: Int
        let name: String
        let system: String
        let entry: String
        let error: String?
    }

    /// An entry of the body that may be linked.
    struct Offered {
        let value: String
        let text: String
    }
}
