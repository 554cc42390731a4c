import Regulation
import Store

/// The log as the files of C2SP tlog-tiles (公开文件).
extension Ledger {
    /// The newest signed checkpoint; nil before the first integration.
    public func checkpoint() async throws -> String? {
        try await store.read { session in
            try session.first("SELECT checkpoint FROM ledger_head WHERE id = 1") { try $0.text("checkpoint") }
        }
    }

    /// How many entries the log has. What still waits in the outbox is not counted.
    public func size() async throws -> Int64 {
        try await store.read { try Self.size($0) }
    }

    /// The bytes of a tile: `width` hashes, all 256 where `width` is nil.
    ///
    /// Nil where the log has no such tile, or not yet of that width.
    public func tile(level: Int, number: Int64, width: Int? = nil) async throws -> [UInt8]? {
        let width = width ?? Tile.widthMax
        guard (0...LedgerPath.levelMax).contains(level), (0..<LedgerPath.numberMax).contains(number),
            (1...Tile.widthMax).contains(width)
        else { return nil }
        let bytes = try await store.read { try StoredTile.bytes(level, number, in: $0) }
        let wanted = width * TreeHash.byteCount
        return bytes.count >= wanted ? Array(bytes[..<wanted]) : nil
    }

    /// The bytes of an entry bundle: `width` entries, each after its length as two bytes; 256 where nil.
    ///
    /// Nil where the log does not have all of them.
    public func entries(bundle: Int64, width: Int? = nil) async throws -> [UInt8]? {
        let width = width ?? Tile.widthMax
        guard (0..<LedgerPath.numberMax).contains(bundle), (1...Tile.widthMax).contains(width) else {
            return nil
        }
        let (bytes, count) = try await store.read { try Self.bundle(bundle, width: width, in: $0) }
        return count == width ? bytes : nil
    }

    /// The file at `path`; nil where there is none.
    public func file(at path: LedgerPath) async throws -> [UInt8]? {
        switch path {
        case .checkpoint: try await checkpoint().map { Array($0.utf8) }
        case .tile(let level, let number, let width):
            try await tile(level: level, number: number, width: width)
        case .entries(let bundle, let width): try await entries(bundle: bundle, width: width)
        }
    }

    /// The content of one entry, as its bytes are in the log.
    public func content(at position: Int64) async throws -> [UInt8]? {
        try await store.read { try Self.content(at: position, in: $0) }
    }

    static func content(at position: Int64, in session: any Session) throws -> [UInt8]? {
        try session.first("SELECT content FROM ledger_entry WHERE position = ?", [.int(position)]) {
            try $0.bytes("content")
        }
    }

    static func size(_ session: any Session) throws -> Int64 {
        try session.number("SELECT size FROM ledger_head WHERE id = 1")
    }

    /// The entries of a bundle up to the first that is missing, and how many they are.
    static func bundle(
        _ bundle: Int64, width: Int, in session: any Session
    ) throws -> (bytes: [UInt8], count: Int) {
        let first = bundle * Int64(Tile.widthMax)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * 512)
        var count = 0
        var isWhole = true
        try session.each(
            "SELECT position, content FROM ledger_entry WHERE position >= ? AND position < ? ORDER BY position",
            [.int(first), .int(first + Int64(width))]
        ) { row in
            let content = try row.bytes("content")
            guard isWhole, try row.int("position") == first + Int64(count),
                content.count <= EntryLimits.bytesMax
            else {
                isWhole = false
                return
            }
            bytes.append(UInt8(content.count >> 8))
            bytes.append(UInt8(content.count & 255))
            bytes.append(contentsOf: content)
            count += 1
        }
        return (bytes, count)
    }
}
