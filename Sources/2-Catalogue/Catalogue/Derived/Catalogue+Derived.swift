import Parties
import Regulation
import Store

/// One page of a derived catalogue with the exact total (派生目录分页).
public struct DerivedPage<Line: Sendable>: Sendable {
    public let lines: [Line]
    public let total: Int
    public let filter: EntryFilter
}

extension Catalogue {
    /// The sharing catalogue (共享目录), for people and systems of every body: what is in force and may be shared.
    ///
    /// Words and paging as in ``search(_:for:)``; facets other than ``DerivedCatalogue/facets`` are not looked at.
    public func sharing(_ filter: EntryFilter, for actor: Actor) async throws -> DerivedPage<SharedEntry> {
        try await derived(.sharing, filter) { SharedEntry($0) }
    }

    /// The opening catalogue (开放目录), for everybody: what is in force and may be opened. Words are looked for in
    /// name, abstract, code, the body's name and the items that may be opened, and nowhere else.
    public func opening(_ filter: EntryFilter) async throws -> DerivedPage<OpenEntry> {
        try await derived(.opening, filter) { OpenEntry($0) }
    }

    /// The values of the facets of a derived catalogue among what the filter finds, over all pages.
    public func facets(_ filter: EntryFilter, of catalogue: DerivedCatalogue) async throws -> FacetCounts {
        let search = EntrySearch(filter, of: catalogue)
        return try await store.read { try search.facets(parties, in: $0) }
    }

    /// The entry of the sharing catalogue with this resource code or id. Refuses with `entry-not-found` what is not in
    /// it.
    public func shared(_ idOrCode: String, for actor: Actor) async throws -> SharedEntry {
        let entry = try await entry(idOrCode, for: actor)
        guard let shared = SharedEntry(entry) else {
            throw Refusal(
                CatalogueCodes.notFound, article: DerivedCatalogue.sharing.article(in: profile))
        }
        return shared
    }

    /// The entry of the opening catalogue with this resource code. Refuses with `entry-not-found` what is not in it,
    /// in the same words whether there is such an entry or not.
    public func opened(_ code: String) async throws -> OpenEntry {
        let entry = try await store.read { session in
            try session.first("SELECT * FROM entry WHERE code = ?", [.text(code)], Self.entry)
        }
        guard let opened = entry.flatMap({ OpenEntry($0) }) else {
            throw Refusal(
                CatalogueCodes.notFound, article: DerivedCatalogue.opening.article(in: profile))
        }
        return opened
    }

    private func derived<Line: Sendable>(
        _ catalogue: DerivedCatalogue, _ filter: EntryFilter, _ line: @escaping @Sendable (Entry) -> Line?
    ) async throws -> DerivedPage<Line> {
        let search = EntrySearch(filter, of: catalogue)
        return try await store.read { session in
            let (positions, total) = try search.page(parties, in: session)
            let entries = try entries(at: positions, in: session)
            return DerivedPage(lines: entries.compactMap(line), total: total, filter: filter)
        }
    }
}
