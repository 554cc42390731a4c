import Regulation
import Upkeep

/// Every entry in force is gone through once a period (目录全面维护): published anew in it, or confirmed unchanged.
struct MaintenanceMeasure: Measure {
    let duties: Set = ["catalogue-maintenance"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        guard let period = look.maintenance else { return nil }
        guard let progress = look.readings.maintenance[look.body.id],
            progress.confirmed + progress.changed + progress.left > 0
        else { return Finding(.notYetApplicable) }
        let state: DutyState =
            if progress.overdue > 0 {
                .overdue(since: period.previous?.last)
            } else if progress.left > 0 { .due(period.last) } else { .met }
        return Finding(
            state,
            [
                Evidence(
                    Bilingual("本周期已维护", "gone through in this period"), progress.confirmed + progress.changed,
                    .maintenance(.done)),
                Evidence(
                    Bilingual("本周期待维护", "still to be gone through"), progress.left - progress.overdue,
                    .maintenance(.left)),
                Evidence(
                    Bilingual("上一周期未维护", "not gone through in the period before"), progress.overdue,
                    .maintenance(.left)),
            ])
    }
}

/// The catalogue is updated in time after an event (事后更新): by the updates that were recorded for the body.
struct UpdateMeasure: Measure {
    let kind: UpdateEvent.Kind

    var duties: Set<String> { [kind.duty] }

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        guard let figures = look.readings.updates[kind]?[look.body.id] else {
            return Finding(.notYetApplicable)
        }
        let state: DutyState =
            if figures.late > 0 {
                .overdue(since: figures.lateSince)
            } else if figures.open > 0 { .due(figures.firstDue) } else { .met }
        return Finding(
            state,
            [
                Evidence(
                    Bilingual("待更新", "to be updated"), figures.open - figures.late,
                    .updates(kind, .open)),
                Evidence(Bilingual("逾期未更新", "overdue"), figures.late, .updates(kind, .open)),
                Evidence(Bilingual("已办结", "done"), figures.ended, .updates(kind, .closed)),
                Evidence(
                    Bilingual("其中逾期办结", "done after their day"), figures.endedLate,
                    .updates(kind, .closed)),
            ])
    }
}
