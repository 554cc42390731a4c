import Parties
import Regulation
import Store

/// A search in the catalogue (目录检索).
public struct EntryFilter: Sendable, Hashable {
    /// Words in name, abstract, items, code or the name of the body, all of which must be found; empty finds all.
    public var words: String
    /// What entries are narrowed to: one value a facet.
    public var facets: [Facet: String]
    /// Whether only what is in force is wanted: published, a change of it under review or not.
    public var inForce = false
    /// Counted from 1.
    public var page: Int
    public var pageSize: Int

    public static let pageSizeMax = 100
    public static let wordsMax = 100
    public static let pageMax = 10_000

    public init(
        words: String = "", body: String? = nil, sharing: SharingType.ID? = nil, state: Entry.State? = nil,
        facets: [Facet: String] = [:], page: Int = 1, pageSize: Int = 20
    ) {
        self.words = String(words.prefix(Self.wordsMax))
        self.facets = facets
        if let body { self.facets[.body] = body }
        if let sharing { self.facets[.sharing] = sharing.rawValue }
        if let state { self.facets[.state] = state.rawValue }
        self.page = min(max(page, 1), Self.pageMax)
        self.pageSize = min(max(pageSize, 1), Self.pageSizeMax)
    }

    /// The body that entries are narrowed to.
    public var body: String? { facets[.body] }
}

/// One page of entries with the exact total (分页).
public struct EntryPage: Sendable {
    public let entries: [Entry]
    public let total: Int
    public let filter: EntryFilter
}

/// One published version of an entry (版本).
public struct EntryVersion: Sendable {
    public let version: Int
    public let content: EntryContent
    public let publishedAt: Instant
    public let reviewCase: String?
}

extension Catalogue {
    /// The entry, whoever asks: for other modules. Refuses with `entry-not-found`.
    public func entry(id: String, in session: any Session) throws -> Entry {
        guard let entry = try session.first("SELECT * FROM entry WHERE id = ?", [.text(id)], Self.entry)
        else {
            throw Refusal(CatalogueCodes.notFound)
        }
        return entry
    }

    /// The entry with a resource code. Refuses with `entry-not-found`.
    public func entry(code: String, in session: any Session) throws -> Entry {
        guard let entry = try session.first("SELECT * FROM entry WHERE code = ?", [.text(code)], Self.entry)
        else {
            throw Refusal(CatalogueCodes.notFound)
        }
        return entry
    }

    /// The entry of an id or a resource code, whoever asks: for other modules. Nil where there is none.
    public func entry(named idOrCode: String, in session: any Session) throws -> Entry? {
        try session.first(
            "SELECT * FROM entry WHERE id = ? OR code = ?", [.text(idOrCode), .text(idOrCode)], Self.entry)
    }

    /// The entry by id or resource code, if `actor` may see it: published ones are for every body, drafts for
    /// their own body and for those who review them.
    public func entry(_ idOrCode: String, for actor: Actor) async throws -> Entry {
        try await store.read { session in
            guard let entry = try entry(named: idOrCode, in: session),
                try maySee(entry, actor, in: session)
            else { throw Refusal(CatalogueCodes.notFound) }
            return try maySeeDraft(of: entry, actor, in: session) ? entry : entry.withoutDraft
        }
    }

    /// Whether the entry is there for `actor`: what was ever published is there for every body.
    func maySee(_ entry: Entry, _ actor: Actor, in session: any Session) throws -> Bool {
        if entry.code != nil { return true }
        return try maySeeDraft(of: entry, actor, in: session)
    }

    private func maySeeDraft(of entry: Entry, _ actor: Actor, in session: any Session) throws -> Bool {
        if entry.body == actor.body.id || actor.administers(profile) { return true }
        guard entry.state == .inReview, let review = entry.reviewCase else { return false }
        return try cases.file(review, in: session).steps.contains { $0.body == actor.body.id }
    }

    /// What `actor` may see of the catalogue: by rank where words are given, else the newest change first.
    ///
    /// A change under way is part of an entry only for its own body and the authority.
    public func search(_ filter: EntryFilter, for actor: Actor) async throws -> EntryPage {
        let seesAll = actor.administers(profile)
        let search = EntrySearch(filter, for: actor, seesAll: seesAll)
        return try await store.read { session in
            let (positions, total) = try search.page(parties, in: session)
            let entries = try entries(at: positions, in: session)
            return EntryPage(
                entries: entries.map { seesAll || $0.body == actor.body.id ? $0 : $0.withoutDraft },
                total: total,
                filter: filter)
        }
    }

    /// The values of every facet among what ``search(_:for:)`` finds, counted over all pages.
    public func facets(_ filter: EntryFilter, for actor: Actor) async throws -> FacetCounts {
        let search = EntrySearch(filter, for: actor, seesAll: actor.administers(profile))
        return try await store.read { try search.facets(parties, in: $0) }
    }

    /// The entries of `body` that are in force, in the order of their numbers; at most `limit`. For other modules.
    public func inForce(of body: String, limit: Int, in session: any Session) throws -> [Entry] {
        try session.all(
            """
            SELECT * FROM entry WHERE body = ? AND code IS NOT NULL AND state <> 'retired'
            ORDER BY number LIMIT \(max(1, limit))
            """, [.text(body)], Self.entry)
    }

    /// The entries at `positions` of the index, in that order.
    func entries(at positions: [Int64], in session: any Session) throws -> [Entry] {
        guard !positions.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: positions.count).joined(separator: ", ")
        var byNumber: [Int64: Entry] = [:]
        try session.each(
            "SELECT * FROM entry WHERE number IN (\(marks))", positions.map { .int(abs($0)) }
        ) { row in
            let entry = try Self.entry(row)
            byNumber[entry.number] = entry
        }
        return positions.compactMap { byNumber[abs($0)] }
    }

    /// Published versions, newest first, at most 100.
    public func versions(of id: String) async throws -> [EntryVersion] {
        try await store.read { session in
            try session.all(
                "SELECT * FROM entry_version WHERE entry = ? ORDER BY version DESC LIMIT 100", [.text(id)]
            ) { row in
                EntryVersion(
                    version: Int(try row.int("version")),
                    content: try EntryContent(stored: try row.text("content")),
                    publishedAt: Instant(milliseconds: try row.int("published_at")),
                    reviewCase: try row.optionalText("review_case"))
            }
        }
    }

    /// The content of one published version; nil where there was none of that number.
    public func content(of id: String, version: Int, in session: any Session) throws -> EntryContent? {
        try session.first(
            "SELECT content FROM entry_version WHERE entry = ? AND version = ?", [.text(id), Value(version)]
        ) { try EntryContent(stored: try $0.text("content")) }
    }

    static func entry(_ row: Row) throws -> Entry {
        guard let state = Entry.State(rawValue: try row.text("state")) else {
            throw StoreError.shape("unknown word in state")
        }
        return Entry(
            id: try row.text("id"), number: try row.int("number"), code: try row.optionalText("code"),
            body: try row.text("body"), state: state, version: Int(try row.int("version")),
            content: try EntryContent(stored: try row.text("content")),
            draft: try row.optionalText("draft").map { try EntryContent(stored: $0) },
            createdAt: Instant(milliseconds: try row.int("created_at")),
            updatedAt: Instant(milliseconds: try row.int("updated_at")),
            publishedAt: try row.optionalInt("published_at").map(Instant.init(milliseconds:)),
            revision: try row.int("revision"), reviewCase: try row.optionalText("review_case"))
    }
}
