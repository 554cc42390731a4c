import Catalogue
import Ledger
import Parties
import Platform
import Regulation

/// Who may read which usage records (使用记录查阅): the authority and auditors all, a body its own uses and every
/// use of what it provides.
struct UsageReading: Sendable {
    let platform: Platform

    func list(
        entry: String?, body: String?, from: String?, until: String?, before: String?, for actor: Actor
    ) async throws -> [Positioned<UsageRecord>] {
        let offset = platform.profile.utcOffsetSeconds
        var filter = UsageFilter(
            entry: entry, body: body, from: from.flatMap { LocalDate($0) }?.start(offsetSeconds: offset),
            until: until.flatMap { LocalDate($0) }?.adding(days: 1).start(offsetSeconds: offset))
        if !(try await mayRead(entry, actor)) { filter.body = actor.body.id }
        return try await platform.ledger.usages(filter, before: before.flatMap { Int64($0) }, limit: Self.pageSize)
    }

    static let pageSize = 100

    /// Whether every use of `entry` is open to `actor`.
    private func mayRead(_ entry: String?, _ actor: Actor) async throws -> Bool {
        if actor.body.kind == .authority || actor.holds("auditor") { return true }
        guard let entry else { return false }
        let provider = try await platform.store.read { session in
            try? platform.catalogue.entry(code: entry, in: session).body
        }
        return provider == actor.body.id
    }
}
