import Store

extension Ledger {
    /// The tables of the ledger: what waits, the log itself, its tree, and where to find things in it.
    public static let migrations: [Migration] = [
        Migration(
            "ledger-001",
            """
            CREATE TABLE ledger_outbox (sequence SERIAL_KEY, content BYTES NOT NULL);
            CREATE TABLE ledger_entry (position NUMBER_KEY, content BYTES NOT NULL);
            CREATE TABLE ledger_tile (
                level BIGINT NOT NULL, number BIGINT NOT NULL,
                width BIGINT NOT NULL CHECK (width BETWEEN 1 AND 256), hashes BYTES NOT NULL,
                PRIMARY KEY (level, number)) KEYED_TABLE;
            CREATE TABLE ledger_head (
                id BIGINT PRIMARY KEY CHECK (id = 1), size BIGINT NOT NULL, root BYTES NOT NULL,
                checkpoint TEXT NOT NULL);
            CREATE TABLE ledger_event (
                position NUMBER_KEY, at BIGINT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
                body TEXT NOT NULL, subject TEXT NOT NULL);
            CREATE INDEX ledger_event_subject ON ledger_event (subject, position);
            CREATE TABLE usage_record (
                position NUMBER_KEY, at BIGINT NOT NULL, request TEXT NOT NULL, entry TEXT NOT NULL,
                grant_id TEXT NOT NULL, body TEXT NOT NULL, subject_digest TEXT NOT NULL,
                outcome TEXT NOT NULL, exported BIGINT NOT NULL);
            CREATE INDEX usage_record_at ON usage_record (at, position);
            CREATE INDEX usage_record_entry ON usage_record (entry, at, position);
            CREATE INDEX usage_record_body ON usage_record (body, at, position);
            CREATE INDEX usage_record_subject ON usage_record (subject_digest, at, position);
            """),
        // How many bytes of each journal file are in the log.
        Migration(
            "ledger-002", "CREATE TABLE ledger_journal (name TEXT PRIMARY KEY, taken BIGINT NOT NULL);"),
        // Digests come in no order, so that each row changes another page of their index: the fewer pages the better.
        Migration(
            "ledger-003",
            """
            DROP INDEX usage_record_subject;
            CREATE INDEX usage_record_subject ON usage_record (substr(subject_digest, 1, 16), at, position);
            """),
    ]
}
