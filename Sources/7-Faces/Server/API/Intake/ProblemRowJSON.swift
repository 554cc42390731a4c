import Intake
import Regulation
import Standards

/// A page of the problems of a delivery (问题数据分页).
struct ProblemPageJSON: Codable, Described {
    let problems: [Line]
    /// The cursor of the next page; left out at the end.
    let next: String?

    /// One problem of one row; the value itself is never among it.
    struct Line: Codable {
        let line: Int64
        let item: Int
        let rule: String
        let ruleName: Bilingual
        let verdict: String
        let verdictName: Bilingual
        let valueDigest: String
        let article: CitationJSON?
    }

    init(_ rows: [ProblemRow], isFull: Bool, _ book: ArticleBook) {
        problems = rows.map { row in
            Line(
                line: row.line, item: row.item, rule: row.rule.rawValue, ruleName: row.rule.name,
                verdict: row.verdict.rawValue, verdictName: Bilingual(row.verdict.zh, row.verdict.en),
                valueDigest: row.valueDigest, article: row.article.map { CitationJSON($0, book) })
        }
        next = isFull ? rows.last.map { "\($0.line).\($0.item).\($0.rule.rawValue)" } : nil
    }

    /// Reads what ``next`` wrote.
    static func cursor(_ text: String) throws(Refusal) -> ProblemRow {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let line = Int64(parts[0]), let item = Int(parts[1]),
            let rule = CheckRule(rawValue: String(parts[2]))
        else {
            throw Refusal(
                ServerCodes.invalidField,
                detail: Bilingual("应为上一页的 next", "It is the `next` of the page before"),
                field: "after")
        }
        return ProblemRow(line: line, item: item, rule: rule, verdict: .valid, valueDigest: "", article: nil)
    }

    static let schema = Schema.object([
        .init(
            "problems", Bilingual("问题，按行号", "Problems by line"),
            .array(
                .object([
                    .init(
                        "line",
                        Bilingual(
                            "文件的行号；JSON 数组和 XML 为记录序号",
                            "Line of the file; of JSON arrays and XML the number of the record"), .amount),
                    .init(
                        "item", Bilingual("信息项序号，0 为整行", "Number of the item, 0 for the whole row"), .count),
                    .init("rule", Bilingual("规则", "Rule"), .oneOf(CheckRule.self)),
                    .init("ruleName", Bilingual("规则名称", "Its name"), Bilingual.schema),
                    .init("verdict", Bilingual("结论", "What was wrong"), .oneOf(Verdict.self)),
                    .init("verdictName", Bilingual("结论名称", "The same in words"), Bilingual.schema),
                    .init("valueDigest", Bilingual("值的摘要", "Keyed digest of the value"), .text(64)),
                    .init(
                        "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema,
                        optional: true),
                ]), max: Intake.problemRowsMax)),
        .init("next", Bilingual("下一页的起点", "Where the next page begins"), .text(80), optional: true),
    ])
}
