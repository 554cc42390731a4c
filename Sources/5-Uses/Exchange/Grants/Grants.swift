import Cases
import Ledger
import Parties
import Regulation
import Store

extension Exchange {
    /// A grant, for the user, the provider, the authority or an auditor.
    public func grant(_ id: String, for actor: Actor) async throws -> Grant {
        try await store.read { [self] session in try grant(id, for: actor, in: session) }
    }

    /// To everybody else it is not there.
    private func grant(_ id: String, for actor: Actor, in session: any Session) throws -> Grant {
        guard
            let grant = try session.first(
                "SELECT * FROM grant_record WHERE id = ?", [.text(id)], Self.grantRow),
            [grant.body, grant.provider].contains(actor.body.id) || mayReadLedger(actor) == .allowed
        else { throw Refusal(ExchangeCodes.grantNotFound) }
        return grant
    }

    /// Grants that the actor's body holds or gave, newest first, at most 200; the authority and auditors see all.
    public func grants(entry: String? = nil, for actor: Actor, limit: Int = 50) async throws -> [Grant] {
        var conditions: [String] = []
        var values: [Value] = []
        if !actor.oversees(profile) {
            conditions.append("(body = ? OR provider = ?)")
            values += [.text(actor.body.id), .text(actor.body.id)]
        }
        if let entry {
            conditions.append("entry = ?")
            values.append(.text(entry))
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let bound = values
        return try await store.read { session in
            try session.all(
                """
                SELECT * FROM grant_record \(condition) ORDER BY created_at DESC, id
                LIMIT \(min(max(limit, 1), 200))
                """, bound, Self.grantRow)
        }
    }

    /// The longest reason, in Unicode scalars: the ledger keeps it whole.
    public static let reasonMax = EntryLimits.factCharactersMax

    /// Whether `actor` may suspend, resume or end the grant: the provider's data staff or department head, and the
    /// authority's reviewers. A revoked grant stays so.
    ///
    /// Refuses with `grant-not-yours` or `grant-revoked`.
    public func maySetState(of grant: Grant, _ actor: Actor) -> Ruling {
        let mayAct =
            grant.provider == actor.body.id && (actor.holds("data-staff") || actor.holds("department-head"))
            || actor.reviews(for: profile)
        guard mayAct else {
            return .refused([
                Reason(ExchangeCodes.grantNotYours, article: profile.article(for: .useWithinGrant))
            ])
        }
        guard grant.state != .revoked else {
            return .refused([
                Reason(ExchangeCodes.grantRevoked, article: profile.article(for: .useWithinGrant))
            ])
        }
        return .allowed
    }

    /// Suspends, resumes or ends a grant. When this returns, no call is answered under the old state.
    ///
    /// A suspension and an end state their reason, at most ``reasonMax`` scalars. Refuses, in this order: a grant
    /// that the actor may not see as not found, then as ``maySetState(of:_:)`` does, `note-too-long`,
    /// `reasons-required`, and `grant-state-same` where nothing would change.
    @discardableResult
    public func setState(
        _ state: Grant.State, of id: String, reason: String, by actor: Actor
    ) async throws -> Grant {
        try await store.write { [self] session in
            let grant = try grant(id, for: actor, in: session)
            try maySetState(of: grant, actor).orThrow()
            try stated(reason, for: state).orThrow()
            guard grant.state != state else { throw Refusal(ExchangeCodes.grantStateSame) }
            try session.run(
                "UPDATE grant_record SET state = ? WHERE id = ?", [.text(state.rawValue), .text(id)])
            try Self.moveRevision(in: session)
            let kind =
                switch state {
                case .active: ExchangeEvents.resumed
                case .suspended: ExchangeEvents.suspended
                case .revoked: ExchangeEvents.revoked
                }
            try ledger.record(
                LedgerEvent(
                    kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                    subject: "grant:\(id)", article: profile.article(for: .useWithinGrant),
                    facts: [("reason", reason)]),
                in: session)
            return try self.grant(id, for: actor, in: session)
        }
    }

    private func stated(_ reason: String, for state: Grant.State) -> Ruling {
        Decision.stated(
            reason, isRequired: state != .active, max: Self.reasonMax,
            article: profile.article(for: .accessControl), field: "reason")
    }

    static func grantRow(_ row: Row) throws -> Grant {
        let content = try ApplicationContent(stored: try row.text("content"))
        guard let from = LocalDate(try row.text("valid_from")),
            let until = LocalDate(try row.text("valid_until")),
            let state = Grant.State(rawValue: try row.text("state"))
        else { throw StoreError.shape("a grant cannot be read") }
        return Grant(
            id: try row.text("id"), application: try row.text("application"), entry: try row.text("entry"),
            provider: try row.text("provider"), body: try row.text("body"), system: try row.text("system"),
            basis: content.basis, scene: content.scene, purpose: content.purpose, items: content.items,
            forms: content.forms, from: from, until: until,
            state: state, approver: try row.text("approver"),
            createdAt: Instant(milliseconds: try row.int("created_at")),
            entryVersion: Int(try row.int("entry_version")))
    }
}
