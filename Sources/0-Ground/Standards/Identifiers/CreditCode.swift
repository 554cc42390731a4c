/// The unified social credit code (统一社会信用代码), GB 32100, of legal persons and other organisations.
///
/// Eighteen characters: registering department, category, six digits of the registering division, the nine of the
/// organisation code (GB 11714) and a check character.
public enum CreditCode {
    /// Checks one code; never allocates. The division digits are not held against today's table.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 18 else { return bytes.isEmpty ? .empty : .wrongLength }
        guard let expected = expected(bytes), value(of: bytes[17]) >= 0, bytes.isDigits(2, 6) else {
            return .wrongCharacter
        }
        guard isCategory(bytes[1], of: bytes[0]) else { return .wrongCategory }
        guard expected == bytes[17] else { return .wrongCheck }
        return OrganisationCode.check(bytes, at: 8, checkAt: 16)
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    /// The check character for the 17 before it, for making codes; nil where a character is not in the alphabet.
    public static func checkCharacter(for first17: String) -> Character? {
        first17.withBytes { bytes in
            guard bytes.count == 17, let check = expected(bytes) else { return nil }
            return Character(Unicode.Scalar(check))
        }
    }

    /// Whether the code is of a body that is established by the state (机构编制): a provider of government data.
    public static func isPublicBody(_ text: String) -> Bool {
        text.withBytes { bytes in
            check(bytes).isValid && bytes[0] == 0x31 && (0x31...0x33).contains(bytes[1])
        }
    }

    /// The check character over the first 17, or nil for a character outside the alphabet.
    @inline(__always)
    private static func expected(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        var sum = 0
        var weight = 1
        for index in 0..<17 {
            let value = value(of: bytes[index])
            guard value >= 0 else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return byte(of: (31 - sum % 31) % 31)
    }

    /// The value of a character among 0–9 and the capitals without I O S V Z; -1 for any other.
    @inline(__always)
    private static func value(of byte: UInt8) -> Int {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x48: Int(byte) - 0x41 + 10  // A–H
        case 0x4A...0x4E: Int(byte) - 0x4A + 18  // J–N
        case 0x50...0x52: Int(byte) - 0x50 + 23  // P–R
        case 0x54...0x55: Int(byte) - 0x54 + 26  // T U
        case 0x57...0x59: Int(byte) - 0x57 + 28  // W–Y
        default: -1
        }
    }

    @inline(__always)
    private static func byte(of value: Int) -> UInt8 {
        let offset: Int
        switch value {
        case 0...9: offset = 0x30
        case 10...17: offset = 0x41 - 10
        case 18...22: offset = 0x4A - 18
        case 23...25: offset = 0x50 - 23
        case 26...27: offset = 0x54 - 26
        default: offset = 0x57 - 28
        }
        return UInt8(truncatingIfNeeded: value + offset)
    }

    @inline(__always)
    private static func isCategory(_ category: UInt8, of department: UInt8) -> Bool {
        if category == 0x39 {
            // Category 9 (other): the table has it for every department except 9 and Y.
            switch department {
            case 0x31...0x38, 0x41, 0x4E: return true
            default: return false
            }
        }
        let last: UInt8
        switch department {
        case 0x31, 0x35, 0x39, 0x4E: last = 0x33
        case 0x32, 0x34, 0x38, 0x41, 0x59: last = 0x31
        case 0x33: last = 0x35
        case 0x36, 0x37: last = 0x32
        default: return false
        }
        return category >= 0x31 && category <= last
    }
}
