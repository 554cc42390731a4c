import CPostgres
import Dispatch
import Synchronization

/// One libpq connection as a ``Session``. Used by one closure at a time: the pool lends it, its queue runs it.
final class PostgresConnection: Session, @unchecked Sendable {
    let dialect = Dialect.postgresql
    private let queue = DispatchQueue(label: "yuanliu.store.postgresql")
    private var connection: OpaquePointer?
    private var prepared: [String: String] = [:]
    /// Statements ever prepared here: each has a name of its own.
    private var preparedCount = 0
    /// Names that are no longer used, to be let go of as soon as the server takes a statement again.
    private var dropped: [String] = []
    private var lastFailure: (any Error)?
    /// Prepared statements kept a connection; beyond it the connection starts afresh.
    private static let preparedMax = 2_000

    /// How long the server may take to answer, where the URL does not say otherwise (`connect_timeout`).
    static let connectSecondsDefault = 10

    /// Connects on a queue of its own, off the server's threads.
    static func connect(url: String) async throws -> PostgresConnection {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "yuanliu.store.postgresql.connect").async {
                continuation.resume(with: Result { try PostgresConnection(url: url) })
            }
        }
    }

    /// Blocks its thread until the server has answered, or the time for it is over.
    init(url: String) throws {
        // What the URL says comes later and so wins.
        connection = Self.connect([
            ("connect_timeout", String(Self.connectSecondsDefault)), ("dbname", url),
        ])
        guard PQstatus(connection) == CONNECTION_OK else {
            PQfinish(connection)
            throw StoreError.unavailable("PostgreSQL cannot be reached at the given URL")
        }
        // Notices would go to standard error with whatever the server says.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        // A reader must not write; transactions that write say so.
        try script("SET TIME ZONE 'UTC'; SET default_transaction_read_only = on")
    }

    private static func connect(_ parameters: [(name: String, value: String)]) -> OpaquePointer? {
        func withTexts(
            _ texts: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?],
            _ body: ([UnsafePointer<CChar>?]) -> OpaquePointer?
        ) -> OpaquePointer? {
            guard let first = texts.first else { return body(pointers + [nil]) }
            return first.withCString { withTexts(texts.dropFirst(), pointers + [$0], body) }
        }
        return withTexts(parameters.map(\.name)[...], []) { names in
            withTexts(parameters.map(\.value)[...], []) { PQconnectdbParams(names, $0, 1) }
        }
    }

    var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }

    func shut() {
        PQfinish(connection)
        connection = nil
    }

    /// Runs `body` on this connection's own queue, off the server's threads.
    func perform<T: Sendable>(_ body: @Sendable () throws -> T) async throws -> T {
        try await withoutActuallyEscaping(body) { body in
            let loan = Loan(body)
            return try await withCheckedThrowingContinuation { continuation in
                // The queue keeps its block a moment longer than the caller waits: the loan is empty by then.
                queue.async { continuation.resume(with: loan.run()) }
            }
        }
    }

    func transaction<T>(serialisable: Bool, _ body: () throws -> T) throws -> T {
        try script(serialisable ? "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE" : "BEGIN READ WRITE")
        lastFailure = nil
        do {
            let result = try body()
            // The server ends a transaction at its first error, even where the body went on after it.
            if PQtransactionStatus(connection) == PQTRANS_INERROR {
                throw lastFailure ?? StoreError.engine("25P02")
            }
            try script("COMMIT")
            return result
        } catch {
            try? script("ROLLBACK")
            throw error
        }
    }

    func each(_ sql: String, _ values: [Value], _ body: (Row) throws -> Void) throws {
        let result = try execute(sql, values)
        defer { PQclear(result) }
        let source = PostgresRow(result)
        let row = Row(source: source)
        for number in 0..<PQntuples(result) {
            source.number = number
            try body(row)
        }
    }

    func run(_ sql: String, _ values: [Value]) throws -> Int {
        let result = try execute(sql, values)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func script(_ sql: String) throws {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        do { try check(result) } catch PostgresConflict.outdated {
            lastFailure = Self.unsupported
            throw Self.unsupported
        }
    }

    /// A newer version of the platform may have changed a table since its statement was prepared: `SELECT *` then has
    /// another result than the server promised (0A000). It is prepared anew and run again; inside a transaction,
    /// which that error has ended, the whole transaction is.
    private func execute(_ sql: String, _ values: [Value]) throws -> OpaquePointer? {
        let wasPrepared = prepared[sql] != nil
        do {
            return try executeOnce(sql, values)
        } catch PostgresConflict.outdated where wasPrepared {
            if let name = prepared.removeValue(forKey: sql) { dropped.append(name) }
            guard PQtransactionStatus(connection) == PQTRANS_IDLE else {
                lastFailure = PostgresConflict.again
                throw PostgresConflict.again
            }
            do { return try executeOnce(sql, values) } catch PostgresConflict.outdated {
                throw Self.unsupported
            }
        } catch PostgresConflict.outdated {
            lastFailure = Self.unsupported
            throw Self.unsupported
        }
    }

    private static let unsupported = StoreError.engine("0A000")

    private func executeOnce(_ sql: String, _ values: [Value]) throws -> OpaquePointer? {
        let name = try prepare(sql)
        var formats = [CInt](repeating: 0, count: values.count)
        var lengths = [CInt](repeating: 0, count: values.count)
        var arena: [UInt8] = []
        var starts: [Int?] = []
        for (index, value) in values.enumerated() {
            starts.append(arena.count)
            switch value {
            case .null: starts[index] = nil
            case .int(let number): arena.append(contentsOf: String(number).utf8)
            case .real(let number): arena.append(contentsOf: "\(number)".utf8)
            case .text(let text):
                // libpq would end the text at its first U+0000 and bind another value than was meant.
                guard !text.utf8.contains(0) else { throw StoreError.shape("a text holds U+0000") }
                arena.append(contentsOf: text.utf8)
            case .bytes(let bytes):
                formats[index] = 1
                arena.append(contentsOf: bytes)
            }
            lengths[index] = CInt(arena.count - (starts[index] ?? arena.count))
            arena.append(0)
        }
        let result = arena.withUnsafeBytes { bytes in
            let pointers = starts.map { start in
                start.flatMap { bytes.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return PQexecPrepared(
                connection, name, CInt(values.count), pointers, lengths, formats, 0)
        }
        do { try check(result) } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func prepare(_ sql: String) throws -> String {
        if let name = prepared[sql] { return name }
        if prepared.count + dropped.count >= Self.preparedMax {
            try script("DEALLOCATE ALL")
            prepared = [:]
            dropped = []
        }
        while let name = dropped.popLast() { try script("DEALLOCATE \(name)") }
        let name = "s\(preparedCount)"
        preparedCount += 1
        let result = PQprepare(connection, name, dialect.statement(sql), 0, nil)
        defer { PQclear(result) }
        try check(result)
        prepared[sql] = name
        return name
    }

    func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN, PGRES_EMPTY_QUERY: return
        default:
            let failure = failure(result)
            lastFailure = failure
            throw failure
        }
    }

    /// SQLSTATE and names of tables and constraints only: the server's text may quote a value.
    private func failure(_ result: OpaquePointer?) -> any Error {
        func field(_ code: Character) -> String {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, CInt(ascii)) else {
                return ""
            }
            return String(cString: text)
        }
        let state = field("C")
        let place = [field("t"), field("n")].filter { !$0.isEmpty }.joined(separator: ".")
        switch state {
        case "40001", "40P01": return PostgresConflict.again
        case "0A000": return PostgresConflict.outdated
        case "25006": return StoreError.unavailable("this connection only reads")
        case "53100": return StoreError.full
        case "55P03", "57014": return StoreError.busy
        case let state where state.hasPrefix("23"): return StoreError.constraint("\(state) \(place)")
        case let state where state.hasPrefix("08") || state.hasPrefix("57"):
            return StoreError.unavailable("PostgreSQL ended the connection (\(state))")
        case "" where !isAlive: return StoreError.unavailable("PostgreSQL ended the connection")
        default: return StoreError.engine("\(state) \(place)")
        }
    }

    func load(_ batch: borrowing RowBatch, by plan: LoadPlan) throws -> LoadCounts {
        let columns = (plan.columns + ["delivery", "line", "version"]).joined(separator: ", ")
        if plan.intoEmptyTable {
            try copy(batch, into: "\(plan.table) (\(columns))", delivery: plan.delivery)
            return LoadCounts(inserted: batch.count)
        }
        let stage = "stage_\(plan.table)"
        try script(
            """
            CREATE TEMPORARY TABLE \(stage) (LIKE \(plan.table) INCLUDING DEFAULTS) ON COMMIT DROP
            """)
        try copy(batch, into: "\(stage) (\(columns))", delivery: plan.delivery)
        let upsert = plan.upsert(source: "SELECT \(columns) FROM \(stage)")
        let counted = try first(
            """
            WITH loaded AS (\(upsert) RETURNING version)
            SELECT count(*), count(*) FILTER (WHERE version = 1) FROM loaded
            """
        ) { (try $0.int(at: 0), try $0.int(at: 1)) }
        try script("DROP TABLE \(stage)")
        let (changed, inserted) = counted ?? (0, 0)
        return LoadCounts(
            inserted: Int(inserted), updated: Int(changed - inserted), unchanged: batch.count - Int(changed))
    }

    /// COPY in PostgreSQL's text form: tab between values, `\N` for null, backslash before control characters.
    private func copy(_ batch: borrowing RowBatch, into target: String, delivery: Int64) throws {
        let begun = PQexec(connection, "COPY \(target) FROM STDIN")
        defer { PQclear(begun) }
        try check(begun)
        var text: [UInt8] = []
        let flushAt = 1 << 18
        text.reserveCapacity(flushAt + 4096)
        func flush() throws {
            guard !text.isEmpty else { return }
            let sent = text.withUnsafeBytes {
                PQputCopyData(connection, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count))
            }
            guard sent == 1 else { throw StoreError.unavailable("PostgreSQL ended the copy") }
            text.removeAll(keepingCapacity: true)
        }
        let stamp = Array("\t\(delivery)\t".utf8)
        try batch.eachRecord { record in
            for column in 0..<batch.columns {
                if column > 0 { text.append(0x09) }
                if let bytes = record.value(column) {
                    Self.escape(bytes, into: &text)
                } else {
                    text.append(contentsOf: [0x5C, 0x4E])
                }
            }
            text.append(contentsOf: stamp)
            text.append(contentsOf: String(record.line).utf8)
            text.append(contentsOf: [0x09, 0x31, 0x0A])
            if text.count >= flushAt { try flush() }
        }
        try flush()
        guard PQputCopyEnd(connection, nil) == 1 else {
            throw StoreError.unavailable("PostgreSQL ended the copy")
        }
        var failed: (any Error)?
        while let result = PQgetResult(connection) {
            do { try check(result) } catch { failed = error }
            PQclear(result)
        }
        if let failed { throw failed }
    }

    private static func escape(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case 0x09: text.append(contentsOf: [0x5C, 0x74])
            case 0x0A: text.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: text.append(contentsOf: [0x5C, 0x72])
            case 0x5C: text.append(contentsOf: [0x5C, 0x5C])
            default: text.append(byte)
            }
        }
    }
}

