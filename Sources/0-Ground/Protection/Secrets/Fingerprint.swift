import Crypto

/// Keyed digests of values for one use (指纹), by HMAC with SHA-256: whoever lacks the key can neither compute them nor
/// test guesses, which for identity numbers and telephones would be easy with a plain digest.
public struct Fingerprint: Sendable, CustomStringConvertible, CustomReflectable {
    // Begun once with the key, and copied for each value: half the work of a short value is the key's.
    private let begun: HMAC<SHA256>

    /// A digest of its own for `label` (the use, such as `ledger-evidence`) and `salt` (such as a grant's random bytes);
    /// digests under different labels or salts cannot be compared.
    public init(_ master: MasterKey, label: String, salt: [UInt8] = []) {
        begun = HMAC(key: master.derive(use: "fingerprint", salt: salt, label: label))
    }

    /// The 32 bytes of the digest.
    public func digest(of value: UnsafeRawBufferPointer) -> [UInt8] {
        Array(code(of: value))
    }

    public func digest(of value: [UInt8]) -> [UInt8] {
        value.withUnsafeBytes { digest(of: $0) }
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public func hex(of value: String) -> String {
        var value = value
        var output: [UInt8] = []
        value.withUTF8 { appendHex(of: UnsafeRawBufferPointer($0), to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the digest as 64 lower-case hexadecimal digits.
    public func appendHex(of value: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        code(of: value).withUnsafeBytes { code in
            for byte in code {
                output.append(Self.digit(byte >> 4))
                output.append(Self.digit(byte & 0xF))
            }
        }
    }

    private func code(of value: UnsafeRawBufferPointer) -> HMAC<SHA256>.MAC {
        var hmac = begun
        hmac.update(data: value)
        return hmac.finalize()
    }

    @inline(__always)
    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    public var description: String { "Fingerprint(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
