import Catalogue
import Datasets
import Store

/// Finds values that several rows share (唯一性检查), by the store's own grouping: a set is judged, not a row. Rows where
/// one of the values is missing are left out.
struct UniqueCheck: Sendable {
    let shape: DatasetShape
    let items: [Item]

    /// Rows whose values no other has, rows that repeat an earlier one, and rows that were looked at.
    struct Counts: Sendable {
        let unique: Int64
        let repeats: Int64
        let rows: Int64
    }

    private var columns: [String] { items.map(DatasetShape.column) }
    private var condition: String {
        items.map { item in
            let column = DatasetShape.column(item)
            return DatasetShape.storage(item.type) == "t"
                ? "\(column) IS NOT NULL AND \(column) <> ''" : "\(column) IS NOT NULL"
        }.joined(separator: " AND ")
    }

    func counts(in session: any Session) throws -> Counts {
        let group = columns.joined(separator: ", ")
        let found = try session.first(
            """
            SELECT CAST(coalesce(sum(n), 0) AS BIGINT), CAST(coalesce(sum(CASE WHEN n = 1 THEN 1 ELSE 0 END), 0)
                AS BIGINT), count(*)
            FROM (SELECT count(*) AS n FROM \(shape.table) WHERE \(condition) GROUP BY \(group)) g
            """
        ) { (try $0.int(at: 0), try $0.int(at: 1), try $0.int(at: 2)) }
        let (rows, unique, groups) = found ?? (0, 0, 0)
        return Counts(unique: unique, repeats: rows - groups, rows: rows)
    }

    /// Calls `body` with rows that share their values with others, at most `limit`: the values, delivery and line.
    func each(limit: Int, in session: any Session, _ body: (Row) throws -> Void) throws {
        let group = columns.joined(separator: ", ")
        let match = columns.map { "d.\($0) = g.\($0)" }.joined(separator: " AND ")
        try session.each(
            """
            SELECT \(columns.map { "d.\($0)" }.joined(separator: ", ")), d.delivery, d.line
            FROM (SELECT \(group) FROM \(shape.table) WHERE \(condition) GROUP BY \(group)
                HAVING count(*) > 1 LIMIT \(limit)) g
            JOIN \(shape.table) d ON \(match) LIMIT \(limit)
            """, [], body)
    }
}
