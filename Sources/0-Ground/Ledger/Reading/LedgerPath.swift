/// The path of one file of the public log (台账文件路径), C2SP tlog-tiles, below the log's prefix.
public enum LedgerPath: Sendable, Hashable, CustomStringConvertible {
    case checkpoint
    /// `tile/<L>/<N>[.p/<W>]`; `width` is 1 to 255 for a partial tile, nil for a full one.
    case tile(level: Int, number: Int64, width: Int?)
    /// `tile/entries/<N>[.p/<W>]`.
    case entries(bundle: Int64, width: Int?)

    /// A tile's number is below this: its entries are still counted in 64 bits.
    public static let numberMax: Int64 = 1 << 54
    public static let levelMax = 63
    private static let charactersMax = 64

    /// Reads exactly the standard's form; nil for anything else: other digits, signs, empty parts, leading zeros.
    public init?(_ text: String) {
        if text == "checkpoint" {
            self = .checkpoint
            return
        }
        guard text.utf8.count <= Self.charactersMax else { return nil }
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(
            Array.init)
        guard parts.count >= 3, parts[0] == Array("tile".utf8) else { return nil }
        var width: Int?
        if parts.count >= 4, parts[parts.count - 2].suffix(2) == Array(".p".utf8)[...] {
            guard let read = Self.decimal(parts.removeLast(), max: 255), read >= 1 else { return nil }
            width = read
            parts[parts.count - 1].removeLast(2)
        }
        guard let number = Self.number(parts[2...]) else { return nil }
        if parts[1] == Array("entries".utf8) {
            self = .entries(bundle: number, width: width)
        } else {
            guard let level = Self.decimal(parts[1], max: Self.levelMax) else { return nil }
            self = .tile(level: level, number: number, width: width)
        }
    }

    public var description: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let level, let number, let width): "tile/\(level)/" + Self.text(number, width)
        case .entries(let bundle, let width): "tile/entries/" + Self.text(bundle, width)
        }
    }

    private static func text(_ number: Int64, _ width: Int?) -> String {
        var groups: [String] = []
        var rest = number
        repeat {
            let digits = String(rest % 1000)
            let group = String(repeating: "0", count: 3 - digits.count) + digits
            groups.append(groups.isEmpty ? group : "x" + group)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/") + (width.map { ".p/\($0)" } ?? "")
    }

    private static func decimal(_ digits: [UInt8], max: Int) -> Int? {
        guard (1...3).contains(digits.count), digits.count == 1 || digits[0] != 0x30 else { return nil }
        guard let value = digits.reduce(Optional(0), appending), value <= max else { return nil }
        return value
    }

    private static func number(_ groups: ArraySlice<[UInt8]>) -> Int64? {
        var value: Int? = 0
        for (index, group) in zip(groups.indices, groups) {
            let isLast = index == groups.endIndex - 1
            let digits = isLast ? group[...] : group.dropFirst()
            guard isLast || group.first == UInt8(ascii: "x"), digits.count == 3 else { return nil }
            value = digits.reduce(value, appending)
            // A group of zeros in front would be a second name of the same tile.
            if !isLast, value == 0 { return nil }
            guard let value, value < numberMax else { return nil }
        }
        return value.map(Int64.init)
    }

    private static func appending(_ value: Int?, _ digit: UInt8) -> Int? {
        guard let value, (0x30...0x39).contains(digit) else { return nil }
        return value * 10 + Int(digit - 0x30)
    }
}
