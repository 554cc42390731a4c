import Cases
import Parties
import Regulation
import Store

/// Which updates a list shows (更新任务筛选).
public enum UpdateScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not yet done, the most urgent first.
    case open
    /// Done, the newest first.
    case closed
    /// More time was asked for, and the reader's body answers.
    case asked
    /// Late, and reported to the reader's body.
    case reported
}

/// One page of updates (更新任务列表).
public struct UpdateAssignments: Sendable {
    public let assignments: [UpdateAssignment]
    public let hasMore: Bool
}

extension Upkeep {
    /// One page of the updates of `body`; of every body for those who see all, where none is named, else of their
    /// own. `page` is counted from 1. Refuses as ``maySee(_:_:)`` does.
    public func assignments(
        _ scope: UpdateScope, of body: String? = nil, kind: UpdateEvent.Kind? = nil, page: Int = 1,
        pageSize: Int = 50, for actor: Actor
    ) async throws -> UpdateAssignments {
        if let body { try maySee(body, actor).orThrow() }
        let (condition, bound) = narrowing(scope, of: body, kind: kind, for: actor)
        let size = min(max(pageSize, 1), Self.pageSizeMax)
        let skipped = (min(max(page, 1), Self.pageMax) - 1) * size
        let order =
            scope == .closed ? "a.closed_at DESC, a.event" : "coalesce(a.due, '9999-12-31'), a.event, a.body"
        return try await store.read { session in
            let found = try assignments(
                where: "\(condition) ORDER BY \(order) LIMIT \(size + 1) OFFSET \(skipped)", bound,
                in: session)
            return UpdateAssignments(
                assignments: Array(found.prefix(size)), hasMore: found.count > size)
        }
    }

    /// Updates that wait for somebody: open ones of the actor's body where they compile entries or head it, requests
    /// for more time that they answer, and late ones reported to them. Counted up to ``pageSizeMax`` each.
    public func waitingCount(for actor: Actor) async throws -> Int {
        let scopes = waitingScopes(actor).map { scope in
            narrowing(scope, of: scope == .open ? actor.body.id : nil, kind: nil, for: actor)
        }
        return try await store.read { session in
            try scopes.map { condition, bound in
                Int(
                    try session.number(
                        """
                        SELECT count(*) FROM (SELECT 1 FROM update_assignment a WHERE \(condition)
                            LIMIT \(Self.pageSizeMax)) AS waiting
                        """, bound))
            }.reduce(0, +)
        }
    }

    /// The condition of a list, over `update_assignment a`, with what is bound.
    private func narrowing(
        _ scope: UpdateScope, of body: String?, kind: UpdateEvent.Kind?, for actor: Actor
    ) -> (condition: String, bound: [Value]) {
        var conditions: [String] = []
        var values: [Value] = []
        switch scope {
        case .open: conditions.append("a.closed_at IS NULL")
        case .closed: conditions.append("a.closed_at IS NOT NULL")
        case .asked:
            let roles = actor.roles.sorted()
            let marks = roles.isEmpty ? "''" : roles.map { _ in "?" }.joined(separator: ", ")
            conditions.append("a.closed_at IS NULL AND a.p_state = 'asked' AND a.p_body = ?")
            conditions.append("a.p_role IN (\(marks))")
            values += [.text(actor.body.id)] + roles.map(Value.text)
        case .reported:
            conditions.append("a.closed_at IS NULL AND a.escalated_due = a.due AND a.above_body = ?")
            values.append(.text(actor.body.id))
        }
        let isTold = scope == .asked || scope == .reported
        if let narrowed = body ?? (seesAll(actor) || isTold ? nil : actor.body.id) {
            conditions.append("a.body = ?")
            values.append(.text(narrowed))
        }
        if let kind {
            conditions.append("a.kind = ?")
            values.append(.text(kind.rawValue))
        }
        return (conditions.joined(separator: " AND "), values)
    }

    /// The posts that answer for bodies above them.
    private static let reviewers = [
        "authority-reviewer", "county-authority-reviewer", "city-government-reviewer",
        "county-government-reviewer",
    ]

    /// The lists in which something may wait for `actor`.
    public func waitingScopes(_ actor: Actor) -> [UpdateScope] {
        let works = mayConfirm(actor) == .allowed || actor.holds("department-head")
        let isAbove = Self.reviewers.contains(where: actor.holds)
        return (works ? [.open] : []) + (isAbove ? [.asked, .reported] : [])
    }

