import CSQLite
import NIOCore

/// One connection with one prepared statement: a person by identifier, written as JSON into a buffer.
///
/// Not for two threads at once.
final class Lookup {
    enum Fault: Error { case sqlite(Int32) }

    private let connection: OpaquePointer
    private let statement: OpaquePointer
    /// `"name":` of each column, ready to be copied.
    private let labels: [[UInt8]]

    init(path: String) throws {
        var connection: OpaquePointer?
        let opened = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        guard opened == SQLITE_OK, let connection else { throw Fault.sqlite(opened) }
        var statement: OpaquePointer?
        let prepared = sqlite3_prepare_v3(
            connection, "SELECT * FROM person WHERE id_number = ?", -1, UInt32(SQLITE_PREPARE_PERSISTENT),
            &statement, nil)
        guard prepared == SQLITE_OK, let statement else {
            sqlite3_close(connection)
            throw Fault.sqlite(prepared)
        }
        self.connection = connection
        self.statement = statement
        labels = (0..<sqlite3_column_count(statement)).map { column in
            let name = sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
            return Array("\"\(name)\":".utf8)
        }
    }

    deinit {
        sqlite3_finalize(statement)
        sqlite3_close(connection)
    }

    /// Appends the row of `id`; false when there is none.
    func write(_ id: Substring, to buffer: inout ByteBuffer) -> Bool {
        var id = id
        defer { sqlite3_reset(statement) }
        return id.withUTF8 { bytes -> Bool in
            bytes.withMemoryRebound(to: CChar.self) { text in
                _ = sqlite3_bind_text(statement, 1, text.baseAddress, Int32(text.count), nil)
            }
            guard sqlite3_step(statement) == SQLITE_ROW else { return false }
            buffer.writeInteger(UInt8(ascii: "{"))
            for (column, label) in labels.enumerated() {
                if column > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
                buffer.writeBytes(label)
                writeValue(Int32(column), to: &buffer)
            }
            buffer.writeInteger(UInt8(ascii: "}"))
            return true
        }
    }

    private func writeValue(_ column: Int32, to buffer: inout ByteBuffer) {
        guard let text = sqlite3_column_text(statement, column) else {
            buffer.writeStaticString("null")
            return
        }
        let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
        buffer.writeInteger(UInt8(ascii: "\""))
        var clean = 0
        for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            buffer.writeBytes(bytes[clean..<index])
            Self.escape(byte, to: &buffer)
            clean = index + 1
        }
        buffer.writeBytes(bytes[clean...])
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to buffer: inout ByteBuffer) {
        switch byte {
        case 0x22: buffer.writeStaticString("\\\"")
        case 0x5C: buffer.writeStaticString("\\\\")
        default:
            let digits = Array("0123456789abcdef".utf8)
            buffer.writeStaticString("\\u00")
            buffer.writeBytes([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
}
