import Parties
import Regulation

/// One duty of the profile, how it stands with one body, and why (职责履行情况).
public struct DutyStanding: Sendable {
    public let duty: Duty
    public let state: DutyState
    /// Empty where the platform holds no measure.
    public let evidence: [Evidence]
}

/// Every duty of the profile with one body, in the profile's order (单位履职情况).
public struct BodyStanding: Sendable {
    public let body: Body
    public let duties: [DutyStanding]

    /// Duties in each state; 0 where there is none.
    public func count(_ kind: DutyState.Kind) -> Int { duties.count { $0.state.kind == kind } }
}
