import Cases
import Ledger
import Notices
import Parties
import Protection
import Regulation
import Store

/// The roster of those who answer for data (首席数据官、数据专员和工作组名册): appointed by their body, filed with the
/// authority where the regulation asks for it, kept with everyone who was there before.
public struct Roster: Sendable {
    /// The procedure that files changes with the authority. Its form may ask for `what` (`appointment`, `change`,
    /// `group`), `since`, `officer` and `roster`; these are filled in from the roster.
    public static let filing = "officer-filing"
    /// The time limit of the yearly summary.
    public static let summaryLimit = "chief-data-officer-summary"
    /// Officers of one body, those who left among them, and changes of one body that are read.
    public static let officersMax = 500
    public static let changesMax = 200
    /// Those in office at one time.
    public static let currentMax = 100
    /// Posts that keep the roster of their body.
    static let keepers = ["data-staff", "chief-data-officer", "department-head"]

    let store: Store
    let ledger: Ledger
    let parties: Parties
    let notices: Notices
    let cases: Cases
    let profile: Profile
    let calendar: WorkingCalendar
    let surroundings: Surroundings
    private let secrets: SecretBox
    /// Opens a case of ``filing`` with these answers; answers the id of the case.
    let file: @Sendable (_ answers: [String: [String]], Actor, any Session) throws -> String

    /// `secrets` seals the contacts at rest.
    public init(
        store: Store, ledger: Ledger, parties: Parties, notices: Notices, cases: Cases, profile: Profile,
        calendar: WorkingCalendar, surroundings: Surroundings, secrets: SecretBox,
        file: @escaping @Sendable (_ answers: [String: [String]], Actor, any Session) throws -> String
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.notices = notices
        self.cases = cases
        self.profile = profile
        self.calendar = calendar
        self.surroundings = surroundings
        self.secrets = secrets
        self.file = file
    }

