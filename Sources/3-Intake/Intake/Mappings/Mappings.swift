import Catalogue
import Datasets
import Ledger
import Parties
import Regulation
import Store

/// Column mappings, saved once for an entry and a source of its files (列映射的保存与取用).
extension Intake {
    /// Sources of one entry.
    public static let mappingSourcesMax = 100
    static let sourceCharactersMax = 60

    /// Saves `mapping` for the files of `source` delivered to `entry`, as a new version where it says something new.
    ///
    /// Whoever may deliver to the entry may save. Earlier versions stay: receipts name theirs.
    /// - Throws: a refusal of ``IntakeCodes/ofMappings``.
    public func saveMapping(
        _ mapping: ColumnMapping, source: String, of entry: Entry, by actor: Actor
    ) async throws -> SavedMapping {
        try admission(to: entry, of: actor).orThrow()
        let source = HeaderMatch.trimmed(source)
        guard (1...Self.sourceCharactersMax).contains(source.count),
            source.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "/" && $0.value != 0x7F })
        else { throw Refusal(IntakeCodes.mappingName, field: "source") }
        let content = mapping.trimmed
        let now = surroundings.now()
        try content.check(against: try DatasetShape(entry), profile: profile, today: day(now)).orThrow()
        let text = try StoredJSON.text(content)
        return try await store.write { [self] session in
            let newest = try Self.mapping(source, of: entry.id, in: session)
            if let newest, newest.content == content { return newest }
            if newest == nil {
                let sources = try session.number(
                    "SELECT count(DISTINCT source) FROM column_mapping WHERE entry = ?", [.text(entry.id)])
                guard sources < Self.mappingSourcesMax else { throw Refusal(IntakeCodes.mappingTooLarge) }
            }
            let saved = SavedMapping(
                entry: entry.id, source: source, version: (newest?.version ?? 0) + 1, content: content,
                savedBy: actor.ledgerName, savedByName: actor.displayName, savedAt: now)
            try session.run(
                """
                INSERT INTO column_mapping (entry, source, version, content, saved_by, saved_by_name, saved_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(saved.entry), .text(source), Value(saved.version), .text(text),
                    .text(saved.savedBy), .text(saved.savedByName), .int(now.milliseconds),
                ])
            try ledger.record(
                LedgerEvent(
                    IntakeEvents.mappingSaved, at: now, actor: saved.savedBy, body: actor.body.id,
                    subject: "entry:\(entry.id)", article: profile.article(for: .collectionScope),
                    facts: [("source", source), ("version", String(saved.version))]), in: session)
            return saved
        }
    }

    /// The newest version of each source's mapping, by name; at most 100.
    public func mappings(of entry: Entry, by actor: Actor) async throws -> [SavedMapping] {
        try visibility(body: entry.body, to: actor).orThrow()
        return try await store.read { try Self.mappings(of: entry.id, in: $0) }
    }

    /// A mapping as it was saved; the newest version where none is named.
    /// - Throws: ``IntakeCodes/mappingUnknown``.
    public func mapping(
        _ source: String, version: Int? = nil, of entry: Entry, by actor: Actor
    ) async throws -> SavedMapping {
        try visibility(body: entry.body, to: actor).orThrow()
        let found = try await store.read {
            try Self.mapping(HeaderMatch.trimmed(source), version: version, of: entry.id, in: $0)
        }
        guard let found else { throw Refusal(IntakeCodes.mappingUnknown, field: "mapping") }
        return found
    }

    /// The mapping to deliver by, which must fit the entry as it is now.
    func mapping(named source: String?, for shape: DatasetShape) async throws -> SavedMapping? {
        guard let source else { return nil }
        let found = try await store.read {
            try Self.mapping(HeaderMatch.trimmed(source), of: shape.entry, in: $0)
        }
        guard let found else { throw Refusal(IntakeCodes.mappingUnknown, field: "mapping") }
        try found.content.check(against: shape, profile: profile, today: day(surroundings.now())).orThrow()
        return found
    }

    /// The mapping that a delivery was accepted with.
    func mapping(of receipt: Receipt) async throws -> SavedMapping? {
        guard let used = receipt.mapping else { return nil }
        let found = try await store.read {
            try Self.mapping(used.source, version: used.version, of: receipt.entry, in: $0)
        }
        guard let found else { throw StoreError.shape("the mapping of a delivery is missing") }
        return found
    }

    static func mappings(of entry: String, in session: any Session) throws -> [SavedMapping] {
        try session.all(
            """
            SELECT \(SavedMapping.columns) FROM column_mapping AS m WHERE entry = ? AND version =
                (SELECT max(version) FROM column_mapping AS o WHERE o.entry = m.entry AND o.source = m.source)
            ORDER BY source LIMIT \(mappingSourcesMax)
            """, [.text(entry)], SavedMapping.init)
    }

    private static func mapping(
        _ source: String, version: Int? = nil, of entry: String, in session: any Session
    ) throws -> SavedMapping? {
        try session.first(
            """
            SELECT \(SavedMapping.columns) FROM column_mapping
            WHERE entry = ? AND source = ? AND version <= ? AND version >= ? ORDER BY version DESC LIMIT 1
            """,
            [.text(entry), .text(source), .int(version.map(Int64.init) ?? .max), Value(version ?? 0)],
            SavedMapping.init)
    }

    /// `yyyymmdd` where the regulation holds.
    func day(_ now: Instant) -> Int {
        let today = now.day(offsetSeconds: profile.utcOffsetSeconds)
        return today.year * 10_000 + today.month * 100 + today.day
    }
}

extension SavedMapping {
    static let columns = "entry, source, version, content, saved_by, saved_by_name, saved_at"

    init(_ row: Row) throws {
        self.init(
            entry: try row.text("entry"), source: try row.text("source"),
            version: Int(try row.int("version")),
            content: try StoredJSON.value(
                ColumnMapping.self, in: try row.text("content"), of: "a column mapping"),
            savedBy: try row.text("saved_by"), savedByName: try row.text("saved_by_name"),
            savedAt: Instant(milliseconds: try row.int("saved_at")))
    }
}
