/// The code of an administrative division (行政区划代码): six digits by GB/T 2260, extended by the National Bureau of
/// Statistics to nine (town) and twelve (village).
///
/// Held as one number of twelve digits, so that comparing and climbing are plain arithmetic.
public struct DivisionCode: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// All twelve digits, zeros where a level is not named.
    public let number: UInt64

    /// Reads 2, 4, 6, 9 or 12 digits; nil for other lengths, other characters or an unknown province.
    public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard [2, 4, 6, 9, 12].contains(bytes.count), Self.standing(bytes) == .valid else { return nil }
        var number = UInt64(bytes.number(0, bytes.count))
        for _ in bytes.count..<12 { number *= 10 }
        self.init(unchecked: number)
    }

    public init?(_ text: some StringProtocol) {
        guard let code = String(text).withBytes({ DivisionCode($0) }) else { return nil }
        self = code
    }

    init(unchecked number: UInt64) { self.number = number }

    /// Checks a code of 6, 9 or 12 digits, as data must carry it; never allocates.
    ///
    /// A village needs a town and a town a county or prefecture; a prefecture may have towns and no counties (东莞), and a
    /// province once had counties and no prefecture (海南 until 2000). Whether it exists is for a table of divisions to say.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        switch bytes.count {
        case 6, 9, 12: standing(bytes)
        case 0: .empty
        default: .wrongLength
        }
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    private static func standing(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        let count = bytes.count
        guard bytes.isDigits(0, count) else { return .wrongCharacter }
        guard isProvince(bytes.number(0, 2)) else { return .wrongDivision }
        let prefecture = count >= 4 ? bytes.number(2, 2) : 0
        let county = count >= 6 ? bytes.number(4, 2) : 0
        let town = count >= 9 ? bytes.number(6, 3) : 0
        let village = count >= 12 ? bytes.number(9, 3) : 0
        if prefecture == 0 && county == 0 && (town > 0 || village > 0) { return .wrongForm }
        return town == 0 && village > 0 ? .wrongForm : .valid
    }

    /// Whether two digits name a province, autonomous region, municipality or special region of GB/T 2260.
    @inline(__always)
    static func isProvince(_ code: Int) -> Bool {
        switch code {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81, 82: true
        default: false
        }
    }

    /// The lowest level that the digits name.
    public var level: DivisionLevel {
        if number % 1000 != 0 { return .village }
        if number % 1_000_000 != 0 { return .town }
        if number % 100_000_000 != 0 { return .county }
        return number % 10_000_000_000 != 0 ? .prefecture : .province
    }

    /// The division one level up by the digits; nil for a province.
    public var parent: DivisionCode? {
        switch level {
        case .province: nil
        case .prefecture: cut(.province)
        // Where the digits between are zero the cut gives the next level that is named.
        case .county: cut(.prefecture)
        case .town: cut(.county)
        case .village: cut(.town)
        }
    }

    /// This code with the digits below `level` set to zero.
    public func cut(_ level: DivisionLevel) -> DivisionCode {
        DivisionCode(unchecked: number / level.span * level.span)
    }

    /// Whether this division is `ancestor` or lies inside it, by the digits.
    public func isWithin(_ ancestor: DivisionCode) -> Bool { cut(ancestor.level) == ancestor }

    /// The six digits of GB/T 2260.
    public var gbt2260: String { String(number / 1_000_000) }

    /// All twelve digits.
    public var twelveDigits: String { String(number) }

    /// Six digits down to a county, nine for a town, twelve for a village.
    public var description: String {
        switch level {
        case .province, .prefecture, .county: gbt2260
        case .town: String(number / 1000)
        case .village: twelveDigits
        }
    }

    public static func < (one: DivisionCode, other: DivisionCode) -> Bool { one.number < other.number }
}
