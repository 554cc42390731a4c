import Regulation
import Synchronization

/// Verifications that did not match, by grant and subject (核验不符计数): whoever could try one value after the other
/// would learn what is masked.
///
/// Kept in memory by each process: the limit holds for one node, and begins anew with it.
final class Mismatches: Sendable {
    /// One subject asked about under one grant.
    struct Subject: Hashable {
        let grant: String
        /// Keyed digest of the key, as usage records have it.
        let digest: String
    }

    /// Verifications with a mismatch that one subject may have under one grant in one hour.
    static let countMax = 10
    static let secondsKept: Int64 = 3_600
    /// Subjects counted at once, some 5 MB; one more forgets the one counted longest.
    static let subjectsMax = 20_000

    fileprivate struct Window {
        let since: Instant
        var count: Int
    }

    fileprivate struct State {
        var windows: [Subject: Window] = [:]
        /// Subjects in the order in which their windows began, from `first` on.
        var order: [Subject] = []
        var first = 0
        /// Verifications being decided now, which may yet turn out to be mismatches.
        var pending: [Subject: Int] = [:]
    }

    private let state = Mutex<State>(State())

    /// Whether a verification may be decided. Each that may is followed by ``end(_:at:isMismatch:)``, so that those
    /// sent side by side count like those sent in turn.
    func begin(_ subject: Subject, at now: Instant) -> Bool {
        state.withLock { state in
            state.forget(before: now.adding(seconds: -Self.secondsKept))
            let pending = state.pending[subject, default: 0]
            guard (state.windows[subject]?.count ?? 0) + pending < Self.countMax else { return false }
            state.pending[subject] = pending + 1
            return true
        }
    }

    func end(_ subject: Subject, at now: Instant, isMismatch: Bool) {
        state.withLock { state in
            let pending = state.pending[subject, default: 1] - 1
            state.pending[subject] = pending > 0 ? pending : nil
            guard isMismatch else { return }
            if state.windows[subject] != nil {
                state.windows[subject]?.count += 1
                return
            }
            if state.windows.count >= Self.subjectsMax { state.forgetFirst() }
            state.windows[subject] = Window(since: now, count: 1)
            state.order.append(subject)
        }
    }

    /// Subjects counted now.
    var count: Int { state.withLock { $0.windows.count } }
}

extension Mismatches.State {
    fileprivate mutating func forget(before time: Instant) {
        while first < order.count, let window = windows[order[first]], window.since <= time { forgetFirst() }
    }

    fileprivate mutating func forgetFirst() {
        guard first < order.count else { return }
        windows[order[first]] = nil
        first += 1
        // The places left empty are given back now and then, not each time.
        if first > 1_024, first * 2 > order.count {
            order.removeFirst(first)
            first = 0
        }
    }
}
