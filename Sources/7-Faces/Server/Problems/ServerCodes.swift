import Regulation

/// The refusals that the faces themselves give (接口与控制台的拒绝理由): matters of form, never of rule.
public enum ServerCodes {
    public static let noSuchPage = ReasonCode(
        "no-such-page", .missing,
        title: Bilingual("没有这个地址", "There is nothing at this address"),
        remedy: Bilingual("核对地址，或从首页进入", "Check the address, or start from the home page"))
    public static let methodNotAllowed = ReasonCode(
        "method-not-allowed", .malformed,
        title: Bilingual("该地址不支持这种请求方法", "This address does not take that method"),
        remedy: Bilingual("查看接口文档中的请求方法", "See the interface documentation for the method"))
    public static let malformedJSON = ReasonCode(
        "malformed-json", .malformed,
        title: Bilingual("请求正文不是有效的 JSON", "The body is not valid JSON"),
        remedy: Bilingual("以 UTF-8 编码提交符合接口文档的 JSON", "Send JSON in UTF-8 as the documentation says"))
    public static let malformedForm = ReasonCode(
        "malformed-form", .malformed,
        title: Bilingual("表单内容无法读取", "The form cannot be read"),
        remedy: Bilingual("返回上一页重新提交", "Go back and submit the form again"))
    public static let invalidField = ReasonCode(
        "invalid-field", .malformed,
        title: Bilingual("字段不符合要求", "A field does not fit its form"),
        remedy: Bilingual("按字段说明修改后重新提交", "Correct the field as described and send it again"))
    public static let unsupportedMediaType = ReasonCode(
        "unsupported-media-type", .malformed,
        title: Bilingual("不支持这种内容类型", "This media type is not taken here"),
        remedy: Bilingual("按接口文档设置 Content-Type", "Set Content-Type as the documentation says"))
    public static let bodyTooLarge = ReasonCode(
        "body-too-large", .tooLarge,
        title: Bilingual("请求正文超过上限", "The body is larger than the limit"),
        remedy: Bilingual("拆分后分次提交", "Split it and send the parts one by one"))
    public static let bodyTooSlow = ReasonCode(
        "body-too-slow", .malformed,
        title: Bilingual("请求正文在时限内没有传完", "The body did not arrive in time"),
        remedy: Bilingual("检查网络后重新提交", "Check the network and send it again"))
    public static let bodyCutShort = ReasonCode(
        "body-cut-short", .malformed,
        title: Bilingual("请求正文没有传完", "The body ended before its time"),
        remedy: Bilingual("检查网络后重新提交", "Check the network and send it again"))
    public static let signInRequired = ReasonCode(
        "sign-in-required", .unauthenticated,
        title: Bilingual("请先登录", "Sign in first"),
        remedy: Bilingual("登录控制台，或取得令牌后放入 Authorization 头", "Sign in, or send a token in Authorization"))
    public static let wrongFace = ReasonCode(
        "wrong-face", .forbidden,
        title: Bilingual("该操作不接受这种身份", "This operation does not take this kind of caller"),
        remedy: Bilingual(
            "人员操作用人员会话，系统调用用系统令牌", "Use a person's session for people's work, a system's token for calls"))
    public static let formExpired = ReasonCode(
        "form-expired", .forbidden,
        title: Bilingual("页面已过期，为安全起见没有提交", "The page has expired and nothing was submitted"),
        remedy: Bilingual("刷新页面后重新提交", "Reload the page and submit again"))
    public static let storeUnavailable = ReasonCode(
        "store-unavailable", .unavailable,
        title: Bilingual("平台暂时繁忙，请求没有执行", "The platform is busy and did nothing"),
        remedy: Bilingual("稍后重试", "Try again shortly"))
    public static let platformFault = ReasonCode(
        "platform-fault", .unavailable,
        title: Bilingual("平台出现故障", "The platform has a fault"),
        remedy: Bilingual("把请求编号告知平台运行单位", "Tell the platform operator the request number"))

    public static let all: [ReasonCode] = [
        noSuchPage, methodNotAllowed, malformedJSON, malformedForm, invalidField, unsupportedMediaType,
        bodyTooLarge, bodyTooSlow, bodyCutShort, signInRequired, wrongFace, formExpired, storeUnavailable,
        platformFault,
    ]
}
