import Parties

/// Where a city's platform lives and under which regulation (平台设置).
public struct PlatformSettings: Sendable {
    /// The folder of the embedded store, the keys and the spool.
    public var dataDirectory: String
    /// A PostgreSQL URL; nil for the embedded store.
    public var database: String?
    /// The folder of the regulation profiles and the calendar.
    public var profilesDirectory: String
    /// The profile in force; nil takes the one that the store was set up with.
    public var profile: String?
    /// The profile to set a new store up with where ``profile`` names none.
    public var profileOfNewStore: String?
    /// The file of the master key; nil for `keys/master.key` in the data directory. Several server processes on
    /// one PostgreSQL use the same one.
    public var masterKeyFile: String?

    /// What hashing a new password costs.
    public var passwordCost: PasswordCost

    public init(
        dataDirectory: String, database: String? = nil, profilesDirectory: String, profile: String? = nil,
        masterKeyFile: String? = nil, passwordCost: PasswordCost = .standard
    ) {
        self.dataDirectory = dataDirectory
        self.database = database
        self.profilesDirectory = profilesDirectory
        self.profile = profile
        self.masterKeyFile = masterKeyFile
        self.passwordCost = passwordCost
    }
}

/// Why the platform cannot be opened (平台故障).
public enum PlatformError: Error, Sendable, Hashable {
    /// A folder or file is missing or cannot be read.
    case unreadable(String)
    /// No profile was chosen for a new store.
    case noProfile(available: [String])
    /// The chosen profile does not exist, or does not pass its check.
    case profileUnusable(String)
    /// The store was set up under another profile.
    case profileDiffers(stored: String, asked: String)
}
