import Catalogue
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Platform
import Regulation

/// Delivering data (归集接口).
struct IntakeOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [deliver, list, receipt, problems, problemsFile] }

    private static let delivery = Operation.Parameter.path("delivery", Bilingual("交付编号", "Delivery"))

    private var deliver: Operation {
        Operation(
            .post, "/intake/v1/entries/{entry}/deliveries", "deliver",
            Bilingual("交付数据,正文为 CSV 文件", "Deliver data; the body is the CSV file"), tag: .intake, security: .any,
            parameters: [
                Shapes.entry,
                .query(
                    "encoding", Bilingual("编码", "Encoding"), .oneOf(DeliveryOptions.Encoding.allCases.map(\.rawValue))),
                .query(
                    "header", Bilingual("有无表头", "Header"), .oneOf(DeliveryOptions.Header.allCases.map(\.rawValue))),
            ], body: .bytes("text/csv"), answer: .json(ReceiptOutput.schema, status: .created),
            errors: IntakeCodes.all + [CatalogueCodes.notFound]
        ) { call in
            let entry = try await platform.catalogue.entry(call.required("entry"), for: call.actor)
            var options = DeliveryOptions()
            if let word = call["encoding"], let encoding = DeliveryOptions.Encoding(rawValue: word) {
                options.encoding = encoding
            }
            if let word = call["header"], let header = DeliveryOptions.Header(rawValue: word) {
                options.header = header
            }
            let receipt = try await platform.intake.deliver(
                call.bytes().map { Array($0.readableBytesView) }, to: entry, by: call.actor, options: options)
            return Answers.json(ReceiptOutput(receipt), status: receipt.repeated ? .ok : .created)
        }
    }

    private var list: Operation {
        Operation(
            .get, "/intake/v1/entries/{entry}/deliveries", "listDeliveries",
            Bilingual("一个目录条目的交付", "Deliveries of an entry"), tag: .intake, security: .any,
            parameters: [Shapes.entry, Shapes.before], answer: .json(ReceiptListOutput.schema),
            errors: [CatalogueCodes.notFound, IntakeCodes.notVisible]
        ) { call in
            let entry = try await platform.catalogue.entry(call.required("entry"), for: call.actor)
            let receipts = try await platform.intake.receipts(
                of: entry, by: call.actor, before: call["before"].flatMap { Int64($0) })
            return Answers.json(ReceiptListOutput(deliveries: receipts.map(ReceiptOutput.init)))
        }
    }

    private var receipt: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}", "readDelivery", Bilingual("交付回执", "Receipt of a delivery"),
            tag: .intake, security: .any, parameters: [Self.delivery], answer: .json(ReceiptOutput.schema),
            errors: [IntakeCodes.notVisible]
        ) { call in
            Answers.json(
                ReceiptOutput(try await platform.intake.receipt(id: call.required("delivery"), by: call.actor)))
        }
    }

    private var problems: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}/problems", "listProblems",
            Bilingual("前 200 条问题", "The first 200 problems"), tag: .intake, security: .any,
            parameters: [Self.delivery], answer: .json(ProblemRowsOutput.schema), errors: [IntakeCodes.notVisible]
        ) { call in
            let receipt = try await platform.intake.receipt(id: call.required("delivery"), by: call.actor)
            let rows = try await platform.intake.problems(of: receipt, by: call.actor)
            return Answers.json(ProblemRowsOutput(problems: rows.map(ProblemRowsOutput.Line.init)))
        }
    }

    private var problemsFile: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}/problems.csv", "downloadProblems",
            Bilingual("全部问题的 CSV 文件", "Every problem as CSV"), tag: .intake, security: .any,
            parameters: [Self.delivery], answer: .bytes("text/csv"), errors: [IntakeCodes.notVisible]
        ) { call in
            let actor = try call.actor
            let receipt = try await platform.intake.receipt(id: call.required("delivery"), by: actor)
            return ProblemsFile.response(receipt, actor, platform.intake)
        }
    }
}

