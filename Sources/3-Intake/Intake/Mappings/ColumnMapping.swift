import Catalogue
import Datasets
import Regulation

/// Which column of a source's files is which item of an entry (列映射): beside that, which columns are passed over and
/// which items have one value in every row.
public struct ColumnMapping: Sendable, Hashable, Codable {
    public static let columnsMax = 1_000
    /// Characters of the name of a column, and of a constant.
    public static let nameCharactersMax = 200
    public static let constantCharactersMax = 4_000

    /// One column of the file (列).
    public struct Column: Sendable, Hashable, Codable {
        /// As its header says, without blanks around it; `#1` for the first of a file without header.
        public var column: String
        /// The field of the item; nil for a column that is passed over.
        public var item: String?

        public init(column: String, item: String?) {
            self.column = column
            self.item = item
        }
    }

    /// An item that no column gives (固定值).
    public struct Constant: Sendable, Hashable, Codable {
        /// The field of the item.
        public var item: String
        public var value: String

        public init(item: String, value: String) {
            self.item = item
            self.value = value
        }
    }

    public var columns: [Column]
    public var constants: [Constant]

    public init(columns: [Column], constants: [Constant] = []) {
        self.columns = columns
        self.constants = constants
    }

    /// The same mapping as it is kept: without blanks around names.
    var trimmed: ColumnMapping {
        ColumnMapping(
            columns: columns.map { Column(column: HeaderMatch.trimmed($0.column), item: $0.item) },
            constants: constants)
    }

    /// Whether the mapping fits `shape`: every item named is one of its items and named once, every required one and
    /// every part of the key has a column or a constant, and every constant is a value of its item.
    /// - Parameter today: `yyyymmdd`.
    /// - Returns: everything that is wrong at once; constants are never told.
    func check(against shape: DatasetShape, profile: Profile, today: Int) -> Ruling {
        let names = columns.map(\.column) + constants.map(\.value)
        guard columns.count <= Self.columnsMax, constants.count <= Self.columnsMax,
            columns.allSatisfy({ !$0.column.isEmpty && $0.column.count <= Self.nameCharactersMax }),
            names.allSatisfy({ $0.count <= Self.constantCharactersMax })
        else { return .refused([Reason(IntakeCodes.mappingTooLarge, field: "columns")]) }
        var reasons: [Reason] = []
        func add(_ code: ReasonCode, _ rule: RuleID, _ names: [String], _ field: String) {
            guard !names.isEmpty else { return }
            reasons.append(
                Reason(
                    code, article: profile.article(for: rule), detail: HeaderMatch.list(names), field: field))
        }
        let items = Dictionary(shape.items.map { ($0.field, $0) }) { first, _ in first }
        let named = columns.compactMap(\.item) + constants.map(\.item)
        add(IntakeCodes.mappingItemUnknown, .collectionScope, named.filter { items[$0] == nil }, "columns")
        add(
            IntakeCodes.mappingRepeated, .deliveryQuality,
            Self.repeated(columns.map(\.column)) + Self.repeated(named), "columns")
        let given = Set(named)
        add(
            IntakeCodes.mappingItemMissing, .deliveryQuality,
            shape.items.filter { ($0.isRequired || $0.isKey) && !given.contains($0.field) }.map(\.name),
            "columns")
        let broken = constants.filter { constant in
            guard let item = items[constant.item] else { return false }
            return CanonicalValue(item).canonical(constant.value, today: today) == nil
        }
        add(
            IntakeCodes.mappingConstant, .deliveryQuality,
            broken.map { items[$0.item]?.name ?? $0.item }, "constants")
        return Ruling(reasons)
    }

    private static func repeated(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { !seen.insert($0).inserted }
    }
}

/// A mapping as it was saved once (已保存的列映射): versions of one source are kept for good.
public struct SavedMapping: Sendable, Hashable {
    public let entry: String
    public let source: String
    /// From 1.
    public let version: Int
    public let content: ColumnMapping
    public let savedBy: String
    public let savedByName: String
    public let savedAt: Instant
}
