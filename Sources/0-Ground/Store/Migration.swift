import Crypto

/// One step of the schema (模式迁移): applied once, in order, forward only.
public struct Migration: Sendable, Hashable {
    /// `parties-001`; unique for ever.
    public let id: String
    /// Shared schema text with the tokens of ``Dialect/schema(_:)``.
    public let sql: String
    /// What one engine alone needs, run after the shared text.
    public let additions: [Dialect: String]

    public init(_ id: String, _ sql: String, additions: [Dialect: String] = [:]) {
        self.id = id
        self.sql = sql
        self.additions = additions
    }

    /// The text for one engine.
    func text(_ dialect: Dialect) -> String {
        dialect.schema(sql) + (additions[dialect].map { "\n" + $0 } ?? "")
    }

    /// SHA-256 of the shared text and of every addition: an applied migration whose text has changed stops the
    /// start.
    var checksum: String {
        let texts = [sql] + Dialect.allCases.compactMap { additions[$0] }
        return SHA256.hash(data: Array(texts.joined(separator: "\n").utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension Store {
    /// Brings the schema up to `migrations`, all in one transaction.
    ///
    /// Refuses with ``StoreError/migration(_:)`` where an applied one has another checksum, or where the
    /// store holds one that this version does not know (a newer version wrote it).
    public func migrate(_ migrations: [Migration], at milliseconds: Int64) async throws {
        // Two server processes may start on one store at once: the second waits for the lock, and each of its
        // statements then sees what the first has done. A serialisable one would keep its older view.
        try await append { session in
            if session.dialect == .postgresql {
                try session.script("SELECT pg_advisory_xact_lock(7305811)")
            }
            try session.script(
                """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)
                """)
            var applied: [String: String] = [:]
            try session.each("SELECT id, checksum FROM schema_migration", []) { row in
                applied[try row.text("id")] = try row.text("checksum")
            }
            let known = Set(migrations.map(\.id))
            if let unknown = applied.keys.sorted().first(where: { !known.contains($0) }) {
                throw StoreError.migration("\(unknown) was applied by a newer version")
            }
            for migration in migrations {
                if let checksum = applied[migration.id] {
                    guard checksum == migration.checksum else {
                        throw StoreError.migration("\(migration.id) was changed after it was applied")
                    }
                    continue
                }
                try session.script(migration.text(session.dialect))
                try session.run(
                    "INSERT INTO schema_migration (id, checksum, applied_at) VALUES (?, ?, ?)",
                    [.text(migration.id), .text(migration.checksum), .int(milliseconds)])
            }
        }
    }
}
