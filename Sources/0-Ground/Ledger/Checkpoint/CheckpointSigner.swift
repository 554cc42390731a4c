import Crypto

/// A key that signs checkpoints (检查点签名者): one line of the signed note.
public protocol CheckpointSigner: Sendable {
    /// Written on the line; by custom the origin of the log. No space, no plus.
    var name: String { get }
    /// The first four bytes of a hash over name, type and public key: see ``NoteKey/id(name:type:publicKey:)``.
    var keyID: UInt32 { get }
    /// The public text by which others know the key: `<name>+<key id>+<base64(type ‖ public key)>`.
    var verifierKey: String { get }
    func sign(_ text: [UInt8]) throws -> [UInt8]
}

/// A public key that checks the lines of one signer (检查点验签者).
public protocol CheckpointVerifier: Sendable {
    var name: String { get }
    var keyID: UInt32 { get }
    func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool
}

/// How C2SP signed-note names and writes keys (签名公钥格式).
public enum NoteKey {
    /// First four bytes of `SHA-256(name ‖ 0x0A ‖ type ‖ public key)`, big-endian.
    ///
    /// `type` is one byte, or 0xff and an identifier string for algorithms that the standard does not number.
    public static func id(name: String, type: [UInt8], publicKey: [UInt8]) -> UInt32 {
        SHA256.hash(data: Array(name.utf8) + [0x0A] + type + publicKey).prefix(4)
            .reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    public static func text(name: String, type: [UInt8], publicKey: [UInt8]) -> String {
        let digits = String(id(name: name, type: type, publicKey: publicKey), radix: 16)
        let id = String(repeating: "0", count: 8 - digits.count) + digits
        return "\(name)+\(id)+\(Base64.text(type + publicKey))"
    }

    /// Reads a verifier key whose type is `type`; nil where the form, the type or the key id is another.
    public static func read(_ text: String, type: [UInt8]) -> (name: String, publicKey: [UInt8])? {
        // Base64 may hold a plus, a name may not.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, SignedNote.isKeyName(parts[0]), let key = Base64.bytes(parts[2]),
            key.starts(with: type)
        else { return nil }
        let publicKey = Array(key.dropFirst(type.count))
        guard Self.text(name: String(parts[0]), type: type, publicKey: publicKey) == text else { return nil }
        return (String(parts[0]), publicKey)
    }
}
