import Crypto

/// Seals secrets at rest (机密封装) by AES-256-GCM under a key of its own use.
///
/// Sealed bytes open only with the same master key, label and associated data, such as the table and row that hold
/// them, so that no one can move a secret to another place. Each seal takes a random nonce of 12 bytes: one box is good
/// for 2^32 seals.
public struct SecretBox: Sendable, CustomStringConvertible, CustomReflectable {
    /// The longest secret in bytes.
    public static let secretBytesMax = 1_048_576
    /// How many bytes a seal adds: one of version, 12 of nonce, 16 of tag.
    public static let overheadBytes = 29

    private static let version: UInt8 = 1
    private let key: SymmetricKey

    /// A box for `label` (the use, such as `source-password`).
    public init(_ master: MasterKey, label: String) {
        key = master.derive(use: "secret-box", salt: [], label: label)
    }

    /// Seals `secret`, bound to `associated`: version, nonce, ciphertext, tag.
    public func seal(_ secret: [UInt8], associated: [UInt8]) throws(ProtectionError) -> [UInt8] {
        guard secret.count <= Self.secretBytesMax else { throw .tooLarge(limit: Self.secretBytesMax) }
        do {
            let box = try AES.GCM.seal(secret, using: key, authenticating: Self.bound(associated))
            return [Self.version] + Array(box.nonce) + box.ciphertext + box.tag
        } catch {
            throw .unopenable
        }
    }

    /// Opens what `seal` gave for the same `associated`.
    public func open(_ sealed: [UInt8], associated: [UInt8]) throws(ProtectionError) -> [UInt8] {
        guard sealed.count <= Self.secretBytesMax + Self.overheadBytes else {
            throw .tooLarge(limit: Self.secretBytesMax + Self.overheadBytes)
        }
        guard sealed.count >= Self.overheadBytes, sealed[0] == Self.version else { throw .unopenable }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            return Array(try AES.GCM.open(box, using: key, authenticating: Self.bound(associated)))
        } catch {
            throw .unopenable
        }
    }

    // The version is bound too, so that a later form cannot be passed off as this one.
    private static func bound(_ associated: [UInt8]) -> [UInt8] { [version] + associated }

    public var description: String { "SecretBox(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
