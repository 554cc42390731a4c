import Ledger
import Parties
import Regulation
import Store

/// What bodies are told (告知): an inbox for each, with who confirmed what and when.
public struct Notices: Sendable {
    /// Bodies that one telling reaches.
    public static let bodiesMax = 1_000
    /// Notices that one list answers.
    public static let listMax = 200

    let store: Store
    let ledger: Ledger
    let surroundings: Surroundings

    public init(store: Store, ledger: Ledger, surroundings: Surroundings) {
        self.store = store
        self.ledger = ledger
        self.surroundings = surroundings
    }

    /// Tells `bodies`, each once, in the transaction of `session`. Bodies beyond ``bodiesMax`` are refused with
    /// `notice-too-many`: nobody is left out in silence.
    public func tell(_ draft: NoticeDraft, to bodies: some Sequence<String>, in session: any Session) throws {
        let bodies = Set(bodies).sorted()
        guard bodies.count <= Self.bodiesMax else {
            throw Refusal(
                NoticesCodes.tooMany, article: draft.article,
                detail: Bilingual("至多\(Self.bodiesMax)个单位", "at most \(Self.bodiesMax) bodies"))
        }
        let now = surroundings.now()
        for body in bodies {
            let id = surroundings.newID()
            try session.run(
                """
                INSERT INTO notice (id, body, role, kind, title_zh, title_en, text, subject, article, due, sent_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(body), Value(draft.role), .text(draft.kind.rawValue),
                    .text(draft.title.zh), .text(draft.title.en), .text(draft.text), .text(draft.subject),
                    Value(draft.article?.description), Value(draft.due?.description), .int(now.milliseconds),
                ])
            try ledger.record(
                LedgerEvent(
                    NoticesEvents.sent, at: now, actor: "platform", body: body, subject: "notice:\(id)",
                    article: draft.article,
                    facts: [("kind", draft.kind.rawValue), ("about", draft.subject)]),
                in: session)
        }
    }

    /// The inbox of `actor`, newest first: what their body was told and their role may see. `before` is the id of
    /// the last one of the page before.
    public func list(
        for actor: Actor, openOnly: Bool = false, before: String? = nil, limit: Int = 50
    ) async throws -> [Notice] {
        let (condition, values) = Self.inbox(of: actor)
        let open = openOnly ? "AND \(Self.isOpen)" : ""
        let older = before == nil ? "" : "AND id < ?"
        let rows = min(max(limit, 1), Self.listMax)
        return try await store.read { session in
            try session.all(
                "SELECT * FROM notice WHERE \(condition) \(open) \(older) ORDER BY id DESC LIMIT \(rows)",
                values + (before.map { [.text($0)] } ?? []), Self.notice)
        }
    }

    /// How many notices wait for the actor, counted up to ``listMax``.
    public func openCount(for actor: Actor) async throws -> Int {
        let (condition, values) = Self.inbox(of: actor)
        return try await store.read { session in
            Int(
                try session.number(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM notice WHERE \(condition) AND \(Self.isOpen)
                        LIMIT \(Self.listMax)) AS waiting
                    """, values))
        }
    }

    /// Confirms that the body has received a notice (签收); a second confirmation changes nothing. Refuses with
    /// `notice-not-found` where it is none of the actor's.
    @discardableResult
    public func receive(_ id: String, by actor: Actor) async throws -> Notice {
        try await store.write { session in
            let notice = try notice(id, for: actor, in: session)
            guard notice.receivedAt == nil else { return notice }
            try mark("received", notice, NoticesEvents.received, by: actor, in: session)
            return try self.notice(id, for: actor, in: session)
        }
    }

    /// Says that a task is done; it is confirmed with that. Doing it again changes nothing. Refuses with
    /// `notice-not-found` or `notice-no-task`.
    @discardableResult
    public func finish(_ id: String, by actor: Actor) async throws -> Notice {
        try await store.write { session in
            let notice = try notice(id, for: actor, in: session)
            guard notice.kind == .task else { throw Refusal(NoticesCodes.noTask, article: notice.article) }
            guard notice.doneAt == nil else { return notice }
            if notice.receivedAt == nil {
                try mark("received", notice, NoticesEvents.received, by: actor, in: session)
            }
            try mark("done", notice, NoticesEvents.done, by: actor, in: session)
            return try self.notice(id, for: actor, in: session)
        }
    }

    /// `column` is one of ours, never of the caller's.
    private func mark(
        _ column: String, _ notice: Notice, _ event: EventKind, by actor: Actor, in session: any Session
    ) throws {
        let now = surroundings.now()
        try session.run(
            "UPDATE notice SET \(column)_at = ?, \(column)_by = ? WHERE id = ?",
            [.int(now.milliseconds), .text(actor.displayName), .text(notice.id)])
        try ledger.record(
            LedgerEvent(
                event, at: now, actor: actor.ledgerName, body: actor.body.id, subject: "notice:\(notice.id)",
                article: notice.article, facts: [("about", notice.subject)]),
            in: session)
    }

    private func notice(_ id: String, for actor: Actor, in session: any Session) throws -> Notice {
        let (condition, values) = Self.inbox(of: actor)
        guard
            let notice = try session.first(
                "SELECT * FROM notice WHERE \(condition) AND id = ?", values + [.text(id)], Self.notice)
        else { throw Refusal(NoticesCodes.notFound) }
        return notice
    }

    private static let isOpen =
        "(kind = 'task' AND done_at IS NULL OR kind = 'information' AND received_at IS NULL)"

    private static func inbox(of actor: Actor) -> (String, [Value]) {
        let roles = actor.roles.sorted()
        let marks = roles.isEmpty ? "''" : roles.map { _ in "?" }.joined(separator: ", ")
        return (
            "body = ? AND (role IS NULL OR role IN (\(marks)))",
            [.text(actor.body.id)] + roles.map(Value.text)
        )
    }

    private static func notice(_ row: Row) throws -> Notice {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")) else {
            throw StoreError.shape("unknown word in kind")
        }
        return Notice(
            id: try row.text("id"), body: try row.text("body"), role: try row.optionalText("role"),
            kind: kind, title: Bilingual(try row.text("title_zh"), try row.text("title_en")),
            text: try row.text("text"), subject: try row.text("subject"),
            article: try row.optionalText("article").flatMap { ArticleReference($0) },
            due: try row.optionalText("due").flatMap { LocalDate($0) },
            sentAt: Instant(milliseconds: try row.int("sent_at")),
            receivedAt: try row.optionalInt("received_at").map(Instant.init(milliseconds:)),
            receivedBy: try row.optionalText("received_by"),
            doneAt: try row.optionalInt("done_at").map(Instant.init(milliseconds:)),
            doneBy: try row.optionalText("done_by"))
    }
}
