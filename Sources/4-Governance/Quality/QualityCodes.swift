import Ledger
import Regulation

/// Why data quality is refused (数据质量拒绝理由).
public enum QualityCodes {
    public static let notYours = ReasonCode(
        "quality-not-yours", .forbidden,
        title: Bilingual("只能查看和检查本单位的数据质量", "You see and check the quality of your own body's data only"),
        remedy: Bilingual(
            "由数据的提供单位办理；各单位的情况由数据主管部门和审计人员查看",
            "The providing body acts; the authority and auditors see every body"))
    public static let runNotFound = ReasonCode(
        "quality-run-not-found", .missing,
        title: Bilingual("没有这次质量检查，或者您无权查看", "There is no such check, or none that you may see"),
        remedy: Bilingual("从数据质量页面进入", "Open it from the page of data quality"))
    public static let noData = ReasonCode(
        "quality-no-data", .conflict,
        title: Bilingual("该目录还没有数据，不能检查", "The entry has no data to be checked yet"),
        remedy: Bilingual("交付数据后再检查", "Deliver data first"))
    public static let dataMoving = ReasonCode(
        "quality-data-moving", .unavailable,
        title: Bilingual("检查期间数据一直在入库", "Data kept arriving while it was checked"),
        remedy: Bilingual("交付完成后再检查", "Check again when the delivery has finished"))
    public static let ruleMalformed = ReasonCode(
        "quality-rule-malformed", .unlawful,
        title: Bilingual("质量规则不符合目录条目的信息项", "A quality rule does not fit the items of the entry"),
        remedy: Bilingual("按所列问题修改规则", "Mend the rule as told"))
    public static let tooManyRules = ReasonCode(
        "quality-rules-too-many", .tooLarge,
        title: Bilingual("质量规则过多", "Too many quality rules"),
        remedy: Bilingual("减少规则", "Declare fewer rules"))
    public static let rulesInReview = ReasonCode(
        "quality-rules-in-review", .conflict,
        title: Bilingual("该目录的质量规则正在审核", "Rules of the entry are before the authority"),
        remedy: Bilingual("等待审核，或撤回办件", "Wait for the review, or withdraw the case"))
    public static let proofByPlatform = ReasonCode(
        "quality-proof-by-platform", .unlawful,
        title: Bilingual("问题数据整改由平台复查后办结", "The platform's next check ends the correction, nobody by hand"),
        remedy: Bilingual("重新交付正确的数据，再次检查", "Deliver correct data and have it checked again"))
    public static let valuesNotYours = ReasonCode(
        "quality-values-not-yours", .forbidden,
        title: Bilingual("问题数据的值只供提供单位的数据、系统和质量岗位查看", "Values are for the providing body's own data posts"),
        remedy: Bilingual("按行号、规则和摘要核对", "Work with line, rule and digest"))

    public static let all = [
        notYours, runNotFound, noData, dataMoving, ruleMalformed, tooManyRules, rulesInReview,
        proofByPlatform, valuesNotYours,
    ]
}

/// What data quality puts into the ledger (数据质量留痕事项).
public enum QualityEvents {
    public static let checked = EventKind("quality.run.finished", Bilingual("完成质量检查", "Quality checked"))
    public static let proposed = EventKind(
        "quality.rules.proposed", Bilingual("申报质量规则", "Quality rules declared"))
    public static let approved = EventKind(
        "quality.rules.approved", Bilingual("质量规则生效", "Quality rules in force"))
    public static let declined = EventKind(
        "quality.rules.declined", Bilingual("质量规则未通过", "Quality rules not approved"))
    public static let ordered = EventKind("quality.order.opened", Bilingual("下发问题数据工单", "Work order opened"))
    public static let left = EventKind(
        "quality.order.left-open", Bilingual("问题数据复查未通过", "Work order checked, something is left"))
    public static let closed = EventKind(
        "quality.order.closed", Bilingual("问题数据工单销号", "Work order closed by a check"))
    public static let withdrawn = EventKind(
        "quality.order.withdrawn", Bilingual("撤销问题数据工单", "Work order withdrawn"))
    public static let viewed = EventKind(
        "quality.values.viewed", Bilingual("查看问题数据的值", "Values of problem rows looked at"))

    public static let all = [checked, proposed, approved, declined, ordered, left, closed, withdrawn, viewed]
}
