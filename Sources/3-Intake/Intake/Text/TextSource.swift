#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file read as valid UTF-8, whatever its encoding (文本源). Used by one thread at a time.
final class TextSource {
    /// The next bytes cannot be decoded; those answered before were valid.
    struct Undecodable: Error {}

    private let file: OpenFile
    private let encoding: TextEncoding
    private let converter: Converter?
    private var check = UTF8Check()
    private var isBroken = false

    init(file: OpenFile, encoding: TextEncoding) throws {
        self.file = file
        self.encoding = encoding
        try file.rewind(to: 0)
        let start = try withUnsafeTemporaryAllocation(byteCount: 4, alignment: 4) { bytes in
            Array(bytes[..<(try file.read(into: bytes))])
        }
        try file.rewind(to: encoding.markBytes(at: start))
        converter = try encoding.converterName.map(Converter.init)
    }

    /// What the text read so far is: of GB 18030, GBK where that is enough.
    var encodingRead: TextEncoding {
        guard encoding == .gb18030 || encoding == .gbk, let converter else { return encoding }
        return converter.forms.isWide ? .gb18030 : converter.forms.isChinese ? .gbk : encoding
    }

    /// Fills `target`, of at least 16 bytes, with what comes next; 0 only at the end.
    func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
        if isBroken { throw Undecodable() }
        if let converter {
            let (count, isBroken) = try converter.read(from: file, into: target)
            self.isBroken = isBroken
            if count == 0, isBroken { throw Undecodable() }
            return count
        }
        let count = try file.read(into: target)
        if count == 0 {
            guard check.isComplete else { throw Undecodable() }
            return 0
        }
        let bytes = UnsafeRawBufferPointer(rebasing: target[..<count])
        guard let invalid = check.firstInvalid(bytes) else { return count }
        isBroken = true
        if invalid == 0 { throw Undecodable() }
        return invalid
    }
}

/// The system's iconv as a stream into UTF-8.
private final class Converter {
    private static let pieceBytes = 1 << 16
    private let handle: iconv_t
    private let piece: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private(set) var forms = ChineseForms()

    init(_ name: String) throws {
        // (iconv_t)-1 is how iconv says that it does not know the name.
        guard let handle = iconv_open("UTF-8", name), handle != UnsafeMutableRawPointer(bitPattern: -1) else {
            throw IntakeError.encodingUnsupported(name)
        }
        self.handle = handle
        piece = .allocate(byteCount: Self.pieceBytes, alignment: 16)
    }

    deinit {
        iconv_close(handle)
        piece.deallocate()
    }

    func read(
        from file: OpenFile, into target: UnsafeMutableRawBufferPointer
    ) throws -> (count: Int, isBroken: Bool) {
        var written = 0
        while true {
            if end == start, isAtEnd { return (written, false) }
            var isStuck = false
            if end > start {
                let outcome = convert(into: UnsafeMutableRawBufferPointer(rebasing: target[written...]))
                written += outcome.count
                switch outcome.stop {
                case .invalid: return (written, true)
                case .full: return (written, false)
                case .incomplete: isStuck = true
                case .drained: break
                }
            }
            if written > 0, !isStuck { return (written, false) }
            if isStuck, isAtEnd { return (written, true) }
            try fill(from: file)
        }
    }

    private enum Stop { case drained, incomplete, full, invalid }

    private func convert(into target: UnsafeMutableRawBufferPointer) -> (count: Int, stop: Stop) {
        var input = piece.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
        var inputLeft = end - start
        var output = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var outputLeft = target.count
        let result = iconv(handle, &input, &inputLeft, &output, &outputLeft)
        let failure = errno
        start = end - inputLeft
        let count = target.count - outputLeft
        guard result == -1 else { return (count, .drained) }
        switch failure {
        case E2BIG: return (count, .full)
        case EINVAL: return (count, .incomplete)
        default: return (count, .invalid)
        }
    }

    private func fill(from file: OpenFile) throws {
        if start > 0, let base = piece.baseAddress {
            memmove(base, base + start, end - start)
            (start, end) = (0, end - start)
        }
        let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: piece[end...]))
        forms.note(piece[end..<(end + count)])
        end += count
        if count == 0 { isAtEnd = true }
    }
}

/// Which forms of characters GB 18030 text has (字符形式): of two bytes, as GBK has them, and of four.
struct ChineseForms {
    private(set) var isChinese = false
    private(set) var isWide = false
    private var isLead = false

    mutating func note(_ bytes: Slice<UnsafeMutableRawBufferPointer>) {
        if isWide { return }
        for byte in bytes {
            if isLead {
                isLead = false
                if byte &- 0x30 <= 9 {
                    isWide = true
                    return
                }
                isChinese = true
            } else {
                isLead = byte > 0x80
            }
        }
    }
}
