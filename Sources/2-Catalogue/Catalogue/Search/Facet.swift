import Regulation
import Standards
import Store

/// What a list of entries can be narrowed by (分面).
public enum Facet: String, Sendable, Hashable, CaseIterable, Codable {
    /// 提供单位, by id.
    case body
    /// 信息资源分类的类: `1` base, `2` theme, `3` department.
    case category
    /// 共享类型.
    case sharing
    /// 开放类型.
    case opening
    /// 数据级别: `general-1` … `core`.
    case grade
    /// 格式分类, by its digit.
    case format
    /// 更新周期.
    case cycle
    /// 状态.
    case state

    /// The values in the order of their numbers, counted from 1. Stored rows hold these numbers: a new value goes
    /// to the end. Bodies are numbered by the store.
    public var values: [String] {
        switch self {
        case .body: []
        case .category: ResourceCategory.allCases.map(\.rawValue)
        case .sharing: SharingType.ID.allCases.map(\.rawValue)
        case .opening: OpeningType.ID.allCases.map(\.rawValue)
        case .grade: DataGrade.allCases.map(\.rawValue)
        case .format: FormatCategory.allCases.map(\.rawValue)
        case .cycle: UpdateCycle.allCases.map(\.rawValue)
        case .state: Entry.State.allCases.map(\.rawValue)
        }
    }

    /// The number of a value; 0 where it is none of the standard's.
    func number(_ value: String) -> Int64 {
        Int64((values.firstIndex(of: value) ?? -1) + 1)
    }

    /// The value of a number; nil where it has none.
    func value(_ number: Int64) -> String? {
        number > 0 && number <= values.count ? values[Int(number) - 1] : nil
    }

    /// The value that `content` has of the facet; nil where it has none of the standard's, and for what is told by
    /// the entry, not by its content: body and state.
    public func value(in content: EntryContent) -> String? {
        let word: String =
            switch self {
            case .body, .state: ""
            case .category: String(content.classification.prefix(1))
            case .sharing: content.sharing.rawValue
            case .opening: content.opening.rawValue
            case .grade: content.grade
            case .format: String(content.format.prefix { $0 != ":" })
            case .cycle: content.updateCycle.rawValue
            }
        return values.contains(word) ? word : nil
    }

    /// Where the number lies in ``FacetKey``.
    var bits: (shift: Int64, width: Int64) {
        switch self {
        case .body: (0, 20)
        case .category: (20, 4)
        case .sharing: (24, 4)
        case .opening: (28, 4)
        case .grade: (32, 5)
        case .format: (37, 5)
        case .cycle: (42, 5)
        case .state: (47, 4)
        }
    }
}

/// The facets of one entry in one number (分面编码), so that an index of small rows answers every filter and count.
struct FacetKey: Sendable, Hashable {
    /// Bodies that the key has room for.
    static let bodiesMax: Int64 = 1 << 20 - 1

    /// Set where not all that the index holds of a published entry is for everybody: words of the public are proved
    /// against what is.
    static let isPartlyPublic: Int64 = 1 << 51

    private(set) var number: Int64

    init(number: Int64) { self.number = number }

    init(_ entry: Entry, bodyNumber: Int64, isPartlyPublic: Bool) {
        number = isPartlyPublic ? Self.isPartlyPublic : 0
        let content = entry.content
        set(.body, bodyNumber)
        for facet in Facet.allCases {
            if let value = facet.value(in: content) { set(facet, facet.number(value)) }
        }
        set(.state, Facet.state.number(entry.state.rawValue))
    }

    subscript(facet: Facet) -> Int64 {
        let (shift, width) = facet.bits
        return number >> shift & (1 << width - 1)
    }

    private mutating func set(_ facet: Facet, _ value: Int64) { number |= value << facet.bits.shift }

    /// What rows must have in common with a wanted value.
    struct Mask: Sendable, Hashable {
        private(set) var bits: Int64 = 0
        private(set) var value: Int64 = 0
        /// Set where two demands cannot both hold.
        private(set) var isImpossible = false
        /// What rows must not have.
        private(set) var refused: [Refused] = []

        struct Refused: Sendable, Hashable {
            let bits: Int64
            let value: Int64
        }

        /// Whether it lets every row through.
        var isOpen: Bool { bits == 0 && refused.isEmpty }

        mutating func demand(_ facet: Facet, _ number: Int64) {
            let (shift, width) = facet.bits
            let bits: Int64 = (1 << width - 1) << shift
            if self.bits & bits != 0, value & bits != number << shift { isImpossible = true }
            self.bits |= bits
            value |= number << shift
        }

        mutating func refuse(_ facet: Facet, _ number: Int64) {
            let (shift, width) = facet.bits
            refused.append(Refused(bits: (1 << width - 1) << shift, value: number << shift))
        }

        /// The condition on the column `facets` of `search_entry`, named `s`, with the values that it binds; empty
        /// where it lets everything through.
        var conditions: [(sql: String, values: [Value])] {
            (bits == 0 ? [] : [("(s.facets & ?) = ?", [.int(bits), .int(value)])])
                + refused.map { ("(s.facets & ?) <> ?", [.int($0.bits), .int($0.value)]) }
        }
    }
}
