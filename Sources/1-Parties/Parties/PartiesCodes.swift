import Regulation

/// Why this module refuses (主体与身份拒绝理由).
public enum PartiesCodes {
    // MARK: Who may

    public static let administratorOnly = ReasonCode(
        "administrator-only", .forbidden,
        title: Bilingual("只有平台管理员可以办理", "Only a platform administrator may do this"),
        remedy: Bilingual("请联系平台管理员", "Ask a platform administrator"))
    public static let systemStaffOnly = ReasonCode(
        "system-staff-only", .forbidden,
        title: Bilingual(
            "只有本单位系统对接人员或平台管理员可以办理", "Only system staff of the body or an administrator may do this"),
        remedy: Bilingual("请联系本单位系统对接人员", "Ask the system staff of your body"))
    public static let lastAdministrator = ReasonCode(
        "last-administrator", .conflict,
        title: Bilingual("这是最后一名平台管理员", "This is the last platform administrator"),
        remedy: Bilingual("请先增加另一名平台管理员", "Appoint another administrator first"))

    // MARK: Bodies and divisions

    public static let bodyNotFound = ReasonCode(
        "body-not-found", .missing,
        title: Bilingual("没有这个单位", "There is no such body"),
        remedy: Bilingual("请从单位列表中选择", "Choose one from the list of bodies"))
    public static let bodyInactive = ReasonCode(
        "body-inactive", .conflict,
        title: Bilingual("单位已停用", "The body is not active"),
        remedy: Bilingual("请平台管理员恢复该单位", "Ask an administrator to reactivate the body"))
    public static let nameMalformed = ReasonCode(
        "name-malformed", .malformed,
        title: Bilingual("名称不符合要求", "The name does not have the right form"),
        remedy: Bilingual("请按要求填写名称", "Write the name as stated"))
    public static let creditCodeInvalid = ReasonCode(
        "credit-code-invalid", .malformed,
        title: Bilingual("统一社会信用代码不符合 GB 32100", "The unified social credit code breaks GB 32100"),
        remedy: Bilingual("请核对登记证书上的代码", "Compare it with the registration certificate"))
    public static let creditCodeTaken = ReasonCode(
        "credit-code-taken", .conflict,
        title: Bilingual("这个统一社会信用代码已经登记", "A body with this credit code is registered"),
        remedy: Bilingual("请使用已登记的单位", "Use the body that is registered"))
    /// Only ever a warning: ``Parties/warnings(creditCode:kind:division:level:)``.
    public static let creditCodeUnusual = ReasonCode(
        "credit-code-unusual", .unlawful,
        title: Bilingual("代码不是机构编制部门赋予的", "The code is not one that the establishment office gives"),
        remedy: Bilingual("请确认该单位是机关、事业单位或群众团体", "Make sure that it is a public body"))
    /// Only ever a warning: ``Parties/warnings(creditCode:kind:division:level:)``.
    public static let levelUnusual = ReasonCode(
        "level-unusual", .unlawful,
        title: Bilingual("行政层级与行政区划代码不一致", "The level does not match the division code"),
        remedy: Bilingual("请确认层级和区划", "Make sure of both"))
    public static let divisionMalformed = ReasonCode(
        "division-malformed", .malformed,
        title: Bilingual("行政区划代码不符合 GB/T 2260", "The division code breaks GB/T 2260"),
        remedy: Bilingual("请填写六位代码，乡镇街道填写九位", "Give six digits, nine for a township"))
    public static let divisionTaken = ReasonCode(
        "division-taken", .conflict,
        title: Bilingual("这个行政区划已经登记", "The division is registered"),
        remedy: Bilingual("请从区划列表中选择", "Choose it from the list of divisions"))
    public static let divisionNotFound = ReasonCode(
        "division-not-found", .missing,
        title: Bilingual("没有这个上级行政区划", "There is no such parent division"),
        remedy: Bilingual("请先登记上级区划", "Register the parent first"))
    public static let seatVacant = ReasonCode(
        "seat-vacant", .conflict,
        title: Bilingual("办理环节没有对应的单位", "No active body sits at this step"),
        remedy: Bilingual("请平台管理员登记该单位", "Ask an administrator to register the body"))

