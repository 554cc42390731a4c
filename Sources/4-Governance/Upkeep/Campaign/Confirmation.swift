import Cases
import Catalogue
import Parties
import Regulation
import Store

/// An entry as it was when somebody looked at it (所见条目): what a confirmation is based on.
public struct SeenEntry: Sendable, Hashable {
    /// Id or resource code.
    public let entry: String
    public let revision: Int64

    public init(_ entry: String, revision: Int64) {
        self.entry = entry
        self.revision = revision
    }
}

/// What came of a confirmation (确认结果).
public struct ConfirmationOutcome: Sendable, Hashable {
    /// Entries that are confirmed now.
    public let confirmed: Int
    /// Entries that wait for the head, and the case in which they do.
    public let waiting: Int
    public let caseID: String?
}

/// Entries that were confirmed together (确认单), as whoever approves them reads it.
public struct ConfirmationRequest: Sendable, Hashable {
    public let id: String
    public let body: String
    /// The first day of the period for which they were confirmed; nil where it is of an event.
    public let period: String?
    /// The event whose updates it ends; nil where it is of the full maintenance.
    public let event: String?
    public let note: String
    /// Who confirmed, as the ledger names them, and by name.
    public let actor: String
    public let actorName: String
    public let at: Instant
    public let lines: [Line]

    /// One entry of it.
    public struct Line: Sendable, Hashable {
        public let entry: String
        public let code: String
        public let name: String
        public let state: State
    }

    /// How one of its entries stands (确认状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case waiting, confirmed, declined
        /// It was changed or taken out of force before the head approved.
        case leftOut = "left-out"
    }
}

extension Upkeep {
    /// Confirms that entries of the actor's body are unchanged and right (确认无变化), one or many at once, for the
    /// present period. Where the profile's `entry-maintenance` has steps they wait for these; else they count at once.
    ///
    /// All or nothing, with every fault told at once. Order of refusal: `maintenance-not-set`, who may,
    /// `upkeep-nothing-chosen`, `upkeep-too-many`, then for each entry `entry-not-found`, `upkeep-not-yours`,
    /// `entry-not-in-force`, `entry-in-review`, `confirmation-waiting`, `entry-changed-meanwhile`. Entries that are
    /// done in this period already are passed over.
    @discardableResult
    public func confirm(
        _ entries: [SeenEntry], note: String = "", by actor: Actor
    ) async throws -> ConfirmationOutcome {
        let campaign = try running()
        try mayConfirm(actor).orThrow()
        if !note.isEmpty { try Decision.stated(note, article: campaign.article).orThrow() }
        return try await store.write { session in
            let found = try seen(entries, by: actor, article: campaign.article, in: session)
            let first = start(campaign.period.first)
            let open = try found.filter { entry in
                guard let at = entry.publishedAt?.milliseconds, at < first else { return false }
                return try session.number(
                    "SELECT count(*) FROM entry_confirmation WHERE entry = ? AND period = ?",
                    [.text(entry.id), .text(campaign.period.id)]) == 0
            }
            return try request(
                open, Purpose(article: campaign.article, period: campaign.period.id, event: nil), note: note,
                by: actor, in: session)
        }
    }

    /// The entries as they stand, where each may be confirmed as it was seen.
    func seen(
        _ entries: [SeenEntry], by actor: Actor, article: ArticleReference?, in session: any Session
    ) throws -> [Entry] {
        guard !entries.isEmpty else {
            throw Refusal(UpkeepCodes.nothingChosen, article: article, field: "entries")
        }
        guard entries.count <= Self.entriesMax else {
            throw Refusal(
                UpkeepCodes.tooMany, article: article,
                detail: Bilingual("至多\(Self.entriesMax)条", "at most \(Self.entriesMax) entries"),
                field: "entries")
        }
        var reasons: [Reason] = []
        var found: [Entry] = []
        var known: Set<String> = []
        for one in entries {
            guard let entry = try entry(one.entry, in: session) else {
                reasons.append(Reason(CatalogueCodes.notFound, field: "entries.\(one.entry)"))
                continue
            }
            guard known.insert(entry.id).inserted else { continue }
            if let code = try fault(entry, one.revision, actor, in: session) {
                reasons.append(
                    Reason(
                        code,
                        article: code == UpkeepCodes.notYours
                            ? profile.article(for: .accessControl) : article,
                        detail: Bilingual(entry.content.name, entry.content.name),
                        field: "entries.\(one.entry)"))
            }
            found.append(entry)
        }
        try Ruling(reasons).orThrow()
        return found
    }

    /// What was ever published, by id or resource code.
    func entry(_ idOrCode: String, in session: any Session) throws -> Entry? {
        try catalogue.entry(named: idOrCode, in: session).flatMap { $0.code == nil ? nil : $0 }
    }

    private func fault(
        _ entry: Entry, _ revision: Int64, _ actor: Actor, in session: any Session
    ) throws -> ReasonCode? {
        guard entry.body == actor.body.id else { return UpkeepCodes.notYours }
        switch entry.state {
        case .retired, .draft: return CatalogueCodes.notInForce
        case .inReview: return CatalogueCodes.inReview
        case .published: break
        }
        let isWaiting = try session.number(
            "SELECT count(*) FROM confirmation_entry WHERE entry = ? AND state = 'waiting'", [.text(entry.id)]
        )
        if isWaiting > 0 { return UpkeepCodes.waiting }
        return entry.revision == revision ? nil : CatalogueCodes.changedMeanwhile
    }

    /// What a confirmation is for: a period, or the updates of an event.
    struct Purpose {
        let article: ArticleReference?
        let period: String?
        let event: String?
    }

    /// Puts the entries before the head where the profile says so, else confirms them.
    func request(
        _ entries: [Entry], _ purpose: Purpose, note: String, by actor: Actor, in session: any Session
    ) throws -> ConfirmationOutcome {
        guard let first = entries.first else {
            return ConfirmationOutcome(confirmed: 0, waiting: 0, caseID: nil)
        }
        let id = surroundings.newID()
        let now = surroundings.now()
        try session.run(
            """
            INSERT INTO confirmation_request (id, body, period, event, note, actor, actor_name, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), .text(actor.body.id), Value(purpose.period), Value(purpose.event), .text(note),
                .text(actor.ledgerName), .text(actor.displayName), .int(now.milliseconds),
            ])
        for entry in entries {
            try session.run(
                """
                INSERT INTO confirmation_entry (request, entry, revision, state) VALUES (?, ?, ?, 'waiting')
                """, [.text(id), .text(entry.id), .int(entry.revision)])
        }
        guard let procedure = profile.procedure(Self.procedure),
            !procedure.steps(for: actor.body.level).isEmpty
        else {
            let confirmed = try settle(id, in: session)
            return ConfirmationOutcome(confirmed: confirmed, waiting: 0, caseID: nil)
        }
        let name = first.content.name
        let file = try cases.open(
            procedure: procedure.id, subject: "confirmation:\(id)",
            title: entries.count == 1 ? name : "\(name)等\(entries.count)条", provider: actor.body, by: actor,
            in: session)
        try session.run(
            "UPDATE confirmation_request SET case_id = ? WHERE id = ?", [.text(file.id), .text(id)])
        try record(
            UpkeepEvents.requested, "confirmation:\(id)", article: purpose.article, by: actor,
            [("case", file.id), ("entries", String(entries.count))], in: session)
        return ConfirmationOutcome(confirmed: 0, waiting: entries.count, caseID: file.id)
    }
}
