import Cases
import Catalogue
import Ledger
import Notices
import Parties
import Regulation
import Store

/// Matters (事项): every procedure of the profile that has a form, opened by the people it names, decided as a case,
/// with its effect when it ends.
///
/// What a procedure asks for is data of the profile; only the few effects that the platform itself must act on are
/// code, as small ``MatterEffect`` values.
public struct Matters: Sendable {
    /// Matters that one list answers.
    public static let listMax = 200

    let store: Store
    let ledger: Ledger
    let parties: Parties
    let cases: Cases
    let catalogue: Catalogue
    let profile: Profile
    let calendar: WorkingCalendar
    let surroundings: Surroundings
    let effects: [any MatterEffect]

    /// `holders` answers the bodies that hold an active grant on an entry: those whom a correction reaches.
    public init(
        store: Store, ledger: Ledger, parties: Parties, notices: Notices, cases: Cases, catalogue: Catalogue,
        profile: Profile, calendar: WorkingCalendar, surroundings: Surroundings,
        holders: @escaping @Sendable (_ entry: String, any Session) throws -> [String]
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.cases = cases
        self.catalogue = catalogue
        self.profile = profile
        self.calendar = calendar
        self.surroundings = surroundings
        effects = [
            CorrectionEffect(notices: notices, holders: holders),
            CollectorEffect(ledger: ledger, surroundings: surroundings),
            RestrictionEffect(ledger: ledger, cases: cases, catalogue: catalogue, profile: profile),
            DemandEffect(
                ledger: ledger, notices: notices, calendar: calendar, profile: profile,
                surroundings: surroundings),
        ]
    }

    /// Opens a matter with its case. Every fault of the form is told at once, and nothing is opened then.
    ///
    /// Order of refusal: `procedure-unknown`, `procedure-without-form`, whoever may not open it, the form.
    @discardableResult
    public func open(_ procedure: String, _ content: MatterContent, by actor: Actor) async throws -> Matter {
        try await store.write { try open(procedure, content, by: actor, in: $0) }
    }

