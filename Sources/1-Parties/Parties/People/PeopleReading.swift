import Regulation
import Store

extension Parties {
    static let personSQL = """
        SELECT p.id, p.account, p.name, p.body, p.active, r.role FROM person p
        LEFT JOIN person_role r ON r.person = p.id
        """

    /// The person of `id`, active or not; nil where there is none.
    public func person(_ id: String, in session: any Session) throws -> Person? {
        try Self.people(Self.personSQL + " WHERE p.id = ?", [.text(id)], in: session).first
    }

    public func person(_ id: String) async throws -> Person? {
        try await store.read { try person(id, in: $0) }
    }

    func require(_ id: String, in session: any Session) throws -> Person {
        guard let person = try person(id, in: session) else {
            throw Refusal(PartiesCodes.personNotFound, field: "person")
        }
        return person
    }

    /// The people of a body, active or not, in the order of their registration; at most ``listMax``.
    public func people(in body: String) async throws -> [Person] {
        try await store.read { session in
            try Self.people(
                Self.personSQL + """
                     WHERE p.id IN (SELECT id FROM person WHERE body = ? ORDER BY id LIMIT ?)
                    ORDER BY p.id, r.role
                    """, [.text(body), Self.bounded(Self.listMax)], in: session)
        }
    }

    /// The active people of `body` who hold `role`, in the order of their registration; at most ``listMax``.
    public func holders(of role: String, in body: String, in session: any Session) throws -> [Person] {
        try Self.people(
            Self.personSQL + """
                 WHERE p.id IN (SELECT h.id FROM person h JOIN person_role g ON g.person = h.id
                    JOIN body b ON b.id = h.body
                    WHERE h.body = ? AND g.role = ? AND h.active = 1 AND b.active = 1 ORDER BY h.id LIMIT ?)
                ORDER BY p.id, r.role
                """, [.text(body), .text(role), Self.bounded(Self.listMax)], in: session)
    }

    public func holders(of role: String, in body: String) async throws -> [Person] {
        try await store.read { try holders(of: role, in: body, in: $0) }
    }

    /// The person of an account as one who acts, without a proof: for the command line and for faces that have
    /// proved the account themselves. Refuses with `person-not-found` unless person and body are active.
    public func actor(account: String, channel: Actor.Channel) async throws -> Actor {
        try await store.read { session in
            let person = try Self.people(
                Self.personSQL + " WHERE p.account = ?", [.text(account)], in: session
            ).first
            guard let person, person.isActive else {
                throw Refusal(PartiesCodes.personNotFound, field: "account")
            }
            let body = try body(person.body, in: session)
            guard body.isActive else { throw Refusal(PartiesCodes.personNotFound, field: "account") }
            return Actor(identity: .person(person), body: body, channel: channel)
        }
    }

    /// Rows of one person follow one another, one a role.
    private static func people(
        _ sql: String, _ values: [Value], in session: any Session
    ) throws -> [Person] {
        var drafts: [(person: Person, roles: Set<String>)] = []
        try session.each(sql, values) { row in
            let id = try row.text("id")
            if drafts.last?.person.id != id {
                let person = Person(
                    id: id, account: try row.text("account"), name: try row.text("name"),
                    body: try row.text("body"), roles: [], isActive: try row.bool("active"))
                drafts.append((person, []))
            }
            if let role = try row.optionalText("role") { drafts[drafts.count - 1].roles.insert(role) }
        }
        return drafts.map { draft in
            let person = draft.person
            return Person(
                id: person.id, account: person.account, name: person.name, body: person.body,
                roles: draft.roles,
                isActive: person.isActive)
        }
    }
}
