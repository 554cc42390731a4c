import Regulation

/// Cases are answered in time (限时办理): what waits at a step of the body, and what was closed.
struct CaseMeasure: Measure {
    let duties: Set<String>
    /// Procedures whose cases count; those that the profile does not have are left out.
    let procedures: [String]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let procedures = procedures.compactMap { look.profile.procedure($0) }
        guard !procedures.isEmpty else { return nil }
        var state = DutyState.notYetApplicable
        var evidence: [Evidence] = []
        for procedure in procedures {
            let figures = look.readings.cases[procedure.id]?[look.body.id] ?? CaseFigures()
            // What those who decide have closed is closed by the city: cases are not theirs by body.
            let closed = look.governs ? look.readings.closed[procedure.id] ?? 0 : figures.closed
            state = Self.worse(state, Self.state(figures, closed: closed))
            guard figures.waiting + closed > 0 else { continue }
            let name = procedure.name
            evidence += [
                (Bilingual("\(name.zh)：待办", "\(name.en): waiting"), figures.waiting),
                (Bilingual("\(name.zh)：超期", "\(name.en): overdue"), figures.late),
                (Bilingual("\(name.zh)：已办结", "\(name.en): closed"), closed),
            ].filter { $0.1 > 0 }.map { Evidence($0.0, $0.1, .cases(procedure: procedure.id)) }
        }
        return Finding(state, evidence)
    }

    private static func state(_ figures: CaseFigures, closed: Int64) -> DutyState {
        if figures.late > 0 { return .overdue(since: figures.firstDue) }
        if figures.waiting > 0 { return .due(figures.firstDue) }
        return closed > 0 ? .met : .notYetApplicable
    }

    /// The more urgent of two states; of two alike, the earlier.
    private static func worse(_ one: DutyState, _ other: DutyState) -> DutyState {
        func rank(_ state: DutyState) -> Int { DutyState.Kind.allCases.firstIndex(of: state.kind) ?? 0 }
        if rank(one) != rank(other) { return rank(one) < rank(other) ? one : other }
        guard let day = one.day else { return other }
        guard let otherDay = other.day else { return one }
        return day <= otherDay ? one : other
    }

    static let all: [CaseMeasure] = [
        CaseMeasure(duties: ["catalogue-review"], procedures: ["entry-review"]),
        CaseMeasure(
            duties: ["sharing-application", "sharing-provisions"],
            procedures: ["sharing-unconditional", "sharing-conditional"]),
        CaseMeasure(duties: ["unconditional-answer"], procedures: ["sharing-unconditional"]),
        CaseMeasure(duties: ["conditional-answer"], procedures: ["sharing-conditional"]),
        CaseMeasure(duties: ["data-correction"], procedures: ["data-correction"]),
        CaseMeasure(duties: ["complaints"], procedures: ["complaint"]),
        CaseMeasure(duties: ["duplicate-coordination"], procedures: ["duplicate-coordination"]),
        CaseMeasure(duties: ["joint-collection"], procedures: ["joint-collection"]),
        CaseMeasure(duties: ["demand-coordination"], procedures: ["demand-coordination"]),
        CaseMeasure(duties: ["dispute-resolution"], procedures: ["sharing-dispute"]),
        CaseMeasure(duties: ["offline-sharing"], procedures: ["offline-sharing"]),
        CaseMeasure(duties: ["opening-demand"], procedures: ["opening-application"]),
        CaseMeasure(duties: ["destruction", "data-disposal"], procedures: ["data-destruction"]),
        CaseMeasure(duties: ["aggregation-period-filing"], procedures: ["aggregation-period-filing"]),
        CaseMeasure(duties: ["no-unapproved-change"], procedures: ["data-change"]),
    ]
}
