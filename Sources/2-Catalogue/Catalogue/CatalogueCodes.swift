import Ledger
import Regulation

/// Why the catalogue refuses (目录拒绝理由).
public enum CatalogueCodes {
    public static let notFound = ReasonCode(
        "entry-not-found", .missing,
        title: Bilingual("没有这个目录条目，或者您无权查看", "There is no such entry, or none that you may see"),
        remedy: Bilingual("在目录中查找条目", "Find the entry in the catalogue"))
    public static let versionNotFound = ReasonCode(
        "entry-version-not-found", .missing,
        title: Bilingual("条目没有这个版本，或者您无权查看", "The entry has no such version, or none that you may see"),
        remedy: Bilingual("在条目的版本列表中选择", "Choose one of the entry's list of versions"))
    public static let inReview = ReasonCode(
        "entry-in-review", .conflict,
        title: Bilingual("条目正在审核，不能修改", "The entry is under review and cannot be changed"),
        remedy: Bilingual("等待审核结果，或先撤回办件", "Wait for the review, or withdraw the case"))
    public static let changedMeanwhile = ReasonCode(
        "entry-changed-meanwhile", .conflict,
        title: Bilingual("条目已被他人修改", "Somebody else has changed the entry"),
        remedy: Bilingual("刷新后在最新内容上修改", "Reload and change the newest content"))
    public static let nothingToSubmit = ReasonCode(
        "entry-nothing-to-submit", .conflict,
        title: Bilingual("没有待提交的内容", "There is nothing to submit"),
        remedy: Bilingual("先编制或修改条目", "Compile or change the entry first"))
    public static let notInForce = ReasonCode(
        "entry-not-in-force", .conflict,
        title: Bilingual("目录条目尚未发布或已经停用", "The entry is not published yet, or is retired"),
        remedy: Bilingual("查看条目的状态，或在目录中查找替代的条目", "See the entry's state, or find another in the catalogue"))
    public static let retirementNotYours = ReasonCode(
        "retirement-not-yours", .forbidden,
        title: Bilingual(
            "只有提供单位负责人或数据主管部门审核人员可以停用条目",
            "Only the provider's head or a reviewer of the authority retires an entry"),
        remedy: Bilingual("由提供单位负责人或数据主管部门办理", "The provider's head or the authority acts"))
    public static let overLimit = ReasonCode(
        "entry-over-limit", .malformed,
        title: Bilingual("目录条目超过平台的上限", "The entry is beyond a limit of the platform"),
        remedy: Bilingual("缩减到所列的上限以内", "Bring it within the stated limit"))
    public static let elementMissing = ReasonCode(
        "entry-element-missing", .unlawful,
        title: Bilingual("目录条目缺少必填要素", "The entry lacks a required element"),
        remedy: Bilingual("补齐要素", "Fill in the element"))
    public static let elementMalformed = ReasonCode(
        "entry-element-malformed", .unlawful,
        title: Bilingual("目录条目的要素不合规范", "An element of the entry breaks its form"),
        remedy: Bilingual("按规范填写", "Write it in the stated form"))
    public static let basisRequired = ReasonCode(
        "basis-required", .unlawful,
        title: Bilingual("有条件共享或不予共享必须有依据", "Restricted sharing needs a legal basis on file"),
        remedy: Bilingual("填写法律法规或政策依据，否则应当无条件共享", "State the legal basis, or share unconditionally"))
    public static let conditionsRequired = ReasonCode(
        "conditions-required", .unlawful,
        title: Bilingual("有条件共享必须明确共享条件", "Conditional sharing states its conditions"),
        remedy: Bilingual("填写共享范围、用途和条件", "State scope, purpose and conditions"))
    public static let secretRefused = ReasonCode(
        "state-secret-refused", .unlawful,
        title: Bilingual("涉及国家秘密的数据不得进入平台", "State secrets do not enter the platform"),
        remedy: Bilingual("依法按保密规定管理", "Handle it under the secrecy laws"))
    public static let sharingOutsideSensitivity = ReasonCode(
        "sharing-outside-sensitivity", .unlawful,
        title: Bilingual("该敏感程度不允许选择这种共享类型", "The sensitivity does not allow this sharing type"),
        remedy: Bilingual("选择允许的共享类型", "Choose an allowed sharing type"))
    public static let assessmentMissing = ReasonCode(
        "assessment-missing", .unlawful,
        title: Bilingual("编目前必须完成保密风险和个人信息保护影响评估", "Both assessments precede the entry"),
        remedy: Bilingual("完成评估并确认", "Complete the assessments and confirm them"))
    public static let notEmpty = ReasonCode(
        "catalogue-not-empty", .conflict,
        title: Bilingual("目录中已有条目，不能生成试验目录", "The catalogue has entries: no trial entries are put into it"),
        remedy: Bilingual("用 --data 指定空的数据目录", "Name an empty data directory with --data"))

