import GRDB
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// SQLite in this process: one writer, many readers, write-ahead log, synced at every commit.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite
    private let path: String
    private let writer: DatabaseQueue
    /// The connection on which the log is copied.
    private let copier: DatabaseQueue
    private let checkpoints = Checkpoints()
    private let readersMax: Int
    private let idle = Mutex<Readers>(Readers())

    private struct Readers {
        var free: [DatabaseQueue] = []
        var waiting: [CheckedContinuation<DatabaseQueue, any Error>] = []
        var opened = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    /// How many callers may wait for a reader; one more is told that the store is busy.
    static let waitingMax = 10_000

    init(path: String, readersMax: Int) throws {
        self.path = path
        self.readersMax = readersMax
        Self.createPrivately(path)
        do {
            let checkpoints = checkpoints
            var configuration = Self.configuration(readonly: false)
            configuration.prepareDatabase { checkpoints.listen(to: $0.sqliteConnection) }
            writer = try Self.openSyncing(path, configuration)
            copier = try Self.openSyncing(path, Self.configuration(readonly: false))
        } catch {
            throw StoreError.unavailable("the store file cannot be opened: \(Self.translate(error))")
        }
    }

    /// Makes a new store file that its owner alone reads, whatever the folder allows; SQLite gives its other files
    /// the same mode. Where it cannot be made, the engine says why when it opens it.
    private static func createPrivately(_ path: String) {
        let file = systemOpen(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { _ = systemClose(file) }
    }

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(10)
        configuration.label = readonly ? "yuanliu.store.reader" : "yuanliu.store.writer"
        if !readonly { configuration.journalMode = .wal }
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -65536")
        }
        return configuration
    }

    /// Opens a connection whose commits are on disk when they return. GRDB sets `synchronous` to NORMAL after it has
    /// prepared a connection for the write-ahead log, so that this cannot be said in the configuration.
    private static func openSyncing(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return queue
    }

    func read<T: Sendable>(_ body: @Sendable (any Session) throws -> T) async throws -> T {
        let reader = try await borrow()
        defer { giveBack(reader) }
        return try Self.readNow(reader, body)
    }

    // Not async, so that the synchronous form of GRDB's read is the one called: it runs on this thread.
    private static func readNow<T>(_ reader: DatabaseQueue, _ body: (any Session) throws -> T) throws -> T {
        do {
            return try reader.unsafeRead { try body(SQLiteSession($0)) }
        } catch {
            throw translate(error)
        }
    }

    private enum Next {
        case use(DatabaseQueue)
        case open
        case wait
    }

    private func borrow() async throws -> DatabaseQueue {
        switch try idle.withLock({ try next(&$0) }) {
        case .use(let reader): return reader
        case .open: return try open()
        case .wait: break
        }
        return try await withCheckedThrowingContinuation { continuation in
            let found = idle.withLock { readers -> Result<DatabaseQueue, any Error>? in
                if let reader = readers.free.popLast() { return .success(reader) }
                if readers.isClosed { return .failure(Self.closed) }
                readers.waiting.append(continuation)
                return nil
            }
            if let found { continuation.resume(with: found) }
        }
    }

    private func next(_ readers: inout Readers) throws -> Next {
        if readers.isClosed { throw Self.closed }
        if let reader = readers.free.popLast() { return .use(reader) }
        if readers.opened < readersMax {
            readers.opened += 1
            return .open
        }
        if readers.waiting.count >= Self.waitingMax { throw StoreError.busy }
        return .wait
    }

    private func open() throws -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: path, configuration: Self.configuration(readonly: true))
        } catch {
            let error = Self.translate(error)
            lost(error)
            throw error
        }
    }

    private func giveBack(_ reader: DatabaseQueue) {
        let (waiter, isClosed) = idle.withLock { readers in
            if readers.isClosed { return (CheckedContinuation<DatabaseQueue, any Error>?.none, true) }
            if readers.waiting.isEmpty {
                readers.free.append(reader)
                return (nil, false)
            }
            return (readers.waiting.removeFirst(), false)
        }
        if isClosed {
            try? reader.close()
            return lost(Self.closed)
        }
        waiter?.resume(returning: reader)
    }

    /// One reader fewer. Where it was the last, nobody would ever serve those who wait: they are told.
    private func lost(_ error: any Error) {
        let (waiting, closing) = idle.withLock { readers in
            readers.opened -= 1
            guard readers.opened == 0 else {
                return (
                    [CheckedContinuation<DatabaseQueue, any Error>](), [CheckedContinuation<Void, Never>]()
                )
            }
            defer { (readers.waiting, readers.closing) = ([], []) }
            return (readers.waiting, readers.closing)
        }
        for waiter in waiting { waiter.resume(throwing: error) }
        for waiter in closing { waiter.resume() }
    }

    private static let closed = StoreError.unavailable("the store is closed")

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> T, serialisable: Bool
    ) async throws -> T {
        defer { checkpoints.runIfDue(beside: copier, writer: writer) }
        do {
            return try await writer.writeWithoutTransaction { database in
                var result: T?
                try database.inTransaction(.immediate) {
                    result = try body(SQLiteSession(database))
                    return .commit
                }
                guard let result else { throw StoreError.engine("the transaction gave no result") }
                return result
            }
        } catch {
            throw Self.translate(error)
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            let (free, waiting, isDone) = idle.withLock { readers in
                readers.isClosed = true
                defer { (readers.free, readers.waiting) = ([], []) }
                readers.opened -= readers.free.count
                if readers.opened > 0 { readers.closing.append(continuation) }
                return (readers.free, readers.waiting, readers.opened == 0)
            }
            for reader in free { try? reader.close() }
            for waiter in waiting { waiter.resume(throwing: Self.closed) }
            if isDone { continuation.resume() }
        }
        try? copier.close()
        try? writer.close()
    }

    /// Keeps what modules threw; turns the engine's errors into ours without any value in them.
    static func translate(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.busy
        case .SQLITE_CONSTRAINT: return StoreError.constraint(error.message ?? "constraint")
        case .SQLITE_FULL: return StoreError.full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return StoreError.corrupt(error.message ?? "damaged file")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
            return StoreError.unavailable(error.message ?? "cannot open")
        default: return StoreError.engine("\(error.resultCode.rawValue): \(error.message ?? "")")
        }
    }
}

// The methods above hide the system's calls of the same name.
private func systemOpen(_ path: String, _ flags: CInt, _ mode: mode_t) -> CInt { open(path, flags, mode) }
private func systemClose(_ file: CInt) -> CInt { close(file) }
