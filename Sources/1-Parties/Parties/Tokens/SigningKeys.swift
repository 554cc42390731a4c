import Crypto
import Foundation
import JWTKit
import Ledger
import Protection
import Regulation
import Store
import Synchronization

/// The Ed25519 key that signs tokens (令牌签名密钥): made at the first use, sealed in the store, shared by every
/// process on it.
final class SigningKeys: Sendable {
    private let store: Store
    private let ledger: Ledger
    private let surroundings: Surroundings
    private let secrets: SecretBox
    private let opened = Mutex<[String: JWTKeyCollection]>([:])
    private let newest = Mutex<String?>(nil)

    init(store: Store, ledger: Ledger, surroundings: Surroundings, secrets: SecretBox) {
        self.store = store
        self.ledger = ledger
        self.surroundings = surroundings
        self.secrets = secrets
    }

    func sign(_ claims: TokenClaims) async throws -> String {
        let (id, keys) = try await current()
        return try await keys.sign(claims, kid: JWKIdentifier(string: id))
    }

    /// What `token` says, once its signature is proved to be by a key of this platform; nil for anything else.
    func claims(of token: String) async throws -> TokenClaims? {
        let parts = token.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.header(parts[0]), header.alg == "EdDSA", header.crit == nil,
            (1...64).contains(header.kid.utf8.count), let keys = try await keys(header.kid)
        else { return nil }
        return try? await keys.verify(token, as: TokenClaims.self)
    }

    private static func header(_ text: some Sequence<UInt8>) -> TokenHeader? {
        guard let bytes = Secrets.bytes(base64URL: text) else { return nil }
        return try? JSONDecoder().decode(TokenHeader.self, from: Data(bytes))
    }

    /// The key of `id`; nil where the store has none.
    private func keys(_ id: String) async throws -> JWTKeyCollection? {
        if let keys = opened.withLock({ $0[id] }) { return keys }
        let sealed = try await store.read { session in
            try session.first("SELECT sealed FROM signing_key WHERE id = ?", [.text(id)]) {
                try $0.bytes("sealed")
            }
        }
        guard let sealed else { return nil }
        return try await open(id, sealed)
    }

    private func current() async throws -> (id: String, keys: JWTKeyCollection) {
        if let id = newest.withLock({ $0 }), let keys = opened.withLock({ $0[id] }) { return (id, keys) }
        let (secrets, surroundings, ledger) = (secrets, surroundings, ledger)
        let row = try await store.write { session -> (id: String, sealed: [UInt8])? in
            let newest = "SELECT id, sealed FROM signing_key ORDER BY sequence DESC LIMIT 1"
            func read() throws -> (id: String, sealed: [UInt8])? {
                try session.first(newest) { (try $0.text("id"), try $0.bytes("sealed")) }
            }
            if let row = try read() { return row }
            let id = surroundings.newID()
            let key = Curve25519.Signing.PrivateKey()
            let sealed = try secrets.seal(Array(key.rawRepresentation), associated: Self.place(id))
            let now = surroundings.now()
            // Of several processes that come here at once, one makes the key and all read it.
            let made = try session.run(
                """
                INSERT INTO signing_key (id, sequence, sealed, created_at) VALUES (?, 1, ?, ?)
                ON CONFLICT (sequence) DO NOTHING
                """, [.text(id), .bytes(sealed), .int(now.milliseconds)])
            if made == 1 {
                try ledger.record(
                    LedgerEvent(
                        PartiesEvents.signingKeyCreated, at: now, actor: "platform", body: "",
                        subject: "signing-key:\(id)"),
                    in: session)
            }
            return try read()
        }
        guard let row else { throw PartiesError.signingKeyUnusable }
        let keys = try await open(row.id, row.sealed)
        newest.withLock { $0 = row.id }
        return (row.id, keys)
    }

    private func open(_ id: String, _ sealed: [UInt8]) async throws -> JWTKeyCollection {
        guard let bytes = try? secrets.open(sealed, associated: Self.place(id)),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { throw PartiesError.signingKeyUnusable }
        // One collection a key: the library would fall back to another key for an unknown name.
        let keys = await JWTKeyCollection().add(
            eddsa: EdDSA.PrivateKey(backing: key), kid: JWKIdentifier(string: id))
        opened.withLock { $0[id] = keys }
        return keys
    }

    private static func place(_ id: String) -> [UInt8] { Array("signing_key:\(id)".utf8) }
}
