import Regulation
import Testing

@Suite("Working days")
struct WorkingCalendarTests {
    let calendar: WorkingCalendar

    init() throws {
        let (calendar, findings) = WorkingCalendar.read(
            file: "holidays.csv", text: try ProfileFiles.calendar())
        #expect(findings.isEmpty)
        self.calendar = calendar
    }

    @Test(
        "Working days run on from the day after the event",
        arguments: [
            ("2025-09-26", 10, "2025-10-16"), ("2025-09-30", 1, "2025-10-09"),
            // A make-up Sunday is a working day.
            ("2025-01-24", 1, "2025-01-26"), ("2025-01-27", 2, "2025-02-06"),
            ("2026-02-13", 10, "2026-03-05"), ("2026-02-14", 1, "2026-02-24"),
            ("2024-09-30", 5, "2024-10-12"), ("2026-09-18", 20, "2026-10-22"),
            // New Year's Eve of the lunar calendar was a working day in 2024.
            ("2024-02-08", 1, "2024-02-09"),
            ("2026-03-02", 0, "2026-03-02"), ("2026-03-02", -3, "2026-03-02"),
        ])
    func vectors(start: String, count: Int, end: String) throws {
        let due = calendar.adding(workingDays: count, to: try day(start))
        #expect(due == DueDate(date: try day(end), provisional: false))
        if count > 0 {
            #expect(try calendar.workingDays(from: day(start), to: day(end)).days == count)
            #expect(try calendar.workingDays(from: day(end), to: day(start)).days == -count)
        }
    }

    @Test(
        "Every month has the working days that the notices leave it",
        arguments: [
            (2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]),
            (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
            (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
        ])
    func months(year: Int, counts: [Int]) throws {
        for (index, count) in counts.enumerated() {
            let first = try #require(LocalDate(year: year, month: index + 1, day: 1))
            let last = first.adding(months: 1).adding(days: -1)
            #expect(calendar.workingDays(from: first.adding(days: -1), to: last).days == count)
        }
    }

    @Test("A due date that touches a year without a notice is provisional, and only such a one")
    func provisional() throws {
        #expect(try calendar.adding(workingDays: 1, to: day("2026-12-30")).provisional == false)
        #expect(try calendar.adding(workingDays: 2, to: day("2026-12-30")).provisional)
        #expect(try calendar.adding(workingDays: 1, to: day("2023-12-29")).provisional)
        #expect(try WorkingCalendar.weekdaysOnly.adding(workingDays: 1, to: day("2026-03-02")).provisional)
        #expect(try calendar.workingDays(from: day("2026-12-30"), to: day("2027-01-05")).provisional)
        #expect(calendar.years == [2024, 2025, 2026])
    }

    @Test("Even a span without sense ends, cut to the stated limit", arguments: [Int.max, 1_000_000])
    func bounded(count: Int) throws {
        let start = try day("2026-03-02")
        let basis = ArticleReference(regulation: "r", article: "1")
        #expect(calendar.adding(workingDays: count, to: start).provisional)
        for unit in Deadline.Unit.allCases {
            let due = calendar.due(Deadline(span: .within(count, unit), article: basis), from: start)
            #expect(due.date.year < 2200)
        }
        #expect(
            calendar.due(Deadline(span: .yearly(month: 99, day: -4), article: basis), from: start).date
                >= start)
        #expect(calendar.workingDays(from: start, to: LocalDate(dayNumber: 40_000_000)).days < 40_000)
    }

    @Test(
        "A span of days, months or years that ends on a day off runs on to the next working day",
        arguments: [
            // 5 days from 29 September end within National Day week.
            ("2026-09-29", Deadline.Span.within(5, .days), "2026-10-08"),
            ("2026-03-02", .within(5, .days), "2026-03-09"), ("2026-03-04", .within(5, .days), "2026-03-09"),
            ("2026-03-02", .within(7, .days), "2026-03-09"),
            // The month's last day where it has no such day (民法典 202).
            ("2025-12-31", .within(2, .months), "2026-02-28"),
            ("2025-01-01", .within(1, .years), "2026-01-04"),
            ("2025-09-01", .every(months: 6), "2026-03-02"),
            // A day that the text names never moves, though 5 January 2025 was a Sunday.
            ("2024-06-01", .yearly(month: 1, day: 5), "2025-01-05"),
            ("2026-01-05", .yearly(month: 1, day: 5), "2026-01-05"),
            ("2026-01-06", .yearly(month: 1, day: 5), "2027-01-05"),
            ("2025-03-01", .yearly(month: 2, day: 29), "2026-02-28"),
        ])
    func calendarSpans(start: String, span: Deadline.Span, end: String) throws {
        let deadline = Deadline(span: span, article: ArticleReference(regulation: "r", article: "1"))
        #expect(calendar.due(deadline, from: try day(start)).date == (try day(end)))
    }

    @Test("A prolongation runs on from the end of the span")
    func prolonged() throws {
        let article = ArticleReference(regulation: "national-2025", article: "21")
        let deadline = Deadline(
            span: .within(10, .workingDays), article: article,
            prolongation: Deadline.Prolongation(amount: 10, unit: .workingDays, article: article))
        let start = try day("2026-02-13")
        #expect(calendar.due(deadline, from: start).date == (try day("2026-03-05")))
        #expect(calendar.prolonged(deadline, from: start).date == (try day("2026-03-19")))
    }

    @Test(
        "Faults of a calendar file are found at their line",
        arguments: [
            ("day,off\n2026-10-01,1\n", 1, Finding.Code.calendarMalformed),
            ("date,off\n2026-02-30,1\n2026-10-01,1\n", 2, .calendarMalformed),
            ("date,off\n2026-10-01,1\n2026-10-02,2\n", 3, .calendarMalformed),
            ("date,off\n2026-10-01,1\n2026-10-01,0\n", 3, .duplicateKey),
            ("date,off\n2026-10-01\n2026-10-02,1\n", 2, .calendarMalformed),
            ("date,off\n", 1, .calendarEmpty),
        ])
    func faults(text: String, line: Int, code: Finding.Code) {
        let (_, findings) = WorkingCalendar.read(file: "c.csv", text: text)
        #expect(findings.map(\.line) == [line])
        #expect(findings.map(\.code) == [code])
    }

    @Test("A file with Windows line ends reads the same, and a faulty line costs only itself")
    func lineEnds() throws {
        let text = "date,off\r\n2026-10-01,1\r\nx\r\n2026-10-10,0\r\n"
        let (calendar, findings) = WorkingCalendar.read(file: "c.csv", text: text)
        #expect(findings.map(\.line) == [3])
        #expect(try !calendar.isWorkingDay(day("2026-10-01")))
        #expect(try calendar.isWorkingDay(day("2026-10-10")))
    }

    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    @Test("Several files are one calendar; a day that two of them tell apart is a finding")
    func together() throws {
        let files = [
            (file: "2026.csv", text: "date,off\n2026-10-01,1\n2026-10-10,0\n"),
            (file: "2027.csv", text: "date,off\n2026-10-10,0\n2027-10-01,1\n"),
        ]
        let (calendar, findings) = WorkingCalendar.read(files)
        #expect(findings.isEmpty)
        #expect(calendar.years == [2026, 2027])
        let apart = WorkingCalendar.read(
            files + [(file: "other.csv", text: "date,off\n2026-10-10,1\n")]
        ).findings
        #expect(apart.map(\.code) == [.duplicateKey])
        #expect(apart.map(\.file) == ["other.csv"])
        #expect(WorkingCalendar.read([]).calendar == .weekdaysOnly)
    }
}
