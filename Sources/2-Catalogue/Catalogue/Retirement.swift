import Cases
import Ledger
import Parties
import Regulation
import Store

extension Catalogue {
    /// The longest reason, in Unicode scalars: the ledger keeps it whole.
    public static let reasonMax = EntryLimits.factCharactersMax

    /// Whether `actor` may take the entry out of force: the head of the providing body, or a reviewer of the
    /// authority.
    ///
    /// Refuses with `retirement-not-yours`, `entry-in-review` or `entry-not-in-force`.
    public func mayRetire(_ entry: Entry, _ actor: Actor) -> Ruling {
        let mayAct =
            entry.body == actor.body.id && actor.holds("department-head")
            || actor.reviews(for: profile)
        guard mayAct else {
            return .refused([
                Reason(CatalogueCodes.retirementNotYours, article: profile.article(for: .noUnapprovedChange))
            ])
        }
        switch entry.state {
        case .published: return .allowed
        case .inReview:
            return .refused([Reason(CatalogueCodes.inReview, article: profile.article(for: .entryElements))])
        case .draft, .retired: return .refused(notInForce.reasons)
        }
    }

    /// Takes a published entry out of force (停用目录条目), for good: it stays readable with its versions, and from
    /// then on nothing is delivered under it, applied for, granted or called. A change under way is dropped.
    ///
    /// Refuses as ``mayRetire(_:_:)`` does, with `reasons-required` and with `note-too-long`; an entry that the
    /// actor may not see with `entry-not-found`.
    @discardableResult
    public func retire(_ id: String, reason: String, by actor: Actor) async throws -> Entry {
        try await store.write { session in
            let entry = try entry(id: id, in: session)
            guard try maySee(entry, actor, in: session) else { throw Refusal(CatalogueCodes.notFound) }
            try mayRetire(entry, actor).orThrow()
            try Decision.stated(
                reason, max: Self.reasonMax, article: profile.article(for: .noUnapprovedChange),
                field: "reason"
            ).orThrow()
            let now = surroundings.now()
            try session.run(
                """
                UPDATE entry SET state = 'retired', draft = NULL, revision = revision + 1, updated_at = ?,
                    retired_at = ?
                WHERE id = ?
                """, [.int(now.milliseconds), .int(now.milliseconds), .text(id)])
            let retired = try indexed(id, in: session)
            try RestrictionRows.keep(retired, in: session)
            try onRetire(retired, session)
            try ledger.record(
                LedgerEvent(
                    CatalogueEvents.retired, at: now, actor: actor.ledgerName, body: actor.body.id,
                    subject: "entry:\(id)", article: profile.article(for: .noUnapprovedChange),
                    facts: [("code", entry.code ?? ""), ("reason", reason)]),
                in: session)
            return retired
        }
    }
}
