import Ledger
import Regulation

/// Why the exchange refuses (共享交换拒绝理由).
public enum ExchangeCodes {
    public static let notShared = ReasonCode(
        "entry-not-shared", .unlawful,
        title: Bilingual("该数据不予（暂不）共享", "This data is not shared"),
        remedy: Bilingual("查看目录中的依据，或提出数据需求协商", "See the basis in the entry, or raise a demand"))
    public static let applicationElement = ReasonCode(
        "application-element-missing", .unlawful,
        title: Bilingual("共享申请缺少要素", "The application lacks an element"),
        remedy: Bilingual("一次性补齐列出的要素", "Supply everything listed"))
    public static let itemUnknown = ReasonCode(
        "application-item-unknown", .unlawful,
        title: Bilingual("申请的信息项不在目录之内", "An item asked for is not in the entry"),
        remedy: Bilingual("只申请目录中列出的信息项", "Ask for items that the entry lists"))
    public static let overLimit = ReasonCode(
        "application-over-limit", .malformed,
        title: Bilingual("共享申请超过平台的上限", "The application is beyond a limit of the platform"),
        remedy: Bilingual("缩减到所列的上限以内，必要时分次申请", "Bring it within the stated limit, or apply in parts"))
    public static let termPassed = ReasonCode(
        "application-term-passed", .unlawful,
        title: Bilingual("申请的使用时限已经过去", "The term that was applied for has passed"),
        remedy: Bilingual(
            "退回申请单位修改时限，或由其撤回后重新申请", "Let the applicant change the term, or withdraw and apply again"))
    public static let sharingChanged = ReasonCode(
        "application-sharing-changed", .unlawful,
        title: Bilingual(
            "数据已改为有条件共享，原程序不能授权", "The data is shared conditionally now, which this procedure cannot grant"),
        remedy: Bilingual("由申请单位撤回，按有条件共享重新申请", "The applicant withdraws and applies again, conditionally"))
    public static let ownEntry = ReasonCode(
        "application-own-entry", .unlawful,
        title: Bilingual("本单位的数据无需申请共享", "A body does not apply for its own data"),
        remedy: Bilingual("直接使用本单位的数据", "Use your own data directly"))
    public static let systemUnknown = ReasonCode(
        "application-system-unknown", .unlawful,
        title: Bilingual("使用系统不存在、已停用或不属于本单位", "The system is unknown, suspended or not yours"),
        remedy: Bilingual("先登记本单位的信息系统", "Register a system of your body first"))
    public static let applicationNotFound = ReasonCode(
        "application-not-found", .missing,
        title: Bilingual("没有这个申请，或者您无权查看", "There is no such application, or none that you may see"),
        remedy: Bilingual("从申请列表进入", "Open it from the list"))
    public static let amendmentWidens = ReasonCode(
        "amendment-widens", .unlawful,
        title: Bilingual("审核只能减少信息项或加强脱敏，不能增加", "A review may narrow an application, never widen it"),
        remedy: Bilingual("只保留申请过的信息项", "Keep to the items that were asked for"))
    public static let grantNotFound = ReasonCode(
        "grant-not-found", .missing,
        title: Bilingual("没有这个授权，或者您无权查看", "There is no such grant, or none that you may see"),
        remedy: Bilingual("从授权列表进入", "Open it from the list"))
    public static let grantNotYours = ReasonCode(
        "grant-not-yours", .forbidden,
        title: Bilingual("只有提供单位或数据主管部门可以中止授权", "Only the provider or the authority may end a grant"),
        remedy: Bilingual("由提供单位或数据主管部门办理", "The provider or the authority acts"))
    public static let grantStateSame = ReasonCode(
        "grant-state-same", .conflict,
        title: Bilingual("授权已经处于这个状态", "The grant is in this state already"),
        remedy: Bilingual("刷新后查看授权的状态", "Reload and see the grant's state"))
    public static let grantMissing = ReasonCode(
        "grant-missing", .forbidden,
        title: Bilingual("调用系统没有该数据的授权", "The calling system has no grant for this data"),
        remedy: Bilingual("先申请共享并获得批准", "Apply for sharing first"))
    public static let grantNotYet = ReasonCode(
        "grant-not-yet", .forbidden,
        title: Bilingual("授权尚未生效", "The grant is not in force yet"),
        remedy: Bilingual("在授权开始之后调用", "Call after it begins"))
    public static let grantExpired = ReasonCode(
        "grant-expired", .forbidden,
        title: Bilingual("授权已过使用时限", "The grant has expired"),
        remedy: Bilingual("重新申请共享", "Apply again"))
    public static let grantSuspended = ReasonCode(
        "grant-suspended", .forbidden,
        title: Bilingual("授权已暂停", "The grant is suspended"),
        remedy: Bilingual("与提供单位联系", "Contact the provider"))
    public static let grantRevoked = ReasonCode(
        "grant-revoked", .forbidden,
        title: Bilingual("授权已撤销", "The grant is revoked"),
        remedy: Bilingual("重新申请共享", "Apply again"))
    public static let formNotGranted = ReasonCode(
        "form-not-granted", .forbidden,
        title: Bilingual("授权不包括这种共享方式", "The grant does not cover this form of use"),
        remedy: Bilingual("使用批准的共享方式", "Use an approved form"))
    public static let itemNotGranted = ReasonCode(
        "item-not-granted", .forbidden,
        title: Bilingual("信息项超出授权范围", "An item lies outside the grant"),
        remedy: Bilingual("只使用批准的信息项，或另行申请", "Use approved items only, or apply for more"))
    public static let purposeOutsideGrant = ReasonCode(
        "purpose-outside-grant", .forbidden,
        title: Bilingual("用途与批准的用途不一致", "The purpose is not the approved one"),
        remedy: Bilingual("按批准的用途使用，或另行申请", "Keep to the approved purpose, or apply again"))
    public static let verifyTooOften = ReasonCode(
        "verify-too-often", .tooMany,
        title: Bilingual(
            "对同一对象的核验不符次数过多", "Too many verifications of one subject did not match"),
        remedy: Bilingual(
            "核对待核验的值，一小时后再试；确需取得数据的，申请数据查询",
            "Check the values and try again in an hour; where the data itself is needed, apply to query it"))
    public static let keyIncomplete = ReasonCode(
        "key-incomplete", .malformed,
        title: Bilingual("缺少主键信息项的值", "A key item has no value"),
        remedy: Bilingual("给出全部主键信息项", "Give every key item"))
    public static let requestMalformed = ReasonCode(
        "exchange-request-malformed", .malformed,
        title: Bilingual("请求内容不合规范", "The request is not in the stated form"),
        remedy: Bilingual("对照接口说明修改", "See the API description"))

