/// What can go wrong in protecting values (数据保护错误). No case carries a value, key or path.
public enum ProtectionError: Error, Sendable, Hashable {
    /// A key of other than 32 bytes.
    case wrongKeyLength
    /// There is no key file, or it cannot be opened, read or written; with the system's error number.
    case keyFile(errorNumber: Int32)
    /// The key file is not a plain file of this user, or others may read it.
    case keyFileExposed
    /// The sealed bytes are malformed, were altered, or belong to another key or context.
    case unopenable
    /// More bytes than the stated limit.
    case tooLarge(limit: Int)
    /// The text names no transform.
    case unknownTransform
    /// A digest was asked for without a key.
    case digestNeedsKey
}
