import Regulation

/// Why the ledger refuses (台账拒绝理由).
public enum LedgerCodes {
    public static let tooLarge = ReasonCode(
        "ledger-entry-too-large", .tooLarge,
        title: Bilingual("留痕内容超过台账一条记录的上限。", "The record is larger than one ledger entry may be."),
        remedy: Bilingual(
            "请缩短所填内容，或分几次办理。", "Shorten what was entered, or do it in several steps."))
    public static let noPosition = ReasonCode(
        "ledger-position-unknown", .missing,
        title: Bilingual("台账中没有这个位置。", "The ledger has no such position."),
        remedy: Bilingual(
            "请先查看当前检查点的记录总数。", "Look up the size in the present checkpoint first."))

    public static let all: [ReasonCode] = [tooLarge, noPosition]
}
