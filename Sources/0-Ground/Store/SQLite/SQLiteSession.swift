import GRDB
import GRDBSQLite

/// A GRDB connection seen as a ``Session``. Statements come from GRDB's cache; values are bound and read
/// through SQLite's own calls, so that bytes go from the page to the answer without an object between.
final class SQLiteSession: Session {
    let dialect = Dialect.sqlite
    private let database: Database

    init(_ database: Database) { self.database = database }

    func each(_ sql: String, _ values: [Value], _ body: (Row) throws -> Void) throws {
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        defer { reset(statement) }
        try bind(values, to: statement)
        let row = Row(source: SQLiteRow(statement))
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try body(row)
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    func run(_ sql: String, _ values: [Value]) throws -> Int {
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        defer { reset(statement) }
        try bind(values, to: statement)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return Int(sqlite3_changes(database.sqliteConnection))
            default: throw failure()
            }
        }
    }

    func script(_ sql: String) throws { try database.execute(sql: sql) }

    func load(_ batch: borrowing RowBatch, by plan: LoadPlan) throws -> LoadCounts {
        let marks = Array(repeating: "?", count: plan.columns.count + 2).joined(separator: ", ")
        let values = "VALUES (\(marks), 1)"
        let sql = plan.upsert(source: values) + (plan.intoEmptyTable ? "" : " RETURNING version")
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        defer { reset(statement) }
        let width = CInt(plan.columns.count)
        sqlite3_bind_int64(statement, width + 1, plan.delivery)
        var counts = LoadCounts()
        try batch.eachRecord { record in
            for column in 0..<batch.columns {
                let position = CInt(truncatingIfNeeded: column + 1)
                guard let bytes = record.value(column) else {
                    sqlite3_bind_null(statement, position)
                    continue
                }
                // A null pointer would bind NULL where an empty text is meant.
                let start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
                sqlite3_bind_text(
                    statement, position, start?.assumingMemoryBound(to: CChar.self), CInt(bytes.count), nil)
            }
            sqlite3_bind_int64(statement, width + 2, record.line)
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                if sqlite3_column_int64(statement, 0) == 1 {
                    counts.inserted += 1
                } else {
                    counts.updated += 1
                }
            case SQLITE_DONE:
                if plan.intoEmptyTable { counts.inserted += 1 } else { counts.unchanged += 1 }
            default: throw failure()
            }
            sqlite3_reset(statement)
        }
        return counts
    }

    private func bind(_ values: [Value], to statement: OpaquePointer) throws {
        // A cached statement serves one loop at a time: the inner one would end the outer.
        guard sqlite3_stmt_busy(statement) == 0 else {
            throw StoreError.shape("the statement is already running on this session")
        }
        guard sqlite3_bind_parameter_count(statement) == values.count else {
            throw StoreError.shape("the statement takes another number of values")
        }
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            let position = CInt(index + 1)
            switch value {
            case .null: sqlite3_bind_null(statement, position)
            case .int(let number): sqlite3_bind_int64(statement, position, number)
            case .real(let number): sqlite3_bind_double(statement, position, number)
            case .text(var text):
                text.withUTF8 { utf8 in
                    let start = UnsafeRawPointer(utf8.baseAddress) ?? UnsafeRawPointer(bitPattern: 1)
                    _ = sqlite3_bind_text(
                        statement, position, start?.assumingMemoryBound(to: CChar.self), CInt(utf8.count),
                        copied)
                }
            case .bytes(let bytes):
                bytes.withUnsafeBytes { raw in
                    _ =
                        raw.isEmpty
                        ? sqlite3_bind_zeroblob(statement, position, 0)
                        : sqlite3_bind_blob(statement, position, raw.baseAddress, CInt(raw.count), copied)
                }
            }
        }
    }

    private func reset(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func failure() -> any Error {
        SQLiteEngine.translate(
            DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_errcode(database.sqliteConnection)),
                message: String(cString: sqlite3_errmsg(database.sqliteConnection))))
    }
}

/// The current row of a SQLite statement.
private final class SQLiteRow: RowSource {
    private let statement: OpaquePointer
    lazy var positions: [String: Int] = Dictionary(
        (0..<width).map { (String(cString: sqlite3_column_name(statement, CInt($0))), $0) },
        uniquingKeysWith: { first, _ in first })

    init(_ statement: OpaquePointer) { self.statement = statement }

    var width: Int { Int(sqlite3_column_count(statement)) }

    func isNull(_ position: Int) -> Bool { sqlite3_column_type(statement, CInt(position)) == SQLITE_NULL }

    func int(_ position: Int) throws(StoreError) -> Int64 {
        guard sqlite3_column_type(statement, CInt(position)) == SQLITE_INTEGER else {
            throw .shape("not a whole number in column \(position)")
        }
        return sqlite3_column_int64(statement, CInt(position))
    }

    func bytes(_ position: Int) throws(StoreError) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, CInt(position)) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, CInt(position)))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func withUTF8<T>(_ position: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let start = sqlite3_column_text(statement, CInt(position))
        let count = Int(sqlite3_column_bytes(statement, CInt(position)))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }
}
