import Ledger
import Regulation

/// What this module puts into the ledger (主体与身份留痕事项). People appear by id alone.
public enum PartiesEvents {
    public static let divisionAdded = EventKind(
        "parties.division.added", Bilingual("登记行政区划", "Division registered"))
    public static let bodyAdded = EventKind("parties.body.added", Bilingual("登记单位", "Body registered"))
    public static let bodyRenamed = EventKind("parties.body.renamed", Bilingual("单位更名", "Body renamed"))
    public static let bodyDeactivated = EventKind(
        "parties.body.deactivated", Bilingual("停用单位", "Body deactivated"))
    public static let bodyReactivated = EventKind(
        "parties.body.reactivated", Bilingual("恢复单位", "Body reactivated"))
    public static let personAdded = EventKind("parties.person.added", Bilingual("登记人员", "Person registered"))
    public static let rolesChanged = EventKind(
        "parties.person.roles-changed", Bilingual("调整岗位", "Roles changed"))
    public static let personDeactivated = EventKind(
        "parties.person.deactivated", Bilingual("停用人员", "Person deactivated"))
    public static let personReactivated = EventKind(
        "parties.person.reactivated", Bilingual("恢复人员", "Person reactivated"))
    public static let passwordSet = EventKind("parties.password.set", Bilingual("重设口令", "Password set"))
    public static let passwordChanged = EventKind(
        "parties.password.changed", Bilingual("修改口令", "Password changed"))
    public static let signedIn = EventKind("parties.sign-in.succeeded", Bilingual("登录", "Signed in"))
    public static let signInFailed = EventKind("parties.sign-in.failed", Bilingual("登录失败", "Sign-in failed"))
    public static let signInLocked = EventKind("parties.sign-in.locked", Bilingual("登录锁定", "Sign-in locked"))
    public static let signedOut = EventKind("parties.session.ended", Bilingual("退出登录", "Signed out"))
    public static let systemAdded = EventKind(
        "parties.system.added", Bilingual("登记信息系统", "System registered"))
    public static let systemSuspended = EventKind(
        "parties.system.suspended", Bilingual("停用信息系统", "System suspended"))
    public static let systemResumed = EventKind(
        "parties.system.resumed", Bilingual("恢复信息系统", "System resumed"))
    public static let keyCreated = EventKind("parties.key.created", Bilingual("签发访问密钥", "Access key issued"))
    public static let keyRevoked = EventKind("parties.key.revoked", Bilingual("撤销访问密钥", "Access key revoked"))
    public static let keyRefused = EventKind(
        "parties.key.refused", Bilingual("拒绝换取令牌", "Key exchange refused"))
    public static let tokenIssued = EventKind("parties.token.issued", Bilingual("签发令牌", "Token issued"))
    public static let tokenRevoked = EventKind("parties.token.revoked", Bilingual("撤销令牌", "Token revoked"))
    public static let signingKeyCreated = EventKind(
        "parties.signing-key.created", Bilingual("生成令牌签名密钥", "Signing key of tokens created"))

    public static let all = [
        divisionAdded, bodyAdded, bodyRenamed, bodyDeactivated, bodyReactivated, personAdded, rolesChanged,
        personDeactivated, personReactivated, passwordSet, passwordChanged, signedIn, signInFailed,
        signInLocked,
        signedOut, systemAdded, systemSuspended, systemResumed, keyCreated, keyRevoked, keyRefused,
        tokenIssued,
        tokenRevoked, signingKeyCreated,
    ]
}
