import Testing

@testable import Ledger

@Suite("The tree of RFC 6962")
struct TreeTests {
    /// The leaves and roots of the Certificate Transparency reference tests.
    private static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6F),
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    /// A tree in memory: its full tiles, its edge and its leaves.
    private struct Tree {
        var edge = TreeEdge()
        var full: [[Int64]: [TreeHash]] = [:]
        var leaves: [TreeHash] = []

        init(_ contents: some Sequence<[UInt8]>) {
            for content in contents { append(.leaf(content)) }
        }

        mutating func append(_ leaf: TreeHash) {
            leaves.append(leaf)
            edge.append(leaf) { full[[Int64($0), $1]] = $2 }
        }

        var reader: TreeReader {
            let (edge, full) = (edge, full)
            return TreeReader { level, number in
                if let hashes = full[[Int64(level), number]] { return hashes }
                guard level < edge.partials.count, number == edge.size >> (8 * Int64(level + 1)) else {
                    return []
                }
                return edge.partials[level]
            }
        }

        /// RFC 6962 §2.1, word for word, as the measure of everything else.
        static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
            guard let first = leaves.first else { return .empty }
            guard leaves.count > 1 else { return first }
            var split = 1
            while split * 2 < leaves.count { split *= 2 }
            let middle = leaves.startIndex + split
            return .node(root(leaves[..<middle]), root(leaves[middle...]))
        }
    }

    @Test("The roots of 0 to 8 leaves are those of the reference", arguments: 0...8)
    func roots(size: Int) {
        #expect(Tree(Self.leaves.prefix(size)).edge.root.hex == Self.roots[size])
    }

    @Test(
        "Inclusion proofs are those of the reference",
        arguments: [
            (0, 1, []),
            (
                0, 8,
                [
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ]
            ),
            (
                5, 8,
                [
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ]
            ),
            (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
            (
                1, 5,
                [
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ]
            ),
        ] as [(Int64, Int64, [String])])
    func inclusion(position: Int64, size: Int64, expected: [String]) throws {
        var reader = Tree(Self.leaves).reader
        #expect(try reader.inclusion(position: position, size: size).map(\.hex) == expected)
    }

    @Test(
        "Consistency proofs are those of the reference",
        arguments: [
            (
                1, 8,
                [
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ]
            ),
            (
                6, 8,
                [
                    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ]
            ),
            (
                2, 5,
                [
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ]
            ),
        ] as [(Int64, Int64, [String])])
    func consistency(from: Int64, to: Int64, expected: [String]) throws {
        var reader = Tree(Self.leaves).reader
        #expect(try reader.consistency(from: from, to: to).map(\.hex) == expected)
    }

    @Test("Every inclusion proof of 1 to 8 leaves verifies, and no changed one does")
    func inclusionVerifies() throws {
        let tree = Tree(Self.leaves)
        var reader = tree.reader
        for size in Int64(1)...8 {
            let root = try #require(TreeHash(hex: Self.roots[Int(size)]))
            for position in 0..<size {
                let proof = try reader.inclusion(position: position, size: size)
                let leaf = tree.leaves[Int(position)]
                func holds(_ leaf: TreeHash, _ position: Int64, _ size: Int64, _ proof: [TreeHash]) -> Bool {
                    TreeProof.includes(leaf, at: position, size: size, root: root, proof: proof)
                }
                #expect(holds(leaf, position, size, proof))
                #expect(!holds(.empty, position, size, proof))
                #expect(!holds(leaf, position, size, proof + [.empty]))
                #expect(!holds(leaf, size, size, proof) && !holds(leaf, -1, size, proof))
                for other in 0..<size where other != position { #expect(!holds(leaf, other, size, proof)) }
                for index in proof.indices {
                    var changed = proof
                    changed[index] = .empty
                    #expect(!holds(leaf, position, size, changed))
                    changed.remove(at: index)
                    #expect(!holds(leaf, position, size, changed))
                }
            }
        }
    }

    @Test("Every consistency proof of 1 to 8 leaves verifies, and no changed one does")
    func consistencyVerifies() throws {
        var reader = Tree(Self.leaves).reader
        for to in Int64(1)...8 {
            for from in 1...to {
                let older = try #require(TreeHash(hex: Self.roots[Int(from)]))
                let newer = try #require(TreeHash(hex: Self.roots[Int(to)]))
                let proof = from == to ? [] : try reader.consistency(from: from, to: to)
                #expect(TreeProof.extends(from: from, older, to: to, newer, proof: proof))
                #expect(!TreeProof.extends(from: from, .empty, to: to, newer, proof: proof))
                #expect(!TreeProof.extends(from: from, older, to: to, .empty, proof: proof))
                #expect(!TreeProof.extends(from: from, older, to: to, newer, proof: proof + [.empty]))
                for index in proof.indices {
                    var changed = proof
                    changed[index] = .empty
                    #expect(!TreeProof.extends(from: from, older, to: to, newer, proof: changed))
                }
            }
        }
    }

    @Test(
        "Over many tiles, roots and proofs are those of the definition",
        arguments: [255, 256, 257, 1000, 66_000])
    func manyTiles(size: Int) throws {
        let tree = Tree((0..<size).lazy.map { Array(String($0).utf8) })
        #expect(tree.edge.root == Tree.root(tree.leaves[...]))
        var reader = tree.reader
        for position in [0, 1, size / 3, size - 2, size - 1] {
            let proof = try reader.inclusion(position: Int64(position), size: Int64(size))
            #expect(
                TreeProof.includes(
                    tree.leaves[position], at: Int64(position), size: Int64(size), root: tree.edge.root,
                    proof: proof))
        }
        for from in [1, 2, size / 2, size - 1] {
            let older = Tree.root(tree.leaves[..<from])
            #expect(try reader.root(0, Int64(from)) == older)
            let proof = try reader.consistency(from: Int64(from), to: Int64(size))
            #expect(
                TreeProof.extends(from: Int64(from), older, to: Int64(size), tree.edge.root, proof: proof))
        }
    }

    @Test("A proof from a missing tile is an error, not a wrong proof")
    func missingTile() {
        var reader = TreeReader { _, _ in [] }
        #expect(throws: LedgerError.self) { try reader.inclusion(position: 3, size: 600) }
    }

    @Test("An edge of other widths than its size is refused")
    func edgeWidths() {
        #expect(TreeEdge(size: 3, partials: [[.empty, .empty]]) == nil)
        #expect(TreeEdge(size: 256, partials: [[]]) == nil)
        #expect(TreeEdge(size: 256, partials: [[], [.empty]]) != nil)
    }
}
