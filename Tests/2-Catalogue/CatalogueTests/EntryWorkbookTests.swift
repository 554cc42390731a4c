import Cases
import Foundation
import Parties
import Regulation
import TestCity
import Testing
import Workbooks

@testable import Catalogue

@Suite("The catalogue in workbooks")
struct EntryWorkbookTests {
    /// The rows of a sheet, as texts.
    static func rows(_ path: String, _ sheet: String = "目录") throws -> [[String]] {
        let reader = try WorkbookReader(path: path)
        var rows: [[String]] = []
        _ = try reader.read(try reader.sheet(sheet)) { row in
            rows.append((0...(row.cells.last?.column ?? 0)).map { row[$0] })
        }
        return rows
    }

    /// A workbook of `rows` under the template's header.
    static func book(
        _ rows: [[EntryColumn: String]], columns: [EntryColumn] = EntryColumn.allCases, title: String? = nil,
        in folder: String
    ) throws -> String {
        let writer = try WorkbookWriter(directory: folder)
        try writer.begin(
            SheetLayout(name: "目录", columns: columns.map { .init(title ?? $0.rawValue) }, hasHeader: false))
        if let title { try writer.write([title]) }
        try writer.write(columns.map(\.rawValue))
        for row in rows { try writer.write(columns.map { row[$0] ?? "" }) }
        return try writer.finish()
    }

    /// The first row of a good entry.
    static let good: [EntryColumn: String] = [
        .category: "部门信息资源", .item: "1", .subject: "2", .name: "公交站点", .abstract: "本市公交站点",
        .formatCategory: "电子表格", .formatType: "xlsx", .itemName: "站点编号", .itemType: "字符型C", .itemLength: "10",
        .sharing: "1", .isOpen: "是", .cycle: "每月", .field: "stop_no", .isKey: "是", .isRequired: "是",
        .sensitivity: "public", .grade: "general-1", .legalBasis: "《城市公共交通条例》", .secrecy: "已完成",
        .personal: "是",
    ]

    static func with(_ changes: [EntryColumn: String]) -> [EntryColumn: String] {
        good.merging(changes) { $1 }
    }

    @Test("What is exported is imported without loss, and changes nothing", arguments: TestEngine.available)
    func roundTrip(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let catalogue = city.platform.catalogue
        let compiler = try await city.actor("police.data-staff")
        var stops = EntryContent.stops()
        stops.abstract = " 两行\r\n\t第二行 =1+1 _x0041_ "
        stops.format = "6:自有格式"
        stops.openingConditions = "须登记"
        stops.opening = .conditional
        stops.items[2].scale = 1
        stops.items[1].mask = .generic(keepPrefix: 1, keepSuffix: 2)
        stops.classification = "30100212"
        stops.sharingConditions = "无"
        let first = try await catalogue.draft(.persons(), by: compiler)
        let second = try await catalogue.draft(stops, by: compiler)
        let room = try city.platform.workbookRoom()
        let path = try await catalogue.exportWorkbook(EntryFilter(), for: compiler, in: room)
        let unchanged = try await catalogue.importWorkbook(at: path, by: compiler)
        #expect(unchanged.faults == [])
        #expect(unchanged.unchanged == 2)
        #expect(unchanged.created + unchanged.changed == 0)
        #expect(try await catalogue.entry(first.id, for: compiler).revision == first.revision)
        // The same into an empty catalogue: every element comes back.
        let other = try await TestCity.open(engine)
        let own = try await other.actor("police.data-staff")
        let created = try await other.platform.catalogue.importWorkbook(at: path, by: own)
        #expect(created.created == 2)
        #expect(created.isStored)
        let found = try await other.platform.catalogue.search(EntryFilter(), for: own).entries
        for content in [first.content, second.content] {
            #expect(found.contains { $0.content == content }, "\(content.name)")
        }
        await other.close()
        await city.close()
    }

