/// The number of a travel document (出入境证件号码). These numbers bear no check digit: only the shape is checked.
public enum TravelDocument: Sendable, Hashable, CaseIterable {
    /// Ordinary passport (普通护照): E or G and eight digits, E, a letter but I and O and seven digits, or the former
    /// nine digits that begin with 14 or 15.
    case ordinaryPassport
    /// Diplomatic, service or official passport (外交、公务、公务普通护照).
    case officialPassport
    /// Mainland travel permit of Hong Kong and Macau residents (港澳居民来往内地通行证).
    case hongKongMacauPermit
    /// Mainland travel permit of Taiwan residents (台湾居民来往大陆通行证): eight digits, or the former ten and a letter.
    case taiwanPermit
    /// A passport of another state (外国护照): 5 to 17 capitals and digits.
    case foreignPassport

    /// Checks one number; never allocates.
    public func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        if bytes.isEmpty { return .empty }
        switch self {
        case .ordinaryPassport: return Self.ordinary(bytes)
        case .officialPassport: return Self.official(bytes)
        case .hongKongMacauPermit:
            guard bytes.count == 9 || bytes.count == 11 else { return .wrongLength }
            guard bytes[0] == 0x48 || bytes[0] == 0x4D else { return .wrongForm }
            return bytes.isDigits(1, bytes.count - 1) ? .valid : .wrongCharacter
        case .taiwanPermit:
            switch bytes.count {
            case 8: return bytes.isDigits(0, 8) ? .valid : .wrongCharacter
            case 11: return bytes.isDigits(0, 10) && bytes.isCapitals(10, 1) ? .valid : .wrongCharacter
            default: return .wrongLength
            }
        case .foreignPassport:
            guard (5...17).contains(bytes.count) else { return .wrongLength }
            for index in 0..<bytes.count where !bytes.isDigits(index, 1) && !bytes.isCapitals(index, 1) {
                return .wrongCharacter
            }
            return .valid
        }
    }

    public func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    private static func ordinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 9 else { return .wrongLength }
        switch bytes[0] {
        case 0x47:  // G
            return bytes.isDigits(1, 8) ? .valid : .wrongCharacter
        case 0x45:  // E
            let second = bytes[1]
            if bytes.isDigits(1, 1) { return bytes.isDigits(2, 7) ? .valid : .wrongCharacter }
            guard bytes.isCapitals(1, 1), second != 0x49, second != 0x4F else { return .wrongCharacter }
            return bytes.isDigits(2, 7) ? .valid : .wrongCharacter
        case 0x31:  // 14…, 15…
            guard bytes[1] == 0x34 || bytes[1] == 0x35 else { return .wrongForm }
            return bytes.isDigits(2, 7) ? .valid : .wrongCharacter
        default: return .wrongForm
        }
    }

    private static func official(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 8 || bytes.count == 9 else { return .wrongLength }
        switch bytes[0] {
        case 0x50, 0x53, 0x44:  // P S D
            if bytes[1] == 0x45 {  // PE SE DE
                guard bytes.count == 9 else { return .wrongLength }
                return bytes.isDigits(2, 7) ? .valid : .wrongCharacter
            }
            return bytes.isDigits(1, bytes.count - 1) ? .valid : .wrongCharacter
        default: return .wrongForm
        }
    }
}
