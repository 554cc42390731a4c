import Cases
import Foundation
import Ledger
import Parties
import Protection
import Regulation
import Store

extension Exchange: CaseSubject {
    public var procedures: Set<String> { [Self.unconditional, Self.conditional] }

    /// An approving reviewer may narrow the items: `[{"field": "phone", "transform": "mask:phone"}, …]`. What was
    /// not asked for cannot be added, and only the provider may lift or weaken the mask that the platform set.
    public func decided(_ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session)
        throws
    {
        guard decision.act == .approve, let amendment = decision.amendment else { return }
        let application = try self.application(file.applicationID, in: session)
        let entry = try catalogue.entry(id: application.entry, in: session)
        guard let items = try? JSONDecoder().decode([GrantedItem].self, from: Data(amendment.utf8)) else {
            throw Refusal(ExchangeCodes.requestMalformed, field: "amendment")
        }
        let asked = Dictionary(
            application.content.items.map { ($0.field, $0.transform) },
            uniquingKeysWith: { first, _ in first })
        let widens = items.contains { item in
            guard let before = asked[item.field] else { return true }
            return !item.transform.hides(asMuchAs: before) && actor.body.id != entry.body
        }
        guard items.contains(where: { $0.transform != .drop }), !widens,
            Set(items.map(\.field)).count == items.count
        else {
            throw Refusal(
                ExchangeCodes.amendmentWidens, article: profile.article(for: .minimumNecessary),
                field: "amendment")
        }
        var content = application.content
        content.items = items
        try session.run(
            "UPDATE application SET content = ? WHERE id = ?",
            [.text(try content.stored()), .text(application.id)])
        try ledger.record(
            LedgerEvent(
                ExchangeEvents.amended, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: file.subject, article: profile.article(for: .minimumNecessary),
                facts: content.itemWords.asFacts("items")),
            in: session)
    }

    public func approved(_ file: CaseFile, in session: any Session) throws { try issue(file, in: session) }

    public func declined(_ file: CaseFile, in session: any Session) throws {
        try ledger.record(
            LedgerEvent(
                ExchangeEvents.declined, at: surroundings.now(), actor: "platform", body: file.openerBody,
                subject: file.subject, article: profile.article(for: .reasonsGiven),
                facts: [("case", file.id), ("outcome", file.state.rawValue)]),
            in: session)
    }

    public func returned(_ file: CaseFile, in session: any Session) throws {}

    /// Turns an approved application into a grant that holds from today.
    func issue(_ file: CaseFile, in session: any Session) throws {
        let application = try self.application(file.applicationID, in: session)
        let entry = try catalogue.entry(id: application.entry, in: session)
        let id = surroundings.newID()
        let now = surroundings.now()
        let approvers = try cases.approvers(of: file.id, in: session)
        let direct = file.procedureName.zh
        try session.run(
            """
            INSERT INTO grant_record (id, application, entry, provider, body, system, content, approver,
                valid_from, valid_until, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?)
            """,
            [
                .text(id), .text(application.id), .text(application.entry), .text(entry.body),
                .text(application.body), .text(application.system), .text(try application.content.stored()),
                .text(approvers.isEmpty ? direct : approvers.joined(separator: "; ")),
                .text(today.description), .text(application.content.until.description),
                .int(now.milliseconds),
            ])
        try session.run(
            "UPDATE application SET grant_id = ? WHERE id = ?", [.text(id), .text(application.id)])
        try Self.moveRevision(in: session)
        try ledger.record(
            LedgerEvent(
                ExchangeEvents.granted, at: now, actor: "platform", body: application.body,
                subject: "grant:\(id)",
                article: file.steps.last?.article ?? profile.article(for: .useWithinGrant),
                facts: [
                    ("application", application.id), ("entry", entry.code ?? entry.id),
                    ("system", application.system), ("until", application.content.until.description),
                ] + application.content.itemWords.asFacts("items")),
            in: session)
    }
}

extension Exchange {
    /// Items as facts of an event: as many to a fact as the ledger takes, and how many more there were.
    static func facts(_ items: [String]) -> [(name: String, value: String)] {
        var facts: [(name: String, value: String)] = []
        var rest = items[...]
        while !rest.isEmpty, facts.count < 30 {
            var value = rest.removeFirst()
            while let next = rest.first, value.utf8.count + next.utf8.count < EntryLimits.factCharactersMax {
                value += ",\(next)"
                rest.removeFirst()
            }
            facts.append(("items", value))
        }
        return rest.isEmpty ? facts : facts + [("items-more", String(rest.count))]
    }
}

extension Transform {
    /// Whether this shows no more than `before`. Of two different masks each may show what the other hides.
    func showsNoMore(than before: Transform) -> Bool {
        if self == before || self == .drop || before == .none { return true }
        if before == .drop || before == .mask(.all) { return false }
        return self == .digest || self == .mask(.all)
    }
}

extension CaseFile {
    fileprivate var applicationID: String { String(subject.dropFirst("application:".count)) }
}
