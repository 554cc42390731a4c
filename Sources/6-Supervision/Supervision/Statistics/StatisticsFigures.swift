/// The figures of one body, or their sums over the city (统计数字). All are of now, but those over months.
public struct StatisticsFigures: Sendable, Hashable {
    /// 已发布目录: entries in force, and their information items.
    public internal(set) var entries: Int64 = 0
    public internal(set) var items: Int64 = 0
    /// 已归集: entries in force under which data was stored.
    public internal(set) var withData: Int64 = 0
    /// 逾期未更新: entries in force past their update cycle.
    public internal(set) var overdueEntries: Int64 = 0
    /// 超期办件: open cases past their deadline, at the body whose step they are at.
    public internal(set) var overdueCases: Int64 = 0
    /// What happened over all months of the report.
    public internal(set) var over = StatisticsMonth.Figures()

    /// Entries in force under which nothing was stored yet.
    public var withoutData: Int64 { entries - withData }

    static func + (one: StatisticsFigures, other: StatisticsFigures) -> StatisticsFigures {
        var sum = one
        sum.entries += other.entries
        sum.items += other.items
        sum.withData += other.withData
        sum.overdueEntries += other.overdueEntries
        sum.overdueCases += other.overdueCases
        sum.over = sum.over + other.over
        return sum
    }
}

/// What happened in one month of the calendar (月度统计), by the dates on record.
public struct StatisticsMonth: Sendable, Hashable {
    /// `2026-03`.
    public let month: String
    public internal(set) var figures = Figures()

    /// Numbers of one month, or of several (月度数字).
    public struct Figures: Sendable, Hashable {
        /// 新发布, 变更, 停用: entries first published, published anew, taken out of force.
        public internal(set) var published: Int64 = 0
        public internal(set) var changed: Int64 = 0
        public internal(set) var retired: Int64 = 0
        /// 交付: finished deliveries.
        public internal(set) var delivered: Int64 = 0
        /// 更新逾期: updates of data that fell due and were not there by their day.
        public internal(set) var missedUpdates: Int64 = 0
        /// 办理超期: steps of cases that fell due and were not done by their day.
        public internal(set) var missedSteps: Int64 = 0

        public init() {}

        static func + (one: Figures, other: Figures) -> Figures {
            var sum = one
            sum.published += other.published
            sum.changed += other.changed
            sum.retired += other.retired
            sum.delivered += other.delivered
            sum.missedUpdates += other.missedUpdates
            sum.missedSteps += other.missedSteps
            return sum
        }
    }
}
