import Catalogue
import Datasets
import Standards

/// How values of an item are put in order (值的次序): by their canonical bytes, exactly, without a number between.
enum ValueOrder: Sendable, Equatable {
    case day
    case moment
    case number

    /// Nil for items whose values have no order.
    init?(_ item: Item) {
        switch (item.type, item.identifier) {
        case (.date, _), (.characters, .date): self = .day
        case (.dateTime, _), (.characters, .dateTime): self = .moment
        case (.integer, _), (.numeric, _), (.currency, _), (.double, _), (.float, _): self = .number
        default: return nil
        }
    }

    var isOfTime: Bool { self != .number }

    /// A bound as a value of the item in canonical form; ``QualityRule/today`` stays what it is where days or moments
    /// are bounded. Nil where it is no value.
    func bound(_ text: String, of item: Item) -> String? {
        guard text.count <= QualityRule.boundMax else { return nil }
        if text == QualityRule.today { return isOfTime ? text : nil }
        return CanonicalValue(item).canonical(text, today: 9999_12_31)
    }

    /// Below 0, 0 or above 0.
    func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        switch self {
        case .day, .moment: Self.bytes(left, right)
        case .number: Self.numbers(left, right)
        }
    }

    private static func bytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for (one, other) in zip(left, right) where one != other { return one < other ? -1 : 1 }
        return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
    }

    private static func numbers(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        guard let one = Decimal(left), let other = Decimal(right) else {
            // An exponent: reals are compared as what they are.
            let (one, other) = (real(left), real(right))
            return one == other ? 0 : one < other ? -1 : 1
        }
        return one.compare(other)
    }

    private static func real(_ bytes: UnsafeRawBufferPointer) -> Double {
        Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
    }

    /// The digits of a decimal without an exponent.
    private struct Decimal {
        let isNegative: Bool
        let whole: Slice<UnsafeRawBufferPointer>
        let fraction: Slice<UnsafeRawBufferPointer>

        init?(_ bytes: UnsafeRawBufferPointer) {
            guard !bytes.isEmpty, !bytes.contains(where: { $0 | 0x20 == 0x65 }) else { return nil }
            let hasSign = bytes[0] == 0x2D || bytes[0] == 0x2B
            var start = hasSign ? 1 : 0
            let point = bytes.firstIndex(of: 0x2E) ?? bytes.count
            while start < point, bytes[start] == 0x30 { start += 1 }
            var end = bytes.count
            while end > point + 1, bytes[end - 1] == 0x30 { end -= 1 }
            whole = bytes[start..<point]
            fraction = point + 1 < end ? bytes[(point + 1)..<end] : bytes[bytes.count..<bytes.count]
            isNegative = bytes[0] == 0x2D && !(whole.isEmpty && fraction.isEmpty)
        }

        func compare(_ other: Decimal) -> Int {
            guard isNegative == other.isNegative else { return isNegative ? -1 : 1 }
            let sizes =
                whole.count == other.whole.count
                ? bytes(
                    UnsafeRawBufferPointer(rebasing: whole), UnsafeRawBufferPointer(rebasing: other.whole))
                : whole.count < other.whole.count ? -1 : 1
            let order =
                sizes != 0
                ? sizes
                : bytes(
                    UnsafeRawBufferPointer(rebasing: fraction),
                    UnsafeRawBufferPointer(rebasing: other.fraction))
            return isNegative ? -order : order
        }
    }
}
