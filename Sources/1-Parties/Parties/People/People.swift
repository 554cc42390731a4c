import Ledger
import Regulation
import Store

extension Parties {
    /// Registers a person of a body (登记人员). For administrators.
    ///
    /// Without a password the person cannot sign in until one is set.
    @discardableResult
    public func addPerson(
        account: String, name: String, body bodyID: String, roles: Set<String>, password: String?,
        by actor: Actor?
    ) async throws -> Person {
        try mayAdminister(actor).orThrow()
        try Self.checkAccount(account)
        try Self.checkName(name, max: 50)
        try check(roles)
        let hash = try await hash(password, account: account)
        return try await store.write { session in
            guard try session.number("SELECT count(*) FROM person WHERE account = ?", [.text(account)]) == 0
            else { throw Refusal(PartiesCodes.accountTaken, field: "account") }
            guard try body(bodyID, in: session).isActive else {
                throw Refusal(PartiesCodes.bodyInactive, field: "body")
            }
            let id = surroundings.newID()
            let now = surroundings.now().milliseconds
            try session.run(
                """
                INSERT INTO person (id, account, name, body, active, password, password_at, created_at)
                VALUES (?, ?, ?, ?, 1, ?, ?, ?)
                """,
                [
                    .text(id), .text(account), .text(name), .text(bodyID), .text(hash ?? ""),
                    Value(hash == nil ? nil : now), .int(now),
                ])
            try grant(roles, to: id, in: session)
            try record(
                PartiesEvents.personAdded, "person:\(id)", by: actor,
                [("body", bodyID), ("roles", roles.sorted().joined(separator: ","))], in: session)
            return Person(id: id, account: account, name: name, body: bodyID, roles: roles, isActive: true)
        }
    }

    /// Gives a person exactly `roles`. For administrators.
    @discardableResult
    public func changeRoles(of id: String, to roles: Set<String>, by actor: Actor?) async throws -> Person {
        try mayAdminister(actor).orThrow()
        try check(roles)
        return try await store.write { session in
            let old = try require(id, in: session)
            if old.roles == roles { return old }
            try keepingAnAdministrator(in: session) {
                for role in old.roles.subtracting(roles).sorted() {
                    try session.run(
                        "DELETE FROM person_role WHERE person = ? AND role = ?", [.text(id), .text(role)])
                }
                try grant(roles.subtracting(old.roles), to: id, in: session)
            }
            try record(
                PartiesEvents.rolesChanged, "person:\(id)", by: actor,
                [
                    ("from", old.roles.sorted().joined(separator: ",")),
                    ("to", roles.sorted().joined(separator: ",")),
                ], in: session)
            return try require(id, in: session)
        }
    }

    /// Takes away a person's access at once: every session ends. For administrators.
    @discardableResult
    public func deactivatePerson(_ id: String, by actor: Actor?) async throws -> Person {
        try await setActive(false, person: id, PartiesEvents.personDeactivated, by: actor)
    }

    @discardableResult
    public func reactivatePerson(_ id: String, by actor: Actor?) async throws -> Person {
        try await setActive(true, person: id, PartiesEvents.personReactivated, by: actor)
    }

    private func setActive(
        _ active: Bool, person id: String, _ event: EventKind, by actor: Actor?
    ) async throws -> Person {
        try mayAdminister(actor).orThrow()
        return try await store.write { session in
            let old = try require(id, in: session)
            if old.isActive == active { return old }
            try keepingAnAdministrator(in: session) {
                try session.run("UPDATE person SET active = ? WHERE id = ?", [Value(active), .text(id)])
            }
            try session.run("DELETE FROM console_session WHERE person = ?", [.text(id)])
            try record(event, "person:\(id)", by: actor, in: session)
            return try require(id, in: session)
        }
    }

    /// Runs `change` and refuses it where it would leave the platform without its last administrator.
    func keepingAnAdministrator(in session: any Session, _ change: () throws -> Void) throws {
        let sql = """
            SELECT count(*) FROM person_role r JOIN person p ON p.id = r.person JOIN body b ON b.id = p.body
            WHERE r.role = ? AND p.active = 1 AND b.active = 1
            """
        let before = try session.number(sql, [.text(Self.administrator)])
        try change()
        guard try before == 0 || session.number(sql, [.text(Self.administrator)]) > 0 else {
            throw refusal(PartiesCodes.lastAdministrator)
        }
    }

    private func grant(_ roles: Set<String>, to id: String, in session: any Session) throws {
        let now = surroundings.now().milliseconds
        for role in roles.sorted() {
            try session.run(
                "INSERT INTO person_role (person, role, since) VALUES (?, ?, ?)",
                [.text(id), .text(role), .int(now)])
        }
    }

    private func check(_ roles: Set<String>) throws(Refusal) {
        let unknown = roles.subtracting(profile.roles.map(\.id))
        guard unknown.isEmpty else { throw Refusal(PartiesCodes.roleUnknown, field: "roles") }
    }

    static func checkAccount(_ account: String) throws(Refusal) {
        guard isAccount(account) else { throw Refusal(PartiesCodes.accountMalformed, field: "account") }
    }

    static func isAccount(_ account: String) -> Bool {
        (3...64).contains(account.utf8.count)
            && account.utf8.allSatisfy { byte in
                switch byte {
                case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }
}
