import Regulation

/// Somebody who holds a post of the roster (名册人员), or held it: rows stay when their holders go.
public struct Officer: Sendable, Hashable {
    public let id: String
    public let body: String
    /// A post of the profile's roster: `chief-data-officer`.
    public let post: String
    public let name: String
    /// 职务 in the body, such as 分管副局长.
    public let title: String
    /// 联系方式; nil where the reader may not see it, and of whoever has left: it is kept no longer.
    public let contact: String?
    /// The number of the document that appointed them (任免文号); empty where none is stated.
    public let document: String
    public let since: LocalDate
    /// The day on which they left the post; nil while they hold it.
    public let until: LocalDate?

    public var isCurrent: Bool { until == nil }
}

/// An appointment as it is handed in (任命内容).
public struct Appointment: Sendable, Hashable {
    public var post: String
    /// 1–50 characters.
    public var name: String
    /// 1–100 characters.
    public var title: String
    /// 1–50 characters.
    public var contact: String
    /// At most 100 characters; may be empty.
    public var document: String
    /// The day of the appointment, today at the latest.
    public var since: LocalDate
    /// Whether whoever holds the post leaves it on that day.
    public var replaces: Bool

    public init(
        post: String, name: String, title: String, contact: String, document: String = "", since: LocalDate,
        replaces: Bool = false
    ) {
        self.post = post
        self.name = name
        self.title = title
        self.contact = contact
        self.document = document
        self.since = since
        self.replaces = replaces
    }
}

/// A change of the roster that is reported to the authority (名册变动).
public struct RosterChange: Sendable, Hashable {
    public let number: Int64
    public let body: String
    public let officer: String
    public let post: String
    public let name: String
    public let kind: Kind
    /// 变动之日.
    public let day: LocalDate
    /// The last day for reporting it, with the article; nil where no article sets one.
    public let due: LocalDate?
    public let isProvisional: Bool
    public let article: ArticleReference?
    public let reportedAt: Instant?
    public let caseID: String?
    public let state: State

    /// What happened (变动类型).
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case appointed, left

        public var word: Bilingual {
            switch self {
            case .appointed: Bilingual("任职", "Appointed")
            case .left: Bilingual("离任", "Left")
            }
        }
    }

    /// How far its filing has come (备案状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing was reported, or what was reported was refused or withdrawn.
        case pending
        /// Reported; the authority has not filed it yet.
        case reported
        /// The authority wants something supplemented.
        case returned
        case filed
        /// The regulation asks for no filing.
        case unneeded

        public var word: Bilingual {
            switch self {
            case .pending: Bilingual("待报送", "To be reported")
            case .reported: Bilingual("已报送", "Reported")
            case .returned: Bilingual("待补正", "Returned")
            case .filed: Bilingual("已备案", "Filed")
            case .unneeded: Bilingual("无需备案", "No filing asked for")
            }
        }
    }

    /// Whether it should have been reported by now and was not.
    public func isOverdue(on today: LocalDate) -> Bool {
        guard state == .pending, let due else { return false }
        return today > due
    }

    /// Whether it was reported after its last day.
    public func wasLate(offsetSeconds: Int64) -> Bool {
        guard let due, let reportedAt else { return false }
        return reportedAt.day(offsetSeconds: offsetSeconds) > due
    }
}

/// What a body reports on a year's work of its officers (年度总结).
public struct OfficerSummary: Sendable, Hashable {
    public let id: String
    public let body: String
    public let year: Int
    public let content: SummaryContent
    public let at: Instant
    /// The day by the clock of the regulation's place.
    public let day: LocalDate
    public let actorName: String
    /// The last day for the year, and whether it had passed.
    public let due: LocalDate
    public let isLate: Bool
}

/// The words of a summary (总结内容): progress, problems and suggestions.
public struct SummaryContent: Sendable, Hashable, Codable {
    /// 工作进度.
    public var progress: String
    /// 存在问题.
    public var problems: String
    /// 意见建议.
    public var suggestions: String

    /// Characters of each part.
    public static let partMax = 5_000

    public init(progress: String, problems: String, suggestions: String) {
        self.progress = progress
        self.problems = problems
        self.suggestions = suggestions
    }
}

/// How the yearly summary stands with a body (总结状态).
public struct SummaryStanding: Sendable, Hashable {
    public let year: Int
    public let due: LocalDate
    public let state: State

    /// Where it stands (状态).
    public enum State: Sendable, Hashable {
        case due
        case overdue
        /// Handed in on that day, in time or late.
        case handedIn(LocalDate, isLate: Bool)
    }
}
