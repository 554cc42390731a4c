import Parties
import Regulation
import Store

extension Roster {
    /// The roster of `body`, the actor's own unless named. Refuses with `roster-not-visible` for another body than
    /// their own, unless ``seesAll(_:)``; contacts are there for whom ``seesContacts(of:_:)`` allows.
    public func roster(of body: String? = nil, for actor: Actor) async throws -> BodyRoster {
        let id = body ?? actor.body.id
        try maySee(id, actor).orThrow()
        let today = today
        return try await store.read { session in
            let body = try parties.body(id, in: session)
            let found = try officers(
                "body = ?", [.text(id)], contacts: seesContacts(of: id, actor), in: session)
            let summaries = try summaries("body = ?", [.text(id)], in: session)
            let handedIn = try firstSummaries(of: id, today, in: session)
            let registered = try registrations("id = ?", [.text(id)], in: session)[id] ?? today
            return BodyRoster(
                body: body, officers: Self.ordered(found, profile.posts.map(\.role)),
                changes: try changes("c.body = ?", [.text(id)], in: session),
                vacancies: vacancies(body, Set(found.filter(\.isCurrent).map(\.post))),
                summary: standing(of: body, handedIn[id] ?? [:], registered, today), summaries: summaries)
        }
    }

    /// Every active body with its figures, in the order of registration. For those who see all.
    public func lines(for actor: Actor) async throws -> [RosterLine] {
        guard seesAll(actor) else { throw notVisible }
        let bodies = try await parties.allBodies()
        let today = today
        return try await store.read { session in
            let current = try Self.heldPosts(of: nil, in: session)
            let changes = isFiled ? try Self.changeFigures(of: nil, on: today, in: session) : [:]
            let handedIn = try firstSummaries(of: nil, today, in: session)
            let registered = try registrations("active = 1", [], in: session)
            return bodies.map { body in
                let changes = changes[body.id] ?? ChangeFigures()
                let posts = current[body.id] ?? [:]
                return RosterLine(
                    body: body, officers: Int(posts.values.reduce(0, +)),
                    vacancies: vacancies(body, Set(posts.keys)), pending: Int(changes.pending),
                    overdue: Int(changes.overdue),
                    summary: standing(
                        of: body, handedIn[body.id] ?? [:], registered[body.id] ?? today, today))
            }
        }
    }

    /// Whether `actor` sees the roster of `body`.
    public func maySee(_ body: String, _ actor: Actor) -> Ruling {
        body == actor.body.id || seesAll(actor) ? .allowed : .refused(notVisible.reasons)
    }

    private var notVisible: Refusal {
        Refusal(RosterCodes.notVisible, article: profile.article(for: .accessControl))
    }

    private func firstSummaries(
        of body: String?, _ today: LocalDate, in session: any Session
    ) throws -> [String: [Int: (day: LocalDate, isLate: Bool)]] {
        try Self.firstSummaries(
            of: body, since: today.year - 1, offsetSeconds: profile.utcOffsetSeconds, in: session)
    }

    private func vacancies(_ body: Body, _ held: Set<String>) -> [RosterPost] {
        Self.fillsPosts(body) ? profile.posts.filter { !held.contains($0.role) } : []
    }

    func standing(
        of body: Body, _ handedIn: [Int: (day: LocalDate, isLate: Bool)], _ registered: LocalDate,
        _ today: LocalDate
    ) -> SummaryStanding? {
        guard Self.fillsPosts(body), summaryDay != nil else { return nil }
        return Self.standing(handedIn, due: { summaryDue($0) }, registered: registered, today: today)
    }

    /// The day on which each body was registered.
    func registrations(
        _ condition: String, _ values: [Value], in session: any Session
    ) throws -> [String: LocalDate] {
        var days: [String: LocalDate] = [:]
        try session.each(
            "SELECT id, created_at FROM body WHERE \(condition)", values
        ) { row in
            days[try row.text(at: 0)] = Instant(milliseconds: try row.int(at: 1))
                .day(offsetSeconds: profile.utcOffsetSeconds)
        }
        return days
    }

