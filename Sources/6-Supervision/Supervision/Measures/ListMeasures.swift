import Matters
import Regulation

/// The three catalogues stand (三类目录): sharing and opening are derived from what is published, so that they are as
/// whole as the resource catalogue is.
struct ThreeCataloguesMeasure: Measure {
    let duties: Set = ["three-catalogues", "catalogue-publication"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let entries = look.entries
        guard look.holdsData || entries.published > 0 else { return Finding(.notYetApplicable) }
        return Finding(
            entries.published > 0 ? .met : .due(nil),
            [
                entries.evidence,
                Evidence(
                    Bilingual("共享目录", "sharing catalogue"), entries.published - entries.withheld,
                    .sharingCatalogue),
                Evidence(Bilingual("开放目录", "opening catalogue"), entries.opened, .openingCatalogue),
            ])
    }
}

/// The opening list is published (开放清单目录): whatever may be opened is in the opening catalogue from its publication
/// on.
struct OpeningListMeasure: Measure {
    let duties: Set = ["opening-list"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let entries = look.entries
        guard entries.published > 0 else { return Finding(.notYetApplicable) }
        let opened = Evidence(
            Bilingual("开放目录", "opening catalogue"), entries.opened, .openingCatalogue)
        return Finding(entries.opened > 0 ? .met : .notYetApplicable, [entries.evidence, opened])
    }
}

/// The responsibility list stands (共享开放责任清单): every published entry is on it; due as long as one of them lacks the
/// basis or the conditions that the list states.
struct ResponsibilityMeasure: Measure {
    let duties: Set = ["responsibility-list"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let entries = look.entries
        guard entries.published > 0 else { return Finding(.notYetApplicable) }
        let profile = look.profile
        let basisMissing =
            profile.sharingTypes.contains { $0.id != .unconditional && $0.needsBasis }
            ? entries.basisMissing : 0
        let missing = basisMissing + entries.conditionsMissing
        return Finding(
            missing > 0 ? .due(nil) : .met,
            [
                Evidence(
                    Bilingual("列入责任清单", "on the responsibility list"), entries.published, .responsibilityList),
                Evidence(
                    Bilingual("缺少依据或者条件", "without a basis or conditions"), missing, .responsibilityList),
            ])
    }
}

/// Restrictions give their reasons, and the authority has confirmed what they state now (负面清单). Where the
/// regulation has no procedure for it, the reasons written in the entry and reviewed at its publication count.
struct NegativeListMeasure: Measure {
    let duties: Set = ["negative-list"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let figures = look.readings.restrictions[look.body.id] ?? NegativeFigures()
        guard figures.total > 0 else { return Finding(.notYetApplicable) }
        let (confirmed, lapsed) = (figures.count(.confirmed), figures.count(.lapsed))
        let state: DutyState =
            if confirmed == figures.total {
                .met
            } else if figures.stale > 0, let end = look.maintenance?.previous?.last {
                .overdue(since: end)
            } else { .due(look.maintenance?.last) }
        return Finding(
            state,
            [
                Evidence(
                    Bilingual("列入负面清单", "on the negative list"), figures.total, .negativeList(state: nil)),
                Evidence(
                    Bilingual("理由已确认", "reasons confirmed"), confirmed, .negativeList(state: "confirmed")),
                Evidence(
                    Bilingual("理由未确认", "reasons not confirmed"),
                    figures.count(.unconfirmed), .negativeList(state: "unconfirmed")),
                Evidence(
                    Bilingual("确认已失效", "confirmation lapsed"), lapsed, .negativeList(state: "lapsed")),
            ])
    }
}
