import Dispatch
import Synchronization

/// Brings any number of rows into the order of their keys in bounded memory (外部排序).
///
/// Rows are sorted a batch at a time on a thread of their own and written as runs to one temporary file that has
/// no name, so that nothing is left behind when the process ends. Inserting in key order is what makes a large
/// load fast on both engines: neighbouring rows share pages, and each page is written once.
public final class RowSorter: Sendable {
    /// Callers hand over batches of about this size.
    public static let batchBytes = 8 << 20
    /// Batches that wait to be sorted; the next caller waits.
    static let waitingMax = 2

    private let columns: Int
    private let key: Int
    private let directory: String
    private let queue = DispatchQueue(label: "yuanliu.store.sorter")
    private let places = DispatchSemaphore(value: RowSorter.waitingMax)
    private let state = Mutex<State>(State())

    private struct State {
        var file: RunFile?
        var last: Parcel?
        var failure: (any Error)?
    }

    private final class Parcel: Sendable {
        let batch: RowBatch
        init(_ batch: consuming RowBatch) { self.batch = batch }
    }

    /// The first `key` of `columns` are the key. Runs go to a nameless file in `directory`.
    public init(columns: Int, key: Int, directory: String) {
        self.columns = columns
        self.key = key
        self.directory = directory
    }

    /// Takes `batch`; blocks the thread while two others wait to be sorted. Not for the threads of tasks.
    public func add(_ batch: consuming RowBatch) throws {
        guard batch.count > 0 else { return }
        let parcel = Parcel(batch)
        places.wait()
        if let failure = state.withLock({ $0.failure }) {
            places.signal()
            throw failure
        }
        queue.async { [self] in
            defer { places.signal() }
            // The newest batch stays in memory: a load of one batch never touches the disk.
            let previous = state.withLock { state in
                defer { state.last = parcel }
                return state.last
            }
            guard let previous else { return }
            do { try spill(previous) } catch { state.withLock { $0.failure = error } }
        }
    }

    /// Ends the adding and answers the rows in key order. Blocks until all are sorted.
    public func finish() throws -> RowMerge {
        try queue.sync {
            let (file, last, failure) = state.withLock { ($0.file, $0.last, $0.failure) }
            if let failure { throw failure }
            var readers = file?.readers(columns: columns) ?? []
            if let last {
                readers.append(RunReader(sorted: last.batch, starts: last.batch.sortedStarts(key: key)))
            }
            state.withLock { $0 = State() }
            return try RowMerge(columns: columns, key: key, readers: readers)
        }
    }

    private func spill(_ parcel: Parcel) throws {
        let file = try state.withLock { state throws -> RunFile in
            if let file = state.file { return file }
            let file = try RunFile(directory: directory)
            state.file = file
            return file
        }
        try file.write(parcel.batch, starts: parcel.batch.sortedStarts(key: key))
    }
}
