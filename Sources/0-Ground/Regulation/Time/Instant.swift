/// A moment in time: whole milliseconds since 1970-01-01T00:00:00Z (时刻).
///
/// Stored as an integer, written as ISO 8601 in UTC. Valid from year 0001 to 9999.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (one: Instant, other: Instant) -> Bool {
        one.milliseconds < other.milliseconds
    }

    /// The moment `seconds` later (earlier when negative).
    public func adding(seconds: Int64) -> Instant {
        Instant(milliseconds: milliseconds + seconds * 1000)
    }

    /// The calendar day of this moment at `offsetSeconds` east of UTC.
    public func day(offsetSeconds: Int64) -> LocalDate {
        LocalDate(dayNumber: Int((milliseconds + offsetSeconds * 1000).flooredDivision(by: 86_400_000)))
    }

    /// `2026-02-14T01:02:03.456Z`.
    public var iso8601: String {
        let day = day(offsetSeconds: 0)
        let rest = milliseconds - Int64(day.dayNumber) * 86_400_000
        return "\(day)T" + Self.clock(rest, fraction: true) + "Z"
    }

    /// `2026-02-14 09:02` at `offsetSeconds` east of UTC, for people.
    public func minuteText(offsetSeconds: Int64) -> String {
        let day = day(offsetSeconds: offsetSeconds)
        let rest = milliseconds + offsetSeconds * 1000 - Int64(day.dayNumber) * 86_400_000
        return "\(day) " + Self.clock(rest, fraction: false).prefix(5)
    }

    private static func clock(_ milliseconds: Int64, fraction: Bool) -> String {
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let seconds = milliseconds / 1000
        let time = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        return fraction ? time + "." + padded(milliseconds % 1000, 3) : time
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
