/// The code of an information resource (信息资源代码): class (类, 1 digit), item (项, 2), subject (目, 3), optional detail
/// (细目, digits), a slash and the sequence (顺序码, digits); national catalogue guide 2017.
public struct ResourceCode: Sendable, Hashable, CustomStringConvertible {
    /// The most characters of a whole code.
    public static let lengthMax = 64

    public let category: ResourceCategory
    /// 0 to 99.
    public let item: Int
    /// 0 to 999.
    public let subject: Int
    /// Digits, possibly none; nested details follow one another.
    public let detail: String
    /// Digits, at least one; leading zeros belong to it.
    public let sequence: String

    /// Composes a code; nil where a part is out of range, not of digits, or the whole too long.
    public init?(category: ResourceCategory, item: Int, subject: Int, detail: String = "", sequence: String) {
        guard (0...99).contains(item), (0...999).contains(subject), !sequence.isEmpty,
            detail.utf8.count + sequence.utf8.count + 7 <= Self.lengthMax,
            detail.withBytes({ $0.isDigits(0, $0.count) }),
            sequence.withBytes({ $0.isDigits(0, $0.count) })
        else { return nil }
        self.category = category
        self.item = item
        self.subject = subject
        self.detail = detail
        self.sequence = sequence
    }

    /// Reads a code; nil unless `check` holds.
    public init?(_ text: String) {
        guard Self.check(text).isValid, let slash = text.firstIndex(of: "/"),
            let category = ResourceCategory(rawValue: String(text.prefix(1))),
            let item = Int(text.dropFirst().prefix(2)), let subject = Int(text.dropFirst(3).prefix(3))
        else { return nil }
        self.init(
            category: category, item: item, subject: subject, detail: String(text[..<slash].dropFirst(6)),
            sequence: String(text[slash...].dropFirst()))
    }

    /// Checks one code; never allocates.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        if bytes.isEmpty { return .empty }
        guard (8...lengthMax).contains(bytes.count) else { return .wrongLength }
        guard (0x31...0x33).contains(bytes[0]) else { return .wrongCategory }
        var slash = 0
        while slash < bytes.count, bytes[slash] != 0x2F { slash += 1 }
        guard slash >= 6, slash < bytes.count - 1 else { return .wrongForm }
        guard bytes.isDigits(0, slash), bytes.isDigits(slash + 1, bytes.count - slash - 1) else {
            return .wrongCharacter
        }
        return .valid
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    /// The part before the slash (分类码): class, item, subject and detail.
    public var classification: String {
        category.rawValue + Self.padded(item, 2) + Self.padded(subject, 3) + detail
    }

    public var description: String { classification + "/" + sequence }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
