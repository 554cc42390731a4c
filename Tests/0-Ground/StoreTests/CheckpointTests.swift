import Foundation
import TestStore
import Testing

@testable import Store

@Suite("Checkpoints of the write-ahead log")
struct CheckpointTests {
    /// How often SQLite has begun the log of the store at `path` anew: bytes 12 to 15 of its header.
    private static func turns(_ path: String) throws -> UInt32 {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path + "-wal"))
        defer { try? file.close() }
        let header = try file.read(upToCount: 16) ?? Data()
        return header.count == 16 ? header[12..<16].reduce(0) { $0 << 8 | UInt32($1) } : 0
    }

    @Test("The log is begun anew while others write and read, and nothing is lost")
    func anew() async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-checkpoint-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/store.db"
        let store = try Store.open(.file(path))
        try await store.write {
            try $0.script("CREATE TABLE page (number INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        }
        let first = try Self.turns(path)
        // More pages than a checkpoint waits for, and then little writes until it has been.
        let content = Value.bytes([UInt8](repeating: 7, count: 4_000))
        var rows = 0
        for _ in 0..<20 {
            let start = rows
            try await store.write { session in
                for number in start..<start + 300 {
                    try session.run("INSERT INTO page VALUES (?, ?)", [.int(Int64(number)), content])
                }
            }
            rows += 300
        }
        #expect(rows > Checkpoints.pagesMin)
        while try Self.turns(path) == first, rows < 20_000 {
            let number = Int64(rows)
            try await store.append {
                try $0.run("INSERT INTO page VALUES (?, ?)", [.int(number), .bytes([1])])
            }
            rows += 1
            let expected = Int64(rows)
            #expect(try await store.read { try $0.number("SELECT count(*) FROM page") } == expected)
        }
        #expect(try Self.turns(path) > first)
        await store.close()
        let again = try Store.open(.file(path))
        let expected = Int64(rows)
        #expect(try await again.read { try $0.number("SELECT count(*) FROM page") } == expected)
        await again.close()
    }

    @Test("A store that is closed while a checkpoint is due or under way closes, and keeps what was written")
    func closed() async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-checkpoint-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let content = Value.bytes([UInt8](repeating: 7, count: 1 << 20))
        for round in 1...10 {
            let store = try Store.open(.file(folder + "/store.db"))
            try await store.write { session in
                try session.script("CREATE TABLE IF NOT EXISTS page (content BLOB NOT NULL)")
                for _ in 0..<18 { try session.run("INSERT INTO page VALUES (?)", [content]) }
            }
            #expect(
                try await store.read { try $0.number("SELECT count(*) FROM page") } == Int64(18 * round))
            try await store.write { try $0.run("INSERT INTO page SELECT zeroblob(17000000)") }
            try await store.write { try $0.run("DELETE FROM page WHERE length(content) > 2000000") }
            await store.close()
        }
    }
}

@Suite("Durability of the embedded store")
struct SyncTests {
    @Test("Each commit is synced: the writer's connection stands at synchronous FULL")
    func full() async throws {
        try await withStore(.sqlite) { store in
            let level = try await store.write { try $0.number("PRAGMA synchronous") }
            #expect(level == 2)
        }
    }
}
