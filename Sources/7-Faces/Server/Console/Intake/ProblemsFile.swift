import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Parties

/// The problem rows of a delivery as a CSV file, page by page as the reader takes it (问题数据文件).
enum ProblemsFile {
    static func response(_ receipt: Receipt, _ actor: Actor, _ intake: Intake) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"problems-\(receipt.id).csv\"",
            ],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "line,item,rule,verdict,article,value_digest\r\n"))
                var last: ProblemRow?
                while true {
                    let page = try await intake.problems(of: receipt, by: actor, after: last)
                    guard let end = page.last else { break }
                    try await writer.write(ByteBuffer(string: page.map(line).joined()))
                    last = end
                }
                try await writer.finish(nil)
            })
    }

    private static func line(_ row: ProblemRow) -> String {
        "\(row.line),\(row.item),\(row.rule.rawValue),\(row.verdict.rawValue),"
            + "\(row.article?.description ?? ""),\(row.valueDigest)\r\n"
    }
}
