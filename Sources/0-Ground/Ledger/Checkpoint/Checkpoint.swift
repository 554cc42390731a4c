/// The signed state of the whole log (检查点), C2SP tlog-checkpoint: how many entries, under which root.
public struct Checkpoint: Sendable, Hashable {
    public let origin: String
    public let size: Int64
    public let root: TreeHash

    public init(origin: String, size: Int64, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a signed note; extension lines are allowed and passed over.
    public init(_ note: SignedNote) throws(LedgerError) {
        let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard lines.count >= 3, !lines.contains(""), Self.isOrigin(lines[0]) else {
            throw .unreadable("the checkpoint does not have its three lines")
        }
        guard let size = Int64(lines[1]), size >= 0, String(size) == lines[1] else {
            throw .unreadable("the size in the checkpoint is not a whole number")
        }
        guard let root = Base64.bytes(lines[2]).flatMap({ TreeHash($0) }) else {
            throw .unreadable("the root in the checkpoint is not a hash in base64")
        }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    /// The text that is signed.
    public var text: String { "\(origin)\n\(size)\n\(Base64.text(root.bytes))\n" }

    static func isOrigin(_ origin: some StringProtocol) -> Bool {
        !origin.isEmpty && origin.utf8.count <= 255 && origin.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
