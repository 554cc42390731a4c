/// How an item names a data standard (标准引用): its code, and after publication the version, `DE0101@2`.
public struct StandardReference: Sendable, Hashable, Codable, CustomStringConvertible {
    public let code: String
    /// Nil for whichever is in force.
    public let version: Int?

    /// Characters of the longest code.
    public static let codeMax = 40

    /// Nil unless the code is 1–40 capital letters, digits, dots, underscores and hyphens, begun by a letter or digit.
    public init?(_ text: some StringProtocol) {
        let sides = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let code = sides.first, Self.isCode(code) else { return nil }
        self.code = String(code)
        if sides.count == 1 {
            version = nil
        } else {
            guard let number = Int(sides[1]), (1...999_999).contains(number) else { return nil }
            version = number
        }
    }

    public init(code: String, version: Int?) {
        self.code = code
        self.version = version
    }

    public var description: String { version.map { "\(code)@\($0)" } ?? code }

    static func isCode(_ text: some StringProtocol) -> Bool {
        guard (1...codeMax).contains(text.utf8.count), let first = text.utf8.first, isPlain(first) else {
            return false
        }
        return text.utf8.allSatisfy { isPlain($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let read = StandardReference(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no reference to a standard")
        }
        self = read
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
