/// Chance that is the same in every run on every machine (种子随机数): SplitMix64.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    /// The chance of one row of one table: independent of every other row, and found without making them.
    public init(_ seed: UInt64, row: Int) {
        state = Self.mixed(seed ^ Self.mixed(UInt64(truncatingIfNeeded: row) &+ Self.step))
    }

    @inline(__always)
    public mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// A whole number from 0 to below `bound`, which is at least 1 and at most 2^32; its bias is below 2^-32.
    @inline(__always)
    public mutating func below(_ bound: Int) -> Int {
        assert(bound >= 1 && bound <= 1 << 32)
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A whole number of a closed range of at most 2^32 numbers.
    @inline(__always)
    public mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
