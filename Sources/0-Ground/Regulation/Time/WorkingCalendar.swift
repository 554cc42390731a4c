/// Which days are working days (工作日历): Monday to Friday, but for the days that a State Council notice moves.
///
/// Holidays and make-up days are announced year by year and cannot be computed, so each notice is loaded as
/// data: `Profiles/calendar/`. Answers that touch a year without a notice are given and marked provisional.
/// Source: 全国年节及纪念日放假办法; 民法典 arts. 201–203 for how spans run.
public struct WorkingCalendar: Sendable, Hashable {
    /// The longest span that is counted; longer ones are cut to it.
    public static let spanMax = 36_600

    /// By day number: true for a day off, false for a make-up working day.
    private let exceptions: [Int: Bool]
    /// The years whose notices are loaded; empty where none is.
    public let years: Set<Int>

    /// A calendar without any notice: Monday to Friday, every answer provisional.
    public static let weekdaysOnly = WorkingCalendar(exceptions: [:])

    init(exceptions: [LocalDate: Bool]) {
        self.exceptions = Dictionary(uniqueKeysWithValues: exceptions.map { ($0.dayNumber, $1) })
        // Every notice lists National Day; a stray day of a neighbouring year is no notice.
        years = Set(exceptions.filter { $0.value && $0.key.month == 10 && $0.key.day == 1 }.keys.map(\.year))
    }

    public func isWorkingDay(_ day: LocalDate) -> Bool {
        if let off = exceptions[day.dayNumber] { return !off }
        return day.weekday <= 5
    }

    /// Whether the notice of the year of `day` is loaded.
    public func isLoaded(_ day: LocalDate) -> Bool { years.contains(day.year) }

    /// The last day of a span of working days; `start` itself is not counted (民法典 art. 201).
    ///
    /// A count of zero or less gives `start`. Counts above `spanMax` are cut to it.
    public func adding(workingDays count: Int, to start: LocalDate) -> DueDate {
        var (day, provisional) = (start, !isLoaded(start))
        var left = min(count, Self.spanMax)
        while left > 0 {
            day = day.adding(days: 1)
            if !isLoaded(day) { provisional = true }
            if isWorkingDay(day) { left -= 1 }
        }
        return DueDate(date: day, provisional: provisional)
    }

    /// The last day on which `deadline` is kept, when its event happens on `start`.
    ///
    /// Spans of days, months and years that end on a day off run on to the next working day (民法典 art. 203).
    /// A day that the text names itself (`yearly`) is the first such day on or after `start` and never moves.
    public func due(_ deadline: Deadline, from start: LocalDate) -> DueDate {
        switch deadline.span {
        case .within(let count, .workingDays): return adding(workingDays: count, to: start)
        case .within(let count, .days):
            return rolled(start.adding(days: Self.bounded(count, by: 1)), from: start)
        case .within(let count, .months), .every(months: let count):
            return rolled(start.adding(months: Self.bounded(count, by: 30)), from: start)
        case .within(let count, .years):
            return rolled(start.adding(months: Self.bounded(count, by: 366) * 12), from: start)
        case .yearly(let month, let day):
            return DueDate(date: Self.yearly(month: month, day: day, from: start), provisional: false)
        }
    }

    /// The end after `deadline` has been prolonged; the same as before where it allows none.
    ///
    /// The prolongation runs on from the end of the span itself.
    public func prolonged(_ deadline: Deadline, from start: LocalDate) -> DueDate {
        let end = due(deadline, from: start)
        guard let more = deadline.prolongation else { return end }
        let span = Deadline(span: .within(more.amount, more.unit), article: more.article)
        let last = due(span, from: end.date)
        return DueDate(date: last.date, provisional: end.provisional || last.provisional)
    }

    /// Working days after `start` up to and with `end`; negative where `end` comes first.
    ///
    /// Spans longer than `spanMax` days are cut to it.
    public func workingDays(from start: LocalDate, to end: LocalDate) -> Count {
        if end < start {
            let count = workingDays(from: end, to: start)
            return Count(days: -count.days, provisional: count.provisional)
        }
        var (day, days, provisional) = (start, 0, !isLoaded(start))
        let last = min(end, start.adding(days: Self.spanMax))
        while day < last {
            day = day.adding(days: 1)
            if isWorkingDay(day) { days += 1 }
            if !isLoaded(day) { provisional = true }
        }
        return Count(days: days, provisional: provisional)
    }

    /// A number of working days.
    public struct Count: Sendable, Hashable {
        public let days: Int
        /// True where a year without a notice was counted.
        public let provisional: Bool
    }

    private func rolled(_ end: LocalDate, from start: LocalDate) -> DueDate {
        var day = end
        // No holiday is as long as a month; the bound keeps a broken file from running away.
        for _ in 0..<31 where !isWorkingDay(day) { day = day.adding(days: 1) }
        return DueDate(date: day, provisional: !isLoaded(end) || !isLoaded(day) || !isLoaded(start))
    }

    /// `count` units of `size` days, so that the span stays within `spanMax` days.
    private static func bounded(_ count: Int, by size: Int) -> Int {
        max(0, min(count, spanMax / size))
    }

    private static func yearly(month: Int, day: Int, from start: LocalDate) -> LocalDate {
        for year in start.year...(start.year + 1) {
            guard let first = LocalDate(year: year, month: min(max(month, 1), 12), day: 1) else { continue }
            // 29 February falls on the 28th in a year without one.
            let last = first.adding(months: 1).adding(days: -1)
            let date = min(first.adding(days: min(max(day, 1), 31) - 1), last)
            if date >= start { return date }
        }
        return start
    }
}

/// When something is due (到期日).
public struct DueDate: Sendable, Hashable {
    public let date: LocalDate
    /// True where a year without a holiday notice was touched: the day may still move.
    public let provisional: Bool

    public init(date: LocalDate, provisional: Bool) {
        self.date = date
        self.provisional = provisional
    }
}
