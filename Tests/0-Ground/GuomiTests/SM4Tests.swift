import Testing

@testable import Guomi

@Suite("SM4")
struct SM4Tests {
    private static let key = bytes("0123456789abcdeffedcba9876543210")
    private static let zeros = [UInt8](repeating: 0, count: 16)

    @Test("The published block comes out of CBC with a zero initial value")
    func published() throws {
        let cipher = try SM4(key: Self.key)
        let block = bytes("681edf34d206965e86b3e94f536e4246")
        #expect(try cipher.encryptCBC(Self.key, initial: Self.zeros, padding: .none) == block)
        #expect(try cipher.decryptCBC(block, initial: Self.zeros, padding: .none) == Self.key)
    }

    @Test("The key stream of CTR is the encrypted counter, and applying it twice gives the message")
    func counter() throws {
        let cipher = try SM4(key: Self.key)
        let stream = try cipher.applyCTR(Self.zeros, counter: Self.key)
        #expect(stream == bytes("681edf34d206965e86b3e94f536e4246"))
        for length in [0, 1, 15, 16, 17, 1000] {
            let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            let encrypted = try cipher.applyCTR(message, counter: Self.zeros)
            #expect(encrypted.count == length)
            #expect(try cipher.applyCTR(encrypted, counter: Self.zeros) == message)
        }
    }

    @Test("CBC with padding gives every length back")
    func padding() throws {
        let cipher = try SM4(key: Self.key)
        for length in [0, 1, 15, 16, 17, 1000] {
            let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            let encrypted = try cipher.encryptCBC(message, initial: Self.key)
            #expect(encrypted.count == (length / 16 + 1) * 16)
            #expect(try cipher.decryptCBC(encrypted, initial: Self.key) == message)
        }
    }

    @Test("Wrong lengths and wrong padding are refused")
    func refusals() throws {
        let cipher = try SM4(key: Self.key)
        #expect(throws: GuomiError.wrongLength(expected: 16)) { _ = try SM4(key: [1]) }
        #expect(throws: GuomiError.wrongLength(expected: 16)) {
            _ = try cipher.encryptCBC([1], initial: Self.zeros, padding: .none)
        }
        #expect(throws: GuomiError.wrongLength(expected: 16)) { _ = try cipher.applyCTR([1], counter: []) }
        #expect(throws: GuomiError.undecryptable) { _ = try cipher.decryptCBC([1], initial: Self.zeros) }
        #expect(throws: GuomiError.undecryptable) { _ = try cipher.decryptCBC([], initial: Self.zeros) }
        let unpadded = try cipher.encryptCBC(Self.zeros, initial: Self.zeros, padding: .none)
        #expect(throws: GuomiError.undecryptable) { _ = try cipher.decryptCBC(unpadded, initial: Self.zeros) }
    }

    @Test("A cipher shows nothing of its key")
    func silence() throws {
        var dumped = ""
        dump(try SM4(key: Self.key), to: &dumped)
        #expect(!dumped.contains("35"))
    }
}
