import Store

/// The tables of the search index (检索索引表): filled in the transaction that writes the entry, never elsewhere.
///
/// A row's `position` is the number of the entry, negative as long as the entry has no resource code: what was
/// never published lies apart from what is, in every index.
enum SearchSchema {
    static let migration = Migration(
        "catalogue-search-001",
        """
        CREATE TABLE search_entry (position NUMBER_KEY, facets BIGINT NOT NULL, updated BIGINT NOT NULL);
        CREATE INDEX search_entry_updated ON search_entry (updated, facets);
        CREATE TABLE search_body (number NUMBER_KEY, body TEXT NOT NULL UNIQUE);
        CREATE TABLE search_progress (id BIGINT PRIMARY KEY, filled BIGINT NOT NULL, finished BIGINT NOT NULL);
        INSERT INTO search_progress (id, filled, finished) VALUES (1, 0, 0);
        """,
        additions: [
            // The words come as tokens already; `ascii` parts them at blanks and takes everything else as it is.
            .sqlite: """
            CREATE TABLE search_name (position INTEGER PRIMARY KEY, name TEXT NOT NULL, items TEXT NOT NULL);
            CREATE INDEX search_name_name ON search_name (name);
            CREATE TABLE search_item (key TEXT PRIMARY KEY, word TEXT NOT NULL, uses BIGINT NOT NULL)
                WITHOUT ROWID;
            CREATE VIRTUAL TABLE search_text USING fts5 (name, rest, tokenize = 'ascii', columnsize = 0);
            """,
            // Suggestions ask for a range of the bytes, so the collation is that of the bytes. What is wide is
            // moved out of the rows, so that counting many of them reads few pages.
            .postgresql: """
            CREATE TABLE search_name (
                position BIGINT PRIMARY KEY, name TEXT COLLATE "C" NOT NULL, items TEXT NOT NULL);
            CREATE INDEX search_name_name ON search_name (name);
            CREATE TABLE search_item (
                key TEXT COLLATE "C" PRIMARY KEY, word TEXT NOT NULL, uses BIGINT NOT NULL);
            ALTER TABLE search_entry ADD COLUMN name TEXT NOT NULL, ADD COLUMN words TEXT NOT NULL,
                ADD COLUMN grams TSVECTOR NOT NULL;
            ALTER TABLE search_entry ALTER COLUMN words SET STORAGE EXTERNAL;
            ALTER TABLE search_entry ALTER COLUMN grams SET STORAGE EXTERNAL;
            ALTER TABLE search_entry SET (toast_tuple_target = 128);
            CREATE INDEX search_entry_public ON search_entry USING gin (grams) WITH (fastupdate = off)
                WHERE position > 0;
            CREATE INDEX search_entry_draft ON search_entry USING gin (grams) WITH (fastupdate = off)
                WHERE position < 0;
            """,
        ])
}
