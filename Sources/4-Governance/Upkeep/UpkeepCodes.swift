import Ledger
import Regulation

/// Why upkeep is refused (目录维护拒绝理由).
public enum UpkeepCodes {
    public static let notSet = ReasonCode(
        "maintenance-not-set", .conflict,
        title: Bilingual("本规则没有规定全面维护的周期", "The regulation sets no period of full maintenance"),
        remedy: Bilingual("情形变化时更新有关目录条目", "Update the entries concerned when something changes"))
    public static let notYours = ReasonCode(
        "upkeep-not-yours", .forbidden,
        title: Bilingual("只能办理本单位的目录维护", "You see and do the upkeep of your own body only"),
        remedy: Bilingual(
            "由条目的提供单位办理；各单位的情况由数据主管部门和审计人员查看",
            "The entry's own body acts; the authority and auditors see every body"))
    public static let notAuthority = ReasonCode(
        "upkeep-not-authority", .forbidden,
        title: Bilingual("由数据主管部门审核人员办理", "A reviewer of the data authority does this"),
        remedy: Bilingual("请数据主管部门办理", "Ask the data authority"))
    public static let nothingChosen = ReasonCode(
        "upkeep-nothing-chosen", .malformed,
        title: Bilingual("没有选择任何一项", "Nothing is chosen"),
        remedy: Bilingual("至少选择一项", "Choose at least one"))
    public static let tooMany = ReasonCode(
        "upkeep-too-many", .tooLarge,
        title: Bilingual("一次选择的过多", "Too many are chosen at once"),
        remedy: Bilingual("分几次办理", "Act in several goes"))
    public static let waiting = ReasonCode(
        "confirmation-waiting", .conflict,
        title: Bilingual("条目已经确认，正在等待负责人审核", "The entry was confirmed and waits for the head"),
        remedy: Bilingual("等待负责人审核，或撤回办件", "Wait for the head, or withdraw the case"))
    public static let reminderNotNeeded = ReasonCode(
        "reminder-not-needed", .conflict,
        title: Bilingual("单位没有待维护的目录条目", "The body has nothing left to go through"),
        remedy: Bilingual("只催办尚未完成的单位", "Remind those that are not done"))
    public static let remindedToday = ReasonCode(
        "reminder-sent-today", .tooMany,
        title: Bilingual("今天已经催办过这个单位", "The body was reminded today already"),
        remedy: Bilingual("明天再催办", "Remind it tomorrow"))
    public static let eventNotFound = ReasonCode(
        "update-event-not-found", .missing,
        title: Bilingual("没有这个更新事由，或者与您的单位无关", "There is no such event, or none that concerns you"),
        remedy: Bilingual("请从更新任务列表进入", "Open it from the list of updates"))
    public static let eventIncomplete = ReasonCode(
        "update-event-incomplete", .unlawful,
        title: Bilingual("更新事由填写不完整或者不合要求", "The event is incomplete or breaks its form"),
        remedy: Bilingual("补充所列内容", "Fill in what is listed"))
    public static let eventRecorded = ReasonCode(
        "update-event-recorded", .conflict,
        title: Bilingual("同一更新事由已经登记过", "The very same event is on record already"),
        remedy: Bilingual("查看已登记的更新事由", "Look at the event on record"))
    public static let taskEnded = ReasonCode(
        "update-task-ended", .conflict,
        title: Bilingual("更新任务已经完成，或者不是您单位的", "The update is done already, or is none of your body's"),
        remedy: Bilingual("查看更新事由的进展", "See how the event stands"))

    public static let all = [
        notSet, notYours, notAuthority, nothingChosen, tooMany, waiting, reminderNotNeeded, remindedToday,
        eventNotFound, eventIncomplete, eventRecorded, taskEnded,
    ]
}

/// What upkeep puts into the ledger (目录维护留痕事项).
public enum UpkeepEvents {
    public static let requested = EventKind(
        "upkeep.confirmation-requested", Bilingual("提交确认无变化", "Confirmation put before the head"))
    public static let confirmed = EventKind(
        "upkeep.entry-confirmed", Bilingual("确认目录条目无变化", "Entry confirmed unchanged"))
    public static let reminded = EventKind(
        "upkeep.body-reminded", Bilingual("催办全面维护", "Body reminded of full maintenance"))
    public static let overdue = EventKind(
        "upkeep.maintenance-overdue", Bilingual("全面维护逾期上报", "Full maintenance reported overdue"))
    public static let recorded = EventKind(
        "upkeep.event-recorded", Bilingual("登记更新事由", "Event that calls for updates recorded"))
    public static let assigned = EventKind(
        "upkeep.update-assigned", Bilingual("下达更新任务", "Updates assigned to a body"))
    public static let ended = EventKind(
        "upkeep.update-ended", Bilingual("更新任务完成", "Update of an entry ended"))
    public static let prolongationAsked = EventKind(
        "upkeep.prolongation-asked", Bilingual("申请延长更新期限", "More time for updates asked"))
    public static let prolongationAnswered = EventKind(
        "upkeep.prolongation-answered", Bilingual("答复延长更新期限", "More time for updates answered"))
    public static let updateOverdue = EventKind(
        "upkeep.update-overdue", Bilingual("更新任务逾期上报", "Updates reported overdue"))

    public static let all = [
        requested, confirmed, reminded, overdue, recorded, assigned, ended, prolongationAsked,
        prolongationAnswered, updateOverdue,
    ]
}
