import Regulation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Cuts delimited text into records and fields (分隔文本扫描), as RFC 4180 says, in constant memory.
///
/// Records end with CRLF, LF or CR, the last one with or without; empty lines are passed over. A quoted field may
/// hold delimiters, line ends and doubled quotes. A quote inside an unquoted field is kept and told by
/// ``hasStrayQuote``. Used by one thread at a time.
final class CSVScanner {
    static let recordBytesMax = 1 << 20
    static let fieldsMax = 1_000
    private static let bufferBytes = 4 << 20

    private let source: TextSource
    private let buffer: UnsafeMutablePointer<UInt8>
    // What each byte ends: bit 0 an unquoted field, bit 1 a run inside quotes.
    private let stops: UnsafeMutablePointer<UInt8>
    private let starts: UnsafeMutablePointer<Int>
    private let ends: UnsafeMutablePointer<Int>
    private var doubled: [Int] = []
    private var position = 0
    private var filled = 0
    private var isAtEnd = false
    private var nextLine: Int64 = 1
    private(set) var delimiter: UInt8 = 0x2C

    /// The line on which the record at hand begins, from 1.
    private(set) var line: Int64 = 1
    private(set) var fieldCount = 0
    private(set) var hasStrayQuote = false

    /// - Parameter delimiter: nil for a tab where the first line has tabs and no comma, else a comma.
    init(_ source: TextSource, delimiter stated: UInt8? = nil) throws {
        self.source = source
        buffer = .allocate(capacity: Self.bufferBytes)
        stops = .allocate(capacity: 256)
        starts = .allocate(capacity: Self.fieldsMax)
        ends = .allocate(capacity: Self.fieldsMax)
        try refill()
        delimiter = stated ?? firstLineDelimiter()
        markStops()
    }

    deinit {
        buffer.deallocate()
        stops.deallocate()
        starts.deallocate()
        ends.deallocate()
    }

    /// A field of the record at hand, without its quotes; lives until the next call of ``next()``.
    @inline(__always)
    func field(_ index: Int) -> UnsafeRawBufferPointer {
        assert(index < fieldCount)
        return UnsafeRawBufferPointer(start: buffer + starts[index], count: ends[index] - starts[index])
    }

    /// Moves to the next record; false at the end.
    /// - Throws: a refusal with the line for anything that makes the rest of the file doubtful.
    func next() throws -> Bool {
        while true {
            line = nextLine
            switch scan() {
            case .record:
                // `""` alone is a record with an empty field; nothing at all is no record.
                if fieldCount == 1, starts[0] == ends[0], buffer[starts[0]] != Self.quote { continue }
                unfold()
                return true
            case .more: try refill()
            case .end: return false
            case .refused(let code, let line): throw IntakeCodes.refusal(code, line: line)
            }
        }
    }

    private static let quote: UInt8 = 0x22
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    private enum Outcome {
        case record, more, end
        case refused(ReasonCode, Int64)
    }

    private func markStops() {
        stops.initialize(repeating: 0, count: 256)
        for byte in 0..<0x20 where byte != 0x09 { stops[byte] = 3 }
        stops[Int(Self.quote)] = 3
        stops[Int(delimiter)] = 1
    }

    /// Tab where the first line has tabs and no comma.
    private func firstLineDelimiter() -> UInt8 {
        var hasTab = false
        for index in 0..<filled {
            switch buffer[index] {
            case 0x2C: return 0x2C
            case 0x09: hasTab = true
            case Self.lineFeed, Self.carriageReturn: return hasTab ? 0x09 : 0x2C
            default: continue
            }
        }
        return hasTab ? 0x09 : 0x2C
    }

