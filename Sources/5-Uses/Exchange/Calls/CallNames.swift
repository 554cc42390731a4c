/// What a record of a call takes over from the caller's own words (调用方写入的名称): names of the platform's form
/// alone, so that a value put in the wrong place does not enter a log that nobody can clean.
enum CallNames {
    /// A field as entries have them: a-z, then a-z 0-9 _, at most 63.
    static func isField(_ text: String) -> Bool {
        guard let first = text.utf8.first, isSmall(first), text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { isSmall($0) || isDigit($0) || $0 == 0x5F }
    }

    /// A resource code (信息资源代码): digits, a slash, digits; at most 64 bytes.
    static func isCode(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        return text.utf8.count <= 64 && halves.count == 2
            && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// An id of the platform: 26 digits and small letters.
    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 26 && text.utf8.allSatisfy { isSmall($0) || isDigit($0) }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension String {
    /// The first `limit` Unicode scalars: one character may be thousands of them.
    func cut(_ limit: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) }
}
