import Regulation
import Store

/// Work that one process on a store does at a time (独占事项), such as loading the demo city: a row in the store that
/// whoever does it keeps renewing. A process that dies leaves it to the next one when its time is over.
enum PlatformLease {
    static let migrations = [
        Migration(
            "lease-001",
            """
            CREATE TABLE platform_lease (
                name TEXT PRIMARY KEY, holder TEXT NOT NULL, lease_until BIGINT NOT NULL);
            """)
    ]

    /// How long a holder is believed to be at work after its last sign, and how often it gives one.
    static let leaseMilliseconds: Int64 = 180_000
    static let renewal = Duration.seconds(10)
    /// How long to wait before asking again.
    static let pause = Duration.milliseconds(200)

    /// Whether `holder` has `name` now: it was free, its time was over, or it had it before.
    static func take(_ name: String, holder: String, at now: Instant, in store: Store) async throws -> Bool {
        try await store.write { session in
            let present = try session.first(
                "SELECT holder, lease_until FROM platform_lease WHERE name = ?", [.text(name)]
            ) { (holder: try $0.text("holder"), until: try $0.int("lease_until")) }
            if let present, present.holder != holder, present.until > now.milliseconds { return false }
            try session.run(
                """
                INSERT INTO platform_lease (name, holder, lease_until) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until
                """, [.text(name), .text(holder), .int(now.milliseconds + leaseMilliseconds)])
            return true
        }
    }

    static func giveBack(_ name: String, holder: String, in store: Store) async throws {
        try await store.write { session in
            _ = try session.run(
                "DELETE FROM platform_lease WHERE name = ? AND holder = ?", [.text(name), .text(holder)])
        }
    }
}

extension Platform {
    /// Runs `work` while no other process on this store runs work of the same `name`; waits for one that does.
    ///
    /// The wait ends when the other gives back, or has given no sign for three minutes; cancel the task to end it sooner.
    public func alone<T: Sendable>(_ name: String, _ work: () async throws -> T) async throws -> T {
        let holder = surroundings.newID()
        while try await !PlatformLease.take(name, holder: holder, at: surroundings.now(), in: store) {
            try await Task.sleep(for: PlatformLease.pause)
        }
        let signs = Task { [store, surroundings] in
            while true {
                try await Task.sleep(for: PlatformLease.renewal)
                // A sign that cannot be given now is given with the next one, or the time is over.
                _ = try? await PlatformLease.take(name, holder: holder, at: surroundings.now(), in: store)
            }
        }
        do {
            let result = try await work()
            signs.cancel()
            _ = await signs.result
            try await PlatformLease.giveBack(name, holder: holder, in: store)
            return result
        } catch {
            signs.cancel()
            _ = await signs.result
            // The fault of the work is the one to tell; the lease ends by itself.
            try? await PlatformLease.giveBack(name, holder: holder, in: store)
            throw error
        }
    }
}
