import Crypto
import Foundation
import Regulation

/// Reads a file of a ``Journal`` that may be growing meanwhile (登记文件读取).
struct JournalReading: ~Copyable {
    private let descriptor: CInt

    /// Nil where there is no such file any more, or none that a journal could have written.
    init?(_ path: String) throws {
        // Whoever opens a pipe must not wait for its other end, and a link may lead to the store's own file: closing
        // that would drop the locks of this process on it.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard opened >= 0 else {
            if errno == ENOENT || errno == ELOOP || errno == ENXIO { return nil }
            throw JournalFile.fault("cannot be read")
        }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Bytes of the file as it is now, and when it was last written.
    func status() throws -> (length: Int, writtenAt: Instant) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw JournalFile.fault("cannot be read") }
        let written =
            Int64(status.st_mtim.tv_sec) * 1_000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        return (Int(status.st_size), Instant(milliseconds: written))
    }

    /// Locks the file, for as long as it is being read, where nobody appends to it any more.
    func seize() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// The whole contents from `start` on, at most `countMax` of them and about `bytesMax` bytes, where the next one begins,
    /// and whether they are all. What is not yet written whole is left.
    func contents(
        from start: Int, countMax: Int, bytesMax: Int
    ) throws -> (contents: [[UInt8]], end: Int, isAll: Bool) {
        var contents: [[UInt8]] = []
        var end = start
        while contents.count < countMax, end - start < bytesMax {
            let bytes = try read(from: end, count: Self.stepBytes)
            let found = Self.contents(in: bytes, countMax: countMax - contents.count, into: &contents)
            if found == 0 { return (contents, end, true) }
            end += found
        }
        return (contents, end, false)
    }

    /// Bytes read at once: one content fits at least.
    private static let stepBytes = 2 * (EntryLimits.bytesMax + JournalFile.headBytes)

    /// Appends the whole contents at the beginning of `bytes`; answers how many bytes they take.
    private static func contents(in bytes: [UInt8], countMax: Int, into contents: inout [[UInt8]]) -> Int {
        var next = 0
        for _ in 0..<countMax {
            guard let body = Self.body(at: next, of: bytes) else { break }
            contents.append(Array(bytes[body]))
            next = body.upperBound
        }
        return next
    }

    /// Whether nothing but zeros follows from `start` on.
    func isBlank(from start: Int) throws -> Bool {
        var start = start
        while true {
            let bytes = try read(from: start, count: Self.stepBytes)
            if bytes.isEmpty { return true }
            guard bytes.allSatisfy({ $0 == 0 }) else { return false }
            start += bytes.count
        }
    }

    /// Where the first whole record behind `start` begins: what lies between is damage, and no record that is still
    /// being written, for behind that there is nothing yet. Nil where there is none within
    /// ``JournalFile/reachMax``.
    func wholeRecord(after start: Int) throws -> Int? {
        if try isBlank(from: start) { return nil }
        let bytes = try read(
            from: start, count: min(JournalFile.reachMax, max(0, status().length - start)))
        guard bytes.count > JournalFile.headBytes else { return nil }
        for place in 1..<(bytes.count - JournalFile.headBytes)
        // The upper bytes of a length are 0, and an entry is an object: neither is in the middle of another one.
        where bytes[place + 3] == 0 && bytes[place + 2] == 0 && bytes[place + JournalFile.headBytes] == 0x7B
            && Self.body(at: place, of: bytes) != nil
        { return start + place }
        return nil
    }

    /// The bytes of the content whose head stands at `place`; nil where it is cut short or not what was written.
    private static func body(at place: Int, of bytes: [UInt8]) -> Range<Int>? {
        let start = place + JournalFile.headBytes
        guard start <= bytes.count else { return nil }
        let count = bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard count > 0, count <= EntryLimits.bytesMax, start + count <= bytes.count,
            SHA256.hash(data: bytes[start..<start + count]).prefix(JournalFile.headBytes - 4).elementsEqual(
                bytes[place + 4..<start])
        else { return nil }
        return start..<start + count
    }

    private func read(from start: Int, count: Int) throws -> [UInt8] {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let read = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, start + filled)
                if read < 0, errno == EINTR { continue }
                isWhole = read >= 0
                guard read > 0 else { return }
                filled += read
            }
        }
        guard isWhole else { throw JournalFile.fault("cannot be read") }
        return bytes
    }
}
