import Catalogue
import Ledger
import Notices
import Parties
import Regulation
import Store

/// Informatisation projects and their review (信息化项目前置审查): registered by their body, held against the conditions
/// of the regulation from what the platform has on record, answered with numbered statements.
public struct Projects: Sendable {
    /// Projects or statements that one list answers.
    public static let listMax = 200
    /// Posts of a body that keep its projects.
    static let keepers = ["data-staff", "system-staff", "chief-data-officer", "department-head"]

    let store: Store
    let ledger: Ledger
    let parties: Parties
    let notices: Notices
    let catalogue: Catalogue
    let profile: Profile
    let surroundings: Surroundings
    /// Whether the tests of a system are filed, as the regulation asks for it.
    let testsFiled: @Sendable (InformationSystem, any Session) throws -> Bool

    public init(
        store: Store, ledger: Ledger, parties: Parties, notices: Notices, catalogue: Catalogue,
        profile: Profile, surroundings: Surroundings,
        testsFiled: @escaping @Sendable (InformationSystem, any Session) throws -> Bool
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.notices = notices
        self.catalogue = catalogue
        self.profile = profile
        self.surroundings = surroundings
        self.testsFiled = testsFiled
    }

    var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }

    // MARK: Who may

    /// Whether `actor` keeps the projects of `body`: its own people in charge of data and systems, and its heads.
    public func mayKeep(_ body: String, _ actor: Actor) -> Ruling {
        guard actor.body.id == body, Self.keepers.contains(where: actor.holds) else {
            return refused(ProjectsCodes.notYours)
        }
        return .allowed
    }

    /// Whether `actor` may issue a statement on the project: a reviewer of the authority who wrote none of it.
    public func mayIssue(_ project: Project, authors: Set<String>, _ actor: Actor) -> Ruling {
        guard actor.reviews(for: profile) else {
            return refused(ProjectsCodes.authorityOnly)
        }
        return authors.contains(actor.ledgerName) ? refused(ProjectsCodes.ownProject) : .allowed
    }

    /// Whether `actor` sees the projects of every body: the authority, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.oversees(profile) }

    func refused(_ code: ReasonCode) -> Ruling {
        .refused([Reason(code, article: profile.article(for: .accessControl))])
    }

    /// The article that asks for projects to be looked at, as the first gate of the regulation names it.
    var article: ArticleReference? {
        profile.projectGates.first?.conditions.first?.article ?? profile.article(for: .accessControl)
    }

    func gate(_ id: ProjectGate.ID) throws(Refusal) -> ProjectGate {
        guard let gate = profile.projectGate(id) else {
            let known = profile.projectGates.map(\.name)
            throw Refusal(
                ProjectsCodes.gateUnknown, article: article,
                detail: Bilingual(
                    "本地规则规定的审查：\(known.map(\.zh).joined(separator: "、"))",
                    "the regulation has: \(known.map(\.en).joined(separator: ", "))"),
                field: "gate")
        }
        return gate
    }

    func record(
        _ kind: EventKind, _ id: String, by actor: Actor, _ facts: [(name: String, value: String)] = [],
        article: ArticleReference? = nil, in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "project:\(id)", article: article ?? profile.article(for: .accessControl),
                facts: facts),
            in: session)
    }
}
