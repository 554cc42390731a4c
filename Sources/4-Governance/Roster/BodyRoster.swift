import Parties
import Regulation

/// The roster of one body (单位名册): who holds which post, which are vacant, what is still to be reported.
public struct BodyRoster: Sendable {
    public let body: Body
    /// Those in office first, by post in the order of the profile; then those who were, the last to leave first.
    public let officers: [Officer]
    /// The newest first, at most ``Roster/changesMax``.
    public let changes: [RosterChange]
    /// Posts of the profile that nobody holds; empty for bodies that fill none.
    public let vacancies: [RosterPost]
    /// Nil where the regulation asks for no summary, or not of this body.
    public let summary: SummaryStanding?
    public let summaries: [OfficerSummary]

    public var current: [Officer] { officers.filter(\.isCurrent) }

    public func overdue(on today: LocalDate) -> [RosterChange] { changes.filter { $0.isOverdue(on: today) } }

    public var pending: [RosterChange] { changes.filter { $0.state == .pending } }
}

/// One body in the list of rosters (名册一览).
public struct RosterLine: Sendable {
    public let body: Body
    public let officers: Int
    public let vacancies: [RosterPost]
    public let pending: Int
    public let overdue: Int
    public let summary: SummaryStanding?
}
