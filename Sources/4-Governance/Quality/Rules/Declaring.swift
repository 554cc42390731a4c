import Cases
import Catalogue
import Datasets
import Ledger
import Parties
import Regulation
import Store

/// How rules are declared and come into force (质量规则申报).
extension Quality {
    /// The procedure by which the authority reviews declared rules.
    public static let ruleReview = "quality-rules"

    /// Whether `actor` may declare rules for data of `body`: whom the profile names as openers of `quality-rules`.
    /// Refuses as ``Cases/Cases/mayOpen(_:for:_:)`` does.
    public func mayDeclare(_ body: String, _ actor: Actor) -> Ruling {
        cases.mayOpen(Self.ruleReview, for: body, actor)
    }

    /// Declares all rules of `entry` beyond those of its items: they replace those in force once the authority agrees.
    ///
    /// Order of refusal: `entry-not-found`, whoever may not declare them, `entry-not-in-force`,
    /// `quality-rules-in-review`, the rules themselves.
    @discardableResult
    public func declare(
        _ rules: [QualityRule], for entry: String, by actor: Actor
    ) async throws -> QualityRuleSet {
        let entry = try await catalogue.entry(entry, for: actor)
        try mayDeclare(entry.body, actor).orThrow()
        return try await store.write { session in
            guard entry.isInForce else { throw Refusal(CatalogueCodes.notInForce, article: article) }
            let procedure = profile.procedure(Self.ruleReview)
            let founding = procedure?.articles.first ?? article
            let waiting = try session.number(
                "SELECT count(*) FROM quality_rule_set WHERE entry = ? AND state = 'in-review'",
                [.text(entry.id)])
            guard waiting == 0 else { throw Refusal(QualityCodes.rulesInReview, article: founding) }
            try RuleFaults(
                items: entry.content.items, article: founding, targets: try targets(of: rules, in: session))(
                    rules
                ).orThrow()
            let version =
                try session.number(
                    "SELECT coalesce(max(version), 0) FROM quality_rule_set WHERE entry = ?",
                    [.text(entry.id)]) + 1
            let file = try cases.open(
                procedure: Self.ruleReview, subject: "quality-rules:\(entry.id).\(version)",
                title: entry.content.name, provider: actor.body, by: actor, in: session)
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO quality_rule_set (entry, version, rules, state, actor, actor_name, case_id, proposed_at)
                VALUES (?, ?, ?, 'in-review', ?, ?, ?, ?)
                """,
                [
                    .text(entry.id), .int(version), .text(try StoredJSON.text(rules)),
                    .text(actor.ledgerName), .text(actor.displayName), .text(file.id),
                    .int(now.milliseconds),
                ])
            try ledger.record(
                LedgerEvent(
                    QualityEvents.proposed, at: now, actor: actor.ledgerName, body: actor.body.id,
                    subject: "entry:\(entry.id)", article: founding,
                    facts: [("version", String(version)), ("rules", String(rules.count))]),
                in: session)
            // Where the regulation lets it be settled at once.
            if file.state == .approved { try decide(file, as: .approved, in: session) }
            guard let set = try ruleSets(of: entry.id, limit: 1, in: session).first else {
                throw StoreError.shape("quality rules are missing right after they were written")
            }
            return set
        }
    }

    /// Writes down how the review of a version ended.
    func decide(_ file: CaseFile, as state: QualityRuleSet.State, in session: any Session) throws {
        let now = surroundings.now()
        try session.run(
            "UPDATE quality_rule_set SET state = ?, decided_at = ? WHERE case_id = ?",
            [.text(state.rawValue), .int(now.milliseconds), .text(file.id)])
        let entry = try session.first(
            "SELECT entry FROM quality_rule_set WHERE case_id = ?", [.text(file.id)]
        ) { try $0.text(at: 0) }
        guard let entry else { return }
        try ledger.record(
            LedgerEvent(
                state == .approved ? QualityEvents.approved : QualityEvents.declined, at: now,
                actor: Cases.platformActor, body: file.openerBody, subject: "entry:\(entry)",
                article: file.steps.last?.article ?? article, facts: [("case", file.id)]),
            in: session)
        if state == .approved { try wait(for: entry, cause: .person, in: session) }
    }

    // MARK: Reading

    /// The rules in force; nil where none were ever approved.
    func ruleSetInForce(of entry: String, in session: any Session) throws -> QualityRuleSet? {
        try session.first(
            """
            SELECT * FROM quality_rule_set WHERE entry = ? AND state = 'approved' ORDER BY version DESC LIMIT 1
            """, [.text(entry)], QualityRuleSet.init)
    }

    func ruleSets(of entry: String, limit: Int, in session: any Session) throws -> [QualityRuleSet] {
        try session.all(
            "SELECT * FROM quality_rule_set WHERE entry = ? ORDER BY version DESC LIMIT \(limit)",
            [.text(entry)], QualityRuleSet.init)
    }

    /// The versions of an entry's declared rules, the newest first, at most 100. Refuses with `quality-not-yours`.
    public func ruleSets(of entry: Entry, for actor: Actor) async throws -> [QualityRuleSet] {
        try maySee(entry.body, actor).orThrow()
        return try await store.read { try ruleSets(of: entry.id, limit: Self.pageSizeMax, in: $0) }
    }

    /// The version that a case reviews, with its entry; for pages that showed the case already. Refuses with
    /// `case-not-found`.
    public func ruleSet(ofCase id: String, in session: any Session) throws -> QualityRuleSet {
        guard
            let set = try session.first(
                "SELECT * FROM quality_rule_set WHERE case_id = ?", [.text(id)], QualityRuleSet.init)
        else { throw Refusal(CasesCodes.notFound) }
        return set
    }

    /// The shapes of the entries in force that rules refer to.
    func targets(of rules: [QualityRule], in session: any Session) throws -> [String: DatasetShape] {
        var shapes: [String: DatasetShape] = [:]
        for id in Set(rules.compactMap(\.target)) {
            let entry: Entry
            do {
                entry = try catalogue.entry(id: id, in: session)
            } catch let refusal as Refusal where refusal.code == CatalogueCodes.notFound {
                continue
            }
            guard entry.isInForce, try datasets.standing(of: id, in: session) != nil else { continue }
            shapes[id] = try DatasetShape(entry)
        }
        return shapes
    }
}

extension QualityRuleSet {
    init(_ row: Row) throws {
        guard let state = State(rawValue: try row.text("state")) else {
            throw StoreError.shape("quality rules cannot be read")
        }
        self.init(
            entry: try row.text("entry"), version: Int(try row.int("version")),
            rules: try StoredJSON.value(
                [QualityRule].self, in: try row.text("rules"), of: "the quality rules of an entry"),
            state: state, actorName: try row.text("actor_name"), caseID: try row.optionalText("case_id"),
            proposedAt: Instant(milliseconds: try row.int("proposed_at")),
            decidedAt: try row.optionalInt("decided_at").map(Instant.init(milliseconds:)))
    }
}