/// A receipt (交付回执).
struct ReceiptOutput: Encodable, Described {
    let id: String
    let number: Int64
    let entry: String
    let code: String
    let body: String
    let actor: String
    let state: Receipt.State
    /// SHA-256 of the file, hexadecimal.
    let digest: String
    let bytes: Int64
    let encoding: String
    let hasHeader: Bool
    let rowsRead: Int64
    let good: Int64
    let problems: Int64
    let inserted: Int64
    let updated: Int64
    let unchanged: Int64
    let acceptedAt: String
    let finishedAt: String?
    let repeated: Bool

    init(_ receipt: Receipt) {
        id = receipt.id
        number = receipt.number
        entry = receipt.entry
        code = receipt.code
        body = receipt.body
        actor = receipt.actor
        state = receipt.state
        digest = receipt.digest
        bytes = receipt.bytes
        encoding = receipt.encoding.rawValue
        hasHeader = receipt.hasHeader
        rowsRead = receipt.rowsRead
        good = receipt.good
        problems = receipt.problems
        inserted = receipt.inserted
        updated = receipt.updated
        unchanged = receipt.unchanged
        acceptedAt = receipt.acceptedAt.iso8601
        finishedAt = receipt.finishedAt?.iso8601
        repeated = receipt.repeated
    }

    private static let number = Schema.integer(0...Int64.max)

    static let schema = Schema.named(
        "Receipt", Bilingual("交付回执", "Receipt of a delivery"),
        .object([
            Shapes.id(), .init("number", Bilingual("批次号,随行保存", "Number that the rows carry"), number),
            .init("entry", Bilingual("目录编号", "Entry"), .text(64)),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("body", Bilingual("提供单位", "Providing body"), .text(64)),
            .init("actor", Bilingual("交付人", "Who delivered"), .text(100)),
            .init("state", Bilingual("状态", "State"), .oneOf(Receipt.State.allCases.map(\.rawValue))),
            .init("digest", Bilingual("文件的 SHA-256", "SHA-256 of the file"), .text(64)),
            .init("bytes", Bilingual("文件字节数", "Bytes of the file"), number),
            .init("encoding", Bilingual("编码", "Encoding"), .text(32)),
            .init("hasHeader", Bilingual("有表头", "Has a header"), .boolean),
            .init("rowsRead", Bilingual("读取行数", "Rows read"), number),
            .init("good", Bilingual("合格行数", "Good rows"), number),
            .init("problems", Bilingual("问题行数", "Problem rows"), number),
            .init("inserted", Bilingual("新增行数", "Rows inserted"), number),
            .init("updated", Bilingual("更新行数", "Rows updated"), number),
            .init("unchanged", Bilingual("未变行数", "Rows unchanged"), number),
            .init("acceptedAt", Bilingual("接收时间", "Accepted"), .instant),
            .init("finishedAt", Bilingual("完成时间", "Finished"), .instant, optional: true),
            .init("repeated", Bilingual("内容此前已交付", "Delivered before"), .boolean),
        ]))
}

struct ReceiptListOutput: Encodable, Described {
    let deliveries: [ReceiptOutput]

    static let schema = Schema.object([
        Shapes.list("deliveries", Bilingual("交付,最新在前", "Deliveries, newest first"), of: ReceiptOutput.schema, max: Intake.receiptsMax)
    ])
}

struct ProblemRowsOutput: Encodable, Described {
    let problems: [Line]

    struct Line: Encodable {
        let line: Int64
        let item: Int
        let rule: String
        let verdict: String
        let valueDigest: String
        let article: String?

        init(_ row: ProblemRow) {
            line = row.line
            item = row.item
            rule = row.rule.rawValue
            verdict = row.verdict.rawValue
            valueDigest = row.valueDigest
            article = row.article?.description
        }
    }

    static let schema = Schema.object([
        Shapes.list(
            "problems", Bilingual("问题,按行号", "Problems by line"),
            of: .object([
                .init("line", Bilingual("行号,表头计入", "Line, the header counted"), .integer(0...Int64.max)),
                .init("item", Bilingual("信息项序号;0 为整行", "Number of the item; 0 for the row"), .count),
                .init("rule", Bilingual("规则", "Rule"), .text(64)),
                .init("verdict", Bilingual("判定", "Verdict"), .text(64)),
                .init("valueDigest", Bilingual("值的密钥摘要", "Keyed digest of the value"), .text(64)),
                .init("article", Bilingual("依据", "Article"), .text(100), optional: true),
            ]), max: Intake.problemRowsMax)
    ])
}
