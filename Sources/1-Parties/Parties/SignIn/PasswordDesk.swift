import Dispatch
import Regulation
import Synchronization

/// Hashes and checks passwords away from the server's own threads (口令处理).
///
/// A hash takes tens of milliseconds and 32 MiB: at most ``runningMax`` are made at once, at most ``waitingMax``
/// wait, and one more is refused with `sign-in-busy`.
final class PasswordDesk: Sendable {
    static let runningMax = 2
    static let waitingMax = 64

    let cost: PasswordCost
    private let nobody: PasswordHash
    private let queue = DispatchQueue(label: "yuanliu.parties.passwords", attributes: .concurrent)
    private let state = Mutex<State>(State())

    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private enum Next { case start, wait, full }

    init(cost: PasswordCost) {
        self.cost = cost
        nobody = .unmatched(cost: cost)
    }

    func hash(_ password: String) async throws -> PasswordHash {
        let cost = cost
        return try await run { try PasswordHash(of: password, cost: cost) }
    }

    /// Whether `password` has the hash; where there is none, false after the same work.
    func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        let compared = hash ?? nobody
        let isKnown = hash != nil
        // An empty or over-long password is never right, but takes as long.
        let isPossible = !password.isEmpty && password.utf8.count <= PasswordRules.bytesMax
        let tried = isPossible ? password : "-"
        return try await run { try compared.matches(tried) && isKnown && isPossible }
    }

    /// Passwords being hashed or waiting for it.
    var load: Int { state.withLock { $0.running + $0.waiting.count } }

    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<T, any Error>) in
            let job: @Sendable () -> Void = { done.resume(with: Result { try work() }) }
            let next = state.withLock { state -> Next in
                if state.running < Self.runningMax {
                    state.running += 1
                    return .start
                }
                guard state.waiting.count < Self.waitingMax else { return .full }
                state.waiting.append(job)
                return .wait
            }
            switch next {
            case .start: queue.async { self.work(through: job) }
            case .wait: break
            case .full: done.resume(throwing: Refusal(PartiesCodes.signInBusy))
            }
        }
    }

    /// Does `first` and then whatever waits.
    private func work(through first: @Sendable () -> Void) {
        first()
        while let next = next() { next() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
