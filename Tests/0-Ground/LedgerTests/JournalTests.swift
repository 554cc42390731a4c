import Foundation
import Store
import TestStore
import Testing

@testable import Ledger

@Suite("The journal beside an embedded store")
struct JournalTests {
    /// A store and a folder for its journal.
    private func withFolder(_ body: (Store, String) async throws -> Void) async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-journal-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withStore(.sqlite, migrations: Ledger.migrations) { try await body($0, folder) }
    }

    private func files(_ folder: String, _ suffix: String = ".journal") throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }
            .sorted().map { folder + "/" + $0 }
    }

    private func ids(_ test: TestLedger) async throws -> [String] {
        var ids: [String] = []
        for position in 0..<(try await test.ledger.size()) {
            let content = try #require(try await test.ledger.content(at: position))
            if case .usage(let usage) = LedgerEntry(content) { ids.append(usage.id) }
        }
        return ids
    }

    private func contents(_ path: String) throws -> [[UInt8]] {
        guard let reading = try JournalReading(path) else { return [] }
        return try reading.contents(from: 0, countMax: 10_000, bytesMax: 1 << 24).contents
    }

    /// Where the contents of a file end.
    private func end(_ path: String) throws -> Int {
        try contents(path).reduce(0) { $0 + JournalFile.headBytes + $1.count }
    }

    private func write(_ bytes: [UInt8], at start: Int, of path: String) throws {
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seek(toOffset: UInt64(start))
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    @Test("A record is in a file when its caller goes on, and in no table")
    func onDisk() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            #expect(try files(folder).isEmpty)
            try await test.ledger.recorder { _ in }.record(.numbered(7))
            let file = try #require(try files(folder).first)
            #expect(try contents(file) == [EntryWriter.bytes(of: UsageRecord.numbered(7))])
            #expect(try await store.read { try $0.number("SELECT count(*) FROM ledger_outbox") } == 0)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("Records of several processes, and acts beside them, are integrated exactly once each")
    func exactlyOnce() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            let others = (0..<3).map { _ in
                Ledger(
                    store: store, journalFolder: folder, origin: TestLedger.origin, signers: [test.signer])
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, ledger) in others.enumerated() {
                    let recorder = ledger.recorder { _ in }
                    for record in 0..<300 {
                        group.addTask { try await recorder.record(.numbered(number * 1_000 + record)) }
                    }
                    group.addTask { try await store.write { try ledger.record(.numbered(number), in: $0) } }
                    for _ in 0..<5 { group.addTask { try await ledger.integrate() } }
                }
                try await group.waitForAll()
            }
            while try await test.ledger.integrate() > 0 {}
            #expect(try await test.ledger.size() == 903)
            let expected = (0..<3).flatMap { number in (0..<300).map { "request-\(number * 1_000 + $0)" } }
            #expect(try await ids(test).sorted() == expected.sorted())
            #expect(try await test.verify().isSound)
        }
    }

    @Test("A file stays as long as somebody appends to it, and goes when it holds nothing more")
    func removed() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            var other: Ledger? = Ledger(store: store, journalFolder: folder)
            try await other?.record(.numbered(1))
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await test.ledger.integrate() == 0)
            #expect(try files(folder).count == 1)
            try await other?.record(.numbered(2))
            other = nil
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await test.ledger.integrate() == 0)
            #expect(try files(folder).isEmpty)
            // And with it, at the next occasion, what the store knew of it.
            try await test.ledger.record(.numbered(3))
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await store.read { try $0.number("SELECT count(*) FROM ledger_journal") } == 1)
        }
    }

    @Test("A full file is let go and a new one begun; nothing of either is lost")
    func full() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            let journal = Journal(folder: folder)
            let large = (0..<300).map { [UInt8](repeating: UInt8($0 % 256), count: EntryLimits.bytesMax) }
            try await journal.append(large)
            try await journal.append([[1]])
            #expect(try files(folder).count == 2)
            var moved = 0
            while true {
                let count = try await test.ledger.integrate()
                if count == 0 { break }
                moved += count
            }
            #expect(moved == 301)
            #expect(try await test.ledger.content(at: 299) == large[299])
            #expect(try await test.ledger.content(at: 300) == [1])
            #expect(try files(folder).count == 1)
        }
    }

    @Test(
        "What a killed process left half written is kept aside and told; every whole record before it is integrated",
        arguments: [1, 11, 12, 13, 200], [false, true])
    func torn(bytesLost: Int, isCut: Bool) async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            try await Journal(folder: folder).append(
                (0..<3).map { try EntryWriter.bytes(of: UsageRecord.numbered($0)) })
            let file = try #require(try files(folder).first)
            let start = try end(file) - bytesLost
            if isCut {
                let handle = try #require(FileHandle(forWritingAtPath: file))
                try handle.truncate(atOffset: UInt64(start))
                try handle.close()
            } else {
                try write([UInt8](repeating: 0, count: bytesLost), at: start, of: file)
            }
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test) == ["request-0", "request-1"])
            let told = try #require(try await test.ledger.events().map(\.content).first)
            #expect(told.kind == LedgerEvents.torn.name)
            let kept = try #require(try files(folder, ".torn").first)
            #expect(told.subject == "journal:" + (kept as NSString).lastPathComponent)
            #expect(try files(folder).isEmpty)
        }
    }

    @Test("A flipped bit stops nothing before it and is told")
    func flipped() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            let first: [UInt8] = try EntryWriter.bytes(of: UsageRecord.numbered(0))
            try await Journal(folder: folder).append([
                first, try EntryWriter.bytes(of: UsageRecord.numbered(1)),
            ])
            let file = try #require(try files(folder).first)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            bytes[JournalFile.headBytes + first.count + JournalFile.headBytes + 5] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test) == ["request-0"])
            #expect(try await test.ledger.events().map(\.content.kind) == [LedgerEvents.torn.name])
            #expect(try files(folder, ".torn").count == 1)
        }
    }

    @Test("A file of another's that is still being written is waited for")
    func growing() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            let journal = Journal(folder: folder)
            try await journal.append([try EntryWriter.bytes(of: UsageRecord.numbered(0))])
            // The half of a record, by one who holds the file.
            let file = try #require(try files(folder).first)
            try write([200, 0, 0, 0, 1, 2], at: end(file), of: file)
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await test.ledger.integrate() == 0)
            #expect(try files(folder).count == 1 && files(folder, ".torn").isEmpty)
            withExtendedLifetime(journal) {}
        }
    }

    @Test(
        "Damage keeps back no record behind it, in a file that is still held or left behind, and is told",
        arguments: [Damage.content, .length, .digest, .hole], [true, false])
    func damaged(_ damage: Damage, isHeld: Bool) async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            var journal: Journal? = Journal(folder: folder)
            let records = try (0..<4).map { try EntryWriter.bytes(of: UsageRecord.numbered($0)) }
            try await journal?.append(records)
            if !isHeld { journal = nil }
            let file = try #require(try files(folder).first)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            let second = JournalFile.headBytes + records[0].count
            damage.strike(&bytes, at: second, bytes: JournalFile.headBytes + records[1].count)
            let handle = try #require(FileHandle(forUpdatingAtPath: file))
            try handle.write(contentsOf: Data(bytes))
            try handle.close()
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test) == ["request-0", "request-2", "request-3"])
            let told = try await test.ledger.events().map(\.content)
            #expect(told.map(\.kind) == [LedgerEvents.torn.name])
            #expect(
                told.first?.facts.map(\.value) == [
                    "\(second)", "\(JournalFile.headBytes + records[1].count)",
                ])
            let kept = try #require(try files(folder, ".torn").first)
            #expect(told.first?.subject == "journal:" + (kept as NSString).lastPathComponent)
            #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: kept))) == bytes)
            #expect(try files(folder).count == (isHeld ? 1 : 0))
            // What is appended behind it comes in as ever, and nothing is told twice.
            try await test.ledger.recorder { _ in }.record(.numbered(9))
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test).last == "request-9")
            #expect(try await test.ledger.events().count == 1)
            withExtendedLifetime(journal) {}
        }
    }

    /// What happens to the bytes of a record.
    enum Damage: CaseIterable {
        case content, length, digest, hole

        func strike(_ file: inout [UInt8], at start: Int, bytes: Int) {
            switch self {
            case .content: file[start + JournalFile.headBytes + 5] ^= 1
            case .length: file[start + 3] = 0x7F
            case .digest: file[start + 6] ^= 0x80
            case .hole: for place in start..<start + bytes { file[place] = 0 }
            }
        }
    }

    @Test(
        "What is no file of the journal holds up nothing, whatever its name", .timeLimit(.minutes(1)),
        arguments: [".journal", ".torn"])
    func foreign(suffix: String) async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            let other = folder + "-other"
            defer { try? FileManager.default.removeItem(atPath: other) }
            try Data("kept".utf8).write(to: URL(fileURLWithPath: other))
            try await test.ledger.recorder { _ in }.record(.numbered(1))
            try FileManager.default.createDirectory(
                atPath: folder + "/0-folder" + suffix, withIntermediateDirectories: false)
            #expect(symlink(other, folder + "/1-link" + suffix) == 0)
            #expect(symlink("2-circle" + suffix, folder + "/2-circle" + suffix) == 0)
            #expect(symlink("/nowhere", folder + "/3-nowhere" + suffix) == 0)
            #expect(mkfifo(folder + "/4-pipe" + suffix, 0o600) == 0)
            try await test.ledger.recorder { _ in }.record(.numbered(2))
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test) == ["request-1", "request-2"])
            #expect(try await test.ledger.events().isEmpty)
            #expect(try String(contentsOfFile: other, encoding: .utf8) == "kept")
            #expect(try files(folder, suffix).count >= 5)
        }
    }

    @Test(
        "A file that cannot be read keeps back what is in it alone, and is told of",
        .enabled(if: geteuid() != 0))
    func unreadable() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            try await Journal(folder: folder).append([try EntryWriter.bytes(of: UsageRecord.numbered(1))])
            let file = try #require(try files(folder).first)
            #expect(chmod(file, 0) == 0)
            try await test.ledger.recorder { _ in }.record(.numbered(2))
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await ids(test) == ["request-2"])
            await #expect(throws: StoreError.self) { try await test.ledger.integrate() }
            #expect(chmod(file, 0o600) == 0)
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await ids(test) == ["request-2", "request-1"])
        }
    }

    @Test(
        "No record is acknowledged in a file that was taken away or changed under its writer",
        arguments: [Meddling.removed, .renamed, .shortened, .lengthened, .folder])
    func takenAway(_ meddling: Meddling) async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            try await test.ledger.recorder { _ in }.record(.numbered(0))
            #expect(try await test.ledger.integrate() == 1)
            try await test.ledger.recorder { _ in }.record(.numbered(1))
            #expect(try await test.ledger.integrate() == 1)
            let file = try #require(try files(folder).first)
            switch meddling {
            case .removed: #expect(unlink(file) == 0)
            case .renamed: #expect(rename(file, file + ".old") == 0)
            case .shortened: #expect(truncate(file, 40) == 0)
            case .lengthened: #expect(truncate(file, 100_000) == 0)
            case .folder: try FileManager.default.removeItem(atPath: folder)
            }
            for number in 2..<5 { try await test.ledger.recorder { _ in }.record(.numbered(number)) }
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test) == (0..<5).map { "request-\($0)" })
        }
    }

    /// What somebody does to a file that is held.
    enum Meddling { case removed, renamed, shortened, lengthened, folder }

    @Test("A file is gone when its first append fails, and kept when one before it was acknowledged")
    func failed() async throws {
        try await withFolder { _, folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let first = try JournalFile(in: folder)
            #expect(truncate(try #require(try files(folder).first), 5_000_000) == 0)
            #expect(throws: StoreError.self) { try first.append([[1]]) }
            #expect(try files(folder).isEmpty)
            let second = try JournalFile(in: folder)
            try second.append([[1]])
            let file = try #require(try files(folder).first)
            #expect(truncate(file, 5_000) == 0)
            #expect(throws: StoreError.self) { try second.append([[2]]) }
            #expect(try contents(file).first == [1])
        }
    }

    @Test("What is kept aside takes the name of nothing else")
    func namesKept() async throws {
        try await withFolder { store, folder in
            let test = try TestLedger(store, journalFolder: folder)
            try await Journal(folder: folder).append([
                try EntryWriter.bytes(of: UsageRecord.numbered(0)), [1, 2, 3],
            ])
            let file = try #require(try files(folder).first)
            #expect(truncate(file, off_t(try end(file) - 1)) == 0)
            let torn = file.dropLast(JournalFile.suffix.count) + Journal.torn
            try Data("before".utf8).write(to: URL(fileURLWithPath: String(torn)))
            while try await test.ledger.integrate() > 0 {}
            #expect(try await ids(test) == ["request-0"])
            #expect(try String(contentsOfFile: String(torn), encoding: .utf8) == "before")
            #expect(try files(folder, ".torn").count == 2)
            #expect(try files(folder).isEmpty)
            #expect(try await test.ledger.events().count == 2)
        }
    }

    @Test("A folder in which nothing can be made is a clear fault, and nobody is told that a record is kept")
    func unwritable() async throws {
        try await withFolder { store, folder in
            try Data().write(to: URL(fileURLWithPath: folder))
            let ledger = Ledger(store: store, journalFolder: folder)
            await #expect(throws: (any Error).self) { try await ledger.record(.numbered(1)) }
        }
    }
}
