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

    /// The whole contents from `start` on, at most `countMax` of them or about `bytesMax` bytes, and where the next
    /// one begins. What is not yet written whole is left.
    func contents(from start: Int, countMax: Int, bytesMax: Int) throws -> (contents: [[UInt8]], end: Int) {
        let most = max(bytesMax, EntryLimits.bytesMax + JournalFile.headBytes)
        let bytes = try read(from: start, count: min(most, max(0, status().length - start)))
        var contents: [[UInt8]] = []
        var next = 0
        while contents.count < countMax, next + JournalFile.headBytes <= bytes.count {
            let count = bytes[next..<next + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
            let body = next + JournalFile.headBytes
            guard count <= EntryLimits.bytesMax, body + count <= bytes.count else { break }
            let content = Array(bytes[body..<body + count])
            guard
                SHA256.hash(data: content).prefix(JournalFile.headBytes - 4).elementsEqual(
                    bytes[next + 4..<body])
            else { break }
            contents.append(content)
            next = body + count
        }
        return (contents, start + next)
    }

    func read(from start: Int, count: Int) throws -> [UInt8] {
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
