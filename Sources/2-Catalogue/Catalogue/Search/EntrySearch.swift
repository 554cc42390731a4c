import Parties
import Regulation
import Store

/// How often each value of each facet comes up among what was found (分面统计).
public struct FacetCounts: Sendable, Hashable {
    /// Values of one facet that a list shows; bodies are many.
    public static let valuesMax = 50

    /// One value with the number of entries that have it.
    public struct Count: Sendable, Hashable {
        /// The value: an id for bodies, the word of the standard or the regulation for others.
        public let value: String
        public let entries: Int
    }

    public let total: Int
    /// The most frequent first, at most ``valuesMax`` a facet.
    public let counts: [Facet: [Count]]

    public subscript(facet: Facet) -> [Count] { counts[facet] ?? [] }
}

/// One search by one person (一次检索): what they may see is part of every statement.
///
/// Entries come in three ranks: whose name is what was typed, whose name holds it, and those where it stands
/// elsewhere; within a rank the newest entry comes first. Without words the last changed comes first.
struct EntrySearch: Sendable {
    /// Entries of the very name that are put first.
    static let exactMax = 50

    let filter: EntryFilter
    let ownBody: String
    let seesAll: Bool
    /// Which entries are shown at all.
    let shown: Shown

    enum Shown: Sendable, Hashable {
        /// The resource catalogue: everything published, and drafts for those who may see them.
        case resource
        /// What is in force.
        case inForce
        case derived(DerivedCatalogue)
    }

    /// For nil, the machine's owner, everything may be seen.
    init(_ filter: EntryFilter, for actor: Actor?, seesAll: Bool) {
        self.filter = filter
        ownBody = actor?.body.id ?? ""
        self.seesAll = seesAll || actor == nil
        shown = .resource
    }

    /// What is in force and in a derived catalogue, whoever asks; only its own facets narrow it.
    init(_ filter: EntryFilter, of catalogue: DerivedCatalogue) {
        self.init(filter, showing: .derived(catalogue), facets: catalogue.facets)
    }

    /// What is in force, whoever asks.
    init(inForce filter: EntryFilter) {
        self.init(filter, showing: .inForce, facets: Catalogue.responsibilityFacets)
    }

    private init(_ filter: EntryFilter, showing shown: Shown, facets: [Facet]) {
        var filter = filter
        filter.facets = filter.facets.filter { facets.contains($0.key) }
        self.filter = filter
        ownBody = ""
        seesAll = false
        self.shown = shown
    }

    /// The facets whose values may be told.
    private var facetsShown: [Facet] {
        switch shown {
        case .resource: Facet.allCases
        case .inForce: Catalogue.responsibilityFacets
        case .derived(let catalogue): catalogue.facets
        }
    }

    /// The numbers of all entries found, ascending: for what goes through them one by one.
    func numbers(_ parties: Parties, in session: any Session) throws -> [Int64] {
        try shelves(parties, in: session).flatMap { shelf, match in
            let (sql, values) = match.source(shelf, needsFacets: false)
            return try session.all("SELECT \(match.position) \(sql)", values) { abs(try $0.int(at: 0)) }
        }.sorted()
    }

    /// The positions of the page and the exact number of all.
    func page(_ parties: Parties, in session: any Session) throws -> (positions: [Int64], total: Int) {
        let shelves = try shelves(parties, in: session)
        var total = 0
        for (shelf, match) in shelves {
            let (sql, values) = match.source(shelf, needsFacets: false)
            total += Int(try session.number("SELECT count(*) \(sql)", values))
        }
        let offset = (filter.page - 1) * filter.pageSize
        guard offset < total else { return ([], total) }
        let ordered = try order(shelves, upTo: offset + filter.pageSize, in: session)
        return (Array(ordered.dropFirst(offset).prefix(filter.pageSize)), total)
    }

    /// Every value of every facet among what is found, counted.
    func facets(_ parties: Parties, in session: any Session) throws -> FacetCounts {
        var keys: [Int64: Int] = [:]
        for (shelf, match) in try shelves(parties, in: session) {
            let (sql, values) = match.source(shelf, needsFacets: true)
            switch session.dialect {
            // Its own grouping would sort; a pass over the rows is cheaper in the same process.
            case .sqlite:
                try session.each("SELECT s.facets \(sql)", values) { row in
                    keys[try row.int(at: 0), default: 0] += 1
                }
            case .postgresql:
                try session.each("SELECT s.facets, count(*) \(sql) GROUP BY s.facets", values) { row in
                    keys[try row.int(at: 0), default: 0] += Int(try row.int(at: 1))
                }
            }
        }
        return try counted(keys, in: session)
    }

    private func counted(_ keys: [Int64: Int], in session: any Session) throws -> FacetCounts {
        var sums = [[Int64: Int]](repeating: [:], count: Facet.allCases.count)
        var total = 0
        for (key, entries) in keys {
            let key = FacetKey(number: key)
            total += entries
            for (index, facet) in Facet.allCases.enumerated() {
                sums[index][key[facet], default: 0] += entries
            }
        }
        var counts: [Facet: [FacetCounts.Count]] = [:]
        for (index, facet) in Facet.allCases.enumerated() where facetsShown.contains(facet) {
            let frequent = sums[index].sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            counts[facet] = try frequent.prefix(FacetCounts.valuesMax).compactMap { number, entries in
                let value =
                    facet == .body
                    ? try session.first("SELECT body FROM search_body WHERE number = ?", [.int(number)]) {
                        try $0.text(at: 0)
                    } : facet.value(number)
                return value.map { FacetCounts.Count(value: $0, entries: entries) }
            }
        }
        return FacetCounts(total: total, counts: counts)
    }

