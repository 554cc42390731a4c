import Standards

/// What an item standard demands of every item that follows it (数据元标准).
public struct ItemStandard: Sendable, Hashable, Codable {
    public var type: DataType
    /// The longest value, in characters or digits; nil leaves it open.
    public var length: Int?
    /// Digits after the point.
    public var scale: Int?
    /// What identifier the values are; nil for plain values.
    public var identifier: IdentifierKind?
    /// The code list that the values come from, by code.
    public var codeList: StandardReference?
    /// 表示格式 in words: `CCYY-MM-DD`, `a..18`.
    public var format: String

    public init(
        type: DataType, length: Int? = nil, scale: Int? = nil, identifier: IdentifierKind? = nil,
        codeList: StandardReference? = nil, format: String = ""
    ) {
        self.type = type
        self.length = length
        self.scale = scale
        self.identifier = identifier
        self.codeList = codeList
        self.format = format
    }
}
