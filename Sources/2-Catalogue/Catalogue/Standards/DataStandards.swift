import Cases
import Ledger
import Parties
import Regulation
import Store

/// The city's data standards (数据标准库): item standards and code lists, drafted by the departments that know the
/// data, reviewed and issued by the authority through the profile's `data-standard` procedure.
public struct DataStandards: Sendable {
    let store: Store
    let ledger: Ledger
    let parties: Parties
    let cases: Cases
    let profile: Profile
    let surroundings: Surroundings

    static let procedure = "data-standard"
    /// Bytes of the longest content that is kept.
    static let contentBytesMax = 2 << 20

    public init(
        store: Store, ledger: Ledger, parties: Parties, cases: Cases, profile: Profile,
        surroundings: Surroundings
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.cases = cases
        self.profile = profile
        self.surroundings = surroundings
    }

    /// The article under which standards are set: that of the profile's procedure.
    public var article: ArticleReference? { profile.procedure(Self.procedure)?.articles.first }

    /// Begins a standard, or the next version of one, for the actor's body.
    ///
    /// Refuses with `standard-not-yours`, `standard-malformed`, or `standard-code-taken` where the code belongs to
    /// another body or kind, or a version of it is still under way.
    public func draft(code: String, _ content: StandardContent, by actor: Actor) async throws -> DataStandard
    {
        try mayDraft(for: actor.body.id, actor).orThrow()
        guard StandardReference.isCode(code) else {
            throw Refusal(
                DataStandardCodes.malformed, article: article,
                detail: Bilingual("代码由大写字母、数字、点、下划线和连字符组成", "a code is A-Z 0-9 . _ -"), field: "code")
        }
        try check(content).orThrow()
        let text = try stored(content)
        return try await store.write { session in
            let before = try versions(of: code, in: session)
            let isFree = before.allSatisfy { known in
                known.kind == content.kind && known.body == actor.body.id && known.state != .draft
                    && known.state != .inReview
            }
            guard isFree else {
                throw Refusal(DataStandardCodes.codeTaken, article: article, field: "code")
            }
            let id = surroundings.newID()
            try session.run(
                """
                INSERT INTO data_standard (id, code, version, kind, state, name, body, content, updated_at)
                VALUES (?, ?, ?, ?, 'draft', ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(code), Value((before.map(\.version).max() ?? 0) + 1),
                    .text(content.kind.rawValue), .text(content.nameZh), .text(actor.body.id), .text(text),
                    .int(surroundings.now().milliseconds),
                ])
            try addAuthor(actor, to: id, in: session)
            try record(DataStandardEvents.drafted, id, by: actor, in: session)
            return try standard(id: id, in: session)
        }
    }

    /// Saves a draft, or one that its review handed back. `revision` is that of the standard it was based on.
    public func save(
        _ content: StandardContent, to id: String, revision: Int64, by actor: Actor
    ) async throws -> DataStandard {
        try check(content).orThrow()
        let text = try stored(content)
        return try await store.write { session in
            let standard = try standard(id: id, in: session)
            try mayDraft(for: standard.body, actor).orThrow()
            try isOpen(standard, in: session).orThrow()
            guard standard.kind == content.kind else {
                throw Refusal(DataStandardCodes.malformed, article: article, field: "kind")
            }
            guard standard.revision == revision else { throw Refusal(DataStandardCodes.changedMeanwhile) }
            try session.run(
                """
                UPDATE data_standard SET content = ?, name = ?, revision = revision + 1, updated_at = ?
                WHERE id = ?
                """,
                [
                    .text(text), .text(content.nameZh), .int(surroundings.now().milliseconds), .text(id),
                ])
            try addAuthor(actor, to: id, in: session)
            try record(DataStandardEvents.saved, id, by: actor, in: session)
            return try self.standard(id: id, in: session)
        }
    }

    /// Submits a draft to its review, or hands a returned one back to it. None of those who saved it decides it.
    @discardableResult
    public func submit(_ id: String, by actor: Actor, note: String = "") async throws -> CaseFile {
        try await store.write { session in
            let standard = try standard(id: id, in: session)
            try mayDraft(for: standard.body, actor).orThrow()
            try isOpen(standard, in: session).orThrow()
            try check(standard.content).orThrow()
            let authors = try authors(of: id, in: session)
            if standard.state == .inReview, let review = standard.reviewCase {
                try cases.resubmit(review, authors: authors, by: actor, note: note, in: session)
                return try cases.file(review, in: session)
            }
            let file = try cases.open(
                procedure: Self.procedure, subject: "standard:\(id)",
                title: "\(standard.code) \(standard.content.nameZh)",
                provider: try parties.body(standard.body, in: session), authors: authors, by: actor,
                in: session)
            try session.run(
                """
                UPDATE data_standard SET state = 'in-review', review_case = ?, revision = revision + 1
                WHERE id = ?
                """, [.text(file.id), .text(id)])
            try record(DataStandardEvents.submitted, id, by: actor, in: session)
            if file.state == .approved { try issue(file, in: session) }
            return try cases.file(file.id, in: session)
        }
    }

    /// Takes an issued standard out of force. Entries published under it keep it; new ones cannot name it.
    @discardableResult
    public func withdraw(_ id: String, by actor: Actor) async throws -> DataStandard {
        try isIssuer(actor).orThrow()
        return try await store.write { session in
            let standard = try standard(id: id, in: session)
            guard standard.state == .issued else {
                throw Refusal(DataStandardCodes.notOpen, article: article)
            }
            try session.run(
                """
                UPDATE data_standard SET state = 'withdrawn', revision = revision + 1, updated_at = ?
                WHERE id = ?
                """, [.int(surroundings.now().milliseconds), .text(id)])
            try record(DataStandardEvents.withdrawn, id, by: actor, in: session)
            return try self.standard(id: id, in: session)
        }
    }

    /// Drafting is for data staff.
    public func mayDraft(for body: String, _ actor: Actor) -> Ruling {
        let openers = profile.procedure(Self.procedure)?.openers ?? ["data-staff"]
        guard actor.body.id == body, openers.contains(where: actor.holds) else {
            return .refused([Reason(DataStandardCodes.notYours, article: article)])
        }
        return .allowed
    }

    /// Issuing, withdrawing and importing are for those who take the last step of the review.
    public func isIssuer(_ actor: Actor) -> Ruling {
        let role = profile.procedure(Self.procedure)?.steps.last?.role ?? "authority-reviewer"
        guard actor.body.kind == .authority, actor.administers(profile), actor.holds(role) else {
            return .refused([Reason(DataStandardCodes.notIssuer, article: article)])
        }
        return .allowed
    }

    /// What stands against `content`, all at once.
    public func check(_ content: StandardContent) -> Ruling { StandardCheck(article: article)(content) }

    private func addAuthor(_ actor: Actor, to id: String, in session: any Session) throws {
        try session.run(
            "INSERT INTO data_standard_author (standard, actor) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [.text(id), .text(actor.ledgerName)])
    }

    private func authors(of id: String, in session: any Session) throws -> Set<String> {
        Set(
            try session.all("SELECT actor FROM data_standard_author WHERE standard = ?", [.text(id)]) {
                try $0.text("actor")
            })
    }

    private func isOpen(_ standard: DataStandard, in session: any Session) throws -> Ruling {
        switch standard.state {
        case .draft: return .allowed
        case .inReview:
            if let review = standard.reviewCase, try cases.file(review, in: session).state == .returned {
                return .allowed
            }
        case .issued, .superseded, .withdrawn: break
        }
        return .refused([Reason(DataStandardCodes.notOpen, article: article)])
    }

    private func stored(_ content: StandardContent) throws -> String {
        let text = try StoredJSON.text(content)
        guard text.utf8.count <= Self.contentBytesMax else {
            throw Refusal(
                DataStandardCodes.malformed, article: article,
                detail: Bilingual("标准内容超过2MB", "the standard is over 2 MB"))
        }
        return text
    }

    func record(
        _ kind: EventKind, _ id: String, by actor: Actor, _ facts: [(name: String, value: String)] = [],
        in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "standard:\(id)", article: article, facts: facts),
            in: session)
    }

    /// Puts a reviewed version in force and its predecessor out of it.
    private func issue(_ file: CaseFile, in session: any Session) throws {
        let id = String(file.subject.dropFirst("standard:".count))
        let standard = try standard(id: id, in: session)
        let now = surroundings.now().milliseconds
        try session.run(
            "UPDATE data_standard SET state = 'superseded', updated_at = ? WHERE code = ? AND state = 'issued'",
            [.int(now), .text(standard.code)])
        try session.run(
            """
            UPDATE data_standard SET state = 'issued', issued_at = ?, updated_at = ?, revision = revision + 1
            WHERE id = ?
            """, [.int(now), .int(now), .text(id)])
        try ledger.record(
            LedgerEvent(
                DataStandardEvents.issued, at: surroundings.now(), actor: "platform", body: standard.body,
                subject: file.subject, article: file.steps.last?.article ?? article,
                facts: [
                    ("code", standard.code), ("version", String(standard.version)), ("case", file.id),
                ]),
            in: session)
    }
}

extension DataStandards: CaseSubject {
    public var procedures: Set<String> { [Self.procedure] }

    public func decided(_ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session)
        throws
    {}

    public func approved(_ file: CaseFile, in session: any Session) throws { try issue(file, in: session) }

    public func declined(_ file: CaseFile, in session: any Session) throws {
        let id = String(file.subject.dropFirst("standard:".count))
        try session.run(
            "UPDATE data_standard SET state = 'draft', revision = revision + 1 WHERE id = ?", [.text(id)])
        try ledger.record(
            LedgerEvent(
                DataStandardEvents.declined, at: surroundings.now(), actor: "platform", body: file.openerBody,
                subject: file.subject, facts: [("case", file.id), ("outcome", file.state.rawValue)]),
            in: session)
    }

    public func returned(_ file: CaseFile, in session: any Session) throws {}
}
