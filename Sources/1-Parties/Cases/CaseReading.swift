import Parties
import Regulation
import Store

/// A filter for lists of cases (办件筛选).
public struct CaseFilter: Sendable, Hashable {
    public enum Scope: Sendable, Hashable {
        /// Cases that wait for the actor: at their step, or returned to them.
        case waiting
        /// Cases that the actor's body opened.
        case opened
        /// Cases about one thing: `entry:<id>`.
        case subject(String)
    }

    public var scope: Scope
    public var limit: Int
    public static let limitMax = 200

    public init(_ scope: Scope, limit: Int = 50) {
        self.scope = scope
        self.limit = min(max(limit, 1), Self.limitMax)
    }
}

extension Cases {
    /// The case with its steps. Refuses with `case-not-found`.
    public func file(_ id: String, in session: any Session) throws -> CaseFile {
        guard
            let file = try session.first(
                "SELECT * FROM case_file WHERE id = ?", [.text(id)],
                { row in
                    try Self.file(row)
                })
        else { throw Refusal(CasesCodes.notFound) }
        let hands = try hands(in: id, session)
        let steps = try session.all(
            """
            SELECT s.*, p.amount AS p_amount, p.unit AS p_unit, p.reasons AS p_reasons, p.article AS p_article,
                p.body AS p_body, p.role AS p_role, p.state AS p_state, p.asked_at AS p_asked_at,
                p.answered_at AS p_answered_at, e.body AS e_body, e.role AS e_role, e.at AS e_at
            FROM case_step s
            LEFT JOIN case_prolongation p ON p.case_id = s.case_id AND p.position = s.position
            LEFT JOIN case_escalation e
                ON e.case_id = s.case_id AND e.position = s.position AND e.due = s.due
            WHERE s.case_id = ? ORDER BY s.position
            """, [.text(id)]
        ) { row in
            try Self.step(row, deciders: hands.deciders[Int(try row.int("position"))] ?? [])
        }
        return file.with(steps: steps, authors: hands.authors, round: hands.round)
    }

    /// Who wrote what a case decides, who decided at which of its positions, and its round.
    private func hands(
        in id: String, _ session: any Session
    ) throws -> (authors: Set<String>, deciders: [Int: Set<String>], round: Int) {
        var authors = Set(
            try session.all("SELECT actor FROM case_author WHERE case_id = ?", [.text(id)]) {
                try $0.text("actor")
            })
        var deciders: [Int: Set<String>] = [:]
        // Only approvals and escalations move a case on, so that those before an act say where it was done.
        var position = 0
        var round = 1
        try session.each(
            "SELECT kind, actor FROM case_event WHERE case_id = ? ORDER BY sequence", [.text(id)]
        ) { row in
            let (kind, actor): (CaseEvent.Kind, String) = (try row.word("kind"), try row.text("actor"))
            switch kind {
            case .opened: authors.insert(actor)
            case .resubmitted:
                authors.insert(actor)
                round += 1
            case .returned, .refused: deciders[position, default: []].insert(actor)
            case .approved:
                deciders[position, default: []].insert(actor)
                position += 1
            case .escalated:
                deciders[position, default: []].insert(actor)
                position += 1
            case .reopened: position = max(0, position - 1)
            case .agreed, .settled, .checked, .overdue, .prolongationAsked, .prolonged, .prolongationRefused,
                .withdrawn,
                .closed:
                break
            }
        }
        return (authors, deciders, round)
    }

    /// The case, where ``isVisible(_:to:)``.
    public func file(_ id: String, for actor: Actor) async throws -> CaseFile {
        let file = try await store.read { try self.file(id, in: $0) }
        guard isVisible(file, to: actor) else { throw Refusal(CasesCodes.notFound) }
        return file
    }

    /// Whether `actor` may see the case: of a body that takes part in it, of the authority, or an auditor.
    public func isVisible(_ file: CaseFile, to actor: Actor) -> Bool {
        file.openerBody == actor.body.id || file.steps.contains { $0.concerns(actor.body.id) }
            || seesAll(actor)
    }

    /// Whether every case is there for `actor`: people of the authority, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.oversees(profile) }

    /// What happened to the case (办理记录), oldest first, at most 1,000 lines; where ``isVisible(_:to:)``, else
    /// `case-not-found`.
    public func timeline(_ id: String, for actor: Actor) async throws -> [CaseEvent] {
        try await store.read { session in
            guard isVisible(try file(id, in: session), to: actor) else { throw Refusal(CasesCodes.notFound) }
            return try session.all(
                "SELECT * FROM case_event WHERE case_id = ? ORDER BY sequence LIMIT 1000", [.text(id)],
                Self.event)
        }
    }

    /// Who approved the steps of a case, body and person, in order; at most 20.
    public func approvers(of id: String, in session: any Session) throws -> [String] {
        try session.all(
            """
            SELECT actor_name, body FROM case_event WHERE case_id = ? AND kind = 'approved' ORDER BY sequence
            LIMIT 20
            """, [.text(id)]
        ) { "\(try $0.text("body")) \(try $0.text("actor_name"))" }
    }

    /// Who approved a step last, as the ledger names them; nil where nobody has.
    public func lastApprover(of id: String, in session: any Session) throws -> String? {
        try session.first(
            """
            SELECT actor FROM case_event WHERE case_id = ? AND kind = 'approved' ORDER BY sequence DESC LIMIT 1
            """, [.text(id)]
        ) { try $0.text("actor") }
    }

    /// Cases by `filter`, the most urgent first among those that wait, else the newest first.
    public func list(_ filter: CaseFilter, for actor: Actor) async throws -> [CaseFile] {
        let (condition, values) = Self.condition(filter.scope, for: actor)
        let order = filter.scope == .waiting ? "coalesce(due, '9999-12-31'), opened_at" : "opened_at DESC"
        return try await store.read { session in
            let ids = try session.all(
                "SELECT id FROM case_file WHERE \(condition) ORDER BY \(order), id LIMIT \(filter.limit)",
                values
            ) { try $0.text("id") }
            return try ids.map { try file($0, in: session) }.filter { isVisible($0, to: actor) }
        }
    }

    /// How many cases wait for the actor, counted up to ``CaseFilter/limitMax``.
    public func waitingCount(for actor: Actor) async throws -> Int {
        let (condition, values) = Self.condition(.waiting, for: actor)
        return try await store.read { session in
            Int(
                try session.number(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM case_file WHERE \(condition)
                        LIMIT \(CaseFilter.limitMax)) AS waiting
                    """, values))
        }
    }

    private static func condition(_ scope: CaseFilter.Scope, for actor: Actor) -> (String, [Value]) {
        switch scope {
        case .waiting:
            let roles = actor.roles.sorted()
            let marks = roles.isEmpty ? "''" : roles.map { _ in "?" }.joined(separator: ", ")
            return (
                """
                (state = 'open' AND step_body = ? AND step_role IN (\(marks)))
                OR (state = 'returned' AND opener_body = ? AND opener = ?)
                OR (asked_body = ? AND asked_role IN (\(marks)))
                OR (above_body = ? AND above_role IN (\(marks)))
                """,
                [.text(actor.body.id)] + roles.map(Value.text) + [.text(actor.body.id), .text(actor.id)]
                    + [.text(actor.body.id)] + roles.map(Value.text) + [.text(actor.body.id)]
                    + roles.map(Value.text)
            )
        case .opened: return ("opener_body = ?", [.text(actor.body.id)])
        case .subject(let subject): return ("subject = ?", [.text(subject)])
        }
    }
}
