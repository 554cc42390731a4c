import Ledger
import Regulation

/// Why projects and their statements are refused (项目审查拒绝理由).
public enum ProjectsCodes {
    public static let notFound = ReasonCode(
        "project-not-found", .missing,
        title: Bilingual("没有这个项目，或者您无权查看", "There is no such project, or none that you may see"),
        remedy: Bilingual("请从项目列表进入", "Open it from the list of projects"))
    public static let notYours = ReasonCode(
        "project-not-yours", .forbidden,
        title: Bilingual(
            "项目由建设单位的数据、系统人员或负责人登记和修改", "A project is kept by its own body's data or system staff, or heads"),
        remedy: Bilingual("请建设单位办理", "Ask its body"))
    public static let fieldMissing = ReasonCode(
        "project-field-missing", .unlawful,
        title: Bilingual("项目登记缺少内容", "Something is missing of the project"),
        remedy: Bilingual("补充所列内容", "Fill it in"))
    public static let fieldMalformed = ReasonCode(
        "project-field-malformed", .unlawful,
        title: Bilingual("项目登记内容不合要求", "Something about the project breaks its form"),
        remedy: Bilingual("按要求填写", "Write it as stated"))
    public static let entryUnknown = ReasonCode(
        "project-entry-unknown", .unlawful,
        title: Bilingual("所关联的目录条目不存在，或者不属于建设单位", "The entry is not there, or is another body's"),
        remedy: Bilingual("关联本单位编制的目录条目", "Link an entry that your body compiled"))
    public static let systemUnknown = ReasonCode(
        "project-system-unknown", .unlawful,
        title: Bilingual("所关联的信息系统不存在，或者不属于建设单位", "The system is not there, or is another body's"),
        remedy: Bilingual("关联本单位登记的信息系统", "Link a system that your body registered"))
    public static let numberTaken = ReasonCode(
        "project-number-taken", .conflict,
        title: Bilingual("本单位已有这个编号的项目", "The body has a project of this number"),
        remedy: Bilingual("核对项目编号，或者修改已登记的项目", "Check the number, or change the project that has it"))
    public static let changedMeanwhile = ReasonCode(
        "project-changed-meanwhile", .conflict,
        title: Bilingual("项目在此期间已被修改", "The project was changed meanwhile"),
        remedy: Bilingual("打开最新内容后重新修改", "Open it anew and change that"))
    public static let closed = ReasonCode(
        "project-closed", .conflict,
        title: Bilingual("项目已验收或者终止，或者不能退回申报阶段", "The project is accepted or ended, or cannot go back"),
        remedy: Bilingual("另行登记新的项目", "Register a new project"))
    public static let stageSkipped = ReasonCode(
        "project-stage-skipped", .conflict,
        title: Bilingual("项目不能跳过中间阶段", "A project passes its stages one after the other"),
        remedy: Bilingual("先进入中间阶段，并通过该阶段之前的审查", "Go to the stage between first, through the gate before it"))
    public static let gateUnknown = ReasonCode(
        "project-gate-unknown", .unlawful,
        title: Bilingual("本地规则没有规定这项审查", "The regulation knows no such gate"),
        remedy: Bilingual("选择本地规则规定的审查", "Choose one that the regulation has"))
    public static let gateClosed = ReasonCode(
        "project-gate-closed", .unlawful,
        title: Bilingual("项目没有通过规则要求的前置审查", "The project has not passed the gate before this stage"),
        remedy: Bilingual("补齐审查意见所列缺项，提请主管部门重新审查", "Mend what the statement lists and ask for a new one"))
    public static let authorityOnly = ReasonCode(
        "statement-authority-only", .forbidden,
        title: Bilingual("审查意见由数据主管部门审核人员出具", "Statements are issued by reviewers of the authority"),
        remedy: Bilingual("提请数据主管部门审查；本单位可以随时自查", "Ask the authority; check by yourself at any time"))
    public static let ownProject = ReasonCode(
        "statement-own-project", .forbidden,
        title: Bilingual("登记或者修改过该项目的人员不能出具审查意见", "Who wrote of the project issues no statement on it"),
        remedy: Bilingual("由其他审核人员出具", "Another reviewer issues it"))
    public static let statementNotFound = ReasonCode(
        "statement-not-found", .missing,
        title: Bilingual("没有这份审查意见，或者您无权查看", "There is no such statement, or none that you may see"),
        remedy: Bilingual("请从项目进入", "Open it from its project"))

    public static let all = [
        notFound, notYours, fieldMissing, fieldMalformed, entryUnknown, systemUnknown, numberTaken,
        changedMeanwhile, closed, stageSkipped, gateUnknown, gateClosed, authorityOnly, ownProject,
        statementNotFound,
    ]
}

/// What projects put into the ledger (项目留痕事项).
public enum ProjectsEvents {
    public static let registered = EventKind("project.registered", Bilingual("登记项目", "Project registered"))
    public static let changed = EventKind("project.changed", Bilingual("修改项目", "Project changed"))
    public static let advanced = EventKind(
        "project.stage-changed", Bilingual("项目进入新阶段", "Project moved on"))
    public static let requested = EventKind(
        "project.review-requested", Bilingual("提请项目审查", "Review of a project asked for"))
    public static let issued = EventKind(
        "project.statement-issued", Bilingual("出具审查意见", "Statement on a project issued"))

    public static let all = [registered, changed, advanced, requested, issued]
}
