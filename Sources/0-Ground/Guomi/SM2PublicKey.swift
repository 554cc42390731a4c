import COpenSSL

/// An SM2 public key (SM2 公钥): a point that is known to lie on the curve.
public struct SM2PublicKey: Sendable, Hashable {
    /// `04 || X || Y`, 65 bytes.
    public let bytes: [UInt8]
    let handle: KeyHandle

    /// Takes in `04 || X || Y`.
    public init(bytes: [UInt8]) throws(GuomiError) {
        handle = try KeyHandle.publicKey(bytes)
        self.bytes = bytes
    }

    /// Takes in a SubjectPublicKeyInfo in DER, 91 bytes.
    public init(subjectPublicKeyInfo der: [UInt8]) throws(GuomiError) {
        let length = SM2.publicKeyPrefix.count + SM2.pointLength
        guard der.count == length else { throw .wrongLength(expected: length) }
        guard der.starts(with: SM2.publicKeyPrefix) else { throw .notAKey }
        try self.init(bytes: Array(der.dropFirst(SM2.publicKeyPrefix.count)))
    }

    init(of handle: KeyHandle) throws(GuomiError) {
        bytes = try handle.point()
        self.handle = handle
    }

    /// The SubjectPublicKeyInfo in DER, 91 bytes.
    public var subjectPublicKeyInfo: [UInt8] { SM2.publicKeyPrefix + bytes }

    public static func == (one: SM2PublicKey, other: SM2PublicKey) -> Bool { one.bytes == other.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// Whether `signature` (DER, GB/T 35276) is this key's over `message` with SM3 and the signer's identifier.
    ///
    /// A malformed signature is false, not an error.
    public func verifies(
        _ signature: [UInt8], of message: [UInt8], identifier: [UInt8] = SM2.defaultIdentifier
    ) throws(GuomiError) -> Bool {
        guard (1...SM2.identifierBytesMax).contains(identifier.count) else { throw .wrongIdentifier }
        guard let context = EVP_MD_CTX_new() else { throw .unavailable }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        guard EVP_DigestVerifyInit(context, &keyContext, EVP_sm3(), nil, handle.key) == 1,
            EVP_PKEY_CTX_set1_id(keyContext, identifier, Int32(identifier.count)) == 1
        else { throw failure(.unavailable) }
        let verified = EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        ERR_clear_error()
        return verified
    }

    /// Encrypts up to `SM2.plaintextBytesMax` bytes for the holder of the private key; DER `SM2Cipher`, GB/T 35276.
    public func encrypt(_ plaintext: [UInt8]) throws(GuomiError) -> [UInt8] {
        guard !plaintext.isEmpty else { throw .emptyMessage }
        guard plaintext.count <= SM2.plaintextBytesMax else { throw .tooLarge(limit: SM2.plaintextBytesMax) }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.key, nil) else {
            throw failure(.unavailable)
        }
        defer { EVP_PKEY_CTX_free(context) }
        var length = 0
        guard EVP_PKEY_encrypt_init(context) == 1,
            EVP_PKEY_encrypt(context, nil, &length, plaintext, plaintext.count) == 1
        else { throw failure(.unavailable) }
        var ciphertext = [UInt8](repeating: 0, count: length)
        guard EVP_PKEY_encrypt(context, &ciphertext, &length, plaintext, plaintext.count) == 1 else {
            throw failure(.unavailable)
        }
        return Array(ciphertext.prefix(length))
    }
}
