import Crypto
import Foundation
import Regulation

/// Reads a file of a ``Journal`` that may be growing meanwhile (登记文件读取).
struct JournalReading: ~Copyable {
    private let descriptor: CInt

    /// Nil where there is no such file any more.
    init?(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw JournalFile.fault("cannot be read")
        }
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
        for _ in 0..<countMax where next + JournalFile.headBytes <= bytes.count {
            let count = bytes[next..<next + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
            let body = next + JournalFile.headBytes
            guard count > 0, count <= EntryLimits.bytesMax, body + count <= bytes.count else { break }
            let content = Array(bytes[body..<body + count])
            guard
                SHA256.hash(data: content).prefix(JournalFile.headBytes - 4).elementsEqual(
                    bytes[next + 4..<body])
            else { break }
            contents.append(content)
            next = body + count
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
