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
            let before = held
            held = nil
            let file = if let before, before.isIntact { before } else { try newFile() }
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
        // What cannot be read is not empty: who takes is told why.
        return try names(JournalFile.suffix).allSatisfy { (try? isDone($0, taken)) ?? false }
            && names(Self.torn).allSatisfy { taken[$0] != nil || (try? status($0)) == nil }
    }

    private func isDone(_ name: String, _ taken: [String: Int]) throws -> Bool {
        guard let reading = try JournalReading(path(name)) else { return true }
        return try reading.isBlank(from: taken[name] ?? 0) && !reading.seize()
    }

    /// What was taken out of the journal.
    struct Taking {
        var contents: [[UInt8]] = []
        var isLast = true
        /// Why one of the files could not be read. The others were.
        var fault: (any Error)?
    }

    /// Takes the oldest contents out, as part of the transaction of `session`: about `countMax` and `bytesMax`.
    func take(countMax: Int, bytesMax: Int, in session: any Session) throws -> Taking {
        var taken = try taken(session)
        var taking = Taking()
        var bytesLeft = bytesMax
        for name in try names(JournalFile.suffix) {
            guard taking.contents.count < countMax, bytesLeft > 0 else {
                taking.isLast = false
                return taking
            }
            let found: Found?
            do {
                found = try look(
                    name, from: taken[name] ?? 0, countMax: countMax - taking.contents.count,
                    bytesMax: bytesLeft)
            } catch {
                taking.fault = error
                continue
            }
            guard let found else { continue }
            if let damage = found.damage {
                taking.contents.append(try told(damage.kept, damage.bytes, found.writtenAt))
                try set(damage.kept, damage.bytes.lowerBound, &taken, in: session)
            }
            guard !found.contents.isEmpty else { continue }
            taking.contents += found.contents
            bytesLeft -= found.end - (taken[name] ?? 0)
            try set(name, found.end, &taken, in: session)
            if !found.isAll {
                taking.isLast = false
                return taking
            }
        }
        taking.contents += try remains(&taken, in: session)
        let names = try names(JournalFile.suffix) + names(Self.torn)
        for name in taken.keys where !names.contains(name) {
            try session.run("DELETE FROM ledger_journal WHERE name = ?", [.text(name)])
        }
        return taking
    }

    /// What one file holds beyond what was taken from it.
    private struct Found {
        let contents: [[UInt8]]
        let end: Int
        /// Whether these are all whole contents that the file holds.
        let isAll: Bool
        let writtenAt: Instant
        /// Bytes that are no record, and the name under which their file is kept.
        let damage: (kept: String, bytes: Range<Int>)?
    }

    /// Reads one file, and removes it where nobody appends to it and nothing is left to take. Nil where there is none.
    private func look(_ name: String, from start: Int, countMax: Int, bytesMax: Int) throws -> Found? {
        guard let reading = try JournalReading(path(name)) else { return nil }
        let isLeft = reading.seize()
        var found = try reading.contents(from: start, countMax: countMax, bytesMax: bytesMax)
        var damage: (kept: String, bytes: Range<Int>)?
        if found.contents.isEmpty, let next = try reading.wholeRecord(after: start) {
            // What stands before a whole record was written before it: it may have come while this was looked for.
            found = try reading.contents(from: start, countMax: countMax, bytesMax: bytesMax)
            if found.contents.isEmpty {
                damage = (try keepAside(name), start..<next)
                found = try reading.contents(from: next, countMax: countMax, bytesMax: bytesMax)
            }
        }
        let (length, writtenAt) = try reading.status()
        if found.contents.isEmpty, isLeft {
            // What was taken from it before is in the log for good.
            damage = try remove(
                name, isWhole: reading.isBlank(from: start), length: length, taken: start)
        }
        return Found(
            contents: found.contents, end: found.end, isAll: found.isAll, writtenAt: writtenAt, damage: damage
        )
    }

    /// Removes a file that nobody appends to and that holds no whole content more. What else it holds is kept under
    /// another name: a record cut short as its process died, or damage. Answers what is to be told of at once;
    /// of a file that got its other name here ``remains(_:in:)`` tells.
    private func remove(
        _ name: String, isWhole: Bool, length: Int, taken: Int
    ) throws -> (kept: String, bytes: Range<Int>)? {
        if isWhole {
            guard unlink(path(name)) == 0 else { throw JournalFile.fault("cannot be removed") }
            return nil
        }
        let (kept, isThere) = spareName(of: name)
        guard (isThere ? unlink(path(name)) : rename(path(name), path(kept))) == 0 else {
            throw JournalFile.fault("cannot be kept aside")
        }
        return isThere ? (kept, min(taken, length)..<length) : nil
    }

    /// Gives a file a second name under which it stays when the first goes, and answers it. Where files cannot have
    /// two names, what is damaged goes with the file.
    private func keepAside(_ name: String) throws -> String {
        let (kept, isThere) = spareName(of: name)
        if !isThere { _ = link(path(name), path(kept)) }
        return kept
    }

    /// The name under which a file is kept aside: none that another file has; and whether it has it already.
    private func spareName(of name: String) -> (name: String, isThere: Bool) {
        let stem = String(name.dropLast(JournalFile.suffix.count))
        var kept = stem + Self.torn
        var (own, other) = (stat(), stat())
        while lstat(path(kept), &other) == 0 {
            if lstat(path(name), &own) == 0, own.st_dev == other.st_dev, own.st_ino == other.st_ino {
                return (kept, true)
            }
            kept = stem + "-" + String(UInt32.random(in: 0...UInt32.max), radix: 16) + Self.torn
        }
        return (kept, false)
    }

    /// Tells of each file that was kept, once: the mark that it was told of is part of the transaction.
    private func remains(_ taken: inout [String: Int], in session: any Session) throws -> [[UInt8]] {
        var contents: [[UInt8]] = []
        for name in try names(Self.torn) where taken[name] == nil {
            guard let (length, writtenAt) = try? status(name) else { continue }
            let start = min(taken[name.dropLast(Self.torn.count) + JournalFile.suffix] ?? 0, length)
            try set(name, start, &taken, in: session)
            contents.append(try told(name, start..<length, writtenAt))
        }
        return contents
    }

    private func told(_ name: String, _ bytes: Range<Int>, _ writtenAt: Instant) throws -> [UInt8] {
        try EntryWriter.bytes(
            of: LedgerEvent(
                LedgerEvents.torn, at: writtenAt, actor: "platform", body: "", subject: "journal:" + name,
                facts: [("start", String(bytes.lowerBound)), ("bytes", String(bytes.count))]))
    }

    private func status(_ name: String) throws -> (length: Int, writtenAt: Instant)? {
        guard let reading = try JournalReading(path(name)) else { return nil }
        return try reading.status()
    }

    private func set(
        _ name: String, _ place: Int, _ taken: inout [String: Int], in session: any Session
    ) throws {
        taken[name] = place
        try session.run(
            """
            INSERT INTO ledger_journal (name, taken) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET taken = excluded.taken
            """, [.text(name), .int(Int64(place))])
    }

    private func taken(_ session: any Session) throws -> [String: Int] {
        var taken: [String: Int] = [:]
        try session.each("SELECT name, taken FROM ledger_journal", []) {
            taken[try $0.text(at: 0)] = Int(try $0.int(at: 1))
        }
        return taken
    }

    private func path(_ name: String) -> String { folder + "/" + name }

    /// The ending of a file that is kept for what it holds beside whole contents.
    static let torn = ".torn"

    private func names(_ suffix: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(suffix) }.sorted()
    }
}
