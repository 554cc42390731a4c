import Guomi

/// Signs checkpoints with SM2 and SM3 (国密签名), beside the Ed25519 line: type 0xff with an identifier of its own,
/// which verifiers that do not know it skip.
public struct SM2Signer: CheckpointSigner {
    public let name: String
    public let keyID: UInt32
    private let key: SM2PrivateKey

    static let type: [UInt8] = [0xFF] + Array("sm2-sm3".utf8)

    /// Throws ``LedgerError/key(_:)`` for a name that a signed note cannot carry.
    public init(name: String, key: SM2PrivateKey) throws(LedgerError) {
        guard SignedNote.isKeyName(name) else { throw .key("a key name holds no space and no plus") }
        self.name = name
        self.key = key
        keyID = NoteKey.id(name: name, type: Self.type, publicKey: key.publicKey.bytes)
    }

    public var verifierKey: String {
        NoteKey.text(name: name, type: Self.type, publicKey: key.publicKey.bytes)
    }

    /// DER `SM2Signature` over the note's text under the default distinguishing identifier (GB/T 35276).
    public func sign(_ text: [UInt8]) throws -> [UInt8] { try key.sign(text) }
}

/// Checks SM2 lines (SM2 验签).
public struct SM2Verifier: CheckpointVerifier {
    public let name: String
    public let keyID: UInt32
    private let key: SM2PublicKey

    /// Reads `<name>+<key id>+<key>`; throws ``LedgerError/key(_:)`` for anything else.
    public init(_ verifierKey: String) throws(LedgerError) {
        guard let (name, publicKey) = NoteKey.read(verifierKey, type: SM2Signer.type),
            let key = try? SM2PublicKey(bytes: publicKey)
        else { throw .key("not an SM2 verifier key") }
        self.name = name
        self.key = key
        keyID = NoteKey.id(name: name, type: SM2Signer.type, publicKey: publicKey)
    }

    public func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        (try? key.verifies(signature, of: text)) ?? false
    }
}
