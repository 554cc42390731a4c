/// Rows on their way into a table (行批): each row one record of UTF-8 bytes in a common arena, no object a value.
///
/// A row is begun with its source line and filled column by column.
public struct RowBatch: ~Copyable, Sendable {
    public let columns: Int
    private(set) var arena: [UInt8] = []
    /// Where each record begins in the arena.
    private(set) var starts: [UInt32] = []
    // The column that the next value goes to.
    private var column = 0
    private let blankHead: [UInt8]

    /// The most bytes a batch can hold.
    public static let bytesMax = 1 << 30

    public init(columns: Int, rows: Int = 0, bytes: Int = 0) {
        self.columns = columns
        blankHead = Array(repeating: 0, count: RowRecord.headBytes(columns: columns))
        starts.reserveCapacity(rows)
        arena.reserveCapacity(bytes)
    }

    public var count: Int { starts.count }
    public var byteCount: Int { arena.count }

    /// The source line of each row.
    public var rowLines: [Int64] {
        var lines: [Int64] = []
        lines.reserveCapacity(count)
        eachRecord { lines.append($0.line) }
        return lines
    }

    /// Begins a row that came from `line`; `columns` values must follow.
    public mutating func beginRow(line: Int64) {
        assert(starts.isEmpty || column == columns, "the row before is complete")
        assert(arena.count < Self.bytesMax, "a batch is bounded")
        starts.append(UInt32(truncatingIfNeeded: arena.count))
        arena.append(contentsOf: blankHead)
        column = 0
        let start = arena.count - blankHead.count
        arena.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: line, toByteOffset: start + RowRecord.lineOffset, as: Int64.self)
        }
    }

    public mutating func append(_ value: UnsafeRawBufferPointer) {
        arena.append(contentsOf: value)
        endValue()
    }

    public mutating func append(_ value: some Collection<UInt8>) {
        arena.append(contentsOf: value)
        endValue()
    }

    /// Lets `write` add the bytes of one value to the arena, which it must only append to; it answers whether
    /// there is a value at all, else null is kept.
    public mutating func append(writing write: (inout [UInt8]) -> Bool) {
        endValue(mark: write(&arena) ? 0 : RowRecord.nullMark)
    }

    public mutating func appendNull() {
        endValue(mark: RowRecord.nullMark)
    }

    /// Takes the row back that was begun last, complete or not.
    public mutating func dropRow() {
        guard let start = starts.popLast() else { return }
        arena.removeLast(arena.count - Int(start))
        column = columns
    }

    public mutating func removeAll() {
        starts.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        column = 0
    }

    /// Adds a copy of a row of another batch with as many columns.
    mutating func append(_ record: RowRecord) {
        assert(record.columns == columns)
        starts.append(UInt32(truncatingIfNeeded: arena.count))
        arena.append(contentsOf: record.bytes)
        column = columns
    }

    private mutating func endValue(mark: UInt32 = 0) {
        assert(column < columns, "a row has as many values as the batch has columns")
        guard let start = starts.last.map(Int.init) else { return }
        let end = UInt32(truncatingIfNeeded: arena.count - start)
        let place = start + RowRecord.endsOffset + column * 4
        column += 1
        let isLast = column == columns
        arena.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: end | mark, toByteOffset: place, as: UInt32.self)
            if isLast { bytes.storeBytes(of: end, toByteOffset: start, as: UInt32.self) }
        }
    }

    /// Calls `body` with each row in order; the record lives as long as the call.
    func eachRecord(_ body: (RowRecord) throws -> Void) rethrows {
        try withRecords { base in
            for start in starts { try body(RowRecord(base: base + Int(start), columns: columns)) }
        }
    }

    /// Lends the arena, in which `starts` point.
    func withRecords<Result>(_ body: (UnsafeRawPointer) throws -> Result) rethrows -> Result? {
        try arena.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            return try body(base)
        }
    }
}
