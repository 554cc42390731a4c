import Cases
import Catalogue
import Ledger
import Parties
import Protection
import Regulation
import Store

extension Exchange {
    /// Whether `actor` may apply for the data of `entry` on behalf of their body; pages ask too.
    ///
    /// Refuses, in this order: who may open such cases, an entry that is not in force, data that is not shared, own
    /// data.
    public func mayApply(for entry: Entry, _ actor: Actor) -> Ruling {
        if case .refused(let reasons) = cases.mayOpen(procedure(of: entry), actor) {
            return .refused(reasons)
        }
        if case .refused(let reasons) = check.sharing(entry) { return .refused(reasons) }
        guard entry.body != actor.body.id else {
            return .refused([
                Reason(ExchangeCodes.ownEntry, article: profile.article(for: .minimumNecessary))
            ])
        }
        return .allowed
    }

    /// Applies for the data of `entryCode` on behalf of the actor's body.
    ///
    /// Items that say something of a person are masked unless the data is shared unconditionally; a reviewer may
    /// narrow further. Where the regulation lets unconditional data be obtained directly, the grant is issued at
    /// once. Refuses, in this order: unknown entry, as ``mayApply(for:_:)`` does, unknown system, missing elements
    /// and what is beyond the platform's limits.
    public func apply(
        _ content: ApplicationContent, entryCode: String, system systemID: String, by actor: Actor
    ) async throws -> Application {
        try await store.write { [self] session in
            let entry = try catalogue.entry(code: entryCode, in: session)
            try mayApply(for: entry, actor).orThrow()
            try standing(ofSystem: systemID, of: actor.body.id, in: session).orThrow()
            try check(content, for: entry).orThrow()
            let provider = try parties.body(entry.body, in: session)
            let id = surroundings.newID()
            let file = try cases.open(
                procedure: procedure(of: entry), subject: "application:\(id)", title: entry.content.name,
                provider: provider, by: actor, in: session)
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO application (id, entry, provider, body, system, content, case_id, created_at,
                    entry_version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(entry.id), .text(entry.body), .text(actor.body.id), .text(systemID),
                    .text(try content.protected(for: entry).stored()), .text(file.id), .int(now.milliseconds),
                    Value(entry.version),
                ])
            try ledger.record(
                LedgerEvent(
                    ExchangeEvents.applied, at: now, actor: actor.ledgerName, body: actor.body.id,
                    subject: "application:\(id)", article: profile.article(for: .applicationElements),
                    facts: [("entry", entryCode), ("system", systemID), ("case", file.id)]
                        + content.items.map(\.field).asFacts("items")),
                in: session)
            if file.state == .approved { try issue(file, in: session) }
            return try application(id, in: session)
        }
    }

    /// The procedure by which data of the entry's sharing type is applied for.
    private func procedure(of entry: Entry) -> String {
        entry.content.sharing == .unconditional ? Self.unconditional : Self.conditional
    }

    var check: ApplicationCheck { ApplicationCheck(profile: profile, today: today) }

    /// Whether a system of `body` may be given data.
    func standing(ofSystem id: String, of body: String, in session: any Session) throws -> Ruling {
        guard let system = try parties.system(id, in: session), system.body == body, system.isActive else {
            return .refused([
                Reason(
                    ExchangeCodes.systemUnknown, article: profile.article(for: .accessControl),
                    field: "system")
            ])
        }
        return .allowed
    }

    /// Changes a returned application and hands it back to the step that returned it.
    ///
    /// Refuses, in this order: another body's application, as ``Cases/Cases/mayResubmit(_:_:)`` does, missing
    /// elements and what is beyond the platform's limits.
    @discardableResult
    public func supplement(_ content: ApplicationContent, to id: String, by actor: Actor) async throws
        -> Application
    {
        try await store.write { [self] session in
            let application = try self.application(id, in: session)
            guard application.body == actor.body.id else { throw Refusal(ExchangeCodes.applicationNotFound) }
            try cases.mayResubmit(try cases.file(application.caseID, in: session), actor).orThrow()
            let entry = try catalogue.entry(id: application.entry, in: session)
            try check(content, for: entry).orThrow()
            try session.run(
                "UPDATE application SET content = ?, entry_version = ? WHERE id = ?",
                [.text(try content.protected(for: entry).stored()), Value(entry.version), .text(id)])
            try cases.resubmit(application.caseID, by: actor, note: "", in: session)
            return try self.application(id, in: session)
        }
    }

    /// An application, for the applicant, the provider and whoever may see its case. Else refuses with
    /// `application-not-found`.
    public func application(_ id: String, for actor: Actor) async throws -> Application {
        try await store.read { [self] session in
            let application = try self.application(id, in: session)
            let provider = try catalogue.entry(id: application.entry, in: session).body
            guard
                try [application.body, provider].contains(actor.body.id)
                    || cases.isVisible(cases.file(application.caseID, in: session), to: actor)
            else { throw Refusal(ExchangeCodes.applicationNotFound) }
            return application
        }
    }

    /// Applications that the actor's body made or answers, newest first; the authority and auditors see all.
    public func applications(for actor: Actor, limit: Int = 50) async throws -> [Application] {
        let all = actor.oversees(profile)
        let condition = all ? "" : "WHERE body = ? OR provider = ?"
        let values: [Value] = all ? [] : [.text(actor.body.id), .text(actor.body.id)]
        return try await store.read { session in
            try session.all(
                """
                SELECT * FROM application \(condition) ORDER BY created_at DESC, id
                LIMIT \(min(max(limit, 1), 200))
                """, values, Self.applicationRow)
        }
    }

    func application(_ id: String, in session: any Session) throws -> Application {
        guard
            let application = try session.first(
                "SELECT * FROM application WHERE id = ?", [.text(id)], Self.applicationRow)
        else { throw Refusal(ExchangeCodes.applicationNotFound) }
        return application
    }

    private static func applicationRow(_ row: Row) throws -> Application {
        Application(
            id: try row.text("id"), entry: try row.text("entry"), body: try row.text("body"),
            system: try row.text("system"), content: try ApplicationContent(stored: try row.text("content")),
            caseID: try row.text("case_id"), createdAt: Instant(milliseconds: try row.int("created_at")),
            grant: try row.optionalText("grant_id"), entryVersion: Int(try row.int("entry_version")))
    }
}