    /// An entry that states everything that an entry can.
    static func full() -> EntryContent {
        var content = EntryContent.persons()
        content.items = [
            Item(
                number: 1, field: "phone_no", name: "联系电话", type: .numeric, length: 20, scale: 2,
                isRequired: true, isKey: true, identifier: .mobilePhone, mask: .phone,
                standard: StandardReference(code: "DE0101", version: 2),
                codeList: StandardReference(code: "CL0201", version: nil), sensitivity: .public,
                grade: "general-1", opening: .conditional)
        ]
        content.opening = .conditional
        content.openingConditions = "须登记"
        content.grade = "general-2"
        content.affectedObject = .individual
        content.harm = .ordinary
        content.relations = [
            EntryRelation(.relatedEntry, "301001/000009", note: "同一对象 | 另一口径"),
            EntryRelation(.business, "户口登记"), EntryRelation(.system, "人口库"), EntryRelation(.project, "一期"),
        ]
        return content
    }

    /// The names of what `value` states; a test fails where one of them is left empty.
    static func stated(_ value: Any) -> Set<String> {
        var names: Set<String> = []
        for child in Mirror(reflecting: value).children {
            let inner = Mirror(reflecting: child.value)
            let isEmpty =
                inner.displayStyle == .optional && inner.children.isEmpty || child.value as? String == ""
                || child.value as? Bool == false || (child.value as? [Any])?.isEmpty == true
            let name = child.label ?? ""
            #expect(!isEmpty, "the test leaves \(name) empty")
            names.insert(name)
        }
        return names
    }

