import Regulation

/// A token with which a system calls the exchange (访问令牌): a signed JWT, for a quarter of an hour.
public struct AccessToken: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public static let lifetimeSeconds: Int64 = 15 * 60
    /// Longer texts are no token of ours and are not looked at.
    public static let bytesMax = 4_096

    public let token: String
    public let expiresAt: Instant

    public init(token: String, expiresAt: Instant) {
        self.token = token
        self.expiresAt = expiresAt
    }

    public var description: String { "AccessToken(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
