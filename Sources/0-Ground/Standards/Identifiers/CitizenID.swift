/// The citizen identity number (公民身份号码), GB 11643; also the number on residence permits of people from Hong
/// Kong, Macau and Taiwan (港澳台居民居住证).
///
/// Six digits of the place of first registration, eight of the birth date, three of sequence (odd for men) and a
/// check character. The place may bear a code that GB/T 2260 has since dropped, so only its province is held
/// against a list; permits carry exactly 810000, 820000 or 830000.
public enum CitizenID {
    /// Birth years before this are taken for typing errors.
    public static let birthYearMin = 1800

    /// Checks one number of 18 characters; never allocates.
    ///
    /// A lower-case `x` is `wrongCharacter`: equal numbers must be equal bytes. Fifteen digits that were well formed
    /// in their time are `supersededForm`; see `upgrade(_:)`.
    /// - Parameter today: `yyyymmdd`; later birth dates are `futureDate`.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>, asOf today: Int) -> Verdict {
        switch bytes.count {
        case 18: checkCurrent(bytes, asOf: today)
        case 15: checkFormer(bytes)
        case 0: .empty
        default: .wrongLength
        }
    }

    public static func check(_ text: String, asOf today: Int) -> Verdict {
        text.withBytes { check($0, asOf: today) }
    }

    private static func checkCurrent(_ bytes: UnsafeBufferPointer<UInt8>, asOf today: Int) -> Verdict {
        guard bytes.isDigits(0, 17), bytes[17] &- 0x30 <= 9 || bytes[17] == 0x58 else {
            return .wrongCharacter
        }
        guard isPlace(bytes.number(0, 6)) else { return .wrongDivision }
        let birth = bytes.number(6, 8)
        guard birth / 10_000 >= birthYearMin, Gregorian.exists(birth) else { return .wrongDate }
        guard birth <= today else { return .futureDate }
        return Modulus11.check(bytes) == bytes[17] ? .valid : .wrongCheck
    }

    private static func checkFormer(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.isDigits(0, 15) else { return .wrongCharacter }
        guard DivisionCode.isProvince(bytes.number(0, 2)) else { return .wrongDivision }
        return Gregorian.exists(19_000_000 + bytes.number(6, 6)) ? .supersededForm : .wrongDate
    }

    private static func isPlace(_ place: Int) -> Bool {
        switch place / 10_000 {
        case 81, 82, 83: place % 10_000 == 0
        default: DivisionCode.isProvince(place / 10_000)
        }
    }

    /// The check character for the first 17 digits, for making numbers; nil unless given exactly 17 digits.
    public static func checkDigit(for first17: String) -> Character? {
        first17.withBytes { bytes in
            guard bytes.count == 17, bytes.isDigits(0, 17) else { return nil }
            return Character(Unicode.Scalar(Modulus11.check(bytes)))
        }
    }

    /// The 18 characters that replace a well-formed 15-digit number; nil for anything else.
    public static func upgrade(_ former: String) -> String? {
        guard former.withBytes({ $0.count == 15 ? checkFormer($0) : .wrongLength }) == .supersededForm else {
            return nil
        }
        let first17 = former.prefix(6) + "19" + former.dropFirst(6)
        return checkDigit(for: String(first17)).map { String(first17) + String($0) }
    }

    /// The one form under which a number is stored: 18 characters, capital X, no blanks around; nil unless the result
    /// is valid on `today`.
    public static func canonical(_ text: String, asOf today: Int) -> String? {
        var stored = text
        while stored.unicodeScalars.last.map(isBlank) == true { stored.unicodeScalars.removeLast() }
        while stored.unicodeScalars.first.map(isBlank) == true { stored.unicodeScalars.removeFirst() }
        if stored.utf8.count == 15, let upgraded = upgrade(stored) { stored = upgraded }
        if stored.last == "x" { stored = stored.dropLast() + "X" }
        return check(stored, asOf: today).isValid ? stored : nil
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{3000}" || scalar == "\u{00A0}"
    }

    /// What a valid number says about its holder.
    public struct Parts: Sendable, Hashable {
        /// Six digits of the place of first registration.
        public let place: Int
        /// `yyyymmdd`.
        public let birth: Int
        public let isMale: Bool

        /// The age in full years on `today` (`yyyymmdd`); never negative.
        public func age(on today: Int) -> Int {
            let years = today / 10_000 - birth / 10_000
            return max(0, today % 10_000 < birth % 10_000 ? years - 1 : years)
        }
    }

    /// The parts of a number that is valid on `today`; nil for any other.
    public static func parts(_ bytes: UnsafeBufferPointer<UInt8>, asOf today: Int) -> Parts? {
        guard bytes.count == 18, checkCurrent(bytes, asOf: today).isValid else { return nil }
        return Parts(
            place: bytes.number(0, 6), birth: bytes.number(6, 8), isMale: bytes[16] & 1 == 1)
    }

    public static func parts(_ text: String, asOf today: Int) -> Parts? {
        text.withBytes { parts($0, asOf: today) }
    }
}
