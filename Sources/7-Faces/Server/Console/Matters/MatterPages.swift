import Cases
import Hummingbird
import Matters
import Parties
import Regulation

/// Opening the procedures of the regulation: their list, and the form of each (办理事项).
struct MatterPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/matters") { try await list($0) }
        routes.get("console/matters/new/{procedure}") { visit in
            // Another page may have filled in what it is about.
            let procedure = try procedure(try visit.parameter("procedure"))
            let fields = ["about"] + procedure.form.map(\.id)
            return try await new(visit, form: Form(fields.map { ($0, visit.query[$0]) }), refusal: nil)
        }
        routes.post("console/matters/new/{procedure}") { try await open($0, $1) }
        routes.get("console/matters/{matter}/edit") { try await edit($0, form: nil, refusal: nil) }
        routes.post("console/matters/{matter}/edit") { try await supplement($0, $1) }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let about = visit.query["about"]
        let forms = desk.platform.matters.forms
        let mine = forms.filter { desk.platform.cases.mayOpen($0.id, actor) == .allowed }
        let others = forms.filter { desk.platform.cases.mayOpen($0.id, actor) != .allowed }
        return try await desk.page(
            visit, "matters/list",
            ListModel(
                mine: table(mine, "matter.mine", visit) { procedure in
                    let query = about.isEmpty ? "" : "?about=\(Visit.encoded(about))"
                    return "/console/matters/new/\(procedure.id)\(query)"
                },
                others: others.isEmpty ? nil : table(others, "matter.others", visit) { _ in nil }))
    }

    private func table(
        _ procedures: [Procedure], _ caption: String, _ visit: Visit, href: (Procedure) -> String?
    ) -> TableView {
        let texts = visit.texts
        return TableView(
            texts(caption), captionHidden: true,
            columns: [
                .init(texts("matter.procedure")), .init(texts("matter.steps")),
                .init(texts("matter.openers")),
                .init(texts("case.article")),
            ],
            rows: procedures.map { procedure in
                let steps = procedure.steps.map { step in
                    let limit = step.deadline.map { "（\($0.text[visit.language])）" } ?? ""
                    return step.name[visit.language] + limit
                }
                let comma = visit.language == .chinese ? "、" : ", "
                return [
                    .head(procedure.name[visit.language], href: href(procedure)),
                    .text(steps.joined(separator: " → ")),
                    .text(procedure.openers.map { desk.role($0, visit.language) }.joined(separator: comma)),
                    .cited(desk.citation(procedure.articles.first, visit)),
                ]
            }, empty: EmptyView(texts("matter.noneTitle"), texts("matter.noneText")))
    }

    private func procedure(_ id: String) throws -> Procedure {
        guard let procedure = desk.platform.matters.forms.first(where: { $0.id == id }) else {
            throw Refusal(ServerCodes.noSuchPage)
        }
        return procedure
    }

    private func new(_ visit: Visit, form: Form, refusal: Refusal?) async throws -> Response {
        let procedure = try procedure(try visit.parameter("procedure"))
        try desk.platform.cases.mayOpen(procedure.id, try visit.actor).orThrow()
        return try await formPage(
            visit, procedure, action: "/console/matters/new/\(procedure.id)", form: form, isNew: true,
            refusal: refusal)
    }

    private func open(_ visit: Visit, _ form: Form) async throws -> Response {
        let procedure = try procedure(try visit.parameter("procedure"))
        do {
            let matter = try await desk.platform.matters.open(
                procedure.id, MatterForm.content(form, of: procedure), by: visit.actor)
            return desk.done("/console/cases/\(matter.caseID)", notice: "matter.opened")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await new(visit, form: form, refusal: refusal)
        }
    }

    private func edit(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let matter = try await desk.platform.matters.matter(visit.parameter("matter"), for: visit.actor)
        let procedure = try procedure(matter.procedure)
        let named = procedure.form.filter { $0.kind == .entries }.flatMap { matter.answers[$0.id] ?? [] }
        let codes = try await desk.entries(named).compactMapValues(\.code)
        return try await formPage(
            visit, procedure, action: "/console/matters/\(matter.id)/edit",
            form: form ?? MatterForm.filled(matter, codes: codes), isNew: false, refusal: refusal)
    }

    private func supplement(_ visit: Visit, _ form: Form) async throws -> Response {
        let matter = try await desk.platform.matters.matter(visit.parameter("matter"), for: visit.actor)
        let procedure = try procedure(matter.procedure)
        do {
            try await desk.platform.matters.supplement(
                matter.id, MatterForm.content(form, of: procedure), by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await edit(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/cases/\(matter.caseID)", notice: "matter.supplemented")
    }

    private func formPage(
        _ visit: Visit, _ procedure: Procedure, action: String, form: Form, isNew: Bool, refusal: Refusal?
    ) async throws -> Response {
        let fields = try await MatterForm(
            procedure, form, isNew: isNew, refusal: refusal, desk: desk, visit: visit)
        let language = visit.language
        return try await desk.page(
            visit, "matters/form",
            FormModel(
                crumbs: [Crumb(visit.texts("nav.matters"), "/console/matters")],
                title: procedure.name[language], action: action, faults: desk.faults(refusal, visit),
                about: fields.about, fields: fields.fields,
                steps: StepsView(
                    steps: procedure.steps(for: try visit.actor.body.level).map { step in
                        StepsView.Step(
                            step.name[language], who: desk.role(step.role, language), state: .ahead,
                            limit: step.deadline?.text[language], citation: desk.citation(step.article, visit)
                        )
                    }),
                articles: procedure.articles.compactMap { desk.citation($0, visit) }),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct ListModel {
        let mine: TableView
        let others: TableView?
    }

    struct FormModel {
        let crumbs: [Crumb]
        let title: String
        let action: String
        let faults: FaultsView?
        let about: FieldView?
        let fields: [MatterForm.Field]
        let steps: StepsView
        let articles: [CitationView]
    }
}
