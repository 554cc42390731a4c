import Regulation

/// A rule of data quality beyond those that follow from the items (质量规则): declared for an entry by its body,
/// reviewed by the authority, kept as data with its version.
public struct QualityRule: Sendable, Hashable, Codable {
    public static let nameMax = 100
    public static let boundMax = 64
    public static let itemsMax = 8
    /// The bound that moves: the day of the check.
    public static let today = "today"

    /// In the words of the body that declares it.
    public var name: String
    public var kind: QualityRuleKind
    /// Numbers of the items, in the order that the kind wants: identity number before birth date or sex, the left of a
    /// comparison before the right, the parts of a reference in the order of the other entry's key.
    public var items: [Int]
    public var order: Order?
    /// The least and the greatest value, both allowed themselves; ``today`` for a day.
    public var least: String?
    public var most: String?
    /// The id of the entry that is referred to.
    public var target: String?

    /// How two values stand (比较方式).
    public enum Order: String, Sendable, Hashable, Codable, CaseIterable {
        case less
        case atMost = "at-most"
        case equal
        case unequal
        case atLeast = "at-least"
        case more

        /// Whether `order`, below 0, 0 or above 0 as the left is less, equal or more, is as it should be.
        public func holds(_ order: Int) -> Bool {
            switch self {
            case .less: order < 0
            case .atMost: order <= 0
            case .equal: order == 0
            case .unequal: order != 0
            case .atLeast: order >= 0
            case .more: order > 0
            }
        }

        public var sign: String {
            switch self {
            case .less: "<"
            case .atMost: "≤"
            case .equal: "="
            case .unequal: "≠"
            case .atLeast: "≥"
            case .more: ">"
            }
        }
    }

    public init(
        name: String, kind: QualityRuleKind, items: [Int], order: Order? = nil, least: String? = nil,
        most: String? = nil, target: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.items = items
        self.order = order
        self.least = least
        self.most = most
        self.target = target
    }

    /// What it asks for, its name aside: the same rule has the same key in every version.
    public var key: String {
        let parts = [order?.rawValue, least, most, target].map { $0 ?? "" }
        return ([kind.rawValue, items.map(String.init).joined(separator: "+")] + parts)
            .joined(separator: ":")
    }
}

/// The rules of an entry as they were declared together (质量规则版本).
public struct QualityRuleSet: Sendable, Hashable {
    public static let rulesMax = 50

    public let entry: String
    /// Counted from 1.
    public let version: Int
    public let rules: [QualityRule]
    public let state: State
    public let actorName: String
    public let caseID: String?
    public let proposedAt: Instant
    public let decidedAt: Instant?

    /// Where a version stands (审核状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case inReview = "in-review"
        /// The newest approved version is in force.
        case approved
        case declined
    }
}
