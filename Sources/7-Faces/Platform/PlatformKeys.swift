import Guomi
import Ledger
import Protection
import Store

/// The keys that sign the ledger's checkpoints (签名密钥): made once, kept sealed in the store, so that every
/// server process on one store signs with the same ones.
enum PlatformKeys {
    static let migrations = [
        Migration("keys-001", "CREATE TABLE platform_key (name TEXT PRIMARY KEY, sealed BYTES NOT NULL);")
    ]

    /// Opens the key `name`, or keeps what `make` gives as that key. Of two processes both get the first one's.
    static func open(
        _ name: String, store: Store, box: SecretBox, make: @Sendable () throws -> [UInt8]
    ) async throws -> [UInt8] {
        let associated = Array("platform_key/\(name)".utf8)
        let fresh = try box.seal(try make(), associated: associated)
        let sealed = try await store.write { session in
            try session.run(
                "INSERT INTO platform_key (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                [.text(name), .bytes(fresh)])
            return try session.first("SELECT sealed FROM platform_key WHERE name = ?", [.text(name)]) {
                try $0.bytes("sealed")
            }
        }
        return try box.open(sealed ?? fresh, associated: associated)
    }
}
