import Regulation

/// What the ledger itself tells of (台账自身事项).
public enum LedgerEvents {
    public static let torn = EventKind(
        "ledger.journal.torn",
        Bilingual("登记文件有不完整的记录，已另存", "A journal file holds what is no whole record; it is kept"))

    public static let all: [EventKind] = [torn]
}
