import Dispatch
import Regulation
import Synchronization

/// Lets so many workbooks be read at once and no more (工作簿并发限额): each may take as much memory as its shared strings.
final class WorkbookGate: Sendable {
    static let readingMax = 2

    private let reading = Mutex(0)

    /// Runs long work that waits for no one on a thread of its own, so that requests are not held up; refuses with
    /// `workbook-busy` while ``readingMax`` others run.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        let isFree = reading.withLock { count in
            guard count < Self.readingMax else { return false }
            count += 1
            return true
        }
        guard isFree else { throw Refusal(EntryWorkbookCodes.busy) }
        defer { reading.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
