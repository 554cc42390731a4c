import Catalogue
import Regulation
import Store

/// Some rows of a dataset in the order of their keys (数据集分页), for the provider's own people.
public struct DatasetPage: Sendable, Hashable {
    public static let rowsMax = 100

    /// One row with where it came from (来源).
    public struct Line: Sendable, Hashable {
        /// In the order of the page's items; nil for no value.
        public let values: [String?]
        public let delivery: Int64
        public let line: Int64
        /// 1 when it was first delivered, one more with each change.
        public let version: Int64
    }

    public let items: [Item]
    public let rows: [Line]
    /// The key after which the next page begins; nil at the end.
    public let next: [String]?
}

extension Datasets {
    /// The rows that follow `after` in key order, at most 100.
    public func page(
        of shape: DatasetShape, after: [String]?, rows limit: Int = DatasetPage.rowsMax,
        in session: any Session
    ) throws -> DatasetPage {
        let limit = max(1, min(limit, DatasetPage.rowsMax))
        let columns = shape.items.map(DatasetShape.column).joined(separator: ", ")
        let keys = shape.key.map(DatasetShape.column).joined(separator: ", ")
        let lookup = try Lookup(shape, items: shape.items)
        let from = try after.map { try lookup.values(of: $0) } ?? []
        let marks = shape.key.map { _ in "?" }.joined(separator: ", ")
        let condition = from.isEmpty ? "" : "WHERE (\(keys)) > (\(marks))"
        let width = shape.items.count
        var rows = try session.all(
            """
            SELECT \(columns), delivery, line, version FROM \(shape.table) \(condition)
            ORDER BY \(keys) LIMIT \(limit + 1)
            """, from
        ) { row in
            DatasetPage.Line(
                values: try (0..<width).map { row.isNull(at: $0) ? nil : try row.text(at: $0) },
                delivery: try row.int(at: width), line: try row.int(at: width + 1),
                version: try row.int(at: width + 2))
        }
        guard rows.count > limit else { return DatasetPage(items: shape.items, rows: rows, next: nil) }
        rows.removeLast()
        let places = shape.items.indices.filter { shape.items[$0].isKey }
        let next = rows.last.map { last in places.map { last.values[$0] ?? "" } }
        return DatasetPage(items: shape.items, rows: rows, next: next)
    }

    /// The rows that are in the table now, counted: slow for large ones; ``standing(of:in:)`` keeps the number.
    public func countRows(of shape: DatasetShape, in session: any Session) throws -> Int64 {
        try session.number("SELECT count(*) FROM \(shape.table)")
    }
}
