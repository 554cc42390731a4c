import Hummingbird
import Parties
import Projects
import Regulation

/// Informatisation projects: the list, one project with its gates, and what is done with it (项目页).
struct ProjectPages: Sendable {
    private static let pageSize = 50

    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/projects") { try await list($0) }
        routes.get("console/projects/new") { visit in
            try await ProjectEditing(desk: desk).new(visit, form: nil, refusal: nil)
        }
        routes.post("console/projects/new") { try await ProjectEditing(desk: desk).register($0, $1) }
        routes.get("console/projects/{project}") { visit in
            try await ProjectPage(desk: desk).show(visit, refusal: nil)
        }
        routes.get("console/projects/{project}/edit") { visit in
            try await ProjectEditing(desk: desk).edit(visit, form: nil, refusal: nil)
        }
        routes.post("console/projects/{project}/edit") { visit, form in
            try await ProjectEditing(desk: desk).save(visit, form)
        }
        routes.post("console/projects/{project}/stage") { visit, form in
            try await act(visit, "project.moved") { id, actor in
                guard let stage = Project.Stage(rawValue: form["stage"]) else {
                    throw Refusal(ServerCodes.malformedForm, field: "stage")
                }
                try await desk.platform.projects.advance(id, to: stage, by: actor)
            }
        }
        routes.post("console/projects/{project}/request") { visit, form in
            try await act(visit, "project.requested") { id, actor in
                try await desk.platform.projects.request(try Self.gate(form), of: id, by: actor)
            }
        }
        routes.post("console/projects/{project}/statements") { try await issue($0, $1) }
    }

    private static func gate(_ form: Form) throws(Refusal) -> ProjectGate.ID {
        guard let gate = ProjectGate.ID(rawValue: form["gate"]) else {
            throw Refusal(ServerCodes.malformedForm, field: "gate")
        }
        return gate
    }

    private func act(
        _ visit: Visit, _ notice: String, _ work: (String, Actor) async throws -> Void
    ) async throws -> Response {
        let id = try visit.parameter("project")
        do {
            try await work(id, visit.actor)
        } catch let refusal as Refusal where Self.isShown(refusal) {
            return try await ProjectPage(desk: desk).show(visit, refusal: refusal)
        }
        return desk.done("/console/projects/\(id)", notice: notice)
    }

    private static func isShown(_ refusal: Refusal) -> Bool {
        refusal.code.kind != .missing && refusal.code != ServerCodes.signInRequired
    }

    private func issue(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("project")
        do {
            let statement = try await desk.platform.projects.issue(
                try Self.gate(form), of: id, note: form["note"], by: visit.actor)
            return desk.done("/console/statements/\(statement.id)", notice: "project.issued")
        } catch let refusal as Refusal where Self.isShown(refusal) {
            return try await ProjectPage(desk: desk).show(visit, refusal: refusal)
        }
    }

    // MARK: The list

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let (texts, query) = (visit.texts, visit.query)
        let projects = desk.platform.projects
        let stage = Project.Stage(rawValue: query["stage"])
        let found = try await projects.list(
            body: query["body"].isEmpty ? nil : query["body"], stage: stage,
            before: query["before"].isEmpty ? nil : query["before"], for: actor, limit: Self.pageSize)
        let next = found.count == Self.pageSize ? found.last?.id : nil
        let names = try await desk.bodyNames(found.map(\.body))
        let newest = try await projects.newest(of: found.map(\.id))
        let requests = try await projects.requests(of: found.map(\.id))
        let mayRegister = projects.mayKeep(actor.body.id, actor) == .allowed
        return try await desk.page(
            visit, "projects/list",
            ListModel(
                lead: texts("project.lead"), mayRegister: mayRegister,
                stages: [
                    ListModel.Stage(
                        text: texts("catalogue.any"), href: visit.href(setting: ["stage": "", "before": ""]),
                        isChosen: stage == nil)
                ]
                    + Project.Stage.allCases.map { one in
                        ListModel.Stage(
                            text: one.word[visit.language],
                            href: visit.href(setting: ["stage": one.rawValue, "before": ""]),
                            isChosen: stage == one)
                    },
                table: TableView(
                    texts("nav.projects"), captionHidden: true,
                    columns: [
                        .init(texts("project.name")), .init(texts("project.body")),
                        .init(texts("project.stage")),
                    ] + desk.profile.projectGates.map { .init($0.name[visit.language]) },
                    rows: found.map { project in
                        [
                            .head(
                                project.content.name, href: "/console/projects/\(project.id)",
                                sub: project.content.number),
                            .text(names[project.body] ?? ""),
                            .badge(ProjectWords.stage(project.stage, visit)),
                        ]
                            + desk.profile.projectGates.map { gate in
                                ProjectWords.cell(
                                    newest[project.id]?[gate.id],
                                    isAsked: requests[project.id]?.contains(gate.id) == true, visit)
                            }
                    },
                    empty: EmptyView(
                        texts("project.emptyTitle"), texts("project.emptyText"),
                        actionHref: mayRegister ? "/console/projects/new" : nil,
                        actionText: mayRegister ? texts("project.register") : nil),
                    pager: PagerView(
                        nextHref: next.map { visit.href(setting: "before", to: $0) }, previousHref: nil,
                        texts: texts))))
    }

    struct ListModel {
        let lead: String
        let mayRegister: Bool
        let stages: [Stage]
        let table: TableView

        struct Stage {
            let text: String
            let href: String
            let isChosen: Bool
        }
    }
}

/// How projects are said (项目用语).
enum ProjectWords {
    static func stage(_ stage: Project.Stage, _ visit: Visit) -> Badge {
        let tone: Tone =
            switch stage {
            case .proposed: .plain
            case .building: .info
            case .accepted: .good
            case .ended: .bad
            }
        return Badge(tone, stage.word[visit.language])
    }

    static func conclusion(_ conclusion: GateReport.Conclusion, _ visit: Visit) -> Badge {
        let tone: Tone =
            switch conclusion {
            case .met: .good
            case .noted: .warn
            case .failed: .bad
            }
        return Badge(tone, conclusion.word[visit.language])
    }

    /// The newest statement on a gate, or that the project waits for one.
    static func cell(_ statement: Statement?, isAsked: Bool, _ visit: Visit) -> Cell {
        if isAsked { return .badge(Badge(.info, visit.texts("project.waiting"))) }
        guard let statement else { return .text("") }
        let tone: Tone = statement.content.report.conclusion == .failed ? .bad : .good
        return .badge(
            Badge(
                tone,
                visit.texts(tone == .bad ? "project.closedShort" : "project.openShort")),
            sub: statement.content.title[visit.language])
    }
}
