import Parties
import Regulation

/// How the data of the city, or of one body, stands (质量总览).
public struct QualityOverview: Sendable {
    /// Nil for the whole city.
    public let body: Body?
    public let figures: QualityFigures
    /// Every body whose data was checked, the lowest score first; empty where one body is asked for.
    public let bodies: [Line]
    /// The months asked for, the oldest first: how the newest checks stood when each ended.
    public let months: [Month]

    /// One body.
    public struct Line: Sendable {
        public let body: Body
        public let figures: QualityFigures
    }

    /// One month; no scores before the first check.
    public struct Month: Sendable, Hashable {
        /// `2026-03`.
        public let month: String
        public let score: QualityScore
    }
}

/// What the newest checks of some entries found together (质量数字).
public struct QualityFigures: Sendable, Hashable {
    public internal(set) var score = QualityScore()
    /// Entries that were checked, rows that were read, and broken rules.
    public internal(set) var entries: Int64 = 0
    public internal(set) var rows: Int64 = 0
    public internal(set) var problems: Int64 = 0
    /// Work orders that are open, and those of them past their day.
    public internal(set) var orders: Int64 = 0
    public internal(set) var overdueOrders: Int64 = 0

    static func + (one: QualityFigures, other: QualityFigures) -> QualityFigures {
        var sum = one
        sum.score = one.score + other.score
        sum.entries += other.entries
        sum.rows += other.rows
        sum.problems += other.problems
        sum.orders += other.orders
        sum.overdueOrders += other.overdueOrders
        return sum
    }
}

/// Entries by how their newest check stands (条目质量).
public struct QualityPage: Sendable {
    public let entries: [Line]
    public let total: Int

    /// One entry.
    public struct Line: Sendable, Hashable {
        public let entry: String
        public let code: String
        public let name: String
        public let body: String
        public let run: Int64
        public let score: Int64?
        public let rows: Int64
        public let problems: Int64
        /// The day of the newest check.
        public let day: LocalDate?
    }
}
