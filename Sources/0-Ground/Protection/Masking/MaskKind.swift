import Standards

/// A rule by which a value is partly hidden (脱敏规则), after the common practice under GB/T 37964-2019.
///
/// A value that does not have the form of its rule is hidden whole: six stars, whatever its length. An empty value
/// stays empty.
public enum MaskKind: Sendable, Hashable {
    /// 姓名: keeps the surname, of two characters where it is a known compound one: `张*`, `欧阳**`.
    case name
    /// 证件号码: keeps the first six and last four of 18 characters, or the first six and last three of 15 digits.
    case idNumber
    /// 手机号码: keeps the first three and last four of eleven digits.
    case phone
    /// 银行卡号: keeps the first six and last four of 15 to 19 digits.
    case bankCard
    /// 电子邮箱: keeps the first character and the domain.
    case email
    /// 出生日期: keeps the year, as its first of January.
    case birthDate
    /// 地址: keeps what leads down to the county; see `AddressMask`.
    case address
    /// 统一社会信用代码: keeps the first eight (department, category, division) and last two of 18.
    case creditCode
    /// Keeps so many characters at each end, each number 0 to `keepMax`; hides all of what is not longer than both.
    case generic(keepPrefix: Int, keepSuffix: Int)
    /// Hides everything.
    case all

    /// The most characters that `generic` keeps at one end.
    public static let keepMax = 64
    /// The most stars that stand for the hidden middle of a generic value.
    public static let starsMax = 32
    /// The longest value in bytes that is partly shown; longer ones are hidden whole.
    public static let valueBytesMax = 4096

    /// Appends the masked form of the UTF-8 `value`; never fails, allocates only in `output`.
    public func apply(_ value: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        guard !value.isEmpty else { return }
        if value.count <= Self.valueBytesMax, write(value, &output) { return }
        output.append(stars: 6)
    }

    public func apply(_ value: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        value.withMemoryRebound(to: UInt8.self) { apply($0, to: &output) }
    }

    public func apply(_ value: String) -> String {
        var value = value
        var output: [UInt8] = []
        value.withUTF8 { apply($0, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// False, with nothing written, where the value does not have the rule's form.
    private func write(_ value: Text, _ output: inout [UInt8]) -> Bool {
        switch self {
        case .name: NameMask.write(value, &output)
        case .idNumber: Self.idNumber(value, &output)
        case .phone:
            value.count == 11 && value.areDigits(0..<11) && value[0] == 0x31
                && Self.ends(value, 3, 4, &output)
        case .bankCard:
            (15...19).contains(value.count) && value.areDigits(0..<value.count)
                && Self.ends(value, 6, 4, &output)
        case .email: Self.email(value, &output)
        case .birthDate: Self.birthDate(value, &output)
        case .address: AddressMask.write(value, &output)
        case .creditCode: Self.creditCode(value, &output)
        case .generic(let prefix, let suffix): Self.generic(value, prefix, suffix, &output)
        case .all: false
        }
    }

    /// Keeps bytes at both ends of an ASCII value and puts one star for each of the others.
    private static func ends(_ value: Text, _ prefix: Int, _ suffix: Int, _ output: inout [UInt8]) -> Bool {
        output.append(contentsOf: value[..<prefix])
        output.append(stars: value.count - prefix - suffix)
        output.append(contentsOf: value[(value.count - suffix)...])
        return true
    }

    private static func idNumber(_ value: Text, _ output: inout [UInt8]) -> Bool {
        switch value.count {
        case 18:
            guard value.areDigits(0..<17), value.isDigit(17) || value[17] | 0x20 == 0x78 else { return false }
            return ends(value, 6, 4, &output)
        case 15: return value.areDigits(0..<15) && ends(value, 6, 3, &output)
        default: return false
        }
    }

    private static func creditCode(_ value: Text, _ output: inout [UInt8]) -> Bool {
        guard value.count == 18 else { return false }
        for index in 0..<18 where !value.isDigit(index) && value[index] &- 0x41 > 25 { return false }
        return ends(value, 8, 2, &output)
    }

    private static func email(_ value: Text, _ output: inout [UInt8]) -> Bool {
        guard value.count <= 254, let at = value.firstIndex(of: 0x40), at > 0, value[0] < 0x80 else {
            return false
        }
        var dotted = false
        var previous: UInt8 = 0x2E
        for index in (at + 1)..<value.count {
            let byte = value[index]
            switch byte {
            case 0x2E:
                guard previous != 0x2E else { return false }
                dotted = true
            case 0x2D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: break
            default: return false
            }
            previous = byte
        }
        guard dotted, previous != 0x2E else { return false }
        output.append(value[0])
        output.append(stars: 3)
        output.append(contentsOf: value[at...])
        return true
    }

    private static func birthDate(_ value: Text, _ output: inout [UInt8]) -> Bool {
        guard DateText.check(value).isValid else { return false }
        output.append(contentsOf: value[..<4])
        output.append(contentsOf: value.count == 8 && value.areDigits(0..<8) ? "0101".utf8 : "-01-01".utf8)
        return true
    }

    private static func generic(
        _ value: Text, _ prefix: Int, _ suffix: Int, _ output: inout [UInt8]
    ) -> Bool {
        guard (0...keepMax).contains(prefix), (0...keepMax).contains(suffix),
            let scalars = value.scalarCount(), scalars > prefix + suffix
        else { return false }
        var index = 0
        for _ in 0..<prefix { _ = value.scalar(&index) }
        output.append(contentsOf: value[..<index])
        let hidden = scalars - prefix - suffix
        output.append(stars: min(hidden, starsMax))
        for _ in 0..<hidden { _ = value.scalar(&index) }
        output.append(contentsOf: value[index...])
        return true
    }
}
