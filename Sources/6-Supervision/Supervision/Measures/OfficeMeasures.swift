import Regulation

/// The posts that answer for data are held by somebody (责任人员).
struct OfficersMeasure: Measure {
    let duties: Set = ["body-officers", "chief-data-officers", "first-responsible"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        guard look.holdsData else { return Finding(.notYetApplicable) }
        // 专业人员 and 分管负责人 are asked for where the text names the whole line.
        let posts =
            duty.id == "body-officers"
            ? ["chief-data-officer", "department-head", "data-staff"] : ["chief-data-officer"]
        let people = look.readings.people[look.body.id] ?? [:]
        let evidence = posts.compactMap { look.profile.role($0) }.map {
            Evidence($0.name, people[$0.id] ?? 0, .people)
        }
        return Finding(evidence.allSatisfy { $0.count > 0 } ? .met : .due(nil), evidence)
    }
}

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
