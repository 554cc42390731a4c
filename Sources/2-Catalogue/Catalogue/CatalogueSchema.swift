import Store

extension Catalogue {
    public static let migrations: [Migration] = [
        Migration(
            "catalogue-001",
            """
            CREATE TABLE entry (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, code TEXT UNIQUE, body TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('draft', 'in-review', 'published', 'retired')),
                version BIGINT NOT NULL DEFAULT 0, revision BIGINT NOT NULL DEFAULT 1,
                name TEXT NOT NULL, abstract TEXT NOT NULL, sharing TEXT NOT NULL, opening TEXT NOT NULL,
                content TEXT NOT NULL, draft TEXT, review_case TEXT,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, published_at BIGINT);
            CREATE INDEX entry_body ON entry (body, updated_at);
            CREATE INDEX entry_state ON entry (state, code);
            CREATE TABLE entry_version (
                entry TEXT NOT NULL REFERENCES entry (id), version BIGINT NOT NULL, content TEXT NOT NULL,
                review_case TEXT, published_at BIGINT NOT NULL, PRIMARY KEY (entry, version));
            CREATE TABLE resource_sequence (classification TEXT PRIMARY KEY, last BIGINT NOT NULL);
            """),
        Migration(
            "catalogue-002",
            """
            CREATE TABLE entry_author (
                entry TEXT NOT NULL REFERENCES entry (id), actor TEXT NOT NULL, PRIMARY KEY (entry, actor));
            """),
        SearchSchema.migration,
        Migration(
            "catalogue-004",
            """
            CREATE TABLE entry_relation (
                entry TEXT NOT NULL REFERENCES entry (id),
                stage TEXT NOT NULL CHECK (stage IN ('review', 'published')),
                kind TEXT NOT NULL, target TEXT NOT NULL, note TEXT NOT NULL,
                PRIMARY KEY (entry, stage, kind, target));
            CREATE INDEX entry_relation_target ON entry_relation (target, stage);
            """),
        Migration(
            "catalogue-005",
            """
            CREATE TABLE search_opening (position NUMBER_KEY, words TEXT NOT NULL);
            CREATE TABLE entry_restriction (
                entry TEXT NOT NULL, restriction TEXT NOT NULL, number BIGINT NOT NULL, body TEXT NOT NULL,
                version BIGINT NOT NULL, published_at BIGINT NOT NULL, has_reason BIGINT NOT NULL,
                PRIMARY KEY (body, number, restriction)) KEYED_TABLE;
            CREATE INDEX entry_restriction_number ON entry_restriction (number, restriction);
            CREATE INDEX entry_restriction_entry ON entry_restriction (entry);
            CREATE TABLE restriction_progress (id BIGINT PRIMARY KEY, filled BIGINT NOT NULL);
            INSERT INTO restriction_progress (id, filled) VALUES (1, 0);
            """),
        // Until then an entry out of force was never touched again.
        Migration(
            "catalogue-007",
            """
            ALTER TABLE entry ADD COLUMN retired_at BIGINT;
            UPDATE entry SET retired_at = updated_at WHERE state = 'retired';
            """),
        // Until then no row said that relations are kept from the public: each is written anew.
        Migration("catalogue-008", "UPDATE search_progress SET filled = 0, finished = 0 WHERE id = 1;"),
        // Until then no row said since which version it says the same: each is written anew.
        Migration(
            "restrictions-001",
            """
            ALTER TABLE entry_restriction ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
            UPDATE restriction_progress SET filled = 0 WHERE id = 1;
            """),
    ]
}
