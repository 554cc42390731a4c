import Cases
import Parties
import Regulation
import Store

extension Matters {
    /// The procedures that are opened with a form, in the order of their names.
    public var forms: [Procedure] {
        profile.procedures.values.filter { !$0.form.isEmpty }.sorted { $0.id < $1.id }
    }

    /// The matter, whoever asks: for other modules. Refuses with `matter-not-found`.
    public func matter(_ id: String, in session: any Session) throws -> Matter {
        try one("id = ?", id, in: session)
    }

    func matter(ofCase id: String, in session: any Session) throws -> Matter {
        try one("case_id = ?", id, in: session)
    }

    /// The matter, where `actor` may see its case; else refuses with `matter-not-found`.
    public func matter(_ id: String, for actor: Actor) async throws -> Matter {
        try await store.read { session in
            let matter = try matter(id, in: session)
            guard cases.isVisible(try cases.file(matter.caseID, in: session), to: actor) else {
                throw Refusal(MattersCodes.notFound)
            }
            return matter
        }
    }

    /// What `actor` may see, newest first: of one procedure, about or naming one entry. `before` is the id of the
    /// last one of the page before.
    public func list(
        procedure: String? = nil, entry: String? = nil, before: String? = nil, for actor: Actor,
        limit: Int = 50
    ) async throws -> [Matter] {
        var conditions = ["1 = 1"]
        var values: [Value] = []
        if let procedure {
            conditions.append("procedure = ?")
            values.append(.text(procedure))
        }
        if let entry {
            conditions.append("id IN (SELECT matter FROM matter_entry WHERE entry = ?)")
            values.append(.text(entry))
        }
        if let before {
            conditions.append("id < ?")
            values.append(.text(before))
        }
        if !cases.seesAll(actor) {
            conditions.append(
                """
                (body = ? OR case_id IN (SELECT case_id FROM case_step WHERE body = ?)
                    OR case_id IN (SELECT case_id FROM case_escalation WHERE body = ?))
                """)
            values += [.text(actor.body.id), .text(actor.body.id), .text(actor.body.id)]
        }
        let (condition, bound) = (conditions.joined(separator: " AND "), values)
        let rows = min(max(limit, 1), Self.listMax)
        return try await store.read { session in
            try session.all(
                "SELECT * FROM matter WHERE \(condition) ORDER BY id DESC LIMIT \(rows)", bound, Self.matter)
        }
    }

    /// What holds of one procedure, newest first: filed, issued, approved or agreed. For other modules.
    public func outcomes(
        procedure: String, before: String? = nil, limit: Int = 50, in session: any Session
    ) throws -> [Matter] {
        try session.all(
            """
            SELECT * FROM matter WHERE procedure = ? AND outcome IN ('approved', 'settled')
                \(before == nil ? "" : "AND id < ?")
            ORDER BY id DESC LIMIT \(min(max(limit, 1), Self.listMax))
            """, [.text(procedure)] + (before.map { [.text($0)] } ?? []), Self.matter)
    }

    /// Whether something of the procedure about `subject` was approved or agreed: `system:<id>`. For other modules.
    public func holds(_ procedure: String, about subject: String, in session: any Session) throws -> Bool {
        try session.number(
            """
            SELECT count(*) FROM matter
            WHERE procedure = ? AND subject = ? AND outcome IN ('approved', 'settled')
            """, [.text(procedure), .text(subject)]) > 0
    }

    public func outcomes(
        procedure: String, before: String? = nil, limit: Int = 50
    ) async throws -> [Matter] {
        try await store.read { try outcomes(procedure: procedure, before: before, limit: limit, in: $0) }
    }

    /// Which body alone collects items of the entry, by item; at most 500.
    public func collectors(of entry: String) async throws -> [Collector] {
        try await store.read { session in
            try session.all(
                "SELECT * FROM collector WHERE entry = ? ORDER BY item LIMIT 500", [.text(entry)]
            ) { row in
                Collector(
                    entry: try row.text("entry"), item: try row.text("item"), body: try row.text("body"),
                    matter: try row.text("matter"), since: Instant(milliseconds: try row.int("since")))
            }
        }
    }

    private func one(_ condition: String, _ value: String, in session: any Session) throws -> Matter {
        guard
            let matter = try session.first(
                "SELECT * FROM matter WHERE \(condition)", [.text(value)], Self.matter)
        else { throw Refusal(MattersCodes.notFound) }
        return matter
    }

    private static func matter(_ row: Row) throws -> Matter {
        let answers = try answers(try row.text("answers"))
        var filing: FilingLimit?
        if let due = try row.optionalText("filing_due").flatMap({ LocalDate($0) }),
            let article = try row.optionalText("filing_article").flatMap({ ArticleReference($0) })
        {
            filing = FilingLimit(
                due: due, article: article, isProvisional: try row.bool("filing_provisional"),
                isLate: try row.bool("filing_late"))
        }
        var outcome: MatterOutcome?
        if let state = try row.optionalText("outcome").flatMap({ MatterOutcome.State(rawValue: $0) }) {
            outcome = MatterOutcome(
                state: state, note: try row.text("note"),
                at: Instant(milliseconds: try row.optionalInt("outcome_at") ?? 0))
        }
        return Matter(
            id: try row.text("id"), procedure: try row.text("procedure"),
            subject: try row.optionalText("subject"), answers: answers,
            settled: try row.optionalText("settled").map { try Self.answers($0) } ?? answers,
            body: try row.text("body"), caseID: try row.text("case_id"),
            createdAt: Instant(milliseconds: try row.int("created_at")), filing: filing, outcome: outcome)
    }

    private static func answers(_ text: String) throws -> MatterAnswers {
        try StoredJSON.value(MatterAnswers.self, in: text, of: "the answers of a matter")
    }
}
