import Cases
import Ledger
import Parties
import Regulation
import Store

/// The catalogue (目录): compiled by the bodies that hold the data, reviewed by the chain of the regulation,
/// published with a resource code.
public struct Catalogue: Sendable {
    let store: Store
    let ledger: Ledger
    let parties: Parties
    let cases: Cases
    let profile: Profile
    let surroundings: Surroundings
    let workbooks = WorkbookGate()
    let index = SearchIndex()
    /// Called in the transaction that publishes an entry: other modules prepare what hangs on it.
    private let onPublish: @Sendable (Entry, any Session) throws -> Void
    /// Called in the transaction that takes an entry out of force.
    let onRetire: @Sendable (Entry, any Session) throws -> Void

    static let procedure = "entry-review"
    /// Bytes of the longest content that is kept.
    static let contentBytesMax = 1 << 20

    public init(
        store: Store, ledger: Ledger, parties: Parties, cases: Cases, profile: Profile,
        surroundings: Surroundings, onPublish: @escaping @Sendable (Entry, any Session) throws -> Void,
        onRetire: @escaping @Sendable (Entry, any Session) throws -> Void
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.cases = cases
        self.profile = profile
        self.surroundings = surroundings
        self.onPublish = onPublish
        self.onRetire = onRetire
    }

    /// What stands against `content`, all at once: pages show it while the entry is compiled.
    public func check(_ content: EntryContent) -> Ruling { EntryCheck(profile: profile)(content) }

    /// Begins a new entry for the actor's body. Incomplete content may be kept; state secrets may not.
    public func draft(_ content: EntryContent, by actor: Actor) async throws -> Entry {
        try mayCompile(for: actor.body.id, actor).orThrow()
        try bounded(content)
        let content = try content.keepingNumbers(
            of: nil, above: 0, article: profile.article(for: .entryElements))
        return try await store.write { session in
            let number = try session.number("SELECT coalesce(max(number), 0) + 1 FROM entry")
            let id = try keep(content, as: try content.stored(), number: number, by: actor, in: session)
            return try entry(id: id, in: session)
        }
    }

    /// Saves a draft, or a change of a published entry beside what is in force.
    ///
    /// `revision` is that of the entry the change was based on: an older one is refused with
    /// `entry-changed-meanwhile`, so that nobody's work is lost.
    public func save(_ content: EntryContent, to id: String, revision: Int64, by actor: Actor) async throws
        -> Entry
    {
        try bounded(content)
        return try await store.write { session in
            let entry = try entry(id: id, in: session)
            try mayCompile(for: entry.body, actor).orThrow()
            if entry.state == .retired { throw notInForce }
            if entry.state == .inReview, try !isReturned(entry, in: session) {
                throw try inReview(entry, in: session)
            }
            guard entry.revision == revision else { throw Refusal(CatalogueCodes.changedMeanwhile) }
            let numbered = try content.keepingNumbers(
                of: entry, above: try numberMax(of: id, in: session),
                article: profile.article(for: .entryElements))
            try keep(numbered, as: try numbered.stored(), of: entry, by: actor, in: session)
            return try self.entry(id: id, in: session)
        }
    }

    /// The highest number that an item of any published version had; 0 where none was published.
    func numberMax(of id: String, in session: any Session) throws -> Int {
        var highest = 0
        try session.each("SELECT content FROM entry_version WHERE entry = ?", [.text(id)]) { row in
            let items = try EntryContent(stored: try row.text("content")).items
            highest = max(highest, items.map(\.number).max() ?? 0)
        }
        return highest
    }

    /// Submits a draft to the review chain, or hands a returned one back to it.
    ///
    /// Everything that ``check(_:)`` finds is told at once; nothing is opened then.
    @discardableResult
    public func submit(_ id: String, by actor: Actor, note: String = "") async throws -> CaseFile {
        try await store.write { session in
            let entry = try entry(id: id, in: session)
            try mayCompile(for: entry.body, actor).orThrow()
            return try submit(entry, by: actor, note: note, in: session)
        }
    }

