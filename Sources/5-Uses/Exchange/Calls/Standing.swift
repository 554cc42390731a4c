import Store

/// What may end a call (授权状态版本): it moves with every change of a grant, a published entry, a key, a system or a
/// body.
struct Standing: Sendable, Equatable {
    let grants: Int64
    let parties: Int64

    init(_ session: any Session) throws {
        let found = try session.first(
            "SELECT e.revision, p.revision FROM exchange_revision e, parties_revision p WHERE e.one = 1"
        ) { (try $0.int(at: 0), try $0.int(at: 1)) }
        guard let (grants, parties) = found else { throw StoreError.shape("the revisions are missing") }
        self.grants = grants
        self.parties = parties
    }
}
