import Parties
import Regulation
import Upkeep

/// How one kind of duty is measured (履职计量): from numbers that were read, never from anything declared.
protocol Measure: Sendable {
    /// The duties of profiles that it measures, by their ids.
    var duties: Set<String> { get }
    /// How `duty` stands with the body of `look`; nil where this regulation gives nothing to measure it by.
    func find(_ duty: Duty, _ look: Look) -> Finding?
}

/// One body before the numbers (计量对象).
struct Look {
    let body: Body
    let readings: Readings
    let today: LocalDate
    let profile: Profile
    let maintenance: MaintenancePeriod?

    /// Whether the body is one of those that hold data (数据共享单位).
    var holdsData: Bool { body.kind == .department || body.kind == .institution }

    /// Whether it is the authority or government of the regulation's own place.
    var governs: Bool {
        (body.kind == .authority || body.kind == .government)
            && body.division == profile.jurisdiction.division
    }

    var entries: EntryFigures { readings.entries[body.id] ?? EntryFigures() }
}

/// What a measure found (计量结果).
struct Finding: Sendable {
    let state: DutyState
    let evidence: [Evidence]

    init(_ state: DutyState, _ evidence: [Evidence] = []) {
        self.state = state
        self.evidence = evidence
    }
}
