import Foundation
import TestStore
import Testing

@testable import Store

@Suite("Texts and files that could say more than they should")
struct AttackStoreTests {
    @Test("A text with U+0000 is bound whole, or not at all", arguments: TestEngine.available)
    func zero(engine: TestEngine) async throws {
        try await withStore(
            engine, migrations: [Migration("zero-001", "CREATE TABLE t (a TEXT PRIMARY KEY)")]
        ) { store in
            try await store.write { try $0.run("INSERT INTO t (a) VALUES (?)", [.text("admin")]) }
            let sql = "SELECT count(*) FROM t WHERE a = ?"
            // Where the engine would cut it short, it is refused.
            let found = try? await store.read { try $0.number(sql, [.text("admin\0x")]) }
            #expect(found ?? 0 == 0)
            #expect(try await store.read { try $0.number(sql, [.text("admin")]) } == 1)
        }
    }

    @Test("The store's files are their owner's alone, in whatever folder they lie")
    func modes() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yl_" + UUID().uuidString)
            .path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try Store.open(.file(folder + "/store.sqlite"))
        try await store.migrate([Migration("mode-001", "CREATE TABLE t (a TEXT PRIMARY KEY)")], at: 0)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let mode =
                try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions]
                as? Int
            #expect(try #require(mode) & 0o077 == 0, "\(name)")
        }
        await store.close()
    }
}
