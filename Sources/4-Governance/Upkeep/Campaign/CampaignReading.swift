import Parties
import Regulation
import Store

extension Upkeep {
    /// How far `body` is, the actor's own where none is named. Refuses with `maintenance-not-set` and as
    /// ``maySee(_:_:)`` does.
    public func progress(of body: String? = nil, for actor: Actor) async throws -> MaintenanceProgress {
        let campaign = try running()
        let id = body ?? actor.body.id
        try maySee(id, actor).orThrow()
        return try await store.read { try progress(of: id, campaign.period, in: $0) }
    }

    /// Every active body that has something to go through, or had it in this period: those with most left first.
    /// For those who see all. Refuses with `maintenance-not-set` and `upkeep-not-yours`.
    public func progresses(for actor: Actor) async throws -> [(body: Body, progress: MaintenanceProgress)] {
        let campaign = try running()
        guard seesAll(actor) else { throw Refusal([notYours]) }
        let bodies = try await parties.allBodies()
        let found = try await store.read { try figures(campaign.period, of: nil, in: $0) }
        return bodies.compactMap { body in found[body.id].map { (body: body, progress: $0) } }
            .sorted { one, other in
                let (a, b) = (one.progress, other.progress)
                return a.left == b.left ? one.body.id < other.body.id : a.left > b.left
            }
    }

    /// One page of the entries of `body`, those that waited longest first. `page` is counted from 1.
    ///
    /// Refuses with `maintenance-not-set`, as ``maySee(_:_:)`` does, and with `body-not-found`.
    public func entries(
        of body: String? = nil, show: MaintainedEntry.Show = .left, page: Int = 1, pageSize: Int = 50,
        for actor: Actor
    ) async throws -> MaintainedEntries {
        let campaign = try running()
        let id = body ?? actor.body.id
        try maySee(id, actor).orThrow()
        let size = min(max(pageSize, 1), Self.pageSizeMax)
        let skipped = (min(max(page, 1), Self.pageMax) - 1) * size
        return try await store.read { session in
            _ = try parties.body(id, in: session)
            let progress = try progress(of: id, campaign.period, in: session)
            let total =
                switch show {
                case .left: progress.left
                case .done: progress.confirmed + progress.changed
                case .all: progress.left + progress.confirmed + progress.changed
                }
            return MaintainedEntries(
                campaign: campaign, progress: progress,
                entries: try entries(
                    of: id, campaign.period, show, limit: size, offset: skipped, in: session),
                total: Int(total))
        }
    }

    /// The full maintenance of today. Refuses with `maintenance-not-set` where the regulation sets no period.
    func running() throws(Refusal) -> Campaign {
        guard let campaign else {
            throw Refusal(
                UpkeepCodes.notSet, article: profile.duty("catalogue-maintenance")?.article)
        }
        return campaign
    }

    func progress(
        of body: String, _ period: MaintenancePeriod, in session: any Session
    ) throws -> MaintenanceProgress {
        try figures(period, of: body, in: session)[body] ?? MaintenanceProgress(body: body)
    }

    /// The figures of a period by body, of one body or of every one: for other modules. Bodies without any entry
    /// are left out.
    public func figures(
        _ period: MaintenancePeriod, of body: String?, in session: any Session
    ) throws -> [String: MaintenanceProgress] {
        let (first, before) = bounds(period)
        let one = body == nil ? "" : "AND m.body = ?"
        let bound: [Value] = body.map { [.text($0)] } ?? []
        let (this, last) = (Value.text(period.id), Value.text(period.previous?.id ?? ""))
        let open = "m.published_at < ? AND ? NOT IN (m.confirmed, m.confirmed_before)"
        let missed = "\(open) AND ? NOT IN (m.confirmed, m.confirmed_before)"
        var found: [String: MaintenanceProgress] = [:]
        try session.each(
            """
            SELECT m.body, count(*), count(CASE WHEN m.published_at >= ? THEN 1 END),
                count(CASE WHEN \(open) THEN 1 END), count(CASE WHEN \(missed) THEN 1 END)
            FROM maintained_entry m WHERE 1 = 1 \(one) GROUP BY m.body
            """, [.int(first), .int(first), this, .int(before), this, last] + bound
        ) { row in
            var progress = MaintenanceProgress(body: try row.text(at: 0))
            progress.changed = try row.int(at: 2)
            progress.left = try row.int(at: 3)
            progress.confirmed = try row.int(at: 1) - progress.changed - progress.left
            progress.overdue = try row.int(at: 4)
            found[progress.body] = progress
        }
        try session.each(
            """
            SELECT m.body, count(*) FROM (\(Self.waiting)) w JOIN maintained_entry m ON m.entry = w.entry
            WHERE \(open) \(one) GROUP BY m.body
            """, [last, .int(first), this] + bound
        ) { found[try $0.text(at: 0)]?.waiting = try $0.int(at: 1) }
        // What was handed in before the period before ended is not late, however long its review takes.
        try session.each(
            """
            SELECT m.body, count(*) FROM (
                SELECT w.entry FROM (\(Self.waiting)) w WHERE w.in_time = 1 UNION \(Self.inReview)) x
            JOIN maintained_entry m ON m.entry = x.entry WHERE \(missed) \(one) GROUP BY m.body
            """, [last, .int(start(period.first)), .int(before), this, last] + bound
        ) { found[try $0.text(at: 0)]?.overdue -= try $0.int(at: 1) }
        try session.each(
            """
            SELECT e.body, count(*) FROM entry e
            WHERE e.state = 'retired' AND e.retired_at >= ? \(body == nil ? "" : "AND e.body = ?") GROUP BY e.body
            """, [.int(first)] + bound
        ) { row in
            let id = try row.text(at: 0)
            found[id, default: MaintenanceProgress(body: id)].retired = try row.int(at: 1)
        }
        return found
    }

