import Catalogue
import Foundation
import Parties
import Platform
import Regulation
import Standards

/// A small city on a fresh store, under any regulation: its authorities, two departments of the city, one of a
/// county, and a person for every role (测试城市).
public struct TestCity: Sendable {
    public let platform: Platform
    public let clock: TestClock
    public let folder: String

    public static let password = "a-long-test-password"

    /// The folder of the real data, read in place; nil where a stranger cloned the project alone.
    public static var realData: String? {
        let named = ProcessInfo.processInfo.environment["YUANLIU_REAL_DATA"] ?? root + "/../shared/data"
        return FileManager.default.fileExists(atPath: named) ? named : nil
    }

    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Opens the city on `engine` under `profile`, at nine in the morning of `day`.
    public static func open(
        _ engine: TestEngine = .sqlite, profile: String = "zhuzhou-2020", day: String = "2026-03-02"
    ) async throws -> TestCity {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-test-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let clock = TestClock(day)
        let identifiers = IdentifierSource()
        let platform = try await Platform.open(
            PlatformSettings(
                dataDirectory: folder, database: try await engine.freshDatabase(),
                profilesDirectory: root + "/Profiles", profile: profile,
                // The least that is allowed: a test city has a dozen people.
                passwordCost: PasswordCost(log2N: 10, blockSize: 1, parallelism: 1)),
            surroundings: Surroundings(
                now: { clock.now }, newID: { identifiers.next(at: clock.now) }))
        let city = TestCity(platform: platform, clock: clock, folder: folder)
        try await city.settle()
        return city
    }

    /// Closes the store and removes its folder.
    public func close() async {
        await platform.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The bodies and people; account names say body and role: `police.data-staff`.
    private func settle() async throws {
        let division = platform.profile.jurisdiction.division
        let level = platform.profile.jurisdiction.level
        // Where the regulation is that of a county, its own authority and government take the county's seats.
        let own = level == .county ? ["county-authority-reviewer"] : []
        let ownGovernment = level == .county ? ["county-government-reviewer"] : []
        let county = String(division.prefix(4)) + "21"
        let bodies: [(String, String, Body.Kind, String, AdministrativeLevel, [String])] = [
            (
                "authority", "市数据主管部门", .authority, division, level,
                ["authority-reviewer", "administrator", "auditor"] + own
            ),
            (
                "government", "市人民政府", .government, division, level,
                ["city-government-reviewer"] + ownGovernment
            ),
            (
                "police", "市公安局", .department, division, level,
                ["data-staff", "department-head", "system-staff"]
            ),
            (
                "social", "市人社局", .department, division, level,
                ["data-staff", "department-head", "system-staff"]
            ),
            ("county-authority", "县数据主管部门", .authority, county, .county, ["county-authority-reviewer"]),
            ("county-government", "县人民政府", .government, county, .county, ["county-government-reviewer"]),
            ("county-civil", "县民政局", .department, county, .county, ["data-staff", "department-head"]),
        ]
        for (number, body) in bodies.enumerated() {
            let (key, name, kind, division, level, roles) = body
            let added = try await platform.parties.addBody(
                name: name, creditCode: Self.creditCode(number, division: division), kind: kind,
                division: division, level: level, by: nil)
            for role in roles {
                _ = try await platform.parties.addPerson(
                    account: "\(key).\(role)", name: "\(name)\(role)", body: added.id, roles: [role],
                    password: Self.password, by: nil)
            }
        }
    }

    /// A valid code of a public body of the division.
    public static func creditCode(_ number: Int, division: String) -> String {
        let digits = String(number + 1)
        let organisation = String(repeating: "0", count: 8 - digits.count) + digits
        let check = OrganisationCode.checkCharacter(for: organisation) ?? "0"
        let first17 = "11" + division + organisation + String(check)
        return first17 + String(CreditCode.checkCharacter(for: first17) ?? "0")
    }

    /// The person behind an account, acting in the console: `await city.actor("police.data-staff")`.
    public func actor(_ account: String) async throws -> Actor {
        try await platform.parties.actor(account: account, channel: .console)
    }
}
