import Foundation
import Ledger
import Protection
import Regulation
import Standards
import Store
import Synchronization

@testable import Parties

/// The engines that these tests run over: SQLite always, PostgreSQL where a server is given.
enum Engine: String, Sendable, CaseIterable {
    case sqlite, postgresql

    static var server: String? { ProcessInfo.processInfo.environment["YUANLIU_TEST_DATABASE"] }
    static var available: [Engine] { server == nil ? [.sqlite] : [.sqlite, .postgresql] }
}

/// Parties on a fresh store with a clock set by hand, two authorities, two departments and an administrator.
struct PartiesScene: Sendable {
    let parties: Parties
    let store: Store
    let clock: HandClock
    let folder: String
    let place: StorePlace
    let master: MasterKey
    let city: Body
    let police: Body
    let county: Body
    let countyCivil: Body

    static let password = "correct horse battery"
    static let division = "430200"

    static func open(_ engine: Engine = .sqlite, cost: PasswordCost = .light) async throws -> PartiesScene {
        let folder =
            FileManager.default.temporaryDirectory.path + "/parties-test-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let place = try await engine.freshPlace(folder)
        let store = try Store.open(place)
        let clock = HandClock()
        try await store.migrate(Ledger.migrations + Parties.migrations, at: clock.now.milliseconds)
        let master = MasterKey.random()
        let parties = Self.parties(store, clock, master, cost: cost)
        func add(
            _ number: Int, _ name: String, _ kind: Body.Kind, _ division: String, _ level: AdministrativeLevel
        )
            async throws -> Body
        {
            try await parties.addBody(
                name: name, creditCode: creditCode(number), kind: kind, division: division, level: level,
                by: nil)
        }
        return PartiesScene(
            parties: parties, store: store, clock: clock, folder: folder, place: place, master: master,
            city: try await add(1, "市数据主管部门", .authority, division, .city),
            police: try await add(2, "市公安局", .department, division, .city),
            county: try await add(3, "县数据主管部门", .authority, "430221", .county),
            countyCivil: try await add(4, "县民政局", .department, "430221", .county))
    }

    static func parties(
        _ store: Store, _ clock: HandClock, _ master: MasterKey, profile: Profile = .test,
        cost: PasswordCost = .light
    ) -> Parties {
        Parties(
            store: store, ledger: Ledger(store: store), profile: profile,
            surroundings: Surroundings(now: { clock.now }, newID: { clock.nextID() }),
            secrets: SecretBox(master, label: "parties"), passwordCost: cost)
    }

    /// A second server process on the same store.
    func neighbour(cost: PasswordCost = .light) throws -> Parties {
        Self.parties(try Store.open(place), clock, master, cost: cost)
    }

    func person(_ account: String, _ roles: Set<String>, in body: Body? = nil) async throws -> Person {
        try await parties.addPerson(
            account: account, name: "张三", body: (body ?? police).id, roles: roles, password: Self.password,
            by: nil)
    }

    func actor(_ account: String) async throws -> Actor {
        try await parties.actor(account: account, channel: .console)
    }

    func keyed(_ name: String = "核验系统") async throws -> (system: InformationSystem, key: IssuedKey) {
        let system = try await parties.addSystem(name: name, body: police.id, by: nil)
        return (system, try await parties.createKey(system: system.id, by: nil))
    }

    func close() async {
        await store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A valid code of a public body.
    static func creditCode(_ number: Int, opening: String = "11") -> String {
        let digits = String(number)
        let organisation = String(repeating: "0", count: 8 - digits.count) + digits
        let check = OrganisationCode.checkCharacter(for: organisation) ?? "0"
        let first17 = opening + division + organisation + String(check)
        return first17 + String(CreditCode.checkCharacter(for: first17) ?? "0")
    }
}

extension PasswordCost {
    /// The cheapest that the type allows: tests hash often.
    static let light = PasswordCost(log2N: 10, blockSize: 8, parallelism: 1)
}

extension Engine {
    func freshPlace(_ folder: String) async throws -> StorePlace {
        guard self == .postgresql, let server = Self.server else { return .file(folder + "/test.db") }
        let schema = "parties_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let store = try Store.open(.postgresql(server), connectionsMax: 1)
        try await store.append { try $0.script("CREATE SCHEMA \(schema)") }
        await store.close()
        return .postgresql(server + (server.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(schema)")
    }
}

/// A clock that tests set by hand, and identifiers that count up.
final class HandClock: Sendable {
    private struct State {
        var now = Instant(milliseconds: 1_772_413_200_000)
        var last = 0
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }

    func advance(seconds: Int64) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }

    func nextID() -> String {
        state.withLock { state in
            state.last += 1
            let digits = String(state.last)
            return "id" + String(repeating: "0", count: 24 - digits.count) + digits
        }
    }
}

extension Profile {
    static let article = ArticleReference(regulation: "test-city", article: "5")

    static let test = Profile.of(division: "430200")

    /// A small regulation of a city, with the roles and the one rule that this module asks for.
    static func of(division: String) -> Profile {
        let roles = [
            "administrator", "system-staff", "data-staff", "department-head", "authority-reviewer",
            "county-authority-reviewer", "auditor",
        ]
        return Profile(
            id: "test-city", title: Bilingual("测试办法", "Test measures"), document: "测〔2026〕1号",
            issuer: Bilingual("市人民政府", "City government"),
            jurisdiction: Jurisdiction(division: division, name: Bilingual("市", "City"), level: .city),
            parent: nil,
            validity: Validity(from: nil, until: nil, warnMonthsBefore: 6, article: nil),
            utcOffsetSeconds: 28_800,
            version: "1", articles: [], terms: [:], sharingTypes: [], openingTypes: [], sensitivities: [],
            roles: roles.map { Role(id: $0, name: Bilingual($0, $0), article: nil) }, duties: [],
            deadlines: [:],
            procedures: [:],
            rules: [
                .accessControl: Rule(
                    id: .accessControl, article: article, demand: Bilingual("身份鉴别", "Identify who asks"))
            ])
    }
}

/// The code with which `body` was refused; nil where it went through or failed otherwise.
func refused(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal.code.name
    } catch {
        return "fault: \(error)"
    }
}
