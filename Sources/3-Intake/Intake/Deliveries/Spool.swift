import Crypto
import Regulation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder in which delivered bytes wait until their rows are stored (暂存区).
///
/// Owned by one process. A file is named after its content once it is accepted, and removed when its delivery has
/// finished; what was never accepted ends in `.part` and is swept away at the next start.
struct Spool: Sendable {
    let directory: String
    let bytesMax: Int64

    /// A file on its way in.
    struct Incoming: Sendable {
        let path: String
        /// SHA-256, hexadecimal.
        let digest: String
        let bytes: Int64
    }

    func path(entry: Int64, digest: String) -> String { "\(directory)/\(entry)-\(digest)" }

    func holds(entry: Int64, digest: String) -> Bool { access(path(entry: entry, digest: digest), R_OK) == 0 }

    /// Makes the folder where it is missing.
    func prepare() throws {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw IntakeError.spoolUnwritable(errorNumber: errno)
        }
    }

    /// Copies a file in; blocks its thread.
    func take(file path: String, id: String) throws -> Incoming {
        let source: OpenFile
        do { source = try OpenFile(reading: path) } catch is IntakeError {
            throw Refusal(IntakeCodes.unreadable, field: "file")
        }
        let writer = try Writer(self, id: id)
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count: Int
            do { count = try source.read(into: piece) } catch is IntakeError {
                throw Refusal(IntakeCodes.unreadable, field: "file")
            }
            if count == 0 { break }
            try writer.write(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
        return try writer.finish()
    }

    /// Gives an incoming file the name under which an accepted delivery finds it again, on disk for good.
    func keep(_ incoming: Incoming, entry: Int64) throws {
        guard rename(incoming.path, path(entry: entry, digest: incoming.digest)) == 0 else {
            throw IntakeError.spoolUnwritable(errorNumber: errno)
        }
        let folder = open(directory, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
    }

    func remove(_ path: String) { unlink(path) }

    /// Removes what was never accepted, before this process takes anything in.
    func sweep() {
        guard let folder = opendir(directory) else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".part") { unlink("\(directory)/\(name)") }
        }
    }

    /// Writes and digests one incoming file; removes it again unless it is finished. Used by one caller at a time.
    final class Writer: @unchecked Sendable {
        private let spool: Spool
        private let path: String
        private let file: OpenFile
        private var hash = SHA256()
        private var bytes: Int64 = 0
        private var isFinished = false

        init(_ spool: Spool, id: String) throws {
            self.spool = spool
            path = "\(spool.directory)/\(id).part"
            file = try OpenFile(creating: path)
        }

        deinit { if !isFinished { unlink(path) } }

        func write(_ piece: UnsafeRawBufferPointer) throws {
            bytes += Int64(piece.count)
            guard bytes <= spool.bytesMax else {
                throw Refusal(
                    IntakeCodes.tooLarge,
                    detail: Bilingual(
                        "上限 \(spool.bytesMax) 字节", "At most \(spool.bytesMax) bytes"), field: "file")
            }
            hash.update(bufferPointer: piece)
            try file.write(piece)
        }

        func finish() throws -> Incoming {
            guard bytes > 0 else { throw Refusal(IntakeCodes.empty, field: "file") }
            try file.sync()
            isFinished = true
            return Incoming(path: path, digest: Self.hex(hash.finalize()), bytes: bytes)
        }

        private static func hex(_ digest: SHA256.Digest) -> String {
            var digits: [UInt8] = []
            for byte in digest {
                for value in [byte >> 4, byte & 0xF] {
                    digits.append(value < 10 ? 0x30 + value : 0x57 + value)
                }
            }
            return String(decoding: digits, as: UTF8.self)
        }
    }
}
