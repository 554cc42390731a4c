import Intake
import Regulation
import Standards

/// What a delivery did (交付回执).
struct ReceiptJSON: Codable, Described {
    let id: String
    let number: Int64
    let entry: String
    let code: String
    let body: String
    let actor: String
    let actorName: String
    let channel: String
    let digest: String
    let bytes: Int64
    let format: String
    let encoding: String
    let hasHeader: Bool
    let sheet: String?
    let rowElement: String?
    let mapping: Mapping?
    let state: String
    let rowsRead: Int64
    let good: Int64
    let problems: Int64
    let inserted: Int64
    let updated: Int64
    let unchanged: Int64
    let startedAt: String
    let acceptedAt: String
    let finishedAt: String?
    let repeated: Bool

    struct Mapping: Codable {
        let source: String
        let version: Int
    }

    init(_ receipt: Receipt) {
        id = receipt.id
        number = receipt.number
        entry = receipt.entry
        code = receipt.code
        body = receipt.body
        actor = receipt.actor
        actorName = receipt.actorName
        channel = receipt.channel
        digest = receipt.digest
        bytes = receipt.bytes
        format = receipt.format.rawValue
        encoding = receipt.encoding.rawValue
        hasHeader = receipt.hasHeader
        sheet = receipt.sheet
        rowElement = receipt.rowElement
        mapping = receipt.mapping.map { Mapping(source: $0.source, version: $0.version) }
        state = receipt.state.rawValue
        rowsRead = receipt.rowsRead
        good = receipt.good
        problems = receipt.problems
        inserted = receipt.inserted
        updated = receipt.updated
        unchanged = receipt.unchanged
        startedAt = receipt.startedAt.iso8601
        acceptedAt = receipt.acceptedAt.iso8601
        finishedAt = receipt.finishedAt?.iso8601
        repeated = receipt.repeated
    }

    static let schema = Schema.named(
        "Receipt", Bilingual("交付回执", "What a delivery did"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("number", Bilingual("批次号，数据行据此溯源", "Number that the delivered rows carry"), .amount),
            .init("entry", Bilingual("目录条目", "Entry"), .id),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("body", Bilingual("提供单位", "Providing body"), .id),
            .init("actor", Bilingual("交付人", "Who delivered"), .text(80)),
            .init("actorName", Bilingual("交付人名称", "Their name at the time"), .text(200)),
            .init("channel", Bilingual("渠道", "Through which face"), .text(40)),
            .init("digest", Bilingual("文件 SHA-256", "SHA-256 of the file"), .text(64)),
            .init("bytes", Bilingual("文件字节数", "Bytes of the file"), .amount),
            .init("format", Bilingual("文件格式", "Format found"), .oneOf(DeliveryFormat.self)),
            .init("encoding", Bilingual("文本编码", "Encoding found"), .oneOf(TextEncoding.self)),
            .init("hasHeader", Bilingual("是否有表头", "Whether it has a header"), .boolean),
            .init("sheet", Bilingual("所读的工作表", "Sheet that was read"), .text(200), optional: true),
            .init("rowElement", Bilingual("作为一行的元素", "Element that is a row"), .text(2_000), optional: true),
            .init(
                "mapping", Bilingual("所用列映射", "Column mapping that was used"),
                .object([
                    .init("source", Bilingual("来源名称", "Name of the source"), .text(60)),
                    .init("version", Bilingual("版本", "Version"), .count),
                ]), optional: true),
            .init("state", Bilingual("状态", "State"), .oneOf(Receipt.State.self)),
            .init("rowsRead", Bilingual("读入行数", "Rows read"), .amount),
            .init("good", Bilingual("合格行数", "Good rows"), .amount),
            .init("problems", Bilingual("问题行数", "Problem rows"), .amount),
            .init("inserted", Bilingual("新增行数", "Rows that are new"), .amount),
            .init("updated", Bilingual("更新行数", "Rows that changed"), .amount),
            .init("unchanged", Bilingual("未变行数", "Rows as they were"), .amount),
            .init("startedAt", Bilingual("开始时间", "Begun at"), .instant),
            .init("acceptedAt", Bilingual("接收时间", "Accepted at"), .instant),
            .init("finishedAt", Bilingual("入库完成时间", "Stored at"), .instant, optional: true),
            .init(
                "repeated", Bilingual("同一内容此前已经交付，本次没有改变数据", "Delivered before: nothing changed now"),
                .boolean),
        ]))
}

/// A list of receipts (回执列表).
struct ReceiptListJSON: Codable, Described {
    let receipts: [ReceiptJSON]

    static let schema = Schema.object([
        .init(
            "receipts", Bilingual("回执，新的在前", "Receipts, newest first"),
            .array(ReceiptJSON.schema, max: Intake.receiptsMax))
    ])
}
