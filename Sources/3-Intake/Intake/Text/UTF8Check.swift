/// Holds bytes to UTF-8 (RFC 3629) block by block: no overlong forms, no surrogates, nothing above U+10FFFF.
struct UTF8Check {
    // What a character begun in an earlier block still needs, and the bounds of its next byte.
    private var needed = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Whether the bytes seen so far end between two characters.
    var isComplete: Bool { needed == 0 }

    /// The position of the first byte that cannot stand where it is; nil when all are well formed so far.
    mutating func firstInvalid(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let count = bytes.count
        var index = 0
        while index < count {
            if needed == 0 {
                while index + 8 <= count,
                    base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                }
                guard index < count else { return nil }
                let byte = base.load(fromByteOffset: index, as: UInt8.self)
                if byte >= 0x80, !begin(byte) { return index }
            } else {
                let byte = base.load(fromByteOffset: index, as: UInt8.self)
                guard byte >= low, byte <= high else { return index }
                needed -= 1
                low = 0x80
                high = 0xBF
            }
            index += 1
        }
        return nil
    }

    @inline(__always)
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xE1...0xEC, 0xEE, 0xEF: needed = 2
        case 0xC2...0xDF: needed = 1
        case 0xE0: (needed, low) = (2, 0xA0)
        case 0xED: (needed, high) = (2, 0x9F)
        case 0xF0: (needed, low) = (3, 0x90)
        case 0xF1...0xF3: needed = 3
        case 0xF4: (needed, high) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
