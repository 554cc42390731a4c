import COpenSSL

/// The SM4 block cipher (SM4 分组密码算法), GB/T 32907, in the modes that OpenSSL 3.0 offers.
///
/// Neither mode notices altered ciphertext: whoever uses them signs the result or keeps a digest beside it. For
/// secrets at rest the platform uses authenticated encryption instead.
public struct SM4: Sendable, CustomStringConvertible, CustomReflectable {
    /// The length of keys, blocks, initial values and counters in bytes.
    public static let length = 16
    /// The most bytes of one message.
    public static let messageBytesMax = 1 << 30

    private let key: [UInt8]

    /// Takes in a key of 16 bytes.
    public init(key: [UInt8]) throws(GuomiError) {
        guard key.count == Self.length else { throw .wrongLength(expected: Self.length) }
        self.key = key
    }

    /// Whether a last block is filled up by PKCS #7, or the message must be whole blocks.
    public enum Padding: Sendable {
        case pkcs7
        case none
    }

    /// Encrypts in CBC mode. `initial` must be unpredictable and new for each message.
    public func encryptCBC(
        _ plaintext: [UInt8], initial: [UInt8], padding: Padding = .pkcs7
    ) throws(GuomiError) -> [UInt8] {
        if padding == .none, plaintext.count % Self.length != 0 { throw .wrongLength(expected: Self.length) }
        return try run(EVP_sm4_cbc(), encrypt: true, plaintext, initial, padding)
    }

    /// Decrypts in CBC mode; wrong padding is `undecryptable`.
    public func decryptCBC(
        _ ciphertext: [UInt8], initial: [UInt8], padding: Padding = .pkcs7
    ) throws(GuomiError) -> [UInt8] {
        guard ciphertext.count % Self.length == 0 else { throw .undecryptable }
        return try run(EVP_sm4_cbc(), encrypt: false, ciphertext, initial, padding)
    }

    /// Encrypts or decrypts in CTR mode. No `counter` may ever meet the same key twice.
    public func applyCTR(_ message: [UInt8], counter: [UInt8]) throws(GuomiError) -> [UInt8] {
        try run(EVP_sm4_ctr(), encrypt: true, message, counter, .none)
    }

    private func run(
        _ cipher: OpaquePointer?, encrypt: Bool, _ message: [UInt8], _ initial: [UInt8], _ padding: Padding
    ) throws(GuomiError) -> [UInt8] {
        guard initial.count == Self.length else { throw .wrongLength(expected: Self.length) }
        guard message.count <= Self.messageBytesMax else { throw .tooLarge(limit: Self.messageBytesMax) }
        guard let context = EVP_CIPHER_CTX_new() else { throw .unavailable }
        // Freeing also wipes the expanded key.
        defer { EVP_CIPHER_CTX_free(context) }
        guard EVP_CipherInit_ex(context, cipher, nil, key, initial, encrypt ? 1 : 0) == 1,
            EVP_CIPHER_CTX_set_padding(context, padding == .pkcs7 ? 1 : 0) == 1
        else { throw failure(.unavailable) }
        var output = [UInt8](repeating: 0, count: message.count + Self.length)
        var written: Int32 = 0
        guard EVP_CipherUpdate(context, &output, &written, message, Int32(message.count)) == 1 else {
            throw failure(.unavailable)
        }
        var last = [UInt8](repeating: 0, count: Self.length)
        var lastWritten: Int32 = 0
        guard EVP_CipherFinal_ex(context, &last, &lastWritten) == 1 else { throw failure(.undecryptable) }
        return Array(output.prefix(Int(written)) + last.prefix(Int(lastWritten)))
    }

    public var description: String { "SM4(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
