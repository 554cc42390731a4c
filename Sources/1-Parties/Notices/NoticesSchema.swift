import Store

extension Notices {
    public static let migrations: [Migration] = [
        Migration(
            "notices-001",
            """
            CREATE TABLE notice (
                id TEXT PRIMARY KEY, body TEXT NOT NULL, role TEXT,
                kind TEXT NOT NULL CHECK (kind IN ('information', 'task')),
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL, text TEXT NOT NULL, subject TEXT NOT NULL,
                article TEXT, due TEXT, sent_at BIGINT NOT NULL,
                received_at BIGINT, received_by TEXT, done_at BIGINT, done_by TEXT);
            CREATE INDEX notice_body ON notice (body, id);
            """)
    ]
}
