import Catalogue
import Regulation

/// The demo city (演示城市): bodies, accounts, systems, catalogue and data of the jurisdiction of a regulation, all made
/// from one seed and loaded through the functions that people use.
public struct DemoCity: Sendable {
    public static let seedDefault: UInt64 = 20_201_214
    /// The password of every demo account: printed, so it protects nothing but the form of signing in.
    public static let password = "yuanliu-demo-2020"

    /// The regulation under which a new store is set up for the demo.
    public static let profile = "zhuzhou-2020"

    public let regulation: Profile
    public let territory: Territory
    public let seed: UInt64
    public let bodies: [DemoBody]
    public let accounts: [DemoAccount]
    public let systems: [DemoSystem]
    public let entries: [DemoEntry]
    public let persons: PersonGenerator
    public let enterprises: EnterpriseGenerator
    public let personRows: Int
    public let enterpriseRows: Int

    /// - Parameters:
    ///   - persons: rows of the population entry, defects among them.
    ///   - enterprises: rows of the enterprise entry, defects among them.
    /// - Throws: ``DemoCityError/noTerritory(division:)``.
    public init(
        profile: Profile, seed: UInt64 = seedDefault, persons personRows: Int = 20_000,
        enterprises enterpriseRows: Int = 2_000
    ) throws(DemoCityError) {
        guard let territory = Territory.of(profile.jurisdiction) else {
            throw .noTerritory(division: profile.jurisdiction.division)
        }
        regulation = profile
        self.territory = territory
        self.seed = seed
        self.personRows = personRows
        self.enterpriseRows = enterpriseRows
        bodies = Self.bodies(profile, territory)
        accounts = Self.accounts(bodies, seed: seed)
        systems = Self.systems
        persons = PersonGenerator(seed: seed, territory: territory)
        enterprises = EnterpriseGenerator(seed: seed, territory: territory)
        let population = Population(
            persons: persons, personRows: personRows, enterprises: enterprises, enterpriseRows: enterpriseRows
        )
        let drafts =
            PersonEntries.all(persons, rows: personRows) + WelfareEntries.all
            + EconomyEntries.all(enterprises, rows: enterpriseRows)
        entries = drafts.map { $0.entry(population, seed: seed) }
    }

    public func body(_ key: String) -> DemoBody? { bodies.first { $0.key == key } }

    public func entry(_ key: String) -> DemoEntry? { entries.first { $0.key == key } }
}
