import GRDB
import GRDBSQLite
import Synchronization

/// Copies the write-ahead log into the store file (检查点), beside the writer instead of in its transactions: there
/// everybody who writes would wait for it.
///
/// The first step copies what is there on a connection of its own, while others go on writing; the second copies
/// the little that came meanwhile on the writer's, which is what lets SQLite begin the log anew. The log so stays
/// near ``pagesMin`` pages unless one transaction is larger or somebody reads for long.
final class Checkpoints: Sendable {
    /// Pages of new log that are worth a checkpoint: 16 MiB. More would be fewer, and keep the disk from everybody's
    /// commits for longer each time.
    static let pagesMin = 4_096

    private struct State {
        /// Pages in the log as of the last commit.
        var pages = 0
        /// Pages that the last checkpoint left behind.
        var pagesSeen = 0
        var isRunning = false
    }

    private let state = Mutex<State>(State())

    /// Lets `connection` tell how long the log is after each commit, and check nothing on its own.
    func listen(to connection: OpaquePointer?) {
        sqlite3_wal_hook(
            connection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue().committed(Int(pages))
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func committed(_ pages: Int) {
        state.withLock { state in
            // Shorter than before: SQLite has begun the log anew.
            if pages < state.pages { state.pagesSeen = 0 }
            state.pages = pages
        }
    }

    /// Begins a checkpoint where one is due; nobody waits for it.
    func runIfDue(beside: DatabaseQueue, writer: DatabaseQueue) {
        let isDue = state.withLock { state in
            guard !state.isRunning, state.pages - state.pagesSeen >= Self.pagesMin else { return false }
            state.isRunning = true
            return true
        }
        if isDue { Task { await run(beside: beside, writer: writer) } }
    }

    // A checkpoint that fails is no fault of anybody's work: the log is kept, and the next one takes it up.
    private func run(beside: DatabaseQueue, writer: DatabaseQueue) async {
        _ = try? await beside.writeWithoutTransaction { Self.copy($0) }
        let left = try? await writer.writeWithoutTransaction { Self.copy($0) }
        state.withLock { state in
            state.pagesSeen = left ?? state.pages
            state.isRunning = false
        }
    }

    /// Copies all that no reader is in the way of; answers the pages in the log. Does nothing once the store is
    /// closed, which may happen between the steps.
    private static func copy(_ database: Database) -> Int {
        guard let connection = database.sqliteConnection else { return 0 }
        var (pages, copied): (CInt, CInt) = (0, 0)
        sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied)
        return Int(max(0, pages))
    }
}