/// A closure lent to another thread for one call, and let go of before its answer is handed on.
private final class Loan<T: Sendable>: Sendable {
    private let body: Mutex<(@Sendable () throws -> T)?>

    init(_ body: @escaping @Sendable () throws -> T) { self.body = Mutex(body) }

    @inline(never)
    func run() -> Result<T, any Error> {
        let body = body.withLock { body in
            defer { body = nil }
            return body
        }
        guard let body else { return .failure(StoreError.engine("the work was already done")) }
        return Result { try body() }
    }
}

/// One row of a libpq result.
private final class PostgresRow: RowSource {
    private let result: OpaquePointer?
    var number: CInt = 0
    lazy var positions: [String: Int] = Dictionary(
        (0..<width).map { (String(cString: PQfname(result, CInt($0))), $0) },
        uniquingKeysWith: { first, _ in first })

    init(_ result: OpaquePointer?) { self.result = result }

    var width: Int { Int(PQnfields(result)) }

    func isNull(_ position: Int) -> Bool { PQgetisnull(result, number, CInt(position)) == 1 }

    func int(_ position: Int) throws(StoreError) -> Int64 {
        guard let value = Int64(withUTF8(position) { String(decoding: $0, as: UTF8.self) }) else {
            throw .shape("not a whole number in column \(position)")
        }
        return value
    }

    /// `bytea` comes as `\x` and hexadecimal digits.
    func bytes(_ position: Int) throws(StoreError) -> [UInt8] {
        let decoded = withUTF8(position) { text -> [UInt8]? in
            guard text.count >= 2, text.count % 2 == 0, text[0] == 0x5C, text[1] == 0x78 else { return nil }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count / 2 - 1)
            for index in stride(from: 2, to: text.count, by: 2) {
                guard let high = Self.nibble(text[index]), let low = Self.nibble(text[index + 1]) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            }
            return bytes
        }
        guard let decoded else { throw .shape("not a byte string in column \(position)") }
        return decoded
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }

    func withUTF8<T>(_ position: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let start = PQgetvalue(result, number, CInt(position))
        let count = Int(PQgetlength(result, number, CInt(position)))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }
}
