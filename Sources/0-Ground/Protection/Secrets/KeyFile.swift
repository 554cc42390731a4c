#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file that holds a master key (主密钥文件): its 32 bytes and nothing else, readable by its owner alone.
public enum KeyFile {
    /// Reads the key; refuses a file of another user, one that others may read or write, and any other length.
    public static func load(path: String) throws(ProtectionError) -> MasterKey {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .keyFile(errorNumber: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .keyFile(errorNumber: errno) }
        // Asked of the open file, not the path: nobody can put another in its place in between.
        guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0,
            status.st_uid == geteuid()
        else { throw .keyFileExposed }
        guard status.st_size == MasterKey.length else { throw .wrongKeyLength }
        var bytes = [UInt8](repeating: 0, count: MasterKey.length)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(file, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .keyFile(errorNumber: count < 0 ? errno : EIO) }
            filled += count
        }
        return try MasterKey(bytes: bytes)
    }

    /// Reads the key, or makes a new one where there is no file.
    ///
    /// The new file appears whole or not at all, on disk before this returns, and never in place of another: of two
    /// processes that start at once, both end with the same key.
    public static func loadOrCreate(path: String) throws(ProtectionError) -> MasterKey {
        do {
            return try load(path: path)
        } catch .keyFile(errorNumber: ENOENT) {
            try create(MasterKey.random(), path: path)
            return try load(path: path)
        }
    }

    /// Puts `key` on disk at `path`; leaves what is already there.
    static func create(_ key: MasterKey, path: String) throws(ProtectionError) {
        let draft = "\(path).\(getpid()).\(UInt64.random(in: .min ... .max))"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .keyFile(errorNumber: errno) }
        defer { unlink(draft) }
        let written = write(key, to: file)
        let failed = errno
        guard close(file) == 0, written else { throw .keyFile(errorNumber: failed) }
        // A link, unlike a renaming, fails where the name is taken.
        guard link(draft, path) == 0 || errno == EEXIST else { throw .keyFile(errorNumber: errno) }
        try settle(directoryOf: path)
    }

    private static func write(_ key: MasterKey, to file: Int32) -> Bool {
        key.withBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = unistdWrite(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return fsync(file) == 0
        }
    }

    /// Makes the new name itself survive a power cut.
    private static func settle(directoryOf path: String) throws(ProtectionError) {
        let directory: String
        if let slash = path.lastIndex(of: "/") {
            directory = slash == path.startIndex ? "/" : String(path[..<slash])
        } else {
            directory = "."
        }
        let handle = open(directory, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw .keyFile(errorNumber: errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw .keyFile(errorNumber: errno) }
    }
}

// The system's `write` is hidden by the one above.
private func unistdWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