    var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }

    /// Whether changes of the roster are filed with the authority.
    public var isFiled: Bool { profile.procedure(Self.filing) != nil }

    /// Whether the regulation asks a body of this kind to fill the posts.
    static func fillsPosts(_ body: Body) -> Bool {
        body.isActive && (body.kind == .department || body.kind == .institution)
    }

    // MARK: Who may

    /// Whether `actor` keeps the roster of `body`: its own data staff, chief data officer and heads.
    public func mayKeep(_ body: String, _ actor: Actor) -> Ruling {
        guard actor.body.id == body, Self.keepers.contains(where: actor.holds) else {
            return .refused([Reason(RosterCodes.notYours, article: profile.article(for: .accessControl))])
        }
        return .allowed
    }

    /// Whether `actor` sees the rosters of every body: the authority, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.administers(profile) || actor.holds("auditor") }

    /// Whether `actor` sees how the officers of `body` are reached: people of that body and of the authority alone.
    public func seesContacts(of body: String, _ actor: Actor) -> Bool {
        guard case .person = actor.identity else { return false }
        return actor.body.id == body || actor.administers(profile)
    }

    // MARK: Appointing

    /// Appoints somebody to a post of the actor's body. Everything that is wrong is told at once.
    @discardableResult
    public func appoint(_ appointment: Appointment, by actor: Actor) async throws -> Officer {
        try mayKeep(actor.body.id, actor).orThrow()
        try check(appointment).orThrow()
        return try await store.write { session in
            let body = actor.body.id
            let current = try officers("body = ? AND until_day IS NULL", [.text(body)], in: session)
            let leaving = appointment.replaces ? current.filter { $0.post == appointment.post } : []
            guard current.count - leaving.count < Self.currentMax else {
                throw Refusal(
                    RosterCodes.tooMany,
                    detail: Bilingual("在任至多\(Self.currentMax)人", "at most \(Self.currentMax) in office"))
            }
            if let later = leaving.first(where: { $0.since > appointment.since }) {
                throw Refusal(
                    RosterCodes.fieldMalformed,
                    detail: Bilingual("现任自 \(later.since) 起任职", "the present holder began on \(later.since)"),
                    field: "since")
            }
            for officer in leaving { try leave(officer, on: appointment.since, by: actor, in: session) }
            let id = surroundings.newID()
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO roster_officer (id, body, post, name, title, contact, document, since_day, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(body), .text(appointment.post), .text(appointment.name),
                    .text(appointment.title), .bytes(try seal(appointment.contact, of: id)),
                    .text(appointment.document), .text(appointment.since.description),
                    .int(now.milliseconds),
                ])
            try note(.appointed, id, appointment.post, on: appointment.since, by: actor, in: session)
            return try officer(id, for: actor, in: session)
        }
    }

    /// Ends the time of an officer on `day`; who they were stays on record.
    @discardableResult
    public func end(_ id: String, on day: LocalDate, by actor: Actor) async throws -> Officer {
        try await store.write { session in
            let officer = try officer(id, for: actor, in: session)
            try mayKeep(officer.body, actor).orThrow()
            guard officer.isCurrent else { throw Refusal(RosterCodes.leftAlready) }
            guard (officer.since...max(officer.since, today)).contains(day) else {
                throw Refusal(
                    RosterCodes.fieldMalformed,
                    detail: Bilingual("离任日在 \(officer.since) 至今天之间", "from \(officer.since) to today"),
                    field: "until")
            }
            try leave(officer, on: day, by: actor, in: session)
            return try self.officer(id, for: actor, in: session)
        }
    }

    /// Corrects title and contact of somebody in office: no change of the list, so nothing is to be reported.
    @discardableResult
    public func correct(
        _ id: String, title: String, contact: String, by actor: Actor
    ) async throws -> Officer {
        let reasons =
            text(title, Bilingual("职务", "title"), 100, at: "title")
            + text(contact, Bilingual("联系方式", "contact"), 50, at: "contact")
        try Ruling(reasons).orThrow()
        return try await store.write { session in
            let officer = try officer(id, for: actor, in: session)
            try mayKeep(officer.body, actor).orThrow()
            guard officer.isCurrent else { throw Refusal(RosterCodes.leftAlready) }
            try session.run(
                "UPDATE roster_officer SET title = ?, contact = ? WHERE id = ?",
                [.text(title), .bytes(try seal(contact, of: id)), .text(id)])
            try record(
                RosterEvents.corrected, "officer:\(id)", by: actor, [("post", officer.post)], in: session)
            return try self.officer(id, for: actor, in: session)
        }
    }

    private func leave(
        _ officer: Officer, on day: LocalDate, by actor: Actor, in session: any Session
    ) throws {
        try session.run(
            "UPDATE roster_officer SET until_day = ? WHERE id = ?",
            [.text(day.description), .text(officer.id)])
        try note(.left, officer.id, officer.post, on: day, by: actor, in: session)
    }

    /// Writes down a change, with the last day for reporting it where an article sets one.
    private func note(
        _ kind: RosterChange.Kind, _ officer: String, _ post: String, on day: LocalDate, by actor: Actor,
        in session: any Session
    ) throws {
        let limit = isFiled ? profile.post(post)?.change : nil
        let due = limit.map { calendar.due($0, from: day) }
        let article = limit?.article ?? profile.post(post)?.articles.first
        try session.run(
            """
            INSERT INTO roster_change (body, officer, post, kind, day, due, provisional, article, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(actor.body.id), .text(officer), .text(post), .text(kind.rawValue),
                .text(day.description), Value(due?.date.description), Value(due?.provisional ?? false),
                Value(article?.description), .int(surroundings.now().milliseconds),
            ])
        try record(
            kind == .appointed ? RosterEvents.appointed : RosterEvents.left, "officer:\(officer)", by: actor,
            [("post", post), ("day", day.description), ("due", due?.date.description ?? "")],
            article: article, in: session)
    }

    // MARK: Checks

    private func check(_ appointment: Appointment) -> Ruling {
        var reasons: [Reason] = []
        if profile.post(appointment.post) == nil {
            let known = profile.posts.map(\.role).joined(separator: ", ")
            reasons.append(
                Reason(
                    RosterCodes.postUnknown, detail: Bilingual("岗位：\(known)", "posts: \(known)"),
                    field: "post"))
        }
        reasons += text(appointment.name, Bilingual("姓名", "name"), 50, at: "name")
        reasons += text(appointment.title, Bilingual("职务", "title"), 100, at: "title")
        reasons += text(appointment.contact, Bilingual("联系方式", "contact"), 50, at: "contact")
        reasons += text(
            appointment.document, Bilingual("任免文号", "document"), 100, isRequired: false, at: "document")
        if appointment.since > today {
            reasons.append(
                Reason(
                    RosterCodes.fieldMalformed,
                    detail: Bilingual("任职日不能在今天之后", "not after today"), field: "since"))
        }
        return Ruling(reasons)
    }

    func text(
        _ value: String, _ word: Bilingual, _ max: Int, isRequired: Bool = true, at field: String
    ) -> [Reason] {
        if value.allSatisfy(\.isWhitespace) {
            return isRequired ? [Reason(RosterCodes.fieldMissing, detail: word, field: field)] : []
        }
        guard value.count <= max, !value.contains(where: \.isNewline) || max > 200 else {
            return [
                Reason(
                    RosterCodes.fieldMalformed,
                    detail: Bilingual("\(word.zh)至多\(max)字", "\(word.en): at most \(max) characters"),
                    field: field)
            ]
        }
        return []
    }

    // MARK: Contacts

    private func seal(_ contact: String, of officer: String) throws -> [UInt8] {
        try secrets.seal(Array(contact.utf8), associated: Array(officer.utf8))
    }

    func open(_ sealed: [UInt8], of officer: String) throws -> String {
        String(decoding: try secrets.open(sealed, associated: Array(officer.utf8)), as: UTF8.self)
    }

    func record(
        _ kind: EventKind, _ subject: String, by actor: Actor, _ facts: [(name: String, value: String)] = [],
        article: ArticleReference? = nil, in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id, subject: subject,
                article: article ?? profile.article(for: .accessControl), facts: facts),
            in: session)
    }
}
