import Store

extension Upkeep {
    /// Confirmations and what they wait for, events with their tasks, and what was already reported. The index over
    /// entries holds all that a period is counted from, so that no wide row is read for it.
    public static let migrations: [Migration] = [
        Migration(
            "upkeep-001",
            """
            CREATE INDEX upkeep_entry ON entry (state, body, published_at, updated_at, id);
            CREATE TABLE entry_confirmation (
                entry TEXT NOT NULL, period TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL,
                actor TEXT NOT NULL, actor_name TEXT NOT NULL, at BIGINT NOT NULL, request TEXT NOT NULL,
                PRIMARY KEY (entry, period));
            CREATE TABLE confirmation_request (
                id TEXT PRIMARY KEY, body TEXT NOT NULL, period TEXT, event TEXT, note TEXT NOT NULL,
                actor TEXT NOT NULL, actor_name TEXT NOT NULL, case_id TEXT, at BIGINT NOT NULL);
            CREATE TABLE confirmation_entry (
                request TEXT NOT NULL REFERENCES confirmation_request (id), entry TEXT NOT NULL,
                revision BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'left-out', 'declined')),
                PRIMARY KEY (request, entry));
            CREATE INDEX confirmation_entry_waiting ON confirmation_entry (entry, state);
            CREATE TABLE maintenance_reminder (
                body TEXT NOT NULL, period TEXT NOT NULL, day TEXT NOT NULL, actor TEXT NOT NULL,
                at BIGINT NOT NULL, PRIMARY KEY (body, period, day));
            CREATE TABLE maintenance_overdue (
                body TEXT NOT NULL, period TEXT NOT NULL, entries BIGINT NOT NULL, above TEXT,
                at BIGINT NOT NULL, PRIMARY KEY (body, period));
            CREATE TABLE maintenance_closing (period TEXT PRIMARY KEY, at BIGINT NOT NULL);
            CREATE TABLE update_event (
                id TEXT PRIMARY KEY, kind TEXT NOT NULL, what TEXT NOT NULL, document TEXT NOT NULL,
                occurred TEXT NOT NULL, since BIGINT NOT NULL, article TEXT, body TEXT NOT NULL,
                actor TEXT NOT NULL, actor_name TEXT NOT NULL, recorded_at BIGINT NOT NULL);
            CREATE TABLE update_assignment (
                event TEXT NOT NULL REFERENCES update_event (id), body TEXT NOT NULL, kind TEXT NOT NULL,
                due TEXT, due_end BIGINT, due_provisional BIGINT NOT NULL DEFAULT 0, due_article TEXT,
                more_amount BIGINT, more_unit TEXT, more_article TEXT,
                p_amount BIGINT, p_reasons TEXT, p_body TEXT, p_role TEXT,
                p_state TEXT CHECK (p_state IN ('asked', 'granted', 'refused')), p_asked_at BIGINT,
                p_answered_at BIGINT, escalated_due TEXT, escalated_at BIGINT, above_body TEXT,
                closed_at BIGINT, PRIMARY KEY (event, body));
            CREATE INDEX update_assignment_open ON update_assignment (body, closed_at, due);
            CREATE INDEX update_assignment_due ON update_assignment (closed_at, due);
            CREATE INDEX update_assignment_asked ON update_assignment (p_body, p_state);
            CREATE TABLE update_task (
                event TEXT NOT NULL REFERENCES update_event (id), entry TEXT NOT NULL, body TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'published', 'retired', 'unchanged')),
                ended_at BIGINT, ended_by TEXT, note TEXT NOT NULL DEFAULT '', was_late BIGINT,
                PRIMARY KEY (event, entry));
            CREATE INDEX update_task_entry ON update_task (entry, state);
            CREATE INDEX update_task_body ON update_task (body, state);
            """),
        // What waits is looked for of one entry and of all.
        Migration(
            "upkeep-002",
            """
            DROP INDEX confirmation_entry_waiting;
            CREATE INDEX confirmation_entry_waiting ON confirmation_entry (state, entry);
            DROP INDEX upkeep_entry;
            CREATE INDEX upkeep_entry ON entry (state, body, published_at, retired_at, id);
            """),
        // A narrow row for each entry in force with the two newest periods it was confirmed in: counting the entries of
        // every body reads these alone, one after the other.
        Migration(
            "upkeep-003",
            """
            CREATE TABLE maintained_entry (
                body TEXT NOT NULL, entry TEXT NOT NULL, published_at BIGINT NOT NULL,
                confirmed TEXT NOT NULL, confirmed_before TEXT NOT NULL, PRIMARY KEY (body, entry)) KEYED_TABLE;
            CREATE UNIQUE INDEX maintained_entry_entry ON maintained_entry (entry);
            CREATE VIEW maintained_entry_source AS
                SELECT e.body, e.id AS entry, e.published_at,
                    coalesce((SELECT max(c.period) FROM entry_confirmation c WHERE c.entry = e.id), '')
                        AS confirmed,
                    coalesce((SELECT c.period FROM entry_confirmation c WHERE c.entry = e.id
                        ORDER BY c.period DESC LIMIT 1 OFFSET 1), '') AS confirmed_before
                FROM entry e WHERE e.state IN ('published', 'in-review') AND e.published_at IS NOT NULL;
            INSERT INTO maintained_entry SELECT * FROM maintained_entry_source;
            """,
            additions: [
                .sqlite: """
                CREATE TRIGGER maintained_entry_added AFTER INSERT ON entry BEGIN
                    INSERT INTO maintained_entry SELECT * FROM maintained_entry_source WHERE entry = NEW.id;
                END;
                CREATE TRIGGER maintained_entry_moved AFTER UPDATE OF state, body, published_at ON entry
                WHEN OLD.state IS NOT NEW.state OR OLD.body IS NOT NEW.body
                    OR OLD.published_at IS NOT NEW.published_at
                BEGIN
                    DELETE FROM maintained_entry WHERE entry = OLD.id;
                    INSERT INTO maintained_entry SELECT * FROM maintained_entry_source WHERE entry = NEW.id;
                END;
                CREATE TRIGGER maintained_entry_gone AFTER DELETE ON entry BEGIN
                    DELETE FROM maintained_entry WHERE entry = OLD.id;
                END;
                CREATE TRIGGER maintained_entry_confirmed AFTER INSERT ON entry_confirmation BEGIN
                    UPDATE maintained_entry SET
                        (confirmed, confirmed_before) = (
                            SELECT s.confirmed, s.confirmed_before FROM maintained_entry_source s
                            WHERE s.entry = NEW.entry)
                    WHERE entry = NEW.entry;
                END;
                """,
                .postgresql: """
                CREATE FUNCTION maintained_entry_moved() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN DELETE FROM maintained_entry WHERE entry = OLD.id; END IF;
                    IF TG_OP <> 'DELETE' THEN
                        INSERT INTO maintained_entry SELECT * FROM maintained_entry_source WHERE entry = NEW.id;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER maintained_entry_added AFTER INSERT OR DELETE ON entry
                    FOR EACH ROW EXECUTE FUNCTION maintained_entry_moved();
                CREATE TRIGGER maintained_entry_moved AFTER UPDATE OF state, body, published_at ON entry
                    FOR EACH ROW WHEN (
                        OLD.state IS DISTINCT FROM NEW.state OR OLD.body IS DISTINCT FROM NEW.body
                        OR OLD.published_at IS DISTINCT FROM NEW.published_at)
                    EXECUTE FUNCTION maintained_entry_moved();
                CREATE FUNCTION maintained_entry_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    UPDATE maintained_entry SET
                        (confirmed, confirmed_before) = (
                            SELECT s.confirmed, s.confirmed_before FROM maintained_entry_source s
                            WHERE s.entry = NEW.entry)
                    WHERE entry = NEW.entry;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER maintained_entry_confirmed AFTER INSERT ON entry_confirmation
                    FOR EACH ROW EXECUTE FUNCTION maintained_entry_confirmed();
                """,
            ]),
    ]
}
