import Regulation

/// One version of a data standard (数据标准): an item standard or a code list, drafted by a department, reviewed and
/// issued by the authority. Versions stay readable for good.
public struct DataStandard: Sendable, Hashable {
    public let id: String
    /// `DE0101`; the same for all versions.
    public let code: String
    /// Counted from 1.
    public let version: Int
    public let kind: Kind
    public let state: State
    /// The body that drafted it (起草单位).
    public let body: String
    public let content: StandardContent
    public let reviewCase: String?
    /// One more with each save.
    public let revision: Int64
    public let updatedAt: Instant
    public let issuedAt: Instant?

    /// What it standardises (标准种类).
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case item
        case codeList = "code-list"
    }

    /// Where it stands (标准状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case draft
        case inReview = "in-review"
        case issued
        /// Replaced by a newer version; what was published under it keeps it.
        case superseded
        /// Out of force without a successor.
        case withdrawn
    }

    public var reference: StandardReference { StandardReference(code: code, version: version) }
}

/// What a department writes as a standard (标准内容).
public struct StandardContent: Sendable, Hashable, Codable {
    /// 中文名称 and 英文名称.
    public var nameZh: String
    public var nameEn: String
    /// 定义 or 说明.
    public var definition: String
    /// The article or standard that it comes from: `GB/T 2261.1-2003`.
    public var source: String
    /// The first day on which it holds; nil from its issue.
    public var validFrom: LocalDate?
    public var shape: Shape

    /// An item standard or a code list.
    public enum Shape: Sendable, Hashable, Codable {
        case item(ItemStandard)
        case codeList(CodeList)
    }

    public init(
        nameZh: String, nameEn: String = "", definition: String, source: String, validFrom: LocalDate? = nil,
        shape: Shape
    ) {
        self.nameZh = nameZh
        self.nameEn = nameEn
        self.definition = definition
        self.source = source
        self.validFrom = validFrom
        self.shape = shape
    }

    public var kind: DataStandard.Kind {
        switch shape {
        case .item: .item
        case .codeList: .codeList
        }
    }

    public var item: ItemStandard? {
        if case .item(let item) = shape { return item }
        return nil
    }

    public var codeList: CodeList? {
        if case .codeList(let list) = shape { return list }
        return nil
    }
}
