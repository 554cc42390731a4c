/// The questions that other modules ask a profile; nil always means that the regulation has no such thing.
extension Profile {
    public func procedure(_ id: String) -> Procedure? { procedures[id] }

    public func role(_ id: String) -> Role? { roles.first { $0.id == id } }

    public func duty(_ id: String) -> Duty? { duties.first { $0.id == id } }

    /// A time limit by name: `correction-answer`; `docs/profiles.md` lists the names in use.
    public func deadline(_ name: String) -> Deadline? { deadlines[name] }

    public func sharingType(_ id: SharingType.ID) -> SharingType? { sharingTypes.first { $0.id == id } }

    public func openingType(_ id: OpeningType.ID) -> OpeningType? { openingTypes.first { $0.id == id } }

    public func sensitivity(_ id: Sensitivity.ID) -> Sensitivity? { sensitivities.first { $0.id == id } }

    /// The level that covers a grade of GB/T 43697 (`general-3`), the profile's own before its ancestors'.
    public func gradeBound(covering grade: String) -> GradeBound? {
        GradeBound.Grade(rawValue: grade).flatMap { grade in grades.first { $0.covers.contains(grade) } }
    }

    /// Duties that stand for a row of the requirements, in the profile's order.
    public func duties(for requirement: String) -> [Duty] {
        duties.filter { $0.requirements.contains(requirement) }
    }
}

extension Procedure {
    /// The steps that a case takes when a body of `level` opened it, in order.
    public func steps(for level: AdministrativeLevel) -> [Step] {
        steps.filter { $0.applies(to: level) }
    }

    public func step(_ id: String) -> Step? { steps.first { $0.id == id } }
}

extension Procedure.Step {
    public func applies(to level: AdministrativeLevel) -> Bool { levels.contains(level) }
}

extension Role {
    /// Roles that the platform gives work to in every city, whether or not a procedure names them.
    public static let needed = [
        "data-staff", "department-head", "system-staff", "security-staff", "chief-data-officer",
        "authority-reviewer", "county-authority-reviewer", "county-government-reviewer",
        "city-government-reviewer", "platform-operator", "auditor", "administrator",
    ]
}
