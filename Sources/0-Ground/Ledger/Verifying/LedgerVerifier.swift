/// Verifies a whole log (台账验证): recomputes every leaf from its entry, every tile and the root.
///
/// Reads each file once, in order, in constant memory (a bundle and the tree's edge). The work is bounded by
/// the size in the checkpoint, which is believed only once its signature is verified.
public struct LedgerVerifier: Sendable {
    private let origin: String
    private let verifiers: [any CheckpointVerifier]
    private let remembered: Checkpoint?

    /// `remembered` is a checkpoint seen earlier: the log must still begin with its tree, so that a log cut
    /// back to an older, well-signed state is found too.
    public init(origin: String, verifiers: [any CheckpointVerifier], remembered: Checkpoint? = nil) {
        self.origin = origin
        self.verifiers = verifiers
        self.remembered = remembered
    }

    /// Throws only what the source throws (a disk that cannot be read) and cancellation.
    public func verify(_ source: some LedgerSource) async throws -> LedgerVerification {
        func found(_ kind: LedgerFault.Kind) -> LedgerVerification {
            LedgerVerification(checkpoint: nil, entries: 0, fault: LedgerFault(kind: kind, position: nil))
        }
        guard let bytes = try await source.checkpoint(), let note = try? SignedNote(bytes) else {
            return found(.checkpoint)
        }
        guard note.isSigned(by: verifiers) else { return found(.signature) }
        guard let checkpoint = try? Checkpoint(note), checkpoint.origin == origin else {
            return found(.checkpoint)
        }
        if let remembered, remembered.origin != origin || remembered.size > checkpoint.size {
            return found(.history)
        }
        var run = VerificationRun(source: source, checkpoint: checkpoint, remembered: remembered)
        let fault = try await run.run()
        return LedgerVerification(checkpoint: checkpoint, entries: run.edge.size, fault: fault)
    }
}

/// One pass over a log.
private struct VerificationRun<Source: LedgerSource> {
    let source: Source
    let checkpoint: Checkpoint
    let remembered: Checkpoint?
    var edge = TreeEdge()
    /// The first wrong hash above the leaves: whether it or the entries below were changed, the root will tell.
    private var suspect: Int64?

    init(source: Source, checkpoint: Checkpoint, remembered: Checkpoint?) {
        self.source = source
        self.checkpoint = checkpoint
        self.remembered = remembered
    }

    mutating func run() async throws -> LedgerFault? {
        while edge.size < checkpoint.size {
            try Task.checkCancellation()
            if let fault = try await bundle() { return earliest(fault) }
        }
        for (level, hashes) in edge.partials.enumerated().dropFirst() where !hashes.isEmpty {
            try await compare(hashes, level: level, number: edge.size >> (8 * Int64(level + 1)))
        }
        if edge.root == checkpoint.root { return suspect.map { LedgerFault(kind: .tile, position: $0) } }
        // Every hash above agrees with the entries, but not with what was signed: the log was made anew.
        return LedgerFault(kind: .content, position: suspect ?? 0)
    }

    /// Of a fault at the leaves and a suspect above, the one that comes first in the log.
    private func earliest(_ fault: LedgerFault) -> LedgerFault {
        guard let suspect, suspect < fault.position ?? 0 else { return fault }
        return LedgerFault(kind: .tile, position: suspect)
    }

    private mutating func bundle() async throws -> LedgerFault? {
        let number = edge.size / Int64(Tile.widthMax)
        let first = number * Int64(Tile.widthMax)
        let width = Tile.width(level: 0, number: number, size: checkpoint.size)
        let bytes = try await source.entries(bundle: number, width: width) ?? []
        let (leaves, rest) = Self.leaves(bytes, atMost: width)
        let stored = try await source.tile(level: 0, number: number, width: width) ?? []
        let tile = Tile.hashes(stored)
        let agreed = zip(leaves, tile).prefix { $0 == $1 }.count
        var completed: [(Int, Int64, [TreeHash])] = []
        for leaf in leaves.prefix(agreed) {
            edge.append(leaf) { if $0 > 0 { completed.append(($0, $1, $2)) } }
            if edge.size == remembered?.size, edge.root != remembered?.root {
                return LedgerFault(kind: .history, position: nil)
            }
        }
        guard agreed == width else {
            let position = first + Int64(agreed)
            if agreed == leaves.count { return LedgerFault(kind: .missing, position: position) }
            // Where the tile has no hash at all, there is nothing that the entry could differ from.
            if agreed == tile.count { return LedgerFault(kind: .tile, position: position) }
            let isTile = try await isTileAtFault(leaves, number: number, width: width)
            return LedgerFault(kind: isTile ? .tile : .content, position: position)
        }
        // Bytes past the last entry are of no entry, but they were not there either.
        if rest > 0 { return LedgerFault(kind: .content, position: edge.size - 1) }
        if stored.count != width * TreeHash.byteCount {
            return LedgerFault(kind: .tile, position: edge.size - 1)
        }
        for (level, number, hashes) in completed { try await compare(hashes, level: level, number: number) }
        return nil
    }

    /// The leaf hashes of the entries in a bundle, as far as it is whole, and how many bytes are left over.
    private static func leaves(_ bytes: [UInt8], atMost width: Int) -> (leaves: [TreeHash], rest: Int) {
        var leaves: [TreeHash] = []
        var next = 0
        while leaves.count < width, bytes.count - next >= 2 {
            let length = Int(bytes[next]) << 8 | Int(bytes[next + 1])
            guard bytes.count - next - 2 >= length else { break }
            leaves.append(.leaf(bytes[(next + 2)..<(next + 2 + length)]))
            next += 2 + length
        }
        return (leaves, bytes.count - next)
    }

    private mutating func compare(_ hashes: [TreeHash], level: Int, number: Int64) async throws {
        let stored = try await source.tile(level: level, number: number, width: hashes.count) ?? []
        guard stored != Tile.bytes(hashes), suspect == nil else { return }
        let agreed = zip(hashes, Tile.hashes(stored)).prefix { $0 == $1 }.count
        let index = number * Int64(Tile.widthMax) + Int64(min(agreed, hashes.count - 1))
        suspect = index << (8 * Int64(level))
    }

    /// Entries and tile differ: what stands above decides which of them was changed.
    private func isTileAtFault(
        _ leaves: [TreeHash], number: Int64, width: Int
    ) async throws -> Bool {
        guard leaves.count == width else { return false }
        if width == Tile.widthMax {
            let (parent, index) = (number / Int64(Tile.widthMax), Int(number % Int64(Tile.widthMax)))
            let wanted = Tile.width(level: 1, number: parent, size: checkpoint.size)
            let above = Tile.hashes(try await source.tile(level: 1, number: parent, width: wanted) ?? [])
            return index < above.count && above[index] == TreeHash.root(leaves)
        }
        var partials = [leaves]
        for level in 1..<max(1, TreeEdge.levels(size: checkpoint.size)) {
            let wanted = Tile.partialWidth(level: level, size: checkpoint.size)
            let number = checkpoint.size >> (8 * Int64(level + 1))
            let hashes =
                wanted == 0 ? [] : try await source.tile(level: level, number: number, width: wanted) ?? []
            partials.append(Tile.hashes(hashes))
        }
        return TreeEdge(size: checkpoint.size, partials: partials)?.root == checkpoint.root
    }
}
