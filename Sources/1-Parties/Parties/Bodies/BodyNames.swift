import Store

extension Parties {
    /// Bodies that ``bodyNames(in:)`` reads.
    public static let bodyNamesMax = 20_000

    /// The names of all bodies by id, active or not, in one statement: at most ``bodyNamesMax``.
    public func bodyNames(in session: any Session) throws -> [String: String] {
        var names: [String: String] = [:]
        try session.each("SELECT id, name FROM body ORDER BY id LIMIT \(Self.bodyNamesMax)", []) { row in
            names[try row.text(at: 0)] = try row.text(at: 1)
        }
        return names
    }
}
