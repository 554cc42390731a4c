import Datasets
import Ledger
import Regulation
import Workbooks

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
    public static let encodingUnknown = ReasonCode(
        "encoding-unknown", .malformed,
        title: Bilingual("不认识 XML 声明的编码", "The XML declares an encoding that is not known here"),
        remedy: Bilingual("请以 UTF-8 或 GB18030 保存。", "Save it as UTF-8 or GB18030."))
    public static let jsonMalformed = ReasonCode(
        "json-malformed", .malformed,
        title: Bilingual("JSON 有误或不完整", "The JSON is wrong or ends early"),
        remedy: Bilingual(
            "请检查该行；JSON Lines 每行写一个完整的对象，JSON 文件写一个数组。",
            "Check the line; JSON Lines has one whole object a line, a JSON file is one array."))
    public static let jsonNotRows = ReasonCode(
        "json-not-rows", .malformed,
        title: Bilingual("JSON 中有不是对象的行", "The JSON has rows that are no objects"),
        remedy: Bilingual("请把每行数据写成一个对象。", "Write each row as one object."))
    public static let xmlMalformed = ReasonCode(
        "xml-malformed", .malformed,
        title: Bilingual("XML 有误或不完整", "The XML is wrong or ends early"),
        remedy: Bilingual("请检查该行的标记。", "Check the tags of the line."))
    public static let xmlDoctype = ReasonCode(
        "xml-doctype", .malformed,
        title: Bilingual("XML 中声明了文档类型或实体", "The XML declares a document type or entities"),
        remedy: Bilingual("请去掉文档类型声明。", "Remove the document type."))
    public static let xmlRowsUnknown = ReasonCode(
        "xml-rows-unknown", .malformed,
        title: Bilingual("认不出 XML 中哪个元素是一行数据", "Which element of the XML is a row is not clear"),
        remedy: Bilingual("请指明行元素的名称或路径。", "Name the element of a row, or its path."))
    public static let nestingTooDeep = ReasonCode(
        "nesting-too-deep", .malformed,
        title: Bilingual("内容嵌套过深", "Things stand too deep inside one another"),
        remedy: Bilingual("每行数据只写一层字段。", "Write each row as one level of fields."))
    public static let mappingUnknown = ReasonCode(
        "mapping-not-found", .missing,
        title: Bilingual("没有为该来源保存列映射", "No column mapping is saved for this source"),
        remedy: Bilingual("请先保存列映射，或核对来源名称。", "Save one first, or check the name of the source."))
    public static let mappingName = ReasonCode(
        "mapping-name-invalid", .malformed,
        title: Bilingual("来源名称无效", "The name of the source is not valid"),
        remedy: Bilingual("请用 1 至 60 个字，不含斜杠和控制字符。", "Use 1 to 60 characters, no slash or control character.")
    )
    public static let mappingTooLarge = ReasonCode(
        "mapping-too-large", .tooLarge,
        title: Bilingual("列映射超过上限", "The column mapping is beyond a limit"),
        remedy: Bilingual(
            "最多 1,000 列，列名不超过 200 字；每个目录最多 100 个来源。",
            "At most 1,000 columns with names of 200 characters, and 100 sources an entry."))
    public static let mappingItemUnknown = ReasonCode(
        "mapping-item-unknown", .unlawful,
        title: Bilingual("列映射指向目录没有的信息项", "The mapping names items that the entry does not have"),
        remedy: Bilingual("请使用目录信息项的字段名。", "Use the fields of the entry's items."))
    public static let mappingItemMissing = ReasonCode(
        "mapping-item-missing", .unlawful,
        title: Bilingual("列映射遗漏了必填的信息项", "The mapping leaves required items out"),
        remedy: Bilingual("请为其指定列或固定值。", "Give each a column or a constant."))
    public static let mappingRepeated = ReasonCode(
        "mapping-repeated", .malformed,
        title: Bilingual("列映射中有重复的列或信息项", "The mapping repeats a column or an item"),
        remedy: Bilingual("每列、每个信息项只写一次。", "Write each column and each item once."))
    public static let mappingConstant = ReasonCode(
        "mapping-constant-invalid", .unlawful,
        title: Bilingual("固定值不符合信息项的要求", "A constant breaks its item"),
        remedy: Bilingual("请改正固定值。", "Correct the constant."))
    public static let binary = ReasonCode(
        "file-binary", .malformed,
        title: Bilingual("文件含有控制字符，不是文本", "The file has control characters: it is not text"),
        remedy: Bilingual(
            "请导出为 CSV、Excel、JSON 或 XML 文件。", "Export it as CSV, Excel, JSON or XML."))
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
        columnCount, notVisible, encodingUnknown, jsonMalformed, jsonNotRows, xmlMalformed, xmlDoctype,
        xmlRowsUnknown, nestingTooDeep, mappingUnknown, mappingName, mappingTooLarge, mappingItemUnknown,
        mappingItemMissing, mappingRepeated, mappingConstant,
    ]

    /// What a mapping can be refused for.
    public static let ofMappings = [
        notYours, notPublished, notVisible, mappingUnknown, mappingName, mappingTooLarge, mappingItemUnknown,
        mappingItemMissing, mappingRepeated, mappingConstant,
    ]

    /// Faults of a file as a whole are found by the rule that deliveries are complete and to the standard.
    private static let ofQuality: Set<String> = Set(
        [
            empty, undecodable, binary, recordTooLong, tooManyFields, unclosedQuote, textAfterQuote,
            columnMissing, columnRepeated, columnCount, encodingUnknown, jsonMalformed, jsonNotRows,
            xmlMalformed, xmlDoctype, xmlRowsUnknown, nestingTooDeep,
        ].map(\.name) + WorkbookCodes.all.map(\.name))

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

    public static let mappingSaved = EventKind(
        "intake.mapping.saved", Bilingual("保存列映射", "Column mapping saved"))

    public static let all = [accepted, finished, refused, interrupted, mappingSaved]
}
