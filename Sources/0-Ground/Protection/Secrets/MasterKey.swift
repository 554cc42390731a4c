import Crypto

/// The one key from which all others of an installation are derived (主密钥): 32 random bytes.
///
/// Shows nothing of itself when printed or dumped.
public struct MasterKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The length in bytes.
    public static let length = 32

    private let key: SymmetricKey

    /// Takes in exactly 32 bytes.
    public init(bytes: [UInt8]) throws(ProtectionError) {
        guard bytes.count == Self.length else { throw .wrongKeyLength }
        key = SymmetricKey(data: bytes)
    }

    /// A new key from the system's randomness.
    public static func random() -> MasterKey { MasterKey(key: SymmetricKey(size: .bits256)) }

    private init(key: SymmetricKey) { self.key = key }

    /// A key for one use alone, by HKDF with SHA-256: no use can read what another has sealed or digested.
    func derive(use: String, salt: [UInt8], label: String) -> SymmetricKey {
        // The length before the label keeps ("a", "bc") and ("ab", "c") apart.
        let info = Array("\(use.utf8.count):\(use)\(label)".utf8)
        return HKDF<SHA256>.deriveKey(inputKeyMaterial: key, salt: salt, info: info, outputByteCount: 32)
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        key.withUnsafeBytes(body)
    }

    public var description: String { "MasterKey(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
