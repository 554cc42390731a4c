import Store

extension Quality {
    /// Rules with their versions, runs with what each rule counted, problems, work orders, and what waits to be checked.
    public static let migrations: [Migration] = [
        Migration(
            "quality-001",
            """
            CREATE TABLE quality_rule_set (
                entry TEXT NOT NULL, version BIGINT NOT NULL, rules TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('in-review', 'approved', 'declined')),
                actor TEXT NOT NULL, actor_name TEXT NOT NULL, case_id TEXT, proposed_at BIGINT NOT NULL,
                decided_at BIGINT, PRIMARY KEY (entry, version));
            CREATE INDEX quality_rule_set_case ON quality_rule_set (case_id);
            CREATE TABLE quality_run (
                number SERIAL_KEY, entry TEXT NOT NULL, body TEXT NOT NULL, entry_version BIGINT NOT NULL,
                rules_version BIGINT NOT NULL, cause TEXT NOT NULL, actor TEXT NOT NULL,
                rows_read BIGINT NOT NULL, dirty BIGINT NOT NULL, problems BIGINT NOT NULL,
                problems_kept BIGINT NOT NULL, score BIGINT, started_at BIGINT NOT NULL,
                finished_at BIGINT NOT NULL);
            CREATE INDEX quality_run_entry ON quality_run (entry, number);
            CREATE INDEX quality_run_finished ON quality_run (finished_at, entry, number);
            CREATE TABLE quality_result (
                run BIGINT NOT NULL REFERENCES quality_run (number), rule TEXT NOT NULL, position BIGINT NOT NULL,
                kind TEXT NOT NULL, indicator TEXT NOT NULL, title TEXT NOT NULL, items TEXT NOT NULL,
                a BIGINT NOT NULL, b BIGINT NOT NULL, problems BIGINT NOT NULL, article TEXT NOT NULL,
                PRIMARY KEY (run, rule)) KEYED_TABLE;
            CREATE TABLE quality_problem (
                run BIGINT NOT NULL REFERENCES quality_run (number), position BIGINT NOT NULL,
                number BIGINT NOT NULL, delivery BIGINT NOT NULL, line BIGINT NOT NULL, verdict TEXT NOT NULL, value_digest TEXT NOT NULL,
                PRIMARY KEY (run, position, number)) KEYED_TABLE;
            CREATE TABLE quality_standing (
                entry TEXT PRIMARY KEY, body TEXT NOT NULL, run BIGINT NOT NULL, score BIGINT,
                rows_read BIGINT NOT NULL, problems BIGINT NOT NULL, day TEXT NOT NULL);
            CREATE INDEX quality_standing_body ON quality_standing (body, score);
            CREATE TABLE quality_order (
                id TEXT PRIMARY KEY, entry TEXT NOT NULL, body TEXT NOT NULL, case_id TEXT NOT NULL UNIQUE,
                run BIGINT NOT NULL, rules TEXT NOT NULL, found BIGINT NOT NULL, left_over BIGINT NOT NULL,
                checked_run BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
                opened_at BIGINT NOT NULL, closed_at BIGINT);
            CREATE INDEX quality_order_entry ON quality_order (entry, state);
            CREATE INDEX quality_order_body ON quality_order (body, state, id);
            CREATE INDEX quality_order_state ON quality_order (state, id);
            CREATE TABLE quality_waiting (
                entry TEXT PRIMARY KEY, cause TEXT NOT NULL, since BIGINT NOT NULL, claimed_until BIGINT NOT NULL);
            CREATE INDEX quality_waiting_since ON quality_waiting (since);
            """)
    ]
}
