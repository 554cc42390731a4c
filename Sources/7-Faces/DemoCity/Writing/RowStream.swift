import Foundation

/// Why a file of generated rows could not be written (写文件故障).
public enum DemoCityError: Error, Sendable, Hashable {
    case unwritable(path: String)
    /// More rows were asked for than the generator has different keys.
    case tooManyRows(limit: Int)
    /// No demo data is known for the profile's jurisdiction.
    case noTerritory(division: String)
    /// A body, system or entry of the demo city is not there, or is not as the city has it.
    case incomplete(String)
    /// The story needs a store of its own.
    case notEmpty
    /// What the story tells did not happen: the platform is not as it promises.
    case storyBroken(String)
}

/// Rows on their way to a file or another taker (行输出), handed over in pieces of about 256 KB, so that a million rows
/// need no more memory than a thousand.
struct RowStream: ~Copyable {
    static let pieceBytes = 256 << 10

    private var piece: [UInt8] = []

    init() {
        piece.reserveCapacity(Self.pieceBytes + 4_096)
    }

    /// Lets `write` add one row, its line end included.
    @inline(__always)
    mutating func row(_ take: ([UInt8]) throws -> Void, _ write: (inout [UInt8]) -> Void) throws {
        write(&piece)
        if piece.count >= Self.pieceBytes { try flush(take) }
    }

    /// Hands over what is left; call once, at the end.
    mutating func flush(_ take: ([UInt8]) throws -> Void) throws {
        guard !piece.isEmpty else { return }
        try take(piece)
        piece.removeAll(keepingCapacity: true)
    }
}

/// A file written from the start (输出文件); what stood there before is gone.
struct RowFile {
    private let handle: FileHandle
    private let path: String

    init(path: String) throws(DemoCityError) {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .unwritable(path: path) }
        self.handle = handle
    }

    func write(_ piece: [UInt8]) throws(DemoCityError) {
        do {
            try handle.write(contentsOf: piece)
        } catch {
            throw .unwritable(path: path)
        }
    }

    func close() throws(DemoCityError) {
        do {
            try handle.close()
        } catch {
            throw .unwritable(path: path)
        }
    }
}
