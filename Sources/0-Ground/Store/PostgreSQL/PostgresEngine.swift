import Dispatch
import Synchronization

/// PostgreSQL through libpq: a bounded pool of connections, each with a queue of its own, so that no thread of
/// the server waits for the network.
final class PostgresEngine: Engine {
    let dialect = Dialect.postgresql
    /// How often a transaction is run again after a serialisation conflict.
    static let attemptsMax = 10
    private let url: String
    private let connectionsMax: Int
    private let pool = Mutex<Pool>(Pool())

    private struct Pool {
        var free: [PostgresConnection] = []
        var waiting: [CheckedContinuation<PostgresConnection, any Error>] = []
        var opened = 0
    }

    /// How many callers may wait for a connection; one more is told that the store is busy.
    static let waitingMax = 10_000

    init(url: String, connectionsMax: Int) throws {
        self.url = url
        self.connectionsMax = connectionsMax
        let first = try PostgresConnection(url: url)
        pool.withLock {
            $0.opened = 1
            $0.free = [first]
        }
    }

    func read<T: Sendable>(_ body: @Sendable (any Session) throws -> T) async throws -> T {
        try await withConnection { connection in
            try await connection.perform { try body(connection) }
        }
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> T, serialisable: Bool
    ) async throws -> T {
        try await withConnection { connection in
            var attempt = 1
            while true {
                do {
                    return try await connection.perform {
                        try connection.transaction(serialisable: serialisable) { try body(connection) }
                    }
                } catch PostgresConflict.again where attempt < Self.attemptsMax {
                    attempt += 1
                    try await Task.sleep(for: .milliseconds(Int64.random(in: 1...(4 << min(attempt, 6)))))
                } catch PostgresConflict.again {
                    throw StoreError.busy
                }
            }
        }
    }

    private func withConnection<T: Sendable>(
        _ body: (PostgresConnection) async throws -> T
    ) async throws -> T {
        let connection = try await borrow()
        do {
            let result = try await body(connection)
            giveBack(connection)
            return result
        } catch {
            giveBack(connection)
            throw error
        }
    }

    private func borrow() async throws -> PostgresConnection {
        let opens = try pool.withLock { pool throws -> PostgresConnection?? in
            if let connection = pool.free.popLast() { return .some(connection) }
            guard pool.opened < connectionsMax else {
                if pool.waiting.count >= Self.waitingMax { throw StoreError.busy }
                return .none
            }
            pool.opened += 1
            return .some(nil)
        }
        switch opens {
        case .some(.some(let connection)): return connection
        case .some(.none): return try open()
        case .none:
            return try await withCheckedThrowingContinuation { continuation in
                let connection = pool.withLock { pool -> PostgresConnection? in
                    if let connection = pool.free.popLast() { return connection }
                    pool.waiting.append(continuation)
                    return nil
                }
                if let connection { continuation.resume(returning: connection) }
            }
        }
    }

    private func open() throws -> PostgresConnection {
        do {
            return try PostgresConnection(url: url)
        } catch {
            pool.withLock { $0.opened -= 1 }
            throw error
        }
    }

    /// A connection that the server has dropped is replaced for the next caller.
    private func giveBack(_ connection: PostgresConnection) {
        var healthy: PostgresConnection? = connection
        var failure: any Error = StoreError.unavailable("the database connection was lost")
        if !connection.isAlive {
            connection.shut()
            do { healthy = try PostgresConnection(url: url) } catch {
                healthy = nil
                failure = error
            }
        }
        let waiter = pool.withLock { pool -> CheckedContinuation<PostgresConnection, any Error>? in
            if pool.waiting.isEmpty {
                if let healthy { pool.free.append(healthy) } else { pool.opened -= 1 }
                return nil
            }
            if healthy == nil { pool.opened -= 1 }
            return pool.waiting.removeFirst()
        }
        guard let waiter else { return }
        if let healthy { waiter.resume(returning: healthy) } else { waiter.resume(throwing: failure) }
    }

    func close() async {
        let free = pool.withLock { pool in
            defer { pool.free = [] }
            return pool.free
        }
        for connection in free { connection.shut() }
    }
}

/// A transaction that PostgreSQL asks to be run again (SQLSTATE 40001, 40P01).
enum PostgresConflict: Error { case again }
