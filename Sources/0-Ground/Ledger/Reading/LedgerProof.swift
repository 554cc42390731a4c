/// Evidence that one entry is in the log (留痕证明), as a `.tlog-proof` text file of C2SP.
///
/// It holds the entry, its position, the inclusion proof and the signed checkpoint, and verifies with the
/// log's public key alone, without the platform.
public struct LedgerProof: Sendable, Hashable {
    public let position: Int64
    /// The bytes of the entry; in the file they are the base64 `extra` line.
    public let content: [UInt8]
    public let hashes: [TreeHash]
    public let note: SignedNote

    /// Bytes of a proof file at the most; more is not read.
    public static let bytesMax = 262_144
    private static let header = "c2sp.org/tlog-proof@v1"

    init(position: Int64, content: [UInt8], hashes: [TreeHash], note: SignedNote) {
        self.position = position
        self.content = content
        self.hashes = hashes
        self.note = note
    }

    /// The file.
    public var text: String {
        let lines = [Self.header, "extra \(Base64.text(content))", "index \(position)"]
        let proof = lines + hashes.map { Base64.text($0.bytes) }
        return proof.joined(separator: "\n") + "\n\n" + String(decoding: note.bytes, as: UTF8.self)
    }

    /// Reads a file; throws ``LedgerError/unreadable(_:)`` where it breaks the form.
    public init(_ text: String) throws(LedgerError) {
        guard text.utf8.count <= Self.bytesMax else { throw .unreadable("the proof file is too long") }
        let bytes = Array(text.utf8)
        var lines: [Substring] = []
        var start = bytes.startIndex
        while lines.last != "" {
            guard let end = bytes[start...].firstIndex(of: 0x0A), lines.count < TreeProof.hashesMax + 4 else {
                throw .unreadable("the proof file has no checkpoint")
            }
            lines.append(Substring(decoding: bytes[start..<end], as: UTF8.self))
            start = end + 1
        }
        guard lines.count >= 4, lines[0] == Self.header, lines[1].hasPrefix("extra "),
            let content = Base64.bytes(lines[1].dropFirst(6)), lines[2].hasPrefix("index "),
            let position = Int64(lines[2].dropFirst(6)), position >= 0, "index \(position)" == lines[2]
        else { throw .unreadable("the proof file does not begin with its three lines") }
        let hashes = lines[3..<(lines.count - 1)].compactMap { Base64.bytes($0).flatMap { TreeHash($0) } }
        guard hashes.count == lines.count - 4 else {
            throw .unreadable("a hash of the proof is not in base64")
        }
        self.init(
            position: position, content: content, hashes: hashes, note: try SignedNote(Array(bytes[start...]))
        )
    }

    /// The checkpoint, where the proof holds: signed by a key of `verifiers`, of the log `origin`, with the
    /// entry at its position. Nil otherwise.
    public func verified(origin: String, by verifiers: [any CheckpointVerifier]) -> Checkpoint? {
        guard note.isSigned(by: verifiers), let checkpoint = try? Checkpoint(note),
            checkpoint.origin == origin,
            TreeProof.includes(
                .leaf(content), at: position, size: checkpoint.size, root: checkpoint.root, proof: hashes)
        else { return nil }
        return checkpoint
    }
}
