import Store
import Synchronization

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

/// The standing that this process saw last (最近状态版本). Another process may have moved it since: what is answered
/// upon it is looked at once more before it goes out.
final class Standings: Sendable {
    private let state = Mutex<Standing?>(nil)

    var latest: Standing? { state.withLock { $0 } }

    func keep(_ standing: Standing) {
        state.withLock { latest in
            if let latest, latest.grants > standing.grants || latest.parties > standing.parties { return }
            latest = standing
        }
    }
}
