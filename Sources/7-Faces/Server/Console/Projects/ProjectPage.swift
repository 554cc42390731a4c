import Hummingbird
import Parties
import Projects
import Regulation

/// One project: what is registered, how it stands before each gate, and the statements on it (项目详情页).
struct ProjectPage: Sendable {
    let desk: Desk

    func show(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let projects = desk.platform.projects
        let project = try await projects.project(visit.parameter("project"), for: actor)
        let body = try await desk.bodyNames([project.body])
        let authors = try await projects.authors(of: project.id)
        let keeps = projects.mayKeep(project.body, actor) == .allowed && !project.stage.isFinal
        let issues =
            projects.mayIssue(project, authors: authors, actor) == .allowed && !project.stage.isFinal
        let newest = try await projects.newest(of: [project.id])[project.id] ?? [:]
        let requests = try await projects.requests(of: [project.id])[project.id] ?? []
        var gates: [Gate] = []
        let reports = try await projects.checks(of: project.id, for: actor)
        for gate in desk.profile.projectGates {
            guard let report = reports[gate.id] else { continue }
            gates.append(
                Gate(
                    id: gate.id.rawValue, name: gate.name[visit.language],
                    report: ReportView(report, desk: desk, visit: visit),
                    statement: newest[gate.id].map { link($0, of: project, visit) },
                    isAsked: requests.contains(gate.id), mayAsk: keeps && !requests.contains(gate.id),
                    mayIssue: issues,
                    note: FieldView.area(
                        "note", texts("project.note"), rows: 2, hint: texts("project.noteHint"),
                        maxLength: StatementContent.noteMax
                    ).within(gate.id.rawValue)))
        }
        return try await desk.page(
            visit, "projects/project",
            Model(
                crumbs: [Crumb(texts("nav.projects"), "/console/projects")], title: project.content.name,
                badges: [ProjectWords.stage(project.stage, visit)], base: "/console/projects/\(project.id)",
                keeps: keeps, faults: desk.faults(refusal, visit),
                facts: facts(project, body[project.body] ?? "", visit),
                systems: try await systems(project, visit), entries: try await entries(project, visit),
                gates: gates, hasGates: !gates.isEmpty,
                noGates: EmptyView(texts("project.noGatesTitle"), texts("project.noGatesText")),
                stages: keeps ? stages(project, visit) : [],
                statements: try await statements(project, actor, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func facts(_ project: Project, _ body: String, _ visit: Visit) -> FactsView {
        let texts = visit.texts
        return FactsView([
            Fact(texts("project.number"), code: project.content.number),
            Fact(texts("project.body"), body),
            Fact(
                texts("project.budget"),
                project.content.budget.map { texts("project.yuan", ["amount": Numbers.grouped($0)]) } ?? ""),
            Fact(texts("project.revision"), String(project.revision)),
            Fact(texts("project.updated"), desk.time(project.updatedAt)),
            Fact(texts("project.summary"), project.content.summary, isLong: true),
        ])
    }

    private func systems(_ project: Project, _ visit: Visit) async throws -> TableView {
        let texts = visit.texts
        let names = try await desk.systemNames(project.content.systems.compactMap(\.system))
        return TableView(
            texts("project.systems"), captionHidden: true,
            columns: [
                .init(texts("project.systemName")), .init(texts("project.interfaces")),
                .init(texts("project.registered")),
            ],
            rows: project.content.systems.map { system in
                [
                    .head(system.name), .text(system.interfaces),
                    system.system.map { .link(names[$0] ?? $0, "/console/systems/\($0)") }
                        ?? .badge(Badge(.plain, texts("project.notRegistered"))),
                ]
            }, empty: EmptyView(texts("project.noSystemsTitle"), texts("project.noSystemsText")))
    }

    private func entries(_ project: Project, _ visit: Visit) async throws -> TableView {
        let texts = visit.texts
        let known = try await desk.entries(project.content.entries.compactMap(\.entry))
        return TableView(
            texts("project.entries"), captionHidden: true,
            columns: [
                .init(texts("project.entryName")), .init(texts("project.entrySystem")),
                .init(texts("project.inCatalogue")),
            ],
            rows: project.content.entries.map { planned in
                let entry = planned.entry.flatMap { known[$0] }
                var cell = Cell.badge(Badge(.plain, texts("project.notCompiled")))
                if let entry {
                    cell = .link(entry.code ?? entry.content.name, "/console/entries/\(entry.id)")
                    cell.badges = [desk.stateBadge(entry.state, visit)]
                }
                return [.head(planned.name), .text(planned.system), cell]
            }, empty: EmptyView(texts("project.noEntriesTitle"), texts("project.noEntriesText")))
    }

    private func link(_ statement: Statement, of project: Project, _ visit: Visit) -> Link {
        Link(
            text: statement.content.title[visit.language], href: "/console/statements/\(statement.id)",
            badge: ProjectWords.conclusion(statement.content.report.conclusion, visit),
            isStale: statement.content.revision != project.revision)
    }

    private func stages(_ project: Project, _ visit: Visit) -> [Stage] {
        project.stage.next.map { stage in
            let gate = stage.gate.flatMap { desk.profile.projectGate($0) }
            return Stage(
                value: stage.rawValue,
                text: visit.texts("project.to", ["stage": stage.word[visit.language]]),
                isStop: stage == .ended,
                hint: gate.map { visit.texts("project.needs", ["gate": $0.name[visit.language]]) })
        }
    }

    private func statements(_ project: Project, _ actor: Actor, _ visit: Visit) async throws -> TableView {
        let texts = visit.texts
        let found = try await desk.platform.projects.statements(
            project: project.id, for: actor, limit: Projects.listMax)
        return TableView(
            texts("project.statements"), captionHidden: true,
            columns: [
                .init(texts("project.statement")), .init(texts("project.gate")),
                .init(texts("project.conclusion")), .init(texts("project.date")),
            ],
            rows: found.map { statement in
                [
                    .head(
                        statement.content.title[visit.language], href: "/console/statements/\(statement.id)"),
                    .text(statement.content.report.name[visit.language]),
                    .badges(
                        [ProjectWords.conclusion(statement.content.report.conclusion, visit)]
                            + (statement.supersededBy == nil
                                ? [] : [Badge(.plain, texts("project.superseded"))])),
                    .time(statement.content.date.description),
                ]
            }, empty: EmptyView(texts("project.noStatementsTitle"), texts("project.noStatementsText")))
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let base: String
        let keeps: Bool
        let faults: FaultsView?
        let facts: FactsView
        let systems: TableView
        let entries: TableView
        let gates: [Gate]
        let hasGates: Bool
        let noGates: EmptyView
        let stages: [Stage]
        let statements: TableView
    }

    /// One gate of the regulation.
    struct Gate {
        let id: String
        let name: String
        let report: ReportView
        let statement: Link?
        let isAsked: Bool
        let mayAsk: Bool
        let mayIssue: Bool
        let note: FieldView
    }

    /// The newest statement.
    struct Link {
        let text: String
        let href: String
        let badge: Badge
        let isStale: Bool
    }

    /// A stage that the project may go to.
    struct Stage {
        let value: String
        let text: String
        let isStop: Bool
        let hint: String?
    }
}
