import Regulation

/// The refusals that belong to the interface alone (接口拒绝理由).
public enum APICodes {
    public static let noArticle = ReasonCode(
        "article-not-found", .missing,
        title: Bilingual("规则档案中没有这一条", "The profiles have no such article"),
        remedy: Bilingual("查看规则档案的条文列表", "See the list of articles of the profile"))
    public static let noProfile = ReasonCode(
        "profile-not-found", .missing,
        title: Bilingual("没有这个规则档案", "There is no such profile"),
        remedy: Bilingual("查看规则档案列表", "See the list of profiles"))
    public static let noLedgerFile = ReasonCode(
        "ledger-file-not-found", .missing,
        title: Bilingual("台账没有这个文件", "The log has no such file"),
        remedy: Bilingual("按当前检查点的记录总数计算文件路径", "Work out the path from the size in the checkpoint"))

    public static let all: [ReasonCode] = [noArticle, noProfile, noLedgerFile]
}
