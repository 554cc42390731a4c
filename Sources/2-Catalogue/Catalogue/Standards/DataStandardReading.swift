import Parties
import Regulation
import Store

/// A search among the standards (数据标准检索).
public struct StandardFilter: Sendable, Hashable {
    /// In code or name; empty finds all.
    public var words: String
    public var kind: DataStandard.Kind?
    public var state: DataStandard.State?
    /// Counted from 1.
    public var page: Int
    public var pageSize: Int

    public static let wordsMax = 100
    public static let pageMax = 10_000
    public static let pageSizeMax = 100

    public init(
        words: String = "", kind: DataStandard.Kind? = nil, state: DataStandard.State? = nil, page: Int = 1,
        pageSize: Int = 20
    ) {
        self.words = String(words.prefix(Self.wordsMax))
        self.kind = kind
        self.state = state
        self.page = min(max(page, 1), Self.pageMax)
        self.pageSize = min(max(pageSize, 1), Self.pageSizeMax)
    }
}

/// One page of standards with the total (数据标准分页).
public struct StandardPage: Sendable {
    public let standards: [DataStandard]
    public let total: Int
    public let filter: StandardFilter
}

/// An entry that follows a standard (标准使用情况).
public struct StandardUse: Sendable, Hashable {
    public let entry: String
    public let entryCode: String
    public let entryName: String
    public let body: String
    /// The number of the item.
    public let item: Int
    public let version: Int
}

/// How much of what a body has published follows standards in force (标准贯彻情况).
public struct BodyConformity: Sendable, Hashable {
    public let body: String
    public let entries: Int
    public let items: Int
    /// Items that name a standard or a code list.
    public let bound: Int
    /// Those of them whose standards are all still in force.
    public let current: Int
}

extension DataStandards {
    /// The standard, whoever asks: for other modules. Refuses with `standard-not-found`.
    public func standard(id: String, in session: any Session) throws -> DataStandard {
        guard
            let standard = try session.first(
                "SELECT * FROM data_standard WHERE id = ?", [.text(id)], Self.standard)
        else { throw Refusal(DataStandardCodes.notFound) }
        return standard
    }

    /// The standard by id, by code (what is in force, else the newest), or by code and version, if `actor` may see it:
    /// what was ever issued is for every body, drafts for their own body and the authority.
    public func standard(_ name: String, for actor: Actor) async throws -> DataStandard {
        let found = try await store.read { session -> DataStandard? in
            if let standard = try session.first(
                "SELECT * FROM data_standard WHERE id = ?", [.text(name)], Self.standard)
            {
                return standard
            }
            guard let reference = StandardReference(name) else { return nil }
            let versions = try self.versions(of: reference.code, in: session).filter {
                isVisible($0, to: actor)
            }
            if let version = reference.version { return versions.first { $0.version == version } }
            return versions.first { $0.state == .issued } ?? versions.first
        }
        guard let found, isVisible(found, to: actor) else { throw Refusal(DataStandardCodes.notFound) }
        return found
    }

    /// Every version of a code that `actor` may see, newest first, at most 1,000.
    public func versions(of code: String, for actor: Actor) async throws -> [DataStandard] {
        try await store.read { try versions(of: code, in: $0) }.filter { isVisible($0, to: actor) }
    }

    func versions(of code: String, in session: any Session) throws -> [DataStandard] {
        try session.all(
            "SELECT * FROM data_standard WHERE code = ? ORDER BY version DESC LIMIT 1000", [.text(code)],
            Self.standard)
    }

    /// Whether `actor` may see it. Reviewers are of the authority of the very regulation.
    public func isVisible(_ standard: DataStandard, to actor: Actor) -> Bool {
        switch standard.state {
        case .issued, .superseded, .withdrawn: true
        case .draft, .inReview: standard.body == actor.body.id || actor.administers(profile)
        }
    }

