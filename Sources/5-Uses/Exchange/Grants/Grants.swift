import Ledger
import Parties
import Regulation
import Store

extension Exchange {
    /// A grant, for the user, the provider, the authority or an auditor.
    public func grant(_ id: String, for actor: Actor) async throws -> Grant {
        try await store.read { session in
            let found = try session.first("SELECT * FROM grant_record WHERE id = ?", [.text(id)]) { row in
                (try Self.grantRow(row), try row.text("provider"))
            }
            guard let (grant, provider) = found,
                [grant.body, provider].contains(actor.body.id) || actor.administers(profile)
                    || actor.holds("auditor")
            else { throw Refusal(ExchangeCodes.grantNotFound) }
            return grant
        }
    }

    /// Grants that the actor's body holds or gave, newest first, at most 200; the authority and auditors see all.
    public func grants(entry: String? = nil, for actor: Actor, limit: Int = 50) async throws -> [Grant] {
        var conditions: [String] = []
        var values: [Value] = []
        if !actor.administers(profile), !actor.holds("auditor") {
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

    /// Suspends, resumes or ends a grant. When this returns, no call is answered under the old state.
    ///
    /// For the provider's data staff or department head and for the authority's reviewers; a revoked grant stays so.
    @discardableResult
    public func setState(
        _ state: Grant.State, of id: String, reason: String, by actor: Actor
    ) async throws -> Grant {
        try await store.write { [self] session in
            let found = try session.first("SELECT * FROM grant_record WHERE id = ?", [.text(id)]) { row in
                (try Self.grantRow(row), try row.text("provider"))
            }
            guard let (grant, provider) = found else { throw Refusal(ExchangeCodes.grantNotFound) }
            let mayAct =
                provider == actor.body.id && (actor.holds("data-staff") || actor.holds("department-head"))
                || actor.administers(profile) && actor.holds("authority-reviewer")
            guard mayAct else {
                throw Refusal(ExchangeCodes.grantNotYours, article: profile.article(for: .useWithinGrant))
            }
            guard grant.state != .revoked else {
                throw Refusal(ExchangeCodes.grantRevoked, article: profile.article(for: .useWithinGrant))
            }
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
                    facts: [("reason", String(reason.prefix(1_000)))]),
                in: session)
            return try session.first("SELECT * FROM grant_record WHERE id = ?", [.text(id)], Self.grantRow)
                ?? grant
        }
    }

    static func grantRow(_ row: Row) throws -> Grant {
        let content = try ApplicationContent(stored: try row.text("content"))
        guard let from = LocalDate(try row.text("valid_from")),
            let until = LocalDate(try row.text("valid_until")),
            let state = Grant.State(rawValue: try row.text("state"))
        else { throw StoreError.shape("a grant cannot be read") }
        return Grant(
            id: try row.text("id"), application: try row.text("application"), entry: try row.text("entry"),
            body: try row.text("body"), system: try row.text("system"), basis: content.basis,
            scene: content.scene,
            purpose: content.purpose, items: content.items, forms: content.forms, from: from, until: until,
            state: state, approver: try row.text("approver"),
            createdAt: Instant(milliseconds: try row.int("created_at")))
    }
}
