// UTF-8 text as the masks read it. The subscript of a buffer is unchecked in optimised builds, so each caller
// compares the length before it reads.
typealias Text = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
    @inline(__always)
    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 <= 9 }

    /// Whether all bytes of the range are ASCII digits.
    @inline(__always)
    func areDigits(_ range: Range<Int>) -> Bool {
        for index in range where !isDigit(index) { return false }
        return true
    }

    /// The Unicode scalar that starts at `index` and moves `index` behind it; nil where the UTF-8 is broken.
    @inline(__always)
    func scalar(_ index: inout Int) -> UInt32? {
        let first = self[index]
        if first < 0x80 {
            index += 1
            return UInt32(first)
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, index + length <= count else { return nil }
        var value = UInt32(first & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07))
        for offset in 1..<length {
            let next = self[index + offset]
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3F)
        }
        // Overlong forms, surrogates and what lies past Unicode are broken too.
        guard length == 2 || value >= (length == 3 ? 0x800 : 0x1_0000), value <= 0x10_FFFF,
            !(0xD800...0xDFFF).contains(value)
        else { return nil }
        index += length
        return value
    }

    /// The number of scalars; nil for broken UTF-8.
    func scalarCount() -> Int? {
        var index = 0
        var scalars = 0
        while index < count {
            guard scalar(&index) != nil else { return nil }
            scalars += 1
        }
        return scalars
    }
}

/// Whether a scalar is a Chinese character (CJK ideograph).
@inline(__always)
func isIdeograph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x2_0000...0x3_23AF, 0xF900...0xFAFF, 0x3007: true
    default: false
    }
}

extension [UInt8] {
    @inline(__always)
    mutating func append(stars count: Int) {
        for _ in 0..<count { append(0x2A) }
    }
}