    /// What `actor` may see of the standards, by code, newest version first.
    public func search(_ filter: StandardFilter, for actor: Actor) async throws -> StandardPage {
        var conditions: [String] = []
        var values: [Value] = []
        if !actor.administers(profile) {
            conditions.append("(state IN ('issued', 'superseded', 'withdrawn') OR body = ?)")
            values.append(.text(actor.body.id))
        }
        for word in filter.words.split(whereSeparator: \.isWhitespace).prefix(8) {
            let like = store.dialect.caselessLike
            conditions.append("(code \(like) ? ESCAPE '!' OR name \(like) ? ESCAPE '!')")
            let pattern = Value.text("%" + Self.escaped(word) + "%")
            values += [pattern, pattern]
        }
        if let kind = filter.kind {
            conditions.append("kind = ?")
            values.append(.text(kind.rawValue))
        }
        if let state = filter.state {
            conditions.append("state = ?")
            values.append(.text(state.rawValue))
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let bound = values
        return try await store.read { session in
            let total = try session.number("SELECT count(*) FROM data_standard \(condition)", bound)
            let standards = try session.all(
                """
                SELECT * FROM data_standard \(condition) ORDER BY code, version DESC
                LIMIT \(filter.pageSize) OFFSET \((filter.page - 1) * filter.pageSize)
                """, bound, Self.standard)
            return StandardPage(standards: standards, total: Int(total), filter: filter)
        }
    }

    /// The most entries that ``usage(of:)`` lists.
    public static let usageMax = 200

    /// Published items that follow any version of the code, at most ``usageMax``, and how many there are.
    public func usage(of code: String) async throws -> (uses: [StandardUse], total: Int) {
        let joined =
            "FROM entry_standard AS s JOIN entry AS e ON e.id = s.entry WHERE s.code = ? AND e.state <> 'retired'"
        return try await store.read { session in
            let total = try session.number("SELECT count(*) \(joined)", [.text(code)])
            let uses = try session.all(
                """
                SELECT s.entry AS entry, s.item AS item, s.version AS version, e.code AS code, e.name AS name,
                    e.body AS body
                \(joined) ORDER BY s.version, s.entry, s.item LIMIT \(Self.usageMax)
                """, [.text(code)]
            ) { row in
                StandardUse(
                    entry: try row.text("entry"), entryCode: try row.optionalText("code") ?? "",
                    entryName: try row.text("name"), body: try row.text("body"),
                    item: Int(try row.int("item")), version: Int(try row.int("version")))
            }
            return (uses, Int(total))
        }
    }

    /// The bodies by how much of what they published follows standards in force, at most 1,000.
    public func conformity() async throws -> [BodyConformity] {
        try await store.read { session in
            var current: [String: Int] = [:]
            try session.each(
                """
                SELECT c.body AS body, count(*) AS items FROM (
                    SELECT s.entry, s.item FROM entry_standard AS s
                    LEFT JOIN data_standard AS d ON d.code = s.code AND d.version = s.version
                    GROUP BY s.entry, s.item
                    HAVING min(CASE WHEN d.state = 'issued' THEN 1 ELSE 0 END) = 1) AS n
                JOIN entry_conformity AS c ON c.entry = n.entry
                JOIN entry AS e ON e.id = c.entry AND e.state <> 'retired'
                GROUP BY c.body
                """, []
            ) { current[try $0.text("body")] = Int(try $0.int("items")) }
            return try session.all(
                """
                SELECT c.body AS body, count(*) AS entries, CAST(sum(c.items) AS BIGINT) AS items,
                    CAST(sum(c.bound) AS BIGINT) AS bound
                FROM entry_conformity AS c JOIN entry AS e ON e.id = c.entry AND e.state <> 'retired'
                GROUP BY c.body ORDER BY c.body LIMIT 1000
                """
            ) { row in
                let body = try row.text("body")
                return BodyConformity(
                    body: body, entries: Int(try row.int("entries")), items: Int(try row.int("items")),
                    bound: Int(try row.int("bound")), current: current[body] ?? 0)
            }
        }
    }

    static func escaped(_ word: some StringProtocol) -> String {
        word.reduce(into: "") { text, character in
            if "!%_".contains(character) { text.append("!") }
            text.append(character)
        }
    }

    static func standard(_ row: Row) throws -> DataStandard {
        guard let kind = DataStandard.Kind(rawValue: try row.text("kind")),
            let state = DataStandard.State(rawValue: try row.text("state"))
        else { throw StoreError.shape("a data standard cannot be read") }
        let content = try StoredJSON.value(
            StandardContent.self, in: try row.text("content"), of: "the content of a data standard")
        return DataStandard(
            id: try row.text("id"), code: try row.text("code"), version: Int(try row.int("version")),
            kind: kind, state: state, body: try row.text("body"), content: content,
            reviewCase: try row.optionalText("review_case"), revision: try row.int("revision"),
            updatedAt: Instant(milliseconds: try row.int("updated_at")),
            issuedAt: try row.optionalInt("issued_at").map(Instant.init(milliseconds:)))
    }
}
