import Regulation
import Synchronization

/// Callers whose tokens were proved lately (令牌缓存), by the whole text of the token.
///
/// Two generations of half the size each: when the younger is full it becomes the older, and the older is
/// dropped. Never more than ``countMax``, without a list to keep in order.
final class PrincipalCache: Sendable {
    static let countMax = 10_000

    private struct Generations {
        var young: [String: SystemPrincipal] = [:]
        var old: [String: SystemPrincipal] = [:]

        mutating func insert(_ principal: SystemPrincipal, _ token: String) {
            if young.count >= PrincipalCache.countMax / 2 {
                old = young
                young = [:]
            }
            young[token] = principal
        }
    }

    private let generations = Mutex<Generations>(Generations())

    /// The caller of `token` where it was last seen to stand at `revision` or later.
    func find(_ token: String, revision: Int64) -> SystemPrincipal? {
        generations.withLock { generations in
            if let principal = generations.young[token] {
                return principal.revision >= revision ? principal : nil
            }
            guard let principal = generations.old[token], principal.revision >= revision else { return nil }
            generations.insert(principal, token)
            return principal
        }
    }

    func insert(_ principal: SystemPrincipal, _ token: String) {
        generations.withLock { $0.insert(principal, token) }
    }

    func remove(_ token: String) {
        generations.withLock { generations in
            generations.young[token] = nil
            generations.old[token] = nil
        }
    }

    var count: Int { generations.withLock { $0.young.count + $0.old.count } }
}
