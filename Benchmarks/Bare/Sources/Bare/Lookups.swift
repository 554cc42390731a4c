import NIOCore
import Synchronization

/// As many lookups as are in use at once; each is kept for the next who asks.
final class Lookups: Sendable {
    private let path: String
    private let free: Mutex<[Loan]>

    /// A lookup belongs to one thread at a time: it is in the pool or with one borrower.
    private struct Loan: @unchecked Sendable {
        let lookup: Lookup
    }

    init(path: String) throws {
        self.path = path
        free = Mutex([Loan(lookup: try Lookup(path: path))])
    }

    /// Appends the row of `id`, read on this thread; false when there is none.
    func write(_ id: Substring, to buffer: inout ByteBuffer) throws -> Bool {
        let loan = try free.withLock { $0.popLast() } ?? Loan(lookup: try Lookup(path: path))
        defer { free.withLock { $0.append(loan) } }
        return loan.lookup.write(id, to: &buffer)
    }
}
