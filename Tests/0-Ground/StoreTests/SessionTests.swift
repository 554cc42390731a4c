import TestStore
import Testing

@testable import Store

@Suite("Session, on both engines", .serialized)
struct SessionTests {
    private static let things = Migration(
        "things-001",
        """
        CREATE TABLE thing (
            id SERIAL_KEY, name TEXT, number BIGINT, bits BYTES, size BIGINT CHECK (size >= 0));
        CREATE UNIQUE INDEX thing_name ON thing (name);
        CREATE TABLE counter (number NUMBER_KEY, value BIGINT NOT NULL);
        """)

    private static let texts = [
        "", " ", "株洲市数据局", "a\tb\nc\\d\r", "'; DROP TABLE thing; --", "\"?\"", "𠮷🀄",
        String(repeating: "长", count: 20_000),
    ]

    @Test("Every text comes back as it was, and an empty one is not null", arguments: TestEngine.available)
    func textRoundTrip(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            for text in Self.texts {
                let back = try await store.write { session in
                    try session.run("INSERT INTO thing (name) VALUES (?)", [.text(text)])
                    return try session.first("SELECT name FROM thing WHERE name = ?", [.text(text)]) {
                        (text: try $0.text("name"), isNull: try $0.isNull("name"))
                    }
                }
                #expect(back?.text == text)
                #expect(back?.isNull == false)
            }
        }
    }

    @Test("Null stays null and cannot be read as a value", arguments: TestEngine.available)
    func nullRoundTrip(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            try await store.write { session in
                try session.run("INSERT INTO thing (name, number, bits) VALUES (?, ?, ?)", [nil, nil, nil])
                try session.each("SELECT name, number, bits FROM thing", []) { row in
                    let areNull = try ["name", "number", "bits"].map { try row.isNull($0) }
                    #expect(areNull == [true, true, true])
                    let (text, number) = (try row.optionalText("name"), try row.optionalInt("number"))
                    #expect(text == nil && number == nil)
                    #expect(throws: StoreError.self) { try row.text("name") }
                    #expect(throws: StoreError.self) { try row.int("number") }
                    #expect(throws: StoreError.self) { try row.bytes("bits") }
                    #expect(throws: StoreError.shape("no column absent")) { try row.text("absent") }
                    #expect(row.withUTF8(at: 0) { $0.isEmpty })
                }
            }
        }
    }

    @Test(
        "Every byte string comes back as it was, zero bytes included", arguments: TestEngine.available,
        [[], [0], [0, 0, 255], Array(0...255)] as [[UInt8]])
    func byteRoundTrip(engine: TestEngine, bytes: [UInt8]) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            let back = try await store.write { session in
                try session.run("INSERT INTO thing (bits) VALUES (?)", [.bytes(bytes)])
                return try session.first("SELECT bits FROM thing") { try $0.bytes("bits") }
            }
            #expect(back == bytes)
        }
    }

    @Test("The largest and smallest whole numbers come back", arguments: TestEngine.available)
    func numberRoundTrip(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            for number: Int64 in [Int64.min, -1, 0, 1, (1 << 53) + 1, Int64.max] {
                let back = try await store.write { session in
                    try session.run("DELETE FROM thing")
                    try session.run("INSERT INTO thing (number) VALUES (?)", [.int(number)])
                    return try session.number("SELECT number FROM thing WHERE number = ?", [.int(number)])
                }
                #expect(back == number)
            }
        }
    }

    @Test("A text is not read as a number", arguments: TestEngine.available)
    func shape(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            try await store.write { session in
                try session.run("INSERT INTO thing (name) VALUES (?)", ["二十"])
                #expect(throws: StoreError.self) { try session.number("SELECT name FROM thing") }
            }
        }
    }

    @Test("A write that throws leaves nothing", arguments: TestEngine.available)
    func rollback(engine: TestEngine) async throws {
        struct Stop: Error {}
        try await withStore(engine, migrations: [Self.things]) { store in
            await #expect(throws: Stop.self) {
                try await store.write { session in
                    try session.run("INSERT INTO thing (name) VALUES (?)", ["一"])
                    throw Stop()
                }
            }
            let count = try await store.read { try $0.number("SELECT count(*) FROM thing") }
            #expect(count == 0)
        }
    }

    @Test("A broken unique or check constraint says so and names no value", arguments: TestEngine.available)
    func constraint(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            for (sql, value) in [
                ("INSERT INTO thing (name) VALUES (?)", Value.text("机密")),
                ("INSERT INTO thing (size) VALUES (?)", .int(-987_654)),
            ] {
                let error = await #expect(throws: StoreError.self) {
                    try await store.write { session in
                        try session.run(sql, [value])
                        try session.run(sql, [value])
                    }
                }
                guard case .constraint(let message) = error else {
                    Issue.record("not a constraint: \(String(describing: error))")
                    continue
                }
                #expect(!message.contains("机密") && !message.contains("987654"))
            }
        }
    }

    @Test(
        "Work is never reported durable after one of its statements failed", arguments: TestEngine.available)
    func swallowedError(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            let isReported = await durable {
                try await store.write { session in
                    try session.run("INSERT INTO thing (name) VALUES (?)", ["一"])
                    _ = try? session.run("INSERT INTO thing (name) VALUES (?)", ["一"])
                }
            }
            let count = try await store.read { try $0.number("SELECT count(*) FROM thing") }
            #expect(count == (isReported ? 1 : 0))
        }
    }

    private func durable(_ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return true
        } catch {
            return false
        }
    }

    @Test("A reader cannot write", arguments: TestEngine.available)
    func readerCannotWrite(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            for sql in [
                "INSERT INTO thing (name) VALUES ('一')", "DELETE FROM thing",
                "CREATE TABLE other (id BIGINT)",
            ] {
                await #expect(throws: StoreError.self) { try await store.read { try $0.run(sql) } }
                await #expect(throws: StoreError.self) { try await store.read { try $0.script(sql) } }
            }
            try await store.write { try $0.run("INSERT INTO thing (name) VALUES ('二')") }
        }
    }

    @Test("A question mark inside quotes is not a value", arguments: TestEngine.available)
    func questionMark(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            let back = try await store.write { session in
                try session.run("INSERT INTO thing (name) VALUES (?)", ["甲"])
                return try session.first(
                    "SELECT 'a?''?' AS \"what?\", name FROM thing WHERE name = ? AND name <> '?'", ["甲"]
                ) { (try $0.text("what?"), try $0.text("name")) }
            }
            #expect(back?.0 == "a?'?" && back?.1 == "甲")
        }
    }

    @Test("A statement with another number of values is refused", arguments: TestEngine.available)
    func wrongNumberOfValues(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            for values in [[], ["a", "b"]] as [[Value]] {
                await #expect(throws: StoreError.self) {
                    try await store.write { try $0.run("INSERT INTO thing (name) VALUES (?)", values) }
                }
            }
        }
    }

    @Test(
        "The number of changed rows is told, and the engine counts up keys", arguments: TestEngine.available)
    func changes(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            try await store.write { session in
                for name in ["a", "b", "c"] {
                    try session.run("INSERT INTO thing (name) VALUES (?)", [.text(name)])
                }
                #expect(
                    try session.all("SELECT id FROM thing ORDER BY id") { try $0.int("id") } == [1, 2, 3])
                #expect(try session.run("UPDATE thing SET number = 1 WHERE name < 'c'") == 2)
                #expect(try session.run("DELETE FROM thing WHERE name = 'absent'") == 0)
                let gone = try session.all("DELETE FROM thing WHERE name > 'a' RETURNING name") {
                    try $0.text("name")
                }
                #expect(gone.sorted() == ["b", "c"])
            }
        }
    }

    @Test("Two hundred reads at once share four connections", arguments: TestEngine.available)
    func manyReaders(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things], connectionsMax: 4) { store in
            try await store.write { try $0.run("INSERT INTO counter (number, value) VALUES (1, 42)") }
            let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await store.read { try $0.number("SELECT value FROM counter WHERE number = 1") }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 200 * 42)
        }
    }

    @Test("Increments that read and write at once lose nothing", arguments: TestEngine.available)
    func concurrentIncrements(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            try await store.write { try $0.run("INSERT INTO counter (number, value) VALUES (1, 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<20 {
                            try await store.write { session in
                                let value = try session.number("SELECT value FROM counter WHERE number = 1")
                                try session.run(
                                    "UPDATE counter SET value = ? WHERE number = 1", [.int(value + 1)])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let value = try await store.read { try $0.number("SELECT value FROM counter WHERE number = 1") }
            #expect(value == 40)
        }
    }

    @Test("A closed store answers with an error and does not hang", arguments: TestEngine.available)
    func closed(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.things]) { store in
            _ = try await store.read { try $0.number("SELECT count(*) FROM thing") }
            await store.close()
            await #expect(throws: StoreError.self) {
                try await store.read { try $0.number("SELECT count(*) FROM thing") }
            }
        }
    }
}
