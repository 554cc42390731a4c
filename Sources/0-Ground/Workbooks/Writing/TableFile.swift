import Glibc
import Regulation

/// A list as a file (清单文件): one table, as an .xlsx workbook or as CSV, row by row in constant memory.
///
/// Every value is text in either form, and none of them ever becomes a formula. CSV is RFC 4180 in UTF-8 with a byte
/// order mark, by which spreadsheet programs know the encoding. Not safe to share between tasks.
public final class TableFile {
    /// The form of the file (文件格式).
    public enum Form: String, Sendable, Hashable, CaseIterable {
        case xlsx, csv

        /// The form that the ending of a file's name asks for; nil where it asks for none of them.
        public init?(path: String) {
            guard let form = Self.allCases.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") })
            else { return nil }
            self = form
        }

        public var mediaType: String {
            switch self {
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .csv: "text/csv"
            }
        }
    }

    private enum Sink {
        case workbook(WorkbookWriter)
        case text(CSVFile)
    }

    private let sink: Sink

    /// Begins a file in `directory`, which only its owner can read, with the titles of `layout` as its first row.
    public init(_ form: Form, _ layout: SheetLayout, directory: String) throws {
        switch form {
        case .xlsx:
            let writer = try WorkbookWriter(directory: directory)
            try writer.begin(layout)
            sink = .workbook(writer)
        case .csv:
            let file = try CSVFile(directory: directory)
            try file.write(layout.columns.map(\.title))
            sink = .text(file)
        }
    }

    /// Writes one row. Refuses with `workbook-too-large` what no sheet can hold.
    public func write(_ row: [String]) throws {
        switch sink {
        case .workbook(let writer): try writer.write(row)
        case .text(let file): try file.write(row)
        }
    }

    /// Completes the file and answers its path; the caller owns it from here on.
    public func finish() throws -> String {
        switch sink {
        case .workbook(let writer): try writer.finish()
        case .text(let file): try file.finish()
        }
    }
}

/// A CSV file under way (CSV 文件): removed with its writer unless it is finished.
final class CSVFile {
    /// Bytes gathered before they are written.
    private static let pieceBytes = 64 << 10

    private let path: String
    private let descriptor: Int32
    private var waiting: [UInt8] = [0xEF, 0xBB, 0xBF]
    private var isFinished = false

    init(directory: String) throws {
        var template = Array("\(directory)/table-XXXXXX.csv".utf8CString)
        descriptor = mkstemps(&template, 4)
        guard descriptor >= 0 else { throw WorkbookError.unwritable }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(path) }
    }

    func write(_ row: [String]) throws {
        waiting += Array(CSVLine.text(row).utf8)
        if waiting.count >= Self.pieceBytes { try flush() }
    }

    func finish() throws -> String {
        try flush()
        isFinished = true
        return path
    }

    private func flush() throws {
        var written = 0
        while written < waiting.count {
            let count = waiting.withUnsafeBytes { bytes -> Int in
                guard let start = bytes.baseAddress else { return 0 }
                return Glibc.write(descriptor, start + written, bytes.count - written)
            }
            guard count > 0 else { throw WorkbookError.unwritable }
            written += count
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
