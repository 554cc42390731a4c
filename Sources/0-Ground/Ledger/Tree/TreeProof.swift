/// Checks proofs (证明校验) as RFC 9162 §2.1.3.2 and §2.1.4.2 describe; the work is bounded by the proof's length.
public enum TreeProof {
    /// Hashes in a proof at the most: a tree has less than 2^63 leaves.
    public static let hashesMax = 64

    /// True when `leaf` is the leaf at `position` of the tree of `size` leaves under `root`.
    public static func includes(
        _ leaf: TreeHash, at position: Int64, size: Int64, root: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard position >= 0, position < size, proof.count <= hashesMax else { return false }
        var (node, last, hash) = (position, size - 1, leaf)
        for sibling in proof {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = TreeHash.node(sibling, hash)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = TreeHash.node(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// True when the tree of `from` leaves under `fromRoot` is the beginning of that of `to` under `toRoot`.
    public static func extends(
        from: Int64, _ fromRoot: TreeHash, to: Int64, _ toRoot: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard from >= 0, from <= to, proof.count <= hashesMax else { return false }
        if from == to { return proof.isEmpty && fromRoot == toRoot }
        if from == 0 { return proof.isEmpty && fromRoot == .empty }
        var rest = proof[...]
        let isComplete = from & (from - 1) == 0
        guard let first = isComplete ? fromRoot : rest.popFirst() else { return false }
        var (node, last) = (from - 1, to - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        var (older, newer) = (first, first)
        for sibling in rest {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                older = TreeHash.node(sibling, older)
                newer = TreeHash.node(sibling, newer)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                newer = TreeHash.node(newer, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && older == fromRoot && newer == toRoot
    }
}