    /// The event with what the actor may see of it: everything for those who see all and for whoever recorded it,
    /// else the part of the own body. Refuses with `update-event-not-found`.
    public func updateRecord(_ id: String, for actor: Actor) async throws -> UpdateRecord {
        try await store.read { try updateRecord(id, for: actor, in: $0) }
    }

    func updateRecord(_ id: String, for actor: Actor, in session: any Session) throws -> UpdateRecord {
        let event = try event(id, for: actor, in: session)
        let seesOthers = seesAll(actor) || event.body == actor.body.id
        let told = "a.body = ? OR a.p_body = ? OR a.above_body = ?"
        let own: [Value] = Array(repeating: .text(actor.body.id), count: 3)
        let assignments = try assignments(
            where: """
                a.event = ? \(seesOthers ? "" : "AND (\(told))")
                ORDER BY coalesce(a.due, '9999-12-31'), a.body LIMIT \(Self.entriesMax)
                """, [.text(id)] + (seesOthers ? [] : own), in: session)
        let bodies = Set(assignments.map(\.body))
        return UpdateRecord(
            event: event, assignments: assignments,
            tasks: try tasks(of: id, in: session).filter { bodies.contains($0.body) })
    }

    /// The event, where it concerns the actor's body or they see all. Refuses with `update-event-not-found`.
    func event(_ id: String, for actor: Actor, in session: any Session) throws -> UpdateEvent {
        let found = try session.first(
            "SELECT v.*, v.id AS event, v.body AS event_body FROM update_event v WHERE v.id = ?", [.text(id)],
            Self.event)
        guard let event = found else { throw Refusal(UpkeepCodes.eventNotFound) }
        if seesAll(actor) || event.body == actor.body.id { return event }
        let concerns = try session.number(
            """
            SELECT count(*) FROM update_assignment
            WHERE event = ? AND (body = ? OR p_body = ? OR above_body = ?)
            """, [.text(id)] + Array(repeating: .text(actor.body.id), count: 3))
        guard concerns > 0 else { throw Refusal(UpkeepCodes.eventNotFound) }
        return event
    }

    func assignments(
        where condition: String, _ values: [Value], in session: any Session
    ) throws -> [UpdateAssignment] {
        let now = surroundings.now().milliseconds
        return try session.all(
            """
            SELECT v.id AS event, v.kind, v.what, v.document, v.occurred, v.article, v.body AS event_body,
                v.actor_name, v.recorded_at, a.body, a.due, a.due_provisional, a.due_article, a.more_amount,
                a.more_unit, a.more_article, a.p_amount, a.p_reasons, a.p_body, a.p_role, a.p_state,
                a.p_asked_at, a.p_answered_at, a.escalated_due, a.escalated_at, a.closed_at,
                (SELECT count(*) FROM update_task t WHERE t.event = a.event AND t.body = a.body) AS total,
                (SELECT count(*) FROM update_task t WHERE t.event = a.event AND t.body = a.body
                    AND t.state = 'open') AS open_count,
                (SELECT count(*) FROM update_task t WHERE t.event = a.event AND t.body = a.body
                    AND t.state <> 'open' AND t.was_late = 1) AS ended_late,
                (SELECT count(*) FROM update_task t WHERE t.event = a.event AND t.body = a.body
                    AND \(Self.isLate)) AS late
            FROM update_assignment a JOIN update_event v ON v.id = a.event
            WHERE \(condition)
            """, [.int(now)] + values, Self.assignment)
    }

    /// An open update `t` past the day of its assignment `a`, of which neither a change nor a confirmation was handed
    /// in by then. The moment is bound.
    static let isLate = """
        t.state = 'open' AND a.due_end <= ? AND NOT EXISTS (
            SELECT 1 FROM entry e JOIN case_file f ON f.id = e.review_case
            WHERE e.id = t.entry AND e.state = 'in-review' AND f.state = 'open'
                AND f.opened_at >= v.since AND f.opened_at < a.due_end)
            AND NOT EXISTS (
                SELECT 1 FROM confirmation_entry x JOIN confirmation_request r ON r.id = x.request
                WHERE x.state = 'waiting' AND x.entry = t.entry AND r.event = t.event AND r.at < a.due_end)
        """

