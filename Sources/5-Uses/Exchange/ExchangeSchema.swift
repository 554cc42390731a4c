import Store

extension Exchange {
    public static let migrations: [Migration] = [
        Migration(
            "exchange-001",
            """
            CREATE TABLE application (
                id TEXT PRIMARY KEY, entry TEXT NOT NULL, provider TEXT NOT NULL, body TEXT NOT NULL,
                system TEXT NOT NULL, content TEXT NOT NULL, case_id TEXT NOT NULL, grant_id TEXT,
                created_at BIGINT NOT NULL);
            CREATE INDEX application_body ON application (body, created_at);
            CREATE INDEX application_provider ON application (provider, created_at);
            CREATE TABLE grant_record (
                id TEXT PRIMARY KEY, application TEXT NOT NULL, entry TEXT NOT NULL, provider TEXT NOT NULL,
                body TEXT NOT NULL, system TEXT NOT NULL, content TEXT NOT NULL, approver TEXT NOT NULL,
                valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'revoked')),
                created_at BIGINT NOT NULL);
            CREATE INDEX grant_record_use ON grant_record (system, entry);
            CREATE INDEX grant_record_entry ON grant_record (entry, created_at);
            CREATE INDEX grant_record_body ON grant_record (body, created_at);
            CREATE TABLE exchange_revision (one BIGINT PRIMARY KEY, revision BIGINT NOT NULL);
            INSERT INTO exchange_revision (one, revision) VALUES (1, 1);
            """),
        // 0: made before it was kept which version of the entry a reviewer had before them.
        Migration(
            "exchange-002",
            """
            ALTER TABLE application ADD COLUMN entry_version BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE grant_record ADD COLUMN entry_version BIGINT NOT NULL DEFAULT 0;
            """),
    ]

    /// Call in the transaction that changes a grant or an entry: no node goes on with what it compiled before,
    /// since each call reads the revision in the session in which it reads the data.
    public static func moveRevision(in session: any Session) throws {
        try session.run("UPDATE exchange_revision SET revision = revision + 1 WHERE one = 1")
    }
}
