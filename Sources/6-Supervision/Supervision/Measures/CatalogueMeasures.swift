import Regulation

extension EntryFigures {
    var evidence: Evidence {
        Evidence(
            Bilingual("已发布目录", "published entries"), published,
            .entries(state: "published", sharing: nil))
    }
}

/// The catalogue is compiled and published (编制目录).
struct CompilationMeasure: Measure {
    let duties: Set = ["catalogue-compilation"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let drafts = look.readings.unpublished[look.body.id] ?? 0
        let underWay = Evidence(
            Bilingual("编制或审核中", "drafts and entries under review"), drafts,
            .entries(state: "draft", sharing: nil))
        guard look.holdsData || look.entries.published + drafts > 0 else { return Finding(.notYetApplicable) }
        return Finding(look.entries.published > 0 ? .met : .due(nil), [look.entries.evidence, underWay])
    }
}

/// Every published entry has its sharing and opening type (共享类型与开放类型).
struct TypesMeasure: Measure {
    let duties: Set = ["sharing-type-setting", "opening-types"]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let entries = look.entries
        guard entries.published > 0 else { return Finding(.notYetApplicable) }
        let kinds =
            duty.id == "opening-types"
            ? [
                Evidence(
                    Bilingual("可开放目录", "entries that may be opened"), entries.opened,
                    .entries(state: "published", sharing: nil))
            ]
            : [
                Evidence(
                    Bilingual("有条件共享", "shared under conditions"), entries.conditional,
                    .entries(state: "published", sharing: "conditional")),
                Evidence(
                    Bilingual("不予共享", "not shared"), entries.withheld,
                    .entries(state: "published", sharing: "none")),
            ]
        return Finding(.met, [entries.evidence] + kinds)
    }
}

/// What a published entry must have on record: basis, conditions, grade, assessments (目录要素).
struct ElementMeasure: Measure {
    let duties: Set<String>
    /// Entries to which it applies, and those that lack it.
    let applies: @Sendable (EntryFigures) -> Int64
    let lacks: @Sendable (EntryFigures) -> Int64
    let appliesWords: Bilingual
    let lacksWords: Bilingual

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        let (number, missing) = (applies(look.entries), lacks(look.entries))
        guard number > 0 else { return Finding(.notYetApplicable) }
        let place = Evidence.Place.entries(state: "published", sharing: nil)
        return Finding(
            missing > 0 ? .due(nil) : .met,
            [Evidence(appliesWords, number, place), Evidence(lacksWords, missing, place)])
    }

    static let all: [ElementMeasure] = [
        ElementMeasure(
            duties: ["refusal-basis"], applies: { $0.conditional + $0.withheld }, lacks: \.basisMissing,
            appliesWords: Bilingual("受限共享目录", "restricted entries"),
            lacksWords: Bilingual("缺少依据", "without a basis")),
        ElementMeasure(
            duties: ["conditions-stated"], applies: \.conditional, lacks: \.conditionsMissing,
            appliesWords: Bilingual("有条件共享目录", "entries shared under conditions"),
            lacksWords: Bilingual("缺少共享条件", "without conditions")),
        ElementMeasure(
            duties: ["classification-grading"], applies: \.published, lacks: \.gradeMissing,
            appliesWords: Bilingual("已发布目录", "published entries"),
            lacksWords: Bilingual("未定级", "without a grade")),
        ElementMeasure(
            duties: ["secrecy-review"], applies: \.published, lacks: \.secrecyMissing,
            appliesWords: Bilingual("已发布目录", "published entries"),
            lacksWords: Bilingual("缺少保密或个人信息评估", "without both assessments")),
    ]
}
