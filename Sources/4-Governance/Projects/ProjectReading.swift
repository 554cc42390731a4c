import Parties
import Regulation
import Store

extension Projects {
    // MARK: Projects

    /// The project, where `actor` may see it: their own body's, or any for those who see all. Else refuses with
    /// `project-not-found`.
    public func project(_ id: String, for actor: Actor) async throws -> Project {
        try await store.read { try visible(id, to: actor, in: $0) }
    }

    func visible(_ id: String, to actor: Actor, in session: any Session) throws -> Project {
        let project = try project(id, in: session)
        guard project.body == actor.body.id || seesAll(actor) else { throw Refusal(ProjectsCodes.notFound) }
        return project
    }

    func project(_ id: String, in session: any Session) throws -> Project {
        guard
            let project = try session.first(
                "SELECT * FROM project WHERE id = ?", [.text(id)], Self.project)
        else { throw Refusal(ProjectsCodes.notFound) }
        return project
    }

    /// The projects that `actor` may see, newest first, narrowed by what is given. `before` is the id of the last one
    /// of the page before; at most `limit`, itself at most ``listMax``.
    public func list(
        body: String? = nil, stage: Project.Stage? = nil, before: String? = nil, for actor: Actor,
        limit: Int = 50
    ) async throws -> [Project] {
        var conditions = ["1 = 1"]
        var values: [Value] = []
        func narrow(_ condition: String, _ value: String?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(.text(value))
        }
        narrow("body = ?", body)
        narrow("stage = ?", stage?.rawValue)
        narrow("id < ?", before)
        if !seesAll(actor) { narrow("body = ?", actor.body.id) }
        let (condition, bound) = (conditions.joined(separator: " AND "), values)
        let rows = min(max(limit, 1), Self.listMax)
        return try await store.read { session in
            try session.all(
                "SELECT * FROM project WHERE \(condition) ORDER BY id DESC LIMIT \(rows)", bound, Self.project
            )
        }
    }

    /// Everybody, as the ledger names them, who wrote the project; at most 1,000.
    public func authors(of id: String, in session: any Session) throws -> Set<String> {
        Set(
            try session.all(
                "SELECT actor FROM project_author WHERE project = ? ORDER BY actor LIMIT 1000", [.text(id)]
            ) { try $0.text(at: 0) })
    }

    public func authors(of id: String) async throws -> Set<String> {
        try await store.read { try authors(of: id, in: $0) }
    }

    /// The gates at which these projects wait for the authority, by project.
    public func requests(of projects: some Sequence<String>) async throws -> [String: Set<ProjectGate.ID>] {
        let wanted = Set(projects)
        return try await store.read { session in
            var found: [String: Set<ProjectGate.ID>] = [:]
            for id in wanted {
                try session.each("SELECT gate FROM project_request WHERE project = ?", [.text(id)]) { row in
                    if let gate = ProjectGate.ID(rawValue: try row.text(at: 0)) {
                        found[id, default: []].insert(gate)
                    }
                }
            }
            return found
        }
    }

    private static func project(_ row: Row) throws -> Project {
        guard let stage = Project.Stage(rawValue: try row.text("stage")) else {
            throw StoreError.shape("unknown word in stage")
        }
        return Project(
            id: try row.text("id"), body: try row.text("body"), stage: stage,
            content: try StoredJSON.value(
                ProjectContent.self, in: try row.text("content"), of: "the content of a project"),
            revision: try row.int("revision"),
            createdAt: Instant(milliseconds: try row.int("created_at")),
            updatedAt: Instant(milliseconds: try row.int("updated_at")))
    }

    // MARK: Statements

    private static let statementSQL = """
        SELECT s.*, o.year AS old_year, o.number AS old_number, n.id AS new_id, n.year AS new_year,
            n.number AS new_number
        FROM project_statement s LEFT JOIN project_statement o ON o.id = s.supersedes
        LEFT JOIN project_statement n ON n.supersedes = s.id
        """

    /// The statement, where `actor` may see its project. Else refuses with `statement-not-found`.
    public func statement(_ id: String, for actor: Actor) async throws -> Statement {
        try await store.read { session in
            let statement = try statement(id, in: session)
            guard statement.body == actor.body.id || seesAll(actor) else {
                throw Refusal(ProjectsCodes.statementNotFound)
            }
            return statement
        }
    }

    func statement(_ id: String, in session: any Session) throws -> Statement {
        guard
            let statement = try session.first(
                Self.statementSQL + " WHERE s.id = ?", [.text(id)], Self.statement)
        else { throw Refusal(ProjectsCodes.statementNotFound) }
        return statement
    }

    /// The newest statement on a gate; nil where none was issued.
    func newest(_ gate: ProjectGate.ID, of project: String, in session: any Session) throws -> Statement? {
        try session.first(
            Self.statementSQL
                + " WHERE s.id = (SELECT statement FROM project_gate WHERE project = ? AND gate = ?)",
            [.text(project), .text(gate.rawValue)], Self.statement)
    }

    /// The newest statement on each gate of these projects, by project and gate.
    public func newest(
        of projects: some Sequence<String>
    ) async throws -> [String: [ProjectGate.ID: Statement]] {
        let wanted = Set(projects)
        return try await store.read { session in
            var found: [String: [ProjectGate.ID: Statement]] = [:]
            for project in wanted {
                for gate in ProjectGate.ID.allCases {
                    found[project, default: [:]][gate] = try newest(gate, of: project, in: session)
                }
            }
            return found
        }
    }

    /// The statements that `actor` may see, newest first: of one project or year. `before` is the id of the last one
    /// of the page before.
    public func statements(
        project: String? = nil, year: Int? = nil, before: String? = nil, for actor: Actor, limit: Int = 50
    ) async throws -> [Statement] {
        var conditions = ["1 = 1"]
        var values: [Value] = []
        func narrow(_ condition: String, _ value: Value?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(value)
        }
        narrow("s.project = ?", project.map { .text($0) })
        narrow("s.year = ?", year.map { Value($0) })
        narrow("s.id < ?", before.map { .text($0) })
        if !seesAll(actor) { narrow("s.body = ?", .text(actor.body.id)) }
        let (condition, bound) = (conditions.joined(separator: " AND "), values)
        let rows = min(max(limit, 1), Self.listMax)
        return try await store.read { session in
            try session.all(
                Self.statementSQL + " WHERE \(condition) ORDER BY s.id DESC LIMIT \(rows)", bound,
                Self.statement)
        }
    }

    private static func statement(_ row: Row) throws -> Statement {
        func reference(_ id: String, _ year: String, _ number: String) throws -> Statement.Reference? {
            guard let id = try row.optionalText(id), let year = try row.optionalInt(year),
                let number = try row.optionalInt(number)
            else { return nil }
            return Statement.Reference(id: id, year: Int(year), number: number)
        }
        return Statement(
            id: try row.text("id"), year: Int(try row.int("year")), number: try row.int("number"),
            project: try row.text("project"), body: try row.text("body"),
            content: try StoredJSON.value(
                StatementContent.self, in: try row.text("content"), of: "a statement"),
            digest: try row.text("digest"), issuedAt: Instant(milliseconds: try row.int("issued_at")),
            supersedes: try reference("supersedes", "old_year", "old_number"),
            supersededBy: try reference("new_id", "new_year", "new_number"))
    }
}
