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
    /// Times that one body hands in the summary of one year.
    public static let handInsMax = 20
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

    /// The kinds of bodies that the regulation asks to fill the posts.
    static let fillingKinds: [Body.Kind] = [.department, .institution]

    /// Whether the regulation asks this body to fill the posts.
    static func fillsPosts(_ body: Body) -> Bool { body.isActive && fillingKinds.contains(body.kind) }

    // MARK: Who may

    /// Whether `actor` keeps the roster of `body`: its own data staff, chief data officer and heads.
    public func mayKeep(_ body: String, _ actor: Actor) -> Ruling {
        guard actor.body.id == body, Self.keepers.contains(where: actor.holds) else {
            return .refused([Reason(RosterCodes.notYours, article: profile.article(for: .accessControl))])
        }
        return .allowed
    }

    /// Whether `actor` sees the rosters of every body: the authority, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.oversees(profile) }

    /// Whether `actor` sees how the officers of `body` are reached: people of that body and of the authority alone.
    public func seesContacts(of body: String, _ actor: Actor) -> Bool {
        guard case .person = actor.identity else { return false }
        return actor.body.id == body || actor.administers(profile)
    }

    /// The article that asks for the post; for what is none of the regulation's, that of its first post.
    func article(of post: String? = nil) -> ArticleReference? {
        (post.flatMap { profile.post($0) } ?? profile.posts.first)?.articles.first
            ?? profile.article(for: .accessControl)
    }

    /// Holds the texts of a form against what it asks for, under `article`.
    static func text(_ article: ArticleReference?) -> TextCheck {
        TextCheck(missing: RosterCodes.fieldMissing, malformed: RosterCodes.fieldMalformed, article: article)
    }

    // MARK: Contacts

    func seal(_ contact: String, of officer: String) throws -> [UInt8] {
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