    private func tasks(of event: String, in session: any Session) throws -> [UpdateTask] {
        try session.all(
            """
            SELECT t.entry, t.body, t.state, t.ended_at, t.ended_by, t.note, t.was_late, e.code, e.name,
                e.revision, e.state AS entry_state,
                (SELECT count(*) FROM confirmation_entry x JOIN confirmation_request r ON r.id = x.request
                    WHERE x.entry = t.entry AND x.state = 'waiting' AND r.event = t.event) AS waiting,
                CASE WHEN \(Self.isLate) THEN 1 ELSE 0 END AS late
            FROM update_task t JOIN update_event v ON v.id = t.event
                JOIN update_assignment a ON a.event = t.event AND a.body = t.body
                JOIN entry e ON e.id = t.entry
            WHERE t.event = ? ORDER BY t.body, e.code LIMIT \(Self.entriesMax)
            """, [.int(surroundings.now().milliseconds), .text(event)]
        ) { row in
            let kept = try row.text("state")
            let state: UpdateTask.State? =
                if kept != "open" {
                    UpdateTask.State(rawValue: kept)
                } else if try row.text("entry_state")
                    == "in-review"
                {
                    .inReview
                } else { try row.int("waiting") > 0 ? .waiting : .open }
            guard let state else { throw StoreError.shape("unknown word in state") }
            return UpdateTask(
                entry: try row.text("entry"), code: try row.optionalText("code") ?? "",
                name: try row.text("name"), body: try row.text("body"), revision: try row.int("revision"),
                state: state, endedAt: try row.optionalInt("ended_at").map(Instant.init(milliseconds:)),
                endedBy: try row.optionalText("ended_by"), note: try row.text("note"),
                isLate: try row.int("late") > 0 || row.optionalInt("was_late") == 1)
        }
    }

    private static func event(_ row: Row) throws -> UpdateEvent {
        guard let kind = UpdateEvent.Kind(rawValue: try row.text("kind")),
            let occurred = LocalDate(try row.text("occurred"))
        else { throw StoreError.shape("an event that cannot be read") }
        return UpdateEvent(
            id: try row.text("event"), kind: kind, what: try row.text("what"),
            document: try row.text("document"), occurred: occurred,
            article: try row.optionalText("article").flatMap { ArticleReference($0) },
            body: try row.text("event_body"), actorName: try row.text("actor_name"),
            recordedAt: Instant(milliseconds: try row.int("recorded_at")))
    }

    private static func assignment(_ row: Row) throws -> UpdateAssignment {
        var due: CaseDue?
        if let date = try row.optionalText("due").flatMap({ LocalDate($0) }),
            let article = try row.optionalText("due_article").flatMap({ ArticleReference($0) })
        {
            due = CaseDue(date: date, article: article, isProvisional: try row.bool("due_provisional"))
        }
        var allowance: CaseAllowance?
        if let amount = try row.optionalInt("more_amount"),
            let unit = Deadline.Unit(rawValue: try row.text("more_unit")),
            let article = ArticleReference(try row.text("more_article"))
        {
            allowance = CaseAllowance(amount: Int(amount), unit: unit, article: article)
        }
        var prolongation: CaseProlongation?
        if let allowance, let amount = try row.optionalInt("p_amount"),
            let state = CaseProlongation.State(rawValue: try row.text("p_state"))
        {
            prolongation = CaseProlongation(
                amount: Int(amount), unit: allowance.unit, reasons: try row.text("p_reasons"),
                article: allowance.article, body: try row.text("p_body"), role: try row.text("p_role"),
                state: state, askedAt: Instant(milliseconds: try row.int("p_asked_at")),
                answeredAt: try row.optionalInt("p_answered_at").map(Instant.init(milliseconds:)))
        }
        let isReported = try row.optionalText("escalated_due") == due?.date.description
        return UpdateAssignment(
            event: try event(row), body: try row.text("body"), due: due, allowance: allowance,
            prolongation: prolongation,
            escalatedAt: isReported
                ? try row.optionalInt("escalated_at").map(Instant.init(milliseconds:)) : nil,
            closedAt: try row.optionalInt("closed_at").map(Instant.init(milliseconds:)),
            total: Int(try row.int("total")), open: Int(try row.int("open_count")),
            late: Int(try row.int("late")), endedLate: Int(try row.int("ended_late")))
    }
}
