import Regulation
import Standards

/// One line of the responsibility list (共享开放责任清单): who answers for an entry in force, and how it is shared and
/// opened.
///
/// Source: 贵阳市贵安新区公共数据管理办法 ch. 2; 株洲市政务数据资源共享开放管理办法 arts. 12–13.
public struct ResponsibilityLine: Sendable, Hashable {
    public let id: String
    public let code: String
    public let name: String
    /// The body that answers for it (责任单位), by id.
    public let body: String
    public let sharing: SharingType.ID
    /// 共享条件.
    public let sharingConditions: String
    /// 共享依据: on what the restriction rests.
    public let sharingBasis: String
    public let opening: OpeningType.ID
    public let openingConditions: String
    /// Names of the items that are kept back from an opened entry.
    public let withheldItems: [String]
    public let usageRequirements: String
    public let updateCycle: UpdateCycle
    /// 采集依据: on what law the data is collected.
    public let legalBasis: String
    public let version: Int
    public let publishedAt: Instant

    /// The procedure by which it is shared (共享方式); nil where it is not.
    public var procedure: String? { sharing == .none ? nil : "sharing-\(sharing.rawValue)" }

    /// Nil where the entry is not in force.
    init?(_ entry: Entry) {
        guard entry.isInForce, let code = entry.code, let publishedAt = entry.publishedAt else { return nil }
        let content = entry.content
        id = entry.id
        self.code = code
        name = content.name
        body = entry.body
        sharing = content.sharing
        sharingConditions = content.sharingConditions
        sharingBasis = content.sharingBasis
        opening = content.opening
        openingConditions = content.openingConditions
        withheldItems = content.withheldItems.map(\.name)
        usageRequirements = content.usageRequirements
        updateCycle = content.updateCycle
        legalBasis = content.legalBasis
        version = entry.version
        self.publishedAt = publishedAt
    }
}
