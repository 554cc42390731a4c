import Regulation

/// Why a bulk act is refused as a whole, or one of its entries was not reached (批量办理拒绝理由).
public enum BulkCodes {
    public static let nothingChosen = ReasonCode(
        "bulk-nothing-chosen", .malformed,
        title: Bilingual("没有选择条目", "No entry was chosen"),
        remedy: Bilingual("先在目录列表中选择条目", "Choose entries in the list of the catalogue first"))
    public static let overLimit = ReasonCode(
        "bulk-over-limit", .malformed,
        title: Bilingual("一次批量办理的条目超过上限", "More entries than one bulk act may take"),
        remedy: Bilingual("分几次办理", "Do it in several parts"))
    public static let nothingToChange = ReasonCode(
        "bulk-nothing-to-change", .malformed,
        title: Bilingual("没有填写要修改的要素", "No element to change was stated"),
        remedy: Bilingual("至少填写一个要素", "State one element at least"))
    public static let notReached = ReasonCode(
        "bulk-not-reached", .unavailable,
        title: Bilingual("平台故障，没有办到这个条目", "The platform failed before it was done with this entry"),
        remedy: Bilingual("查看条目是否已经修改，再办理其余条目", "See whether the entry was changed, then do the rest"))

    public static let all = [nothingChosen, overLimit, nothingToChange, notReached]
}