    // MARK: People

    public static let personNotFound = ReasonCode(
        "person-not-found", .missing,
        title: Bilingual("没有这个人员", "There is no such person"),
        remedy: Bilingual("请从人员列表中选择", "Choose one from the list of people"))
    public static let accountMalformed = ReasonCode(
        "account-malformed", .malformed,
        title: Bilingual("账号不符合要求", "The account does not have the right form"),
        remedy: Bilingual("3–64 位小写字母、数字、点、下划线或连字符", "3–64 of a-z 0-9 . _ -"))
    public static let accountTaken = ReasonCode(
        "account-taken", .conflict,
        title: Bilingual("这个账号已被使用", "The account is in use"),
        remedy: Bilingual("请换一个账号", "Choose another"))
    public static let roleUnknown = ReasonCode(
        "role-unknown", .unlawful,
        title: Bilingual("规则档案中没有这个岗位", "The regulation profile has no such role"),
        remedy: Bilingual("请从岗位列表中选择", "Choose one of the profile's roles"))
    public static let passwordTooShort = ReasonCode(
        "password-too-short", .unlawful,
        title: Bilingual("口令少于 10 个字符", "The password is shorter than 10 characters"),
        remedy: Bilingual("请使用更长的口令", "Choose a longer one"))
    public static let passwordTooLong = ReasonCode(
        "password-too-long", .tooLarge,
        title: Bilingual("口令超过 256 字节", "The password is longer than 256 bytes"),
        remedy: Bilingual("请使用较短的口令", "Choose a shorter one"))
    public static let passwordIsAccount = ReasonCode(
        "password-is-account", .unlawful,
        title: Bilingual("口令不能是账号", "The password may not be the account"),
        remedy: Bilingual("请换一个口令", "Choose another"))
    public static let passwordTooSimple = ReasonCode(
        "password-too-simple", .unlawful,
        title: Bilingual("口令中不同的字符少于 5 个", "The password has fewer than 5 different characters"),
        remedy: Bilingual("请换一个不易猜到的口令", "Choose one that is harder to guess"))
    public static let passwordUnchanged = ReasonCode(
        "password-unchanged", .unlawful,
        title: Bilingual("新口令与原口令相同", "The new password is the old one"),
        remedy: Bilingual("请换一个口令", "Choose another"))

    // MARK: Sign-in

    public static let signInFailed = ReasonCode(
        "sign-in-failed", .unauthenticated,
        title: Bilingual("账号或口令不正确", "The account or the password is wrong"),
        remedy: Bilingual("请核对后重试，或请管理员重设口令", "Try again, or ask an administrator for a new password"))
    public static let signInLocked = ReasonCode(
        "sign-in-locked", .tooMany,
        title: Bilingual("失败次数过多，暂时不能登录", "Too many failures: sign-in is locked for a while"),
        remedy: Bilingual("请十五分钟后再试", "Try again in fifteen minutes"))
    public static let signInBusy = ReasonCode(
        "sign-in-busy", .tooMany,
        title: Bilingual("同时登录的人过多", "Too many people are signing in at once"),
        remedy: Bilingual("请稍后再试", "Try again shortly"))
    public static let sessionInvalid = ReasonCode(
        "session-invalid", .unauthenticated,
        title: Bilingual("没有登录，或者登录已过期", "Not signed in, or the session has ended"),
        remedy: Bilingual("请重新登录", "Sign in again"))
    public static let csrfInvalid = ReasonCode(
        "csrf-invalid", .forbidden,
        title: Bilingual("请求不是从本次登录的页面发出的", "The request does not come from a page of this session"),
        remedy: Bilingual("请刷新页面后重试", "Reload the page and try again"))

    // MARK: Systems, keys and tokens

