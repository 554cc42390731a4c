import Parties
import Regulation
import Store

/// A search in the catalogue (目录检索).
public struct EntryFilter: Sendable, Hashable {
    /// Words in name, abstract or code; empty finds all.
    public var words: String
    public var body: String?
    public var sharing: SharingType.ID?
    public var state: Entry.State?
    /// Counted from 1.
    public var page: Int
    public var pageSize: Int

    public static let pageSizeMax = 100
    public static let wordsMax = 100
    public static let pageMax = 10_000

    public init(
        words: String = "", body: String? = nil, sharing: SharingType.ID? = nil, state: Entry.State? = nil,
        page: Int = 1, pageSize: Int = 20
    ) {
        self.words = String(words.prefix(Self.wordsMax))
        self.body = body
        self.sharing = sharing
        self.state = state
        self.page = min(max(page, 1), Self.pageMax)
        self.pageSize = min(max(pageSize, 1), Self.pageSizeMax)
    }
}

/// One page of entries with the total (分页).
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

    /// The entry by id or resource code, if `actor` may see it: published ones are for every body, drafts for
    /// their own body and for those who review them.
    public func entry(_ idOrCode: String, for actor: Actor) async throws -> Entry {
        try await store.read { session in
            let found = try session.first(
                "SELECT * FROM entry WHERE id = ? OR code = ?", [.text(idOrCode), .text(idOrCode)], Self.entry
            )
            guard let entry = found else { throw Refusal(CatalogueCodes.notFound) }
            if try maySeeDraft(of: entry, actor, in: session) { return entry }
            guard entry.code != nil else { throw Refusal(CatalogueCodes.notFound) }
            return entry.withoutDraft
        }
    }

    private func maySeeDraft(of entry: Entry, _ actor: Actor, in session: any Session) throws -> Bool {
        if entry.body == actor.body.id || actor.administers(profile) { return true }
        guard entry.state == .inReview, let review = entry.reviewCase else { return false }
        return try cases.file(review, in: session).steps.contains { $0.body == actor.body.id }
    }

    /// What `actor` may see of the catalogue, newest change first.
    public func search(_ filter: EntryFilter, for actor: Actor) async throws -> EntryPage {
        var conditions: [String] = []
        var values: [Value] = []
        if !actor.administers(profile) {
            conditions.append("(code IS NOT NULL OR body = ?)")
            values.append(.text(actor.body.id))
        }
        if !filter.words.isEmpty {
            let like = store.dialect.caselessLike
            for word in filter.words.split(whereSeparator: \.isWhitespace).prefix(8) {
                conditions.append(
                    "(name \(like) ? ESCAPE '!' OR abstract \(like) ? ESCAPE '!' OR code \(like) ? ESCAPE '!')"
                )
                let pattern = Value.text("%" + Self.escaped(word) + "%")
                values += [pattern, pattern, pattern]
            }
        }
        if let body = filter.body {
            conditions.append("body = ?")
            values.append(.text(body))
        }
        if let sharing = filter.sharing {
            conditions.append("sharing = ?")
            values.append(.text(sharing.rawValue))
        }
        if let state = filter.state {
            conditions.append("state = ?")
            values.append(.text(state.rawValue))
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let bound = values
        return try await store.read { session in
            let total = try session.number("SELECT count(*) FROM entry \(condition)", bound)
            let entries = try session.all(
                """
                SELECT * FROM entry \(condition) ORDER BY updated_at DESC, id
                LIMIT \(filter.pageSize) OFFSET \((filter.page - 1) * filter.pageSize)
                """, bound, Self.entry)
            return EntryPage(entries: entries, total: Int(total), filter: filter)
        }
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

    /// Words are data, never patterns.
    private static func escaped(_ word: some StringProtocol) -> String {
        word.reduce(into: "") { text, character in
            if "!%_".contains(character) { text.append("!") }
            text.append(character)
        }
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