    // MARK: What may be seen

    /// The shelves with what is asked of each: drafts of other bodies are on none.
    private func shelves(
        _ parties: Parties, in session: any Session
    ) throws -> [(SearchMatch.Shelf, SearchMatch)] {
        var words = SearchWords(filter.words)
        if words.isHopeless { return [] }
        var mask = FacetKey.Mask()
        for (facet, value) in filter.facets where facet != .body {
            let number = facet.number(value)
            // No entry has a value that is none.
            if number == 0 { return [] }
            mask.demand(facet, number)
        }
        if let body = filter.body {
            guard let number = try SearchIndex.knownNumber(body, in: session) else { return [] }
            mask.demand(.body, number)
        }
        if !words.words.isEmpty { words.look(in: try bodies(parties, in: session)) }
        var published = SearchMatch(words: words, dialect: session.dialect, mask: mask)
        guard shown == .resource, !filter.inForce else {
            published.mask.refuse(.state, Facet.state.number(Entry.State.retired.rawValue))
            switch shown {
            case .resource, .inForce: break
            case .derived(.sharing):
                published.mask.refuse(.sharing, Facet.sharing.number(SharingType.ID.none.rawValue))
            case .derived(.opening):
                published.mask.refuse(.opening, Facet.opening.number(OpeningType.ID.none.rawValue))
                published.isPublic = true
            }
            return published.mask.isImpossible ? [] : [(.published, published)]
        }
        var drafts = published
        if !seesAll {
            guard let own = try SearchIndex.knownNumber(ownBody, in: session) else {
                return [(.published, published)]
            }
            drafts.mask.demand(.body, own)
        }
        return [(.published, published), (.drafts, drafts)].filter { !$0.1.mask.isImpossible }
    }

    /// Names and numbers of the bodies that have entries.
    private func bodies(_ parties: Parties, in session: any Session) throws -> [(name: String, number: Int64)]
    {
        let numbers = try session.all("SELECT number, body FROM search_body ORDER BY number") {
            (number: try $0.int(at: 0), body: try $0.text(at: 1))
        }
        let names = try parties.bodyNames(in: session)
        return numbers.compactMap { known in names[known.body].map { ($0, known.number) } }
    }

    // MARK: Order

    private func order(
        _ shelves: [(SearchMatch.Shelf, SearchMatch)], upTo limit: Int, in session: any Session
    ) throws -> [Int64] {
        guard shelves.contains(where: { $0.1.hasWords }) else {
            return try merged(shelves, limit: limit) { shelf, match in
                let (sql, values) = match.source(shelf, needsFacets: true)
                // When an entry was last worked on is not for everybody: the newest number comes first there.
                let rank = match.isPublic ? "s.position" : "s.updated"
                return try session.all(
                    "SELECT \(rank), s.position \(sql) ORDER BY \(rank) DESC, s.position DESC LIMIT \(limit)",
                    values
                ) { (try $0.int(at: 0), try $0.int(at: 1)) }
            }
        }
        let exact = try merged(shelves, limit: Self.exactMax) { shelf, match in
            try self.exact(shelf, match, in: session)
        }
        let known = Set(exact)
        var ordered = exact
        for place in [SearchMatch.Place.name, .outsideName] where ordered.count < limit {
            let wanted = limit - ordered.count + exact.count
            let found = try merged(shelves, limit: wanted) { shelf, match in
                let (sql, values) = match.source(shelf, place, needsFacets: false)
                // A position below 0 is that of a draft: the newest has the lowest.
                let direction = shelf == .published ? "DESC" : "ASC"
                return try session.all(
                    "SELECT \(match.position) \(sql) ORDER BY \(match.position) \(direction) LIMIT \(wanted)",
                    values
                ) { (abs(try $0.int(at: 0)), try $0.int(at: 0)) }
            }
            ordered += found.lazy.filter { !known.contains($0) }
        }
        return ordered
    }

    /// What both shelves have, by rank; published before drafts of the same rank.
    private func merged(
        _ shelves: [(SearchMatch.Shelf, SearchMatch)], limit: Int,
        _ read: (SearchMatch.Shelf, SearchMatch) throws -> [(rank: Int64, position: Int64)]
    ) throws -> [Int64] {
        let lists = try shelves.map { try read($0.0, $0.1) }
        let all =
            lists.count == 1
            ? lists[0] : lists.flatMap(\.self).sorted { ($0.rank, $0.position) > ($1.rank, $1.position) }
        return all.prefix(limit).map(\.position)
    }

    /// Entries whose whole name was typed.
    private func exact(
        _ shelf: SearchMatch.Shelf, _ match: SearchMatch, in session: any Session
    ) throws -> [(rank: Int64, position: Int64)] {
        let sign = shelf == .published ? ">" : "<"
        let masks = match.mask.conditions
        return try session.all(
            """
            SELECT n.position FROM search_name n JOIN search_entry s ON s.position = n.position
            WHERE n.name = ? AND n.position \(sign) 0 \(masks.map { "AND \($0.sql)" }.joined(separator: " "))
            ORDER BY abs(n.position) DESC LIMIT \(Self.exactMax)
            """, [.text(match.words.key)] + masks.flatMap(\.values)
        ) { (abs(try $0.int(at: 0)), try $0.int(at: 0)) }
    }
}
