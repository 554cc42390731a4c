import Store

extension Projects {
    public static let migrations: [Migration] = [
        Migration(
            "projects-001",
            """
            CREATE TABLE project (
                id TEXT PRIMARY KEY, body TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL,
                stage TEXT NOT NULL CHECK (stage IN ('proposed', 'building', 'accepted', 'ended')),
                content TEXT NOT NULL, revision BIGINT NOT NULL, has_budget BIGINT NOT NULL,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, UNIQUE (body, number));
            CREATE INDEX project_body ON project (body, id);
            CREATE TABLE project_author (
                project TEXT NOT NULL REFERENCES project (id), actor TEXT NOT NULL,
                PRIMARY KEY (project, actor));
            CREATE TABLE project_request (
                project TEXT NOT NULL REFERENCES project (id), gate TEXT NOT NULL, asked_at BIGINT NOT NULL,
                PRIMARY KEY (project, gate));
            CREATE TABLE project_statement (
                id TEXT PRIMARY KEY, year BIGINT NOT NULL, number BIGINT NOT NULL,
                project TEXT NOT NULL REFERENCES project (id), body TEXT NOT NULL, gate TEXT NOT NULL,
                conclusion TEXT NOT NULL CHECK (conclusion IN ('met', 'noted', 'failed')),
                supersedes TEXT UNIQUE REFERENCES project_statement (id), content TEXT NOT NULL,
                digest TEXT NOT NULL, issued_at BIGINT NOT NULL, UNIQUE (year, number));
            CREATE INDEX project_statement_project ON project_statement (project, id);
            CREATE INDEX project_statement_body ON project_statement (body, id);
            CREATE TABLE project_finding (
                statement TEXT NOT NULL REFERENCES project_statement (id), condition TEXT NOT NULL,
                article TEXT NOT NULL, met BIGINT NOT NULL, decisive BIGINT NOT NULL,
                PRIMARY KEY (statement, condition));
            CREATE TABLE project_gate (
                project TEXT NOT NULL REFERENCES project (id), gate TEXT NOT NULL,
                statement TEXT NOT NULL REFERENCES project_statement (id), PRIMARY KEY (project, gate));
            CREATE TABLE statement_sequence (year BIGINT PRIMARY KEY, last BIGINT NOT NULL);
            """),
        // What was asked of projects that are over can be answered by nobody.
        Migration(
            "projects-002",
            """
            DELETE FROM project_request WHERE project IN (
                SELECT id FROM project WHERE stage IN ('accepted', 'ended'));
            """),
    ]
}
