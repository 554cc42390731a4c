import Regulation

/// An entry of the catalogue (目录条目): what data exists and who answers for it.
public struct Entry: Sendable, Hashable {
    public let id: String
    /// A small number that names the dataset's table; never reused.
    public let number: Int64
    /// 信息资源代码 `301001/000012`, issued on first publication; nil before.
    public let code: String?
    /// The providing body (提供方).
    public let body: String
    public let state: State
    /// Counted from 1, one more with each published change.
    public let version: Int
    /// What is in force: the published content, or that of the first draft.
    public let content: EntryContent
    /// A change of a published entry that is being prepared or reviewed.
    public let draft: EntryContent?
    public let createdAt: Instant
    public let updatedAt: Instant
    public let publishedAt: Instant?
    /// One more with each save: a save based on an older one is refused, so that two editors lose nothing.
    public let revision: Int64
    /// The case that reviews it now or reviewed it last.
    public let reviewCase: String?

    /// Where the entry stands (状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case draft
        case inReview = "in-review"
        case published
        case retired
    }

    /// Whether the entry was ever published, so that data can be delivered and shared under it.
    public var isInForce: Bool { code != nil && state != .retired }

    public init(
        id: String, number: Int64, code: String?, body: String, state: State, version: Int,
        content: EntryContent, draft: EntryContent? = nil, createdAt: Instant, updatedAt: Instant,
        publishedAt: Instant?, revision: Int64,
        reviewCase: String?
    ) {
        self.id = id
        self.number = number
        self.code = code
        self.body = body
        self.state = state
        self.version = version
        self.content = content
        self.draft = draft
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.publishedAt = publishedAt
        self.revision = revision
        self.reviewCase = reviewCase
    }

    /// What is in force alone, for those who have no part in its change.
    var withoutDraft: Entry {
        Entry(
            id: id, number: number, code: code, body: body, state: state, version: version, content: content,
            createdAt: createdAt, updatedAt: updatedAt, publishedAt: publishedAt, revision: revision,
            reviewCase: reviewCase)
    }
}
