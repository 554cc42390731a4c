import Regulation
import Standards

/// One problem of one row (问题数据): where, which rule, and a keyed digest of the value, never the value itself.
public struct ProblemRow: Sendable, Hashable {
    /// Problems kept of one row.
    public static let perRowMax = 8
    /// Problems kept of one delivery; further ones are counted in its receipt alone.
    public static let perDeliveryMax = 100_000

    /// The line of the file on which the row begins, from 1; the header counts.
    public let line: Int64
    /// The number of the item, or 0 for the row as a whole.
    public let item: Int
    public let rule: CheckRule
    /// What exactly was wrong with the value.
    public let verdict: Verdict
    /// HMAC-SHA-256 under the platform's key, hexadecimal: equal values have equal digests. Empty for no value.
    public let valueDigest: String
    public let article: ArticleReference?

    public init(
        line: Int64, item: Int, rule: CheckRule, verdict: Verdict, valueDigest: String,
        article: ArticleReference?
    ) {
        self.line = line
        self.item = item
        self.rule = rule
        self.verdict = verdict
        self.valueDigest = valueDigest
        self.article = article
    }
}
