import Ledger
import Regulation

/// Why the roster is refused (名册拒绝理由).
public enum RosterCodes {
    public static let notVisible = ReasonCode(
        "roster-not-visible", .forbidden,
        title: Bilingual("只能查看本单位的名册", "You see the roster of your own body only"),
        remedy: Bilingual("各单位的名册由数据主管部门和审计人员查看", "The authority and auditors see every roster"))
    public static let notYours = ReasonCode(
        "roster-not-yours", .forbidden,
        title: Bilingual(
            "名册由本单位的数据人员、首席数据官或负责人维护",
            "A roster is kept by its own body's data staff, chief data officer or heads"),
        remedy: Bilingual("请该单位办理", "Ask that body"))
    public static let notFound = ReasonCode(
        "officer-not-found", .missing,
        title: Bilingual("名册中没有这个人员，或者您无权查看", "There is no such officer, or none that you may see"),
        remedy: Bilingual("请从名册进入", "Open the roster"))
    public static let postUnknown = ReasonCode(
        "roster-post-unknown", .unlawful,
        title: Bilingual("本地规则的名册没有这个岗位", "The roster of the regulation has no such post"),
        remedy: Bilingual("选择所列岗位", "Choose one that is listed"))
    public static let fieldMissing = ReasonCode(
        "roster-field-missing", .unlawful,
        title: Bilingual("缺少必填内容", "Something is missing"),
        remedy: Bilingual("补充所列内容", "Fill it in"))
    public static let fieldMalformed = ReasonCode(
        "roster-field-malformed", .unlawful,
        title: Bilingual("填写内容不合要求", "Something breaks its form"),
        remedy: Bilingual("按要求填写", "Write it as stated"))
    public static let tooMany = ReasonCode(
        "roster-too-many", .tooLarge,
        title: Bilingual("在任人员过多", "Too many are in office"),
        remedy: Bilingual("先登记离任人员", "Enter first who has left"))
    public static let leftAlready = ReasonCode(
        "officer-left", .conflict,
        title: Bilingual("该人员已经离任", "The officer has left already"),
        remedy: Bilingual("名册保留历任人员，不再改动", "Who was in office stays on record, unchanged"))
    public static let notFiled = ReasonCode(
        "roster-not-filed", .unlawful,
        title: Bilingual("本地规则没有规定名册备案", "The regulation asks for no filing of the roster"),
        remedy: Bilingual("在名册中登记即可", "To keep the roster is enough"))
    public static let nothingToReport = ReasonCode(
        "roster-nothing-to-report", .conflict,
        title: Bilingual("没有待报送的变动", "There is no change to report"),
        remedy: Bilingual("先登记任免", "Enter the change first"))
    public static let summaryNotAsked = ReasonCode(
        "roster-summary-not-asked", .unlawful,
        title: Bilingual("本地规则没有规定年度总结", "The regulation asks for no yearly summary"),
        remedy: Bilingual("无需报送", "Nothing is to be handed in"))
    public static let summaryYear = ReasonCode(
        "roster-summary-year", .unlawful,
        title: Bilingual("只能报送本年度或者上一年度的总结", "Summaries are of this year or the last"),
        remedy: Bilingual("选择所列年度", "Choose one of the years stated"))
    public static let summariesTooMany = ReasonCode(
        "roster-summaries-too-many", .tooLarge,
        title: Bilingual("该年度的总结报送次数过多", "The summary of the year was handed in too often"),
        remedy: Bilingual("已报送的总结仍然有效，需要补充的请与数据主管部门联系", "What was handed in stands; ask the authority"))

    public static let all = [
        notVisible, notYours, notFound, postUnknown, fieldMissing, fieldMalformed, tooMany, leftAlready,
        notFiled, nothingToReport, summaryNotAsked, summaryYear, summariesTooMany,
    ]
}

/// What the roster puts into the ledger (名册留痕事项): posts and days, never names or contacts.
public enum RosterEvents {
    public static let appointed = EventKind(
        "roster.officer-appointed", Bilingual("名册任职", "Officer appointed"))
    public static let left = EventKind("roster.officer-left", Bilingual("名册离任", "Officer left"))
    public static let corrected = EventKind(
        "roster.officer-corrected", Bilingual("更正职务和联系方式", "Title and contact corrected"))
    public static let reported = EventKind("roster.reported", Bilingual("名册变动报送", "Changes reported"))
    public static let summary = EventKind(
        "roster.summary-handed-in", Bilingual("报送年度总结", "Summary handed in"))
    public static let reminded = EventKind("roster.reminded", Bilingual("名册提醒", "Body reminded"))
    public static let exported = EventKind("roster.exported", Bilingual("导出名册", "Roster exported"))

    public static let all = [appointed, left, corrected, reported, summary, reminded, exported]
}
