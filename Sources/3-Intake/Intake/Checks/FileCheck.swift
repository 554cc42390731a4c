import Catalogue
import Datasets
import Protection
import Regulation
import Store

/// What the first reading of a file found (整件检查结果).
struct FileFindings: Sendable {
    let encoding: TextEncoding
    let hasHeader: Bool
    /// The items of the rows' values, the key first.
    let columns: [Item]
    let rowsRead: Int
    let good: Int
    let bad: Int
    let problems: [ProblemRow]
    /// Old division codes, recognised.
    let notices: DivisionNotices
    /// The good rows in key order.
    let rows: RowMerge
}

/// Reads a whole file once, before anything of it is stored (整件检查): structure errors refuse it as a whole, rows
/// with problems are set aside, the rest comes out in key order.
///
/// Pure but for the file and a nameless sorting file: the same bytes give the same findings, so that a delivery
/// that was cut short is taken up by checking its file again.
struct FileCheck: Sendable {
    let path: String
    let shape: DatasetShape
    let encoding: TextEncoding?
    let header: DeliveryOptions.Header
    /// `yyyymmdd`.
    let today: Int
    let profile: Profile
    let fingerprint: Fingerprint
    /// The folder of the sorting file.
    let directory: String
    /// Code lists and old codes that values are held to.
    var references = ValueReferences.none

    /// Blocks its thread for as long as the file takes.
    /// - Throws: a refusal for a file that cannot be taken.
    func run() throws -> FileFindings {
        let file = try OpenFile(reading: path)
        let encoding = try self.encoding ?? Self.detect(file)
        let scanner = try CSVScanner(TextSource(file: file, encoding: encoding))
        guard try scanner.next() else { throw Refusal(IntakeCodes.empty) }
        let record = (0..<scanner.fieldCount).map { String(decoding: scanner.field($0), as: UTF8.self) }
        let match = try HeaderMatch(first: record, shape: shape, header: header, profile: profile)
        var checker = RowChecker(
            match, today: today, profile: profile, fingerprint: fingerprint, references: references)
        let sorter = RowSorter(columns: match.items.count, key: shape.key.count, directory: directory)
        var batch = Self.freshBatch(match)
        var hasRow = true
        if match.hasHeader { hasRow = try scanner.next() }
        while hasRow {
            checker.take(scanner, into: &batch)
            if batch.byteCount >= RowSorter.batchBytes {
                try sorter.add(batch)
                batch = Self.freshBatch(match)
            }
            hasRow = try scanner.next()
        }
        guard checker.good + checker.bad > 0 else { throw Refusal(IntakeCodes.empty) }
        try sorter.add(batch)
        return FileFindings(
            encoding: encoding, hasHeader: match.hasHeader, columns: match.items,
            rowsRead: checker.good + checker.bad, good: checker.good, bad: checker.bad,
            problems: checker.problems, notices: checker.notices, rows: try sorter.finish())
    }

    private static func freshBatch(_ match: HeaderMatch) -> RowBatch {
        // Room for the row that crosses the bound, so that the arena does not grow.
        RowBatch(columns: match.items.count, rows: 1 << 14, bytes: RowSorter.batchBytes + (1 << 16))
    }

    private static func detect(_ file: OpenFile) throws -> TextEncoding {
        let window = UnsafeMutableRawBufferPointer.allocate(
            byteCount: TextEncoding.windowBytes, alignment: 16)
        defer { window.deallocate() }
        var filled = 0
        while filled < window.count {
            let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: window[filled...]))
            if count == 0 { break }
            filled += count
        }
        let found = UnsafeRawBufferPointer(rebasing: window[..<filled])
        let encoding = TextEncoding.detect(found)
        // Much of any binary file is well-formed GB 18030: its control characters give it away.
        if encoding == .gb18030, let place = found.firstIndex(where: isControl) {
            let line = found[..<place].count { $0 == 0x0A } + 1
            throw IntakeCodes.refusal(IntakeCodes.binary, line: Int64(line))
        }
        return encoding
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    }
}
