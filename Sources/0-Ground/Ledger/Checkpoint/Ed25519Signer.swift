import Crypto

/// Signs checkpoints with Ed25519 (签名, RFC 8032), signature type 0x01: the line every public verifier knows.
public struct Ed25519Signer: CheckpointSigner {
    public let name: String
    public let keyID: UInt32
    private let key: Curve25519.Signing.PrivateKey

    static let type: [UInt8] = [0x01]

    /// `seed` is the 32 secret bytes of the key. Throws ``LedgerError/key(_:)`` for a wrong name or length.
    public init(name: String, seed: [UInt8]) throws(LedgerError) {
        guard SignedNote.isKeyName(name) else { throw .key("a key name holds no space and no plus") }
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .key("an Ed25519 seed is 32 bytes")
        }
        self.name = name
        self.key = key
        keyID = NoteKey.id(name: name, type: Self.type, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// A fresh seed for ``init(name:seed:)``.
    public static func newSeed() -> [UInt8] { Array(Curve25519.Signing.PrivateKey().rawRepresentation) }

    public var verifierKey: String {
        NoteKey.text(name: name, type: Self.type, publicKey: Array(key.publicKey.rawRepresentation))
    }

    public func sign(_ text: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: text)) }
}

/// Checks Ed25519 lines (Ed25519 验签).
public struct Ed25519Verifier: CheckpointVerifier {
    public let name: String
    public let keyID: UInt32
    private let key: Curve25519.Signing.PublicKey

    /// Reads `<name>+<key id>+<key>`; throws ``LedgerError/key(_:)`` for anything else.
    public init(_ verifierKey: String) throws(LedgerError) {
        guard let (name, publicKey) = NoteKey.read(verifierKey, type: Ed25519Signer.type),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { throw .key("not an Ed25519 verifier key") }
        self.name = name
        self.key = key
        keyID = NoteKey.id(name: name, type: Ed25519Signer.type, publicKey: publicKey)
    }

    public func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: text)
    }
}
