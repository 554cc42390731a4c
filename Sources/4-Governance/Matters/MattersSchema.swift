import Store

extension Matters {
    public static let migrations: [Migration] = [
        Migration(
            "matters-001",
            """
            CREATE TABLE matter (
                id TEXT PRIMARY KEY, procedure TEXT NOT NULL, subject TEXT, answers TEXT NOT NULL,
                settled TEXT, body TEXT NOT NULL, case_id TEXT NOT NULL UNIQUE, created_at BIGINT NOT NULL,
                filing_due TEXT, filing_article TEXT, filing_provisional BIGINT NOT NULL DEFAULT 0,
                filing_late BIGINT NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
                outcome TEXT CHECK (outcome IN ('approved', 'settled', 'refused', 'withdrawn')),
                outcome_at BIGINT);
            CREATE INDEX matter_body ON matter (body, id);
            CREATE INDEX matter_outcome ON matter (procedure, outcome, id);
            CREATE TABLE matter_entry (
                entry TEXT NOT NULL, matter TEXT NOT NULL REFERENCES matter (id),
                PRIMARY KEY (entry, matter));
            CREATE TABLE collector (
                entry TEXT NOT NULL, item TEXT NOT NULL, body TEXT NOT NULL, matter TEXT NOT NULL,
                since BIGINT NOT NULL, PRIMARY KEY (entry, item));
            """),
        // Versions that were not noted with the form are read from the days of publication.
        Migration(
            "matters-002",
            """
            ALTER TABLE matter_entry ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
            CREATE TABLE restriction_confirmation (
                entry TEXT NOT NULL, restriction TEXT NOT NULL, version BIGINT NOT NULL, matter TEXT NOT NULL,
                body TEXT, actor TEXT, article TEXT, confirmed_at BIGINT NOT NULL,
                PRIMARY KEY (entry, restriction));
            CREATE TABLE confirmation_progress (id BIGINT PRIMARY KEY, finished BIGINT NOT NULL);
            INSERT INTO confirmation_progress (id, finished) VALUES (1, 0);
            """),
        // What a change under way would state, as it was when the filing was opened, and of what is awaited that was
        // confirmed. Confirmations of what no list states were kept until then: all are written anew.
        Migration(
            "confirmations-001",
            """
            ALTER TABLE matter_entry ADD COLUMN planned TEXT;
            ALTER TABLE restriction_confirmation ADD COLUMN planned TEXT;
            UPDATE confirmation_progress SET finished = 0 WHERE id = 1;
            """),
    ]
}
