/// The organisation code (组织机构代码), GB 11714: eight characters and a check character, with or without the hyphen
/// between them.
public enum OrganisationCode {
    /// Checks nine characters, or ten with the hyphen; never allocates.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        switch bytes.count {
        case 0: return .empty
        case 9: return check(bytes, at: 0, checkAt: 8)
        case 10: return bytes[8] == 0x2D ? check(bytes, at: 0, checkAt: 9) : .wrongCharacter
        default: return .wrongLength
        }
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    /// The check character for the eight before it; nil unless given eight of 0–9 and A–Z.
    public static func checkCharacter(for first8: String) -> Character? {
        first8.withBytes { bytes in
            guard bytes.count == 8, let check = expected(bytes, at: 0) else { return nil }
            return Character(Unicode.Scalar(check))
        }
    }

    static func check(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, checkAt: Int) -> Verdict {
        guard let expected = expected(bytes, at: start) else { return .wrongCharacter }
        let check = bytes[checkAt]
        guard check &- 0x30 <= 9 || check == 0x58 else { return .wrongCharacter }
        return check == expected ? .valid : .wrongCheck
    }

    @inline(__always)
    private static func expected(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt8? {
        // The weights 3 7 9 10 5 8 4 2, one in each four bits, the first lowest.
        let weights: UInt32 = 0x2485_A973
        var sum = 0
        for index in 0..<8 {
            let byte = bytes[start + index]
            let value: Int
            if byte &- 0x30 <= 9 {
                value = Int(byte &- 0x30)
            } else if byte &- 0x41 <= 25 {
                value = Int(byte &- 0x41) + 10
            } else {
                return nil
            }
            sum += value * Int((weights >> UInt32(index * 4)) & 0xF)
        }
        let check = 11 - sum % 11
        return check == 10 ? 0x58 : check == 11 ? 0x30 : 0x30 + UInt8(truncatingIfNeeded: check)
    }
}
