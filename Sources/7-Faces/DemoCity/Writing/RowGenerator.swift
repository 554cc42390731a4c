/// Makes the rows of a delivery from a seed (数据生成): any row at once, all of them in constant memory.
public protocol RowGenerator: Sendable {
    /// The first line of the CSV, without its line end.
    var header: String { get }
    /// How many rows there can be with a key of their own.
    var rowsMax: Int { get }
    /// The defect of row `index`, counted from 0; nil for a sound one.
    func defect(at index: Int) -> Defect?
    /// Appends row `index` as one line of CSV with its line feed.
    func append(_ index: Int, to row: inout [UInt8])
}

extension RowGenerator {
    /// The first row from `index` on without a defect.
    public func soundRow(from index: Int = 0) -> Int {
        var row = index
        while defect(at: row) != nil { row += 1 }
        return row
    }

    /// What the first `rows` rows hold.
    public func manifest(rows: Int) -> DefectManifest {
        var manifest = DefectManifest()
        for row in 0..<rows { manifest.add(defect(at: row)) }
        return manifest
    }

    /// Writes a CSV of `rows` rows under ``header``, in UTF-8 with line feeds, in constant memory; answers what it
    /// holds.
    @discardableResult
    public func write(rows: Int, to path: String) throws -> DefectManifest {
        let file = try RowFile(path: path)
        let manifest = try write(rows: rows) { try file.write($0) }
        try file.close()
        return manifest
    }

    /// As ``write(rows:to:)``, in pieces handed to `take`.
    @discardableResult
    public func write(rows: Int, take: ([UInt8]) throws -> Void) throws -> DefectManifest {
        guard rows <= rowsMax else { throw DemoCityError.tooManyRows(limit: rowsMax) }
        var manifest = DefectManifest()
        var stream = RowStream()
        try stream.row(take) {
            $0.append(contentsOf: header.utf8)
            $0.append(0x0A)
        }
        for row in 0..<rows {
            manifest.add(defect(at: row))
            try stream.row(take) { append(row, to: &$0) }
        }
        try stream.flush(take)
        return manifest
    }
}
