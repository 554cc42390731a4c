import Regulation

/// One act as the ledger keeps it (留痕记录): who did what to which thing, when, and under which article.
///
/// Facts name things and counts; a personal value enters only as a salted digest.
public struct LedgerEvent: Sendable, Hashable {
    public let kind: EventKind
    public let at: Instant
    /// Who acted: `person:<id>`, `system:<id>` or `platform`.
    public let actor: String
    /// The body for which they acted; empty for the platform itself.
    public let body: String
    /// What it was done to: `entry:<id>`, `grant:<id>`, `case:<id>`.
    public let subject: String
    public let article: ArticleReference?
    /// In a fixed order of the caller's choice; at most 40, each value at most 1,000 characters.
    public let facts: [(name: String, value: String)]

    public init(
        _ kind: EventKind, at: Instant, actor: String, body: String, subject: String,
        article: ArticleReference? = nil, facts: [(name: String, value: String)] = []
    ) {
        self.kind = kind
        self.at = at
        self.actor = actor
        self.body = body
        self.subject = subject
        self.article = article
        self.facts = facts
    }

    public static func == (one: LedgerEvent, other: LedgerEvent) -> Bool {
        one.kind == other.kind && one.at == other.at && one.actor == other.actor && one.body == other.body
            && one.subject == other.subject && one.article == other.article
            && one.facts.elementsEqual(other.facts, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(at)
        hasher.combine(subject)
    }
}
