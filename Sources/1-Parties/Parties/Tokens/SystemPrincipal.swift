import Regulation

/// A system proved by its token (已认证的系统).
public struct SystemPrincipal: Sendable, Hashable {
    public let system: InformationSystem
    public let body: Body
    /// The access key for which the token was issued.
    public let keyID: String
    public let expiresAt: Instant
    public let tokenID: String
    /// The revision (``Parties/revisionSQL``) at which it was last seen to stand.
    public let revision: Int64

    public init(
        system: InformationSystem, body: Body, keyID: String, expiresAt: Instant, tokenID: String,
        revision: Int64
    ) {
        self.system = system
        self.body = body
        self.keyID = keyID
        self.expiresAt = expiresAt
        self.tokenID = tokenID
        self.revision = revision
    }

    /// The system as one who acts through the interface.
    public var actor: Actor { Actor(identity: .system(system), body: body, channel: .api) }
}
