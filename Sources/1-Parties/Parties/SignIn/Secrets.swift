import Crypto
import Foundation

/// Random secrets, their digests and their written form (随机机密).
enum Secrets {
    /// Bytes of a session token and of the secret of an access key: 256 bits.
    static let length = 32

    static func randomBytes(_ count: Int) -> [UInt8] {
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
    }

    /// 256 random bits as 43 characters of base64url.
    static func randomText() -> String { base64URL(randomBytes(length)) }

    static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// Whether `digest` is that of `text`, in time that does not depend on either.
    static func isDigest(_ digest: [UInt8], of text: String) -> Bool {
        SHA256.hash(data: Array(text.utf8)) == digest
    }

    static func base64URL(_ bytes: [UInt8]) -> String {
        let text = Data(bytes).base64EncodedString().utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x2B: 0x2D
            case 0x2F: 0x5F
            case 0x3D: nil
            default: byte
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads base64url without padding; nil for any other character.
    static func bytes(base64URL text: some Sequence<UInt8>) -> [UInt8]? {
        var standard: [UInt8] = []
        for byte in text {
            switch byte {
            case 0x2D: standard.append(0x2B)
            case 0x5F: standard.append(0x2F)
            case 0x2B, 0x2F, 0x3D: return nil
            default: standard.append(byte)
            }
        }
        standard += Array(repeating: 0x3D, count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: Data(standard)).map { Array($0) }
    }
}
