import Ledger
import Regulation

/// Why a matter is refused (事项拒绝理由).
public enum MattersCodes {
    public static let notFound = ReasonCode(
        "matter-not-found", .missing,
        title: Bilingual("没有这个事项，或者您无权查看", "There is no such matter, or none that you may see"),
        remedy: Bilingual("请从办件进入", "Open it from its case"))
    public static let noForm = ReasonCode(
        "procedure-without-form", .unlawful,
        title: Bilingual("这个程序不在这里提交", "Cases of this procedure are not opened here"),
        remedy: Bilingual("目录审核和共享申请从目录条目提交", "Submit entries and apply for data from the entry's page"))
    public static let subjectUnknown = ReasonCode(
        "matter-subject-unknown", .unlawful,
        title: Bilingual("办理对象不存在或者不适用", "What it is about is not there, or not of this kind"),
        remedy: Bilingual("按程序要求选择办理对象", "Choose what the procedure is about"))
    public static let subjectNotYours = ReasonCode(
        "matter-subject-not-yours", .forbidden,
        title: Bilingual("办理对象不属于本单位", "What it is about belongs to another body"),
        remedy: Bilingual("由所属单位提交", "Its own body acts"))
    public static let subjectOwn = ReasonCode(
        "matter-subject-own", .unlawful,
        title: Bilingual("办理对象属于本单位，无需向自己提出", "What it is about is your own body's"),
        remedy: Bilingual("本单位的数据自行办理", "Handle your own data yourself"))
    public static let fieldMissing = ReasonCode(
        "matter-field-missing", .unlawful,
        title: Bilingual("缺少规则要求的内容", "Something that the regulation asks for is missing"),
        remedy: Bilingual("补充所列内容", "Fill it in"))
    public static let fieldMalformed = ReasonCode(
        "matter-field-malformed", .unlawful,
        title: Bilingual("填写内容不合要求", "An answer breaks its form"),
        remedy: Bilingual("按要求填写", "Write it as stated"))
    public static let fieldUnknown = ReasonCode(
        "matter-field-unknown", .malformed,
        title: Bilingual("表单没有这一项", "The form has no such field"),
        remedy: Bilingual("查看程序的表单", "See the form of the procedure"))
    public static let answerRequired = ReasonCode(
        "matter-answer-required", .unlawful,
        title: Bilingual("须写明核实、更正的结果", "The answer states what was verified and corrected"),
        remedy: Bilingual("在意见中写明处理结果，将反馈给使用方", "Write the outcome in the note; users are told"))
    public static let amendmentForbidden = ReasonCode(
        "matter-amendment-forbidden", .unlawful,
        title: Bilingual("审核时不能改动这一项", "A reviewer cannot settle this otherwise"),
        remedy: Bilingual("退回提交单位补正", "Return it to its opener"))

    public static let all = [
        notFound, noForm, subjectUnknown, subjectNotYours, subjectOwn, fieldMissing, fieldMalformed,
        fieldUnknown, answerRequired, amendmentForbidden,
    ]
}

/// What matters put into the ledger (事项留痕).
public enum MattersEvents {
    public static let opened = EventKind("matter.opened", Bilingual("提交事项", "Matter opened"))
    public static let supplemented = EventKind(
        "matter.supplemented", Bilingual("补正事项", "Matter supplemented"))
    public static let closed = EventKind("matter.closed", Bilingual("事项办结", "Matter closed"))
    public static let collector = EventKind(
        "matter.collector-settled", Bilingual("明确采集单位", "Collecting body settled"))
    public static let demand = EventKind(
        "matter.demand-assigned", Bilingual("明确编目单位", "Cataloguing body named"))
    public static let restriction = EventKind(
        "matter.restriction-confirmed", Bilingual("确认限制理由", "Reasons of restrictions confirmed"))

    public static let all = [opened, supplemented, closed, collector, demand, restriction]
}
