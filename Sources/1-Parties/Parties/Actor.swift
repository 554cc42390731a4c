import Regulation

/// Who acts (操作人), as proved by a session, a token or the operator's own command line.
public struct Actor: Sendable, Hashable {
    public enum Identity: Sendable, Hashable {
        case person(Person)
        case system(InformationSystem)
    }

    public let identity: Identity
    public let body: Body
    public let channel: Channel

    /// Through which face the act came (渠道).
    public enum Channel: String, Sendable, Hashable {
        case console, api
        case commandLine = "command-line"
    }

    public init(identity: Identity, body: Body, channel: Channel) {
        self.identity = identity
        self.body = body
        self.channel = channel
    }

    public var id: String {
        switch identity {
        case .person(let person): person.id
        case .system(let system): system.id
        }
    }

    /// As the ledger names them: `person:<id>` or `system:<id>`.
    public var ledgerName: String {
        switch identity {
        case .person(let person): "person:\(person.id)"
        case .system(let system): "system:\(system.id)"
        }
    }

    public var displayName: String {
        switch identity {
        case .person(let person): person.name
        case .system(let system): system.name
        }
    }

    /// Empty for systems.
    public var roles: Set<String> {
        switch identity {
        case .person(let person): person.roles
        case .system: []
        }
    }

    public func holds(_ role: String) -> Bool { roles.contains(role) }

    /// Whether the actor belongs to the data authority (数据主管部门) of the very jurisdiction of `profile`.
    ///
    /// The authority of a county under a city's regulation sees and ends what it takes part in, not what the
    /// city's bodies do among themselves.
    public func administers(_ profile: Profile) -> Bool {
        body.kind == .authority && body.division == profile.jurisdiction.division
    }

    /// Whether the actor is a reviewer of that authority (数据主管部门审核人员), by the post of either level: where the
    /// regulation is that of a county, its own authority takes the county's seat.
    public func reviews(for profile: Profile) -> Bool {
        administers(profile) && Self.authorityReviewers.contains(where: holds)
    }

    /// The post of the reviewers of the data authority of the very jurisdiction of `profile`.
    public static func authorityReviewer(of profile: Profile) -> String {
        let level = profile.jurisdiction.level
        return authorityReviewers[level == .county || level == .township ? 1 : 0]
    }

    private static let authorityReviewers = ["authority-reviewer", "county-authority-reviewer"]
    /// Whether the actor sees what every body does under `profile`: who ``administers(_:)``, and auditors (审计人员).
    public func oversees(_ profile: Profile) -> Bool { administers(profile) || holds("auditor") }
}
