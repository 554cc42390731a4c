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
            """),
        // Numbers of things that grow without end are kept beside them, in the transaction of each change. Every
        // row of published entries is written anew by the next start.
        Migration(
            "supervision-002",
            """
            DELETE FROM duty_entry;
            UPDATE duty_progress SET filled = 0 WHERE id = 1;
            ALTER TABLE duty_entry ADD COLUMN month TEXT NOT NULL DEFAULT '';
            ALTER TABLE duty_entry ADD COLUMN category TEXT NOT NULL DEFAULT '';
            ALTER TABLE duty_entry ADD COLUMN grade TEXT NOT NULL DEFAULT '';
            ALTER TABLE duty_entry ADD COLUMN format TEXT NOT NULL DEFAULT '';
            ALTER TABLE duty_entry ADD COLUMN cycle TEXT NOT NULL DEFAULT '';
            ALTER TABLE duty_entry ADD COLUMN items BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE duty_entry ADD COLUMN bound BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE duty_entry ADD COLUMN delivered BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE duty_entry ADD COLUMN has_data BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE duty_entry ADD COLUMN due TEXT;
            CREATE INDEX duty_entry_due ON duty_entry (due, body);
            CREATE INDEX duty_entry_data ON duty_entry (has_data, body);
            CREATE TABLE duty_delivered (
                entry TEXT PRIMARY KEY, body TEXT NOT NULL, times BIGINT NOT NULL, newest BIGINT NOT NULL,
                problems BIGINT NOT NULL, at BIGINT NOT NULL, has_data BIGINT NOT NULL);
            CREATE TABLE duty_fact (
                entry TEXT NOT NULL, kind TEXT NOT NULL, number BIGINT NOT NULL, body TEXT NOT NULL,
                month TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (entry, kind, number)) KEYED_TABLE;
            CREATE INDEX duty_fact_listed ON duty_fact (kind, month, body, at);
            CREATE TABLE duty_count (
                kind TEXT NOT NULL, body TEXT NOT NULL, value TEXT NOT NULL, amount BIGINT NOT NULL,
                PRIMARY KEY (kind, body, value)) KEYED_TABLE;
            CREATE TABLE duty_closed (
                procedure TEXT NOT NULL, body TEXT NOT NULL, amount BIGINT NOT NULL,
                PRIMARY KEY (procedure, body)) KEYED_TABLE;
            INSERT INTO duty_closed (procedure, body, amount)
                SELECT procedure, coalesce(provider, opener_body), count(*) FROM case_file
                WHERE state NOT IN ('open', 'returned') GROUP BY procedure, coalesce(provider, opener_body);
            DROP INDEX duty_case_closed;
            DROP INDEX duty_case_provider;
            CREATE TABLE duty_missed_step (
                case_id TEXT NOT NULL, position BIGINT NOT NULL, due TEXT NOT NULL, body TEXT NOT NULL,
                PRIMARY KEY (case_id, position, due)) KEYED_TABLE;
            CREATE INDEX duty_missed_step_due ON duty_missed_step (due, body);
            CREATE TABLE duty_clock (id BIGINT PRIMARY KEY, seconds BIGINT NOT NULL);
            """,
            // Cases stand below this module and know nothing of it: their own tables tell what is closed, and what
            // was done after its day by the clock of the place.
            additions: [
                .sqlite: """
                CREATE TRIGGER duty_case_closed AFTER UPDATE OF state ON case_file
                WHEN OLD.state IN ('open', 'returned') AND NEW.state NOT IN ('open', 'returned')
                BEGIN
                    INSERT INTO duty_closed (procedure, body, amount)
                    VALUES (NEW.procedure, coalesce(NEW.provider, NEW.opener_body), 1)
                    ON CONFLICT (procedure, body) DO UPDATE SET amount = amount + 1;
                    INSERT INTO duty_missed_step (case_id, position, due, body)
                    SELECT s.case_id, s.position, s.due, s.body FROM case_step s, duty_clock c
                    WHERE s.case_id = NEW.id AND s.done_at IS NULL
                        AND s.due < date(NEW.closed_at / 1000 + c.seconds, 'unixepoch')
                    ON CONFLICT DO NOTHING;
                END;
                CREATE TRIGGER duty_step_done AFTER UPDATE OF done_at ON case_step
                WHEN NEW.done_at IS NOT NULL
                BEGIN
                    INSERT INTO duty_missed_step (case_id, position, due, body)
                    SELECT NEW.case_id, NEW.position, NEW.due, NEW.body FROM duty_clock c
                    WHERE NEW.due < date(NEW.done_at / 1000 + c.seconds, 'unixepoch')
                    ON CONFLICT DO NOTHING;
                END;
                CREATE TRIGGER duty_case_opened AFTER UPDATE OF state ON case_file
                WHEN OLD.state NOT IN ('open', 'returned') AND NEW.state IN ('open', 'returned')
                BEGIN
                    UPDATE duty_closed SET amount = amount - 1
                    WHERE procedure = OLD.procedure AND body = coalesce(OLD.provider, OLD.opener_body);
                END;
                """,
                .postgresql: """
                CREATE FUNCTION duty_case_moved() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF OLD.state IN ('open', 'returned') AND NEW.state NOT IN ('open', 'returned') THEN
                        INSERT INTO duty_closed (procedure, body, amount)
                        VALUES (NEW.procedure, coalesce(NEW.provider, NEW.opener_body), 1)
                        ON CONFLICT (procedure, body) DO UPDATE SET amount = duty_closed.amount + 1;
                        INSERT INTO duty_missed_step (case_id, position, due, body)
                        SELECT s.case_id, s.position, s.due, s.body FROM case_step s, duty_clock c
                        WHERE s.case_id = NEW.id AND s.done_at IS NULL
                            AND s.due < to_char(
                                to_timestamp(NEW.closed_at / 1000 + c.seconds) AT TIME ZONE 'UTC', 'YYYY-MM-DD')
                        ON CONFLICT DO NOTHING;
                    ELSIF OLD.state NOT IN ('open', 'returned') AND NEW.state IN ('open', 'returned') THEN
                        UPDATE duty_closed SET amount = amount - 1
                        WHERE procedure = OLD.procedure AND body = coalesce(OLD.provider, OLD.opener_body);
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER duty_case_moved AFTER UPDATE OF state ON case_file
                    FOR EACH ROW EXECUTE FUNCTION duty_case_moved();
                CREATE FUNCTION duty_step_done() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO duty_missed_step (case_id, position, due, body)
                    SELECT NEW.case_id, NEW.position, NEW.due, NEW.body FROM duty_clock c
                    WHERE NEW.due < to_char(
                        to_timestamp(NEW.done_at / 1000 + c.seconds) AT TIME ZONE 'UTC', 'YYYY-MM-DD')
                    ON CONFLICT DO NOTHING;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER duty_step_done AFTER UPDATE OF done_at ON case_step
                    FOR EACH ROW WHEN (NEW.done_at IS NOT NULL) EXECUTE FUNCTION duty_step_done();
                """,
            ]),
    ]
}
