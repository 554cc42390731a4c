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
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
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
            do {
                return try await connection.perform { try body(connection) }
            } catch PostgresConflict.again {
                throw StoreError.busy
            }
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
            await giveBack(connection)
            return result
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    private enum Next {
        case use(PostgresConnection)
        case open
        case wait
    }

    private func borrow() async throws -> PostgresConnection {
        switch try pool.withLock({ try next(&$0) }) {
        case .use(let connection): return connection
        case .open: return try await open()
        case .wait: break
        }
        return try await withCheckedThrowingContinuation { continuation in
            let found = pool.withLock { pool -> Result<PostgresConnection, any Error>? in
                if let connection = pool.free.popLast() { return .success(connection) }
                if pool.isClosed { return .failure(Self.closed) }
                pool.waiting.append(continuation)
                return nil
            }
            if let found { continuation.resume(with: found) }
        }
    }

    private func next(_ pool: inout Pool) throws -> Next {
        if pool.isClosed { throw Self.closed }
        if let connection = pool.free.popLast() { return .use(connection) }
        if pool.opened < connectionsMax {
            pool.opened += 1
            return .open
        }
        if pool.waiting.count >= Self.waitingMax { throw StoreError.busy }
        return .wait
    }

    private func open() async throws -> PostgresConnection {
        do {
            return try await PostgresConnection.connect(url: url)
        } catch {
            lost(error)
            throw error
        }
    }

    /// A connection that the server has dropped is replaced for the next caller.
    private func giveBack(_ connection: PostgresConnection) async {
        var healthy = connection
        if !connection.isAlive {
            connection.shut()
            do { healthy = try await PostgresConnection.connect(url: url) } catch { return lost(error) }
        }
        let (waiter, isClosed) = pool.withLock { pool in
            if pool.isClosed { return (CheckedContinuation<PostgresConnection, any Error>?.none, true) }
            if pool.waiting.isEmpty {
                pool.free.append(healthy)
                return (nil, false)
            }
            return (pool.waiting.removeFirst(), false)
        }
        if isClosed {
            healthy.shut()
            return lost(Self.closed)
        }
        waiter?.resume(returning: healthy)
    }

    /// One connection fewer. Where it was the last, nobody would ever serve those who wait: they are told.
    private func lost(_ error: any Error) {
        let (waiting, closing) = pool.withLock { pool in
            pool.opened -= 1
            guard pool.opened == 0 else {
                return (
                    [CheckedContinuation<PostgresConnection, any Error>](),
                    [CheckedContinuation<Void, Never>]()
                )
            }
            defer { (pool.waiting, pool.closing) = ([], []) }
            return (pool.waiting, pool.closing)
        }
        for waiter in waiting { waiter.resume(throwing: error) }
        for waiter in closing { waiter.resume() }
    }

    private static let closed = StoreError.unavailable("the store is closed")

    func close() async {
        await withCheckedContinuation { continuation in
            let (free, waiting, isDone) = pool.withLock { pool in
                pool.isClosed = true
                defer { (pool.free, pool.waiting) = ([], []) }
                pool.opened -= pool.free.count
                if pool.opened > 0 { pool.closing.append(continuation) }
                return (pool.free, pool.waiting, pool.opened == 0)
            }
            for connection in free { connection.shut() }
            for waiter in waiting { waiter.resume(throwing: Self.closed) }
            if isDone { continuation.resume() }
        }
    }
}

/// What PostgreSQL wants done again.
enum PostgresConflict: Error {
    /// The transaction (SQLSTATE 40001, 40P01).
    case again
    /// The preparation of a statement (0A000); never leaves the connection.
    case outdated
}
