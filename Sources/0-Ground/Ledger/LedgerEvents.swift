import Regulation

/// What the ledger itself tells of (台账自身事项).
public enum LedgerEvents {
    public static let torn = EventKind(
        "ledger.journal.torn",
        Bilingual("登记文件末尾不完整，已另存", "A journal file ended in no whole record; its end is kept"))

    public static let all: [EventKind] = [torn]
}
