import Foundation
import Regulation
import TestCity
import Testing
import Workbooks

@testable import Catalogue

@Suite("Exported workbooks changed and read again")
struct WorkbookChangeTests {
    /// The rows of an export with `changes` at their row, counted from 0 below the header, and column.
    static func edited(
        _ city: TestCity, _ changes: [(Int, EntryColumn, String)], without: Set<EntryColumn> = []
    ) async throws -> String {
        let compiler = try await city.actor("police.data-staff")
        let room = try city.platform.workbookRoom()
        let path = try await city.platform.catalogue.exportWorkbook(EntryFilter(), for: compiler, in: room)
        var rows = try EntryWorkbookTests.rows(path)
        try FileManager.default.removeItem(atPath: path)
        let width = EntryColumn.allCases.count
        for index in rows.indices {
            rows[index] += Array(repeating: "", count: max(0, width - rows[index].count))
        }
        for (row, column, text) in changes { rows[row + 1][column.place] = text }
        let writer = try WorkbookWriter(directory: room)
        try writer.begin(SheetLayout(name: "目录", columns: [], hasHeader: false))
        let kept = EntryColumn.allCases.filter { !without.contains($0) }.map(\.place)
        for row in rows { try writer.write(kept.map { row[$0] }) }
        return try writer.finish()
    }

    @Test(
        "Each changed cell is told with what it was, of drafts and of published entries",
        arguments: TestEngine.available)
    func cells(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let draft = try await catalogue.draft(.persons(), by: compiler)
        let published = try await city.publish(.stops())
        // Five rows of the persons' items, then three of the stops'.
        let changes: [(Int, EntryColumn, String)] = [
            (0, .abstract, "新的摘要"), (0, .subject, "7"), (0, .formatType, "Oracle"),
            (0, .sharingTerms, "新的条件"),
            (0, .relations, "业务事项 | 户口登记"), (1, .itemLength, "60"), (3, .mask, ""), (5, .cycle, "每年"),
            (7, .itemName, "线路总数"),
        ]
        let path = try await Self.edited(city, changes)
        for mode in [EntryImportMode.check, .whole] {
            let outcome = try await catalogue.importWorkbook(at: path, mode: mode, by: compiler)
            #expect(outcome.faults == [])
            #expect(outcome.changed == 2 && outcome.created == 0)
            #expect(outcome.isStored == (mode == .whole))
            #expect(outcome.changeTotal == changes.count)
            let told = outcome.changes.map { "\($0.cell) \($0.element)" }
            let expected = changes.map { row, column, _ in
                CellAddress(row: row + 2, column: column.place).description
            }
            #expect(Set(told.map { $0.prefix { $0 != " " } }) == Set(expected.map { $0[...] }), "\(told)")
            let length = try #require(outcome.changes.first { $0.element == "length" })
            #expect(length.item == "姓名" && length.before == "50" && length.after == "60")
            let cycle = try #require(outcome.changes.first { $0.element == "updateCycle" })
            #expect(cycle.entry == "公交站点" && cycle.before == "monthly" && cycle.after == "yearly")
            let relations = try #require(outcome.changes.first { $0.element == "relations" })
            #expect(relations.before.isEmpty && relations.after == "business | 户口登记")
        }
        #expect(try await catalogue.entry(draft.id, for: compiler).content.abstract == "新的摘要")
        let entry = try await catalogue.entry(published.id, for: compiler)
        #expect(entry.content == published.content)
        #expect(entry.draft?.updateCycle == .yearly && entry.draft?.items[2].name == "线路总数")
        await city.close()
    }

    @Test("Items added, removed and moved are told at their rows")
    func items() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        _ = try await catalogue.draft(.stops(), by: compiler)
        let path = try await Self.edited(
            city,
            [
                (1, .itemName, "线路数"), (1, .itemType, "I"), (1, .itemLength, "3"), (1, .field, "lines"),
                (1, .isRequired, ""), (2, .itemName, "区划"), (2, .itemType, "C"), (2, .field, "division"),
            ])
        let outcome = try await catalogue.importWorkbook(at: path, mode: .check, by: compiler)
        let told = outcome.changes.map { "\($0.row) \($0.element) \($0.before)→\($0.after)" }
        #expect(told == ["2 items 站点名称→", "4 items →区划"])
        await city.close()
    }

    @Test("A draft is found by its id though it is renamed, and drafts of one name are told apart")
    func renamed() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let first = try await catalogue.draft(.stops(), by: compiler)
        let second = try await catalogue.draft(.stops(), by: compiler)
        for changes in [
            [(0, EntryColumn.abstract, "甲摘要"), (3, .abstract, "乙摘要")], [(0, .name, "公交首末站")],
        ] {
            let path = try await Self.edited(city, changes)
            let outcome = try await catalogue.importWorkbook(at: path, by: compiler)
            #expect(outcome.faults == [])
            #expect(outcome.changed == changes.count && outcome.created == 0)
        }
        let contents = [
            try await catalogue.entry(first.id, for: compiler).content,
            try await catalogue.entry(second.id, for: compiler).content,
        ]
        #expect(contents.map(\.abstract) == ["甲摘要", "乙摘要"])
        #expect(contents.map(\.name) == ["公交首末站", "公交站点"])
        // Without the column, which older workbooks do not have, the name decides as before.
        let again = try await Self.edited(city, [(0, .abstract, "第三个摘要")], without: [.entryID])
        let named = try await catalogue.importWorkbook(at: again, by: compiler)
        #expect(named.changed == 1 && named.created == 0)
        await city.close()
    }

    @Test("The id of another body's entry, of a retired one or of another code is refused at its cell")
    func ids() async throws {
        let city = try await TestCity.open()
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        let own = try await city.publish(.stops())
        let foreign = try await city.publish(.persons(), by: "social.data-staff")
        var content = EntryContent.stops()
        content.name = "旧站点"
        let retired = try await city.publish(content)
        try await catalogue.retire(
            retired.id, reason: "业务已划转", by: try await city.actor("police.department-head"))
        let room = try city.platform.workbookRoom()
        for (id, code, refused, column) in [
            (foreign.id, "", EntryWorkbookCodes.entryNotYours, EntryColumn.entryID),
            (retired.id, "", CatalogueCodes.notInForce, .entryID),
            ("", retired.code ?? "", CatalogueCodes.notInForce, .code),
            (own.id, foreign.code ?? "", CatalogueCodes.elementMalformed, .code),
        ] {
            let path = try EntryWorkbookTests.book(
                [EntryWorkbookTests.with([.entryID: id, .code: code])], in: room)
            let outcome = try await catalogue.importWorkbook(at: path, by: compiler)
            #expect(outcome.faults.map(\.reason.code) == [refused])
            #expect(outcome.faults.first?.column == column.place)
        }
        // The id of another platform says nothing: the entry is a new one.
        let path = try EntryWorkbookTests.book(
            [EntryWorkbookTests.with([.entryID: "elsewhere", .name: "新站点"])], in: room)
        #expect(try await catalogue.importWorkbook(at: path, by: compiler).created == 1)
        await city.close()
    }

    @Test("Changes are told one by one up to their bound, and counted beyond it")
    func bound() {
        var outcome = EntryImport()
        let change = CellChange(
            row: 1, column: 0, entry: "甲", item: nil, element: "name", before: "甲", after: "乙")
        outcome.add(Array(repeating: change, count: EntryImport.changesMax - 1))
        outcome.add([change, change])
        #expect(outcome.changes.count == EntryImport.changesMax)
        #expect(outcome.changeTotal == EntryImport.changesMax + 1)
    }
}
