import Foundation

/// The log as a folder of files (台账文件夹), laid out as it is served: to publish, to archive, to verify offline.
public struct LedgerFolder: LedgerSource {
    private let path: String

    public init(_ path: String) { self.path = path }

    public func checkpoint() async throws -> [UInt8]? {
        try read(.checkpoint, bytesMax: SignedNote.bytesMax)
    }

    public func tile(level: Int, number: Int64, width: Int) async throws -> [UInt8]? {
        let bytesMax = Tile.widthMax * TreeHash.byteCount
        let partial = width < Tile.widthMax ? width : nil
        if let bytes = try read(.tile(level: level, number: number, width: partial), bytesMax: bytesMax) {
            return bytes
        }
        // A partial file may go once the full one is there.
        guard partial != nil else { return nil }
        return try read(.tile(level: level, number: number, width: nil), bytesMax: bytesMax)
            .map { Array($0.prefix(width * TreeHash.byteCount)) }
    }

    public func entries(bundle: Int64, width: Int) async throws -> [UInt8]? {
        let bytesMax = Tile.widthMax * (EntryLimits.bytesMax + 2)
        let partial = width < Tile.widthMax ? width : nil
        if let bytes = try read(.entries(bundle: bundle, width: partial), bytesMax: bytesMax) { return bytes }
        guard partial != nil else { return nil }
        return try read(.entries(bundle: bundle, width: nil), bytesMax: bytesMax)
            .map { Self.first(width, of: $0) }
    }

    /// Copies every file of `ledger` as of its present checkpoint; files that are there already and full stay.
    ///
    /// The checkpoint is written last, so the folder never promises more than it holds.
    public func write(_ ledger: Ledger) async throws {
        guard let note = try await ledger.checkpoint() else { return }
        let size = try Checkpoint(SignedNote(Array(note.utf8))).size
        for level in 0..<TreeEdge.levels(size: size) {
            let hashes = size >> (8 * Int64(level))
            for number in 0..<((hashes + 255) / 256) {
                try Task.checkCancellation()
                let width = Tile.width(level: level, number: number, size: size)
                let partial = width < Tile.widthMax ? width : nil
                try await copy(.tile(level: level, number: number, width: partial), of: ledger)
                if level == 0 { try await copy(.entries(bundle: number, width: partial), of: ledger) }
            }
        }
        try write(Array(note.utf8), at: .checkpoint)
    }

    /// The first entries of a bundle, as far as it is whole.
    private static func first(_ count: Int, of bundle: [UInt8]) -> [UInt8] {
        var end = 0
        for _ in 0..<count where bundle.count - end >= 2 {
            end += 2 + (Int(bundle[end]) << 8 | Int(bundle[end + 1]))
        }
        return Array(bundle.prefix(end))
    }

    private func copy(_ file: LedgerPath, of ledger: Ledger) async throws {
        guard !FileManager.default.fileExists(atPath: name(file)) else { return }
        guard let bytes = try await ledger.file(at: file) else {
            throw LedgerError.damaged("\(file) is missing")
        }
        try write(bytes, at: file)
    }

    private func name(_ file: LedgerPath) -> String { "\(path)/\(file)" }

    private func write(_ bytes: [UInt8], at file: LedgerPath) throws {
        let url = URL(fileURLWithPath: name(file))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url, options: .atomic)
    }

    /// Nil where there is no file, nothing where it is longer than it may be; reads one byte past that at most.
    private func read(_ file: LedgerPath, bytesMax: Int) throws -> [UInt8]? {
        guard let handle = FileHandle(forReadingAtPath: name(file)) else { return nil }
        defer { try? handle.close() }
        let bytes = try handle.read(upToCount: bytesMax + 1) ?? Data()
        return bytes.count <= bytesMax ? Array(bytes) : []
    }
}
