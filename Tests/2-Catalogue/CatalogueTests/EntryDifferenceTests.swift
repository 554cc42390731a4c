import Regulation
import Standards
import TestCity
import Testing

@testable import Catalogue

@Suite("Versions of an entry compared")
struct EntryDifferenceTests {
    /// The published content of the persons' entry, with numbers.
    static func before() -> EntryContent {
        var content = EntryContent.persons()
        for index in content.items.indices { content.items[index].number = index + 1 }
        return content
    }

    @Test("Every element and every attribute of an item takes part in a comparison")
    func complete() {
        let content = Mirror(reflecting: Self.before()).children.compactMap(\.label)
        #expect(Set(Self.before().elements.map(\.name)) == Set(content).subtracting(["items"]))
        let item = Mirror(reflecting: Self.before().items[0]).children.compactMap(\.label)
        #expect(Set(Self.before().items[0].attributes.map(\.name)) == Set(item).subtracting(["number"]))
    }

    @Test("Equal contents differ in nothing")
    func equal() {
        #expect(EntryDifference(from: Self.before(), to: Self.before()).isEmpty)
    }

    @Test("What changed is told by element, and by number and attribute of each item")
    func changes() {
        var after = Self.before()
        after.abstract = "新摘要"
        after.updateCycle = .monthly
        after.items[1].name = "人员姓名"
        after.items[1].length = 60
        after.items[1].field = "full_name"
        after.items.remove(at: 4)
        after.items.append(Item(number: 6, field: "nation", name: "民族", type: .characters))
        let difference = EntryDifference(from: Self.before(), to: after)
        #expect(difference.elements.map(\.element) == ["abstract", "updateCycle"])
        #expect(difference.elements.map(\.before).last == "daily")
        #expect(difference.elements.map(\.after) == ["新摘要", "monthly"])
        #expect(difference.changed.map(\.number) == [2])
        #expect(difference.changed.first?.attributes.map(\.element) == ["name", "field", "length"])
        #expect(difference.changed.first?.attributes.map(\.before) == ["姓名", "name", "50"])
        #expect(difference.changed.first?.attributes.map(\.after) == ["人员姓名", "full_name", "60"])
        #expect(difference.added.map(\.number) == [6])
        #expect(difference.removed.map(\.number) == [5])
        #expect(!difference.isReordered)
    }

    @Test("Items in another order are told, though none of them changed")
    func order() {
        var after = Self.before()
        after.items.swapAt(2, 3)
        let difference = EntryDifference(from: Self.before(), to: after)
        #expect(difference.isReordered && !difference.isEmpty)
        #expect(difference.changed.isEmpty && difference.added.isEmpty && difference.removed.isEmpty)
    }

    @Test(
        "Published versions and the change under way are compared, for those who may see them",
        arguments: TestEngine.available)
    func stored(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let stranger = try await city.actor("social.data-staff")
        let draft = try await catalogue.draft(.persons(), by: compiler)
        try await city.approveAll(try await catalogue.submit(draft.id, by: compiler))
        var changed = EntryContent.persons()
        changed.abstract = "第二版"
        var entry = try await catalogue.entry(draft.id, for: compiler)
        entry = try await catalogue.save(changed, to: draft.id, revision: entry.revision, by: compiler)
        let underWay = try await catalogue.compare(entry, from: .version(1), to: .draft)
        #expect(underWay.elements.map(\.after) == ["第二版"])
        let seen = try await catalogue.entry(draft.id, for: stranger)
        for edition in [EntryEdition.draft, .version(2)] {
            let refusal = await #expect(throws: Refusal.self) {
                try await catalogue.compare(seen, from: .version(1), to: edition)
            }
            #expect(refusal?.code == CatalogueCodes.versionNotFound)
        }
        try await city.approveAll(try await catalogue.submit(draft.id, by: compiler))
        let second = try await catalogue.entry(draft.id, for: stranger)
        let published = try await catalogue.compare(second, from: .version(2), to: .version(1))
        #expect(published.elements.map(\.before) == ["第二版"])
        await city.close()
    }
}
