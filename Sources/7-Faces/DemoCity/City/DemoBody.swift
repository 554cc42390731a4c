import Parties
import Regulation

/// A body of the demo city (演示单位).
public struct DemoBody: Sendable, Hashable {
    /// Short name within the demo, the first part of its accounts: `police`.
    public let key: String
    public let name: String
    public let creditCode: String
    public let kind: Body.Kind
    public let division: String
    public let level: AdministrativeLevel
}

/// A person with an account in the demo city (演示账号).
public struct DemoAccount: Sendable, Hashable {
    public let account: String
    public let name: String
    /// The key of the body.
    public let body: String
    /// Role ids of the profile.
    public let roles: Set<String>
}

/// An information system of a body of the demo city (演示系统).
public struct DemoSystem: Sendable, Hashable {
    public let key: String
    public let name: String
    public let body: String
}
