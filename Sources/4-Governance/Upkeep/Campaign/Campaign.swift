import Regulation

/// The full maintenance that runs now (全面维护): it begins and ends by the regulation itself, and nobody opens it.
public struct Campaign: Sendable, Hashable {
    /// The name of the limit in the profile.
    public static let deadline = "entry-full-maintenance"

    public let period: MaintenancePeriod
    /// The article that sets the period.
    public let article: ArticleReference
    /// Calendar days from today to the last day; 0 on the last day itself.
    public let daysLeft: Int
    /// Working days among them.
    public let workingDaysLeft: Int
    /// Whether these touch a year whose notice of holidays is still to come.
    public let isProvisional: Bool

    /// Nil where the profile sets no period.
    init?(_ profile: Profile, on today: LocalDate, by calendar: WorkingCalendar) {
        guard let deadline = profile.deadline(Self.deadline), case .every(let months) = deadline.span,
            let period = MaintenancePeriod(containing: today, months: months)
        else { return nil }
        self.period = period
        article = deadline.article
        daysLeft = period.last.dayNumber - today.dayNumber
        let working = calendar.workingDays(from: today, to: period.last)
        workingDaysLeft = working.days
        isProvisional = working.provisional
    }
}

/// How far one body is with the full maintenance (维护进度): every entry in force, and those retired in the period.
public struct MaintenanceProgress: Sendable, Hashable {
    public let body: String
    /// Confirmed unchanged in the period, and not published anew in it.
    public var confirmed: Int64 = 0
    /// A version was published in the period, the first one or a change.
    public var changed: Int64 = 0
    /// Taken out of force in the period.
    public var retired: Int64 = 0
    /// Confirmed by the staff, and before the head.
    public var waiting: Int64 = 0
    /// Still to be gone through, those that wait among them.
    public var left: Int64 = 0
    /// Of those left: not gone through in the period before either, and not handed in before its end.
    public var overdue: Int64 = 0

    public var done: Int64 { confirmed + changed + retired }
    public var total: Int64 { done + left }

    init(body: String) { self.body = body }
}

/// An entry of the body with its place in the full maintenance (维护条目).
public struct MaintainedEntry: Sendable, Hashable {
    public let id: String
    public let code: String
    public let name: String
    public let version: Int
    /// What a confirmation is based on.
    public let revision: Int64
    public let publishedAt: Instant
    public let standing: Standing
    /// Who confirmed it in the period, and when; nil where nobody did.
    public let confirmedBy: String?
    public let confirmedAt: Instant?
    /// Whether it was not gone through in the period before either, nor handed in before its end.
    public let isOverdue: Bool

    /// How it stands in the period (维护状态).
    public enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        case left
        /// A change is under review: it counts once it is published.
        case inReview = "in-review"
        /// Confirmed by the staff, and before the head.
        case waiting
        case confirmed, changed
    }

    /// Which entries of a body a list shows (筛选).
    public enum Show: String, Sendable, Hashable, Codable, CaseIterable {
        case left, done, all
    }
}

/// One page of a body's entries in the full maintenance (维护清单).
public struct MaintainedEntries: Sendable {
    public let campaign: Campaign
    public let progress: MaintenanceProgress
    public let entries: [MaintainedEntry]
    /// How many there are on all pages.
    public let total: Int
}
