import Store

extension Intake {
    public static let migrations: [Migration] = [
        Migration(
            "intake-001",
            """
            CREATE TABLE delivery (
                number SERIAL_KEY, id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL, code TEXT NOT NULL,
                entry_version BIGINT NOT NULL, dataset BIGINT NOT NULL, body TEXT NOT NULL, actor TEXT NOT NULL,
                actor_name TEXT NOT NULL, channel TEXT NOT NULL, digest TEXT NOT NULL, size BIGINT NOT NULL,
                encoding TEXT NOT NULL, header BIGINT NOT NULL, items TEXT NOT NULL, today BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('accepted', 'finished')),
                into_empty BIGINT NOT NULL, rows_read BIGINT NOT NULL, good BIGINT NOT NULL,
                problems BIGINT NOT NULL, problems_kept BIGINT NOT NULL, applied BIGINT NOT NULL,
                inserted BIGINT NOT NULL, updated BIGINT NOT NULL, unchanged BIGINT NOT NULL,
                started_at BIGINT NOT NULL, accepted_at BIGINT NOT NULL, finished_at BIGINT,
                UNIQUE (entry, digest));
            CREATE INDEX delivery_by_entry ON delivery (entry, number);
            CREATE INDEX delivery_by_body ON delivery (body, number);
            CREATE INDEX delivery_by_state ON delivery (state, number);
            CREATE TABLE problem_row (
                delivery BIGINT NOT NULL REFERENCES delivery (number), line BIGINT NOT NULL, item BIGINT NOT NULL,
                rule TEXT NOT NULL, verdict TEXT NOT NULL, value_digest TEXT NOT NULL, article TEXT NOT NULL,
                PRIMARY KEY (delivery, line, item, rule)) KEYED_TABLE;
            """),
        // Who works on an accepted delivery and until when that is believed; when it was given up.
        Migration(
            "intake-002",
            """
            ALTER TABLE delivery ADD COLUMN holder TEXT;
            ALTER TABLE delivery ADD COLUMN lease_until BIGINT;
            ALTER TABLE delivery ADD COLUMN interrupted_at BIGINT;
            """),
        // Forms of delivered files, and the mappings of their columns. Where a part of a file was asked for, `digest`
        // stands for the file and that part, and `file_digest` for the file. Deliveries before this have no format.
        Migration(
            "intake-formats-001",
            """
            ALTER TABLE delivery ADD COLUMN format TEXT;
            ALTER TABLE delivery ADD COLUMN file_digest TEXT;
            ALTER TABLE delivery ADD COLUMN sheet TEXT;
            ALTER TABLE delivery ADD COLUMN row_element TEXT;
            ALTER TABLE delivery ADD COLUMN mapping_source TEXT;
            ALTER TABLE delivery ADD COLUMN mapping_version BIGINT;
            CREATE TABLE column_mapping (
                entry TEXT NOT NULL, source TEXT NOT NULL, version BIGINT NOT NULL, content TEXT NOT NULL,
                saved_by TEXT NOT NULL, saved_by_name TEXT NOT NULL, saved_at BIGINT NOT NULL,
                PRIMARY KEY (entry, source, version));
            """),
    ]
}
