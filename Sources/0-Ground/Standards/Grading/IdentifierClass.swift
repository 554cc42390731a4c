/// What an item can reveal about a person (标识类别), GB/T 37964-2019.
public enum IdentifierClass: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    /// Singles out a person by itself.
    case direct
    /// Singles out a person together with others.
    case quasi
    /// What nobody may learn about a person.
    case sensitive
    case other

    public var zh: String {
        switch self {
        case .direct: "直接标识符"
        case .quasi: "准标识符"
        case .sensitive: "敏感属性"
        case .other: "其他属性"
        }
    }

    public var en: String {
        switch self {
        case .direct: "direct identifier"
        case .quasi: "quasi-identifier"
        case .sensitive: "sensitive attribute"
        case .other: "other attribute"
        }
    }
}
