/// One row of a result (结果行): valid only inside the closure that receives it.
///
/// Columns are asked for by name; hot paths ask by position, which skips the look-up.
public struct Row {
    let source: any RowSource

    /// The number of columns.
    public var width: Int { source.width }

    public func position(_ column: String) throws(StoreError) -> Int {
        guard let position = source.positions[column] else { throw .shape("no column \(column)") }
        return position
    }

    public func isNull(_ column: String) throws(StoreError) -> Bool { source.isNull(try position(column)) }
    public func int(_ column: String) throws(StoreError) -> Int64 { try int(at: position(column)) }
    public func bool(_ column: String) throws(StoreError) -> Bool { try int(column) != 0 }
    public func text(_ column: String) throws(StoreError) -> String { try text(at: position(column)) }

    public func optionalInt(_ column: String) throws(StoreError) -> Int64? {
        let position = try position(column)
        return source.isNull(position) ? nil : try int(at: position)
    }

    public func optionalText(_ column: String) throws(StoreError) -> String? {
        let position = try position(column)
        return source.isNull(position) ? nil : try text(at: position)
    }

    public func bytes(_ column: String) throws(StoreError) -> [UInt8] {
        let position = try position(column)
        if source.isNull(position) { throw .shape("null in \(column)") }
        return try source.bytes(position)
    }

    public func isNull(at position: Int) -> Bool { source.isNull(position) }

    public func int(at position: Int) throws(StoreError) -> Int64 {
        if source.isNull(position) { throw .shape("null in column \(position)") }
        return try source.int(position)
    }

    public func text(at position: Int) throws(StoreError) -> String {
        if source.isNull(position) { throw .shape("null in column \(position)") }
        return source.withUTF8(position) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a text column without a copy; empty for null. They live as long as `body` runs.
    public func withUTF8<T>(at position: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try source.withUTF8(position, body)
    }
}

/// What an engine offers of its current row.
protocol RowSource: AnyObject {
    var width: Int { get }
    var positions: [String: Int] { get }
    func isNull(_ position: Int) -> Bool
    func int(_ position: Int) throws(StoreError) -> Int64
    func bytes(_ position: Int) throws(StoreError) -> [UInt8]
    func withUTF8<T>(_ position: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T
}
