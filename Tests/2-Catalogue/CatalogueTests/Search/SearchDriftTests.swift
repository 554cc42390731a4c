import Regulation
import Store
import TestCity
import Testing

@testable import Catalogue

@Suite("The search index and the entries")
struct SearchDriftTests {
    /// Every way in which an entry changes, walked once.
    private func busyCity(_ engine: TestEngine) async throws -> TestCity {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        _ = try await city.publish(.persons())
        let stops = try await city.publish(.stops())
        let draft = try await catalogue.draft(.stops(), by: compiler)
        var content = stops.content
        content.name = "改名后的站点"
        _ = try await catalogue.save(content, to: draft.id, revision: draft.revision, by: compiler)
        let file = try await catalogue.submit(draft.id, by: compiler)
        _ = try await city.platform.withdraw(file.id, by: compiler)
        return city
    }

    @Test(
        "Nothing differs after drafts, changes, publications and withdrawals", arguments: TestEngine.available
    )
    func sound(engine: TestEngine) async throws {
        let city = try await busyCity(engine)
        let check = try await city.platform.catalogue.checkSearch()
        #expect(check.entries == 3)
        #expect(check.differences == [])
        await city.close()
    }

    static let damages = [
        "UPDATE entry SET content = replace(content, '公交站点的', '电车站点的')",
        "UPDATE entry SET updated_at = updated_at + 1 WHERE number = 1",
        "UPDATE search_entry SET facets = facets + 16777216 WHERE position = 1",
        "DELETE FROM search_entry WHERE position = 2", "DELETE FROM search_name WHERE position = 2",
        "UPDATE search_name SET name = ' x ' WHERE position = 2",
        "UPDATE search_name SET position = 3 WHERE position = -3",
        "UPDATE search_item SET uses = uses + 1", "DELETE FROM search_item",
        "INSERT INTO search_item (key, word, uses) VALUES (' x ', 'x', 1)",
        "INSERT INTO search_name (position, name, items) VALUES (99, '', '')",
    ]
    static let engineDamages: [TestEngine: [String]] = [
        .sqlite: [
            "UPDATE search_text SET rest = 'x' WHERE rowid = 1", "DELETE FROM search_text WHERE rowid = 1",
            "INSERT INTO search_text (rowid, name, rest) VALUES (99, '', '')",
            "UPDATE search_text_content SET c1 = 'x' WHERE id = 1",
            "DELETE FROM search_text_data WHERE id > 10",
        ],
        .postgresql: [
            "UPDATE search_entry SET grams = CAST('x' AS TSVECTOR) WHERE position = 1",
            "UPDATE search_entry SET words = '' WHERE position = 1",
        ],
    ]

    @Test("Every damage is told, and mended by making the index again", arguments: TestEngine.available)
    func damaged(engine: TestEngine) async throws {
        let city = try await busyCity(engine)
        let catalogue = city.platform.catalogue
        for damage in Self.damages + (Self.engineDamages[engine] ?? []) {
            try await city.platform.store.write { _ = try $0.run(damage) }
            #expect(try await catalogue.checkSearch().differencesCount > 0, "\(damage)")
            try await catalogue.rebuildSearch()
            #expect(try await catalogue.checkSearch().differences == [], "\(damage)")
        }
        await city.close()
    }

    @Test("Filling goes on from where it stopped", arguments: TestEngine.available)
    func resumed(engine: TestEngine) async throws {
        let city = try await busyCity(engine)
        let catalogue = city.platform.catalogue
        try await city.platform.store.write { session in
            for table in ["search_entry", "search_name", "search_item"]
                + (engine == .sqlite ? ["search_text"] : [])
            {
                try session.run("DELETE FROM \(table)")
            }
            try catalogue.index.write(try catalogue.entries(after: 0, limit: 1, in: session)[0], in: session)
            try session.run("UPDATE search_progress SET filled = 1, finished = 0")
        }
        try await catalogue.fillSearch()
        #expect(try await catalogue.checkSearch().differences == [])
        #expect(
            try await city.platform.store.read { try $0.number("SELECT filled FROM search_progress") } == 3)
        await city.close()
    }

    @Test("A write that fails leaves neither entry nor index changed", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        struct Stop: Error {}
        let city = try await busyCity(engine)
        let catalogue = city.platform.catalogue
        await #expect(throws: Stop.self) {
            try await city.platform.store.write { session in
                try session.run("UPDATE entry SET content = replace(content, '公交', '电车')")
                for entry in try catalogue.entries(after: 0, limit: 10, in: session) {
                    try catalogue.index.write(entry, in: session)
                }
                throw Stop()
            }
        }
        #expect(try await catalogue.checkSearch().differences == [])
        let actor = try await city.actor("social.data-staff")
        #expect(try await catalogue.search(EntryFilter(words: "电车"), for: actor).total == 0)
        await city.close()
    }
}