    // Scans one record from `position`; changes nothing unless it is whole.
    private func scan() -> Outcome {
        if position == filled { return isAtEnd ? .end : .more }
        let buffer = buffer
        let stops = stops
        let filled = filled
        var index = position
        var count = 0
        var lines: Int64 = 0
        var isStray = false
        doubled.removeAll(keepingCapacity: true)
        while true {
            guard count < Self.fieldsMax else { return .refused(IntakeCodes.tooManyFields, line) }
            if index < filled, buffer[index] == Self.quote {
                index += 1
                starts[count] = index
                switch skipQuoted(&index, &lines, field: count) {
                case .record: break
                case let other: return other
                }
                ends[count] = index
                index += 1
                if index == filled, !isAtEnd { return .more }
            } else {
                starts[count] = index
                while true {
                    while index < filled, stops[Int(buffer[index])] & 1 == 0 { index += 1 }
                    guard index < filled, buffer[index] == Self.quote else { break }
                    isStray = true
                    index += 1
                }
                if index == filled, !isAtEnd { return .more }
                ends[count] = index
            }
            count += 1
            if index == filled { return finish(count, index, lines, isStray) }
            switch buffer[index] {
            case delimiter: index += 1
            case Self.lineFeed: return finish(count, index + 1, lines + 1, isStray)
            case Self.carriageReturn:
                if index + 1 == filled, !isAtEnd { return .more }
                let isPair = index + 1 < filled && buffer[index + 1] == Self.lineFeed
                return finish(count, index + (isPair ? 2 : 1), lines + 1, isStray)
            case let byte where stops[Int(byte)] == 3: return .refused(IntakeCodes.binary, line + lines)
            default: return .refused(IntakeCodes.textAfterQuote, line + lines)
            }
        }
    }

    // Moves `index` to the closing quote of a field.
    private func skipQuoted(_ index: inout Int, _ lines: inout Int64, field: Int) -> Outcome {
        var hasDoubled = false
        while true {
            while index < filled, stops[Int(buffer[index])] & 2 == 0 { index += 1 }
            if index == filled { return isAtEnd ? .refused(IntakeCodes.unclosedQuote, line) : .more }
            switch buffer[index] {
            case Self.quote:
                if index + 1 == filled, !isAtEnd { return .more }
                guard index + 1 < filled, buffer[index + 1] == Self.quote else {
                    if hasDoubled { doubled.append(field) }
                    return .record
                }
                hasDoubled = true
                index += 2
            case Self.lineFeed:
                lines += 1
                index += 1
            case Self.carriageReturn:
                if index + 1 == filled, !isAtEnd { return .more }
                if index + 1 == filled || buffer[index + 1] != Self.lineFeed { lines += 1 }
                index += 1
            default: return .refused(IntakeCodes.binary, line + lines)
            }
        }
    }

    private func finish(_ count: Int, _ end: Int, _ lines: Int64, _ isStray: Bool) -> Outcome {
        guard end - position <= Self.recordBytesMax else {
            return .refused(IntakeCodes.recordTooLong, line)
        }
        position = end
        nextLine = line + lines
        fieldCount = count
        hasStrayQuote = isStray
        return .record
    }

    /// Makes one quote of each two, in place: only a whole record is ever changed.
    private func unfold() {
        for field in doubled {
            var read = starts[field]
            var write = read
            while read < ends[field] {
                if buffer[read] == Self.quote { read += 1 }
                buffer[write] = buffer[read]
                read += 1
                write += 1
            }
            ends[field] = write
        }
    }

    private func refill() throws {
        let rest = filled - position
        guard rest <= Self.recordBytesMax else {
            throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: line)
        }
        if position > 0, rest > 0 { memmove(buffer, buffer + position, rest) }
        position = 0
        filled = rest
        // Up to half of the buffer at a time: what is left of a record is moved once a block, not once a read.
        while filled < Self.bufferBytes / 2, !isAtEnd {
            let target = UnsafeMutableRawBufferPointer(
                start: buffer + filled, count: Self.bufferBytes - filled)
            do {
                let count = try source.read(into: target)
                filled += count
                if count == 0 { isAtEnd = true }
            } catch is TextSource.Undecodable {
                throw IntakeCodes.refusal(IntakeCodes.undecodable, line: line + linesLeft())
            }
        }
    }

    private func linesLeft() -> Int64 {
        var lines: Int64 = 0
        for index in 0..<filled where buffer[index] == Self.lineFeed { lines += 1 }
        return lines
    }
}