    public static let systemNotFound = ReasonCode(
        "system-not-found", .missing,
        title: Bilingual("没有这个信息系统", "There is no such information system"),
        remedy: Bilingual("请从系统列表中选择", "Choose one from the list of systems"))
    public static let systemNameTaken = ReasonCode(
        "system-name-taken", .conflict,
        title: Bilingual("本单位已有同名系统", "The body has a system of this name"),
        remedy: Bilingual("请换一个名称", "Choose another name"))
    public static let filingMalformed = ReasonCode(
        "filing-malformed", .malformed,
        title: Bilingual("等级保护备案编号不符合要求", "The security filing number does not have the right form"),
        remedy: Bilingual("请填写备案证明上的编号，不超过 64 字", "Give the number on the certificate, at most 64 characters")
    )
    public static let systemSuspended = ReasonCode(
        "system-suspended", .forbidden,
        title: Bilingual("信息系统或其单位已停用", "The system or its body is suspended"),
        remedy: Bilingual("请联系本单位系统对接人员", "Ask the system staff of your body"))
    public static let keyNotFound = ReasonCode(
        "key-not-found", .missing,
        title: Bilingual("没有这个访问密钥", "There is no such access key"),
        remedy: Bilingual("请从密钥列表中选择", "Choose one from the list of keys"))
    public static let keysTooMany = ReasonCode(
        "keys-too-many", .conflict,
        title: Bilingual("一个系统最多有 10 个有效密钥", "A system has at most 10 valid keys"),
        remedy: Bilingual("请先撤销不用的密钥", "Revoke one that is not in use"))
    public static let keyExpiryPast = ReasonCode(
        "key-expiry-past", .malformed,
        title: Bilingual("密钥有效期已过", "The key would have expired already"),
        remedy: Bilingual("请填写将来的时间", "Give a time to come"))
    public static let keyRefused = ReasonCode(
        "key-refused", .unauthenticated,
        title: Bilingual("访问密钥不正确", "The access key or its secret is wrong"),
        remedy: Bilingual("请核对密钥编号和密钥", "Compare id and secret"))
    public static let keyRevoked = ReasonCode(
        "key-revoked", .unauthenticated,
        title: Bilingual("访问密钥已撤销", "The access key was revoked"),
        remedy: Bilingual("请使用新的密钥", "Use a new key"))
    public static let keyExpired = ReasonCode(
        "key-expired", .unauthenticated,
        title: Bilingual("访问密钥已过期", "The access key has expired"),
        remedy: Bilingual("请申请新的密钥", "Ask for a new key"))
    public static let keyLocked = ReasonCode(
        "key-locked", .tooMany,
        title: Bilingual("失败次数过多，暂时不能换取令牌", "Too many failures: no tokens for a while"),
        remedy: Bilingual("请核对密钥，十五分钟后再试", "Check the key and try again in fifteen minutes"))
    public static let tokenInvalid = ReasonCode(
        "token-invalid", .unauthenticated,
        title: Bilingual("令牌无效", "The token is not valid"),
        remedy: Bilingual("请用访问密钥换取新令牌", "Exchange the access key for a new one"))
    public static let tokenExpired = ReasonCode(
        "token-expired", .unauthenticated,
        title: Bilingual("令牌已过期", "The token has expired"),
        remedy: Bilingual("请用访问密钥换取新令牌", "Exchange the access key for a new one"))
    public static let tokenRevoked = ReasonCode(
        "token-revoked", .unauthenticated,
        title: Bilingual("令牌、密钥、系统或单位已停用", "The token, its key, system or body no longer stands"),
        remedy: Bilingual("请联系本单位系统对接人员", "Ask the system staff of your body"))

    public static let all = [
        administratorOnly, systemStaffOnly, lastAdministrator, bodyNotFound, bodyInactive, nameMalformed,
        creditCodeInvalid, creditCodeTaken, creditCodeUnusual, levelUnusual, divisionMalformed, divisionTaken,
        divisionNotFound, seatVacant, personNotFound, accountMalformed, accountTaken, roleUnknown,
        passwordTooShort, passwordTooLong, passwordIsAccount, passwordTooSimple, passwordUnchanged,
        signInFailed,
        signInLocked, signInBusy, sessionInvalid, csrfInvalid, systemNotFound, systemNameTaken,
        filingMalformed,
        systemSuspended, keyNotFound, keysTooMany, keyExpiryPast, keyRefused, keyRevoked, keyExpired,
        keyLocked,
        tokenInvalid, tokenExpired, tokenRevoked,
    ]
}
