import Dispatch
import Synchronization
import TestStore
import Testing

@testable import Store

@Suite("Group writer, on both engines", .serialized)
struct GroupWriterTests {
    private static let notes = Migration("notes-001", "CREATE TABLE note (text TEXT PRIMARY KEY)")

    private static func writer(_ store: Store, groups: Groups = Groups()) -> GroupWriter<String, Void> {
        GroupWriter(
            store: store,
            commit: { items in
                groups.add(items)
                try await store.append { session in
                    for item in items {
                        try session.run("INSERT INTO note (text) VALUES (?)", [.text(item)])
                    }
                }
            }, look: { _ in })
    }

    /// What each group was to write.
    private final class Groups: Sendable {
        private let groups = Mutex<[[String]]>([])
        func add(_ items: [String]) { groups.withLock { $0.append(items) } }
        var all: [[String]] { groups.withLock { $0 } }
    }

    @Test(
        "Each item is on disk when its submit returns, and many share one transaction",
        arguments: TestEngine.available)
    func durable(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.notes]) { store in
            let groups = Groups()
            let writer = Self.writer(store, groups: groups)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<500 {
                    group.addTask {
                        try await writer.submit("n\(number)")
                        let isThere = try await store.read {
                            try $0.number("SELECT count(*) FROM note WHERE text = ?", [.text("n\(number)")])
                        }
                        #expect(isThere == 1)
                    }
                }
                try await group.waitForAll()
            }
            #expect(groups.all.joined().count == 500)
            #expect(groups.all.count < 500)
            #expect(groups.all.allSatisfy { $0.count <= GroupWriter<String, Void>.groupMax })
        }
    }

    @Test(
        "A failing transaction fails all of its group and none of the others", arguments: TestEngine.available
    )
    func failure(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.notes]) { store in
            let groups = Groups()
            let writer = Self.writer(store, groups: groups)
            try await writer.submit("there")
            let failed = await withTaskGroup(of: String?.self) { group in
                for text in ["there"] + (0..<60).map({ "n\($0)" }) {
                    group.addTask {
                        do {
                            try await writer.submit(text)
                            return nil
                        } catch StoreError.constraint {
                            return text
                        } catch {
                            Issue.record(error)
                            return nil
                        }
                    }
                }
                return await group.reduce(into: Set<String>()) { if let text = $1 { $0.insert(text) } }
            }
            let damaged = try #require(groups.all.dropFirst().first { $0.contains("there") })
            #expect(failed == Set(damaged))
            let count = try await store.read { try $0.number("SELECT count(*) FROM note") }
            #expect(count == Int64(1 + 61 - failed.count))
            try await writer.submit("a later one")
        }
    }

    @Test("More than may wait is refused as busy", arguments: [TestEngine.sqlite])
    func bounded(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.notes]) { store in
            let gate = Gate()
            let writer = GroupWriter<Int, Void>(
                store: store, commit: { _ in try await store.append { _ in gate.wait() } }, look: { _ in })
            let total = GroupWriter<Int, Void>.waitingMax + GroupWriter<Int, Void>.groupMax + 500
            let refused = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<total {
                    group.addTask {
                        do {
                            try await writer.submit(number)
                            return false
                        } catch StoreError.busy {
                            gate.open()
                            return true
                        } catch {
                            Issue.record(error)
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused >= 1)
        }
    }

    /// Holds the store's writer until the queue is full; a queue without a bound fails the test instead.
    private final class Gate: Sendable {
        private let isOpen = Mutex(false)
        private let signal = DispatchSemaphore(value: 0)

        func open() {
            let wasOpen = isOpen.withLock { isOpen in
                defer { isOpen = true }
                return isOpen
            }
            if !wasOpen { signal.signal() }
        }

        func wait() {
            guard !isOpen.withLock({ $0 }) else { return }
            if signal.wait(timeout: .now() + 30) == .timedOut { open() }
        }
    }
}
