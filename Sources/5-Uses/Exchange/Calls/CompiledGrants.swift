import Catalogue
import Datasets
import Parties
import Protection
import Regulation
import Store
import Synchronization

/// A grant made ready for calls (授权编译): everything that can be looked up once is.
///
/// A class, for every call hands it on several times: as a structure each time copied some fifty references.
final class CompiledGrant: Sendable {
    let grant: Grant
    let entry: Entry
    /// In the order of the grant, without what is dropped there or no longer in the entry.
    let items: [CompiledItem]
    /// The lookup that reads exactly those items.
    let lookup: Lookup
    /// The field of each item: what a query asks for that names none.
    let fields: [String]
    /// ``fields`` as a usage record names them.
    let content: String
    /// The places of the key's items in the order of their fields, in which their digest takes them.
    private let subjectOrder: [Int]
    private let positions: [String: Int]

    struct CompiledItem: Sendable {
        let item: Item
        /// As granted, or stricter where the entry has since become so.
        let granted: GrantedItem
        let transform: PreparedTransform
        /// The form in which values are stored, so that equal values compare equal.
        let form: CanonicalValue
        /// `"field":` as it stands in the answer.
        let jsonName: [UInt8]
    }

    /// `reviewed` is the entry's content when the grant was reviewed; nil where it is not known.
    init(_ grant: Grant, of entry: Entry, reviewed: EntryContent?, masterKey: MasterKey) throws {
        // Digests of one grant say nothing to the holder of another.
        let fingerprint = Fingerprint(masterKey, label: "grant", salt: Array(grant.id.utf8))
        self.grant = grant
        self.entry = entry
        items = try grant.items.compactMap { granted in
            guard let (item, granted) = granted.tightened(from: reviewed, to: entry.content) else {
                return nil
            }
            return CompiledItem(
                item: item, granted: granted,
                transform: try PreparedTransform(granted.transform, fingerprint: fingerprint),
                form: CanonicalValue(item),
                jsonName: Array("\"\(item.field)\":".utf8))
        }
        // A grant of which nothing is left reads nothing; its calls are refused before the look-up.
        lookup = try Lookup(
            DatasetShape(entry), items: items.isEmpty ? entry.content.key : items.map(\.item))
        fields = items.map(\.item.field)
        content = CallNames.list(fields)
        positions = Dictionary(zip(fields, fields.indices)) { first, _ in first }
        let key = lookup.key
        subjectOrder = key.indices.sorted { key[$0].field < key[$1].field }
    }

    func position(of field: String) -> Int? { positions[field] }

    /// The values of a key as they are stored, in the order in which the digest of a subject takes them.
    func subject(_ key: [Value]) -> [String] {
        subjectOrder.map { position in
            switch key[position] {
            case .text(let text): text
            case .int(let number): String(number)
            case .null, .real, .bytes: ""
            }
        }
    }
}

/// Compiled grants by system and entry, all of one revision (授权缓存): when the revision moves, all are dropped.
final class CompiledGrants: Sendable {
    private struct Use: Hashable {
        let system: String
        let code: String
    }

    private struct State {
        var revision: Int64 = 0
        var grants: [Use: [CompiledGrant]] = [:]
    }

    private let state = Mutex<State>(State())
    /// Uses kept; one more drops all and begins anew.
    static let usesMax = 20_000

    func find(system: String, code: String, revision: Int64) -> [CompiledGrant]? {
        state.withLock { state in
            state.revision == revision ? state.grants[Use(system: system, code: code)] : nil
        }
    }

    func keep(_ grants: [CompiledGrant], system: String, code: String, revision: Int64) {
        state.withLock { state in
            if state.revision > revision { return }
            if state.revision < revision || state.grants.count >= Self.usesMax {
                state.grants = [:]
                state.revision = revision
            }
            state.grants[Use(system: system, code: code)] = grants
        }
    }
}

extension Exchange {
    /// The grants of `system` for the entry, newest first; from the cache unless a change came between.
    /// `revision` was read in `session` before.
    func compiledGrants(
        system: String, code: String, revision: Int64, in session: any Session
    ) throws -> [CompiledGrant] {
        if let known = compiled.find(system: system, code: code, revision: revision) { return known }
        let entry = try catalogue.entry(code: code, in: session)
        let grants = try session.all(
            """
            SELECT * FROM grant_record WHERE system = ? AND entry = ? ORDER BY created_at DESC LIMIT 100
            """, [.text(system), .text(entry.id)], Self.grantRow)
        var contents: [Int: EntryContent] = [entry.version: entry.content]
        let result = try grants.map { grant in
            let version = grant.entryVersion
            if contents[version] == nil {
                contents[version] = try catalogue.content(of: entry.id, version: version, in: session)
            }
            return try CompiledGrant(grant, of: entry, reviewed: contents[version], masterKey: masterKey)
        }
        compiled.keep(result, system: system, code: code, revision: revision)
        return result
    }
}
