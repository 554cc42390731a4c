import Regulation

/// Data is delivered as often as its entry promises (按更新周期交付).
struct TimelinessMeasure: Measure {
    let duties: Set = [
        "delivery-quality", "delivery-timeliness", "full-aggregation", "aggregation", "data-update",
    ]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let figures = look.readings.deliveries[look.body.id] ?? DeliveryFigures()
        guard figures.promised > 0 else { return Finding(.notYetApplicable) }
        let place = Evidence.Place.deliveries
        let isQuality = duty.id == "delivery-quality"
        let evidence = [
            Evidence(Bilingual("约定更新周期的目录", "entries with an update cycle"), figures.promised, place),
            Evidence(Bilingual("逾期未更新", "late with their update"), figures.late, place),
            Evidence(Bilingual("从未交付", "never delivered"), figures.never, place),
        ]
        let state: DutyState =
            if figures.late > 0 {
                .overdue(since: figures.lateSince)
            } else if figures.never > 0 || (isQuality && figures.flawed > 0) { .due(nil) } else { .met }
        return Finding(state, evidence + (isQuality ? QualityMeasure.evidence(figures) : []))
    }
}

/// Rows set aside are corrected (问题数据治理): by a delivery without them.
struct QualityMeasure: Measure {
    let duties: Set = ["quality-control", "delivery-monitoring"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let figures = look.readings.deliveries[look.body.id] ?? DeliveryFigures()
        guard figures.finished > 0 else { return Finding(.notYetApplicable) }
        return Finding(figures.flawed > 0 ? .due(nil) : .met, Self.evidence(figures))
    }

    static func evidence(_ figures: DeliveryFigures) -> [Evidence] {
        [
            Evidence(Bilingual("已完成的交付", "finished deliveries"), figures.finished, .deliveries),
            Evidence(
                Bilingual("最近一次交付中的问题", "problems in the newest deliveries"), figures.problems,
                .deliveries),
        ]
    }
}

/// Uses leave records, and the records stand in the ledger (使用记录).
struct UsageMeasure: Measure {
    let duties: Set = ["usage-record"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let uses = look.readings.uses[look.body.id] ?? 0
        guard uses > 0 else { return Finding(.notYetApplicable) }
        return Finding(
            .met,
            [
                Evidence(
                    Bilingual("本单位使用记录", "usage records of the body"), uses, .usageRecords,
                    isAtLeast: uses == ReadingScope.usesMax),
                Evidence(Bilingual("台账记录", "entries of the ledger"), look.readings.ledgerSize, .ledger),
            ])
    }
}

/// Bodies draft standards, and their items follow them (数据标准).
struct StandardsMeasure: Measure {
    let duties: Set = ["data-standards"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let standards = look.readings.standards[look.body.id] ?? (issued: 0, underWay: 0)
        let items = look.readings.conformity[look.body.id] ?? (items: 0, bound: 0)
        let state: DutyState =
            standards.underWay > 0 ? .due(nil) : standards.issued > 0 ? .met : .notYetApplicable
        return Finding(
            state,
            [
                Evidence(Bilingual("已发布标准", "standards issued"), standards.issued, .standards),
                Evidence(Bilingual("起草或审核中", "drafted or under review"), standards.underWay, .standards),
                Evidence(Bilingual("引用标准的信息项", "items that follow a standard"), items.bound, .standards),
            ])
    }
}
