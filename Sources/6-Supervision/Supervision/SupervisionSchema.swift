import Store

extension Duties {
    /// What the duties of published entries are measured by: narrow rows beside the wide ones of the catalogue,
    /// stored body by body, and indexes over cases in the order in which they are counted.
    public static let migrations: [Migration] = [
        Migration(
            "supervision-001",
            """
            CREATE TABLE duty_entry (
                body TEXT NOT NULL, entry TEXT NOT NULL, published_at BIGINT NOT NULL, sharing TEXT NOT NULL,
                opening TEXT NOT NULL, cycle_days BIGINT, has_basis BIGINT NOT NULL,
                has_conditions BIGINT NOT NULL, has_grade BIGINT NOT NULL, has_secrecy BIGINT NOT NULL,
                has_personal BIGINT NOT NULL, PRIMARY KEY (body, entry)) KEYED_TABLE;
            CREATE UNIQUE INDEX duty_entry_entry ON duty_entry (entry);
            CREATE TABLE duty_progress (id BIGINT PRIMARY KEY, filled BIGINT NOT NULL);
            INSERT INTO duty_progress (id, filled) VALUES (1, 0);
            CREATE INDEX duty_entry_unpublished ON entry (state, body);
            CREATE INDEX duty_case_waiting ON case_file (state, procedure, step_body, due);
            CREATE INDEX duty_case_closed ON case_file (procedure, opener_body, state);
            CREATE INDEX duty_case_provider ON case_file (procedure, provider, state);
            CREATE INDEX duty_delivery ON delivery (body, entry, finished_at, problems);
            CREATE INDEX duty_standard ON data_standard (body, state);
            """)
    ]
}
