import Cases
import Catalogue
import Datasets
import Intake
import Ledger
import Notices
import Parties
import Protection
import Regulation
import Standards
import Store

/// The quality of data at rest (数据质量): rules held to what is stored, scores by the dimensions of GB/T 36344, problem
/// data traced to where it came from, and work orders that only a check ends.
///
/// A check reads a dataset once, in memory that does not grow with it; each check is kept.
public struct Quality: Sendable {
    /// Rows of one page of a list.
    public static let pageSizeMax = 100
    /// Pages that are read.
    public static let pageMax = 10_000
    /// Problems that a run keeps of one rule; further ones are counted alone.
    public static let problemsPerRuleMax = 1_000
    /// Problems that a run keeps of all its rules.
    public static let problemsPerRunMax = 10_000
    /// Runs of one entry whose problems are kept; of older ones the counts stay.
    public static let runsWithProblemsMax = 30

    let store: Store
    let ledger: Ledger
    let parties: Parties
    let notices: Notices
    let cases: Cases
    let catalogue: Catalogue
    let datasets: Datasets
    let profile: Profile
    let surroundings: Surroundings
    /// As at the door, so that equal values have equal digests on both sides of it.
    let fingerprint: Fingerprint

    public init(
        store: Store, ledger: Ledger, parties: Parties, notices: Notices, cases: Cases, catalogue: Catalogue,
        datasets: Datasets, profile: Profile, surroundings: Surroundings, fingerprint: Fingerprint
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.notices = notices
        self.cases = cases
        self.catalogue = catalogue
        self.datasets = datasets
        self.profile = profile
        self.surroundings = surroundings
        self.fingerprint = fingerprint
    }

    /// Whether `actor` sees every body: the authority of the regulation's place, auditors, and the body that runs the
    /// platform.
    public func seesAll(_ actor: Actor) -> Bool {
        actor.oversees(profile) || actor.body.kind == .platformOperator
    }

    /// Whether `actor` may look at the quality of `body`'s data; the whole city is for those who see all. Refuses with
    /// `quality-not-yours`.
    public func maySee(_ body: String?, _ actor: Actor) -> Ruling {
        guard body == actor.body.id || seesAll(actor) else { return .refused([notYours]) }
        return .allowed
    }

    /// Whether `actor` may have the data of `body` checked: its own people and systems, reviewers of the authority, and
    /// the body that runs the platform. Refuses with `quality-not-yours`.
    public func mayRun(_ body: String, _ actor: Actor) -> Ruling {
        let isOwn = body == actor.body.id && actor.body.isActive
        guard isOwn || actor.reviews(for: profile) || actor.body.kind == .platformOperator else {
            return .refused([notYours])
        }
        return .allowed
    }

    /// Whether `actor` may see the values of `body`'s problem rows: those of its own people who work with its data.
    /// Refuses with `quality-values-not-yours`.
    public func maySeeValues(of body: String, _ actor: Actor) -> Ruling {
        guard body == actor.body.id, Self.valuePosts.contains(where: actor.holds) else {
            return .refused([
                Reason(QualityCodes.valuesNotYours, article: profile.article(for: .accessControl))
            ])
        }
        return .allowed
    }

    private static let valuePosts = ["data-staff", "system-staff", "quality-staff"]

    var notYours: Reason { Reason(QualityCodes.notYours, article: profile.article(for: .accessControl)) }

    /// The article under which data is held to its quality once it is stored (质量管控).
    public var article: ArticleReference? {
        profile.procedure(Self.correction)?.articles.first ?? profile.duties(for: "C3").first?.article
            ?? profile.article(for: .deliveryQuality)
    }

    var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }
}