    /// The same within a transaction of another module, which keeps what it did only if the matter is opened.
    public func open(
        _ procedure: String, _ content: MatterContent, by actor: Actor, in session: any Session
    ) throws -> Matter {
        let procedure = try self.procedure(procedure)
        try cases.mayOpen(procedure.id, actor).orThrow()
        let facts = try facts(content, of: procedure, in: session)
        try check(procedure, content, facts, opener: actor.body).orThrow()
        let id = surroundings.newID()
        let answers = Self.normal(content.answers, facts)
        let file = try cases.open(
            procedure: procedure.id, subject: "matter:\(id)", title: title(procedure, facts, answers),
            provider: try facts.provider(in: session, parties), by: actor, in: session)
        let now = surroundings.now()
        let filing = filing(procedure, answers, on: now.day(offsetSeconds: profile.utcOffsetSeconds))
        try session.run(
            """
            INSERT INTO matter (id, procedure, subject, answers, body, case_id, created_at, filing_due,
                filing_article, filing_provisional, filing_late)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), .text(procedure.id), Value(facts.reference),
                .text(try StoredJSON.text(answers)),
                .text(actor.body.id), .text(file.id), .int(now.milliseconds),
                Value(filing?.due.description), Value(filing?.article.description),
                Value(filing?.isProvisional ?? false), Value(filing?.isLate ?? false),
            ])
        try link(id, of: procedure.id, to: facts, in: session)
        try record(MattersEvents.opened, id, procedure, by: actor, in: session)
        if file.state == .approved { try close(file, in: session) }
        return try matter(id, in: session)
    }

    /// States a returned matter anew and hands it back to the step that returned it. Refuses as
    /// ``open(_:_:by:)`` does for the form, and as the case engine does for who and when.
    @discardableResult
    public func supplement(
        _ id: String, _ content: MatterContent, note: String = "", by actor: Actor
    ) async throws -> Matter {
        try await store.write { session in
            let matter = try matter(id, in: session)
            let file = try cases.file(matter.caseID, in: session)
            guard cases.isVisible(file, to: actor) else { throw Refusal(MattersCodes.notFound) }
            try cases.mayResubmit(file, actor).orThrow()
            let procedure = try self.procedure(matter.procedure)
            var content = content
            // What a case is about was fixed with its steps when it opened.
            content.about = matter.subject.map(Self.id(in:)) ?? ""
            let facts = try facts(content, of: procedure, in: session)
            try check(procedure, content, facts, opener: actor.body).orThrow()
            try cases.resubmit(file.id, by: actor, note: note, in: session)
            try session.run(
                "UPDATE matter SET answers = ?, settled = NULL WHERE id = ?",
                [.text(try StoredJSON.text(Self.normal(content.answers, facts))), .text(id)])
            try session.run("DELETE FROM matter_entry WHERE matter = ?", [.text(id)])
            try link(id, of: procedure.id, to: facts, in: session)
            try record(MattersEvents.supplemented, id, procedure, by: actor, in: session)
            return try self.matter(id, in: session)
        }
    }

    /// The procedure, where it is one that is opened with a form.
    func procedure(_ id: String) throws(Refusal) -> Procedure {
        guard let procedure = profile.procedure(id) else {
            throw Refusal(CasesCodes.procedureUnknown, article: profile.article(for: .accessControl))
        }
        guard !procedure.form.isEmpty else {
            throw Refusal(MattersCodes.noForm, article: procedure.articles.first)
        }
        return procedure
    }

    func check(
        _ procedure: Procedure, _ content: MatterContent, _ facts: MatterFacts, opener: Body
    ) -> Ruling {
        let ruling = FormCheck(procedure: procedure, opener: opener)(content, facts)
        // What an effect asks for beyond the form makes sense only of a form without faults.
        guard ruling == .allowed, let effect = effect(of: procedure.id) else { return ruling }
        return Ruling(effect.faults(content.answers, facts, procedure, opener: opener))
    }

    func effect(of procedure: String) -> (any MatterEffect)? {
        effects.first { $0.procedures.contains(procedure) }
    }

    /// Entries by their id and texts without surrounding blanks; empty answers are none.
    static func normal(_ answers: MatterAnswers, _ facts: MatterFacts) -> MatterAnswers {
        answers.mapValues { given in
            given.map { answer in
                facts.entries[answer]?.id ?? answer.trimmed
            }.filter { !$0.isEmpty }
        }.filter { !$0.value.isEmpty }
    }

    /// What the lists of cases show: the thing that it is about, else the first words of the form.
    private func title(_ procedure: Procedure, _ facts: MatterFacts, _ answers: MatterAnswers) -> String {
        switch facts.subject {
        case .entry(let entry): return entry.content.name
        case .body(let body): return body.name
        case .system(let system): return system.name
        case nil: break
        }
        if let entry = facts.entries.values.min(by: { $0.number < $1.number }) { return entry.content.name }
        let text = procedure.form.first { $0.kind == .text || $0.kind == .longText }
        return text.flatMap { answers[$0.id]?.first }.map { String($0.prefix(100)) } ?? procedure.name.zh
    }

    /// The limit that a day of the form starts, held against today.
    private func filing(_ procedure: Procedure, _ answers: MatterAnswers, on today: LocalDate) -> FilingLimit?
    {
        for field in procedure.form {
            guard let name = field.starts, let deadline = profile.deadline(name),
                let day = answers[field.id]?.first.flatMap({ LocalDate($0) })
            else { continue }
            let due = calendar.due(deadline, from: day)
            return FilingLimit(
                due: due.date, article: deadline.article, isProvisional: due.provisional,
                isLate: today > due.date)
        }
        return nil
    }

    private func link(
        _ id: String, of procedure: String, to facts: MatterFacts, in session: any Session
    ) throws {
        let versions = Dictionary(facts.allEntries.map { ($0.id, $0.version) }) { first, _ in first }
        for (entry, version) in versions.sorted(by: { $0.key < $1.key }) {
            try session.run(
                "INSERT INTO matter_entry (entry, matter, version) VALUES (?, ?, ?)",
                [.text(entry), .text(id), Value(version)])
        }
        try effect(of: procedure)?.noted(id, facts, in: session)
    }

    private func record(
        _ kind: EventKind, _ id: String, _ procedure: Procedure, by actor: Actor, in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "matter:\(id)", article: procedure.articles.first,
                facts: [("procedure", procedure.id)]),
            in: session)
    }

    /// The id behind `entry:<id>`.
    static func id(in reference: String) -> String {
        String(reference.drop { $0 != ":" }.dropFirst())
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
