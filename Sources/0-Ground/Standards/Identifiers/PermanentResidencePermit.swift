/// The number of a foreigner's permanent residence card (外国人永久居留身份证).
///
/// Cards since 2023-12-01 bear 18 characters: 9, two digits of the province, three of the country (ISO 3166-1, 000 for
/// the stateless), the birth date, three of sequence and the check of the citizen number. Older cards bear three
/// letters of the country and 12 digits; of those only the shape is checked.
public enum PermanentResidencePermit {
    /// Checks either form; never allocates. `today` is `yyyymmdd`.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>, asOf today: Int) -> Verdict {
        switch bytes.count {
        case 18: checkCurrent(bytes, asOf: today)
        case 15: bytes.isCapitals(0, 3) && bytes.isDigits(3, 12) ? .valid : .wrongCharacter
        case 0: .empty
        default: .wrongLength
        }
    }

    public static func check(_ text: String, asOf today: Int) -> Verdict {
        text.withBytes { check($0, asOf: today) }
    }

    private static func checkCurrent(_ bytes: UnsafeBufferPointer<UInt8>, asOf today: Int) -> Verdict {
        guard bytes[0] == 0x39, bytes.isDigits(1, 16), bytes[17] &- 0x30 <= 9 || bytes[17] == 0x58 else {
            return .wrongCharacter
        }
        guard DivisionCode.isProvince(bytes.number(1, 2)) else { return .wrongDivision }
        let birth = bytes.number(6, 8)
        guard birth / 10_000 >= CitizenID.birthYearMin, Gregorian.exists(birth) else { return .wrongDate }
        guard birth <= today else { return .futureDate }
        return Modulus11.check(bytes) == bytes[17] ? .valid : .wrongCheck
    }
}
