import Hummingbird
import Parties
import Projects
import Regulation

/// Informatisation projects and the statements on them (项目前置审查).
extension API {
    var projectOperations: [Operation] {
        [
            registerProject, listProjects, readProject, changeProject, advanceProject, checkProject,
            requestReview, issueStatement, listStatements, readStatement,
        ]
    }

    private static let project = Operation.Parameter.path(
        "project", Bilingual("项目编号（平台）", "Id of the project"), .text(64, min: 1))
    private static let gate = Operation.Parameter.path(
        "gate", Bilingual("审查环节", "The gate"), .oneOf(ProjectGate.ID.self))

    private static let contentErrors = [
        ProjectsCodes.notYours, ProjectsCodes.fieldMissing, ProjectsCodes.fieldMalformed,
        ProjectsCodes.entryUnknown, ProjectsCodes.systemUnknown, ProjectsCodes.numberTaken,
    ]

    private struct ChangeJSON: Decodable {
        let revision: Int64
        let content: ProjectContentJSON

        static let schema = Schema.object([
            .init("revision", Bilingual("所依据的修改序号", "Revision that the change is based on"), .amount),
            .init("content", Bilingual("全部内容", "The whole content"), ProjectContentJSON.schema),
        ])
    }

    private struct StageJSON: Decodable {
        let stage: String

        static let schema = Schema.object([
            .init("stage", Bilingual("阶段", "Stage"), .oneOf(Project.Stage.self))
        ])
    }

    private struct IssueJSON: Decodable {
        let gate: String
        let note: String?

        static let schema = Schema.object([
            .init("gate", Bilingual("审查环节", "The gate"), .oneOf(ProjectGate.ID.self)),
            .init("note", Bilingual("主管部门意见", "In the authority's words"), .text(5_000), optional: true),
        ])
    }

    private var registerProject: Operation {
        Operation(
            .post, "/api/v1/projects", "registerProject", Bilingual("登记信息化项目", "Register a project"),
            tag: .cases, security: .person, body: .json(ProjectContentJSON.schema),
            answer: .json(ProjectJSON.schema, status: .created), errors: Self.contentErrors
        ) { call in
            let content = try await call.decode(ProjectContentJSON.self).content
            let project = try await platform.projects.register(content, by: try call.actor)
            return Answers.json(try await json([project])[0], status: .created)
        }
    }

    private var listProjects: Operation {
        Operation(
            .get, "/api/v1/projects", "listProjects",
            Bilingual("您可以查看的项目，最新的在前", "The projects that you may see, newest first"), tag: .cases,
            security: .person,
            parameters: [
                .query("body", Bilingual("建设单位编号", "Id of the body"), .text(64)),
                .query("stage", Bilingual("阶段", "Stage"), .oneOf(Project.Stage.self)),
                .query(
                    "before", Bilingual("上一页最后一条的编号", "Id of the last one of the page before"), .text(64)),
                .limit(max: Projects.listMax),
            ], answer: .json(ProjectListJSON.schema)
        ) { call in
            let found = try await platform.projects.list(
                body: call["body"], stage: call.word("stage", as: Project.Stage.self), before: call["before"],
                for: try call.actor, limit: call.integer("limit") ?? 50)
            return Answers.json(ProjectListJSON(projects: try await json(found)))
        }
    }

    private var readProject: Operation {
        Operation(
            .get, "/api/v1/projects/{project}", "readProject", Bilingual("查看项目", "Read a project"),
            tag: .cases, security: .person, parameters: [Self.project], answer: .json(ProjectJSON.schema),
            errors: [ProjectsCodes.notFound]
        ) { call in
            let project = try await platform.projects.project(
                try call.required("project"), for: try call.actor)
            return Answers.json(try await json([project])[0])
        }
    }

    private var changeProject: Operation {
        Operation(
            .put, "/api/v1/projects/{project}", "changeProject", Bilingual("修改项目内容", "Change a project"),
            tag: .cases, security: .person, parameters: [Self.project], body: .json(ChangeJSON.schema),
            answer: .json(ProjectJSON.schema),
            errors: Self.contentErrors + [
                ProjectsCodes.notFound, ProjectsCodes.closed, ProjectsCodes.changedMeanwhile,
            ]
        ) { call in
            let given = try await call.decode(ChangeJSON.self)
            let project = try await platform.projects.change(
                try call.required("project"), to: given.content.content, revision: given.revision,
                by: try call.actor)
            return Answers.json(try await json([project])[0])
        }
    }

