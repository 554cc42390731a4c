import Regulation

/// A work order over problem data (问题数据工单): what one check of an entry found, as a case before its owner. Only a check
/// ends it.
public struct WorkOrder: Sendable, Hashable {
    public let id: String
    public let entry: String
    public let body: String
    public let caseID: String
    /// The check that found the problems.
    public let run: Int64
    /// The keys of the rules that were broken.
    public let rules: [String]
    /// Problems when it was opened, and those left by the newest check.
    public let found: Int64
    public let left: Int64
    public let checkedRun: Int64
    public let state: State
    public let openedAt: Instant
    public let closedAt: Instant?
    /// By when its present step must be done; nil where no article sets a day, or it is closed.
    public let due: LocalDate?

    /// Where it stands (工单状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case open
        /// A check found nothing left.
        case closed
        /// The authority took it back.
        case withdrawn
    }
}
