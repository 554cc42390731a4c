import Parties
import Regulation
import Store

/// Who answers for a body's cases above it (上级主体): whoever consents to a longer time and hears of what is overdue.
extension Cases {
    /// The authority of the body's level; of an authority, the government of that level; nil above that, and where
    /// the seat is vacant.
    public func supervisor(of id: String, in session: any Session) throws -> (body: Body, role: String)? {
        let body = try parties.body(id, in: session)
        let local: [(Procedure.Seat, String)]
        let city: (Procedure.Seat, String)
        switch body.kind {
        case .government: return nil
        case .authority:
            local = [(.countyGovernment, "county-government-reviewer")]
            city = (.cityGovernment, "city-government-reviewer")
        case .department, .platformOperator, .institution:
            local = [(.countyAuthority, "county-authority-reviewer")]
            city = (.cityAuthority, "authority-reviewer")
        }
        let isLocal = body.level == .county || body.level == .township
        for (seat, role) in (isLocal ? local : []) + [city] {
            do {
                let above = try parties.seat(seat, opener: body, provider: nil, in: session)
                if above.id != body.id { return (above, role) }
            } catch let refusal as Refusal where refusal.code == PartiesCodes.seatVacant {
                continue
            }
        }
        return nil
    }
}
