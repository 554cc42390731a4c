import DemoCity
import Foundation
import Parties
import Platform
import Regulation
import Synchronization
import TestCity
import Testing

@Suite("Several processes on one store, and a platform's folders")
struct PlatformTests {
    /// Platforms with folders of their own and one master key on one PostgreSQL, or on one SQLite folder.
    private static func withNodes(
        _ engine: TestEngine, _ body: ([Platform]) async throws -> Void
    ) async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-nodes-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let database = try await engine.freshDatabase()
        var nodes: [Platform] = []
        for number in 0..<2 {
            nodes.append(
                try await Platform.open(
                    PlatformSettings(
                        dataDirectory: database == nil ? folder : "\(folder)/\(number)", database: database,
                        profilesDirectory: TestCity.root + "/Profiles", profile: DemoCity.profile,
                        masterKeyFile: "\(folder)/master.key",
                        passwordCost: PasswordCost(log2N: 10, blockSize: 1, parallelism: 1))))
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do { try await body(nodes) } catch {
            for node in nodes { await node.close() }
            throw error
        }
        for node in nodes { await node.close() }
    }

    @Test(
        "Servers that start at once on an empty store load the demo city once",
        arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        try await Self.withNodes(engine) { nodes in
            let loaded = try await withThrowingTaskGroup(of: Bool.self) { group in
                for node in nodes {
                    group.addTask {
                        try await DemoCity(profile: node.profile, persons: 300, enterprises: 60).load(
                            into: node)
                    }
                }
                return try await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(loaded.sorted { $0 && !$1 } == [true, false])
            let bodies = try await nodes[0].parties.bodies(activeOnly: false, limit: 1_000)
            #expect(Set(bodies.map(\.creditCode)).count == bodies.count)
            let planned = try DemoCity(profile: nodes[0].profile, persons: 300, enterprises: 60).bodies
            #expect(bodies.count == planned.count)
        }
    }

    @Test(
        "Work of one name is done by one at a time; one that fails gives back",
        arguments: TestEngine.available)
    func alone(engine: TestEngine) async throws {
        try await Self.withNodes(engine) { nodes in
            struct Failed: Error {}
            await #expect(throws: Failed.self) { try await nodes[0].alone("work") { throw Failed() } }
            let crowd = Crowd()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<6 {
                    let node = nodes[number % 2]
                    group.addTask {
                        try await node.alone("work") {
                            crowd.come()
                            for _ in 0..<3 { await Task.yield() }
                            crowd.go()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(crowd.most == 1)
            #expect(crowd.visits == 6)
        }
    }

    private final class Crowd: Sendable {
        private let state = Mutex((inside: 0, most: 0, visits: 0))

        func come() {
            state.withLock { state in
                state.inside += 1
                state.visits += 1
                state.most = max(state.most, state.inside)
            }
        }

        func go() { state.withLock { $0.inside -= 1 } }

        var most: Int { state.withLock { $0.most } }
        var visits: Int { state.withLock { $0.visits } }
    }

    /// A copy of the profiles with `calendar` files.
    private static func profiles(_ files: [String: String]) throws -> String {
        let folder =
            FileManager.default.temporaryDirectory.path + "/yuanliu-profiles-"
            + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        try FileManager.default.copyItem(atPath: TestCity.root + "/Profiles", toPath: folder)
        try FileManager.default.removeItem(atPath: folder + "/calendar")
        try FileManager.default.createDirectory(
            atPath: folder + "/calendar", withIntermediateDirectories: false)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/calendar/\(name)"))
        }
        return folder
    }

    @Test("Every file of the calendar's folder counts, and none is needed")
    func calendars() throws {
        let folder = try Self.profiles([
            "2025.csv": "date,off\n2025-10-01,1\n", "2026.csv": "date,off\n2026-10-01,1\n", "notes.txt": "x",
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try ProfileFolder.read(folder).calendar.years == [2025, 2026])
        try FileManager.default.removeItem(atPath: folder + "/calendar")
        #expect(try ProfileFolder.read(folder).calendar == .weekdaysOnly)
    }

    @Test("A calendar that is there and cannot be read is a fault, not an empty one")
    func unreadable() throws {
        let folder = try Self.profiles([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.removeItem(atPath: folder + "/calendar")
        try Data("no folder".utf8).write(to: URL(fileURLWithPath: folder + "/calendar"))
        #expect(throws: PlatformError.unreadable(folder + "/calendar")) { try ProfileFolder.read(folder) }
    }
}
