import Regulation
import Roster

/// The posts that answer for data are held by somebody (责任人员): those of the roster that rest on the duty's own article.
struct OfficersMeasure: Measure {
    let duties: Set = [
        "body-officers", "chief-data-officers", "first-responsible", "working-group", "sharing-office",
    ]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let posts = look.profile.posts.filter { $0.articles.contains(duty.article) }
        guard !posts.isEmpty else { return nil }
        guard look.holdsData else { return Finding(.notYetApplicable) }
        let held = look.readings.officers[look.body.id] ?? [:]
        let people = look.readings.people[look.body.id] ?? [:]
        // What is filed with the authority is the roster; elsewhere accounts show who holds a post as well.
        let isFiled = look.profile.procedure(Roster.filing) != nil
        let evidence = posts.compactMap { look.profile.role($0.role) }.map { role in
            let onRoster = held[role.id] ?? 0
            return onRoster > 0 || isFiled
                ? Evidence(role.name, onRoster, .roster) : Evidence(role.name, people[role.id] ?? 0, .people)
        }
        return Finding(evidence.allSatisfy { $0.count > 0 } ? .met : .due(nil), evidence)
    }
}

/// Changes of the roster are reported in time (名册变动报送).
struct RosterChangeMeasure: Measure {
    let duties: Set = ["chief-data-officer-change"]
    private let cases = CaseMeasure(duties: [], procedures: [Roster.filing])

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        guard look.profile.procedure(Roster.filing) != nil else { return nil }
        if look.governs { return cases.find(duty, look) }
        let changes = look.readings.changes[look.body.id] ?? ChangeFigures()
        guard changes.limited > 0 else { return cases.find(duty, look) }
        let state: DutyState =
            if let due = changes.firstDue {
                due < look.today ? .overdue(since: due) : .due(due)
            } else { .met }
        return Finding(
            state,
            [
                Evidence(Bilingual("待报送的变动", "changes to be reported"), changes.limitedPending, .roster),
                Evidence(Bilingual("其中逾期", "overdue among them"), changes.overdue, .roster),
                Evidence(
                    Bilingual("已报送的变动", "changes reported"), changes.limited - changes.limitedPending,
                    .roster),
            ])
    }
}

/// The yearly summary of the officers was handed in by its day (年度总结).
struct SummaryMeasure: Measure {
    let duties: Set = ["chief-data-officer-summary"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        guard case .yearly(let month, let day) = duty.deadline?.span else { return nil }
        guard look.holdsData else { return Finding(.notYetApplicable) }
        let handedIn = look.readings.summaries[look.body.id] ?? [:]
        let standing = Roster.standing(
            handedIn, due: { LocalDate(year: $0, month: month, day: day) },
            registered: look.readings.since[look.body.id] ?? look.today, today: look.today)
        let state: DutyState =
            switch standing?.state {
            case nil: .notYetApplicable
            case .handedIn: .met
            case .due: .due(standing?.due)
            case .overdue: .overdue(since: standing?.due)
            }
        return Finding(
            state,
            [
                Evidence(
                    Bilingual("今年和去年报送的总结", "summaries of this year and the last"), Int64(handedIn.count),
                    .roster)
            ])
    }
}
