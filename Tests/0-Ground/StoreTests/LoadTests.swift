import TestStore
import Testing

@testable import Store

@Suite("Loading rows, on both engines", .serialized)
struct LoadTests {
    private static let people = Migration(
        "people-001",
        """
        CREATE TABLE people (
            area TEXT NOT NULL, number TEXT NOT NULL, name TEXT, age BIGINT,
            delivery BIGINT NOT NULL, line BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
            PRIMARY KEY (area, number)) KEYED_TABLE;
        CREATE TABLE keys (
            k TEXT PRIMARY KEY, delivery BIGINT NOT NULL, line BIGINT NOT NULL,
            version BIGINT NOT NULL DEFAULT 1) KEYED_TABLE;
        """)

    private typealias Person = (area: String, number: String, name: String?, age: String?)

    private static func load(
        _ people: [Person], delivery: Int64, intoEmptyTable: Bool = false, in store: Store
    ) async throws -> LoadCounts {
        let rows = people.map { [$0.area, $0.number, $0.name, $0.age] }
        return try await store.write { session in
            var batch = RowBatch(columns: 4)
            for (index, row) in rows.enumerated() {
                batch.beginRow(line: Int64(index + 2))
                for value in row {
                    if let value { batch.append(Array(value.utf8)) } else { batch.appendNull() }
                }
            }
            return try session.load(
                batch,
                by: LoadPlan(
                    table: "people", columns: ["area", "number", "name", "age"], key: ["area", "number"],
                    delivery: delivery, intoEmptyTable: intoEmptyTable))
        }
    }

    private static func rows(_ store: Store) async throws -> [String] {
        try await store.read { session in
            try session.all(
                "SELECT area, number, name, age, delivery, line, version FROM people ORDER BY area, number"
            ) { row in
                [
                    try row.text("area"), try row.text("number"), try row.optionalText("name") ?? "null",
                    try row.optionalInt("age").map(String.init) ?? "null", String(try row.int("delivery")),
                    String(try row.int("line")), String(try row.int("version")),
                ].joined(separator: "|")
            }
        }
    }

