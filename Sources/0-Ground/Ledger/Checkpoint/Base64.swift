import FoundationEssentials

/// Base64 of RFC 4648 §4 (编码), canonical only: one byte string has one text.
enum Base64 {
    static func text(_ bytes: some Collection<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// Nil for anything that ``text(_:)`` would not have written.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let text = String(text)
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
