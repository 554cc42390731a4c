import Dispatch
import Foundation
import Regulation
import Store
import Synchronization

/// Records that are on disk and not yet in the log (登记簿), beside an embedded store.
///
/// Whoever appends waits for a sync of a file of its own and for nobody's transaction; whoever integrates takes the
/// records out in the transaction that puts them into the log, so that each is there exactly once. Any process may
/// take from every file of the folder; one that was left behind is removed when it holds nothing more.
final class Journal: Sendable {
    private let folder: String
    private let queue = DispatchQueue(label: "yuanliu.ledger.journal")
    private let file = Mutex<JournalFile?>(nil)

    /// The folder is made by the first record.
    init(folder: String) { self.folder = folder }

    /// Returns when `contents` are on disk, in their order. After a fault they may or may not be.
    func append(_ contents: [[UInt8]]) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            queue.async { done.resume(with: Result { try self.appendNow(contents) }) }
        }
    }

    private func appendNow(_ contents: [[UInt8]]) throws {
        try file.withLock { held in
            let file = try held ?? newFile()
            held = nil
            try file.append(contents)
            // A full one is let go, and so may be removed.
            if !file.isFull { held = file }
        }
    }

    private func newFile() throws -> JournalFile {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try JournalFile(in: folder)
    }

    /// Whether nothing waits in any file.
    func isEmpty(_ session: any Session) throws -> Bool {
        let taken = try taken(session)
        return try names(JournalFile.suffix).allSatisfy { name in
            guard let reading = try JournalReading(folder + "/" + name) else { return true }
            let waiting = try reading.contents(from: taken[name] ?? 0, countMax: 1, bytesMax: 1).contents
            return waiting.isEmpty && !reading.seize()
        } && names(Self.torn).allSatisfy { taken[$0] != nil }
    }

    /// Takes the oldest contents out, as part of the transaction of `session`: about `countMax` and `bytesMax`.
    func take(
        countMax: Int, bytesMax: Int, in session: any Session
    ) throws -> (contents: [[UInt8]], isLast: Bool) {
        let taken = try taken(session)
        var contents: [[UInt8]] = []
        var bytesLeft = bytesMax
        for name in try names(JournalFile.suffix) {
            guard contents.count < countMax, bytesLeft > 0 else { return (contents, false) }
            guard let reading = try JournalReading(folder + "/" + name) else { continue }
            let start = taken[name] ?? 0
            let isLeft = reading.seize()
            let found = try reading.contents(
                from: start, countMax: countMax - contents.count, bytesMax: bytesLeft)
            if found.contents.isEmpty {
                // What was taken from it before is in the log for good.
                if isLeft { try remove(name, isWhole: reading.isBlank(from: start)) }
                continue
            }
            contents += found.contents
            bytesLeft -= found.end - start
            try set(name, found.end, in: session)
            if !found.isAll { return (contents, false) }
        }
        contents += try remains(taken, in: session)
        let names = try names(JournalFile.suffix) + names(Self.torn)
        for name in taken.keys where !names.contains(name) {
            try session.run("DELETE FROM ledger_journal WHERE name = ?", [.text(name)])
        }
        return (contents, true)
    }

    /// Removes a file that nobody appends to and that holds no whole content more. What else it holds is kept under
    /// another name: a record cut short as its process died, or damage.
    private func remove(_ name: String, isWhole: Bool) throws {
        let path = folder + "/" + name
        if isWhole {
            try FileManager.default.removeItem(atPath: path)
        } else {
            try FileManager.default.moveItem(
                atPath: path, toPath: folder + "/" + name.dropLast(JournalFile.suffix.count) + Self.torn)
        }
    }

    /// Tells of each file that was kept, once: the mark that it was told of is part of the transaction.
    private func remains(_ taken: [String: Int], in session: any Session) throws -> [[UInt8]] {
        try names(Self.torn).filter { taken[$0] == nil }.compactMap { name in
            guard let reading = try JournalReading(folder + "/" + name) else { return nil }
            let (length, writtenAt) = try reading.status()
            let start = taken[name.dropLast(Self.torn.count) + JournalFile.suffix] ?? 0
            try set(name, start, in: session)
            return try EntryWriter.bytes(
                of: LedgerEvent(
                    LedgerEvents.torn, at: writtenAt, actor: "platform", body: "", subject: "journal:" + name,
                    facts: [("start", String(start)), ("bytes", String(length - start))]))
        }
    }

    private func set(_ name: String, _ taken: Int, in session: any Session) throws {
        try session.run(
            """
            INSERT INTO ledger_journal (name, taken) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET taken = excluded.taken
            """, [.text(name), .int(Int64(taken))])
    }

    private func taken(_ session: any Session) throws -> [String: Int] {
        var taken: [String: Int] = [:]
        try session.each("SELECT name, taken FROM ledger_journal", []) {
            taken[try $0.text(at: 0)] = Int(try $0.int(at: 1))
        }
        return taken
    }

    /// The ending of a file that is kept for what it holds beside whole contents.
    static let torn = ".torn"

    private func names(_ suffix: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(suffix) }.sorted()
    }
}
