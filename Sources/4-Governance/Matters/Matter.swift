import Regulation

/// A matter (事项): what a case of one of the profile's procedures is about, with the answers to its form.
public struct Matter: Sendable, Hashable {
    public let id: String
    /// `data-correction`, `officer-filing`, …
    public let procedure: String
    /// `entry:<id>`, `body:<id>`, `system:<id>`; nil where the procedure is about nothing of the platform.
    public let subject: String?
    /// What its opener stated.
    public let answers: MatterAnswers
    /// As they stand now: what its opener stated, with what the reviewers settled otherwise.
    public let settled: MatterAnswers
    public let body: String
    public let caseID: String
    public let createdAt: Instant
    /// By when it had to be filed, counted from a day that the form asks for; nil where no article says so.
    public let filing: FilingLimit?
    /// How its case ended; nil while it is open.
    public let outcome: MatterOutcome?

    /// The id of the entry that it is about; nil where it is about something else.
    public var entry: String? {
        subject.flatMap { $0.hasPrefix("entry:") ? String($0.dropFirst("entry:".count)) : nil }
    }
}

/// Answers by field (表单内容): one for most kinds, several for entries and items.
public typealias MatterAnswers = [String: [String]]

/// What somebody asks for when a matter is opened (事项内容).
public struct MatterContent: Sendable, Hashable {
    /// Id or resource code of an entry, id of a body or of a system, as the procedure is about one; else empty.
    public var about: String
    public var answers: MatterAnswers

    public init(about: String = "", answers: MatterAnswers) {
        self.about = about
        self.answers = answers
    }
}

/// By when something had to be filed, and whether it was (报送期限).
public struct FilingLimit: Sendable, Hashable {
    public let due: LocalDate
    public let article: ArticleReference
    public let isProvisional: Bool
    public let isLate: Bool
}

/// How a matter ended (办理结果).
public struct MatterOutcome: Sendable, Hashable {
    public let state: State
    /// The last words of those who decided: the answer to whoever asked.
    public let note: String
    public let at: Instant

    /// How its case ended (结果类型).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case approved, settled, refused, withdrawn
    }

    /// Whether what was asked for now holds.
    public var holds: Bool { state == .approved || state == .settled }
}

/// Which body alone collects an item (数源单位): fixed by a coordination, until a later one settles it anew.
public struct Collector: Sendable, Hashable {
    public let entry: String
    /// The item by its name.
    public let item: String
    public let body: String
    public let matter: String
    public let since: Instant
}