    public static let all = [
        notShared, applicationElement, itemUnknown, overLimit, termPassed, sharingChanged, ownEntry,
        systemUnknown, applicationNotFound, amendmentWidens, grantNotFound, grantNotYours, grantStateSame,
        grantMissing, grantNotYet, grantExpired, grantSuspended, grantRevoked, formNotGranted, itemNotGranted,
        purposeOutsideGrant, verifyTooOften, keyIncomplete, requestMalformed,
    ]
}

/// What the exchange puts into the ledger beside usage records (共享交换留痕事项).
public enum ExchangeEvents {
    public static let applied = EventKind(
        "exchange.application.submitted", Bilingual("提交共享申请", "Application submitted"))
    public static let amended = EventKind(
        "exchange.application.amended", Bilingual("审核调整授权内容", "Application narrowed"))
    public static let declined = EventKind(
        "exchange.application.declined", Bilingual("共享申请未通过", "Application declined"))
    public static let granted = EventKind("exchange.grant.issued", Bilingual("授予共享授权", "Grant issued"))
    public static let suspended = EventKind("exchange.grant.suspended", Bilingual("暂停授权", "Grant suspended"))
    public static let resumed = EventKind("exchange.grant.resumed", Bilingual("恢复授权", "Grant resumed"))
    public static let revoked = EventKind("exchange.grant.revoked", Bilingual("撤销授权", "Grant revoked"))

    public static let all = [applied, amended, declined, granted, suspended, resumed, revoked]
}