    /// What of `entry` would go to the reviewers; throws all that stands against submitting it now.
    func submittable(_ entry: Entry, in session: any Session) throws -> EntryContent {
        let content = entry.draft ?? entry.content
        if entry.state == .published, entry.draft == nil { throw Refusal(CatalogueCodes.nothingToSubmit) }
        if entry.state == .retired { throw notInForce }
        if entry.state == .inReview, try !isReturned(entry, in: session) {
            throw try inReview(entry, in: session)
        }
        try check(content).and(conformity(of: content, in: session))
            .and(relations(of: content, code: entry.code, in: session)).orThrow()
        return content
    }

    /// Submits an entry that `actor` may compile.
    func submit(_ entry: Entry, by actor: Actor, note: String, in session: any Session) throws -> CaseFile {
        let content = try submittable(entry, in: session)
        let authors = try authors(of: entry.id, in: session)
        try keepRelations(of: entry.id, content, as: .review, in: session)
        if entry.state == .inReview, let caseID = entry.reviewCase {
            try cases.resubmit(caseID, authors: authors, by: actor, note: note, in: session)
            return try cases.file(caseID, in: session)
        }
        let body = try parties.body(entry.body, in: session)
        let file = try cases.open(
            procedure: Self.procedure, subject: "entry:\(entry.id)", title: content.name, provider: body,
            authors: authors, by: actor, in: session)
        try session.run(
            "UPDATE entry SET state = 'in-review', review_case = ?, revision = revision + 1 WHERE id = ?",
            [.text(file.id), .text(entry.id)])
        try indexed(entry.id, in: session)
        try record(CatalogueEvents.submitted, entry.id, by: actor, in: session)
        if file.state == .approved { try publish(file, in: session) }
        return try cases.file(file.id, in: session)
    }

    /// The entry as it stands now, written to the search index.
    @discardableResult
    func indexed(_ id: String, in session: any Session) throws -> Entry {
        let entry = try entry(id: id, in: session)
        try index.write(entry, in: session)
        return entry
    }

    func isReturned(_ entry: Entry, in session: any Session) throws -> Bool {
        guard let id = entry.reviewCase else { return false }
        return try cases.file(id, in: session).state == .returned
    }

    /// Whether `actor` may compile entries of `body`: whoever may open their review, see
    /// ``Cases/Cases/mayOpen(_:for:_:)``.
    public func mayCompile(for body: String, _ actor: Actor) -> Ruling {
        cases.mayOpen(Self.procedure, for: body, actor)
    }

    /// Under review by the step that now has it, whose article that is.
    func inReview(_ entry: Entry, in session: any Session) throws -> Refusal {
        let review = try entry.reviewCase.map { try cases.file($0, in: session) }
        return Refusal(CatalogueCodes.inReview, article: review?.current?.article)
    }

    var notInForce: Refusal {
        Refusal(CatalogueCodes.notInForce, article: profile.article(for: .entryElements))
    }

