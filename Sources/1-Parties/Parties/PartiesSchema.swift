import Store

extension Parties {
    /// The number that moves in every transaction after which a proved caller may stand otherwise than before.
    public static let revisionSQL = "SELECT revision FROM parties_revision"

    /// Says, in the transaction that does it, that a system, key, token or body stands otherwise now.
    static func moveRevision(in session: any Session) throws {
        try session.run("UPDATE parties_revision SET revision = revision + 1")
    }

    public static let migrations: [Migration] = [
        Migration(
            "parties-001",
            """
            CREATE TABLE division (
                code TEXT PRIMARY KEY, name TEXT NOT NULL, parent TEXT REFERENCES division (code));
            CREATE INDEX division_parent ON division (parent);
            CREATE TABLE body (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, credit_code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                division TEXT NOT NULL, level TEXT NOT NULL, active BIGINT NOT NULL, created_at BIGINT NOT NULL);
            CREATE INDEX body_seat ON body (kind, division, level);
            CREATE TABLE person (
                id TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
                body TEXT NOT NULL REFERENCES body (id), active BIGINT NOT NULL,
                password TEXT NOT NULL, password_at BIGINT, created_at BIGINT NOT NULL);
            CREATE INDEX person_body ON person (body);
            CREATE TABLE person_role (
                person TEXT NOT NULL REFERENCES person (id), role TEXT NOT NULL, since BIGINT NOT NULL,
                PRIMARY KEY (person, role));
            CREATE INDEX person_role_role ON person_role (role);
            CREATE TABLE information_system (
                id TEXT PRIMARY KEY, body TEXT NOT NULL REFERENCES body (id), name TEXT NOT NULL, filing TEXT,
                active BIGINT NOT NULL, created_at BIGINT NOT NULL, UNIQUE (body, name));
            CREATE TABLE access_key (
                id TEXT PRIMARY KEY, system TEXT NOT NULL REFERENCES information_system (id),
                secret_hash BYTES NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT, revoked_at BIGINT);
            CREATE INDEX access_key_system ON access_key (system);
            CREATE TABLE attempt (
                id TEXT NOT NULL, scope TEXT NOT NULL, name BYTES NOT NULL, at BIGINT NOT NULL,
                failed BIGINT NOT NULL, PRIMARY KEY (id, scope));
            CREATE INDEX attempt_name ON attempt (scope, name, at);
            CREATE INDEX attempt_at ON attempt (at);
            CREATE TABLE attempt_lock (
                scope TEXT NOT NULL, name BYTES NOT NULL, until_at BIGINT NOT NULL, touched_at BIGINT NOT NULL,
                PRIMARY KEY (scope, name));
            CREATE INDEX attempt_lock_touched ON attempt_lock (touched_at);
            CREATE TABLE console_session (
                token_hash BYTES PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id),
                created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);
            CREATE INDEX console_session_person ON console_session (person, created_at);
            CREATE INDEX console_session_expiry ON console_session (expires_at);
            CREATE TABLE signing_key (
                id TEXT PRIMARY KEY, sequence BIGINT NOT NULL UNIQUE, sealed BYTES NOT NULL,
                created_at BIGINT NOT NULL);
            CREATE TABLE revoked_token (id TEXT PRIMARY KEY, system TEXT NOT NULL, until_at BIGINT NOT NULL);
            CREATE INDEX revoked_token_until ON revoked_token (until_at);
            CREATE TABLE parties_revision (id BIGINT PRIMARY KEY CHECK (id = 1), revision BIGINT NOT NULL);
            INSERT INTO parties_revision (id, revision) VALUES (1, 1);
            """)
    ]
}
