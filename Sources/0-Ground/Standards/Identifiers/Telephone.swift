/// A telephone number within mainland China (电话号码), without the country prefix.
public enum Telephone {
    /// Checks a mobile number (手机号码): 11 digits that begin with 13 to 19; never allocates.
    public static func checkMobile(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 11 else { return bytes.isEmpty ? .empty : .wrongLength }
        guard bytes.isDigits(0, 11) else { return .wrongCharacter }
        return bytes[0] == 0x31 && bytes[1] >= 0x33 ? .valid : .wrongForm
    }

    public static func checkMobile(_ text: String) -> Verdict { text.withBytes { checkMobile($0) } }

    /// Checks a landline number (固定电话) with its area code; never allocates.
    ///
    /// `010` and `02x` go with eight digits, `0xxx` with seven or eight; a hyphen may stand between. An extension of
    /// one to six digits may follow after a hyphen.
    public static func checkLandline(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        if bytes.isEmpty { return .empty }
        guard (11...20).contains(bytes.count) else { return .wrongLength }
        for byte in bytes where byte &- 0x30 > 9 && byte != 0x2D { return .wrongCharacter }
        guard bytes[0] == 0x30 else { return .wrongForm }
        let short = bytes[1] == 0x31 && bytes[2] == 0x30 || bytes[1] == 0x32
        guard short || bytes[1] >= 0x33, bytes.isDigits(1, short ? 2 : 3) else { return .wrongForm }
        var index = short ? 3 : 4
        if bytes[index] == 0x2D { index += 1 }
        let start = index
        while index < bytes.count, bytes[index] != 0x2D { index += 1 }
        guard index - start == 8 || (!short && index - start == 7) else { return .wrongLength }
        guard bytes[start] >= 0x32 else { return .wrongForm }
        if index == bytes.count { return .valid }
        let extensionDigits = bytes.count - index - 1
        guard (1...6).contains(extensionDigits), bytes.isDigits(index + 1, extensionDigits) else {
            return .wrongForm
        }
        return .valid
    }

    public static func checkLandline(_ text: String) -> Verdict { text.withBytes { checkLandline($0) } }
}
