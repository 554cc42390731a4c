import COpenSSL

/// The SM3 digest (SM3 密码杂凑算法), GB/T 32905: 32 bytes.
///
/// Not safe to share between tasks while it is being updated.
public final class SM3 {
    /// The length of a digest in bytes.
    public static let length = 32

    private let context: OpaquePointer

    /// Starts an empty digest.
    public init() throws(GuomiError) {
        guard let context = EVP_MD_CTX_new() else { throw .unavailable }
        self.context = context
        try start()
    }

    deinit { EVP_MD_CTX_free(context) }

    private func start() throws(GuomiError) {
        guard EVP_DigestInit_ex(context, EVP_sm3(), nil) == 1 else { throw failure(.unavailable) }
    }

    /// Takes in more bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) throws(GuomiError) {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
            throw failure(.unavailable)
        }
    }

    public func update(_ bytes: [UInt8]) throws(GuomiError) {
        guard EVP_DigestUpdate(context, bytes, bytes.count) == 1 else { throw failure(.unavailable) }
    }

    /// The digest of everything since the start or the last `finish()`; begins anew.
    public func finish() throws(GuomiError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Self.length)
        guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw failure(.unavailable) }
        try start()
        return digest
    }

    /// The digest of `bytes`.
    public static func digest(_ bytes: UnsafeRawBufferPointer) throws(GuomiError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        guard EVP_Digest(bytes.baseAddress, bytes.count, &digest, nil, EVP_sm3(), nil) == 1 else {
            throw failure(.unavailable)
        }
        return digest
    }

    public static func digest(_ bytes: [UInt8]) throws(GuomiError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sm3(), nil) == 1 else {
            throw failure(.unavailable)
        }
        return digest
    }
}

/// Returns `error` after clearing what OpenSSL noted about it: the notes are kept by thread and would be read as
/// the failure of a later call.
func failure(_ error: GuomiError) -> GuomiError {
    ERR_clear_error()
    return error
}
