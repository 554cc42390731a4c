/// A level of administrative divisions (行政区划级别), the highest first.
public enum DivisionLevel: Int, Sendable, Hashable, CaseIterable, Comparable, StandardTerm {
    case province = 1
    case prefecture = 2
    case county = 3
    case town = 4
    case village = 5

    /// How many codes of twelve digits one division of this level spans.
    var span: UInt64 {
        switch self {
        case .province: 10_000_000_000
        case .prefecture: 100_000_000
        case .county: 1_000_000
        case .town: 1000
        case .village: 1
        }
    }

    public var zh: String {
        switch self {
        case .province: "省级"
        case .prefecture: "地级"
        case .county: "县级"
        case .town: "乡级"
        case .village: "村级"
        }
    }

    public var en: String {
        switch self {
        case .province: "province"
        case .prefecture: "prefecture"
        case .county: "county"
        case .town: "town"
        case .village: "village"
        }
    }

    /// Higher levels come first: a province is less than a county.
    public static func < (one: DivisionLevel, other: DivisionLevel) -> Bool { one.rawValue < other.rawValue }
}
