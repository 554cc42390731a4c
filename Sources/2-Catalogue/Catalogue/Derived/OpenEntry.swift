import Regulation
import Standards

/// An entry of the opening catalogue (开放目录条目): what anybody may know of it. Of the items only those that may be
/// opened; nothing of how the body holds, grades or shares the data.
public struct OpenEntry: Sendable, Hashable {
    /// 信息资源代码, by which the public names it.
    public let code: String
    /// The providing body, by id.
    public let body: String
    public let name: String
    public let abstract: String
    public let classification: String
    public let format: String
    public let items: [OpenItem]
    public let opening: OpeningType.ID
    /// 开放条件.
    public let conditions: String
    public let updateCycle: UpdateCycle
    public let version: Int
    public let publishedAt: Instant

    /// Nil where the entry is not in force or not opened.
    init?(_ entry: Entry) {
        guard entry.isInForce, entry.content.opening != OpeningType.ID.none, let code = entry.code,
            let publishedAt = entry.publishedAt
        else { return nil }
        let content = entry.content
        self.code = code
        body = entry.body
        name = content.name
        abstract = content.abstract
        classification = content.classification
        format = content.format
        items = content.openItems.map { OpenItem($0, opening: content.opening(of: $0)) }
        opening = content.opening
        conditions = content.openingConditions
        updateCycle = content.updateCycle
        version = entry.version
        self.publishedAt = publishedAt
    }
}

/// An item that may be opened (开放信息项).
public struct OpenItem: Sendable, Hashable {
    public let field: String
    public let name: String
    public let type: DataType
    public let length: Int?
    public let scale: Int?
    public let opening: OpeningType.ID
    /// Whether it says something of a person, so that it is opened masked only.
    public let isMasked: Bool

    init(_ item: Item, opening: OpeningType.ID) {
        field = item.field
        name = item.name
        type = item.type
        length = item.length
        scale = item.scale
        self.opening = opening
        isMasked = item.mask != nil
    }
}
