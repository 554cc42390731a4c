import Regulation

/// A stretch of whole months in which a recurring duty is to be done once (维护周期): half-years and years begin with
/// January, as the calendar has them.
public struct MaintenancePeriod: Sendable, Hashable {
    public let first: LocalDate
    /// The last day, which is the last on which the duty is in time.
    public let last: LocalDate
    public let months: Int

    /// The period of `months` months that holds `day`; nil for lengths that are not positive, and where the calendar
    /// ends.
    public init?(containing day: LocalDate, months: Int) {
        guard months > 0 else { return nil }
        let month = day.year * 12 + day.month - 1
        let begin = month - month % months
        guard let first = LocalDate(year: begin / 12, month: begin % 12 + 1, day: 1) else { return nil }
        self.first = first
        last = first.adding(months: months).adding(days: -1)
        self.months = months
    }

    /// The period that ended the day before this one began.
    public var previous: MaintenancePeriod? {
        MaintenancePeriod(containing: first.adding(days: -1), months: months)
    }

    /// How it is kept and named: its first day.
    public var id: String { first.description }
}