extension [String] {
    /// Facts of one name that hold the words, joined by commas: a fact holds only so many characters.
    func asFacts(_ name: String) -> [(name: String, value: String)] {
        var values: [String] = []
        for word in self {
            if let last = values.last,
                last.unicodeScalars.count + 1 + word.unicodeScalars.count <= EntryLimits.factCharactersMax
            {
                values[values.count - 1] = last + "," + word
            } else {
                values.append(word)
            }
        }
        return values.map { (name, $0) }
    }
}

extension ApplicationContent {
    /// `name=mask:name`, for the ledger.
    var itemWords: [String] { items.map { "\($0.field)=\($0.transform.rawValue)" } }

    func stored() throws -> String { try StoredJSON.text(self) }

    init(stored text: String) throws {
        self = try StoredJSON.value(ApplicationContent.self, in: text, of: "the content of an application")
    }

    /// Masks what says something of a person by the entry's own rule, unless the entry is shared unconditionally:
    /// an applicant may ask for less, never for a weaker mask.
    func protected(for entry: Entry) -> ApplicationContent {
        guard entry.content.sharing != .unconditional else { return self }
        let masks = Dictionary(
            entry.content.items.map { ($0.field, $0.mask) }, uniquingKeysWith: { first, _ in first })
        var content = self
        content.items = items.map { item in
            guard let mask = masks[item.field] ?? nil, !item.transform.hides(asMuchAs: .mask(mask)) else {
                return item
            }
            return GrantedItem(field: item.field, transform: .mask(mask))
        }
        return content
    }
}
