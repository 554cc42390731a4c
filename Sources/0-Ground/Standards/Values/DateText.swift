/// A day as people write it (日期): `2026-02-14`, `20260214`, `2026/2/14`, `2026-2-14` or `2026年2月14日`.
public enum DateText {
    /// Checks one day of the years 1 to 9999; never allocates.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        if bytes.isEmpty { return .empty }
        var index = 0
        let date = read(bytes, &index)
        guard date >= 0, index == bytes.count else { return .wrongForm }
        return Gregorian.exists(date) ? .valid : .wrongDate
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }

    /// The day as `yyyymmdd`; nil unless the check holds.
    public static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        let date = read(bytes, &index)
        return date >= 0 && index == bytes.count && Gregorian.exists(date) ? date : nil
    }

    public static func value(_ text: String) -> Int? { text.withBytes { value($0) } }

    /// The day as `YYYY-MM-DD`; nil unless the check holds.
    public static func canonical(_ text: String) -> String? {
        guard let date = value(text) else { return nil }
        var written: [UInt8] = []
        append(date, to: &written)
        return String(decoding: written, as: UTF8.self)
    }

    /// Writes `yyyymmdd` as the ten bytes of `YYYY-MM-DD`.
    public static func append(_ yyyymmdd: Int, to output: inout [UInt8]) {
        let year = yyyymmdd / 10_000 % 10_000
        Digits.append(year / 100, to: &output)
        Digits.append(year % 100, to: &output)
        output.append(0x2D)
        Digits.append(yyyymmdd / 100 % 100, to: &output)
        output.append(0x2D)
        Digits.append(yyyymmdd % 100, to: &output)
    }

    /// Reads a day from `index` on and moves `index` behind it; -1 where there is none. The day may not exist.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
        guard bytes.count - index >= 8 else { return -1 }
        let year = bytes.number(index, 4)
        guard year >= 0 else { return -1 }
        if bytes[index + 4] &- 0x30 <= 9 {
            let rest = bytes.number(index + 4, 4)
            index += 8
            return rest < 0 ? -1 : year * 10_000 + rest
        }
        index += 4
        if bytes[index] == 0x2D || bytes[index] == 0x2F {
            let separator = bytes[index]
            index += 1
            let month = Digits.oneOrTwo(bytes, &index)
            guard month >= 0, index < bytes.count, bytes[index] == separator else { return -1 }
            index += 1
            let day = Digits.oneOrTwo(bytes, &index)
            return day < 0 ? -1 : year * 10_000 + month * 100 + day
        }
        guard skip((0xE5, 0xB9, 0xB4), bytes, &index) else { return -1 }  // 年
        let month = Digits.oneOrTwo(bytes, &index)
        guard month >= 0, skip((0xE6, 0x9C, 0x88), bytes, &index) else { return -1 }  // 月
        let day = Digits.oneOrTwo(bytes, &index)
        guard day >= 0, skip((0xE6, 0x97, 0xA5), bytes, &index) else { return -1 }  // 日
        return year * 10_000 + month * 100 + day
    }

    private static func skip(
        _ word: (UInt8, UInt8, UInt8), _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
    ) -> Bool {
        guard bytes.count - index >= 3, bytes[index] == word.0, bytes[index + 1] == word.1,
            bytes[index + 2] == word.2
        else { return false }
        index += 3
        return true
    }
}

enum Digits {
    /// Reads one or two digits and moves `index` behind them; -1 where there is none.
    static func oneOrTwo(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
        guard index < bytes.count, bytes[index] &- 0x30 <= 9 else { return -1 }
        var value = Int(bytes[index] &- 0x30)
        index += 1
        if index < bytes.count, bytes[index] &- 0x30 <= 9 {
            value = value * 10 + Int(bytes[index] &- 0x30)
            index += 1
        }
        return value
    }

    /// Appends the two digits of 0 to 99.
    static func append(_ value: Int, to output: inout [UInt8]) {
        output.append(0x30 + UInt8(truncatingIfNeeded: value / 10 % 10))
        output.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
    }
}
