import Crypto
import Regulation

/// A person signed in to the console (登录会话), as the browser receives it once.
public struct ConsoleSession: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// A session ends so long after it began, whatever happens in it.
    public static let lifetimeSeconds: Int64 = 12 * 3600
    /// A session ends when nothing was asked in it for so long.
    public static let idleSeconds: Int64 = 30 * 60
    /// How often, at the most, a request is noted for the idle limit.
    public static let noteEverySeconds: Int64 = 60
    /// Sessions that one person may have at once; one more ends the oldest.
    public static let perPersonMax = 10

    /// 256 random bits in base64url, for the session cookie. The store keeps its digest alone.
    public let token: String
    /// What every form of this session carries beside the cookie (防跨站请求伪造令牌).
    public let csrf: String
    public let expiresAt: Instant
    public let actor: Actor

    public init(token: String, expiresAt: Instant, actor: Actor) {
        self.token = token
        csrf = Self.csrf(of: token)
        self.expiresAt = expiresAt
        self.actor = actor
    }

    /// Derived one way from the session token: bound to it without being stored, and no way back to it.
    static func csrf(of token: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("yuanliu-csrf".utf8), using: SymmetricKey(data: Array(token.utf8)))
        return Secrets.base64URL(Array(code))
    }

    public var description: String { "ConsoleSession(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
