import Regulation
import Standards

/// An entry of the sharing catalogue (共享目录条目): what another body needs to know to ask for the data, and nothing
/// that is the provider's business alone, such as where the data lies and how it was assessed.
public struct SharedEntry: Sendable, Hashable {
    /// 信息资源代码.
    public let code: String
    /// The providing body (提供方), by id.
    public let body: String
    /// The entry itself, for those who go on to apply.
    public let id: String
    public let name: String
    public let abstract: String
    public let classification: String
    public let format: String
    public let items: [SharedItem]
    public let sharing: SharingType.ID
    /// 共享条件: scope, depth, conditions and term.
    public let conditions: String
    /// 共享依据 of the restriction; empty where there is none.
    public let basis: String
    /// 使用要求.
    public let usageRequirements: String
    public let updateCycle: UpdateCycle
    /// Whoever receives the data keeps it by these: 敏感程度 and 数据级别.
    public let sensitivity: Sensitivity.ID
    public let grade: String
    public let version: Int
    public let publishedAt: Instant

    /// The procedure by which it is asked for (共享方式): `sharing-unconditional` or `sharing-conditional`.
    public var procedure: String { "sharing-\(sharing.rawValue)" }

    /// Nil where the entry is not in force or not shared.
    init?(_ entry: Entry) {
        guard entry.isInForce, entry.content.sharing != SharingType.ID.none, let code = entry.code,
            let publishedAt = entry.publishedAt
        else { return nil }
        let content = entry.content
        self.code = code
        body = entry.body
        id = entry.id
        name = content.name
        abstract = content.abstract
        classification = content.classification
        format = content.format
        items = content.items.map(SharedItem.init)
        sharing = content.sharing
        conditions = content.sharingConditions
        basis = content.sharingBasis
        usageRequirements = content.usageRequirements
        updateCycle = content.updateCycle
        sensitivity = content.sensitivity
        grade = content.grade
        version = entry.version
        self.publishedAt = publishedAt
    }
}

/// An item as the sharing catalogue shows it (共享目录信息项).
public struct SharedItem: Sendable, Hashable {
    public let field: String
    public let name: String
    public let type: DataType
    public let length: Int?
    public let scale: Int?
    public let isKey: Bool
    /// Whether it says something of a person, so that a grant masks it unless the purpose needs it whole.
    public let isMasked: Bool

    init(_ item: Item) {
        field = item.field
        name = item.name
        type = item.type
        length = item.length
        scale = item.scale
        isKey = item.isKey
        isMasked = item.mask != nil
    }
}
