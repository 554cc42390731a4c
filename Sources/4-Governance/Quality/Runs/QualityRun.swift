import Regulation
import Standards

/// Why data was checked (检查起因).
public enum QualityCause: String, Sendable, Hashable, Codable, CaseIterable {
    case delivery, daily, person
    /// The owner reported problem data corrected.
    case order
}

/// One check of the data of one entry (质量检查), kept for good.
public struct QualityRun: Sendable, Hashable {
    /// Counted up over all entries.
    public let number: Int64
    public let entry: String
    public let body: String
    public let entryVersion: Int
    /// The version of the declared rules that held; 0 where none did.
    public let rulesVersion: Int
    public let cause: QualityCause
    public let rows: Int64
    /// Rows with a fault of their own.
    public let dirty: Int64
    /// Broken rules, one for each row and rule.
    public let problems: Int64
    /// Problems whose row is on record.
    public let problemsKept: Int64
    /// Millionths; nil where nothing applied.
    public let score: Int64?
    public let startedAt: Instant
    public let finishedAt: Instant
}

/// What one rule counted in one check (规则结果).
public struct QualityResult: Sendable, Hashable {
    /// The same rule has the same key in every check.
    public let rule: String
    /// The place among the results of its check, from 0.
    public let position: Int
    public let kind: QualityRuleKind
    public let indicator: QualityIndicator
    /// The name that its body gave it; empty for rules that follow from the items.
    public let title: String
    /// Numbers of the items.
    public let items: [Int]
    public let count: QualityCount
    /// Rows to be corrected.
    public let problems: Int64
    public let article: ArticleReference?

    /// Its share of ``QualityScore/full``; nil where it does not apply.
    public var score: Int64? { QualityScore([indicator: count]).score(indicator) }
}

/// One row that breaks one rule (问题数据), traced to where it came from; never its values.
public struct QualityProblem: Sendable, Hashable {
    public let run: Int64
    /// The place of the rule among the results.
    public let position: Int
    /// Counted from 1 for each rule.
    public let number: Int
    /// The delivery as its rows carry it, its id, and the line of its file (来源批次、来源行).
    public let delivery: Int64
    public let deliveryID: String
    public let line: Int64
    /// Who delivered it: the system's name or the person's, with whether it was a system.
    public let deliveredBy: String
    public let isBySystem: Bool
    public let verdict: Verdict
    /// HMAC-SHA-256 under the platform's key, hexadecimal; empty for no value.
    public let valueDigest: String
}
