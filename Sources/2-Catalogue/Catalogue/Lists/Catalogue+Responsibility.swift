import Parties
import Regulation
import Store
import Workbooks

extension Catalogue {
    /// The post whose holder answers for a body's data (责任人岗位), in the regulation's own word.
    public static let responsiblePost = "chief-data-officer"

    /// What the responsibility list may be narrowed by.
    public static let responsibilityFacets: [Facet] = [.body, .sharing, .opening]

    /// The article that asks for the responsibility list; where the regulation knows none, the one by which the
    /// catalogue is compiled.
    public static func responsibilityArticle(in profile: Profile) -> ArticleReference? {
        ["responsibility-list", "three-catalogues", "catalogue-compilation"].lazy
            .compactMap { profile.duty($0)?.article }.first
    }

    /// The responsibility list (共享开放责任清单): every entry in force, of one body or of all, as it stands at the moment
    /// of asking. For people and systems of every body; facets other than ``responsibilityFacets`` are not looked at.
    public func responsibilities(
        _ filter: EntryFilter, for actor: Actor
    ) async throws -> DerivedPage<ResponsibilityLine> {
        let search = EntrySearch(inForce: filter)
        return try await store.read { session in
            let (positions, total) = try search.page(parties, in: session)
            let lines = try entries(at: positions, in: session).compactMap { ResponsibilityLine($0) }
            return DerivedPage(lines: lines, total: total, filter: filter)
        }
    }

    /// Writes the responsibility list into a new file in `directory` and answers its path (责任清单导出). Paging is not
    /// looked at. Refuses with `workbook-too-large` what has more rows than ``exportRowsMax``.
    public func exportResponsibilities(
        _ filter: EntryFilter, as form: TableFile.Form, in directory: String
    ) async throws -> String {
        let search = EntrySearch(inForce: filter)
        let numbers = try await store.read { try search.numbers(parties, in: $0) }
        guard numbers.count <= Self.exportRowsMax else {
            throw WorkbookCodes.tooManyRows(Self.exportRowsMax)
        }
        let table = ResponsibilityTable(profile: profile)
        let file = try TableFile(form, table.layout, directory: directory)
        var serial = 0
        for start in stride(from: 0, to: numbers.count, by: 200) {
            let part = Array(numbers[start..<min(start + 200, numbers.count)])
            let found = try await store.read { try entries(at: part, in: $0) }
            let bodies = Set(found.map(\.body))
            let names = try await store.read { try bodyNames(bodies, in: $0) }
            for line in found.compactMap({ ResponsibilityLine($0) }) {
                serial += 1
                try file.write(table.row(line, serial: serial, body: names[line.body] ?? line.body))
            }
        }
        return try file.finish()
    }

    private func bodyNames(_ ids: Set<String>, in session: any Session) throws -> [String: String] {
        var names: [String: String] = [:]
        for id in ids { names[id] = try parties.body(id, in: session).name }
        return names
    }
}

/// The responsibility list as a table (责任清单表).
struct ResponsibilityTable {
    let profile: Profile

    var layout: SheetLayout {
        SheetLayout(
            name: "责任清单",
            columns: [
                .init("序号", width: 8, note: "Number"), .init("信息资源代码", width: 18, note: "Resource code"),
                .init("信息资源名称", width: 30, note: "Name"), .init("责任单位", width: 24, note: "Responsible body"),
                .init("责任人岗位", width: 22, note: "Responsible post"),
                .init("共享类型", width: 14, note: "Sharing type"),
                .init("共享条件", width: 40, note: "Conditions of sharing"),
                .init("共享方式", width: 22, note: "Manner of sharing"),
                .init("共享依据", width: 40, note: "Basis of the restriction"),
                .init("开放类型", width: 14, note: "Opening type"),
                .init("开放条件或者理由", width: 40, note: "Conditions of opening, or why it is not opened"),
                .init("不予开放的信息项", width: 30, note: "Items that are not opened"),
                .init("使用要求", width: 36, note: "Requirements of use"),
                .init("更新周期", width: 12, note: "Update cycle"),
                .init("采集依据", width: 36, note: "Legal basis of collection"),
                .init("版本", width: 8, note: "Version"), .init("发布日期", width: 12, note: "Published on"),
            ])
    }

    func row(_ line: ResponsibilityLine, serial: Int, body: String) -> [String] {
        [
            String(serial), line.code, line.name, body,
            profile.role(Catalogue.responsiblePost)?.name.zh ?? "",
            profile.sharingType(line.sharing)?.word.zh ?? line.sharing.rawValue, line.sharingConditions,
            line.procedure.flatMap { profile.procedure($0)?.name.zh } ?? "", line.sharingBasis,
            profile.openingType(line.opening)?.word.zh ?? line.opening.rawValue, line.openingConditions,
            line.withheldItems.joined(separator: "、"), line.usageRequirements, line.updateCycle.zh,
            line.legalBasis, String(line.version),
            line.publishedAt.day(offsetSeconds: profile.utcOffsetSeconds).description,
        ]
    }
}
