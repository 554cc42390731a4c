/// UTF-16 without a byte order mark (无标记的 UTF-16), told by its bytes: no other text of ours holds zero bytes.
enum WideText {
    /// How UTF-16 `window` is read in one byte order.
    private struct Reading {
        var isText = true
        /// Units below U+0080: separators, digits, line ends.
        var plain = 0
    }

    /// The byte order in which `window` is text; nil where it is text in neither.
    static func recognise(_ window: UnsafeRawBufferPointer) -> TextEncoding? {
        let count = window.count & ~1
        guard count >= 4 else { return nil }
        var zeros = 0
        var high = 0
        for byte in window {
            if byte == 0 { zeros += 1 }
            if byte >= 0x80 { high += 1 }
        }
        // Text of plain characters alone is half zeros; a stray zero in such text is no sign of UTF-16.
        guard zeros > 0, high > 0 || zeros * 3 >= window.count else { return nil }
        // A file is cut in the middle of a unit only by the end of the window.
        guard window.count == count || window.count == TextEncoding.windowBytes else { return nil }
        let little = read(window, count) { UInt16($0) | UInt16($1) << 8 }
        let big = read(window, count) { UInt16($0) << 8 | UInt16($1) }
        let least = max(1, count / 128)
        let isLittle = little.isText && little.plain >= least
        let isBig = big.isText && big.plain >= least
        if isLittle, isBig { return little.plain >= big.plain ? .utf16Little : .utf16Big }
        return isLittle ? .utf16Little : isBig ? .utf16Big : nil
    }

    private static func read(
        _ window: UnsafeRawBufferPointer, _ count: Int, _ unit: (UInt8, UInt8) -> UInt16
    ) -> Reading {
        var reading = Reading()
        var isPaired = false
        for index in stride(from: 0, to: count, by: 2) {
            let value = unit(window[index], window[index + 1])
            let isTrail = value & 0xFC00 == 0xDC00
            // Half a pair, a control character, or no character at all.
            if isTrail != isPaired || value == 0xFFFE || value == 0xFFFF { reading.isText = false }
            isPaired = value & 0xFC00 == 0xD800
            if value < 0x20 {
                if value != 0x09, value != 0x0A, value != 0x0D { reading.isText = false }
            }
            if value < 0x80 { reading.plain += 1 }
            if !reading.isText { return reading }
        }
        return reading
    }
}
