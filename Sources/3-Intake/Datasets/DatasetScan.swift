import Catalogue
import Store

/// One pass over every row of a dataset in the order of its key (数据集遍历), piece by piece: the same on both engines,
/// in memory that does not grow with the rows.
///
/// The columns of a row are the items in order, then the delivery and the line it came from, then one truth (1 or 0)
/// for each ``Presence``.
public struct DatasetScan: Sendable {
    /// Rows of one piece.
    public static let rowsPerPiece = 20_000

    /// Whether the values of a row are the key of a row elsewhere (引用存在).
    public struct Presence: Sendable, Hashable {
        /// Items of the rows that are read, in the order of the other dataset's key.
        public let items: [Item]
        public let target: DatasetShape

        public init(_ items: [Item], in target: DatasetShape) {
            self.items = items
            self.target = target
        }
    }

    public let shape: DatasetShape
    /// The columns of what a row came from.
    public let deliveryColumn: Int
    public let lineColumn: Int
    public let presenceColumn: Int

    private let first: String
    private let following: String
    private let keys: [(column: Int, isNumber: Bool)]

    public init(_ shape: DatasetShape, presences: [Presence] = []) {
        self.shape = shape
        deliveryColumn = shape.items.count
        lineColumn = shape.items.count + 1
        presenceColumn = shape.items.count + 2
        let columns = shape.items.map(DatasetShape.column)
        let order = shape.key.map(DatasetShape.column).joined(separator: ", ")
        let marks = shape.key.map { _ in "?" }.joined(separator: ", ")
        let truths = presences.map { presence in
            let match = zip(presence.target.key, presence.items).map { key, item in
                "t.\(DatasetShape.column(key)) = a.\(DatasetShape.column(item))"
            }.joined(separator: " AND ")
            return
                "CASE WHEN EXISTS (SELECT 1 FROM \(presence.target.table) t WHERE \(match)) THEN 1 ELSE 0 END"
        }
        let inner = (columns + ["delivery", "line"]).joined(separator: ", ")
        let outer = (columns.map { "a.\($0)" } + ["a.delivery", "a.line"] + truths).joined(separator: ", ")
        func statement(_ condition: String) -> String {
            let piece =
                "SELECT \(inner) FROM \(shape.table) \(condition) ORDER BY \(order) LIMIT \(Self.rowsPerPiece)"
            guard !presences.isEmpty else { return piece }
            // The rows are cut off before the others are looked up, so that only theirs are.
            return
                "SELECT \(outer) FROM (\(piece)) a ORDER BY \(shape.key.map { "a." + DatasetShape.column($0) }.joined(separator: ", "))"
        }
        first = statement("")
        following = statement("WHERE (\(order)) > (\(marks))")
        keys = shape.key.map { key in
            (
                shape.items.firstIndex { $0.number == key.number } ?? 0,
                ["i", "l"].contains(DatasetShape.storage(key.type))
            )
        }
    }

    /// Calls `body` with each row of the piece after `place`, the first where none is given.
    /// - Returns: where the next piece begins; nil after the last.
    public func piece(
        after place: [Value]?, in session: any Session, _ body: (Row) throws -> Void
    ) throws -> [Value]? {
        var count = 0
        var last: [Value]?
        try session.each(place == nil ? first : following, place ?? []) { row in
            count += 1
            try body(row)
            guard count == Self.rowsPerPiece else { return }
            last = try keys.map { key in
                let text = try row.text(at: key.column)
                return key.isNumber ? Value(Int64(text)) : .text(text)
            }
        }
        return last
    }
}
