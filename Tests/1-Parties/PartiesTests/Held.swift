import Dispatch
import Synchronization

/// Work that goes on until it is released, and counts how much of it went on at once.
final class Held: Sendable {
    private let gate = DispatchSemaphore(value: 0)
    private let counts = Mutex((now: 0, most: 0))

    var mostAtOnce: Int { counts.withLock { $0.most } }

    func hold() {
        counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        gate.wait()
        counts.withLock { $0.now -= 1 }
    }

    func release(_ count: Int) { for _ in 0..<count { gate.signal() } }
}

/// The code that one refusal had, once it is known.
final class Answer: Sendable {
    private let answer = Mutex<(code: String?, isThere: Bool)>((nil, false))

    var code: String? { answer.withLock { $0.code } }
    var isThere: Bool { answer.withLock { $0.isThere } }

    func set(_ code: String?) { answer.withLock { $0 = (code, true) } }
}
