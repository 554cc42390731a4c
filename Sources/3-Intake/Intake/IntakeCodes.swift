import Datasets
import Ledger
import Regulation

/// Why intake refuses a delivery (采集拒绝理由). A row's own problems do not refuse a file: see ``CheckRule``.
public enum IntakeCodes {
    public static let notYours = ReasonCode(
        "delivery-not-yours", .forbidden,
        title: Bilingual("只有提供单位的人员或系统可以为该目录交付数据", "Only the providing body delivers to this entry"),
        remedy: Bilingual(
            "由提供单位的数据专员、系统人员、管理员或信息系统交付。",
            "Let data staff, system staff, an administrator or a system of the providing body deliver."))
    public static let notPublished = ReasonCode(
        "entry-not-published", .conflict,
        title: Bilingual("目录尚未发布或已停用，不能交付数据", "The entry is not published or is retired"),
        remedy: Bilingual("目录发布后再交付。", "Deliver when the entry is published."))
    public static let underWay = ReasonCode(
        "delivery-under-way", .conflict,
        title: Bilingual("该目录的上一批数据尚在入库", "An earlier delivery to the entry is still being stored"),
        remedy: Bilingual("请待其完成后再交付。", "Deliver again when it has finished."))
    public static let busy = ReasonCode(
        "intake-busy", .unavailable,
        title: Bilingual("同时处理的交付过多", "Too many deliveries at once"),
        remedy: Bilingual("请稍后再交付。", "Deliver again later."))
    public static let tooLarge = ReasonCode(
        "file-too-large", .tooLarge,
        title: Bilingual("文件超过大小上限", "The file is larger than allowed"),
        remedy: Bilingual("请拆分后分批交付。", "Split it into several deliveries."))
    public static let unreadable = ReasonCode(
        "file-unreadable", .malformed,
        title: Bilingual("找不到或无法读取文件", "The file is missing or cannot be read"),
        remedy: Bilingual("请检查文件路径和权限。", "Check its path and permissions."))
    public static let empty = ReasonCode(
        "file-without-rows", .malformed,
        title: Bilingual("文件没有数据行", "The file has no rows"),
        remedy: Bilingual("请交付至少含一行数据的文件。", "Deliver a file with at least one row."))
    public static let undecodable = ReasonCode(
        "file-undecodable", .malformed,
        title: Bilingual("文件含有无法按其编码解读的字节", "The file has bytes that its encoding does not allow"),
        remedy: Bilingual(
            "请以 UTF-8 或 GB18030 保存，或指明编码。", "Save it as UTF-8 or GB18030, or name its encoding."))
    public static let binary = ReasonCode(
        "file-binary", .malformed,
        title: Bilingual("文件含有控制字符，不是文本", "The file has control characters: it is not text"),
        remedy: Bilingual("请导出为 CSV 文本文件。", "Export it as CSV text."))
    public static let recordTooLong = ReasonCode(
        "record-too-long", .tooLarge,
        title: Bilingual("一行超过 1 MiB，可能有引号未闭合", "A row is longer than 1 MiB; perhaps a quote is open"),
        remedy: Bilingual("请检查该行的引号和换行。", "Check its quotes and line ends."))
    public static let tooManyFields = ReasonCode(
        "fields-too-many", .tooLarge,
        title: Bilingual("一行超过 1,000 个字段", "A row has more than 1,000 fields"),
        remedy: Bilingual("请检查分隔符。", "Check the delimiter."))
    public static let unclosedQuote = ReasonCode(
        "quote-unclosed", .malformed,
        title: Bilingual("引号直到文件末尾仍未闭合", "A quote is still open at the end of the file"),
        remedy: Bilingual("请补上闭合的引号。", "Close the quote."))
    public static let textAfterQuote = ReasonCode(
        "quote-followed-by-text", .malformed,
        title: Bilingual("闭合引号之后还有文字", "Text follows a closing quote"),
        remedy: Bilingual("字段内的引号请写成两个引号。", "Write a quote inside a field as two."))
    public static let columnMissing = ReasonCode(
        "column-missing", .malformed,
        title: Bilingual("缺少必需的列", "Required columns are missing"),
        remedy: Bilingual("请按目录的信息项补齐表头。", "Complete the header with the entry's items."))
    public static let columnBeyondPlan = ReasonCode(
        "column-beyond-plan", .unlawful,
        title: Bilingual("含有目录以外的列，超出采集范围", "Columns beyond the entry: outside the scope of collection"),
        remedy: Bilingual("请删去这些列，或先变更目录。", "Remove them, or change the entry first."))
    public static let columnRepeated = ReasonCode(
        "column-repeated", .malformed,
        title: Bilingual("表头有重复的列", "The header repeats a column"),
        remedy: Bilingual("每个信息项只写一列。", "Write one column an item."))
    public static let columnCount = ReasonCode(
        "column-count", .malformed,
        title: Bilingual("无表头文件的列数与信息项数不同", "A file without header has another number of columns"),
        remedy: Bilingual(
            "请加上表头，或按信息项的顺序和个数交付。", "Add a header, or deliver the items' number and order."))
    public static let notVisible = ReasonCode(
        "delivery-not-visible", .missing,
        title: Bilingual("没有这次交付，或您无权查看", "There is no such delivery, or none that you may see"),
        remedy: Bilingual("请核对交付编号。", "Check the delivery's number."))

    public static let all = [
        notYours, notPublished, underWay, busy, tooLarge, unreadable, empty, undecodable, binary,
        recordTooLong,
        tooManyFields, unclosedQuote, textAfterQuote, columnMissing, columnBeyondPlan, columnRepeated,
        columnCount, notVisible,
    ]

    /// Faults of a file as a whole are found by the rule that deliveries are complete and to the standard.
    private static let ofQuality: Set<String> = Set(
        [
            empty, undecodable, binary, recordTooLong, tooManyFields, unclosedQuote, textAfterQuote,
            columnMissing, columnRepeated, columnCount,
        ].map(\.name))

    /// The refusal with the article of `profile` at every reason that has none and that a rule founds.
    static func founded(_ refusal: Refusal, in profile: Profile) -> Refusal {
        Refusal(
            DatasetsCodes.founded(refusal, in: profile).reasons.map { reason in
                guard reason.article == nil, ofQuality.contains(reason.code.name) else { return reason }
                return Reason(
                    reason.code, article: profile.article(for: .deliveryQuality), detail: reason.detail,
                    field: reason.field)
            })
    }

    /// A refusal that names the line at fault.
    static func refusal(_ code: ReasonCode, line: Int64, article: ArticleReference? = nil) -> Refusal {
        Refusal(
            code, article: article, detail: Bilingual("第 \(line) 行", "Line \(line)"), field: "line:\(line)")
    }
}

/// What intake puts into the ledger (采集留痕事项).
public enum IntakeEvents {
    public static let accepted = EventKind(
        "intake.delivery.accepted", Bilingual("接收数据交付", "Delivery accepted"))
    public static let finished = EventKind(
        "intake.delivery.finished", Bilingual("数据交付入库完成", "Delivery stored"))
    public static let refused = EventKind(
        "intake.delivery.refused", Bilingual("拒收数据交付", "Delivery refused"))

    public static let interrupted = EventKind(
        "intake.delivery.interrupted", Bilingual("数据交付中断，须重新交付", "Delivery interrupted, to be made again"))

    public static let all = [accepted, finished, refused, interrupted]
}
