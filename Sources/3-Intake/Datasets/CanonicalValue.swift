import Catalogue
import Standards

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one form in which a value of an item is stored, looked up and compared (规范值).
///
/// Intake writes with it and every look-up asks with it, so that equal things are equal bytes: blanks around a
/// value fall away (space, tab, line break, U+00A0, U+3000), letters of identifiers are capital, an identity
/// number of 15 digits becomes its 18, days are `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM:SS`, numbers have no
/// needless sign or zero, logical values are `1` and `0`. Memo and general values stay as they are.
public struct CanonicalValue: Sendable {
    /// Characters of an item that states no length.
    public static let charactersMax = 4_000

    private enum Form: Sendable {
        case text, verbatim, day, moment, logical, integer, decimal, real
    }

    private let form: Form
    private let lengthMax: Int
    private let scaleMax: Int
    private let identifier: IdentifierKind?
    private let isCapital: Bool

    public init(_ item: Item) {
        identifier = item.identifier
        scaleMax = item.scale ?? NumberText.precisionMax
        isCapital = item.identifier.map(Self.hasLetters) ?? false
        switch item.type {
        case .characters:
            form =
                switch item.identifier {
                case .date: .day
                case .dateTime: .moment
                default: .text
                }
            lengthMax = item.length ?? Self.charactersMax
        case .memo, .general:
            form = .verbatim
            lengthMax = item.length ?? Int.max
        case .date: (form, lengthMax) = (.day, Int.max)
        case .dateTime: (form, lengthMax) = (.moment, Int.max)
        case .logical: (form, lengthMax) = (.logical, Int.max)
        case .integer: (form, lengthMax) = (.integer, item.length ?? 19)
        case .numeric, .currency: (form, lengthMax) = (.decimal, item.length ?? NumberText.precisionMax)
        case .double, .float: (form, lengthMax) = (.real, Int.max)
        }
    }

    private static func hasLetters(_ kind: IdentifierKind) -> Bool {
        switch kind {
        case .citizenID, .creditCode, .organisationCode, .permanentResidence, .passport, .officialPassport,
            .hongKongMacauPermit, .taiwanPermit, .foreignPassport:
            true
        default: false
        }
    }

