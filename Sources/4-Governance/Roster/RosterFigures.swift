import Regulation
import Store

/// Changes of a body's roster in numbers (名册变动计数).
public struct ChangeFigures: Sendable, Hashable {
    /// Not reported yet, and those overdue among them.
    public internal(set) var pending: Int64 = 0
    public internal(set) var overdue: Int64 = 0
    /// Those that an article sets a last day for, and those of them not reported yet.
    public internal(set) var limited: Int64 = 0
    public internal(set) var limitedPending: Int64 = 0
    /// The first last day of what is pending.
    public internal(set) var firstDue: LocalDate?

    public init() {}
}

/// What the rosters say in numbers, of one body or of every one: for lists, sweeps and other modules.
extension Roster {
    /// How many hold each post, by body.
    public static func heldPosts(
        of body: String?, in session: any Session
    ) throws -> [String: [String: Int64]] {
        var held: [String: [String: Int64]] = [:]
        try session.each(
            """
            SELECT body, post, count(*) FROM roster_officer
            WHERE until_day IS NULL\(body == nil ? "" : " AND body = ?") GROUP BY body, post
            """, values(body)
        ) { held[try $0.text(at: 0), default: [:]][try $0.text(at: 1)] = try $0.int(at: 2) }
        return held
    }

    /// How the changes stand on `today`, by body.
    public static func changeFigures(
        of body: String?, on today: LocalDate, in session: any Session
    ) throws -> [String: ChangeFigures] {
        var found: [String: ChangeFigures] = [:]
        try session.each(
            """
            SELECT c.body, count(CASE WHEN \(isPending) THEN 1 END),
                count(CASE WHEN \(isPending) AND c.due < ? THEN 1 END), count(c.due),
                count(CASE WHEN \(isPending) THEN c.due END), min(CASE WHEN \(isPending) THEN c.due END)
            FROM roster_change c LEFT JOIN case_file f ON f.id = c.case_id
            \(body == nil ? "" : "WHERE c.body = ?") GROUP BY c.body
            """, [.text(today.description)] + values(body)
        ) { row in
            var figures = ChangeFigures()
            figures.pending = try row.int(at: 1)
            figures.overdue = try row.int(at: 2)
            figures.limited = try row.int(at: 3)
            figures.limitedPending = try row.int(at: 4)
            figures.firstDue = row.isNull(at: 5) ? nil : LocalDate(try row.text(at: 5))
            found[try row.text(at: 0)] = figures
        }
        return found
    }

    /// When the first summary of each year from `year` on came, and whether that was late, by body and year: without a
    /// word of them.
    public static func firstSummaries(
        of body: String?, since year: Int, offsetSeconds: Int64, in session: any Session
    ) throws -> [String: [Int: (day: LocalDate, isLate: Bool)]] {
        try firstSummaries(
            body == nil ? "year >= ?" : "year >= ? AND body = ?", [Value(year)] + values(body),
            offsetSeconds: offsetSeconds, in: session)
    }

    /// `condition` is one of ours, never of the caller's.
    static func firstSummaries(
        _ condition: String, _ values: [Value], offsetSeconds: Int64, in session: any Session
    ) throws -> [String: [Int: (day: LocalDate, isLate: Bool)]] {
        var found: [String: [Int: (day: LocalDate, isLate: Bool)]] = [:]
        try session.each(
            """
            SELECT body, year, min(at), min(late) FROM roster_summary WHERE \(condition) GROUP BY body, year
            """, values
        ) { row in
            let day = Instant(milliseconds: try row.int(at: 2)).day(offsetSeconds: offsetSeconds)
            found[try row.text(at: 0), default: [:]][Int(try row.int(at: 1))] = (
                day: day, isLate: try row.int(at: 3) != 0
            )
        }
        return found
    }

    private static func values(_ body: String?) -> [Value] { body.map { [.text($0)] } ?? [] }
}
