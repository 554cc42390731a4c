import Regulation

/// The record that every access leaves before its answer goes out (使用记录): the seven facts of Taijiang
/// article 19, and where they come from.
public struct UsageRecord: Sendable, Hashable, Codable {
    public let at: Instant
    /// The request that it belongs to, unique.
    public let id: String
    public let entry: String
    /// Empty where the access was refused for want of a grant.
    public let grant: String
    /// 使用单位: the body that used the data.
    public let body: String
    /// 使用人员: the system, and the person it named if any.
    public let user: String
    /// 具体用途: the purpose of the grant.
    public let purpose: String
    /// 批准人员: who approved the grant.
    public let approver: String
    /// 数据内容: the fields asked for, joined by commas.
    public let content: String
    /// 获取方式: `verify`, `query`, ….
    public let means: String
    /// 介质类型: `interface`, `file`, ….
    public let medium: String
    /// Keyed digest of the subject asked about, hexadecimal; never the value.
    public let subjectDigest: String
    public let outcome: Outcome
    /// The code of the refusal; empty when it was answered.
    public let refusal: String
    /// Rows that left the platform.
    public let rows: Int

    public enum Outcome: String, Sendable, Hashable, Codable {
        case answered, refused
    }

    public init(
        at: Instant, id: String, entry: String, grant: String, body: String, user: String, purpose: String,
        approver: String, content: String, means: String, medium: String, subjectDigest: String,
        outcome: Outcome, refusal: String, rows: Int
    ) {
        self.at = at
        self.id = id
        self.entry = entry
        self.grant = grant
        self.body = body
        self.user = user
        self.purpose = purpose
        self.approver = approver
        self.content = content
        self.means = means
        self.medium = medium
        self.subjectDigest = subjectDigest
        self.outcome = outcome
        self.refusal = refusal
        self.rows = rows
    }
}
