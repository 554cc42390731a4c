import Testing

@testable import Standards

@Suite("Dates, times and numbers")
struct ValueTests {
    @Test(
        "Days are read from every usual form",
        arguments: [
            ("2026-02-14", "2026-02-14"), ("20260214", "2026-02-14"), ("2026/2/14", "2026-02-14"),
            ("2026/02/04", "2026-02-04"), ("2026-2-4", "2026-02-04"), ("2026年2月14日", "2026-02-14"),
            ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"), ("0001-01-01", "0001-01-01"),
        ])
    func dates(given: String, canonical: String) {
        #expect(DateText.canonical(given) == canonical)
        #expect(DateText.check(given) == .valid)
    }

    @Test(
        "Days that do not exist or cannot be read are told apart",
        arguments: [
            ("", Verdict.empty), ("2026-02-29", .wrongDate), ("1900-02-29", .wrongDate),
            ("20261301", .wrongDate),
            ("2026-00-10", .wrongDate), ("2026-04-31", .wrongDate), ("0000-01-01", .wrongDate),
            ("2026-02/14", .wrongForm), ("26-02-14", .wrongForm), ("2026-02-14 ", .wrongForm),
            ("2026-02-", .wrongForm), ("2026-02-145", .wrongForm), ("2026年2月14", .wrongForm),
            ("2026.02.14", .wrongForm), ("202602140", .wrongForm), ("2026-2-", .wrongForm),
            ("2026/12/", .wrongForm),
        ])
    func wrongDates(given: String, verdict: Verdict) {
        #expect(DateText.check(given) == verdict)
        #expect(DateText.canonical(given) == nil)
    }

    @Test("Every day of a century is read back from each of its forms")
    func everyDay() {
        var days = 0
        for year in 1950..<2050 {
            for month in 1...12 {
                for day in 1...31 {
                    let number = year * 10_000 + month * 100 + day
                    let existing = DateText.value("\(year)/\(month)/\(day)")
                    guard let existing else { continue }
                    days += 1
                    #expect(existing == number)
                    #expect(DateText.value(String(number)) == number)
                }
            }
        }
        #expect(days == 36_525)
    }

    @Test(
        "Moments are read from every usual form",
        arguments: [
            ("2026-02-14T08:30:00", "2026-02-14T08:30:00"), ("2026-02-14 08:30", "2026-02-14T08:30:00"),
            ("20260214083059", "2026-02-14T08:30:59"), ("2026/2/14 23:59:59", "2026-02-14T23:59:59"),
            ("2026-02-14T08:30:00Z", "2026-02-14T08:30:00Z"),
            ("2026-02-14T08:30:00+08:00", "2026-02-14T08:30:00+08:00"),
            ("2026-02-14T08:30:00-0330", "2026-02-14T08:30:00-03:30"),
            ("2026-02-14T08:30:00.5", "2026-02-14T08:30:00.500"),
            ("2026-02-14T08:30:00.123456789Z", "2026-02-14T08:30:00.123Z"),
        ])
    func moments(given: String, canonical: String) {
        #expect(DateTimeText.canonical(given) == canonical)
        #expect(DateTimeText.check(given) == .valid)
    }

    @Test(
        "Moments that do not exist or cannot be read are told apart",
        arguments: [
            ("", Verdict.empty), ("2026-02-29T08:30:00", .wrongDate), ("2026-02-14T24:00:00", .wrongDate),
            ("2026-02-14T08:60:00", .wrongDate), ("2026-02-14T08:30:60", .wrongDate),
            ("20260214246060", .wrongDate), ("2026-02-14T08:30:00+15:00", .wrongDate),
            ("2026-02-14", .wrongForm), ("2026-02-14T", .wrongForm), ("2026-02-14T8:30", .wrongForm),
            ("2026-02-14T08:30:", .wrongForm), ("2026-02-14T08:30:00.", .wrongForm),
            ("2026-02-14T08:30:00.1234567890", .wrongForm), ("2026-02-14T08:30:00+", .wrongForm),
            ("2026-02-14T08:30:00Zx", .wrongForm), ("2026-02-14T08:30:00+08:60", .wrongForm),
        ])
    func wrongMoments(given: String, verdict: Verdict) {
        #expect(DateTimeText.check(given) == verdict)
        #expect(DateTimeText.value(given) == nil)
    }

    @Test(
        "Whole numbers fit 64 bits",
        arguments: [
            ("0", 0), ("-0", 0), ("+7", 7), ("-12", -12), ("007", 7),
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ] as [(String, Int64)])
    func integers(text: String, value: Int64) {
        #expect(NumberText.checkInteger(text) == .valid)
        #expect(NumberText.integer(text) == value)
    }

    @Test(
        "Other text is no whole number",
        arguments: [
            ("", Verdict.empty), ("-", .wrongForm), ("1.0", .wrongForm), ("1,000", .wrongCharacter),
            (" 1", .wrongCharacter), ("1e3", .wrongCharacter), ("--1", .wrongCharacter),
            ("9223372036854775808", .outOfRange), ("-9223372036854775809", .outOfRange),
        ])
    func wrongIntegers(text: String, verdict: Verdict) {
        #expect(NumberText.checkInteger(text) == verdict)
        #expect(NumberText.integer(text) == nil)
    }

    @Test(
        "Decimals keep to precision and scale",
        arguments: [
            ("12.50", 4, 2, Verdict.valid), ("-0.05", 2, 2, .valid), ("123", 3, 0, .valid),
            ("12.500", 4, 1, .valid), ("0012.5", 3, 1, .valid), ("12.505", 5, 2, .outOfRange),
            ("1234", 3, 0, .outOfRange), ("123.4", 3, 1, .outOfRange), ("", 5, 2, .empty),
            (".5", 5, 2, .wrongForm),
            ("5.", 5, 2, .wrongForm), ("-", 5, 2, .wrongForm), ("1.2.3", 5, 2, .wrongCharacter),
            ("1,5", 5, 2, .wrongCharacter), ("1e5", 5, 2, .wrongCharacter), ("NaN", 5, 2, .wrongForm),
        ])
    func decimals(text: String, precision: Int, scale: Int, verdict: Verdict) {
        #expect(NumberText.checkDecimal(text, precision: precision, scale: scale) == verdict)
    }
}