    private func entries(
        of body: String, _ period: MaintenancePeriod, _ show: MaintainedEntry.Show, limit: Int, offset: Int,
        in session: any Session
    ) throws -> [MaintainedEntry] {
        let (first, before) = bounds(period)
        let isLeft = "e.published_at < ? AND c.entry IS NULL"
        let narrowed =
            switch show {
            case .left: "AND \(isLeft)"
            case .done: "AND NOT (\(isLeft))"
            case .all: ""
            }
        return try session.all(
            """
            SELECT e.id, e.code, e.name, e.version, e.revision, e.state, e.published_at, c.actor_name,
                c.at AS confirmed_at, w.entry AS waiting,
                CASE WHEN e.published_at < ? AND \(Self.isMissed) THEN 1 ELSE 0 END AS missed
            FROM \(Self.joined) WHERE \(Self.inForce) AND e.body = ? \(narrowed)
            ORDER BY e.published_at, e.id LIMIT \(limit) OFFSET \(offset)
            """, [.int(before)] + joining(period) + [.text(body)] + (show == .all ? [] : [.int(first)])
        ) { row in
            let published = try row.int("published_at")
            let confirmedAt = try row.optionalInt("confirmed_at")
            let standing: MaintainedEntry.Standing =
                if published >= first { .changed } else if confirmedAt != nil {
                    .confirmed
                } else if try row
                    .text("state") == "in-review"
                {
                    .inReview
                } else { try row.isNull("waiting") ? .left : .waiting }
            return MaintainedEntry(
                id: try row.text("id"), code: try row.optionalText("code") ?? "", name: try row.text("name"),
                version: Int(try row.int("version")), revision: try row.int("revision"),
                publishedAt: Instant(milliseconds: published), standing: standing,
                confirmedBy: try row.optionalText("actor_name"),
                confirmedAt: confirmedAt.map(Instant.init(milliseconds:)),
                isOverdue: try row.bool("missed"))
        }
    }

    /// The entries with their confirmations of the period and of the one before, with what waits for a head, and with
    /// changes that are under review since before the period. Bound by ``joining(_:)``.
    private static let joined = """
        entry e
        LEFT JOIN entry_confirmation c ON c.entry = e.id AND c.period = ?
        LEFT JOIN entry_confirmation p ON p.entry = e.id AND p.period = ?
        LEFT JOIN (\(waiting)) w ON w.entry = e.id
        LEFT JOIN (\(inReview)) h ON h.entry = e.id
        """

    /// Changes that are under review since before the moment that is bound.
    private static let inReview = """
        SELECT n.id AS entry FROM entry n JOIN case_file f ON f.id = n.review_case
        WHERE n.state = 'in-review' AND f.state = 'open' AND f.opened_at < ?
        """

    /// What waits for a head, and whether it was handed in in the period that is bound.
    static let waiting = """
        SELECT x.entry, max(CASE WHEN r.period = ? THEN 1 ELSE 0 END) AS in_time
        FROM confirmation_entry x JOIN confirmation_request r ON r.id = x.request
        WHERE x.state = 'waiting' AND r.event IS NULL GROUP BY x.entry
        """

    /// Not gone through in the period nor in the one before, nor handed in before the end of that one.
    private static let isMissed =
        "c.entry IS NULL AND p.entry IS NULL AND h.entry IS NULL AND coalesce(w.in_time, 0) = 0"

    private static let inForce = "e.state IN ('published', 'in-review') AND e.published_at IS NOT NULL"

    private func joining(_ period: MaintenancePeriod) -> [Value] {
        let before = Value.text(period.previous?.id ?? "")
        return [.text(period.id), before, before, .int(start(period.first))]
    }

    /// When the period began, and the one before it. Without one before, nothing is late.
    private func bounds(_ period: MaintenancePeriod) -> (first: Int64, before: Int64) {
        (start(period.first), period.previous.map { start($0.first) } ?? Int64.min)
    }
}
