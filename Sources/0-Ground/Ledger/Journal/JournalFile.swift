import Crypto
import Foundation
import Store
import Synchronization

/// One file of a ``Journal``, held by the one that appends to it (登记文件).
///
/// Each content follows its length in four bytes, the lowest first, and the first eight bytes of its SHA-256: a
/// content that is cut short or was never written is known as such. Zeros follow the last one: a sync of bytes that the
/// file has already costs less than one that makes it longer. The file is locked for as long as it is held.
/// - Limits: ``bytesMax``; contents of 1 to ``EntryLimits/bytesMax`` bytes.
final class JournalFile: Sendable {
    /// A file of this length is given up for a new one.
    static let bytesMax = 16 << 20
    static let headBytes = 12
    static let suffix = ".journal"
    /// How far behind damage the next whole record is looked for.
    static let reachMax = bytesMax + (1 << 20)

    /// Zeros that are written ahead at once.
    private static let blank = [UInt8](repeating: 0, count: 1 << 20)

    private struct Extent {
        /// Bytes of contents.
        var length = 0
        /// Bytes of the file.
        var size = 0
    }

    private let path: String
    private let descriptor: CInt
    private let extent = Mutex(Extent())

    /// Makes a new file in `folder`. Files are taken up in the order of their names, that is of their making.
    convenience init(in folder: String) throws {
        for _ in 0..<Self.attemptsMax {
            guard let (path, descriptor) = try Self.make(in: folder) else { continue }
            self.init(path, descriptor)
            return
        }
        throw StoreError.busy
    }

    private init(_ path: String, _ descriptor: CInt) {
        self.path = path
        self.descriptor = descriptor
    }

    /// How often a new file may pass for one that was left behind, between its making and its locking.
    private static let attemptsMax = 16

    /// Nil where the new file was removed before it was locked.
    private static func make(in folder: String) throws -> (path: String, descriptor: CInt)? {
        let name =
            String(format: "%016llx-", UInt64(Date.now.timeIntervalSince1970 * 1_000_000))
            + String(UInt32.random(in: 0...UInt32.max), radix: 16)
        let path = folder + "/" + name + suffix
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault("cannot be made") }
        do {
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else { throw fault("cannot be locked") }
            }
            if links(descriptor) > 0 {
                try syncFolder(folder)
                return (path, descriptor)
            }
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        close(descriptor)
        return nil
    }

    deinit { close(descriptor) }

    var isFull: Bool { extent.withLock { $0.length } >= Self.bytesMax }

    /// Whether the file stands where it was made and holds what was appended to it, neither more nor less. Who
    /// integrates finds no records in one that somebody took away.
    var isIntact: Bool { extent.withLock { isIntact(size: $0.size) } }

    private func isIntact(size: Int) -> Bool {
        var (held, found) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && lstat(path, &found) == 0 && held.st_dev == found.st_dev
            && held.st_ino == found.st_ino && held.st_size == size
    }

    /// Returns when `contents` are on disk, in a file that will be found. Blocks its thread for a sync. After a fault
    /// the file is not to be used any more: how much of them it holds is not known. One in which no record was
    /// ever acknowledged is removed, so that a full disk is not filled with such files.
    func append(_ contents: [[UInt8]]) throws {
        do {
            try write(contents)
        } catch {
            if extent.withLock({ $0.length }) == 0 { unlink(path) }
            throw error
        }
    }

    private func write(_ contents: [[UInt8]]) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(contents.reduce(0) { $0 + $1.count + Self.headBytes })
        for content in contents {
            withUnsafeBytes(of: UInt32(content.count).littleEndian) { bytes.append(contentsOf: $0) }
            SHA256.hash(data: content).withUnsafeBytes {
                bytes.append(contentsOf: $0.prefix(Self.headBytes - 4))
            }
            bytes.append(contentsOf: content)
        }
        try extent.withLock { extent in
            let end = extent.length + bytes.count
            if end > extent.size { prepare(&extent, for: end) }
            try write(bytes, at: extent.length)
            guard fdatasync(descriptor) == 0 else { throw Self.fault("cannot be synced") }
            guard isIntact(size: max(extent.size, end)) else {
                throw StoreError.unavailable("a journal file was taken away or changed")
            }
            extent.length = end
            extent.size = max(extent.size, end)
            // Zeros that stay do no harm.
            if end >= Self.bytesMax, ftruncate(descriptor, off_t(end)) == 0 { extent.size = end }
        }
    }

    /// Makes the file reach beyond `end`. Where the disk is too full for that, the contents may still find room.
    private func prepare(_ extent: inout Extent, for end: Int) {
        while extent.size <= end {
            do { try write(Self.blank, at: extent.size) } catch {
                _ = ftruncate(descriptor, off_t(extent.size))
                return
            }
            extent.size += Self.blank.count
        }
    }

    private func write(_ bytes: [UInt8], at start: Int) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written,
                    off_t(start + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.fault("cannot be written") }
            written += count
        }
    }

    /// A folder is synced so that a file in it is found again.
    private static func syncFolder(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault("cannot be found again") }
        defer { close(descriptor) }
        // A file system that cannot sync a folder says EINVAL; it then keeps the entries by itself.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw fault("cannot be found again") }
    }

    private static func links(_ descriptor: CInt) -> Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_nlink) : 0
    }

    static func fault(_ what: String) -> StoreError {
        errno == ENOSPC || errno == EDQUOT
            ? .full : .unavailable("a journal file \(what): \(String(cString: strerror(errno)))")
    }
}
