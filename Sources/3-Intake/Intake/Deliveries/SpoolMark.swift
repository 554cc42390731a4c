import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The sign of life of a process in a spool folder (占用标记): a locked file that the system lets go of when the
/// process ends, however it ends.
///
/// Several processes may work in one folder. What a process left there is taken up or swept away by another only
/// once its mark can be locked.
final class SpoolMark: Sendable {
    /// What the mark is called, and the process in the store's records of deliveries.
    let holder: String
    private let path: String
    private let file: Mutex<CInt?>

    static let ending = ".lock"
    private static let attemptsMax = 8

    private init(holder: String, path: String, file: CInt) {
        self.holder = holder
        self.path = path
        self.file = Mutex(file)
    }

    deinit { release() }

    /// A new mark for this process, under one of the names of `newID`.
    static func own(in directory: String, newID: () -> String) throws(IntakeError) -> SpoolMark {
        for _ in 0..<attemptsMax {
            let holder = newID()
            let path = "\(directory)/\(holder)\(ending)"
            let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else {
                if errno == EEXIST { continue }
                throw IntakeError.spoolUnwritable(errorNumber: errno)
            }
            // A sweep may have locked or removed it between these two calls.
            if lock(file), isInFolder(file) { return SpoolMark(holder: holder, path: path, file: file) }
            close(file)
        }
        throw IntakeError.spoolUnwritable(errorNumber: EAGAIN)
    }

    /// The mark of a process that has ended; nil where it is alive, or unknown in this folder.
    static func left(by holder: String, in directory: String) -> SpoolMark? {
        let path = "\(directory)/\(holder)\(ending)"
        let file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        guard lock(file) else {
            close(file)
            return nil
        }
        return SpoolMark(holder: holder, path: path, file: file)
    }

    static func exists(_ holder: String, in directory: String) -> Bool {
        access("\(directory)/\(holder)\(ending)", F_OK) == 0
    }

    /// Lets go of the lock: from now on this process counts as ended.
    func release() {
        file.withLock { file in
            if let open = file { close(open) }
            file = nil
        }
    }

    /// Takes the mark away for good.
    func erase() {
        unlink(path)
        release()
    }

    private static func lock(_ file: CInt) -> Bool { flock(file, LOCK_EX | LOCK_NB) == 0 }

    private static func isInFolder(_ file: CInt) -> Bool {
        var facts = stat()
        return fstat(file, &facts) == 0 && facts.st_nlink > 0
    }
}