    // MARK: Officers

    func officer(_ id: String, for actor: Actor, in session: any Session) throws -> Officer {
        guard let officer = try officers("id = ?", [.text(id)], in: session).first,
            maySee(officer.body, actor) == .allowed
        else { throw Refusal(RosterCodes.notFound) }
        guard seesContacts(of: officer.body, actor) else { return officer }
        return try officers("id = ?", [.text(id)], contacts: true, in: session).first ?? officer
    }

    /// Those in office before those who left, so that the limit cuts history alone; contacts of those in office alone.
    /// `condition` is one of ours, never of the caller's.
    func officers(
        _ condition: String, _ values: [Value], contacts: Bool = false, limit: Int = officersMax,
        in session: any Session
    ) throws -> [Officer] {
        try session.all(
            """
            SELECT * FROM roster_officer WHERE \(condition)
            ORDER BY CASE WHEN until_day IS NULL THEN 0 ELSE 1 END, id DESC LIMIT \(limit)
            """, values
        ) { row in
            let id = try row.text("id")
            guard let since = LocalDate(try row.text("since_day")) else {
                throw StoreError.shape("no day in since_day")
            }
            let until = try row.optionalText("until_day").flatMap { LocalDate($0) }
            return Officer(
                id: id, body: try row.text("body"), post: try row.text("post"), name: try row.text("name"),
                title: try row.text("title"),
                contact: contacts && until == nil ? try open(try row.bytes("contact"), of: id) : nil,
                document: try row.text("document"), since: since, until: until)
        }
    }

    private static func ordered(_ officers: [Officer], _ posts: [String]) -> [Officer] {
        func place(_ post: String) -> Int { posts.firstIndex(of: post) ?? posts.count }
        let current = officers.filter(\.isCurrent).sorted {
            (place($0.post), $0.since, $0.id) < (place($1.post), $1.since, $1.id)
        }
        let former = officers.filter { !$0.isCurrent }.sorted {
            ($0.until ?? $0.since, $0.id) > ($1.until ?? $1.since, $1.id)
        }
        return current + former
    }

    // MARK: Changes

    /// `condition` is one of ours, never of the caller's; `c` is the change, `f` its case.
    func changes(
        _ condition: String, _ values: [Value], limit: Int = changesMax, in session: any Session
    ) throws -> [RosterChange] {
        try session.all(
            """
            SELECT c.*, o.name AS officer_name, f.state AS case_state FROM roster_change c
            JOIN roster_officer o ON o.id = c.officer LEFT JOIN case_file f ON f.id = c.case_id
            WHERE \(condition) ORDER BY c.number DESC LIMIT \(limit)
            """, values
        ) { row in
            guard let kind = RosterChange.Kind(rawValue: try row.text("kind")),
                let day = LocalDate(try row.text("day"))
            else { throw StoreError.shape("a change of the roster cannot be read") }
            return RosterChange(
                number: try row.int("number"), body: try row.text("body"), officer: try row.text("officer"),
                post: try row.text("post"), name: try row.text("officer_name"), kind: kind, day: day,
                due: try row.optionalText("due").flatMap { LocalDate($0) },
                isProvisional: try row.bool("provisional"),
                article: try row.optionalText("article").flatMap { ArticleReference($0) },
                reportedAt: try row.optionalInt("reported_at").map(Instant.init(milliseconds:)),
                caseID: try row.optionalText("case_id"),
                state: state(try row.optionalText("case_state")))
        }
    }

    private func state(_ caseState: String?) -> RosterChange.State {
        guard isFiled else { return .unneeded }
        return switch caseState {
        case "open": .reported
        case "returned": .returned
        case "approved": .filed
        default: .pending
        }
    }
}
