/// What a record of a call takes over from the caller's own words (调用方写入的名称): names of the platform's form
/// alone, so that a value put in the wrong place does not enter a log that nobody can clean.
enum CallNames {
    /// A field as entries have them: a-z, then a-z 0-9 _, at most 63.
    static func isField(_ text: String) -> Bool {
        guard let first = text.utf8.first, isSmall(first), text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { isSmall($0) || isDigit($0) || $0 == 0x5F }
    }

    /// Fields as a usage record names them: each once, and only names of the platform's form, for what a caller
    /// puts where a name belongs does not enter the log.
    static func list(_ fields: [String]) -> String {
        var seen: Set<String> = []
        return fields.filter { isField($0) && seen.insert($0).inserted }.joined(separator: ",")
    }

    /// A resource code (信息资源代码): digits, a slash, digits; at most 64 bytes.
    static func isCode(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count <= 64, let slash = bytes.firstIndex(of: 0x2F) else { return false }
        let (first, second) = (bytes[..<slash], bytes[slash...].dropFirst())
        return !first.isEmpty && !second.isEmpty && first.allSatisfy(isDigit) && second.allSatisfy(isDigit)
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
    func cut(_ limit: Int) -> String {
        utf8.count <= limit ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(limit)))
    }
}
