/// A number as systems write it (数值): an optional sign, digits and one optional decimal point; no exponent, no
/// thousands mark, no blank.
public enum NumberText {
    /// The most digits of a decimal.
    public static let precisionMax = 38

    /// Checks a whole number (整数) that fits 64 bits; never allocates.
    public static func checkInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        if bytes.isEmpty { return .empty }
        var index = bytes[0] == 0x2D || bytes[0] == 0x2B ? 1 : 0
        guard index < bytes.count else { return .wrongForm }
        while index < bytes.count {
            guard bytes[index] &- 0x30 <= 9 else {
                return bytes[index] == 0x2E ? .wrongForm : .wrongCharacter
            }
            index += 1
        }
        return integer(bytes) == nil ? .outOfRange : .valid
    }

    public static func checkInteger(_ text: String) -> Verdict { text.withBytes { checkInteger($0) } }

    /// The whole number; nil unless `checkInteger` holds.
    public static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard !bytes.isEmpty else { return nil }
        let negative = bytes[0] == 0x2D
        var index = negative || bytes[0] == 0x2B ? 1 : 0
        guard index < bytes.count else { return nil }
        var value: Int64 = 0
        while index < bytes.count {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            // Summed below zero, so that the least 64-bit number is read too.
            let (product, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, under) = product.subtractingReportingOverflow(Int64(digit))
            guard !over, !under else { return nil }
            value = sum
            index += 1
        }
        if negative { return value }
        return value == .min ? nil : -value
    }

    public static func integer(_ text: String) -> Int64? { text.withBytes { integer($0) } }

    /// Checks a decimal (小数) of at most `precision` digits in all and `scale` of them behind the point; never allocates.
    ///
    /// Zeros before the first other digit do not count against the precision, nor do those at the end of the fraction.
    /// Digits before and behind a point are both required.
    public static func checkDecimal(
        _ bytes: UnsafeBufferPointer<UInt8>, precision: Int = precisionMax, scale: Int = precisionMax
    ) -> Verdict {
        if bytes.isEmpty { return .empty }
        var index = bytes[0] == 0x2D || bytes[0] == 0x2B ? 1 : 0
        let start = index
        var whole = 0
        while index < bytes.count, bytes[index] &- 0x30 <= 9 {
            if whole > 0 || bytes[index] != 0x30 { whole += 1 }
            index += 1
        }
        guard index > start else { return .wrongForm }
        var fraction = 0
        if index < bytes.count {
            guard bytes[index] == 0x2E else { return .wrongCharacter }
            index += 1
            let point = index
            while index < bytes.count, bytes[index] &- 0x30 <= 9 {
                index += 1
                if bytes[index - 1] != 0x30 { fraction = index - point }
            }
            guard index > point else { return .wrongForm }
            guard index == bytes.count else { return .wrongCharacter }
        }
        return fraction <= scale && whole + fraction <= precision ? .valid : .outOfRange
    }

    public static func checkDecimal(
        _ text: String, precision: Int = precisionMax, scale: Int = precisionMax
    ) -> Verdict {
        text.withBytes { checkDecimal($0, precision: precision, scale: scale) }
    }
}
