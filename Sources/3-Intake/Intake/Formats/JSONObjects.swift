import Regulation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Cuts JSON into its objects and these into their members (JSON 切分), in constant memory.
///
/// It finds where things begin and end and leaves to the library what they say: an object is valid only once the
/// library has read it. Used by one thread at a time.
final class JSONObjects {
    enum Layout: Sendable { case array, lines }

    /// Places in the buffer that hold until the next call of ``JSONObjects/next()``.
    struct Member {
        /// Between the quotes.
        let key: Range<Int>
        let value: Range<Int>
        let keyHasEscapes: Bool
    }

    static let depthMax = 32
    private static let bufferBytes = 4 << 20

    private enum Stage { case start, first, element, after, closed }

    private let source: TextSource
    private let layout: Layout
    private let buffer: UnsafeMutablePointer<UInt8>
    private var position = 0
    private var filled = 0
    private var isAtEnd = false
    private var lineHere: Int64 = 1
    private var stage = Stage.start
    private var extent = 0..<0

    /// The line on which the object at hand begins, and which of all objects it is, from 1.
    private(set) var line: Int64 = 1
    private(set) var number: Int64 = 0
    private(set) var members: [Member] = []

    init(_ source: TextSource, _ layout: Layout) {
        self.source = source
        self.layout = layout
        buffer = .allocate(capacity: Self.bufferBytes)
    }

    deinit { buffer.deallocate() }

    /// The object at hand, with its braces.
    var object: UnsafeRawBufferPointer { bytes(extent) }

    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: buffer + range.lowerBound, count: range.count)
    }

    /// Moves to the next object; false at the end.
    func next() throws -> Bool {
        while true {
            guard let byte = try peek() else {
                guard layout == .lines || stage == .closed else { throw malformed(lineHere) }
                return false
            }
            switch (layout, stage, byte) {
            case (.array, .start, 0x5B):
                position += 1
                stage = .first
            case (.array, .first, 0x5D), (.array, .after, 0x5D):
                position += 1
                stage = .closed
            case (.array, .after, 0x2C):
                position += 1
                stage = .element
            case (.array, .first, 0x7B), (.array, .element, 0x7B), (.lines, .start, 0x7B):
                try cut()
                return true
            case (.lines, .after, 0x7B) where lineHere > line:
                try cut()
                return true
            case (.array, .first, _), (.array, .element, _), (.lines, .start, _), (.lines, .after, _):
                throw Self.beginsValue(byte)
                    ? IntakeCodes.refusal(IntakeCodes.jsonNotRows, line: lineHere) : malformed(lineHere)
            default: throw malformed(lineHere)
            }
        }
    }

    func malformed(_ line: Int64) -> Refusal { IntakeCodes.refusal(IntakeCodes.jsonMalformed, line: line) }

    /// A string, a number, an array or a word stands where an object should.
    private static func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x2D, 0x30...0x39, 0x5B, 0x66, 0x6E, 0x74: true
        default: false
        }
    }

    /// The next byte that is no blank; nil at the end.
    private func peek() throws -> UInt8? {
        while true {
            while position < filled {
                switch buffer[position] {
                case 0x0A: lineHere += 1
                case 0x20, 0x09, 0x0D: break
                case let byte: return byte
                }
                position += 1
            }
            if isAtEnd { return nil }
            try refill()
        }
    }

    private func cut() throws {
        line = lineHere
        while !scan() {
            if let trouble { throw IntakeCodes.refusal(trouble.code, line: trouble.line) }
            guard !isAtEnd else { throw malformed(line) }
            try refill()
        }
        if let trouble { throw IntakeCodes.refusal(trouble.code, line: trouble.line) }
        number += 1
        stage = .after
        guard extent.count <= CSVScanner.recordBytesMax else {
            throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: line)
        }
    }

    private var trouble: (code: ReasonCode, line: Int64)?

    /// Scans one object from `position`; changes nothing but the members unless it is whole, and tells no end where
    /// the buffer holds none yet.
    private func scan() -> Bool {
        var (index, lines, depth) = (position, Int64(0), 0)
        var isKeyNext = false
        var key: Range<Int>?
        var keyHasEscapes = false
        var valueStart: Int?
        members.removeAll(keepingCapacity: true)
        func stop(_ code: ReasonCode) -> Bool {
            trouble = (code, line + lines)
            return false
        }
        func endMember(_ end: Int) -> Bool {
            guard let start = valueStart, let name = key else { return true }
            var (first, last) = (start, end)
            while first < last, Self.isBlank(buffer[first]) { first += 1 }
            while last > first, Self.isBlank(buffer[last - 1]) { last -= 1 }
            members.append(Member(key: name, value: first..<last, keyHasEscapes: keyHasEscapes))
            (key, valueStart) = (nil, nil)
            return members.count <= CSVScanner.fieldsMax
        }
        while index < filled {
            let byte = buffer[index]
            switch byte {
            case 0x22:
                let start = index + 1
                var hasEscapes = false
                index = start
                while index < filled, buffer[index] != 0x22 {
                    if buffer[index] < 0x20 { return stop(IntakeCodes.jsonMalformed) }
                    if buffer[index] == 0x5C {
                        hasEscapes = true
                        index += 1
                    }
                    index += 1
                }
                guard index < filled else { return false }
                if depth == 1, isKeyNext {
                    (key, keyHasEscapes, isKeyNext) = (start..<index, hasEscapes, false)
                }
            case 0x7B, 0x5B:
                depth += 1
                guard depth <= Self.depthMax else { return stop(IntakeCodes.nestingTooDeep) }
                if depth == 1 { isKeyNext = true }
            case 0x7D, 0x5D:
                depth -= 1
                if depth == 0 {
                    guard endMember(index) else { return stop(IntakeCodes.tooManyFields) }
                    extent = position..<(index + 1)
                    position = index + 1
                    lineHere += lines
                    return true
                }
            case 0x2C where depth == 1:
                guard endMember(index) else { return stop(IntakeCodes.tooManyFields) }
                isKeyNext = true
            case 0x3A where depth == 1 && valueStart == nil: valueStart = index + 1
            case 0x0A:
                if layout == .lines { return stop(IntakeCodes.jsonMalformed) }
                lines += 1
            case 0..<0x20 where byte != 0x09 && byte != 0x0D: return stop(IntakeCodes.jsonMalformed)
            default: break
            }
            index += 1
        }
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private func refill() throws {
        let rest = filled - position
        guard rest <= CSVScanner.recordBytesMax else {
            throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: line)
        }
        if position > 0, rest > 0 { memmove(buffer, buffer + position, rest) }
        position = 0
        filled = rest
        while filled < Self.bufferBytes / 2, !isAtEnd {
            let target = UnsafeMutableRawBufferPointer(
                start: buffer + filled, count: Self.bufferBytes - filled)
            do {
                let count = try source.read(into: target)
                filled += count
                if count == 0 { isAtEnd = true }
            } catch is TextSource.Undecodable {
                let lines = (0..<filled).count { buffer[$0] == 0x0A }
                throw IntakeCodes.refusal(IntakeCodes.undecodable, line: lineHere + Int64(lines))
            }
        }
    }
}
