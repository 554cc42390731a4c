import Regulation

/// An event as it is read back from the log (已入账事项).
public struct RecordedEvent: Sendable, Hashable, Codable {
    /// The name of the ``EventKind``: its title is looked up where the kinds are listed.
    public let kind: String
    public let at: Instant
    public let actor: String
    public let body: String
    public let subject: String
    public let article: ArticleReference?
    public let facts: [Fact]

    /// One fact of the event (留痕事实): a name and its value.
    public struct Fact: Sendable, Hashable, Codable {
        public let name: String
        public let value: String
    }
}

/// What one entry of the log says (台账记录).
public enum LedgerEntry: Sendable, Hashable {
    case event(RecordedEvent)
    case usage(UsageRecord)

    /// Reads the bytes of an entry; nil where they are not of a form that this version knows.
    public init?(_ content: [UInt8]) {
        guard let entry = EntryReader.read(content) else { return nil }
        self = entry
    }
}

/// Something at its place in the log (带位置的记录).
public struct Positioned<Content: Sendable>: Sendable {
    /// Zero-based; the number of the entry in every proof.
    public let position: Int64
    public let content: Content
}
