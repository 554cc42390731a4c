import Cases
import Regulation

/// Something that happened and calls for updates of the catalogue (更新事由): a law was amended, a duty moved, or facts
/// changed.
public struct UpdateEvent: Sendable, Hashable {
    public let id: String
    public let kind: Kind
    /// What changed, in the words of whoever recorded it.
    public let what: String
    /// The legal document behind it, with its number; empty for other events without one.
    public let document: String
    /// The day from which the limit runs.
    public let occurred: LocalDate
    /// The article that asks for the updates.
    public let article: ArticleReference?
    /// The body that recorded it, and who did.
    public let body: String
    public let actorName: String
    public let recordedAt: Instant

    /// What the regulation tells apart (事由类型).
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// 法律、行政法规、国务院决定调整，或者职责变化.
        case law
        /// 其他情形变化.
        case other

        /// The name of its limit in the profile.
        public var deadline: String {
            switch self {
            case .law: "entry-update-law-change"
            case .other: "entry-update-other"
            }
        }

        /// Its duty in the profile.
        public var duty: String {
            switch self {
            case .law: "catalogue-update-law"
            case .other: "catalogue-update-other"
            }
        }
    }
}

/// What somebody records of an event (事由内容).
public struct UpdateEventContent: Sendable, Hashable {
    public var kind: UpdateEvent.Kind
    public var what: String
    public var document: String
    /// The day on which it happened; nil where none that exists was given.
    public var occurred: LocalDate?
    /// Ids or resource codes of the entries concerned.
    public var entries: [String]

    public static let whatMax = 1_000
    public static let documentMax = 200

    public init(
        kind: UpdateEvent.Kind, what: String, document: String = "", occurred: LocalDate?, entries: [String]
    ) {
        self.kind = kind
        self.what = what
        self.document = document
        self.occurred = occurred
        self.entries = entries
    }
}

/// The updates that one body owes for one event (更新任务): all by the same day, counted from the event.
public struct UpdateAssignment: Sendable, Hashable {
    public let event: UpdateEvent
    public let body: String
    /// The last day; nil where no article sets one.
    public let due: CaseDue?
    /// How far it may be prolonged, as the profile had it when the event was recorded; nil where it may not.
    public let allowance: CaseAllowance?
    public let prolongation: CaseProlongation?
    /// When it was reported upwards that the present day had passed.
    public let escalatedAt: Instant?
    /// When the last of its updates ended; nil while one is open.
    public let closedAt: Instant?
    /// Entries to be updated, and those of them that are still open.
    public let total: Int
    public let open: Int
    /// Open ones that are late: their day has passed, and neither a change nor a confirmation of them was handed in
    /// by then.
    public let late: Int
    /// Those that ended after their day.
    public let endedLate: Int
}

/// One entry of an event (更新条目) and how its update stands.
public struct UpdateTask: Sendable, Hashable {
    public let entry: String
    public let code: String
    public let name: String
    public let body: String
    /// What a confirmation is based on.
    public let revision: Int64
    public let state: State
    public let endedAt: Instant?
    /// Whose act ended it, by name; nil where a publication did.
    public let endedBy: String?
    /// Why nothing had to be changed.
    public let note: String
    /// Open past its day, or ended after it.
    public let isLate: Bool

    /// How an update stands (更新状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case open
        /// A change is under review.
        case inReview = "in-review"
        /// The staff found that nothing has to be changed, and the head has it.
        case waiting
        case published, retired, unchanged
    }
}

/// An event with the bodies that it concerns and their entries (更新事由详情).
public struct UpdateRecord: Sendable, Hashable {
    public let event: UpdateEvent
    /// Those that the reader may see, at most ``Upkeep/entriesMax``.
    public let assignments: [UpdateAssignment]
    public let tasks: [UpdateTask]
}
