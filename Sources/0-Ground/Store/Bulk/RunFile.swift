import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The nameless file that holds sorted runs one after another.
final class RunFile: Sendable {
    private let descriptor: CInt
    // Where each run ends.
    private let ends = Mutex<[Int]>([])
    private static let pieceBytes = 1 << 20
    static let readBytes = 1 << 16

    init(directory: String) throws {
        var path = Array("\(directory)/sort-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw StoreError.unavailable("the sorting folder is not writable") }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Appends the records at `starts` of `batch` as one run.
    func write(_ batch: borrowing RowBatch, starts: [UInt32]) throws {
        var piece: [UInt8] = []
        piece.reserveCapacity(Self.pieceBytes + (1 << 16))
        var end = ends.withLock { $0.last ?? 0 }
        let columns = batch.columns
        _ = try batch.withRecords { base in
            for start in starts {
                piece.append(contentsOf: RowRecord(base: base + Int(start), columns: columns).bytes)
                if piece.count >= Self.pieceBytes { try flush(&piece, at: &end) }
            }
        }
        try flush(&piece, at: &end)
        ends.withLock { $0.append(end) }
    }

    private func flush(_ piece: inout [UInt8], at end: inout Int) throws {
        let isWritten = piece.withUnsafeBytes { bytes -> Bool in
            var done = 0
            while done < bytes.count {
                let count = pwrite(
                    descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(end + done))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                done += count
            }
            return true
        }
        guard isWritten else {
            throw errno == ENOSPC ? StoreError.full : StoreError.engine("a sorted run cannot be written")
        }
        end += piece.count
        piece.removeAll(keepingCapacity: true)
    }

    func readers(columns: Int) -> [RunReader] {
        var start = 0
        return ends.withLock { ends in
            ends.map { end in
                defer { start = end }
                return RunReader(file: self, range: start..<end, columns: columns)
            }
        }
    }

    /// Fills `target` from `offset` on; answers how many bytes came, 0 only at the end.
    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        while true {
            let count = pread(descriptor, target.baseAddress, target.count, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw StoreError.engine("a sorted run cannot be read") }
        }
    }
}

/// Reads one sorted run record by record, from the file or from memory.
final class RunReader {
    private let file: RunFile?
    private var range: Range<Int>
    private let columns: Int
    private var buffer: UnsafeMutableRawBufferPointer
    private var position = 0
    private var filled: Int

    init(file: RunFile, range: Range<Int>, columns: Int) {
        self.file = file
        self.range = range
        self.columns = columns
        buffer = .allocate(byteCount: RunFile.readBytes, alignment: 16)
        filled = 0
    }

    init(sorted batch: borrowing RowBatch, starts: [UInt32]) {
        file = nil
        range = 0..<0
        columns = batch.columns
        filled = batch.byteCount
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, batch.byteCount), alignment: 16)
        self.buffer = buffer
        let columns = batch.columns
        _ = batch.withRecords { base in
            var place = 0
            for start in starts {
                let bytes = RowRecord(base: base + Int(start), columns: columns).bytes
                UnsafeMutableRawBufferPointer(rebasing: buffer[place...]).copyMemory(from: bytes)
                place += bytes.count
            }
        }
    }

    deinit { buffer.deallocate() }

    /// The record at hand, without moving; nil at the end. It lives until ``advance()``.
    func current() throws -> RowRecord? {
        if filled - position < 4 { try refill(atLeast: 4) }
        guard filled - position >= 4, let base = buffer.baseAddress else { return nil }
        var record = RowRecord(base: base + position, columns: columns)
        if filled - position < record.size {
            try refill(atLeast: record.size)
            guard let base = buffer.baseAddress, filled - position >= 4 else { return nil }
            record = RowRecord(base: base + position, columns: columns)
            guard filled - position >= record.size else {
                throw StoreError.corrupt("a sorted run ends inside a row")
            }
        }
        return record
    }

    func advance() throws {
        guard let record = try current() else { return }
        position += record.size
    }

    private func refill(atLeast needed: Int) throws {
        guard let file, !range.isEmpty else { return }
        let rest = filled - position
        if needed > buffer.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: needed * 2, alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[position..<filled]))
            buffer.deallocate()
            buffer = larger
        } else if rest > 0, position > 0, let base = buffer.baseAddress {
            memmove(base, base + position, rest)
        }
        position = 0
        filled = rest
        while filled < needed, !range.isEmpty {
            let room = min(buffer.count - filled, range.count)
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + room)])
            let count = try file.read(into: target, at: range.lowerBound)
            guard count > 0 else { throw StoreError.corrupt("a sorted run is shorter than it was written") }
            filled += count
            range = (range.lowerBound + count)..<range.upperBound
        }
    }
}
