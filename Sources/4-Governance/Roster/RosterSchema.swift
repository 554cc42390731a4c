import Store

extension Roster {
    /// Contacts are sealed; names and titles of those in public office are not.
    public static let migrations: [Migration] = [
        Migration(
            "roster-001",
            """
            CREATE TABLE roster_officer (
                id TEXT PRIMARY KEY, body TEXT NOT NULL, post TEXT NOT NULL, name TEXT NOT NULL,
                title TEXT NOT NULL, contact BYTES NOT NULL, document TEXT NOT NULL, since_day TEXT NOT NULL,
                until_day TEXT, created_at BIGINT NOT NULL);
            CREATE INDEX roster_officer_body ON roster_officer (body, until_day, post);
            CREATE TABLE roster_change (
                number SERIAL_KEY, body TEXT NOT NULL, officer TEXT NOT NULL REFERENCES roster_officer (id),
                post TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('appointed', 'left')),
                day TEXT NOT NULL, due TEXT, provisional BIGINT NOT NULL, article TEXT,
                recorded_at BIGINT NOT NULL, case_id TEXT, reported_at BIGINT);
            CREATE INDEX roster_change_body ON roster_change (body, number);
            CREATE INDEX roster_change_case ON roster_change (case_id);
            CREATE TABLE roster_summary (
                id TEXT PRIMARY KEY, body TEXT NOT NULL, year BIGINT NOT NULL, content TEXT NOT NULL,
                at BIGINT NOT NULL, actor_name TEXT NOT NULL, due TEXT NOT NULL, late BIGINT NOT NULL);
            CREATE INDEX roster_summary_body ON roster_summary (body, year, id);
            CREATE TABLE roster_reminder (
                body TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (body, kind, key));
            """),
        // How somebody who left was reached is kept no longer; and the day of a summary is read without its words.
        Migration(
            "roster-002",
            """
            CREATE INDEX roster_summary_first ON roster_summary (body, year, at, late);
            """,
            additions: [
                .sqlite: "UPDATE roster_officer SET contact = x'' WHERE until_day IS NOT NULL;",
                .postgresql: "UPDATE roster_officer SET contact = '' WHERE until_day IS NOT NULL;",
            ]),
    ]
}
