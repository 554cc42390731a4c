import Store

/// Inserts many rows with few statements (多行插入): a server far away is asked once for 64 rows. SQLite, which is
/// near, takes one row at a time: for more it would first copy each page, so as to undo half a statement.
struct RowInsert: Sendable {
    private let columns: Int
    private let statements: [(rows: Int, sql: String)]

    init(_ table: String, _ columns: [String]) {
        self.columns = columns.count
        let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
        let insert = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES "
        statements = [64, 8, 1].map { rows in
            (rows, insert + Array(repeating: row, count: rows).joined(separator: ", "))
        }
    }

    /// `values` row by row; their number is a multiple of the number of columns.
    func run(_ values: [Value], in session: any Session) throws {
        assert(values.count.isMultiple(of: columns), "whole rows")
        var start = 0
        for (rows, sql) in statements where rows == 1 || session.dialect == .postgresql {
            while values.count - start >= rows * columns {
                try session.run(sql, Array(values[start..<start + rows * columns]))
                start += rows * columns
            }
        }
    }
}
