import Cases
import Catalogue
import Ledger
import Parties
import Regulation
import Store

/// How confirmations take part in their cases.
extension Upkeep: CaseSubject {
    public var procedures: Set<String> { [Self.procedure] }

    public func decided(
        _ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session
    ) throws {
        // There is nothing to supplement: what was wrong is confirmed anew.
        guard decision.act != .returnOnce else {
            throw Refusal(CasesCodes.actNotAllowed, article: file.current?.article)
        }
    }

    /// Confirms what stands as it was seen; what was changed meanwhile is left out.
    public func approved(_ file: CaseFile, in session: any Session) throws {
        try settle(Self.id(in: file.subject), in: session)
    }

    public func declined(_ file: CaseFile, in session: any Session) throws {
        try session.run(
            "UPDATE confirmation_entry SET state = 'declined' WHERE request = ? AND state = 'waiting'",
            [.text(Self.id(in: file.subject))])
    }

    public func returned(_ file: CaseFile, in session: any Session) throws {}

    /// Lets the confirmation take effect, in the transaction that approves it. Answers how many entries it confirmed.
    @discardableResult
    func settle(_ id: String, in session: any Session) throws -> Int {
        let request = try confirmation(id, in: session)
        let rows = try session.all(
            """
            SELECT entry, revision FROM confirmation_entry WHERE request = ? AND state = 'waiting'
            ORDER BY entry
            """, [.text(id)]
        ) { (entry: try $0.text("entry"), revision: try $0.int("revision")) }
        var confirmed = 0
        for row in rows {
            let entry = try catalogue.entry(id: row.entry, in: session)
            let isAsSeen = entry.state == .published && entry.revision == row.revision
            if isAsSeen {
                let counts =
                    try request.event.map { try end($0, entry, request, in: session) }
                    ?? (try keep(entry, request, in: session))
                confirmed += counts ? 1 : 0
            }
            try session.run(
                "UPDATE confirmation_entry SET state = ? WHERE request = ? AND entry = ?",
                [.text(isAsSeen ? "confirmed" : "left-out"), .text(id), .text(row.entry)])
        }
        return confirmed
    }

    /// Writes the confirmation of one entry down, for the period in which it was handed in: what the head approves
    /// after its end was done in time.
    private func keep(_ entry: Entry, _ request: ConfirmationRequest, in session: any Session) throws -> Bool
    {
        guard let period = request.period else { throw StoreError.shape("a confirmation without a period") }
        let now = surroundings.now()
        let isNew = try session.run(
            """
            INSERT INTO entry_confirmation (entry, period, version, body, actor, actor_name, at, request)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                .text(entry.id), .text(period), Value(entry.version), .text(entry.body),
                .text(request.actor), .text(request.actorName), .int(now.milliseconds), .text(request.id),
            ])
        guard isNew > 0 else { return false }
        try ledger.record(
            LedgerEvent(
                UpkeepEvents.confirmed, at: now, actor: request.actor, body: entry.body,
                subject: "entry:\(entry.id)", article: profile.deadline(Campaign.deadline)?.article,
                facts: [
                    ("period", period), ("version", String(entry.version)),
                    ("confirmation", request.id),
                ]),
            in: session)
        return true
    }

    /// The confirmation behind a case, where `actor` may see that case; refuses with `case-not-found`.
    public func confirmation(_ id: String, for actor: Actor) async throws -> ConfirmationRequest {
        try await store.read { session in
            let request = try confirmation(id, in: session)
            guard request.body == actor.body.id || seesAll(actor) else { throw Refusal(CasesCodes.notFound) }
            return request
        }
    }

    func confirmation(_ id: String, in session: any Session) throws -> ConfirmationRequest {
        let lines = try session.all(
            """
            SELECT x.entry, x.state, e.code, e.name FROM confirmation_entry x JOIN entry e ON e.id = x.entry
            WHERE x.request = ? ORDER BY e.code LIMIT \(Self.entriesMax)
            """, [.text(id)]
        ) { row in
            guard let state = ConfirmationRequest.State(rawValue: try row.text("state")) else {
                throw StoreError.shape("unknown word in state")
            }
            return ConfirmationRequest.Line(
                entry: try row.text("entry"), code: try row.optionalText("code") ?? "",
                name: try row.text("name"), state: state)
        }
        let found = try session.first("SELECT * FROM confirmation_request WHERE id = ?", [.text(id)]) { row in
            ConfirmationRequest(
                id: id, body: try row.text("body"), period: try row.optionalText("period"),
                event: try row.optionalText("event"),
                note: try row.text("note"), actor: try row.text("actor"),
                actorName: try row.text("actor_name"),
                at: Instant(milliseconds: try row.int("at")), lines: lines)
        }
        guard let found else { throw Refusal(CasesCodes.notFound) }
        return found
    }

    func record(
        _ kind: EventKind, _ subject: String, article: ArticleReference?, by actor: Actor,
        _ facts: [(name: String, value: String)] = [], in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id, subject: subject,
                article: article, facts: facts),
            in: session)
    }

    /// The id behind `confirmation:<id>`.
    static func id(in subject: String) -> String { String(subject.drop { $0 != ":" }.dropFirst()) }
}
