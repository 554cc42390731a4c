import Catalogue
import Regulation
import Store

/// The confirmations of restrictions (限制确认登记): for each restriction of an entry the newest one, with the version that it
/// is of and what of a change under way was confirmed with it.
enum Confirmations {
    /// What was filed of an entry (所备案的内容).
    struct Filed {
        /// The version in force when the matter was opened or supplemented.
        let version: Int
        /// What the change under way stated then, where that was something else.
        let planned: [Restriction: RestrictionFacts]
    }

    /// Whose confirmation it is.
    struct Approval {
        let matter: String
        let body: String?
        let actor: String?
        let article: ArticleReference?
        let at: Instant
    }

    // MARK: What is filed

    /// What the lists would state of `draft` that they do not state of `content`.
    static func facts(in draft: EntryContent, besides content: EntryContent) -> [Restriction:
        RestrictionFacts]
    {
        var facts: [Restriction: RestrictionFacts] = [:]
        for restriction in Restriction.all(of: draft) {
            let planned = restriction.facts(in: draft)
            if planned != restriction.facts(in: content) { facts[restriction] = planned }
        }
        return facts
    }

    static func note(
        _ matter: String, _ entry: String, planned: [Restriction: RestrictionFacts], in session: any Session
    ) throws {
        guard !planned.isEmpty else { return }
        let words = Dictionary(planned.map { ($0.rawValue, $1) }) { first, _ in first }
        try session.run(
            "UPDATE matter_entry SET planned = ? WHERE matter = ? AND entry = ?",
            [.text(try StoredJSON.text(words)), .text(matter), .text(entry)])
    }

    /// What was noted with the form; of forms that noted no version, the one in force when the matter was opened.
    static func filed(_ entry: String, with matter: Matter, in session: any Session) throws -> Filed {
        let noted = try session.first(
            "SELECT version, planned FROM matter_entry WHERE entry = ? AND matter = ?",
            [.text(entry), .text(matter.id)]
        ) { row in (version: try row.int("version"), planned: try row.optionalText("planned")) }
        if let noted, noted.version > 0 {
            let planned = try noted.planned.map {
                try StoredJSON.value([String: RestrictionFacts].self, in: $0, of: "what a filing plans")
            }
            let known = (planned ?? [:]).compactMap { word, facts in
                Restriction(rawValue: word).map { ($0, facts) }
            }
            return Filed(
                version: Int(noted.version), planned: Dictionary(known) { first, _ in first })
        }
        let version = try session.number(
            "SELECT coalesce(max(version), 0) FROM entry_version WHERE entry = ? AND published_at <= ?",
            [.text(entry), .int(matter.createdAt.milliseconds)])
        return Filed(version: Int(version), planned: [:])
    }

    // MARK: What is confirmed

    /// Keeps a confirmation in the place of an earlier one; `version` is 0 where only what is `awaited` is confirmed.
    static func keep(
        _ entry: String, _ restriction: Restriction, _ version: Int, _ awaited: RestrictionFacts?,
        _ approval: Approval, in session: any Session
    ) throws {
        try session.run(
            """
            INSERT INTO restriction_confirmation (entry, restriction, version, matter, body, actor, article,
                confirmed_at, planned)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (entry, restriction) DO UPDATE SET version = excluded.version,
                matter = excluded.matter, body = excluded.body, actor = excluded.actor,
                article = excluded.article, confirmed_at = excluded.confirmed_at, planned = excluded.planned
            WHERE excluded.version >= restriction_confirmation.version
            """,
            [
                .text(entry), .text(restriction.rawValue), Value(version), .text(approval.matter),
                Value(approval.body), Value(approval.actor), Value(approval.article?.description),
                .int(approval.at.milliseconds), Value(try awaited.map { try StoredJSON.text($0) }),
            ])
    }

    /// Settles what was awaited of `entry`, which was published or taken out of force: what is in force just as it was
    /// confirmed is confirmed, and what no list states any more is not kept.
    static func settle(_ entry: Entry, in session: any Session) throws {
        let awaited = try session.all(
            """
            SELECT restriction, version, planned FROM restriction_confirmation
            WHERE entry = ? AND planned IS NOT NULL
            """, [.text(entry.id)]
        ) { (word: try $0.text(at: 0), version: Int(try $0.int(at: 1)), planned: try $0.text(at: 2)) }
        for (word, version, planned) in awaited {
            let now = Restriction(rawValue: word)?.facts(in: entry.content)
            let facts = try StoredJSON.value(RestrictionFacts.self, in: planned, of: "what a filing plans")
            try session.run(
                """
                UPDATE restriction_confirmation SET version = ?, planned = NULL
                WHERE entry = ? AND restriction = ?
                """, [Value(now == facts ? entry.version : version), .text(entry.id), .text(word)])
        }
        try session.run(
            """
            DELETE FROM restriction_confirmation WHERE entry = ? AND (version = 0 OR restriction NOT IN (
                SELECT restriction FROM entry_restriction WHERE entry = ?))
            """, [.text(entry.id), .text(entry.id)])
    }
}

extension Matters {
    /// Called in the transaction that publishes an entry or takes it out of force.
    public static func entryChanged(_ entry: Entry, in session: any Session) throws {
        try Confirmations.settle(entry, in: session)
    }

    /// Writes down anew what was confirmed before confirmations were kept as they are now (补建备案确认): once for a store, in
    /// the order in which the filings were approved.
    public func fillConfirmations() async throws {
        let finishedSQL = "SELECT finished FROM confirmation_progress WHERE id = 1"
        if try await store.read({ try $0.number(finishedSQL) }) == 1 { return }
        let effect = RestrictionEffect(ledger: ledger, cases: cases, catalogue: catalogue, profile: profile)
        try await store.write { session in
            guard try session.number(finishedSQL) == 0 else { return }
            try session.run("DELETE FROM restriction_confirmation")
            let approved = try session.all(
                "SELECT id FROM matter WHERE procedure = ? AND outcome = 'approved' ORDER BY outcome_at, id",
                [.text(RestrictionEffect.procedure)]
            ) { try $0.text(at: 0) }
            for id in approved {
                let matter = try matter(id, in: session)
                guard let outcome = matter.outcome else { continue }
                let article = try cases.file(matter.caseID, in: session).steps.last { $0.doneAt != nil }?
                    .article
                try effect.confirm(matter, outcome, article: article, in: session)
            }
            try session.run("UPDATE confirmation_progress SET finished = 1 WHERE id = 1")
        }
    }
}
