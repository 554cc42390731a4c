import Cases
import Catalogue
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
        guard let items = try? StoredJSON.value([GrantedItem].self, in: amendment, of: "an amendment") else {
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

    /// What has come to stand against a grant since the application was made: the data is no longer in force or
    /// shared, or shared under conditions that its procedure does not review; no item is left of those asked for;
    /// the system may not be given data; the term has passed.
    private func secondLook(
        _ application: Application, _ entry: Entry, under procedure: String, in session: any Session
    ) throws -> Ruling {
        if case .refused(let reasons) = check.sharing(entry) { return .refused(reasons) }
        var reasons: [Reason] = []
        if procedure == Self.unconditional, entry.content.sharing != .unconditional {
            reasons.append(
                Reason(
                    ExchangeCodes.sharingChanged,
                    article: profile.sharingType(entry.content.sharing)?.article
                        ?? profile.article(for: .conditionsStated)))
        }
        let fields = Set(entry.content.items.map(\.field))
        if !application.content.items.contains(where: { $0.transform != .drop && fields.contains($0.field) })
        {
            reasons.append(
                Reason(
                    ExchangeCodes.itemUnknown, article: profile.article(for: .minimumNecessary),
                    field: "items"))
        }
        reasons += try standing(ofSystem: application.system, of: application.body, in: session).reasons
        if application.content.until < today {
            reasons.append(
                Reason(
                    ExchangeCodes.termPassed, article: profile.article(for: .applicationElements),
                    field: "until"))
        }
        return Ruling(reasons)
    }

    /// Turns an approved application into a grant that holds from today, after a second look at what it rests on.
    ///
    /// A refusal undoes the approval: the case stays at its step, which may return it or refuse it where the
    /// regulation lets it, and the applicant may withdraw it.
    func issue(_ file: CaseFile, in session: any Session) throws {
        let application = try self.application(file.applicationID, in: session)
        let entry = try catalogue.entry(id: application.entry, in: session)
        try secondLook(application, entry, under: file.procedure, in: session).orThrow()
        let id = surroundings.newID()
        let now = surroundings.now()
        let approvers = try cases.approvers(of: file.id, in: session)
        let direct = file.procedureName.zh
        try session.run(
            """
            INSERT INTO grant_record (id, application, entry, provider, body, system, content, approver,
                valid_from, valid_until, state, created_at, entry_version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)
            """,
            [
                .text(id), .text(application.id), .text(application.entry), .text(entry.body),
                .text(application.body), .text(application.system), .text(try application.content.stored()),
                .text(approvers.isEmpty ? direct : approvers.joined(separator: "; ")),
                .text(today.description), .text(application.content.until.description),
                .int(now.milliseconds), Value(application.entryVersion),
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

extension CaseFile {
    fileprivate var applicationID: String { String(subject.dropFirst("application:".count)) }
}
