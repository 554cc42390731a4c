/// How a regulation stands on one day (效力状态).
public enum Standing: Sendable, Hashable {
    case notYet(from: LocalDate)
    case inForce
    /// In force, and so near its end that the platform warns.
    case endingSoon(until: LocalDate)
    case ended(until: LocalDate)

    /// Whether decisions may rest on it.
    public var holds: Bool {
        switch self {
        case .inForce, .endingSoon: true
        case .notYet, .ended: false
        }
    }
}

extension Validity {
    /// How it stands on `day`; a text that sets no first day counts as begun.
    public func standing(on day: LocalDate) -> Standing {
        if let from, day < from { return .notYet(from: from) }
        guard let until else { return .inForce }
        if day > until { return .ended(until: until) }
        return day >= until.adding(months: -warnMonthsBefore) ? .endingSoon(until: until) : .inForce
    }
}

extension Profile {
    /// How this regulation stands on `day`.
    public func standing(on day: LocalDate) -> Standing { validity.standing(on: day) }
}
