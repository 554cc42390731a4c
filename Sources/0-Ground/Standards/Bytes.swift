// UTF-8 text as every check reads it. The subscript of a buffer is unchecked in optimised builds, so each
// caller compares the length before it reads.
extension UnsafeBufferPointer<UInt8> {
    /// The number in `count` decimal digits from `start`, or -1 where a byte is no digit. At most 18 digits.
    @inline(__always)
    func number(_ start: Int, _ count: Int) -> Int {
        assert(count <= 18 && start >= 0 && start + count <= self.count)
        var value = 0
        for index in start..<(start + count) {
            let digit = self[index] &- 0x30
            guard digit <= 9 else { return -1 }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    @inline(__always)
    func isDigits(_ start: Int, _ count: Int) -> Bool {
        assert(start >= 0 && start + count <= self.count)
        for index in start..<(start + count) where self[index] &- 0x30 > 9 { return false }
        return true
    }

    @inline(__always)
    func isCapitals(_ start: Int, _ count: Int) -> Bool {
        for index in start..<(start + count) where self[index] &- 0x41 > 25 { return false }
        return true
    }
}

extension String {
    /// Lends the UTF-8 bytes; copies only text that is not stored as UTF-8.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = self
        return text.withUTF8(body)
    }
}

/// Days of the Gregorian calendar as plain numbers `yyyymmdd`.
enum Gregorian {
    @inline(__always)
    static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: 0
        }
    }

    /// Whether `yyyymmdd` is a day of the years 1 to 9999.
    @inline(__always)
    static func exists(_ yyyymmdd: Int) -> Bool {
        let year = yyyymmdd / 10_000
        let month = yyyymmdd / 100 % 100
        let day = yyyymmdd % 100
        return year >= 1 && year <= 9999 && day >= 1 && day <= daysIn(month: month, year: year)
    }
}

/// The check digit that identity numbers share: ISO 7064 MOD 11-2.
enum Modulus11 {
    /// The check byte over the 17 digits at the start of `bytes`; the caller has made sure that they are digits.
    @inline(__always)
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        assert(bytes.count >= 17)
        var sum = 0
        // The weights 7 9 10 5 … of GB 11643 are 2^(17-i) mod 11.
        for index in 0..<17 { sum = (sum &+ Int(bytes[index] &- 0x30)) &* 2 }
        let check = (12 &- sum % 11) % 11
        return check == 10 ? 0x58 : 0x30 &+ UInt8(truncatingIfNeeded: check)
    }
}
