import Catalogue
import Matters
import Parties
import Regulation
import Store
import Upkeep

/// The duties of the regulation and how each stands with each body (职责履行): what a head of office opens first.
///
/// Nothing is declared here: every state comes from what the other modules have on record, at the moment of asking.
/// A duty for which the platform holds no measure is ``DutyState/unmeasured`` and never met.
public struct Duties: Sendable {
    let store: Store
    let parties: Parties
    let catalogue: Catalogue
    let upkeep: Upkeep
    let negativeList: NegativeList
    let profile: Profile
    let surroundings: Surroundings
    private let measures: [String: any Measure]

    public init(
        store: Store, parties: Parties, catalogue: Catalogue, upkeep: Upkeep, negativeList: NegativeList,
        profile: Profile, surroundings: Surroundings
    ) {
        self.store = store
        self.parties = parties
        self.catalogue = catalogue
        self.upkeep = upkeep
        self.negativeList = negativeList
        self.profile = profile
        self.surroundings = surroundings
        let all: [any Measure] =
            [
                CompilationMeasure(), TypesMeasure(), ThreeCataloguesMeasure(), OpeningListMeasure(),
                ResponsibilityMeasure(), NegativeListMeasure(), MaintenanceMeasure(),
                UpdateMeasure(kind: .law), UpdateMeasure(kind: .other),
                TimelinessMeasure(),
                QualityMeasure(), UsageMeasure(), StandardsMeasure(), OfficersMeasure(), ReportMeasure(),
                ProjectMeasure(), RosterChangeMeasure(), SummaryMeasure(),
            ] + ElementMeasure.all + CaseMeasure.all
        measures = Dictionary(all.flatMap { one in one.duties.map { ($0, one) } }) { first, _ in first }
    }

    /// Whether `actor` sees every body: the authority of the regulation's place, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.oversees(profile) }

    /// Every duty of the profile with `body`, the actor's own where none is named.
    ///
    /// - Throws: ``SupervisionCodes/notYours`` for another body than their own, unless ``seesAll(_:)``; and what
    ///   `Parties` throws for a body that does not exist.
    public func standing(of body: String? = nil, for actor: Actor) async throws -> BodyStanding {
        let id = body ?? actor.body.id
        guard id == actor.body.id || seesAll(actor) else {
            throw Refusal(SupervisionCodes.notYours, article: profile.article(for: .accessControl))
        }
        let today = today
        return try await store.read { session in
            let body = try parties.body(id, in: session)
            let readings = try Reader(scope: scope(id, today), session: session).read()
            return standing(of: body, readings, today)
        }
    }

    /// The same for every active body, in the order of registration. For those who see all.
    public func standings(for actor: Actor) async throws -> [BodyStanding] {
        guard seesAll(actor) else {
            throw Refusal(SupervisionCodes.notYours, article: profile.article(for: .accessControl))
        }
        let today = today
        let bodies = try await parties.allBodies()
        return try await store.read { session in
            let readings = try Reader(scope: scope(nil, today), session: session).read()
            return bodies.map { standing(of: $0, readings, today) }
        }
    }

    private var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }

    private func scope(_ body: String?, _ today: LocalDate) -> ReadingScope {
        ReadingScope(
            body: body, today: today, offsetSeconds: profile.utcOffsetSeconds, upkeep: upkeep,
            negativeList: negativeList)
    }

    private func standing(of body: Body, _ readings: Readings, _ today: LocalDate) -> BodyStanding {
        let look = Look(
            body: body, readings: readings, today: today, profile: profile,
            maintenance: upkeep.campaign?.period)
        return BodyStanding(
            body: body,
            duties: profile.duties.map { duty in
                let found = measures[duty.id]?.find(duty, look) ?? Finding(.unmeasured)
                return DutyStanding(duty: duty, state: found.state, evidence: found.evidence)
            })
    }
}
