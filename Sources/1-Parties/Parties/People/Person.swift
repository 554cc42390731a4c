/// A person with an account (人员), belonging to one body and holding roles there.
public struct Person: Sendable, Hashable, Codable {
    public let id: String
    /// The name to sign in with: 3–64 of `a-z 0-9 . _ -`, unique.
    public let account: String
    public let name: String
    public let body: String
    /// Role ids of the profile: `data-staff`, `department-head`, ….
    public let roles: Set<String>
    public let isActive: Bool

    public init(id: String, account: String, name: String, body: String, roles: Set<String>, isActive: Bool) {
        self.id = id
        self.account = account
        self.name = name
        self.body = body
        self.roles = roles
        self.isActive = isActive
    }
}
