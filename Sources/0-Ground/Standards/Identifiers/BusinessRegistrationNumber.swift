/// The 15-digit registration number of a business (工商注册号), GS 15-2006, kept where there is no credit code.
///
/// Six digits of the registry (100000 is the national one), eight of sequence, one check digit by ISO 7064 MOD 11,10.
public enum BusinessRegistrationNumber {
    /// Checks one number; never allocates.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 15 else { return bytes.isEmpty ? .empty : .wrongLength }
        guard bytes.isDigits(0, 15) else { return .wrongCharacter }
        let province = bytes.number(0, 2)
        guard province == 10 || DivisionCode.isProvince(province) else { return .wrongDivision }
        return Int(bytes[14] &- 0x30) == expected(bytes) ? .valid : .wrongCheck
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    /// The check digit for the 14 before it; nil unless given exactly 14 digits.
    public static func checkDigit(for first14: String) -> Character? {
        first14.withBytes { bytes in
            guard bytes.count == 14, bytes.isDigits(0, 14) else { return nil }
            return Character(Unicode.Scalar(0x30 + UInt8(truncatingIfNeeded: expected(bytes))))
        }
    }

    @inline(__always)
    private static func expected(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var product = 10
        for index in 0..<14 {
            let sum = (product + Int(bytes[index] &- 0x30)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }
}
