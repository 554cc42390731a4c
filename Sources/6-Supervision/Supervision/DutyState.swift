import Regulation

/// How a duty of the regulation stands with a body (履职状态).
public enum DutyState: Sendable, Hashable {
    /// Done, as the evidence beside it shows.
    case met
    /// Something is still to be done; by the day given, where the regulation sets one.
    case due(LocalDate?)
    /// The time for it has passed: since the last day on which it would have been in time.
    case overdue(since: LocalDate?)
    /// Nothing has happened yet to which the duty applies.
    case notYetApplicable
    /// The platform holds no measure for it: it says so, and never takes it for met.
    case unmeasured

    /// The states without their days, in the order of urgency.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case overdue, due, met
        case notYetApplicable = "not-yet-applicable"
        case unmeasured
    }

    public var kind: Kind {
        switch self {
        case .met: .met
        case .due: .due
        case .overdue: .overdue
        case .notYetApplicable: .notYetApplicable
        case .unmeasured: .unmeasured
        }
    }

    /// The day by which something is due, or since when it is overdue.
    public var day: LocalDate? {
        switch self {
        case .due(let day), .overdue(let day): day
        case .met, .notYetApplicable, .unmeasured: nil
        }
    }
}
