import Regulation

extension [UInt8] {
    /// The number in at least `width` decimal digits, at most 19.
    @inline(__always)
    mutating func append(number: Int, width: Int = 1) {
        if number < 0 { append(0x2D) }
        let start = count
        var rest = number.magnitude
        repeat {
            append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        while count - start < width { append(0x30) }
        self[start...].reverse()
    }

    /// The number of hundredths (scale 2), thousandths, … as a decimal: `12.50`.
    mutating func append(decimal number: Int, scale: Int) {
        guard scale > 0 else { return append(number: number) }
        var unit: UInt = 1
        for _ in 0..<scale { unit *= 10 }
        if number < 0 { append(0x2D) }
        append(number: Int(number.magnitude / unit))
        append(0x2E)
        append(number: Int(number.magnitude % unit), width: scale)
    }

    /// `2025-03-31`, or `20250331` without the hyphens.
    @inline(__always)
    mutating func append(_ date: LocalDate, hyphens: Bool = true) {
        append(number: date.year, width: 4)
        if hyphens { append(0x2D) }
        append(number: date.month, width: 2)
        if hyphens { append(0x2D) }
        append(number: date.day, width: 2)
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }
}
