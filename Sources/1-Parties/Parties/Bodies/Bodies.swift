import Ledger
import Regulation
import Standards
import Store

extension Parties {
    /// Registers a body (登记单位). For administrators.
    ///
    /// The credit code must keep GB 32100 and be new. What is merely unusual does not stop it; pages show
    /// ``warnings(creditCode:kind:division:level:)`` first, and the ledger keeps them.
    @discardableResult
    public func addBody(
        name: String, creditCode: String, kind: Body.Kind, division: String, level: AdministrativeLevel,
        by actor: Actor?
    ) async throws -> Body {
        try mayAdminister(actor).orThrow()
        try Self.checkName(name)
        let verdict = CreditCode.check(creditCode)
        guard verdict.isValid else {
            throw Refusal(
                PartiesCodes.creditCodeInvalid, detail: Bilingual(verdict.zh, verdict.en), field: "creditCode"
            )
        }
        try Self.checkDivision(division)
        let warnings = Self.warnings(creditCode: creditCode, kind: kind, division: division, level: level)
        let facts =
            [
                (name: "name", value: name), ("credit-code", creditCode), ("kind", kind.rawValue),
                ("division", division), ("level", level.rawValue),
            ] + warnings.map { ("warning", $0.code.name) }
        return try await store.write { session in
            guard
                try session.number("SELECT count(*) FROM body WHERE credit_code = ?", [.text(creditCode)])
                    == 0
            else { throw Refusal(PartiesCodes.creditCodeTaken, field: "creditCode") }
            let body = Body(
                id: surroundings.newID(), name: name, creditCode: creditCode, kind: kind, division: division,
                level: level, isActive: true)
            try session.run(
                """
                INSERT INTO body (id, name, credit_code, kind, division, level, active, created_at)
                VALUES (?, ?, ?, ?, ?, ?, 1, ?)
                """,
                [
                    .text(body.id), .text(name), .text(creditCode), .text(kind.rawValue), .text(division),
                    .text(level.rawValue), .int(surroundings.now().milliseconds),
                ])
            try record(PartiesEvents.bodyAdded, "body:\(body.id)", by: actor, facts, in: session)
            return body
        }
    }

    /// What is unusual, though not forbidden, about a body to be registered: a public body whose code was not
    /// given by the establishment office (机构编制, codes 11–13), a level that its division code does not name.
    public static func warnings(
        creditCode: String, kind: Body.Kind, division: String, level: AdministrativeLevel
    ) -> [Reason] {
        var warnings: [Reason] = []
        switch kind {
        case .department, .authority, .government:
            if !CreditCode.isPublicBody(creditCode) {
                warnings.append(Reason(PartiesCodes.creditCodeUnusual, field: "creditCode"))
            }
        case .platformOperator, .institution: break
        }
        let named: AdministrativeLevel? =
            if division == "000000" {
                .nation
            } else {
                switch DivisionCode(division)?.level {
                case .province: .province
                case .prefecture: .city
                case .county: .county
                case .town, .village: .township
                case nil: nil
                }
            }
        if let named, named != level { warnings.append(Reason(PartiesCodes.levelUnusual, field: "level")) }
        return warnings
    }

    /// Gives the body another name; its code and everything that refers to it stay.
    public func renameBody(_ id: String, to name: String, by actor: Actor?) async throws -> Body {
        try mayAdminister(actor).orThrow()
        try Self.checkName(name)
        return try await store.write { session in
            let old = try body(id, in: session)
            try session.run("UPDATE body SET name = ? WHERE id = ?", [.text(name), .text(id)])
            // Callers already proved carry the old name.
            try Self.moveRevision(in: session)
            try record(
                PartiesEvents.bodyRenamed, "body:\(id)", by: actor, [("from", old.name), ("to", name)],
                in: session)
            return try body(id, in: session)
        }
    }

    /// Ends the work of a body: its people are signed out, its systems refused at once.
    @discardableResult
    public func deactivateBody(_ id: String, by actor: Actor?) async throws -> Body {
        try await setActive(false, body: id, PartiesEvents.bodyDeactivated, by: actor)
    }

    @discardableResult
    public func reactivateBody(_ id: String, by actor: Actor?) async throws -> Body {
        try await setActive(true, body: id, PartiesEvents.bodyReactivated, by: actor)
    }

    private func setActive(
        _ active: Bool, body id: String, _ event: EventKind, by actor: Actor?
    ) async throws -> Body {
        try mayAdminister(actor).orThrow()
        return try await store.write { session in
            let old = try body(id, in: session)
            if old.isActive == active { return old }
            try keepingAnAdministrator(in: session) {
                try session.run("UPDATE body SET active = ? WHERE id = ?", [Value(active), .text(id)])
            }
            try session.run(
                "DELETE FROM console_session WHERE person IN (SELECT id FROM person WHERE body = ?)",
                [.text(id)])
            try Self.moveRevision(in: session)
            try record(event, "body:\(id)", by: actor, in: session)
            return try body(id, in: session)
        }
    }

    // MARK: Reading

    static let bodyColumns = "id, name, credit_code, kind, division, level, active"

    /// The body of `id`, active or not; refuses with `body-not-found`.
    public func body(_ id: String, in session: any Session) throws -> Body {
        let found = try session.first(
            "SELECT \(Self.bodyColumns) FROM body WHERE id = ?", [.text(id)], Self.body)
        guard let found else { throw Refusal(PartiesCodes.bodyNotFound, field: "body") }
        return found
    }

    public func body(_ id: String) async throws -> Body {
        try await store.read { try body(id, in: $0) }
    }

    /// The body of a credit code; nil where none is registered.
    public func body(creditCode: String) async throws -> Body? {
        try await store.read { session in
            try session.first(
                "SELECT \(Self.bodyColumns) FROM body WHERE credit_code = ?", [.text(creditCode)], Self.body)
        }
    }

    /// Bodies in the order of their registration, narrowed by what is given; `after` is the last id of the page
    /// before. At most `limit`, itself at most ``listMax``.
    public func bodies(
        kind: Body.Kind? = nil, division: String? = nil, level: AdministrativeLevel? = nil,
        activeOnly: Bool = true, after: String = "", limit: Int = 200
    ) async throws -> [Body] {
        var sql = "SELECT \(Self.bodyColumns) FROM body WHERE id > ?"
        var values: [Value] = [.text(after)]
        if let kind {
            sql += " AND kind = ?"
            values.append(.text(kind.rawValue))
        }
        if let division {
            sql += " AND division = ?"
            values.append(.text(division))
        }
        if let level {
            sql += " AND level = ?"
            values.append(.text(level.rawValue))
        }
        if activeOnly { sql += " AND active = 1" }
        let (text, bound) = (sql + " ORDER BY id LIMIT ?", values + [Self.bounded(limit)])
        return try await store.read { try $0.all(text, bound, Self.body) }
    }

    static func body(_ row: Row) throws -> Body {
        guard let kind = Body.Kind(rawValue: try row.text("kind")) else {
            throw PartiesError.stored("body.kind")
        }
        guard let level = AdministrativeLevel(rawValue: try row.text("level")) else {
            throw PartiesError.stored("body.level")
        }
        return Body(
            id: try row.text("id"), name: try row.text("name"), creditCode: try row.text("credit_code"),
            kind: kind, division: try row.text("division"), level: level, isActive: try row.bool("active"))
    }
}
