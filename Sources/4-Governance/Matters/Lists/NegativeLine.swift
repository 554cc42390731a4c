import Catalogue
import Regulation

/// One line of the negative list (负面清单): one restriction of one entry, with its reasons and who confirmed them.
///
/// Source: 株洲市政务数据资源共享开放管理办法 arts. 13, 18; 贵阳市贵安新区公共数据管理办法 ch. 2.
public struct NegativeLine: Sendable, Hashable {
    /// The entry, by id.
    public let id: String
    public let code: String
    public let name: String
    /// The body that restricts, by id.
    public let body: String
    /// The version in force.
    public let version: Int
    public let publishedAt: Instant
    public let restriction: Restriction
    /// Names of the items that it keeps back; empty where it is of the whole entry.
    public let items: [String]
    /// The written reasons (书面理由): those that were filed and still hold, else those of the entry itself.
    public let reasons: String
    /// 依据: what was filed and still holds, else that of the entry.
    public let basis: String
    public let state: State
    public let confirmation: RestrictionConfirmation?

    /// Whether the authority stands behind the restriction as it is now (确认状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case unconfirmed, confirmed
        /// What was confirmed is no longer what the entry states.
        case lapsed
    }
}

/// Who confirmed a restriction, when, and of which version (备案确认): it holds for as long as no later one states
/// anything else of the restriction.
public struct RestrictionConfirmation: Sendable, Hashable {
    public let version: Int
    /// The confirming body, by id; nil where the confirmation is the review at publication.
    public let body: String?
    /// Who decided, by name; nil where the reader has no part in the case.
    public let signer: String?
    public let at: Instant
    public let article: ArticleReference?
    /// The case of the filing; nil where the confirmation is the review at publication.
    public let caseID: String?
}

/// What of the negative list is wanted (负面清单筛选).
public struct NegativeFilter: Sendable, Hashable {
    public var body: String?
    public var state: NegativeLine.State?
    public var restriction: Restriction?
    /// Counted from 1.
    public var page: Int
    public var pageSize: Int

    public static let pageSizeMax = 100

    public init(
        body: String? = nil, state: NegativeLine.State? = nil, restriction: Restriction? = nil, page: Int = 1,
        pageSize: Int = 20
    ) {
        self.body = body
        self.state = state
        self.restriction = restriction
        self.page = min(max(page, 1), EntryFilter.pageMax)
        self.pageSize = min(max(pageSize, 1), Self.pageSizeMax)
    }
}

/// One page of the negative list (负面清单分页).
public struct NegativePage: Sendable {
    public let lines: [NegativeLine]
    public let total: Int
    public let filter: NegativeFilter
    /// Lines in each state, whatever state the filter asks for.
    public let counts: [NegativeLine.State: Int]
}

/// The lines of one body in numbers (负面清单计数).
public struct NegativeFigures: Sendable, Hashable {
    /// Lines in each state.
    public internal(set) var counts: [NegativeLine.State: Int64] = [:]
    /// Those without a confirmation that holds whose entry was published before the moment asked for.
    public internal(set) var stale: Int64 = 0

    public init() {}

    public func count(_ state: NegativeLine.State) -> Int64 { counts[state] ?? 0 }

    public var total: Int64 { counts.values.reduce(0, +) }
}