    /// Reads the UTF-8 `bytes` and appends the canonical form to `output`; never allocates for itself on success.
    /// - Parameter today: `yyyymmdd`, for birth dates inside identity numbers.
    public func append(
        _ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], today: Int
    ) -> ValueReading {
        let trimmed = bytes.trimmingBlanks
        guard trimmed.count > 0 else { return .blank }
        let start = output.count
        let value = trimmed.assumingMemoryBound(to: UInt8.self)
        switch form {
        case .text:
            append(text: value, to: &output)
            guard !trimmed.holdsNull else { return .broken(.type, .wrongCharacter) }
            guard trimmed.isWithin(characters: lengthMax) else { return .broken(.length, .wrongLength) }
        case .verbatim:
            output.append(contentsOf: bytes)
            guard !bytes.holdsNull else { return .broken(.type, .wrongCharacter) }
            guard bytes.isWithin(characters: lengthMax) else { return .broken(.length, .wrongLength) }
        case .day:
            guard let day = DateText.value(value) else { return .broken(.type, DateText.check(value)) }
            DateText.append(day, to: &output)
        case .moment:
            guard let parts = DateTimeText.value(value) else {
                return .broken(.type, DateTimeText.check(value))
            }
            DateTimeText.append(parts, to: &output)
        case .logical:
            guard let truth = Self.truth(trimmed) else { return .broken(.type, .wrongForm) }
            output.append(truth ? 0x31 : 0x30)
        case .integer:
            guard let number = NumberText.integer(value) else {
                return .broken(.type, NumberText.checkInteger(value))
            }
            guard Self.append(number, to: &output) <= lengthMax else { return .broken(.length, .outOfRange) }
        case .decimal:
            let verdict = NumberText.checkDecimal(value, precision: lengthMax, scale: scaleMax)
            guard verdict.isValid else {
                return .broken(verdict == .outOfRange ? .length : .type, verdict)
            }
            Self.append(decimal: trimmed, to: &output)
        case .real:
            let verdict = Self.checkReal(trimmed)
            guard verdict.isValid else { return .broken(.type, verdict) }
            output.append(contentsOf: trimmed[0] == 0x2B ? trimmed.dropFirst() : trimmed[...])
        }
        guard let identifier else { return .value }
        let verdict = output.withUnsafeBufferPointer {
            identifier.check(UnsafeBufferPointer(rebasing: $0[start...]), today: today)
        }
        return verdict.isValid ? .value : .broken(.identifier, verdict)
    }

    /// The canonical form of `text`; nil where it is blank or breaks its item.
    public func canonical(_ text: String, today: Int) -> String? {
        var output: [UInt8] = []
        var text = text
        let reading = text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &output, today: today) }
        return reading == .value ? String(decoding: output, as: UTF8.self) : nil
    }

    private func append(text value: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        guard isCapital else {
            output.append(contentsOf: value)
            return
        }
        if identifier == .citizenID, value.count == 15,
            let upgraded = CitizenID.upgrade(String(decoding: value, as: UTF8.self))
        {
            output.append(contentsOf: upgraded.utf8)
            return
        }
        for byte in value { output.append(byte &- 0x61 < 26 ? byte - 0x20 : byte) }
    }

    private static func truth(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        if bytes.count == 1 {
            switch bytes[0] {
            case 0x31, 0x54, 0x74, 0x59, 0x79: return true  // 1 T t Y y
            case 0x30, 0x46, 0x66, 0x4E, 0x6E: return false  // 0 F f N n
            default: return nil
            }
        }
        if bytes.elementsEqual("是".utf8) { return true }
        if bytes.elementsEqual("否".utf8) { return false }
        guard bytes.count <= 5 else { return nil }
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "true", "yes": return true
        case "false", "no": return false
        default: return nil
        }
    }

    /// Writes the number; answers its digits without the sign.
    private static func append(_ number: Int64, to output: inout [UInt8]) -> Int {
        if number < 0 { output.append(0x2D) }
        let start = output.count
        var rest = number.magnitude
        repeat {
            output.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        output[start...].reverse()
        return output.count - start
    }

    /// Writes a checked decimal without a plus, zeros before the first digit or at the end of the fraction, or
    /// the sign of a zero.
    private static func append(decimal bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        var index = bytes[0] == 0x2D || bytes[0] == 0x2B ? 1 : 0
        var end = bytes.count
        if bytes.contains(0x2E) {
            while bytes[end - 1] == 0x30 { end -= 1 }
            if bytes[end - 1] == 0x2E { end -= 1 }
        }
        while index < end - 1, bytes[index] == 0x30, bytes[index + 1] != 0x2E { index += 1 }
        let isZero = end - index == 1 && bytes[index] == 0x30
        if bytes[0] == 0x2D, !isZero { output.append(0x2D) }
        output.append(contentsOf: bytes[index..<end])
    }

    /// A finite number in decimal digits with an optional fraction and exponent, in at most 64 characters.
    private static func checkReal(_ bytes: UnsafeRawBufferPointer) -> Verdict {
        guard bytes.count <= 64 else { return .outOfRange }
        var index = bytes[0] == 0x2D || bytes[0] == 0x2B ? 1 : 0
        func digits() -> Int {
            let start = index
            while index < bytes.count, bytes[index] &- 0x30 <= 9 { index += 1 }
            return index - start
        }
        guard digits() > 0 else { return .wrongForm }
        if index < bytes.count, bytes[index] == 0x2E {
            index += 1
            guard digits() > 0 else { return .wrongForm }
        }
        if index < bytes.count, bytes[index] | 0x20 == 0x65 {
            index += 1
            if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
            guard digits() > 0 else { return .wrongForm }
        }
        guard index == bytes.count else { return .wrongCharacter }
        let number = withUnsafeTemporaryAllocation(byteCount: 65, alignment: 1) { copy in
            copy.copyMemory(from: bytes)
            copy[bytes.count] = 0
            return copy.baseAddress.map { strtod($0.assumingMemoryBound(to: CChar.self), nil) } ?? .infinity
        }
        return number.isFinite ? .valid : .outOfRange
    }
}

extension UnsafeRawBufferPointer {
    /// Whether U+0000 is among the bytes: PostgreSQL keeps none, so neither engine takes any.
    var holdsNull: Bool { baseAddress.map { memchr($0, 0, count) != nil } ?? false }

    /// The part between the blanks at both ends.
    var trimmingBlanks: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end {
            if Self.isBlank(self[start]) {
                start += 1
            } else if hasWideBlank(at: start, before: end) {
                start += self[start] == 0xC2 ? 2 : 3
            } else {
                break
            }
        }
        while end > start {
            if Self.isBlank(self[end - 1]) {
                end -= 1
            } else if end - start >= 3, hasWideBlank(at: end - 3, before: end),
                self[end - 3] == 0xE3
            {
                end -= 3
            } else if end - start >= 2, hasWideBlank(at: end - 2, before: end) {
                end -= 2
            } else {
                break
            }
        }
        return start == 0 && end == count ? self : UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// U+00A0 or U+3000.
    private func hasWideBlank(at index: Int, before end: Int) -> Bool {
        switch self[index] {
        case 0xC2: end - index >= 2 && self[index + 1] == 0xA0
        case 0xE3: end - index >= 3 && self[index + 1] == 0x80 && self[index + 2] == 0x80
        default: false
        }
    }

    /// Whether the UTF-8 text has at most `limit` characters (code points).
    func isWithin(characters limit: Int) -> Bool {
        if count <= limit { return true }
        var characters = 0
        for byte in self where byte & 0xC0 != 0x80 { characters += 1 }
        return characters <= limit
    }
}
