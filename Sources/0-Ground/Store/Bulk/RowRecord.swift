#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One row in an arena or in a sorted run: its size, its source line, the end of each value, then the values.
///
/// The ends count from the record's first byte; the high bit marks null.
struct RowRecord {
    static let lineOffset = 8
    static let endsOffset = 16
    static let nullMark: UInt32 = 1 << 31

    let base: UnsafeRawPointer
    let columns: Int

    static func headBytes(columns: Int) -> Int { endsOffset + columns * 4 }

    @inline(__always)
    var size: Int { Int(base.loadUnaligned(as: UInt32.self)) }

    @inline(__always)
    var line: Int64 { base.loadUnaligned(fromByteOffset: Self.lineOffset, as: Int64.self) }

    @inline(__always)
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: size) }

    @inline(__always)
    private func mark(_ column: Int) -> UInt32 {
        base.loadUnaligned(fromByteOffset: Self.endsOffset + column * 4, as: UInt32.self)
    }

    /// Where the value of `column` ends.
    @inline(__always)
    func end(_ column: Int) -> Int { Int(mark(column) & ~Self.nullMark) }

    /// The value of `column`; nil for null.
    @inline(__always)
    func value(_ column: Int) -> UnsafeRawBufferPointer? {
        let mark = mark(column)
        guard mark & Self.nullMark == 0 else { return nil }
        let start = column == 0 ? Self.headBytes(columns: columns) : end(column - 1)
        return UnsafeRawBufferPointer(start: base + start, count: Int(mark) - start)
    }

    /// The values of the key, one after another.
    func keyBytes(key: Int) -> UnsafeRawBufferPointer {
        let start = Self.headBytes(columns: columns)
        return UnsafeRawBufferPointer(start: base + start, count: end(key - 1) - start)
    }

    /// The first 16 bytes of the key as a number that sorts like them: settles most comparisons.
    @inline(__always)
    func prefix(key: Int) -> KeyPrefix {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var taken = 0
        for column in 0..<key {
            guard taken < 16, let value = value(column) else { continue }
            for byte in value.prefix(16 - taken) {
                if taken < 8 {
                    high |= UInt64(byte) << (56 - 8 * UInt64(taken))
                } else {
                    low |= UInt64(byte) << (56 - 8 * UInt64(taken - 8))
                }
                taken += 1
            }
            // A zero byte ends each part: no value holds one, so that parts cannot run into each other.
            taken += 1
        }
        return KeyPrefix(high: high, low: low)
    }

    /// Below, at or above zero as the key (the first `key` columns) sorts before, with or after that of `other`.
    func compare(_ other: RowRecord, key: Int) -> Int {
        for column in 0..<key {
            let one = value(column)
            let two = other.value(column)
            let shorter = min(one?.count ?? 0, two?.count ?? 0)
            if shorter > 0, let first = one?.baseAddress, let second = two?.baseAddress {
                let order = memcmp(first, second, shorter)
                if order != 0 { return Int(order) }
            }
            let longer = (one?.count ?? 0) - (two?.count ?? 0)
            if longer != 0 { return longer }
        }
        return 0
    }
}

/// The beginning of a key, comparable at once.
struct KeyPrefix: Comparable {
    let high: UInt64
    let low: UInt64

    @inline(__always)
    static func < (one: KeyPrefix, other: KeyPrefix) -> Bool {
        one.high != other.high ? one.high < other.high : one.low < other.low
    }
}

extension RowBatch {
    /// The starts of the records in the order of their keys; equal keys keep their order.
    func sortedStarts(key: Int) -> [UInt32] {
        struct Place {
            let prefix: KeyPrefix
            let start: UInt32
        }
        let columns = columns
        let starts = starts
        return withRecords { base -> [UInt32] in
            func compare(_ one: Place, _ two: Place) -> Int {
                if one.prefix != two.prefix { return one.prefix < two.prefix ? -1 : 1 }
                return RowRecord(base: base + Int(one.start), columns: columns)
                    .compare(RowRecord(base: base + Int(two.start), columns: columns), key: key)
            }
            var places: [Place] = []
            places.reserveCapacity(starts.count)
            var isSorted = true
            for start in starts {
                let record = RowRecord(base: base + Int(start), columns: columns)
                let place = Place(prefix: record.prefix(key: key), start: start)
                if isSorted, let last = places.last, compare(last, place) > 0 { isSorted = false }
                places.append(place)
            }
            if isSorted { return starts }
            places.sort { one, two in
                let order = compare(one, two)
                return order != 0 ? order < 0 : one.start < two.start
            }
            return places.map(\.start)
        } ?? []
    }
}
