import Store

/// The stored end of the log (台账末端): its checkpoint, and the right edge of its tree.
struct LedgerHead {
    var edge: TreeEdge
    /// The signed note; empty before the first.
    let note: String

    /// Loads the head, and refuses with ``LedgerError/damaged(_:)`` where tree and head do not fit together.
    static func load(_ session: any Session) throws -> LedgerHead {
        let stored = try session.first("SELECT size, root, checkpoint FROM ledger_head WHERE id = 1") {
            (size: try $0.int("size"), root: try $0.bytes("root"), note: try $0.text("checkpoint"))
        }
        guard let stored else { return LedgerHead(edge: TreeEdge(), note: "") }
        guard stored.size >= 0 else { throw LedgerError.damaged("the size is negative") }
        var partials: [[TreeHash]] = []
        for level in 0..<TreeEdge.levels(size: stored.size) {
            let width = Tile.partialWidth(level: level, size: stored.size)
            let number = stored.size >> (8 * Int64(level + 1))
            partials.append(width == 0 ? [] : try StoredTile.hashes(level, number, in: session))
        }
        guard let edge = TreeEdge(size: stored.size, partials: partials), edge.root.bytes == stored.root
        else {
            throw LedgerError.damaged("the tiles at the edge do not lead to the root")
        }
        return LedgerHead(edge: edge, note: stored.note)
    }

    static func save(_ checkpoint: Checkpoint, note: SignedNote, in session: any Session) throws {
        try session.run(
            """
            INSERT INTO ledger_head (id, size, root, checkpoint) VALUES (1, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint
            """,
            [
                .int(checkpoint.size), .bytes(checkpoint.root.bytes),
                .text(String(decoding: note.bytes, as: UTF8.self)),
            ])
    }
}

/// The tiles in the store (瓦片存取). Of the partial tiles of a place only the newest is kept: the others begin it.
enum StoredTile {
    static func save(_ level: Int, _ number: Int64, _ hashes: [TreeHash], in session: any Session) throws {
        try session.run(
            """
            INSERT INTO ledger_tile (level, number, width, hashes) VALUES (?, ?, ?, ?)
            ON CONFLICT (level, number) DO UPDATE SET width = excluded.width, hashes = excluded.hashes
            """,
            [.int(Int64(level)), .int(number), .int(Int64(hashes.count)), .bytes(Tile.bytes(hashes))])
    }

    /// The stored bytes; empty where there is no such tile or its width is not that of its bytes.
    static func bytes(_ level: Int, _ number: Int64, in session: any Session) throws -> [UInt8] {
        let stored = try session.first(
            "SELECT width, hashes FROM ledger_tile WHERE level = ? AND number = ?",
            [.int(Int64(level)), .int(number)]
        ) { (width: try $0.int("width"), bytes: try $0.bytes("hashes")) }
        guard let stored, stored.width == stored.bytes.count / TreeHash.byteCount,
            stored.bytes.count % TreeHash.byteCount == 0
        else { return [] }
        return stored.bytes
    }

    static func hashes(_ level: Int, _ number: Int64, in session: any Session) throws -> [TreeHash] {
        Tile.hashes(try bytes(level, number, in: session))
    }
}
