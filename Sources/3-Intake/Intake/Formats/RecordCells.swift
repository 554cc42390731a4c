/// The cells of one record (记录单元): gathered anew for each in one buffer, bounded as a record of text is.
/// Used by one thread at a time.
final class RecordCells {
    private var buffer: UnsafeMutableRawBufferPointer
    private var used = 0
    private var starts: [Int] = []
    private var ends: [Int] = []
    private var faults: [CheckRule?] = []
    private(set) var hasFaults = false

    init() { buffer = .allocate(byteCount: 1 << 16, alignment: 16) }

    deinit { buffer.deallocate() }

    var count: Int { starts.count }

    /// Begins a record of so many empty cells.
    func begin(_ count: Int) {
        used = 0
        hasFaults = false
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(-1, count: count))
        ends.append(contentsOf: repeatElement(-1, count: count))
        faults.append(contentsOf: repeatElement(nil, count: count))
    }

    /// Whether the cell was set, be it to nothing.
    func isSet(_ index: Int) -> Bool { starts[index] >= 0 }

    /// Sets a cell.
    /// - Returns: false where the record would become larger than a record may be.
    func set(_ index: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard used + bytes.count <= CSVScanner.recordBytesMax else { return false }
        if used + bytes.count > buffer.count { grow(to: used + bytes.count) }
        if let source = bytes.baseAddress, let target = buffer.baseAddress, bytes.count > 0 {
            (target + used).copyMemory(from: source, byteCount: bytes.count)
        }
        starts[index] = used
        used += bytes.count
        ends[index] = used
        return true
    }

    func set(_ index: Int, _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { set(index, UnsafeRawBufferPointer($0)) }
    }

    func spoil(_ index: Int, _ rule: CheckRule) {
        if faults[index] == nil { faults[index] = rule }
        hasFaults = true
    }

    func fault(_ index: Int) -> CheckRule? { faults[index] }

    func cell(_ index: Int) -> UnsafeRawBufferPointer {
        guard starts[index] >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: buffer[starts[index]..<ends[index]])
    }

    private func grow(to count: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(count, buffer.count * 2), alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<used]))
        buffer.deallocate()
        buffer = larger
    }
}
