import Synchronization

/// Makes many small durable writes share one sync (组提交).
///
/// Each caller's `submit` returns when its item is on disk. Items that arrive while a group is being synced wait for
/// the next one together, so the price of a sync is paid once a group. Each member is given the group's ``Sight``:
/// what was read once for all of them after the sync.
public final class GroupWriter<Item: Sendable, Sight: Sendable>: Sendable {
    /// Items that may wait; one more is refused with ``StoreError/busy``.
    public static var waitingMax: Int { 20_000 }
    /// Items of one group at the most.
    public static var groupMax: Int { 2_000 }

    private let store: Store
    private let commit: @Sendable ([Item]) async throws -> Void
    private let look: @Sendable (any Session) throws -> Sight
    private let state = Mutex<State>(State())

    private typealias Member = (item: Item, done: CheckedContinuation<Sight, any Error>)

    private struct State {
        var waiting: [Member] = []
        var isRunning = false
    }

    private enum Next { case full, start, wait }

    /// `commit` returns when a group is on disk. `look` reads from `store`, when the group is durable, what its members
    /// want to know of that moment.
    public init(
        store: Store, commit: @escaping @Sendable ([Item]) async throws -> Void,
        look: @escaping @Sendable (any Session) throws -> Sight
    ) {
        self.store = store
        self.commit = commit
        self.look = look
    }

    /// Returns when `item` is durable, with what was seen then; throws what the transaction or the look threw.
    public func submit(_ item: Item) async throws -> Sight {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Sight, any Error>) in
            let next = state.withLock { state -> Next in
                guard state.waiting.count < Self.waitingMax else { return .full }
                state.waiting.append((item, done))
                if state.isRunning { return .wait }
                state.isRunning = true
                return .start
            }
            switch next {
            case .full: done.resume(throwing: StoreError.busy)
            case .start: Task { await run() }
            case .wait: break
            }
        }
    }

    private func run() async {
        while true {
            let group = state.withLock { state -> [Member] in
                let group = Array(state.waiting.prefix(Self.groupMax))
                state.waiting.removeFirst(group.count)
                if group.isEmpty { state.isRunning = false }
                return group
            }
            if group.isEmpty { return }
            do {
                try await commit(group.map { $0.item })
                let sight = try await store.read(look)
                for member in group { member.done.resume(returning: sight) }
            } catch {
                for member in group { member.done.resume(throwing: error) }
            }
        }
    }
}
