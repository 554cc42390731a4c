import Store

/// Where a verifier reads a log from (待验台账): the store, a folder of published files, a server.
///
/// An answer may be shorter than asked for where the log is damaged; it is bounded by the source.
public protocol LedgerSource: Sendable {
    /// The bytes of the signed checkpoint.
    func checkpoint() async throws -> [UInt8]?
    /// The first `width` hashes of a tile, where the log has them.
    func tile(level: Int, number: Int64, width: Int) async throws -> [UInt8]?
    /// The first `width` entries of a bundle, where the log has them.
    func entries(bundle: Int64, width: Int) async throws -> [UInt8]?
}

/// The log in the store (库内台账). Where entries are missing, those before the gap are still answered.
public struct StoredLedger: LedgerSource {
    private let store: Store

    public init(_ store: Store) { self.store = store }

    public func checkpoint() async throws -> [UInt8]? {
        try await store.read { session in
            try session.first("SELECT checkpoint FROM ledger_head WHERE id = 1") {
                Array(try $0.text("checkpoint").utf8)
            }
        }
    }

    public func tile(level: Int, number: Int64, width: Int) async throws -> [UInt8]? {
        let bytes = try await store.read { try StoredTile.bytes(level, number, in: $0) }
        return Array(bytes.prefix(width * TreeHash.byteCount))
    }

    public func entries(bundle: Int64, width: Int) async throws -> [UInt8]? {
        try await store.read { try Ledger.bundle(bundle, width: width, in: $0).bytes }
    }
}
