import Store

extension Cases {
    public static let migrations: [Migration] = [
        Migration(
            "cases-001",
            """
            CREATE TABLE case_file (
                id TEXT PRIMARY KEY, procedure TEXT NOT NULL, procedure_zh TEXT NOT NULL, procedure_en TEXT NOT NULL,
                profile_version TEXT NOT NULL, subject TEXT NOT NULL, title TEXT NOT NULL,
                opener_body TEXT NOT NULL, opener TEXT NOT NULL, opened_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'returned', 'approved', 'refused', 'withdrawn')),
                position BIGINT, step_body TEXT, step_role TEXT, due TEXT,
                supplemented BIGINT NOT NULL DEFAULT 0, closed_at BIGINT);
            CREATE INDEX case_file_waiting ON case_file (state, step_body, step_role);
            CREATE INDEX case_file_opener ON case_file (opener_body, opened_at);
            CREATE INDEX case_file_subject ON case_file (subject);
            CREATE TABLE case_step (
                case_id TEXT NOT NULL REFERENCES case_file (id), position BIGINT NOT NULL,
                step TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, role TEXT NOT NULL,
                body TEXT NOT NULL, acts TEXT NOT NULL, article TEXT NOT NULL,
                limit_amount BIGINT, limit_unit TEXT, limit_article TEXT,
                entered_at BIGINT, due TEXT, due_provisional BIGINT NOT NULL DEFAULT 0, done_at BIGINT,
                PRIMARY KEY (case_id, position));
            CREATE TABLE case_event (
                case_id TEXT NOT NULL REFERENCES case_file (id), sequence BIGINT NOT NULL, at BIGINT NOT NULL,
                kind TEXT NOT NULL, step_zh TEXT NOT NULL, step_en TEXT NOT NULL, actor TEXT NOT NULL,
                actor_name TEXT NOT NULL, body TEXT NOT NULL, note TEXT NOT NULL, article TEXT,
                PRIMARY KEY (case_id, sequence));
            """),
        Migration(
            "cases-002",
            """
            CREATE TABLE case_author (
                case_id TEXT NOT NULL REFERENCES case_file (id), actor TEXT NOT NULL,
                PRIMARY KEY (case_id, actor));
            """),
        // Agreed cases are stored as withdrawn with a mark: the states of a table are fixed when it is made.
        Migration(
            "cases-003",
            """
            ALTER TABLE case_file ADD COLUMN settled BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE case_file ADD COLUMN provider TEXT;
            ALTER TABLE case_file ADD COLUMN agreed_by TEXT;
            ALTER TABLE case_file ADD COLUMN asked_body TEXT;
            ALTER TABLE case_file ADD COLUMN asked_role TEXT;
            ALTER TABLE case_file ADD COLUMN above_body TEXT;
            ALTER TABLE case_file ADD COLUMN above_role TEXT;
            ALTER TABLE case_step ADD COLUMN more_amount BIGINT;
            ALTER TABLE case_step ADD COLUMN more_unit TEXT;
            ALTER TABLE case_step ADD COLUMN more_article TEXT;
            CREATE INDEX case_file_due ON case_file (state, due);
            CREATE INDEX case_file_asked ON case_file (asked_body, asked_role);
            CREATE INDEX case_file_above ON case_file (above_body, above_role);
            CREATE TABLE case_prolongation (
                case_id TEXT NOT NULL REFERENCES case_file (id), position BIGINT NOT NULL,
                amount BIGINT NOT NULL, unit TEXT NOT NULL, reasons TEXT NOT NULL, article TEXT NOT NULL,
                body TEXT NOT NULL, role TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused')),
                asked_at BIGINT NOT NULL, answered_at BIGINT, PRIMARY KEY (case_id, position));
            CREATE TABLE case_escalation (
                case_id TEXT NOT NULL REFERENCES case_file (id), position BIGINT NOT NULL, due TEXT NOT NULL,
                body TEXT, role TEXT, at BIGINT NOT NULL, PRIMARY KEY (case_id, position, due));
            CREATE INDEX case_escalation_body ON case_escalation (body);
            """),
    ]
}
