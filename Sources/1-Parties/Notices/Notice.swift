import Regulation

/// Something that a body is told (告知): that its data was corrected, that a time limit was prolonged, that it is to
/// catalogue something. A task (任务) waits until somebody says that it is done.
public struct Notice: Sendable, Hashable {
    public let id: String
    public let body: String
    /// Whose inbox in the body it stands in; nil for everybody there.
    public let role: String?
    public let kind: Kind
    public let title: Bilingual
    /// In the words of whoever decided; at most ``NoticeDraft/textMax`` characters.
    public let text: String
    /// What it is about: `case:<id>`, `entry:<id>`.
    public let subject: String
    public let article: ArticleReference?
    /// The last day of a task, where an article sets one.
    public let due: LocalDate?
    public let sentAt: Instant
    /// When somebody of the body first confirmed it (签收), and who.
    public let receivedAt: Instant?
    public let receivedBy: String?
    /// When a task was done, and who said so.
    public let doneAt: Instant?
    public let doneBy: String?

    /// What a notice asks for (告知类型).
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// To be read and confirmed.
        case information
        /// To be done.
        case task
    }

    /// Whether it still waits: an information for its confirmation, a task until it is done.
    public var isOpen: Bool { kind == .task ? doneAt == nil : receivedAt == nil }
}

/// A notice as it is written (告知内容), before it is sent.
public struct NoticeDraft: Sendable, Hashable {
    public var kind: Notice.Kind
    public var role: String?
    public var title: Bilingual
    public var text: String
    public var subject: String
    public var article: ArticleReference?
    public var due: LocalDate?

    /// Characters of a text; longer ones are cut.
    public static let textMax = 2_000

    public init(
        _ kind: Notice.Kind = .information, role: String? = nil, title: Bilingual, text: String = "",
        subject: String, article: ArticleReference? = nil, due: LocalDate? = nil
    ) {
        self.kind = kind
        self.role = role
        self.title = title
        self.text = String(text.prefix(Self.textMax))
        self.subject = subject
        self.article = article
        self.due = due
    }
}
