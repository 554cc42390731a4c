import Protection
import Regulation
import Standards

/// An information item of an entry (信息项): one column of its dataset.
public struct Item: Sendable, Hashable, Codable {
    /// Fixed for the life of the entry: `1`, `2`, … in the order of creation; the dataset's column is `i_<number>`.
    public internal(set) var number: Int
    /// ASCII name for machines: `^[a-z][a-z0-9_]{0,62}$`, unique in the entry.
    public var field: String
    /// 信息项名称, unique in the entry, at most 100 characters.
    public var name: String
    /// 数据类型 of the national guide: C, N, Y, D, T, L, M, G, B, I, F.
    public var type: DataType
    /// 数据长度 in characters (C) or digits (N, Y, I); nil leaves it open up to 4,000 characters.
    public var length: Int?
    /// Digits after the point for N and Y.
    public var scale: Int?
    /// Whether every row must have a value.
    public var isRequired: Bool
    /// Whether it is part of the key that tells rows apart.
    public var isKey: Bool
    /// What identifier the values are, checked at the door; nil for plain values.
    public var identifier: IdentifierKind?
    /// How the item is masked where a grant masks it; nil for items that say nothing of a person.
    public var mask: MaskKind?
    /// The item standard that it follows (数据元标准); the version is fixed when the entry is published.
    public var standard: StandardReference?
    /// The code list that its values come from (代码集), checked at the door once published.
    public var codeList: StandardReference?
    /// 敏感程度 of this item alone; nil for that of the entry.
    public var sensitivity: Sensitivity.ID?
    /// 数据级别 of this item alone, as ``EntryContent/grade``; nil for that of the entry.
    public var grade: String?
    /// 开放类型 of this item alone, never wider than that of the entry; nil for that of the entry.
    public var opening: OpeningType.ID?

    public init(
        number: Int, field: String, name: String, type: DataType, length: Int? = nil, scale: Int? = nil,
        isRequired: Bool = false, isKey: Bool = false, identifier: IdentifierKind? = nil,
        mask: MaskKind? = nil, standard: StandardReference? = nil, codeList: StandardReference? = nil,
        sensitivity: Sensitivity.ID? = nil, grade: String? = nil, opening: OpeningType.ID? = nil
    ) {
        self.number = number
        self.field = field
        self.name = name
        self.type = type
        self.length = length
        self.scale = scale
        self.isRequired = isRequired
        self.isKey = isKey
        self.identifier = identifier
        self.mask = mask
        self.standard = standard
        self.codeList = codeList
        self.sensitivity = sensitivity
        self.grade = grade
        self.opening = opening
    }
}
