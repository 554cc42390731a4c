import Ledger
import Regulation

/// Why the case engine refuses (办件拒绝理由).
public enum CasesCodes {
    public static let notFound = ReasonCode(
        "case-not-found", .missing,
        title: Bilingual("没有这个办件，或者您无权查看", "There is no such case, or none that you may see"),
        remedy: Bilingual("请从待办或列表进入", "Open it from your work list"))
    public static let procedureUnknown = ReasonCode(
        "procedure-unknown", .unlawful,
        title: Bilingual("本地规则没有规定这个程序", "The regulation in force has no such procedure"),
        remedy: Bilingual("请查看规则档案中的程序", "See the procedures of the regulation profile"))
    public static let procedureNotYours = ReasonCode(
        "procedure-not-yours", .forbidden,
        title: Bilingual("这个程序不由您的岗位提交", "Your post does not open cases of this procedure"),
        remedy: Bilingual("由规则规定的岗位为本单位提交", "The posts that the regulation names act for their own body"))
    public static let notYourStep = ReasonCode(
        "case-not-your-step", .forbidden,
        title: Bilingual("这个环节不由您办理", "This step is not yours to take"),
        remedy: Bilingual("由该环节的单位和岗位办理", "The body and role of the step act on it"))
    public static let ownCase = ReasonCode(
        "case-own", .forbidden,
        title: Bilingual("不能审批自己编制、提交或补正的事项", "Nobody decides what they wrote, opened or supplemented"),
        remedy: Bilingual("由本单位其他负责人办理", "Another holder of the role in your body decides"))
    public static let decidedBefore = ReasonCode(
        "case-decided-before", .forbidden,
        title: Bilingual("同一人不能办理同一办件的两个环节", "One person does not decide two steps of one case"),
        remedy: Bilingual("由该环节岗位的其他人员办理", "Another holder of the step's role decides"))
    public static let closed = ReasonCode(
        "case-closed", .conflict,
        title: Bilingual("办件此刻不在这个环节办理", "Nothing is to be decided on the case now"),
        remedy: Bilingual(
            "查看办理记录：已经办结，或者退回了申请单位",
            "See its timeline: it is closed, or back with the body that opened it"))
    public static let changedMeanwhile = ReasonCode(
        "case-changed-meanwhile", .conflict,
        title: Bilingual(
            "查看之后，办件已经补正或者进入了其他环节", "The case was supplemented or moved on after it was looked at"),
        remedy: Bilingual("重新查看办件，再作决定", "Read the case again, then decide"))
    public static let actNotAllowed = ReasonCode(
        "case-act-not-allowed", .unlawful,
        title: Bilingual("这个环节不允许这样办理", "The step does not allow this act"),
        remedy: Bilingual("选择该环节允许的办理方式", "Choose one of the step's acts"))
    public static let reasonsRequired = ReasonCode(
        "reasons-required", .unlawful,
        title: Bilingual(
            "退回、拒绝、暂停、撤销或停用必须说明理由", "What is returned, refused, suspended or ended is so for stated reasons"),
        remedy: Bilingual("写明全部缺少的材料或理由", "Write all that is missing, or the reasons"))
    public static let noteTooLong = ReasonCode(
        "note-too-long", .malformed,
        title: Bilingual("意见或理由过长", "The note or reason is too long"),
        remedy: Bilingual("缩短到所列的字数以内", "Shorten it to the stated characters"))
    public static let alreadySupplemented = ReasonCode(
        "supplement-already-asked", .unlawful,
        title: Bilingual("已经一次性告知过补正，不能再次退回", "Missing material was already asked for once"),
        remedy: Bilingual("予以通过，或者说明理由拒绝", "Approve, or refuse with reasons"))
    public static let notReturned = ReasonCode(
        "case-not-returned", .conflict,
        title: Bilingual("办件没有处于待补正状态", "The case does not wait for a supplement"),
        remedy: Bilingual("查看办件的当前环节", "See the case's current step"))
    public static let notOpener = ReasonCode(
        "case-not-opener", .forbidden,
        title: Bilingual("只有提交单位可以补正或撤回", "Only the body that opened the case may do this"),
        remedy: Bilingual("由提交单位办理", "The opening body acts"))

    public static let prolongationNotProvided = ReasonCode(
        "prolongation-not-provided", .unlawful,
        title: Bilingual("规则没有规定这个期限可以延长", "The regulation does not let this time limit be prolonged"),
        remedy: Bilingual("在期限内办理", "Decide within the time limit"))
    public static let prolongationAskedBefore = ReasonCode(
        "prolongation-asked-before", .unlawful,
        title: Bilingual("这个环节已经申请过一次延长", "More time was already asked for at this step"),
        remedy: Bilingual("在现有期限内办理", "Decide within the present time limit"))
    public static let prolongationTooLate = ReasonCode(
        "prolongation-too-late", .unlawful,
        title: Bilingual("期限已过，不能再申请延长", "The day has passed; more time can no longer be asked for"),
        remedy: Bilingual("尽快办理", "Decide at once"))
    public static let prolongationBeyond = ReasonCode(
        "prolongation-beyond", .unlawful,
        title: Bilingual("超过可以延长的最长期限", "Longer than the regulation allows"),
        remedy: Bilingual("在最长期限以内申请", "Ask for no more than that"))
    public static let prolongationNotAsked = ReasonCode(
        "prolongation-not-asked", .conflict,
        title: Bilingual("没有待答复的延长申请", "No request for more time waits here"),
        remedy: Bilingual("查看办件的当前环节", "See the case's current step"))

    public static let all = [
        notFound, procedureUnknown, procedureNotYours, notYourStep, ownCase, decidedBefore, closed,
        changedMeanwhile, actNotAllowed, reasonsRequired, noteTooLong, alreadySupplemented, notReturned,
        notOpener,
        prolongationNotProvided, prolongationAskedBefore, prolongationTooLate, prolongationBeyond,
        prolongationNotAsked,
    ]
}

/// What the case engine puts into the ledger (办件留痕事项).
public enum CasesEvents {
    public static let opened = EventKind("case.opened", Bilingual("提交办件", "Case opened"))
    public static let decided = EventKind("case.decided", Bilingual("环节办理", "Step decided"))
    public static let resubmitted = EventKind("case.resubmitted", Bilingual("补正后再次提交", "Case supplemented"))
    public static let withdrawn = EventKind("case.withdrawn", Bilingual("撤回办件", "Case withdrawn"))
    public static let closed = EventKind("case.closed", Bilingual("办件办结", "Case closed"))

    public static let overdue = EventKind("case.overdue", Bilingual("办件逾期上报", "Overdue step reported"))
    public static let prolongationAsked = EventKind(
        "case.prolongation-asked", Bilingual("申请延长期限", "More time asked for"))
    public static let prolonged = EventKind("case.prolonged", Bilingual("同意延长期限", "More time granted"))
    public static let prolongationRefused = EventKind(
        "case.prolongation-refused", Bilingual("不同意延长期限", "More time not granted"))

    public static let all = [
        opened, decided, resubmitted, withdrawn, closed, overdue, prolongationAsked, prolonged,
        prolongationRefused,
    ]
}
