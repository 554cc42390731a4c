import Store

extension DataStandards {
    public static let migrations: [Migration] = [
        Migration(
            "standards-001",
            """
            CREATE TABLE data_standard (
                id TEXT PRIMARY KEY, code TEXT NOT NULL, version BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('item', 'code-list')),
                state TEXT NOT NULL
                    CHECK (state IN ('draft', 'in-review', 'issued', 'superseded', 'withdrawn')),
                name TEXT NOT NULL, body TEXT NOT NULL, content TEXT NOT NULL, review_case TEXT,
                revision BIGINT NOT NULL DEFAULT 1, updated_at BIGINT NOT NULL, issued_at BIGINT,
                UNIQUE (code, version));
            CREATE INDEX data_standard_state ON data_standard (state, code);
            CREATE TABLE entry_standard (
                entry TEXT NOT NULL, item BIGINT NOT NULL, code TEXT NOT NULL, version BIGINT NOT NULL,
                PRIMARY KEY (entry, item, code)) KEYED_TABLE;
            CREATE INDEX entry_standard_code ON entry_standard (code, version, entry);
            CREATE TABLE entry_conformity (
                entry TEXT PRIMARY KEY, body TEXT NOT NULL, items BIGINT NOT NULL, bound BIGINT NOT NULL);
            CREATE INDEX entry_conformity_body ON entry_conformity (body);
            CREATE TABLE entry_word (
                word TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (word, entry)) KEYED_TABLE;
            CREATE INDEX entry_word_entry ON entry_word (entry);
            CREATE TABLE division_code (
                code TEXT PRIMARY KEY, name TEXT NOT NULL, since BIGINT,
                listed BIGINT NOT NULL DEFAULT 1, successor TEXT, successor_since BIGINT,
                inferred BIGINT NOT NULL DEFAULT 0);
            CREATE INDEX division_code_former ON division_code (listed, code);
            CREATE TABLE division_naming (
                code TEXT NOT NULL, since BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (code, since));
            CREATE TABLE division_notice (
                delivery TEXT NOT NULL, item BIGINT NOT NULL, code TEXT NOT NULL, successor TEXT,
                since BIGINT, rows BIGINT NOT NULL, PRIMARY KEY (delivery, item, code));
            """),
        Migration(
            "standards-002",
            """
            CREATE TABLE data_standard_author (
                standard TEXT NOT NULL REFERENCES data_standard (id), actor TEXT NOT NULL,
                PRIMARY KEY (standard, actor));
            """),
    ]
}
