import Regulation

/// A key with which an information system asks for tokens (访问密钥), as lists show it: without its secret.
public struct AccessKey: Sendable, Hashable, Codable {
    /// Keys of one system that may be valid at once.
    public static let perSystemMax = 10

    public let id: String
    public let system: String
    public let createdAt: Instant
    /// Nil where it does not expire.
    public let expiresAt: Instant?
    /// Nil while it stands.
    public let revokedAt: Instant?

    public init(id: String, system: String, createdAt: Instant, expiresAt: Instant?, revokedAt: Instant?) {
        self.id = id
        self.system = system
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    public func isValid(at now: Instant) -> Bool {
        revokedAt == nil && (expiresAt.map { now < $0 } ?? true)
    }
}

/// A key just made (新签发的访问密钥): the only time that its secret is shown.
public struct IssuedKey: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public let id: String
    /// 256 random bits in base64url.
    public let secret: String
    public let expiresAt: Instant?

    public init(id: String, secret: String, expiresAt: Instant?) {
        self.id = id
        self.secret = secret
        self.expiresAt = expiresAt
    }

    public var description: String { "IssuedKey(\(id), …)" }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
