/// The one door to the city's data (存储): SQLite in the same process by default, PostgreSQL by URL.
///
/// Reads see what was committed before they began. Writes are one transaction each, run one after the other
/// (SQLite) or serialisably (PostgreSQL), and are on disk when they return.
public final class Store: Sendable {
    public let dialect: Dialect
    private let engine: any Engine

    private init(_ engine: any Engine) {
        self.engine = engine
        dialect = engine.dialect
    }

    /// Opens the store; `connectionsMax` bounds the readers of SQLite and all connections of PostgreSQL.
    ///
    /// Blocks its thread until the store is open: for PostgreSQL at most 10 seconds an address, unless the URL says
    /// otherwise with `connect_timeout`. Later connections are made off the threads of tasks.
    public static func open(_ place: StorePlace, connectionsMax: Int = 16) throws -> Store {
        switch place {
        case .file(let path): Store(try SQLiteEngine(path: path, readersMax: connectionsMax))
        case .postgresql(let url): Store(try PostgresEngine(url: url, connectionsMax: connectionsMax))
        }
    }

    /// Runs `body` on a connection that cannot write. Each statement sees its own moment.
    public func read<T: Sendable>(_ body: @Sendable (any Session) throws -> T) async throws -> T {
        try await engine.read(body)
    }

    /// Runs `body` in one transaction: all of it is durable when this returns, none of it when it throws.
    ///
    /// PostgreSQL may run `body` again after a serialisation conflict, at most ten times: it must have no
    /// effect but on its session.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        try await engine.write(body, serialisable: true)
    }

    /// As ``write(_:)`` for work that only adds rows of its own and so cannot conflict: cheaper on PostgreSQL.
    @discardableResult
    public func append<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        try await engine.write(body, serialisable: false)
    }

    /// Waits for work under way and closes every connection.
    public func close() async { await engine.close() }
}

/// What the two engines have in common.
protocol Engine: Sendable {
    var dialect: Dialect { get }
    func read<T: Sendable>(_ body: @Sendable (any Session) throws -> T) async throws -> T
    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> T, serialisable: Bool
    ) async throws -> T
    func close() async
}