    private var advanceProject: Operation {
        Operation(
            .post, "/api/v1/projects/{project}/stage", "advanceProject",
            Bilingual("项目进入下一阶段；须先通过规则要求的审查", "Move a project on; the gate before the stage must be open"),
            tag: .cases, security: .person, parameters: [Self.project], body: .json(StageJSON.schema),
            answer: .json(ProjectJSON.schema),
            errors: [
                ProjectsCodes.notFound, ProjectsCodes.notYours, ProjectsCodes.closed,
                ProjectsCodes.stageSkipped, ProjectsCodes.gateClosed,
            ]
        ) { call in
            let given = try await call.decode(StageJSON.self)
            guard let stage = Project.Stage(rawValue: given.stage) else {
                throw Refusal(ServerCodes.invalidField, field: "stage")
            }
            let project = try await platform.projects.advance(
                try call.required("project"), to: stage, by: try call.actor)
            return Answers.json(try await json([project])[0])
        }
    }

    private var checkProject: Operation {
        Operation(
            .get, "/api/v1/projects/{project}/gates/{gate}", "checkProject",
            Bilingual("按平台记录自查，不留意见", "How it stands at this moment; nothing is kept"), tag: .cases,
            security: .person, parameters: [Self.project, Self.gate], answer: .json(GateReportJSON.schema),
            errors: [ProjectsCodes.notFound, ProjectsCodes.gateUnknown]
        ) { call in
            let report = try await platform.projects.check(
                try gate(call), of: try call.required("project"), for: try call.actor)
            return Answers.json(GateReportJSON(report, book))
        }
    }

    private var requestReview: Operation {
        Operation(
            .post, "/api/v1/projects/{project}/gates/{gate}", "requestReview",
            Bilingual("提请主管部门审查", "Ask the authority to look at it"), tag: .cases, security: .person,
            parameters: [Self.project, Self.gate], answer: .none,
            errors: [
                ProjectsCodes.notFound, ProjectsCodes.notYours, ProjectsCodes.closed,
                ProjectsCodes.gateUnknown, PartiesCodes.seatVacant,
            ]
        ) { call in
            try await platform.projects.request(
                try gate(call), of: try call.required("project"), by: try call.actor)
            return Response(status: .noContent)
        }
    }

    private var issueStatement: Operation {
        Operation(
            .post, "/api/v1/projects/{project}/statements", "issueStatement",
            Bilingual("出具审查意见", "Issue a numbered statement"), tag: .cases, security: .person,
            parameters: [Self.project], body: .json(IssueJSON.schema),
            answer: .json(StatementJSON.schema, status: .created),
            errors: [
                ProjectsCodes.notFound, ProjectsCodes.authorityOnly, ProjectsCodes.ownProject,
                ProjectsCodes.gateUnknown, ProjectsCodes.fieldMalformed, ProjectsCodes.closed,
                ProjectsCodes.changedMeanwhile,
            ]
        ) { call in
            let given = try await call.decode(IssueJSON.self)
            guard let gate = ProjectGate.ID(rawValue: given.gate) else {
                throw Refusal(ServerCodes.invalidField, field: "gate")
            }
            let statement = try await platform.projects.issue(
                gate, of: try call.required("project"), note: given.note ?? "", by: try call.actor)
            return Answers.json(StatementJSON(statement, book), status: .created)
        }
    }

    private var listStatements: Operation {
        Operation(
            .get, "/api/v1/statements", "listStatements",
            Bilingual("审查意见，最新的在前", "Statements, newest first"), tag: .cases, security: .person,
            parameters: [
                .query("project", Bilingual("项目编号（平台）", "Id of the project"), .text(64)),
                .query("year", Bilingual("年度", "Year"), .integer(1...9999)),
                .query(
                    "before", Bilingual("上一页最后一条的编号", "Id of the last one of the page before"), .text(64)),
                .limit(max: Projects.listMax),
            ], answer: .json(StatementListJSON.schema)
        ) { call in
            let found = try await platform.projects.statements(
                project: call["project"], year: call.integer("year"), before: call["before"],
                for: try call.actor, limit: call.integer("limit") ?? 50)
            return Answers.json(StatementListJSON(statements: found.map { StatementJSON($0, book) }))
        }
    }

    private var readStatement: Operation {
        Operation(
            .get, "/api/v1/statements/{statement}", "readStatement",
            Bilingual("查看审查意见", "Read a statement"), tag: .cases, security: .person,
            parameters: [
                .path("statement", Bilingual("审查意见编号", "Id of the statement"), .text(64, min: 1))
            ], answer: .json(StatementJSON.schema), errors: [ProjectsCodes.statementNotFound]
        ) { call in
            let statement = try await platform.projects.statement(
                try call.required("statement"), for: try call.actor)
            return Answers.json(StatementJSON(statement, book))
        }
    }

    private func gate(_ call: Call) throws(Refusal) -> ProjectGate.ID {
        guard let gate = call.word("gate", as: ProjectGate.ID.self) else {
            throw Refusal(ServerCodes.invalidField, field: "gate")
        }
        return gate
    }

    private func json(_ projects: [Project]) async throws -> [ProjectJSON] {
        let names = try await bodyNames(projects.map(\.body))
        let requests = try await platform.projects.requests(of: projects.map(\.id))
        return projects.map {
            ProjectJSON($0, body: named($0.body, names), requests: requests[$0.id] ?? [])
        }
    }
}
