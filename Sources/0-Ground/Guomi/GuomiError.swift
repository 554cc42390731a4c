/// What can go wrong in the SM algorithms (国密算法错误). No case carries key or message bytes.
public enum GuomiError: Error, Sendable, Hashable {
    /// A key, counter or initial value of the wrong length.
    case wrongLength(expected: Int)
    /// The scalar is out of range, or the point is not on the curve.
    case notAKey
    /// The distinguishing identifier is empty or longer than `SM2.identifierBytesMax`.
    case wrongIdentifier
    /// Nothing to encrypt.
    case emptyMessage
    /// More bytes than the stated limit.
    case tooLarge(limit: Int)
    /// The ciphertext is malformed, was altered or belongs to another key.
    case undecryptable
    /// The system's OpenSSL does not offer the algorithm or failed in it.
    case unavailable
}