    @Test(
        "New, changed and equal rows are counted and only changes are written",
        arguments: TestEngine.available)
    func counts(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.people]) { store in
            let first: [Person] = [("东", "1", "张三", "30"), ("东", "2", "李四", nil), ("西", "1", "王五", "9")]
            let fresh = try await Self.load(first, delivery: 1, in: store)
            #expect(fresh == LoadCounts(inserted: 3))
            let again = try await Self.load(first, delivery: 2, in: store)
            #expect(again == LoadCounts(unchanged: 3))
            let second: [Person] = [("东", "1", "张三", "31"), ("东", "2", "李四", nil), ("西", "2", "赵六", "5")]
            let mixed = try await Self.load(second, delivery: 3, in: store)
            #expect(mixed == LoadCounts(inserted: 1, updated: 1, unchanged: 1))
            #expect(
                try await Self.rows(store) == [
                    "东|1|张三|31|3|2|2", "东|2|李四|null|1|3|1", "西|1|王五|9|1|4|1", "西|2|赵六|5|3|4|1",
                ])
        }
    }

    @Test("An empty text and null are two values", arguments: TestEngine.available)
    func emptyAndNull(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.people]) { store in
            _ = try await Self.load([("a", "", "", nil), ("a", "1", nil, nil)], delivery: 1, in: store)
            #expect(try await Self.rows(store) == ["a|||null|1|2|1", "a|1|null|null|1|3|1"])
            let swapped = try await Self.load(
                [("a", "", nil, nil), ("a", "1", "", nil)], delivery: 2, in: store)
            #expect(swapped == LoadCounts(updated: 2))
            #expect(try await Self.rows(store) == ["a||null|null|2|2|2", "a|1||null|2|3|2"])
        }
    }

    @Test(
        "Control characters and the marks of the transfer format stay what they are",
        arguments: TestEngine.available,
        ["a\tb", "a\nb", "a\r\nb", "a\\b", "\\N", "\\.", "\\t", "中\u{1}文", "\u{7F}", "'\"?$1"])
    func specialCharacters(engine: TestEngine, text: String) async throws {
        try await withStore(engine, migrations: [Self.people]) { store in
            _ = try await Self.load([("k", text, text, nil)], delivery: 1, in: store)
            let back = try await store.read { session in
                try session.first("SELECT number, name FROM people") {
                    [try $0.text("number"), try $0.text("name")]
                }
            }
            #expect(back == [text, text])
            #expect(try await Self.load([("k", text, text, nil)], delivery: 2, in: store).unchanged == 1)
        }
    }

    @Test("A table of nothing but its key is loaded too", arguments: TestEngine.available)
    func onlyKey(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.people]) { store in
            let plan = LoadPlan(table: "keys", columns: ["k"], key: ["k"], delivery: 1, intoEmptyTable: false)
            let counts = try await store.write { session in
                var counts = LoadCounts()
                for keys in [["a", "b"], ["b", "c"]] {
                    var batch = RowBatch(columns: 1)
                    for key in keys {
                        batch.beginRow(line: 1)
                        batch.append(Array(key.utf8))
                    }
                    counts += try session.load(batch, by: plan)
                }
                return counts
            }
            #expect(counts == LoadCounts(inserted: 3, unchanged: 1))
        }
    }

    @Test(
        "A load into a table said to be empty counts, and is refused where a key is there",
        arguments: TestEngine.available)
    func intoEmptyTable(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.people]) { store in
            let rows: [Person] = [("a", "1", "x", "1"), ("a", "2", nil, nil)]
            let counts = try await Self.load(rows, delivery: 1, intoEmptyTable: true, in: store)
            #expect(counts == LoadCounts(inserted: 2))
            let error = await #expect(throws: StoreError.self) {
                try await Self.load(
                    [("b", "1", nil, nil), ("a", "2", "y", nil)], delivery: 2, intoEmptyTable: true, in: store
                )
            }
            guard case .constraint = error else {
                Issue.record("not a constraint: \(String(describing: error))")
                return
            }
            #expect(try await Self.rows(store) == ["a|1|x|1|1|2|1", "a|2|null|null|1|3|1"])
        }
    }

    @Test(
        "A value of the wrong kind fails and loads nothing", arguments: [TestEngine.available.last ?? .sqlite]
    )
    func wrongKind(engine: TestEngine) async throws {
        // SQLite keeps a text in a number's column; PostgreSQL does not, and the connection must stay usable.
        guard engine == .postgresql else { return }
        try await withStore(engine, migrations: [Self.people]) { store in
            await #expect(throws: StoreError.self) {
                try await Self.load([("a", "1", "x", "三十")], delivery: 1, in: store)
            }
            let counts = try await Self.load([("a", "1", "x", "30")], delivery: 1, in: store)
            #expect(counts.inserted == 1)
        }
    }

    @Test("Many rows over several batches of one transaction", arguments: TestEngine.available)
    func manyRows(engine: TestEngine) async throws {
        try await withStore(engine, migrations: [Self.people]) { store in
            let counts = try await store.write { session in
                var counts = LoadCounts()
                let plan = LoadPlan(
                    table: "people", columns: ["area", "number", "name", "age"], key: ["area", "number"],
                    delivery: 7, intoEmptyTable: false)
                for part in 0..<3 {
                    var batch = RowBatch(columns: 4)
                    for row in 0..<5_000 {
                        batch.beginRow(line: Int64(row))
                        batch.append(Array("区\(part)".utf8))
                        batch.append(Array(String(row).utf8))
                        batch.append(Array("姓名\(row)\t".utf8))
                        batch.append(Array(String(row % 100).utf8))
                    }
                    counts += try session.load(batch, by: plan)
                }
                return counts
            }
            #expect(counts == LoadCounts(inserted: 15_000))
            let sum = try await store.read { try $0.number("SELECT sum(age) FROM people") }
            #expect(sum == 3 * 50 * 4_950)
        }
    }
}
