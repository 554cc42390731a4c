import Guomi

/// Signs checkpoints with SM2 over SM3 (国密 SM2 签名行): the line that Chinese verifiers ask for.
///
/// C2SP gives SM2 no number: the type is 0xff followed by the identifier `yuanliu/sm2-sm3/v1`. The signature is
/// DER as in GB/T 35276, with the default user identifier of GB/T 32918.
public struct SM2Signer: CheckpointSigner {
    public let name: String
    public let keyID: UInt32
    private let key: SM2PrivateKey

    static let type: [UInt8] = [0xFF] + Array("yuanliu/sm2-sm3/v1".utf8)

    /// Throws ``LedgerError/key(_:)`` for a name that holds a space or a plus.
    public init(name: String, key: SM2PrivateKey) throws(LedgerError) {
        guard SignedNote.isKeyName(name) else { throw .key("a key name holds no space and no plus") }
        self.name = name
        self.key = key
        keyID = NoteKey.id(name: name, type: Self.type, publicKey: key.publicKey.bytes)
    }

    public var verifierKey: String {
        NoteKey.text(name: name, type: Self.type, publicKey: key.publicKey.bytes)
    }

    public func sign(_ text: [UInt8]) throws -> [UInt8] { try key.sign(text) }
}

/// Checks SM2 lines (SM2 验签).
public struct SM2Verifier: CheckpointVerifier {
    public let name: String
    public let keyID: UInt32
    private let key: SM2PublicKey

    /// Reads `<name>+<key id>+<key>`, the key being `04 ‖ X ‖ Y`; throws ``LedgerError/key(_:)`` otherwise.
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
