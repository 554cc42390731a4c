/// The growing right edge of the tree (树的右缘): the last, not yet full tile of every level.
///
/// All that is needed to append and to know the root: at most 255 hashes a level, eight levels at most.
struct TreeEdge {
    private(set) var size: Int64 = 0
    /// The partial tile of each level, from the leaves up.
    private(set) var partials: [[TreeHash]] = []

    init() {}

    /// An edge from stored partial tiles; nil where their widths are not those of a tree of `size`.
    init?(size: Int64, partials: [[TreeHash]]) {
        for (level, hashes) in partials.enumerated() {
            guard hashes.count == Tile.partialWidth(level: level, size: size) else { return nil }
        }
        guard size >> (8 * Int64(partials.count)) == 0 else { return nil }
        self.size = size
        self.partials = partials
    }

    /// Levels that a tree of `size` has tiles of.
    static func levels(size: Int64) -> Int {
        var levels = 0
        while size >> (8 * Int64(levels)) > 0 { levels += 1 }
        return levels
    }

    /// Adds a leaf; calls `full` with each tile that it completes: level, number, 256 hashes.
    mutating func append(_ leaf: TreeHash, full: (Int, Int64, [TreeHash]) throws -> Void) rethrows {
        size += 1
        var hash = leaf
        var level = 0
        while true {
            if level == partials.count { partials.append([]) }
            partials[level].append(hash)
            guard partials[level].count == Tile.widthMax else { return }
            let number = (size >> (8 * Int64(level + 1))) - 1
            try full(level, number, partials[level])
            hash = TreeHash.root(partials[level])
            partials[level].removeAll(keepingCapacity: true)
            level += 1
        }
    }

    /// The root of RFC 6962 §2.1: complete subtrees folded together from the right.
    var root: TreeHash {
        var right: TreeHash?
        for hashes in partials {
            var end = hashes.count
            var width = 1
            while end > 0 {
                if end & width != 0 {
                    let subtree = TreeHash.root(hashes[(end - width)..<end])
                    right = right.map { TreeHash.node(subtree, $0) } ?? subtree
                    end -= width
                }
                width *= 2
            }
        }
        return right ?? .empty
    }
}