    /// Remembers who worked on what has not been published yet: none of them decides its review.
    func addAuthor(_ actor: Actor, to id: String, in session: any Session) throws {
        try session.run(
            "INSERT INTO entry_author (entry, actor) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [.text(id), .text(actor.ledgerName)])
    }

    private func authors(of id: String, in session: any Session) throws -> Set<String> {
        Set(
            try session.all("SELECT actor FROM entry_author WHERE entry = ?", [.text(id)]) {
                try $0.text("actor")
            })
    }

    /// What may not even be kept: state secrets, and texts beyond every limit.
    func bounded(_ content: EntryContent) throws {
        try EntryCheck(profile: profile).admission(content)
            .and(GradeCheck(profile: profile).admission(content)).orThrow()
        guard content.items.count <= EntryCheck.itemsMax,
            try content.stored().utf8.count <= Self.contentBytesMax
        else {
            throw Refusal(
                CatalogueCodes.overLimit,
                detail: Bilingual(
                    "条目内容超过1MB或\(EntryCheck.itemsMax)个信息项",
                    "the entry is over 1 MB or \(EntryCheck.itemsMax) items"))
        }
        try EntryRoom.check(content).orThrow()
    }

    func record(_ kind: EventKind, _ id: String, by actor: Actor, in session: any Session) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "entry:\(id)",
                article: profile.article(for: .entryElements)),
            in: session)
    }

    /// Puts the reviewed content in force: a resource code on the first time, a version each time.
    func publish(_ file: CaseFile, in session: any Session) throws {
        let id = String(file.subject.dropFirst("entry:".count))
        let entry = try entry(id: id, in: session)
        let content = try fixingStandards(of: entry.draft ?? entry.content, in: session)
        let code = try entry.code ?? issueCode(for: content.classification, in: session)
        let now = surroundings.now().milliseconds
        let text = try content.stored()
        try session.run(
            """
            UPDATE entry SET state = 'published', code = ?, version = version + 1, revision = revision + 1,
                content = ?, draft = NULL, name = ?, abstract = ?, sharing = ?, opening = ?,
                published_at = ?, updated_at = ?
            WHERE id = ?
            """,
            [
                .text(code), .text(text), .text(content.name), .text(content.abstract),
                .text(content.sharing.rawValue), .text(content.opening.rawValue), .int(now), .int(now),
                .text(id),
            ])
        try session.run(
            "INSERT INTO entry_version (entry, version, content, review_case, published_at) VALUES (?, ?, ?, ?, ?)",
            [.text(id), Value(entry.version + 1), .text(text), .text(file.id), .int(now)])
        try session.run("DELETE FROM entry_author WHERE entry = ?", [.text(id)])
        let published = try indexed(id, in: session)
        try LikeTerms.keep(id, content, in: session)
        try keepStandards(of: published, in: session)
        try RestrictionRows.keep(published, in: session)
        try keepRelations(of: id, content, as: .published, in: session)
        try onPublish(published, session)
        try ledger.record(
            LedgerEvent(
                CatalogueEvents.published, at: surroundings.now(), actor: "platform", body: entry.body,
                subject: "entry:\(id)", article: file.steps.last?.article,
                facts: [("code", code), ("version", String(published.version)), ("case", file.id)]),
            in: session)
    }

    /// `301001/000012`: the next number within the classification.
    func issueCode(for classification: String, in session: any Session) throws -> String {
        try session.run(
            """
            INSERT INTO resource_sequence (classification, last) VALUES (?, 1)
            ON CONFLICT (classification) DO UPDATE SET last = resource_sequence.last + 1
            """, [.text(classification)])
        let last = try session.number(
            "SELECT last FROM resource_sequence WHERE classification = ?", [.text(classification)])
        let digits = String(last)
        return "\(classification)/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}

extension Catalogue: CaseSubject {
    public var procedures: Set<String> { [Self.procedure] }

    public func decided(_ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session)
        throws
    {}

    public func approved(_ file: CaseFile, in session: any Session) throws { try publish(file, in: session) }

    public func declined(_ file: CaseFile, in session: any Session) throws {
        let id = String(file.subject.dropFirst("entry:".count))
        try session.run(
            """
            UPDATE entry SET state = CASE WHEN version > 0 THEN 'published' ELSE 'draft' END,
                revision = revision + 1
            WHERE id = ?
            """, [.text(id)])
        try dropRelations(of: id, under: .review, in: session)
        try indexed(id, in: session)
        try ledger.record(
            LedgerEvent(
                CatalogueEvents.declined, at: surroundings.now(), actor: "platform", body: file.openerBody,
                subject: file.subject, facts: [("case", file.id), ("outcome", file.state.rawValue)]),
            in: session)
    }

    public func returned(_ file: CaseFile, in session: any Session) throws {}
}
