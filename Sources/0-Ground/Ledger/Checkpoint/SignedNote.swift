/// A text with its signature lines (签名文书), C2SP signed-note.
public struct SignedNote: Sendable, Hashable {
    /// Ends in a newline; the signatures are over exactly these bytes.
    public let text: String
    public let signatures: [Signature]

    /// Bytes of a note at the most, and lines of signatures; more is not read.
    public static let bytesMax = 131_072
    public static let signaturesMax = 64

    /// One line: who signed, with which key, and the signature.
    public struct Signature: Sendable, Hashable {
        public let name: String
        public let keyID: UInt32
        public let bytes: [UInt8]
    }

    /// Signs `text`, which ends in a newline, with every signer in turn.
    public init(signing text: String, by signers: [any CheckpointSigner]) throws {
        self.text = text
        signatures = try signers.map {
            Signature(name: $0.name, keyID: $0.keyID, bytes: try $0.sign(Array(text.utf8)))
        }
    }

    /// Reads a note; throws ``LedgerError/unreadable(_:)`` where it breaks the form anywhere.
    public init(_ bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count <= Self.bytesMax else { throw .unreadable("the note is too long") }
        guard !bytes.contains(where: { $0 < 0x20 && $0 != 0x0A }),
            let whole = String(validating: bytes, as: UTF8.self)
        else { throw .unreadable("the note is not plain UTF-8 text") }
        var lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", let blank = lines.lastIndex(of: ""), blank > 0 else {
            throw .unreadable("the note has no empty line before its signatures")
        }
        let signed = lines[(blank + 1)...]
        guard !signed.isEmpty, signed.count <= Self.signaturesMax else {
            throw .unreadable("the note has no signature, or too many")
        }
        text = lines[..<blank].joined(separator: "\n") + "\n"
        signatures = try signed.map { line throws(LedgerError) in try Self.signature(line) }
    }

    /// The note as it is served.
    public var bytes: [UInt8] {
        var note = text + "\n"
        for signature in signatures {
            let id = withUnsafeBytes(of: signature.keyID.bigEndian) { Array($0) }
            note += "\u{2014} \(signature.name) \(Base64.text(id + signature.bytes))\n"
        }
        return Array(note.utf8)
    }

    /// True when a key of `verifiers` signed this note, and none of them left a wrong signature.
    ///
    /// Lines of other keys are passed over, as the standard asks.
    public func isSigned(by verifiers: [any CheckpointVerifier]) -> Bool {
        var isSigned = false
        for signature in signatures {
            for verifier in verifiers
            where verifier.name == signature.name && verifier.keyID == signature.keyID {
                guard verifier.verifies(signature.bytes, of: Array(text.utf8)) else { return false }
                isSigned = true
            }
        }
        return isSigned
    }

    private static func signature(_ line: Substring) throws(LedgerError) -> Signature {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", isKeyName(parts[1]),
            let bytes = Base64.bytes(parts[2]),
            bytes.count > 4
        else { throw .unreadable("a signature line is not of the form") }
        let id = bytes[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Signature(name: String(parts[1]), keyID: id, bytes: Array(bytes[4...]))
    }

    /// A key name is not empty and holds neither a space nor a plus.
    static func isKeyName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.utf8.count <= 255
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+" }
    }
}
