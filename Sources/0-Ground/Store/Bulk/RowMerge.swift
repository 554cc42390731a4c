/// Rows in the order of their keys (归并), read batch by batch; made by ``RowSorter/finish()``.
///
/// Used by one caller at a time.
public final class RowMerge: @unchecked Sendable {
    private let columns: Int
    private let key: Int
    private let readers: [RunReader]
    // A binary heap: the smallest key on top, among equal keys the earliest run.
    private var heap: [Head] = []
    // The key that was taken last, as the beginning of a record.
    private var lastKey: [UInt8] = []
    private var lastPrefix = KeyPrefix(high: 0, low: 0)

    private struct Head {
        let prefix: KeyPrefix
        let run: Int
        let record: RowRecord
    }

    init(columns: Int, key: Int, readers: [RunReader]) throws {
        self.columns = columns
        self.key = key
        self.readers = readers
        for run in readers.indices {
            guard let head = try head(of: run) else { continue }
            heap.append(head)
        }
        for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
    }

    /// The next rows with keys of their own, at most `rowsMax` and not many more than `bytesMax` bytes; nil at
    /// the end. `repeated` is told the line and the key's bytes of each row left out because an earlier line has
    /// its key; all repeats of a key are told in the call that answers it.
    public func next(
        rowsMax: Int, bytesMax: Int, repeated: (Int64, UnsafeRawBufferPointer) -> Void
    ) throws -> RowBatch? {
        var batch = RowBatch(columns: columns, rows: min(rowsMax, 1 << 16), bytes: min(bytesMax, 1 << 22))
        while let top = heap.first {
            if isLast(top) {
                repeated(top.record.line, top.record.keyBytes(key: key))
            } else {
                if batch.count >= rowsMax || batch.byteCount >= bytesMax { break }
                batch.append(top.record)
                remember(top)
            }
            try replaceTop()
        }
        return batch.count == 0 ? nil : consume batch
    }

    /// Passes over the first `rows` keys and their repeats, for work that is taken up again.
    public func skip(rows: Int) throws {
        var passed = 0
        while let top = heap.first {
            if !isLast(top) {
                if passed == rows { return }
                passed += 1
                remember(top)
            }
            try replaceTop()
        }
    }

    private func isLast(_ head: Head) -> Bool {
        guard !lastKey.isEmpty, head.prefix == lastPrefix else { return false }
        return lastKey.withUnsafeBytes { bytes in
            bytes.baseAddress.map {
                head.record.compare(RowRecord(base: $0, columns: columns), key: key) == 0
            } ?? false
        }
    }

    private func remember(_ head: Head) {
        lastPrefix = head.prefix
        lastKey.removeAll(keepingCapacity: true)
        lastKey.append(
            contentsOf: UnsafeRawBufferPointer(start: head.record.base, count: head.record.end(key - 1)))
    }

    private func head(of run: Int) throws -> Head? {
        guard let record = try readers[run].current() else { return nil }
        return Head(prefix: record.prefix(key: key), run: run, record: record)
    }

    private func replaceTop() throws {
        let run = heap[0].run
        try readers[run].advance()
        if let next = try head(of: run) {
            heap[0] = next
        } else {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        sink(0)
    }

    private func isBefore(_ one: Head, _ two: Head) -> Bool {
        if one.prefix != two.prefix { return one.prefix < two.prefix }
        let order = one.record.compare(two.record, key: key)
        return order != 0 ? order < 0 : one.run < two.run
    }

    private func sink(_ start: Int) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return }
            if child + 1 < heap.count, isBefore(heap[child + 1], heap[child]) { child += 1 }
            guard isBefore(heap[child], heap[parent]) else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