    @Test(
        "Every element of an entry and of an item has its column and survives the round trip",
        arguments: TestEngine.available)
    func everything(engine: TestEngine) async throws {
        let full = Self.full()
        #expect(Self.stated(full) == Set(EntryColumn.ofElements.keys))
        let item = try #require(full.items.first)
        #expect(Self.stated(item) == Set(EntryColumn.ofItemParts.keys).union(["number"]))
        let city = try await TestCity.open(engine)
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let entry = try await catalogue.draft(full, by: compiler)
        #expect(entry.content == full)
        let room = try city.platform.workbookRoom()
        let path = try await catalogue.exportWorkbook(EntryFilter(), for: compiler, in: room)
        let other = try await TestCity.open(engine)
        let own = try await other.actor("police.data-staff")
        let created = try await other.platform.catalogue.importWorkbook(at: path, mode: .good, by: own)
        #expect(created.faults.map(\.reason.code.name) == [])
        #expect(
            try await other.platform.catalogue.search(EntryFilter(), for: own).entries.map(\.content)
                == [full])
        await other.close()
        // A workbook without the further columns changes what it states and keeps the rest.
        let rows = try Self.rows(path)
        let columns = EntryColumn.allCases.filter { !$0.isKeptWhereAbsent }
        let writer = try WorkbookWriter(directory: room)
        try writer.begin(SheetLayout(name: "目录", columns: [], hasHeader: false))
        try writer.write(columns.map(\.rawValue))
        for row in rows.dropFirst() {
            try writer.write(
                columns.map { column in
                    if column == .abstract { return "新的摘要" }
                    return row.indices.contains(column.place) ? row[column.place] : ""
                })
        }
        let changed = try await catalogue.importWorkbook(at: try writer.finish(), by: compiler)
        #expect(changed.changed == 1)
        var kept = full
        kept.abstract = "新的摘要"
        #expect(try await catalogue.entry(entry.id, for: compiler).content == kept)
        await city.close()
    }

    @Test("The columns are those of the national template in its order")
    func order() async throws {
        let city = try await TestCity.open()
        let path = try city.platform.catalogue.workbookTemplate(in: try city.platform.workbookRoom())
        let header = try #require(try Self.rows(path).first)
        #expect(
            header.prefix(26).joined(separator: " | ")
                == """
                序号 | 类 | 项 | 目 | 细目1 | 细目1.1 | 关联业务事项 | 信息资源名称 | 信息资源代码 | 下设机构 | 摘要 | 格式分类 | 格式类型 | \
                其他类型资源格式描述 | 信息项名称 | 数据类型 | 数据长度 | 共享类型 | 共享条件/不予共享依据 | 共享方式分类 | 共享方式类型 | \
                是否向社会开放 | 开放条件 | 更新周期 | 发布日期 | 开放主题分类
                """)
        #expect(header.count == EntryColumn.allCases.count)
        let instructions = try Self.rows(path, "填写说明")
        #expect(instructions.dropFirst().map { $0[0] } == EntryColumn.allCases.map(\.rawValue))
        let empty = try await city.platform.catalogue.importWorkbook(
            at: path, by: try await city.actor("police.data-staff"))
        #expect(empty.entries == 0)
        await city.close()
    }

    @Test("An entry repeats its own columns or leaves them empty, and codes do as well as words")
    func repeated() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let path = try Self.book(
            [
                Self.good,
                [.itemName: "站点名称", .itemType: "c", .itemLength: "50", .field: "stop_name"],
                Self.with([
                    .itemName: "线路数", .itemType: "I", .itemLength: "3", .field: "lines", .isKey: "",
                    .isRequired: "0",
                ]),
                [:],
                Self.with([.name: "另一条目", .sharing: "无条件共享", .isOpen: "否", .cycle: "real-time"]),
            ], title: "某市政务信息资源目录", in: try city.platform.workbookRoom())
        let outcome = try await city.platform.catalogue.importWorkbook(at: path, by: compiler)
        #expect(outcome.faults == [])
        #expect(outcome.created == 2)
        let found = try await city.platform.catalogue.search(EntryFilter(words: "公交站点"), for: compiler)
        let stops = try #require(found.entries.first).content
        #expect(stops.items.map(\.field) == ["stop_no", "stop_name", "lines"])
        #expect(stops.items.map(\.type) == [.characters, .characters, .integer])
        #expect(stops.classification == "301002")
        #expect(stops.format == "2:xlsx")
        #expect(stops.opening == .unconditional)
        await city.close()
    }

    /// One cell that is wrong, and what is said of it.
    struct Wrong: Sendable, CustomStringConvertible {
        let description: String
        let rows: [[EntryColumn: String]]
        let row: Int
        let column: EntryColumn
        let code: ReasonCode

        init(
            _ description: String, _ changes: [EntryColumn: String], _ column: EntryColumn,
            _ code: ReasonCode,
            row: Int = 2, second: [EntryColumn: String]? = nil
        ) {
            self.description = description
            rows = [EntryWorkbookTests.with(changes)] + (second.map { [$0] } ?? [])
            self.row = row
            self.column = column
            self.code = code
        }
    }

    static let wrong: [Wrong] = [
        Wrong("no abstract", [.abstract: " "], .abstract, CatalogueCodes.elementMissing),
        Wrong("no type", [.itemType: ""], .itemType, CatalogueCodes.elementMissing),
        Wrong("a type that is none", [.itemType: "文本"], .itemType, EntryWorkbookCodes.valueUnknown),
        Wrong("a length that is none", [.itemLength: "十"], .itemLength, CatalogueCodes.elementMalformed),
        Wrong("no sharing", [.sharing: ""], .sharing, CatalogueCodes.elementMissing),
        Wrong("a sharing that is none", [.sharing: "4"], .sharing, EntryWorkbookCodes.valueUnknown),
        Wrong("a cycle that is none", [.cycle: "偶尔"], .cycle, EntryWorkbookCodes.valueUnknown),
        Wrong("no sensitivity", [.sensitivity: ""], .sensitivity, CatalogueCodes.elementMissing),
        Wrong("a state secret", [.sensitivity: "secret"], .sensitivity, CatalogueCodes.secretRefused),
        Wrong("a grade that is none", [.grade: "A"], .grade, CatalogueCodes.elementMalformed),
        Wrong("a class that is none", [.category: "9"], .category, CatalogueCodes.elementMalformed),
        Wrong(
            "a format that is none", [.formatCategory: "8"], .formatCategory, EntryWorkbookCodes.valueUnknown),
        Wrong("two formats", [.formatDescription: "x"], .formatDescription, CatalogueCodes.elementMalformed),
        Wrong("no basis", [.sharing: "2", .sharingTerms: "条件"], .sharingBasis, CatalogueCodes.basisRequired),
        Wrong(
            "no conditions", [.sharing: "2", .sharingBasis: "依据"], .sharingTerms,
            CatalogueCodes.conditionsRequired),
        Wrong("no basis of not sharing", [.sharing: "3"], .sharingTerms, CatalogueCodes.basisRequired),
        Wrong(
            "opened and not", [.isOpen: "否", .opening: "unconditional"], .opening,
            CatalogueCodes.elementMalformed),
        Wrong("no assessment", [.secrecy: "未完成"], .secrecy, CatalogueCodes.assessmentMissing),
        Wrong("an assessment that is none", [.personal: "也许"], .personal, EntryWorkbookCodes.valueUnknown),
        Wrong(
            "an identifier that is none", [.identifier: "车牌"], .identifier, EntryWorkbookCodes.valueUnknown),
        Wrong("a mask that is none", [.mask: "generic:a:b"], .mask, EntryWorkbookCodes.valueUnknown),
        Wrong("another body", [.provider: "市人社局"], .provider, EntryWorkbookCodes.entryNotYours),
        Wrong("a code that is none", [.code: "301001/999999"], .code, CatalogueCodes.notFound),
        Wrong(
            "a sharing of its own", [:], .sharing, EntryWorkbookCodes.contradicts, row: 3,
            second: [.itemName: "b", .itemType: "C", .field: "b", .sharing: "2"]),
        Wrong(
            "a field twice", [:], .itemName, CatalogueCodes.elementMalformed, row: 3,
            second: [.itemName: "b", .itemType: "C", .field: "stop_no"]),
        Wrong("an item before any entry", [.name: ""], .name, EntryWorkbookCodes.rowWithoutEntry),
    ]

    @Test("What is wrong is told at its cell, with its article, and nothing is kept", arguments: wrong)
    func faults(_ wrong: Wrong) async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let path = try Self.book(wrong.rows, in: try city.platform.workbookRoom())
        let outcome = try await city.platform.catalogue.importWorkbook(at: path, by: compiler)
        let fault = outcome.faults.first { $0.reason.code == wrong.code }
        #expect(outcome.faults.count == 1, "\(outcome.faults.map { "\($0.cell) \($0.reason.code.name)" })")
        #expect(fault?.row == wrong.row)
        #expect(fault?.column == wrong.column.place)
        #expect(!outcome.isStored)
        #expect(try await city.platform.catalogue.search(EntryFilter(), for: compiler).total == 0)
        await city.close()
    }

    @Test(
        "The good entries are kept where that is asked for, and a check keeps nothing",
        arguments: TestEngine.available)
    func keepGood(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let path = try Self.book(
            [Self.good, Self.with([.name: "坏条目", .abstract: ""]), Self.with([.name: "好条目"])],
            in: try city.platform.workbookRoom())
        for mode in [EntryImportMode.check, .whole] {
            let outcome = try await catalogue.importWorkbook(at: path, mode: mode, by: compiler)
            #expect(!outcome.isStored)
            #expect(outcome.faulty == 1)
            #expect(try await catalogue.search(EntryFilter(), for: compiler).total == 0)
        }
        let outcome = try await catalogue.importWorkbook(at: path, mode: .good, by: compiler)
        #expect(outcome.isStored)
        #expect(outcome.created == 2)
        let names = try await catalogue.search(EntryFilter(), for: compiler).entries.map(\.content.name)
        #expect(Set(names) == ["公交站点", "好条目"])
        await city.close()
    }

    @Test("A published entry is found by its code and keeps its type; its change waits as a draft")
    func published() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let draft = try await catalogue.draft(.stops(), by: compiler)
        try await city.approveAll(try await catalogue.submit(draft.id, by: compiler))
        let before = try await catalogue.entry(draft.id, for: compiler)
        let room = try city.platform.workbookRoom()
        var rows = try Self.rows(try await catalogue.exportWorkbook(EntryFilter(), for: compiler, in: room))
        func write() throws -> String {
            let writer = try WorkbookWriter(directory: room)
            try writer.begin(SheetLayout(name: "目录", columns: [], hasHeader: false))
            for row in rows { try writer.write(row) }
            return try writer.finish()
        }
        rows[1][EntryColumn.name.place] = "公交站点（新）"
        let changed = try await catalogue.importWorkbook(at: try write(), by: compiler)
        #expect(changed.faults == [])
        #expect(changed.changed == 1)
        let after = try await catalogue.entry(draft.id, for: compiler)
        #expect(after.draft?.name == "公交站点（新）")
        #expect(after.content == before.content)
        #expect(after.draft?.items.map(\.number) == [1, 2, 3])
        rows[3][EntryColumn.itemType.place] = "字符型C"
        let refused = try await catalogue.importWorkbook(at: try write(), by: compiler)
        #expect(refused.faults.map(\.cell) == ["O4"])
        #expect(refused.faults.map(\.reason.code) == [CatalogueCodes.elementMalformed])
        await city.close()
    }

    @Test("The same entry twice, two of one name, and one under review are told apart")
    func existing() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let room = try city.platform.workbookRoom()
        let twice = try Self.book([Self.good, Self.with([.name: "甲"]), Self.good], in: room)
        let repeated = try await catalogue.importWorkbook(at: twice, by: compiler)
        #expect(repeated.faults.map(\.cell) == ["H4"])
        #expect(repeated.faults.map(\.reason.code) == [EntryWorkbookCodes.entryRepeated])
        let one = try Self.book([Self.good], in: room)
        let first = try await catalogue.draft(.stops(), by: compiler)
        _ = try await catalogue.submit(first.id, by: compiler)
        let inReview = try await catalogue.importWorkbook(at: one, by: compiler)
        #expect(inReview.faults.map(\.reason.code) == [CatalogueCodes.inReview])
        _ = try await catalogue.draft(.stops(), by: compiler)
        let ambiguous = try await catalogue.importWorkbook(at: one, by: compiler)
        #expect(ambiguous.faults.map(\.reason.code) == [EntryWorkbookCodes.nameAmbiguous])
        await city.close()
    }

    @Test("A header at fault holds back everything, and a sheet without one is refused")
    func header() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let room = try city.platform.workbookRoom()
        func write(_ rows: [[String]]) throws -> String {
            let writer = try WorkbookWriter(directory: room)
            try writer.begin(SheetLayout(name: "a", columns: [], hasHeader: false))
            for row in rows { try writer.write(row) }
            return try writer.finish()
        }
        let titles = EntryColumn.allCases.map { $0 == .name ? " *信息资源\n名称" : $0.rawValue }
        let values = EntryColumn.allCases.map { Self.good[$0] ?? "" }
        let odd = try write([titles + ["备注", "摘要", ""], values + ["x", "y", "z"]])
        let outcome = try await catalogue.importWorkbook(at: odd, mode: .good, by: compiler)
        #expect(
            outcome.faults.map(\.reason.code) == [
                EntryWorkbookCodes.columnUnknown, EntryWorkbookCodes.columnRepeated,
                EntryWorkbookCodes.columnUnknown,
            ])
        #expect(outcome.faults.map(\.row) == [1, 1, 2])
        #expect(!outcome.isStored)
        for rows in [[], [["信息资源名称"]], Array(repeating: ["x"], count: 10) + [titles, values]] {
            let refusal = await #expect(throws: Refusal.self) {
                try await catalogue.importWorkbook(at: try write(rows), by: compiler)
            }
            #expect(refusal?.code == EntryWorkbookCodes.columnsMissing)
        }
        await city.close()
    }

    @Test("The report is the same workbook with a comment at each fault, and its values as they were")
    func report() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let room = try city.platform.workbookRoom()
        let path = try Self.book([Self.with([.abstract: "", .sharing: "2"])], in: room)
        let outcome = try await catalogue.importWorkbook(at: path, mode: .check, by: compiler)
        #expect(outcome.faultTotal == 3)
        let report = try await catalogue.workbookReport(of: path, outcome, in: room)
        #expect(try Self.rows(report) == Self.rows(path))
        await city.close()
    }

    @Test("Only data staff import, only what may be seen is exported, and every import leaves its record")
    func access() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let room = try city.platform.workbookRoom()
        let path = try Self.book([Self.good], in: room)
        for account in ["police.department-head", "authority.administrator"] {
            let stranger = try await city.actor(account)
            let refusal = await #expect(throws: Refusal.self) {
                try await catalogue.importWorkbook(at: path, by: stranger)
            }
            #expect(refusal?.code == CasesCodes.procedureNotYours)
        }
        #expect(try await catalogue.importWorkbook(at: path, by: compiler).created == 1)
        func seen(_ account: String) async throws -> Int {
            let actor = try await city.actor(account)
            return try Self.rows(try await catalogue.exportWorkbook(EntryFilter(), for: actor, in: room))
                .count - 1
        }
        #expect(try await seen("police.data-staff") == 1)
        #expect(try await seen("authority.authority-reviewer") == 1)
        #expect(try await seen("social.data-staff") == 0)
        await city.close()
    }
}
