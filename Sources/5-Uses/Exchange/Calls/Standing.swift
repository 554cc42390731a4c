import Store

/// What may end a call (授权状态版本): it moves with every change of a grant, a published entry, a key, a system or a
/// body.
struct Standing: Sendable, Equatable {
    let grants: Int64
    let parties: Int64

    private static let sql =
        "SELECT e.revision, p.revision FROM exchange_revision e, parties_revision p WHERE e.one = 1"

    init(_ session: any Session) throws { self = try Self.during(session) { $0 } }

    private init(_ row: Row) throws { (grants, parties) = (try row.int(at: 0), try row.int(at: 1)) }

    /// Answers what `body` reads with this in hand, and never before it. An embedded store shows both at one moment, at
    /// the price of one look.
    static func during<T>(_ session: any Session, _ body: (Standing) throws -> T) throws -> T {
        var answer: T?
        try session.each(sql, []) { row in answer = try body(Standing(row)) }
        guard let answer else { throw StoreError.shape("the revisions are missing") }
        return answer
    }
}
