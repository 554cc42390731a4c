import Cases
import Catalogue
import DemoCity
import Exchange
import Foundation
import Intake
import Parties
import Platform
import Regulation
import Synchronization
import TestCity
import Testing

@Suite("The demo city at work")
struct DemoStoryTests {
    /// A platform on a fresh store, and its folder.
    private func fresh() async throws -> (platform: Platform, folder: String) {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-demo-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let platform = try await Platform.open(
            PlatformSettings(
                dataDirectory: folder, profilesDirectory: TestCity.root + "/Profiles",
                profile: DemoCity.profile,
                passwordCost: PasswordCost(log2N: 10, blockSize: 1, parallelism: 1)))
        return (platform, folder)
    }

    private func close(_ place: (platform: Platform, folder: String)) async {
        await place.platform.close()
        try? FileManager.default.removeItem(atPath: place.folder)
    }

    @Test("The story plays to its end, and every chapter shows its evidence")
    func story() async throws {
        let place = try await fresh()
        let told = Mutex<[String]>([])
        try await DemoStory.play(place.platform, persons: 3_000, enterprises: 400) { line in
            told.withLock { $0.append(line) }
        }
        let text = told.withLock { $0.joined(separator: "\n") }
        for chapter in 1...8 { #expect(text.contains("━━ \(chapter) "), "chapter \(chapter)") }
        for code in [
            PartiesCodes.creditCodeInvalid, PartiesCodes.signInFailed, CatalogueCodes.basisRequired,
            CasesCodes.alreadySupplemented, IntakeCodes.columnBeyondPlan, ExchangeCodes.notShared,
            ExchangeCodes.applicationElement, ExchangeCodes.itemNotGranted, ExchangeCodes.purposeOutsideGrant,
            ExchangeCodes.grantMissing, ExchangeCodes.grantSuspended,
        ] {
            #expect(text.contains("✗ [\(code.name)]"), "\(code.name)")
        }
        #expect(text.contains("第十八条 (zhuzhou-2020#18)"))
        #expect(!text.contains("，不一致"))
        await #expect(throws: DemoCityError.notEmpty) { try await DemoStory.play(place.platform) { _ in } }
        await close(place)
    }

    /// Ends a load at one of its steps.
    private struct CutShort: Error {}

    @Test("A load cut short at any step is taken up where it stopped; a whole one is left as it is")
    func load() async throws {
        let place = try await fresh()
        let platform = place.platform
        let city = try DemoCity(profile: platform.profile, persons: 2_000, enterprises: 300)
        var cuts = 0
        for attempt in 1...100 {
            let steps = Mutex(0)
            do {
                try await city.load(into: platform) { _ in
                    let taken = steps.withLock { taken in
                        taken += 1
                        return taken
                    }
                    // Each attempt gets somewhat further than the last.
                    if taken == attempt * 3 { throw CutShort() }
                }
                break
            } catch is CutShort {
                cuts += 1
            }
        }
        #expect(cuts == 8)
        try await expectWhole(city, on: platform)
        while try await platform.ledger.integrate() > 0 {}
        let size = try await platform.ledger.size()
        #expect(try await !city.load(into: platform))
        while try await platform.ledger.integrate() > 0 {}
        #expect(try await platform.ledger.size() == size)
        await close(place)
    }

    /// Everything that the city describes is there, once.
    private func expectWhole(_ city: DemoCity, on platform: Platform) async throws {
        #expect(
            try await platform.parties.bodies().map(\.creditCode).sorted()
                == city.bodies.map(\.creditCode).sorted())
        let reviewer = try await platform.parties.actor(account: "authority.review", channel: .console)
        let found = try await platform.catalogue.search(EntryFilter(pageSize: 100), for: reviewer)
        #expect(found.total == 20)
        for planned in city.entries {
            let entry = try #require(found.entries.first { $0.content.name == planned.content.name })
            #expect(entry.state == (planned.stage == .published ? .published : .inReview), "\(planned.key)")
            let rows = try await platform.datasets.standing(of: entry.id)?.rows
            let accepted = planned.generator.manifest(rows: planned.rows).accepted
            #expect(rows == (planned.stage == .published ? Int64(accepted) : nil), "\(planned.key)")
        }
        let applications = try await platform.exchange.applications(for: reviewer, limit: 200)
        #expect(applications.count == 5)
        #expect(applications.filter { $0.grant != nil }.count == 2)
    }

    @Test("A store that holds another city is left as it is")
    func otherCity() async throws {
        let city = try await TestCity.open()
        let demo = try DemoCity(profile: city.platform.profile, persons: 100, enterprises: 20)
        let before = try await city.platform.parties.bodies().count
        #expect(try await !demo.load(into: city.platform))
        #expect(try await city.platform.parties.bodies().count == before)
        await city.close()
    }
}
