import Guomi
import Testing

@testable import Ledger

@Suite("Checkpoints as signed notes")
struct SignedNoteTests {
    private static let seed = [UInt8](0..<32)

    private func signed(_ name: String = "ledger.example/a") throws -> (Ed25519Signer, SignedNote) {
        let signer = try Ed25519Signer(name: name, seed: Self.seed)
        let checkpoint = Checkpoint(origin: name, size: 7, root: .leaf([1]))
        return (signer, try SignedNote(signing: checkpoint.text, by: [signer]))
    }

    @Test("What was signed reads back and verifies")
    func roundTrip() throws {
        let (signer, note) = try signed()
        let read = try SignedNote(note.bytes)
        #expect(read == note)
        #expect(read.isSigned(by: [try Ed25519Verifier(signer.verifierKey)]))
        #expect(try Checkpoint(read) == Checkpoint(origin: "ledger.example/a", size: 7, root: .leaf([1])))
    }

    @Test("The example of the standard verifies with its form")
    func standardExample() throws {
        let text = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

            """
        let note = try SignedNote(Array(text.utf8))
        #expect(note.text.hasSuffix("ed è subito sera.\n") && note.text.contains("sole:\n\ned"))
        #expect(note.signatures.map(\.name) == ["quasimodo.example/salvatore"])
        #expect(note.signatures.map(\.keyID) == [0x367B_A04B])
        #expect(note.signatures[0].bytes.count == 64)
        #expect(note.bytes == Array(text.utf8))
    }

    @Test("The key text of the Go checksum database reads, with its key id")
    func knownKey() throws {
        let key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
        let verifier = try Ed25519Verifier(key)
        #expect(verifier.name == "sum.golang.org")
        #expect(verifier.keyID == 0x033D_E0AE)
    }

    @Test(
        "A key text that breaks the form is refused",
        arguments: [
            "", "sum.golang.org", "sum.golang.org+033de0ae", "a b+033de0ae+AQ==",
            "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.com+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.org+033de0ae+As4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.org+33de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        ])
    func wrongKey(text: String) {
        #expect(throws: LedgerError.self) { try Ed25519Verifier(text) }
    }

    @Test("A flipped bit anywhere in a checkpoint is found")
    func flippedBit() throws {
        let (signer, note) = try signed()
        let verifier = try Ed25519Verifier(signer.verifierKey)
        for index in note.bytes.indices {
            for bit in 0..<8 {
                var bytes = note.bytes
                bytes[index] ^= 1 << UInt8(bit)
                let isAccepted = (try? SignedNote(bytes))?.isSigned(by: [verifier]) ?? false
                #expect(!isAccepted, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test("Lines of unknown keys are passed over, a wrong line of a known key is not")
    func severalLines() throws {
        let (signer, note) = try signed()
        let other = try Ed25519Signer(name: "witness.example", seed: [UInt8](repeating: 7, count: 32))
        let both = try SignedNote(signing: note.text, by: [other, signer])
        let (known, unknown) = (
            try Ed25519Verifier(signer.verifierKey), try Ed25519Verifier(other.verifierKey)
        )
        #expect(both.isSigned(by: [known]) && both.isSigned(by: [known, unknown]))
        #expect(!note.isSigned(by: [unknown]) && !note.isSigned(by: []))
        let exchanged = String(decoding: both.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        var lines = exchanged.map(String.init)
        let last = try #require(lines.indices.last) - 1
        let id = withUnsafeBytes(of: signer.keyID.bigEndian) { Array($0) }
        lines[last] = "\u{2014} \(signer.name) \(Base64.text(id + [UInt8](repeating: 0, count: 64)))"
        let damaged = try SignedNote(Array(lines.joined(separator: "\n").utf8))
        #expect(!damaged.isSigned(by: [known]))
        #expect(!damaged.isSigned(by: [known, unknown]))
    }

    @Test(
        "A note that breaks the form is refused",
        arguments: [
            "", "\n", "a\n", "a\n\n", "\n\n", "a\n\n— b AAAAAAA=", "a\n\n- b AAAAAAA=\n",
            "a\n\n— b+c AAAAAAA=\n",
            "a\n\n— b AAAAAA==\n", "a\n\n— b  AAAAAAA=\n", "a\n\n— b AAAAAAB=\n", "a\r\n\n— b AAAAAAA=\n",
            "a\u{0}\n\n— b AAAAAAA=\n",
            "a\n\n" + String(repeating: "— b AAAAAAA=\n", count: 65),
            String(repeating: "a", count: 131_072) + "\n\n— b AAAAAAA=\n",
        ])
    func malformed(text: String) {
        #expect(throws: LedgerError.self) { try SignedNote(Array(text.utf8)) }
    }

    @Test(
        "A checkpoint that breaks the form is refused",
        arguments: [
            "a\n1\n", "a\n01\n\(root)\n", "a\n-1\n\(root)\n", "a\n+1\n\(root)\n", "a\n1\nAAAA\n",
            "a\n1 \n\(root)\n",
            "a\n99999999999999999999\n\(root)\n", "\n1\n\(root)\n", "a\n\n1\n\(root)\n",
        ])
    func malformedCheckpoint(text: String) throws {
        let signer = try Ed25519Signer(name: "a", seed: Self.seed)
        let note = try SignedNote(signing: text, by: [signer])
        #expect(throws: LedgerError.self) { try Checkpoint(note) }
    }

    private static let root = Base64.text(TreeHash.empty.bytes)

    @Test("A signer with an unusable name or key is refused", arguments: ["", "a b", "a+b", "a\u{3000}b"])
    func wrongName(name: String) {
        #expect(throws: LedgerError.self) { try Ed25519Signer(name: name, seed: Self.seed) }
        #expect(throws: LedgerError.self) { try Ed25519Signer(name: "a", seed: [1, 2, 3]) }
    }

    @Test("An SM2 line stands beside the Ed25519 one, and each verifies by its own key")
    func sm2Line() throws {
        let (ed25519, note) = try signed()
        let sm2 = try SM2Signer(name: "ledger.example/a", key: SM2PrivateKey())
        let both = try SignedNote(try SignedNote(signing: note.text, by: [ed25519, sm2]).bytes)
        let verifier = try SM2Verifier(sm2.verifierKey)
        #expect(verifier.keyID == sm2.keyID && verifier.keyID != ed25519.keyID)
        #expect(both.isSigned(by: [verifier]))
        #expect(both.isSigned(by: [try Ed25519Verifier(ed25519.verifierKey)]))
        #expect(!note.isSigned(by: [verifier]))
        let other = try SM2Signer(name: "ledger.example/a", key: SM2PrivateKey())
        #expect(!both.isSigned(by: [try SM2Verifier(other.verifierKey)]))
        let signature = try sm2.sign(Array(note.text.utf8))
        #expect(verifier.verifies(signature, of: Array(note.text.utf8)))
        #expect(!verifier.verifies(signature, of: Array("another text\n".utf8)))
        #expect(throws: LedgerError.self) { try SM2Verifier(ed25519.verifierKey) }
        #expect(throws: LedgerError.self) { try Ed25519Verifier(sm2.verifierKey) }
    }
}
