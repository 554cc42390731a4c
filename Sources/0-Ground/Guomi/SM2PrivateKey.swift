import COpenSSL

/// An SM2 private key (SM2 私钥). Its description shows nothing of it.
public struct SM2PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    public let publicKey: SM2PublicKey
    private let handle: KeyHandle

    /// Makes a new key from the system's randomness.
    public init() throws(GuomiError) {
        try self.init(owning: KeyHandle.generate())
    }

    /// Takes in the scalar of 32 bytes, 1 to n-2.
    public init(bytes: [UInt8]) throws(GuomiError) {
        try self.init(owning: KeyHandle.privateKey(bytes))
    }

    private init(owning handle: KeyHandle) throws(GuomiError) {
        self.handle = handle
        publicKey = try SM2PublicKey(of: handle)
    }

    /// The scalar of 32 bytes, for storage under protection.
    public func exportBytes() throws(GuomiError) -> [UInt8] { try handle.scalar() }

    /// Signs `message` with SM3 under the signer's identifier; DER `SM2Signature`, GB/T 35276, at most 72 bytes.
    public func sign(
        _ message: [UInt8], identifier: [UInt8] = SM2.defaultIdentifier
    ) throws(GuomiError) -> [UInt8] {
        guard (1...SM2.identifierBytesMax).contains(identifier.count) else { throw .wrongIdentifier }
        guard let context = EVP_MD_CTX_new() else { throw .unavailable }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        var length = 0
        guard EVP_DigestSignInit(context, &keyContext, EVP_sm3(), nil, handle.key) == 1,
            EVP_PKEY_CTX_set1_id(keyContext, identifier, Int32(identifier.count)) == 1,
            EVP_DigestSign(context, nil, &length, message, message.count) == 1
        else { throw failure(.unavailable) }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
            throw failure(.unavailable)
        }
        return Array(signature.prefix(length))
    }

    /// Opens what was encrypted for this key's public half.
    public func decrypt(_ ciphertext: [UInt8]) throws(GuomiError) -> [UInt8] {
        // The form adds two coordinates, a digest and their headers, never more than 128 bytes.
        let limit = SM2.plaintextBytesMax + 128
        guard ciphertext.count <= limit else { throw .tooLarge(limit: limit) }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.key, nil) else {
            throw failure(.unavailable)
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_decrypt_init(context) == 1 else { throw failure(.unavailable) }
        var length = 0
        guard EVP_PKEY_decrypt(context, nil, &length, ciphertext, ciphertext.count) == 1 else {
            throw failure(.undecryptable)
        }
        var plaintext = [UInt8](repeating: 0, count: max(length, 1))
        guard EVP_PKEY_decrypt(context, &plaintext, &length, ciphertext, ciphertext.count) == 1 else {
            throw failure(.undecryptable)
        }
        return Array(plaintext.prefix(length))
    }

    public var description: String { "SM2PrivateKey(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
