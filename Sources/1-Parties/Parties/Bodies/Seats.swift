import Regulation
import Standards
import Store

extension Parties {
    /// The body whose people act at `seat` (办理主体) for a case that `opener` opened about data of `provider`.
    ///
    /// County seats are those of the county in whose division the opener works; city seats those of the
    /// jurisdiction of the profile. Where several bodies would fit, the one registered first. Refuses with
    /// `seat-vacant` where there is none or it is no longer active.
    public func seat(
        _ seat: Procedure.Seat, opener: Body, provider: Body?, in session: any Session
    ) throws -> Body {
        let city = profile.jurisdiction.division
        let found: Body? =
            switch seat {
            case .opener: try active(opener.id, in: session)
            case .provider: try provider.flatMap { try active($0.id, in: session) }
            case .countyAuthority: try first(.authority, in: Self.county(of: opener), in: session)
            case .countyGovernment: try first(.government, in: Self.county(of: opener), in: session)
            case .cityAuthority: try first(.authority, in: city, in: session)
            case .cityGovernment: try first(.government, in: city, in: session)
            }
        guard let found else {
            throw Refusal(
                PartiesCodes.seatVacant, article: accessArticle,
                detail: Bilingual("环节主体：\(seat.rawValue)", "seat: \(seat.rawValue)"), field: "seat")
        }
        return found
    }

    /// As ``seat(_:opener:provider:in:)``, in a read of its own.
    public func seat(_ seat: Procedure.Seat, opener: Body, provider: Body?) async throws -> Body {
        try await store.read { try self.seat(seat, opener: opener, provider: provider, in: $0) }
    }

    /// The six digits of the county in which the body works; nil for bodies of a city or above.
    private static func county(of body: Body) -> String? {
        guard let code = DivisionCode(body.division) else { return nil }
        switch code.level {
        case .county, .town, .village: return code.cut(.county).gbt2260
        case .province, .prefecture: return nil
        }
    }

    private func active(_ id: String, in session: any Session) throws -> Body? {
        try session.first(
            "SELECT \(Self.bodyColumns) FROM body WHERE id = ? AND active = 1", [.text(id)], Self.body)
    }

    private func first(_ kind: Body.Kind, in division: String?, in session: any Session) throws -> Body? {
        guard let division else { return nil }
        return try session.first(
            """
            SELECT \(Self.bodyColumns) FROM body WHERE kind = ? AND division = ? AND active = 1
            ORDER BY id LIMIT 1
            """, [.text(kind.rawValue), .text(division)], Self.body)
    }
}
