import Cases
import Catalogue
import Ledger
import Notices
import Parties
import Regulation
import Store

/// The upkeep of the catalogue (目录动态维护): the full maintenance that each period of the regulation brings, and the
/// updates that a change of law, of duty or of facts calls for.
///
/// A period exists by the profile's limit alone. What was done in it is read from publications, retirements and
/// confirmations; nothing else is declared.
public struct Upkeep: Sendable {
    /// Bodies that one reminder reaches.
    public static let bodiesMax = 1_000
    /// Entries of one confirmation or one event.
    public static let entriesMax = 200
    /// Rows of one page.
    public static let pageSizeMax = 100
    /// Pages that are read.
    public static let pageMax = 10_000
    /// The procedure by which a confirmation is approved, where a profile has one with steps.
    public static let procedure = "entry-maintenance"

    let store: Store
    let ledger: Ledger
    let parties: Parties
    let notices: Notices
    let cases: Cases
    let catalogue: Catalogue
    let profile: Profile
    let calendar: WorkingCalendar
    let surroundings: Surroundings

    public init(
        store: Store, ledger: Ledger, parties: Parties, notices: Notices, cases: Cases, catalogue: Catalogue,
        profile: Profile, calendar: WorkingCalendar, surroundings: Surroundings
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.notices = notices
        self.cases = cases
        self.catalogue = catalogue
        self.profile = profile
        self.calendar = calendar
        self.surroundings = surroundings
    }

    /// The full maintenance of today; nil where the regulation sets no period.
    public var campaign: Campaign? { Campaign(profile, on: today, by: calendar) }

    /// Whether `actor` sees every body: the authority of the regulation's place, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.oversees(profile) }

    /// Whether `actor` may look at `body`: their own, or any where ``seesAll(_:)``. Refuses with `upkeep-not-yours`.
    public func maySee(_ body: String, _ actor: Actor) -> Ruling {
        guard body == actor.body.id || seesAll(actor) else { return .refused([notYours]) }
        return .allowed
    }

    /// Whether `actor` may confirm entries of their body: whom the profile names as openers of `entry-maintenance`,
    /// else whoever compiles the body's entries. Refuses as ``Cases/Cases/mayOpen(_:for:_:)`` does.
    public func mayConfirm(_ actor: Actor) -> Ruling {
        profile.procedure(Self.procedure) == nil
            ? catalogue.mayCompile(for: actor.body.id, actor) : cases.mayOpen(Self.procedure, actor)
    }

    var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }

    func start(_ day: LocalDate) -> Int64 {
        day.start(offsetSeconds: profile.utcOffsetSeconds).milliseconds
    }

    var notYours: Reason {
        Reason(UpkeepCodes.notYours, article: profile.article(for: .accessControl))
    }
}
