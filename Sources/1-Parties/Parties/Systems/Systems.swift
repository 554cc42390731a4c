import Ledger
import Regulation
import Store

extension Parties {
    /// Registers an information system of a body (登记信息系统). For system staff of the body and administrators.
    ///
    /// `filing` is the number of its filing under graded protection, at most 64 characters.
    @discardableResult
    public func addSystem(
        name: String, body bodyID: String, filing: String? = nil, by actor: Actor?
    ) async throws -> InformationSystem {
        try mayKeepSystems(of: bodyID, actor).orThrow()
        try Self.checkName(name)
        if let filing {
            do { try Self.checkName(filing, max: 64) } catch {
                throw Refusal(PartiesCodes.filingMalformed, field: "filing")
            }
        }
        return try await store.write { session in
            guard try body(bodyID, in: session).isActive else {
                throw Refusal(PartiesCodes.bodyInactive, field: "body")
            }
            let taken = try session.number(
                "SELECT count(*) FROM information_system WHERE body = ? AND name = ?",
                [.text(bodyID), .text(name)])
            guard taken == 0 else { throw Refusal(PartiesCodes.systemNameTaken, field: "name") }
            let id = surroundings.newID()
            try session.run(
                """
                INSERT INTO information_system (id, body, name, filing, active, created_at)
                VALUES (?, ?, ?, ?, 1, ?)
                """,
                [.text(id), .text(bodyID), .text(name), Value(filing), .int(surroundings.now().milliseconds)])
            try record(
                PartiesEvents.systemAdded, "system:\(id)", by: actor,
                [("name", name), ("body", bodyID), ("filing", filing ?? "")], in: session)
            return InformationSystem(id: id, name: name, body: bodyID, isActive: true, filing: filing)
        }
    }

    /// Refuses every call of the system from now on; tokens it holds are worth nothing.
    @discardableResult
    public func suspendSystem(_ id: String, by actor: Actor?) async throws -> InformationSystem {
        try await setActive(false, system: id, PartiesEvents.systemSuspended, by: actor)
    }

    @discardableResult
    public func resumeSystem(_ id: String, by actor: Actor?) async throws -> InformationSystem {
        try await setActive(true, system: id, PartiesEvents.systemResumed, by: actor)
    }

    private func setActive(
        _ active: Bool, system id: String, _ event: EventKind, by actor: Actor?
    ) async throws -> InformationSystem {
        try await store.write { session in
            let old = try require(system: id, in: session)
            try mayKeepSystems(of: old.body, actor).orThrow()
            if old.isActive == active { return old }
            try session.run(
                "UPDATE information_system SET active = ? WHERE id = ?", [Value(active), .text(id)])
            try Self.moveRevision(in: session)
            try record(event, "system:\(id)", by: actor, in: session)
            return try require(system: id, in: session)
        }
    }

    // MARK: Reading

    static let systemColumns = "id, name, body, active, filing"

    /// The system of `id`, active or not; nil where there is none.
    public func system(_ id: String, in session: any Session) throws -> InformationSystem? {
        try session.first(
            "SELECT \(Self.systemColumns) FROM information_system WHERE id = ?", [.text(id)], Self.system)
    }

    public func system(_ id: String) async throws -> InformationSystem? {
        try await store.read { try system(id, in: $0) }
    }

    func require(system id: String, in session: any Session) throws -> InformationSystem {
        guard let system = try system(id, in: session) else {
            throw Refusal(PartiesCodes.systemNotFound, field: "system")
        }
        return system
    }

    /// The systems of a body, active or not, in the order of their registration; at most ``listMax``.
    public func systems(of body: String) async throws -> [InformationSystem] {
        try await store.read { session in
            try session.all(
                "SELECT \(Self.systemColumns) FROM information_system WHERE body = ? ORDER BY id LIMIT ?",
                [.text(body), Self.bounded(Self.listMax)], Self.system)
        }
    }

    private static func system(_ row: Row) throws -> InformationSystem {
        InformationSystem(
            id: try row.text("id"), name: try row.text("name"), body: try row.text("body"),
            isActive: try row.bool("active"), filing: try row.optionalText("filing"))
    }
}
