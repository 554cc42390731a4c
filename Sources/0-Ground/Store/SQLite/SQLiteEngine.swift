import GRDB
import Synchronization

/// SQLite in this process: one writer, many readers, write-ahead log, synced at every commit.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite
    private let path: String
    private let writer: DatabaseQueue
    private let readersMax: Int
    private let idle = Mutex<Readers>(Readers())

    private struct Readers {
        var free: [DatabaseQueue] = []
        var waiting: [CheckedContinuation<DatabaseQueue, Never>] = []
        var opened = 0
    }

    init(path: String, readersMax: Int) throws {
        self.path = path
        self.readersMax = readersMax
        do {
            writer = try DatabaseQueue(path: path, configuration: Self.configuration(readonly: false))
        } catch {
            throw StoreError.unavailable("the store file cannot be opened: \(Self.translate(error))")
        }
    }

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(10)
        configuration.label = readonly ? "yuanliu.store.reader" : "yuanliu.store.writer"
        if !readonly { configuration.journalMode = .wal }
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -65536")
            try database.execute(sql: "PRAGMA mmap_size = 1073741824")
            if !readonly {
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
            }
        }
        return configuration
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

    private func borrow() async throws -> DatabaseQueue {
        enum Next {
            case use(DatabaseQueue)
            case open, wait
        }
        let next = idle.withLock { readers -> Next in
            if let reader = readers.free.popLast() { return .use(reader) }
            if readers.opened < readersMax {
                readers.opened += 1
                return .open
            }
            return .wait
        }
        switch next {
        case .use(let reader): return reader
        case .open:
            do {
                return try DatabaseQueue(path: path, configuration: Self.configuration(readonly: true))
            } catch {
                idle.withLock { $0.opened -= 1 }
                throw Self.translate(error)
            }
        case .wait:
            return await withCheckedContinuation { continuation in
                let reader = idle.withLock { readers -> DatabaseQueue? in
                    if let reader = readers.free.popLast() { return reader }
                    readers.waiting.append(continuation)
                    return nil
                }
                if let reader { continuation.resume(returning: reader) }
            }
        }
    }

    private func giveBack(_ reader: DatabaseQueue) {
        let next = idle.withLock { readers -> CheckedContinuation<DatabaseQueue, Never>? in
            if readers.waiting.isEmpty {
                readers.free.append(reader)
                return nil
            }
            return readers.waiting.removeFirst()
        }
        next?.resume(returning: reader)
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> T, serialisable: Bool
    ) async throws -> T {
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
        let readers = idle.withLock { readers in
            defer { readers.free = [] }
            return readers.free
        }
        for reader in readers { try? reader.close() }
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
