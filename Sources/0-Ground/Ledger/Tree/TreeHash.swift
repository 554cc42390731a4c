import Crypto

/// A hash of the tree (树哈希): 32 bytes of SHA-256 as RFC 6962 §2.1 makes them.
public struct TreeHash: Sendable, Hashable {
    // Not a SIMD vector: its alignment of 32 bytes is more than a task's own memory gives.
    private struct Words: BitwiseCopyable, Hashable {
        let first, second, third, fourth: UInt64
    }

    private let words: Words

    public static let byteCount = 32

    private init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
    }

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        words = Array(bytes).withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// The hash of a tree without leaves.
    public static let empty = TreeHash(SHA256().finalize())

    /// `SHA-256(0x00 ‖ entry)`.
    public static func leaf(_ content: some Collection<UInt8>) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        let whole: Void? = content.withContiguousStorageIfAvailable {
            hasher.update(bufferPointer: UnsafeRawBufferPointer($0))
        }
        if whole == nil { Array(content).withUnsafeBytes { hasher.update(bufferPointer: $0) } }
        return TreeHash(hasher.finalize())
    }

    /// `SHA-256(0x01 ‖ left ‖ right)`.
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { buffer in
            buffer[0] = 1
            withUnsafeBytes(of: left.words) { buffer[1..<33].copyBytes(from: $0) }
            withUnsafeBytes(of: right.words) { buffer[33..<65].copyBytes(from: $0) }
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return TreeHash(hasher.finalize())
        }
    }

    /// The root of a complete subtree: the number of `hashes` is a power of two.
    static func root(_ hashes: some Collection<TreeHash>) -> TreeHash {
        var row = Array(hashes)
        assert(!row.isEmpty && row.count & (row.count - 1) == 0, "a complete subtree")
        var width = row.count
        while width > 1 {
            width /= 2
            for index in 0..<width { row[index] = node(row[2 * index], row[2 * index + 1]) }
        }
        return row[0]
    }
}

/// The hashes of one tile and their bytes as served (瓦片).
enum Tile {
    static let widthMax = 256

    static func bytes(_ hashes: some Sequence<TreeHash>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(widthMax * TreeHash.byteCount)
        for hash in hashes { bytes.append(contentsOf: hash.bytes) }
        return bytes
    }

    /// The whole hashes in `bytes`, at most 256; a broken one at the end is left out.
    static func hashes(_ bytes: [UInt8]) -> [TreeHash] {
        let count = min(bytes.count / TreeHash.byteCount, widthMax)
        return (0..<count).compactMap {
            TreeHash(bytes[$0 * TreeHash.byteCount..<($0 + 1) * TreeHash.byteCount])
        }
    }

    /// How many hashes the last tile of `level` has in a tree of `size`, where it is not full.
    static func partialWidth(level: Int, size: Int64) -> Int { Int(size >> (8 * Int64(level)) & 255) }

    /// How many hashes of tile `number` of `level` a tree of `size` has: 0 to 256.
    static func width(level: Int, number: Int64, size: Int64) -> Int {
        let hashes = size >> (8 * Int64(level))
        return Int(min(Int64(widthMax), max(0, hashes - number * Int64(widthMax))))
    }
}
