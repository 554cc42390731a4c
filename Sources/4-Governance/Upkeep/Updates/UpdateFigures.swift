import Regulation
import Store

/// The updates of one body after events of one kind (更新计数), entry by entry.
public struct UpdateFigures: Sendable, Hashable {
    /// Not ended, the late ones among them.
    public internal(set) var open: Int64 = 0
    public internal(set) var late: Int64 = 0
    /// The earliest day of those that are open, and of those that are late.
    public internal(set) var firstDue: LocalDate?
    public internal(set) var lateSince: LocalDate?
    /// Ended, those after their day among them.
    public internal(set) var ended: Int64 = 0
    public internal(set) var endedLate: Int64 = 0
}

extension Upkeep {
    /// The figures of updates by kind and body, of one body or of every one: for other modules. Bodies without any
    /// are left out.
    public func updateFigures(
        of body: String?, in session: any Session
    ) throws -> [UpdateEvent.Kind: [String: UpdateFigures]] {
        var found: [UpdateEvent.Kind: [String: UpdateFigures]] = [:]
        try session.each(
            """
            SELECT s.kind, s.body, sum(s.is_open), sum(s.is_late), min(CASE WHEN s.is_open = 1 THEN s.due END),
                min(CASE WHEN s.is_late = 1 THEN s.due END), sum(1 - s.is_open),
                sum(CASE WHEN s.was_late = 1 THEN 1 ELSE 0 END)
            FROM (
                SELECT a.kind, a.body, a.due, t.was_late,
                    CASE WHEN t.state = 'open' THEN 1 ELSE 0 END AS is_open,
                    CASE WHEN \(Self.isLate) THEN 1 ELSE 0 END AS is_late
                FROM update_task t JOIN update_assignment a ON a.event = t.event AND a.body = t.body
                    JOIN update_event v ON v.id = t.event
                \(body == nil ? "" : "WHERE t.body = ?")) s
            GROUP BY s.kind, s.body
            """, [.int(surroundings.now().milliseconds)] + (body.map { [.text($0)] } ?? [])
        ) { row in
            guard let kind = UpdateEvent.Kind(rawValue: try row.text(at: 0)) else { return }
            var figures = UpdateFigures()
            figures.open = try row.int(at: 2)
            figures.late = try row.int(at: 3)
            figures.firstDue = row.isNull(at: 4) ? nil : LocalDate(try row.text(at: 4))
            figures.lateSince = row.isNull(at: 5) ? nil : LocalDate(try row.text(at: 5))
            figures.ended = try row.int(at: 6)
            figures.endedLate = try row.int(at: 7)
            found[kind, default: [:]][try row.text(at: 1)] = figures
        }
        return found
    }
}
