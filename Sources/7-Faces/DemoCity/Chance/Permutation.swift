/// The numbers below a size in a shuffled order (置换), any of them at once and in no memory: what makes keys unique
/// over a million rows without remembering one.
///
/// Four Feistel rounds over the next even number of bits; a number that lands outside the size is sent round again.
struct Permutation: Sendable {
    let size: Int
    private let halfBits: UInt64
    private let seed: UInt64

    /// - Parameter size: at least 1, at most 2^40.
    init(size: Int, seed: UInt64) {
        assert(size >= 1 && size <= 1 << 40)
        self.size = size
        self.seed = seed
        var bits: UInt64 = 1
        while 1 << (2 * bits) < UInt64(size) { bits += 1 }
        halfBits = bits
    }

    /// The number at `index`, which is below the size; no two indices share one.
    func callAsFunction(_ index: Int) -> Int {
        assert(index >= 0 && index < size)
        var value = UInt64(index)
        repeat { value = round(value) } while value >= UInt64(size)
        return Int(value)
    }

    @inline(__always)
    private func round(_ value: UInt64) -> UInt64 {
        let mask = (1 as UInt64) << halfBits - 1
        var left = value >> halfBits
        var right = value & mask
        for turn in 0..<4 as Range<UInt64> {
            (left, right) = (
                right, left ^ (SeededRandom.mixed(right &+ seed &+ turn &* SeededRandom.step) & mask)
            )
        }
        return left << halfBits | right
    }
}
