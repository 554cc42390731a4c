/// Rows on their way into a table (行批): all values as UTF-8 bytes in one arena, no object a value.
///
/// Filled column by column, row by row; ``rowLines`` keeps the source line of each row.
public struct RowBatch: ~Copyable, Sendable {
    public let columns: Int
    /// The source line of each row.
    public private(set) var rowLines: [Int64] = []
    private(set) var arena: [UInt8] = []
    // One offset a value, plus the start; a null value is marked by the high bit of its end.
    private(set) var ends: [UInt32] = []

    static let nullMark: UInt32 = 1 << 31
    /// The most bytes a batch can hold.
    public static let bytesMax = 1 << 30

    public init(columns: Int, rows: Int = 0, bytes: Int = 0) {
        self.columns = columns
        rowLines.reserveCapacity(rows)
        ends.reserveCapacity(rows * columns)
        arena.reserveCapacity(bytes)
    }

    public var count: Int { rowLines.count }
    public var byteCount: Int { arena.count }

    /// Begins a row that came from `line`; `columns` values must follow.
    public mutating func beginRow(line: Int64) {
        assert(ends.count == rowLines.count * columns, "the row before is complete")
        rowLines.append(line)
    }

    public mutating func append(_ value: UnsafeRawBufferPointer) {
        arena.append(contentsOf: value)
        ends.append(UInt32(arena.count))
    }

    public mutating func append(_ value: some Collection<UInt8>) {
        arena.append(contentsOf: value)
        ends.append(UInt32(arena.count))
    }

    public mutating func appendNull() {
        ends.append(UInt32(arena.count) | Self.nullMark)
    }

    public mutating func removeAll() {
        rowLines.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Calls `body` with each value's bytes in reading order; nil for null.
    func eachValue(_ body: (Int, Int, UnsafeRawBufferPointer?) throws -> Void) rethrows {
        try arena.withUnsafeBytes { bytes in
            var start = 0
            var index = 0
            for row in 0..<count {
                for column in 0..<columns {
                    let mark = ends[index]
                    let end = Int(mark & ~Self.nullMark)
                    let isNull = mark & Self.nullMark != 0
                    try body(row, column, isNull ? nil : UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                    start = end
                    index += 1
                }
            }
        }
    }
}
