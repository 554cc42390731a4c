import Crypto
import Testing

@testable import Protection

@Suite("Fingerprints")
struct FingerprintTests {
    private static let master = (0..<32).map { UInt8($0) }

    @Test("Equal values have equal digests under one key, label and salt, and under no other")
    func separation() throws {
        let key = try MasterKey(bytes: Self.master)
        let one = Fingerprint(key, label: "grant", salt: [1])
        #expect(one.hex(of: "张三") == Fingerprint(key, label: "grant", salt: [1]).hex(of: "张三"))
        let others = [
            one.hex(of: "李四"), Fingerprint(key, label: "grant", salt: [2]).hex(of: "张三"),
            Fingerprint(key, label: "ledger", salt: [1]).hex(of: "张三"),
            Fingerprint(key, label: "grant").hex(of: "张三"),
            Fingerprint(.random(), label: "grant", salt: [1]).hex(of: "张三"),
        ]
        #expect(!others.contains(one.hex(of: "张三")))
        #expect(Set(others).count == others.count)
    }

    @Test("The digest is HMAC-SHA256 under the key that HKDF derives for the use")
    func construction() throws {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Self.master), salt: [7, 7],
            info: Array("11:fingerprintgrant".utf8), outputByteCount: 32)
        let expected = Array(HMAC<SHA256>.authenticationCode(for: Array("张三".utf8), using: key))
        let fingerprint = try Fingerprint(MasterKey(bytes: Self.master), label: "grant", salt: [7, 7])
        #expect(fingerprint.digest(of: Array("张三".utf8)) == expected)
        let hex = fingerprint.hex(of: "张三")
        #expect(hex.count == 64)
        #expect(hex == expected.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
}

@Suite("Secret box")
struct SecretBoxTests {
    private let key = MasterKey.random()
    private let place = Array("sources/1/password".utf8)

    @Test("What is sealed opens again, for every length up to the limit")
    func roundTrip() throws {
        let box = SecretBox(key, label: "source")
        for length in [0, 1, 100, SecretBox.secretBytesMax] {
            let secret = [UInt8](repeating: 0xA5, count: length)
            let sealed = try box.seal(secret, associated: place)
            #expect(sealed.count == length + SecretBox.overheadBytes)
            #expect(try box.open(sealed, associated: place) == secret)
        }
        #expect(try box.seal([1], associated: place) != box.seal([1], associated: place))
    }

    @Test("One changed bit anywhere keeps it shut")
    func tampering() throws {
        let box = SecretBox(key, label: "source")
        let sealed = try box.seal(Array("秘密".utf8), associated: place)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(throws: ProtectionError.unopenable) { _ = try box.open(changed, associated: place) }
            }
        }
        for length in 0..<sealed.count {
            #expect(throws: ProtectionError.unopenable) {
                _ = try box.open(Array(sealed.prefix(length)), associated: place)
            }
        }
    }

    @Test("Another place, label or key does not open it")
    func binding() throws {
        let sealed = try SecretBox(key, label: "source").seal([1, 2, 3], associated: place)
        #expect(throws: ProtectionError.unopenable) {
            _ = try SecretBox(key, label: "source").open(sealed, associated: Array("sources/2/password".utf8))
        }
        #expect(throws: ProtectionError.unopenable) {
            _ = try SecretBox(key, label: "other").open(sealed, associated: place)
        }
        #expect(throws: ProtectionError.unopenable) {
            _ = try SecretBox(.random(), label: "source").open(sealed, associated: place)
        }
    }

    @Test("Secrets past the limit are refused")
    func limit() {
        let box = SecretBox(key, label: "source")
        let long = [UInt8](repeating: 0, count: SecretBox.secretBytesMax + 1)
        #expect(throws: ProtectionError.tooLarge(limit: SecretBox.secretBytesMax)) {
            _ = try box.seal(long, associated: [])
        }
        let limit = SecretBox.secretBytesMax + SecretBox.overheadBytes
        #expect(throws: ProtectionError.tooLarge(limit: limit)) {
            _ = try box.open([UInt8](repeating: 1, count: limit + 1), associated: [])
        }
    }

    @Test("Keys, boxes and fingerprints show nothing of themselves")
    func silence() throws {
        let key = try MasterKey(bytes: [UInt8](repeating: 0xAB, count: 32))
        for secret: Any in [key, SecretBox(key, label: "x"), Fingerprint(key, label: "x")] {
            var dumped = ""
            dump(secret, to: &dumped)
            #expect(!dumped.lowercased().contains("ab") && !dumped.contains("171"), "\(dumped)")
            #expect("\(secret)".hasSuffix("(…)"))
        }
    }
}
