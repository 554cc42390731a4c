#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file opened for reading or writing, closed when it is let go. Used by one thread at a time.
final class OpenFile: @unchecked Sendable {
    private let descriptor: CInt

    init(reading path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw IntakeError.fileUnreadable(errorNumber: errno) }
    }

    /// A new file that only this account may read.
    init(creating path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
    }

    deinit { close(descriptor) }

    func rewind(to offset: Int) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw IntakeError.fileUnreadable(errorNumber: errno)
        }
    }

    /// Reads what comes next; 0 only at the end.
    func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = systemRead(descriptor, target.baseAddress, target.count)
            if count >= 0 { return count }
            if errno != EINTR { throw IntakeError.fileUnreadable(errorNumber: errno) }
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let count = systemWrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
            done += count
        }
    }

    /// Returns when everything written is on disk.
    func sync() throws {
        guard fsync(descriptor) == 0 else { throw IntakeError.spoolUnwritable(errorNumber: errno) }
    }
}

// The methods above hide the system's calls of the same name.
private func systemRead(_ file: CInt, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, bytes, count)
}

private func systemWrite(_ file: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
