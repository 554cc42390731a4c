/// Computes proofs from stored tiles (证明计算): each tile is fetched once, at most a few a level.
struct TreeReader {
    /// The hashes of a tile, by level and number; fewer than asked for, or none, where the store is damaged.
    let tile: (Int, Int64) throws -> [TreeHash]
    private var fetched: [[Int64]: [TreeHash]] = [:]

    init(tile: @escaping (Int, Int64) throws -> [TreeHash]) { self.tile = tile }

    /// RFC 6962 §2.1.1: from the leaf's sibling up to the root's child. `position < size`.
    mutating func inclusion(position: Int64, size: Int64) throws -> [TreeHash] {
        var (low, high) = (Int64(0), size)
        var proof: [TreeHash] = []
        while high - low > 1 {
            let middle = low + Self.split(high - low)
            if position < middle {
                proof.append(try root(middle, high))
                high = middle
            } else {
                proof.append(try root(low, middle))
                low = middle
            }
        }
        return proof.reversed()
    }

    /// RFC 6962 §2.1.2: that the tree of `from` leaves is the beginning of the tree of `to`. `0 < from ≤ to`.
    mutating func consistency(from: Int64, to: Int64) throws -> [TreeHash] {
        var (low, high) = (Int64(0), to)
        var proof: [TreeHash] = []
        while from < high {
            let middle = low + Self.split(high - low)
            if from <= middle {
                proof.append(try root(middle, high))
                high = middle
            } else {
                proof.append(try root(low, middle))
                low = middle
            }
        }
        if low > 0 { proof.append(try root(low, high)) }
        return proof.reversed()
    }

    /// The hash over the leaves `low..<high`, a subtree as the splits of RFC 6962 make it.
    mutating func root(_ low: Int64, _ high: Int64) throws -> TreeHash {
        let count = high - low
        guard count > 0 else { return .empty }
        if count & (count - 1) == 0 {
            return try complete(height: count.trailingZeroBitCount, index: low / count)
        }
        let middle = low + Self.split(count)
        return TreeHash.node(try root(low, middle), try root(middle, high))
    }

    private mutating func complete(height: Int, index: Int64) throws -> TreeHash {
        let (level, spread) = (height / 8, height % 8)
        let first = index << Int64(spread)
        let number = first / Int64(Tile.widthMax)
        let start = Int(first % Int64(Tile.widthMax))
        let hashes = try hashes(level, number)
        guard start + 1 << spread <= hashes.count else {
            throw LedgerError.damaged("tile \(level)/\(number) is missing or too short")
        }
        return TreeHash.root(hashes[start..<start + 1 << spread])
    }

    private mutating func hashes(_ level: Int, _ number: Int64) throws -> [TreeHash] {
        if let known = fetched[[Int64(level), number]] { return known }
        let hashes = try tile(level, number)
        fetched[[Int64(level), number]] = hashes
        return hashes
    }

    /// The largest power of two below `count`; `count` is at least 2.
    private static func split(_ count: Int64) -> Int64 {
        1 << Int64(Int64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
