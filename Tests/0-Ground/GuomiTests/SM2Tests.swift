import Testing

@testable import Guomi

@Suite("SM2")
struct SM2Tests {
    private static let scalar = bytes("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
    private static let point = bytes(
        """
        04 09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020
        CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13
        """)
    private static let order = bytes("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123")
    // DER of the published r and s, both with the leading zero that their high bit needs.
    private static let signature = bytes(
        """
        3046 022100 F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
        022100 B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
        """)
    private static let message = Array("message digest".utf8)

    @Test("The published signature verifies under the published key")
    func published() throws {
        let key = try SM2PublicKey(bytes: Self.point)
        #expect(try key.verifies(Self.signature, of: Self.message))
    }

    @Test("The published scalar has the published point")
    func keyPair() throws {
        let key = try SM2PrivateKey(bytes: Self.scalar)
        #expect(key.publicKey.bytes == Self.point)
        #expect(try key.exportBytes() == Self.scalar)
    }

    @Test("A changed message, signature or identifier does not verify, and garbage is false")
    func rejections() throws {
        let key = try SM2PublicKey(bytes: Self.point)
        #expect(try !key.verifies(Self.signature, of: Array("message digesu".utf8)))
        #expect(try !key.verifies(Self.signature, of: Self.message, identifier: Array("other".utf8)))
        for place in Self.signature.indices {
            var changed = Self.signature
            changed[place] ^= 0x01
            #expect(try !key.verifies(changed, of: Self.message), "byte \(place)")
        }
        for garbage in [[], [0x30], [UInt8](repeating: 0xFF, count: 72), Array(Self.signature.dropLast())] {
            #expect(try !key.verifies(garbage, of: Self.message))
        }
        #expect(try !SM2PrivateKey().publicKey.verifies(Self.signature, of: Self.message))
    }

    @Test("New keys differ, sign what their public half verifies, and survive export")
    func roundTrip() throws {
        let key = try SM2PrivateKey()
        #expect(try key.publicKey != SM2PrivateKey().publicKey)
        let again = try SM2PrivateKey(bytes: key.exportBytes())
        #expect(again.publicKey == key.publicKey)
        for length in [0, 1, 32, 10_000] {
            let message = [UInt8](repeating: 0x5A, count: length)
            let signature = try again.sign(message)
            #expect(signature.count <= 72)
            #expect(try key.publicKey.verifies(signature, of: message))
        }
        let named = try key.sign(Self.message, identifier: Array("city".utf8))
        #expect(try key.publicKey.verifies(named, of: Self.message, identifier: Array("city".utf8)))
        #expect(try !key.publicKey.verifies(named, of: Self.message))
    }

    @Test("The subject public key info is read back and held to its prefix")
    func publicKeyInfo() throws {
        let key = try SM2PublicKey(bytes: Self.point)
        let info = key.subjectPublicKeyInfo
        #expect(info.starts(with: bytes("3059301306072a8648ce3d020106082a811ccf5501822d034200")))
        #expect(info.count == 91)
        #expect(try SM2PublicKey(subjectPublicKeyInfo: info) == key)
        var other = info
        other[10] ^= 1
        #expect(throws: GuomiError.notAKey) { _ = try SM2PublicKey(subjectPublicKeyInfo: other) }
        #expect(throws: GuomiError.wrongLength(expected: 91)) {
            _ = try SM2PublicKey(subjectPublicKeyInfo: Array(info.dropLast()))
        }
    }

    @Test("Scalars out of range and points off the curve are no keys")
    func badKeys() throws {
        var orderLessOne = Self.order
        orderLessOne[31] -= 1
        var orderLessTwo = Self.order
        orderLessTwo[31] -= 2
        for scalar in [[UInt8](repeating: 0, count: 32), orderLessOne, Self.order] {
            #expect(throws: GuomiError.notAKey) { _ = try SM2PrivateKey(bytes: scalar) }
        }
        #expect(try SM2PrivateKey(bytes: orderLessTwo).exportBytes() == orderLessTwo)
        #expect(throws: GuomiError.wrongLength(expected: 32)) {
            _ = try SM2PrivateKey(bytes: Array(Self.scalar.dropLast()))
        }
        var off = Self.point
        off[64] ^= 1
        #expect(throws: GuomiError.notAKey) { _ = try SM2PublicKey(bytes: off) }
        var compressed = Self.point
        compressed[0] = 0x02
        #expect(throws: GuomiError.notAKey) { _ = try SM2PublicKey(bytes: compressed) }
        #expect(throws: GuomiError.wrongLength(expected: 65)) { _ = try SM2PublicKey(bytes: []) }
    }

    @Test("What is encrypted for a key opens with it alone, and not after a change")
    func encryption() throws {
        let key = try SM2PrivateKey(bytes: Self.scalar)
        for length in [1, 32, SM2.plaintextBytesMax] {
            let plaintext = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            let ciphertext = try key.publicKey.encrypt(plaintext)
            #expect(ciphertext[0] == 0x30)
            #expect(try key.decrypt(ciphertext) == plaintext)
        }
        let ciphertext = try key.publicKey.encrypt(Self.message)
        #expect(try ciphertext != key.publicKey.encrypt(Self.message))
        let other = try SM2PrivateKey()
        #expect(throws: GuomiError.undecryptable) { _ = try other.decrypt(ciphertext) }
        for place in ciphertext.indices {
            var changed = ciphertext
            changed[place] ^= 0x01
            #expect(throws: GuomiError.undecryptable, "byte \(place)") { _ = try key.decrypt(changed) }
        }
        #expect(throws: GuomiError.undecryptable) { _ = try key.decrypt([]) }
        #expect(throws: GuomiError.emptyMessage) { _ = try key.publicKey.encrypt([]) }
        #expect(throws: GuomiError.tooLarge(limit: SM2.plaintextBytesMax)) {
            _ = try key.publicKey.encrypt([UInt8](repeating: 1, count: SM2.plaintextBytesMax + 1))
        }
    }

    @Test("Identifiers are held to their length")
    func identifiers() throws {
        let key = try SM2PrivateKey()
        for identifier in [[], [UInt8](repeating: 1, count: SM2.identifierBytesMax + 1)] {
            #expect(throws: GuomiError.wrongIdentifier) { _ = try key.sign([1], identifier: identifier) }
            #expect(throws: GuomiError.wrongIdentifier) {
                _ = try key.publicKey.verifies([1], of: [1], identifier: identifier)
            }
        }
        let longest = [UInt8](repeating: 1, count: SM2.identifierBytesMax)
        #expect(try key.publicKey.verifies(key.sign([1], identifier: longest), of: [1], identifier: longest))
    }

    @Test("A private key shows nothing of itself")
    func silence() throws {
        let key = try SM2PrivateKey(bytes: Self.scalar)
        #expect("\(key)" == "SM2PrivateKey(…)")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("57"))
    }

    @Test("One key serves many tasks at once")
    func concurrency() async throws {
        let key = try SM2PrivateKey()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<32 {
                group.addTask {
                    let message = [UInt8(index)]
                    return try key.publicKey.verifies(key.sign(message), of: message)
                }
            }
            for try await verified in group { #expect(verified) }
        }
    }
}
