/// A connection lent for the length of one closure (会话). Statements are prepared once and kept.
///
/// SQL is shared by both engines: `?` for values, `ON CONFLICT`, `RETURNING`, `IS DISTINCT FROM`.
/// It is always a literal of the code; what people write is only ever bound.
public protocol Session: AnyObject {
    var dialect: Dialect { get }
    /// Calls `body` with each row in turn.
    func each(_ sql: String, _ values: [Value], _ body: (Row) throws -> Void) throws
    /// Runs a statement; answers the number of rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [Value]) throws -> Int
    /// Runs several statements without values, separated by semicolons.
    func script(_ sql: String) throws
    /// Puts a batch into a keyed table: new keys are inserted, changed rows replaced, equal ones left alone.
    func load(_ batch: borrowing RowBatch, by plan: LoadPlan) throws -> LoadCounts
}

extension Session {
    @discardableResult
    public func run(_ sql: String) throws -> Int { try run(sql, []) }

    /// The first row mapped, or nil where there is none.
    public func first<T>(_ sql: String, _ values: [Value] = [], _ map: (Row) throws -> T) throws -> T? {
        var result: T?
        try each(sql, values) { row in
            if result == nil { result = try map(row) }
        }
        return result
    }

    /// Every row mapped. Statements bound their own number of rows.
    public func all<T>(_ sql: String, _ values: [Value] = [], _ map: (Row) throws -> T) throws -> [T] {
        var result: [T] = []
        try each(sql, values) { result.append(try map($0)) }
        return result
    }

    /// The whole number in the first column of the first row; 0 where there is none.
    public func number(_ sql: String, _ values: [Value] = []) throws -> Int64 {
        try first(sql, values) { $0.isNull(at: 0) ? 0 : try $0.int(at: 0) } ?? 0
    }
}