    public static let relationTargetUnknown = ReasonCode(
        "relation-target-unknown", .unlawful,
        title: Bilingual("关联的信息资源不在目录中", "The related entry is not in the catalogue"),
        remedy: Bilingual("填写目录中条目的信息资源代码", "Give the resource code of an entry of the catalogue"))
    public static let relatedToItself = ReasonCode(
        "relation-to-itself", .unlawful,
        title: Bilingual("条目不能与自身关联", "An entry does not relate to itself"),
        remedy: Bilingual("删去这条关联关系", "Leave the relation out"))
    public static let relationCyclic = ReasonCode(
        "relation-cyclic", .unlawful,
        title: Bilingual("这类关联关系不能循环", "Relations of this kind do not run in a circle"),
        remedy: Bilingual(
            "核对所列环路，去掉方向不对的一条", "See the circle named, and take out the relation that runs the wrong way"))
    public static let gradeBelowAssessment = ReasonCode(
        "grade-below-assessment", .unlawful,
        title: Bilingual("数据级别低于影响评估所要求的级别", "The grade is below what the assessed harm asks for"),
        remedy: Bilingual("按影响对象和影响程度就高从严定级", "Take the grade that harm and affected object ask for"))
    public static let gradeBelowItems = ReasonCode(
        "grade-below-items", .unlawful,
        title: Bilingual("条目的级别或敏感程度低于其信息项", "The entry is graded below one of its items"),
        remedy: Bilingual("条目按最高级别的信息项定级", "Grade the entry by its gravest item"))
    public static let sharingOutsideGrade = ReasonCode(
        "sharing-outside-grade", .unlawful,
        title: Bilingual("该数据级别不允许选择这种共享类型", "The grade does not allow this sharing type"),
        remedy: Bilingual("选择该级别允许的共享类型，或重新定级", "Choose a sharing type that the grade allows, or grade anew"))
    public static let openingOutsideGrade = ReasonCode(
        "opening-outside-grade", .unlawful,
        title: Bilingual("该数据级别不允许选择这种开放类型", "The grade does not allow this opening type"),
        remedy: Bilingual(
            "选择该级别允许的开放类型，或脱敏后重新定级", "Choose an opening type that the grade allows, or mask and grade anew"))
    public static let openingOutsideSensitivity = ReasonCode(
        "opening-outside-sensitivity", .unlawful,
        title: Bilingual("该敏感程度不允许选择这种开放类型", "The sensitivity does not allow this opening type"),
        remedy: Bilingual("选择该敏感程度允许的开放类型", "Choose an opening type that the sensitivity allows"))

    public static let itemOpeningWider = ReasonCode(
        "item-opening-wider", .unlawful,
        title: Bilingual("信息项的开放类型宽于条目", "The item would be opened more widely than its entry"),
        remedy: Bilingual(
            "选择不宽于条目的开放类型，或与条目一致", "Choose one that is no wider than the entry's, or leave it open"))
    public static let nothingOpened = ReasonCode(
        "entry-opens-nothing", .unlawful,
        title: Bilingual("条目列为开放，但没有可以开放的信息项", "The entry is to be opened, but none of its items is"),
        remedy: Bilingual("至少开放一个信息项，或列为不予开放", "Open at least one item, or do not open the entry"))

    public static let all = [
        notFound, versionNotFound, inReview, changedMeanwhile, nothingToSubmit, notInForce,
        retirementNotYours, overLimit,
        elementMissing, elementMalformed, basisRequired, conditionsRequired, secretRefused,
        sharingOutsideSensitivity, assessmentMissing, notEmpty, relationTargetUnknown, relatedToItself,
        relationCyclic, gradeBelowAssessment, gradeBelowItems,
        sharingOutsideGrade, openingOutsideGrade, openingOutsideSensitivity, itemOpeningWider,
        nothingOpened,
    ]
}

/// What the catalogue puts into the ledger (目录留痕事项).
public enum CatalogueEvents {
    public static let drafted = EventKind("catalogue.entry.drafted", Bilingual("编制目录条目", "Entry drafted"))
    public static let saved = EventKind("catalogue.entry.saved", Bilingual("修改目录条目", "Entry saved"))
    public static let submitted = EventKind(
        "catalogue.entry.submitted", Bilingual("提交目录条目", "Entry submitted"))
    public static let published = EventKind(
        "catalogue.entry.published", Bilingual("发布目录条目", "Entry published"))
    public static let declined = EventKind(
        "catalogue.entry.declined", Bilingual("目录条目未通过", "Entry not approved"))

    public static let retired = EventKind(
        "catalogue.entry.retired", Bilingual("停用目录条目", "Entry retired"))

    public static let all = [drafted, saved, submitted, published, declined, retired]
}
