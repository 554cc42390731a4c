import Catalogue
import Parties
import Regulation

/// The statistics of the city or of one body at one moment (统计报告).
public struct StatisticsReport: Sendable {
    /// The body told of; nil where it is the whole city.
    public let body: Body?
    /// The day on which it was asked.
    public let today: LocalDate
    public let figures: StatisticsFigures
    /// The sums over the city, for comparison.
    public let city: StatisticsFigures
    /// Bodies that hold data by their kind, and those of them that have published.
    public let holding: Int64
    public let publishing: Int64
    /// Entries in force by the values of each facet, in the order of the standard; an empty value, last, is none of
    /// the standard's.
    public let facets: [Facet: [Share]]
    /// Months of the calendar, the oldest first.
    public let months: [StatisticsMonth]
    /// Every active body with its figures, in the order of registration: for those who see all, where the city is
    /// asked for.
    public let bodies: [Line]

    /// The entries of one value (分类占比).
    public struct Share: Sendable, Hashable {
        public let value: String
        public let entries: Int64
    }

    /// One body with its figures (单位统计).
    public struct Line: Sendable {
        public let body: Body
        public let figures: StatisticsFigures
        /// Whether it is one of those that hold data.
        public let holdsData: Bool
    }

    /// Facets that entries are counted by.
    public static let facets: [Facet] = CountKind.facets
}
