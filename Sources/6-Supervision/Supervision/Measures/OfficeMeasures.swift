import Regulation

/// The yearly report was opened by its day (年度报告).
struct ReportMeasure: Measure {
    let duties: Set = ["annual-report"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        guard look.profile.procedure(Readings.reports) != nil,
            case .yearly(let month, let day) = duty.deadline?.span,
            let due = LocalDate(year: look.today.year, month: month, day: day)
        else { return nil }
        guard look.holdsData else { return Finding(.notYetApplicable) }
        let reports = look.readings.reports[look.body.id] ?? 0
        // What was due before a body was here is not on record here.
        let isNew = look.readings.since[look.body.id].map { $0 > due } ?? true
        let state: DutyState =
            if reports > 0 { .met } else if look.today <= due { .due(due) } else if isNew {
                .due(due.adding(months: 12))
            } else { .overdue(since: due) }
        return Finding(
            state,
            [
                Evidence(
                    Bilingual("今年报送的年度报告", "reports handed in this year"), reports,
                    .cases(procedure: Readings.reports))
            ])
    }
}
