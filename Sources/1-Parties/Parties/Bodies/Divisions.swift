import Regulation
import Standards
import Store

extension Parties {
    /// Registers a division; its parent must be registered before it. For administrators.
    @discardableResult
    public func addDivision(
        code: String, name: String, parent: String?, by actor: Actor?
    ) async throws -> Division {
        try mayAdminister(actor).orThrow()
        try Self.checkDivision(code)
        try Self.checkName(name)
        return try await store.write { session in
            guard try division(code, in: session) == nil else {
                throw Refusal(PartiesCodes.divisionTaken, field: "code")
            }
            if let parent, try division(parent, in: session) == nil {
                throw Refusal(PartiesCodes.divisionNotFound, field: "parent")
            }
            try session.run(
                "INSERT INTO division (code, name, parent) VALUES (?, ?, ?)",
                [.text(code), .text(name), Value(parent)])
            try record(
                PartiesEvents.divisionAdded, "division:\(code)", by: actor, [("name", name)], in: session)
            return Division(code: code, name: name, parent: parent)
        }
    }

    /// The division of `code`; nil where it is not registered.
    public func division(_ code: String, in session: any Session) throws -> Division? {
        try session.first(
            "SELECT code, name, parent FROM division WHERE code = ?", [.text(code)], Self.division)
    }

    /// The divisions right below `parent`, by code; those without a parent for nil. At most ``listMax``.
    public func divisions(below parent: String?) async throws -> [Division] {
        try await store.read { session in
            let columns = "SELECT code, name, parent FROM division"
            if let parent {
                return try session.all(
                    columns + " WHERE parent = ? ORDER BY code LIMIT ?",
                    [.text(parent), Self.bounded(Self.listMax)],
                    Self.division)
            }
            return try session.all(
                columns + " WHERE parent IS NULL ORDER BY code LIMIT ?", [Self.bounded(Self.listMax)],
                Self.division)
        }
    }

    private static func division(_ row: Row) throws -> Division {
        Division(
            code: try row.text("code"), name: try row.text("name"), parent: try row.optionalText("parent"))
    }

    /// `000000` for the nation, else six digits, nine for a township, of a province that exists.
    static func checkDivision(_ code: String) throws(Refusal) {
        let isWellFormed =
            code == "000000"
            || (code.utf8.count == 6 || code.utf8.count == 9) && DivisionCode.check(code).isValid
        guard isWellFormed else { throw Refusal(PartiesCodes.divisionMalformed, field: "division") }
    }
}
