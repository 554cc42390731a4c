import Crypto
import Regulation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder in which delivered bytes wait until their rows are stored (暂存区).
///
/// Processes on one data folder share it. Each has a ``SpoolMark`` there for as long as it lives, and its incoming
/// files carry the mark's name and end in `.part`. A file is named after its content once it is accepted, and removed
/// when its delivery has finished. What a process that has ended left unaccepted is swept away by the others.
struct Spool: Sendable {
    let directory: String
    let bytesMax: Int64
    let mark: SpoolMark
    /// How old a file must be that no delivery owes any more, before it is swept away: far more than the moments
    /// between naming a file and the store's record of it.
    static let unownedSecondsMin = 3_600

    /// Makes the folder where it is missing, and this process's mark in it.
    init(directory: String, bytesMax: Int64, newID: () -> String) throws(IntakeError) {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw IntakeError.spoolUnwritable(errorNumber: errno)
        }
        self.directory = directory
        self.bytesMax = bytesMax
        mark = try SpoolMark.own(in: directory, newID: newID)
    }

    /// A file on its way in.
    struct Incoming: Sendable {
        let path: String
        /// SHA-256, hexadecimal.
        let digest: String
        let bytes: Int64
    }

    func path(entry: Int64, digest: String) -> String { "\(directory)/\(entry)-\(digest)" }

    func holds(entry: Int64, digest: String) -> Bool { access(path(entry: entry, digest: digest), R_OK) == 0 }

    /// Whether `holder` is a process of this folder that has ended for sure.
    func hasEnded(_ holder: String) -> Bool {
        holder != mark.holder && SpoolMark.left(by: holder, in: directory) != nil
    }

    /// Takes bytes in as they arrive.
    func take<Chunks: AsyncSequence>(_ chunks: Chunks, id: String) async throws -> Incoming
    where Chunks.Element == [UInt8] {
        let writer = try Writer(self, id: id)
        for try await chunk in chunks { try chunk.withUnsafeBytes { try writer.write($0) } }
        return try await Lane.run { try writer.finish() }
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
    func keep(_ incoming: Incoming, entry: Int64, as identity: String) throws {
        guard rename(incoming.path, path(entry: entry, digest: identity)) == 0 else {
            throw IntakeError.spoolUnwritable(errorNumber: errno)
        }
        let folder = open(directory, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
    }

    func remove(_ path: String) { unlink(path) }

    /// Puts a kept file that cannot be read as what was accepted out of the way, for whoever looks after the machine.
    func setAside(entry: Int64, digest: String) {
        let path = path(entry: entry, digest: digest)
        rename(path, path + Self.damagedEnding)
    }

    /// Removes the file of a delivery that has finished, and what was set aside of it before.
    func forget(entry: Int64, digest: String) {
        let path = path(entry: entry, digest: digest)
        unlink(path)
        unlink(path + Self.damagedEnding)
    }

    static let damagedEnding = ".damaged"

    /// Removes what ended processes left unaccepted, their marks, and files that are none of `owed` for long.
    func sweep(owed: Set<String>) {
        let names = names()
        for name in names where name.hasSuffix(".part") {
            let holder = String(name.prefix { $0 != "-" && $0 != "." })
            if holder == mark.holder { continue }
            if !SpoolMark.exists(holder, in: directory) || hasEnded(holder) { unlink("\(directory)/\(name)") }
        }
        for name in names where name.hasSuffix(SpoolMark.ending) {
            let holder = String(name.dropLast(SpoolMark.ending.count))
            if holder != mark.holder { SpoolMark.left(by: holder, in: directory)?.erase() }
        }
        for name in names where Self.isKept(name) && !owed.contains(name) {
            var facts = stat()
            let path = "\(directory)/\(name)"
            guard stat(path, &facts) == 0, facts.st_mtim.tv_sec + Self.unownedSecondsMin < time(nil) else {
                continue
            }
            unlink(path)
        }
    }

    /// `<entry>-<SHA-256>`.
    private static func isKept(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && Int64(parts[0]) != nil && parts[1].utf8.count == 64
    }

    private func names() -> [String] {
        guard let folder = opendir(directory) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
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
            path = "\(spool.directory)/\(spool.mark.holder)-\(id).part"
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
            return Incoming(path: path, digest: Spool.hex(hash.finalize()), bytes: bytes)
        }

    }

    static func hex(_ digest: SHA256.Digest) -> String {
        var digits: [UInt8] = []
        for byte in digest {
            for value in [byte >> 4, byte & 0xF] {
                digits.append(value < 10 ? 0x30 + value : 0x57 + value)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
