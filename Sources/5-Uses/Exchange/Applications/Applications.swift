import Cases
import Catalogue
import Foundation
import Ledger
import Parties
import Protection
import Regulation
import Store

extension Exchange {
    /// Applies for the data of `entryCode` on behalf of the actor's body.
    ///
    /// Items that say something of a person are masked unless the data is shared unconditionally; a reviewer may
    /// narrow further. Where the regulation lets unconditional data be obtained directly, the grant is issued at
    /// once. Refuses, in this order: who may apply, own data, unknown system, not shared, missing elements.
    public func apply(
        _ content: ApplicationContent, entryCode: String, system systemID: String, by actor: Actor
    ) async throws -> Application {
        try mayApply(actor).orThrow()
        return try await store.write { [self] session in
            let entry = try catalogue.entry(code: entryCode, in: session)
            guard entry.isInForce else { throw Refusal(CatalogueCodes.notFound) }
            guard entry.body != actor.body.id else { throw Refusal(ExchangeCodes.ownEntry) }
            guard let system = try parties.system(systemID, in: session), system.body == actor.body.id,
                system.isActive
            else { throw Refusal(ExchangeCodes.systemUnknown, field: "system") }
            try ApplicationCheck(profile: profile, today: today)(content, for: entry).orThrow()
            let provider = try parties.body(entry.body, in: session)
            let id = surroundings.newID()
            let file = try cases.open(
                procedure: entry.content.sharing == .unconditional ? Self.unconditional : Self.conditional,
                subject: "application:\(id)", title: entry.content.name, provider: provider, by: actor,
                in: session)
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO application (id, entry, provider, body, system, content, case_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(entry.id), .text(entry.body), .text(actor.body.id), .text(systemID),
                    .text(try content.protected(for: entry).stored()), .text(file.id), .int(now.milliseconds),
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

    /// Applying and supplementing are for data and system staff.
    private func mayApply(_ actor: Actor) -> Ruling {
        if actor.holds("data-staff") || actor.holds("system-staff") { return .allowed }
        return .refused([Reason(ExchangeCodes.applicantOnly, article: profile.article(for: .accessControl))])
    }

    /// Changes a returned application and hands it back to the step that returned it.
    ///
    /// Refuses, in this order: who may apply, another body's application, missing elements, a case that was not
    /// returned.
    @discardableResult
    public func supplement(_ content: ApplicationContent, to id: String, by actor: Actor) async throws
        -> Application
    {
        try mayApply(actor).orThrow()
        return try await store.write { [self] session in
            let application = try self.application(id, in: session)
            guard application.body == actor.body.id else { throw Refusal(ExchangeCodes.applicationNotFound) }
            let entry = try catalogue.entry(id: application.entry, in: session)
            try ApplicationCheck(profile: profile, today: today)(content, for: entry).orThrow()
            try session.run(
                "UPDATE application SET content = ? WHERE id = ?",
                [.text(try content.protected(for: entry).stored()), .text(id)])
            try cases.resubmit(application.caseID, by: actor, note: "", in: session)
            return try self.application(id, in: session)
        }
    }

    /// An application, for the applicant, the provider, the authority or an auditor.
    public func application(_ id: String, for actor: Actor) async throws -> Application {
        let (application, provider) = try await store.read { [self] session -> (Application, String) in
            let application = try self.application(id, in: session)
            return (application, try catalogue.entry(id: application.entry, in: session).body)
        }
        guard
            [application.body, provider].contains(actor.body.id) || actor.body.kind == .authority
                || actor.holds("auditor")
        else { throw Refusal(ExchangeCodes.applicationNotFound) }
        return application
    }

    /// Applications that the actor's body made or answers, newest first; the authority and auditors see all.
    public func applications(for actor: Actor, limit: Int = 50) async throws -> [Application] {
        let all = actor.administers(profile) || actor.holds("auditor")
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
            grant: try row.optionalText("grant_id"))
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

    func stored() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(stored text: String) throws {
        do {
            self = try JSONDecoder().decode(ApplicationContent.self, from: Data(text.utf8))
        } catch {
            throw StoreError.shape("the content of an application cannot be read")
        }
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
