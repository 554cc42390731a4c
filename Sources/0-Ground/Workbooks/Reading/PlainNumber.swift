/// Numbers as a person reads them (数值文本): workbooks keep `1.10105E+17` and `0.10000000000000001`.
public enum PlainNumber {
    /// The exponents that are written out; beyond them no double has a value.
    private static let exponentMax = 400
    /// What spreadsheet programs show of a number.
    private static let digitsMax = 15

    /// `text` in plain decimal digits; nil where it is no number.
    ///
    /// Whole numbers keep every digit that is stored. Of others more than 15 digits are noise of the binary form and
    /// are rounded away, as spreadsheet programs do.
    public static func text(_ text: String) -> String? {
        guard var parts = Parts(text) else { return nil }
        let isWhole = parts.exponent == 0 && parts.fraction.isEmpty
        if !isWhole { parts.round(to: digitsMax) }
        return parts.expanded
    }

    /// Sign, digits before and after the point, exponent.
    private struct Parts {
        var isNegative = false
        var whole: [UInt8] = []
        var fraction: [UInt8] = []
        var exponent = 0

        init?(_ text: String) {
            var bytes = Array(text.utf8)[...]
            guard bytes.count <= 400 else { return nil }
            if bytes.first == 0x2D || bytes.first == 0x2B { isNegative = bytes.removeFirst() == 0x2D }
            whole = Self.digits(&bytes)
            if bytes.first == 0x2E {
                bytes.removeFirst()
                fraction = Self.digits(&bytes)
            }
            guard !whole.isEmpty || !fraction.isEmpty else { return nil }
            if bytes.first == 0x65 || bytes.first == 0x45 {
                bytes.removeFirst()
                // Not by its magnitude: that of the lowest whole number is none.
                guard let value = Int(String(decoding: bytes, as: UTF8.self)),
                    (-exponentMax...exponentMax).contains(value)
                else {
                    return nil
                }
                exponent = value
                bytes = []
            }
            guard bytes.isEmpty else { return nil }
        }

        /// Rounds half up to so many digits from the first that is not 0.
        mutating func round(to count: Int) {
            var digits = whole + fraction
            let zeros = digits.prefix { $0 == 0x30 }.count
            guard digits.count - zeros > count else { return }
            var carries = digits[zeros + count] >= 0x35
            for index in (zeros + count)..<digits.count { digits[index] = 0x30 }
            var index = zeros + count
            while carries, index > 0 {
                index -= 1
                carries = digits[index] == 0x39
                digits[index] = carries ? 0x30 : digits[index] + 1
            }
            let point = whole.count
            whole = (carries ? [0x31] : []) + digits[..<point]
            fraction = Array(digits[point...])
        }

        var expanded: String {
            var before = whole
            var after = fraction
            if exponent > 0 {
                after += Array(repeating: 0x30, count: max(0, exponent - after.count))
                before += after.prefix(exponent)
                after.removeFirst(exponent)
            } else if exponent < 0 {
                before.insert(
                    contentsOf: Array(repeating: 0x30, count: max(0, -exponent - before.count)), at: 0)
                after.insert(contentsOf: before.suffix(-exponent), at: 0)
                before.removeLast(-exponent)
            }
            while after.last == 0x30 { after.removeLast() }
            before = Array(before.drop { $0 == 0x30 })
            if before.isEmpty { before = [0x30] }
            let isZero = before == [0x30] && after.isEmpty
            return (isNegative && !isZero ? "-" : "") + String(decoding: before, as: UTF8.self)
                + (after.isEmpty ? "" : "." + String(decoding: after, as: UTF8.self))
        }

        private static func digits(_ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
            let digits = bytes.prefix { (0x30...0x39).contains($0) }
            bytes = bytes.dropFirst(digits.count)
            return Array(digits)
        }
    }
}
