import Catalogue
import Datasets
import Protection
import Regulation
import Store

/// What the first reading of a file found (整件检查结果).
struct FileFindings: Sendable {
    let format: DeliveryFormat
    let encoding: TextEncoding
    /// The sheet that was read.
    let sheet: String?
    /// The element that is a row.
    let rowElement: RowElement?
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
    /// Nil for what the content shows.
    let format: DeliveryFormat?
    let encoding: TextEncoding?
    let header: DeliveryOptions.Header
    let sheet: String?
    let rowElement: RowElement?
    let mapping: ColumnMapping?
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
        let file = try DeliveredFile(
            path: path, format: format, encoding: encoding, sheet: sheet, rowElement: rowElement)
        // Each kind of source by itself, so that reading one is code made for it.
        switch file.rows {
        case .text(let rows): return try run(rows, of: file)
        case .workbook(let rows): return try run(rows, of: file)
        case .json(let rows): return try run(rows, of: file)
        case .xml(let rows): return try run(rows, of: file)
        }
    }

    private func run<Rows: RowSource>(_ rows: Rows, of file: DeliveredFile) throws -> FileFindings {
        guard try rows.next() else { throw Refusal(IntakeCodes.empty) }
        let record =
            rows.names ?? (0..<rows.fieldCount).map { String(decoding: rows.field($0), as: UTF8.self) }
        let match = try HeaderMatch(
            first: record, isNamed: rows.names != nil, shape: shape, header: header, mapping: mapping,
            profile: profile)
        var checker = RowChecker(
            match, today: today, profile: profile, fingerprint: fingerprint, references: references)
        let sorter = RowSorter(columns: match.items.count, key: shape.key.count, directory: directory)
        var batch = Self.freshBatch(match)
        var hasRow = true
        if match.hasHeader, rows.names == nil { hasRow = try rows.next() }
        while hasRow {
            checker.take(rows, into: &batch)
            if batch.byteCount >= RowSorter.batchBytes {
                try sorter.add(batch)
                batch = Self.freshBatch(match)
            }
            hasRow = try rows.next()
        }
        guard checker.good + checker.bad > 0 else { throw Refusal(IntakeCodes.empty) }
        try rows.finish()
        try sorter.add(batch)
        return FileFindings(
            format: file.format, encoding: file.encoding, sheet: file.sheet, rowElement: file.rowElement,
            hasHeader: match.hasHeader, columns: match.items,
            rowsRead: checker.good + checker.bad, good: checker.good, bad: checker.bad,
            problems: checker.problems, notices: checker.notices, rows: try sorter.finish())
    }

    private static func freshBatch(_ match: HeaderMatch) -> RowBatch {
        // Room for the row that crosses the bound, so that the arena does not grow.
        RowBatch(columns: match.items.count, rows: 1 << 14, bytes: RowSorter.batchBytes + (1 << 16))
    }
}
