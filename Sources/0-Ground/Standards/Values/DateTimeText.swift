/// A moment as systems write it (日期时间): a day as in `DateText`, then `T` or one blank, `HH:MM`, optional seconds, up to
/// nine digits of fraction and an optional `Z` or `±HH:MM`; or the 14 digits `YYYYMMDDHHMMSS`.
public enum DateTimeText {
    /// The fields of one moment; without an offset it is local time.
    public struct Parts: Sendable, Hashable {
        /// `yyyymmdd`.
        public let date: Int
        /// 0 to 86399.
        public let secondOfDay: Int
        /// 0 to 999; further digits are cut off.
        public let milliseconds: Int
        /// Minutes east of UTC; nil where none was written.
        public let offsetMinutes: Int?
    }

    /// Checks one moment; never allocates.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        if bytes.isEmpty { return .empty }
        guard let parts = read(bytes) else { return .wrongForm }
        return exists(parts) ? .valid : .wrongDate
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    /// The fields; nil unless the check holds.
    public static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Parts? {
        guard let parts = read(bytes), exists(parts) else { return nil }
        return parts
    }

    public static func value(_ text: String) -> Parts? { text.withBytes { value($0) } }

    /// The moment as `YYYY-MM-DDTHH:MM:SS`, with milliseconds and offset where given; nil unless the check holds.
    public static func canonical(_ text: String) -> String? {
        guard let parts = value(text) else { return nil }
        var written: [UInt8] = []
        append(parts, to: &written)
        return String(decoding: written, as: UTF8.self)
    }

    /// Writes the canonical form.
    public static func append(_ parts: Parts, to output: inout [UInt8]) {
        DateText.append(parts.date, to: &output)
        output.append(0x54)
        Digits.append(parts.secondOfDay / 3600, to: &output)
        output.append(0x3A)
        Digits.append(parts.secondOfDay / 60 % 60, to: &output)
        output.append(0x3A)
        Digits.append(parts.secondOfDay % 60, to: &output)
        if parts.milliseconds > 0 {
            output.append(0x2E)
            output.append(0x30 + UInt8(truncatingIfNeeded: parts.milliseconds / 100))
            Digits.append(parts.milliseconds % 100, to: &output)
        }
        guard let offset = parts.offsetMinutes else { return }
        if offset == 0 {
            output.append(0x5A)
        } else {
            output.append(offset < 0 ? 0x2D : 0x2B)
            Digits.append(abs(offset) / 60, to: &output)
            output.append(0x3A)
            Digits.append(abs(offset) % 60, to: &output)
        }
    }

    // An hour, minute or second out of range leaves `secondOfDay` at -1.
    private static func exists(_ parts: Parts) -> Bool {
        Gregorian.exists(parts.date) && parts.secondOfDay >= 0
            && abs(parts.offsetMinutes ?? 0) <= 14 * 60
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Parts? {
        if bytes.count == 14 {
            let whole = bytes.number(0, 14)
            if whole >= 0 {
                let time = second(whole / 10_000 % 100, whole / 100 % 100, whole % 100)
                return Parts(date: whole / 1_000_000, secondOfDay: time, milliseconds: 0, offsetMinutes: nil)
            }
        }
        var index = 0
        let date = DateText.read(bytes, &index)
        guard date >= 0, index < bytes.count, bytes[index] == 0x54 || bytes[index] == 0x20 else { return nil }
        index += 1
        guard let hour = two(bytes, &index), skip(0x3A, bytes, &index), let minute = two(bytes, &index) else {
            return nil
        }
        var seconds = 0
        var milliseconds = 0
        if skip(0x3A, bytes, &index) {
            guard let read = two(bytes, &index) else { return nil }
            seconds = read
            if skip(0x2E, bytes, &index) {
                guard let read = fraction(bytes, &index) else { return nil }
                milliseconds = read
            }
        }
        var offset: Int?
        if index < bytes.count {
            guard let read = zone(bytes, &index) else { return nil }
            offset = read
        }
        guard index == bytes.count else { return nil }
        return Parts(
            date: date, secondOfDay: second(hour, minute, seconds), milliseconds: milliseconds,
            offsetMinutes: offset)
    }

    private static func second(_ hour: Int, _ minute: Int, _ second: Int) -> Int {
        hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : -1
    }

    private static func fraction(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        var value = 0
        var digits = 0
        while index < bytes.count, bytes[index] &- 0x30 <= 9 {
            if digits < 3 { value = value * 10 + Int(bytes[index] &- 0x30) }
            digits += 1
            index += 1
        }
        guard (1...9).contains(digits) else { return nil }
        return digits == 1 ? value * 100 : digits == 2 ? value * 10 : value
    }

    private static func zone(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        if skip(0x5A, bytes, &index) { return 0 }
        let sign = bytes[index]
        guard sign == 0x2B || sign == 0x2D else { return nil }
        index += 1
        guard let hours = two(bytes, &index) else { return nil }
        _ = skip(0x3A, bytes, &index)
        guard let minutes = two(bytes, &index), minutes < 60 else { return nil }
        return (sign == 0x2D ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func two(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        guard bytes.count - index >= 2 else { return nil }
        let value = bytes.number(index, 2)
        index += 2
        return value < 0 ? nil : value
    }

    private static func skip(
        _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }
}
