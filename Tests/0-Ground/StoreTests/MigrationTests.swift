import TestStore
import Testing

@testable import Store

@Suite("Migrations, on both engines", .serialized)
struct MigrationTests {
    private static let first = Migration("a-001", "CREATE TABLE one (id SERIAL_KEY, bits BYTES)")
    private static let second = Migration("a-002", "CREATE TABLE two (k TEXT PRIMARY KEY) KEYED_TABLE")

    @Test("Running them again changes nothing, and new ones are added", arguments: TestEngine.available)
    func idempotent(engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.migrate([Self.first], at: 1)
            try await store.migrate([Self.first], at: 2)
            try await store.migrate([Self.first, Self.second], at: 3)
            let applied = try await store.read { session in
                try session.all("SELECT id, applied_at FROM schema_migration ORDER BY id") {
                    "\(try $0.text("id")) \(try $0.int("applied_at"))"
                }
            }
            #expect(applied == ["a-001 1", "a-002 3"])
        }
    }

    @Test("An applied migration whose text was changed is refused", arguments: TestEngine.available)
    func changed(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.first]) { store in
            let other = Migration("a-001", Self.first.sql + " ")
            await #expect(throws: StoreError.migration("a-001 was changed after it was applied")) {
                try await store.migrate([other], at: 2)
            }
        }
    }

    @Test("A store of a newer version is refused", arguments: TestEngine.available)
    func newer(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.first, Self.second]) { store in
            await #expect(throws: StoreError.migration("a-002 was applied by a newer version")) {
                try await store.migrate([Self.first], at: 2)
            }
        }
    }

    @Test("Where one fails, none is applied", arguments: TestEngine.available)
    func allOrNothing(engine: TestEngine) async throws {
        try await withStore(engine) { store in
            await #expect(throws: (any Error).self) {
                try await store.migrate([Self.first, Migration("a-002", "CREATE TABL two")], at: 1)
            }
            try await store.migrate([Self.first, Self.second], at: 2)
            let count = try await store.read { try $0.number("SELECT count(*) FROM schema_migration") }
            #expect(count == 2)
        }
    }

    @Test(
        "A statement prepared before a newer version widened its table still runs",
        arguments: TestEngine.available)
    func widened(engine: TestEngine) async throws {
        let place = try TestPlace(engine)
        defer { place.remove() }
        let old = try place.open(connectionsMax: 1)
        let new = try place.open(connectionsMax: 1)
        try await old.migrate([Self.second], at: 1)
        try await old.write { try $0.run("INSERT INTO two (k) VALUES (?)", [.text("a")]) }
        let read: @Sendable (any Session) throws -> [String] = { session in
            try session.all("SELECT * FROM two ORDER BY k") { try $0.text("k") }
        }
        let written: @Sendable (any Session) throws -> [String] = { session in
            try session.run("INSERT INTO two (k) VALUES (?)", [.text("b")])
            return try session.all("SELECT * FROM two WHERE k < 'z' ORDER BY k") { try $0.text("k") }
        }
        #expect(try await old.read(read) == ["a"])
        #expect(try await old.write(written) == ["a", "b"])
        for round in 1...3 {
            try await new.write { session in
                try session.script("ALTER TABLE two ADD COLUMN v\(round) TEXT")
                try session.run("DELETE FROM two WHERE k = 'b'")
            }
            #expect(try await old.read(read) == ["a"])
            #expect(try await old.write(written) == ["a", "b"])
            #expect(try await old.read(read) == ["a", "b"])
        }
        await old.close()
        await new.close()
    }

    @Test("Processes that start at once migrate once", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        let place = try TestPlace(engine)
        defer { place.remove() }
        let stores = try (0..<4).map { _ in try place.open(connectionsMax: 2) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in stores {
                group.addTask { try await store.migrate([Self.first, Self.second], at: 1) }
            }
            try await group.waitForAll()
        }
        let count = try await stores[0].read { try $0.number("SELECT count(*) FROM schema_migration") }
        #expect(count == 2)
        for store in stores { await store.close() }
    }
}
