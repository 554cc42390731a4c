import Regulation

/// Which usage records are asked for (使用记录查询条件): every given part must match.
public struct UsageFilter: Sendable, Hashable {
    public var entry: String?
    /// 使用单位.
    public var body: String?
    public var subjectDigest: String?
    /// From this moment on.
    public var from: Instant?
    /// Before this moment.
    public var until: Instant?

    public init(
        entry: String? = nil, body: String? = nil, subjectDigest: String? = nil, from: Instant? = nil,
        until: Instant? = nil
    ) {
        self.entry = entry
        self.body = body
        self.subjectDigest = subjectDigest
        self.from = from
        self.until = until
    }
}
