import Hummingbird
import Intake
import NIOCore
import Regulation
import Workbooks

/// Deliveries of data (数据交付).
extension API {
    var deliveryOperations: [Operation] {
        [deliver, listReceipts, readReceipt, listProblems, exportProblems]
    }

    private static let delivery = Operation.Parameter.path(
        "delivery", Bilingual("交付编号", "Id of the delivery"), .text(64, min: 1))

    private var deliver: Operation {
        Operation(
            .post, "/intake/v1/entries/{entry}/deliveries", "deliver",
            Bilingual("交付一份数据文件，返回回执", "Deliver a file of rows to an entry; answers the receipt"),
            tag: .intake,
            security: .any, parameters: [.entry] + Self.fileParameters,
            body: .bytes("application/octet-stream"), answer: .json(ReceiptJSON.schema),
            errors: IntakeCodes.all.filter { $0 != IntakeCodes.notVisible } + WorkbookCodes.all
        ) { call in
            let options = Self.options(call)
            let entry = try await entry(call)
            let chunks = try call.bytes().map { Array(buffer: $0) }
            let receipt = try await platform.intake.deliver(
                chunks, to: entry, by: try call.actor, options: options)
            return Answers.json(ReceiptJSON(receipt))
        }
    }

    private var listReceipts: Operation {
        Operation(
            .get, "/intake/v1/entries/{entry}/deliveries", "listDeliveries",
            Bilingual("查看某一条目的交付回执", "List the receipts of an entry"), tag: .intake, security: .any,
            parameters: [.entry, .before, .limit(max: Intake.receiptsMax)],
            answer: .json(ReceiptListJSON.schema), errors: [IntakeCodes.notVisible]
        ) { call in
            let receipts = try await platform.intake.receipts(
                of: try await entry(call), by: try call.actor, before: call.number("before"),
                limit: call.integer("limit") ?? Intake.receiptsMax)
            return Answers.json(ReceiptListJSON(receipts: receipts.map(ReceiptJSON.init)))
        }
    }

    private var readReceipt: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}", "readDelivery", Bilingual("查看交付回执", "Read a receipt"),
            tag: .intake, security: .any, parameters: [Self.delivery], answer: .json(ReceiptJSON.schema),
            errors: [IntakeCodes.notVisible]
        ) { call in
            Answers.json(ReceiptJSON(try await receipt(call)))
        }
    }

    private var listProblems: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}/problems", "listProblems",
            Bilingual("逐页查看问题数据", "Page through the problems of a delivery"), tag: .intake, security: .any,
            parameters: [
                Self.delivery,
                .query("after", Bilingual("上一页的 next", "The `next` of the page before"), .text(80)),
                .limit(max: Intake.problemRowsMax),
            ],
            answer: .json(ProblemPageJSON.schema), errors: [IntakeCodes.notVisible]
        ) { call in
            let limit = call.integer("limit") ?? Intake.problemRowsMax
            let after = try call["after"].map { (text) throws(Refusal) in try ProblemPageJSON.cursor(text) }
            let rows = try await platform.intake.problems(
                of: try await receipt(call), by: try call.actor, after: after, limit: limit)
            return Answers.json(ProblemPageJSON(rows, isFull: rows.count == limit, book))
        }
    }

    private var exportProblems: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}/problems.csv", "exportProblems",
            Bilingual("以 CSV 下载全部问题数据", "Every problem of a delivery as CSV"), tag: .intake, security: .any,
            parameters: [Self.delivery], answer: .bytes("text/csv"), errors: [IntakeCodes.notVisible]
        ) { call in
            ProblemsFile.response(try await receipt(call), try call.actor, platform.intake)
        }
    }

    private func receipt(_ call: Call) async throws -> Receipt {
        try await platform.intake.receipt(id: try call.required("delivery"), by: try call.actor)
    }
}
