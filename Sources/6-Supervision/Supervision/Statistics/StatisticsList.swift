import Catalogue
import Regulation

/// What one figure counts, asked for as a list (统计明细查询).
public struct StatisticsList: Sendable, Hashable {
    public var kind: Kind
    /// One body; nil for the whole city.
    public var body: String?
    /// The first and the last month, `2026-03`: for what is counted by month.
    public var from: String
    public var to: String
    /// One value of a facet: for ``Kind/entries``. An empty value is none of the standard's.
    public var facet: Facet?
    public var value: String
    /// Counted from 1.
    public var page: Int

    public static let pageSize = 50
    public static let pageMax = 10_000

    /// The figures that have a list here (统计明细类别).
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Entries in force; amounts are their items.
        case entries
        case withData = "with-data"
        case withoutData = "without-data"
        case overdueEntries = "overdue-entries"
        case overdueCases = "overdue-cases"
        // By month.
        case published, changed, retired, delivered
        case missedUpdates = "missed-updates"
        case missedSteps = "missed-steps"
        // Bodies.
        case publishing
        case notPublishing = "not-publishing"

        /// Whether it is counted by month.
        public var isByMonth: Bool {
            switch self {
            case .published, .changed, .retired, .delivered, .missedUpdates, .missedSteps: true
            default: false
            }
        }

        var fact: DutyFact.Kind? {
            switch self {
            case .published: .published
            case .changed: .changed
            case .retired: .retired
            case .delivered: .delivered
            case .missedUpdates: .missed
            default: nil
            }
        }
    }

    public init(
        _ kind: Kind, body: String? = nil, from: String = "0000-00", to: String = "9999-99",
        facet: Facet? = nil, value: String = "", page: Int = 1
    ) {
        (self.kind, self.body, self.from, self.to) = (kind, body, from, to)
        (self.facet, self.value) = (facet, value)
        self.page = min(max(page, 1), Self.pageMax)
    }
}

/// One line of such a list (统计明细行).
public struct StatisticsLine: Sendable, Hashable {
    public let place: Place
    /// The name of the entry or body, the title of the case.
    public let title: String
    /// The resource code, or the step of the case.
    public let note: Bilingual
    /// The body it is counted for, by id.
    public let body: String
    /// The day that counts: of the act, or by which something was due.
    public let day: LocalDate?
    /// Items of an entry.
    public let amount: Int64?

    /// Where the thing itself is shown (出处).
    public enum Place: Sendable, Hashable {
        case entry(String)
        case matter(String)
        case delivery(String)
        case body(String)
    }
}

/// One page of such a list with the exact total (统计明细页).
public struct StatisticsPage: Sendable {
    public let list: StatisticsList
    /// The figure that the list stands behind.
    public let total: Int64
    /// The sum of ``StatisticsLine/amount`` over all pages.
    public let amount: Int64
    public let lines: [StatisticsLine]
}
