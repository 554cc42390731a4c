import Catalogue
import Hummingbird
import Parties
import Quality
import Regulation

/// Declaring the rules of an entry beyond those of its items (质量规则申报页).
struct QualityRulePages: Sendable {
    /// Empty places below the rules that are there.
    private static let spare = 3
    private static let names = ["name", "kind", "items", "order", "least", "most", "target"]

    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/quality/entries/{entry}/rules") { try await form($0, nil, refusal: nil) }
        routes.post("console/quality/entries/{entry}/rules") { try await declare($0, $1) }
    }

    private func declare(_ visit: Visit, _ form: Form) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let given = Self.rows(form)
        var targets: [String: String] = [:]
        for code in Set(given.compactMap { $0["target"] }) where !code.isEmpty {
            targets[code] = try? await desk.platform.catalogue.entry(code, for: actor).id
        }
        do {
            let set = try await desk.platform.quality.declare(
                given.map { Self.rule($0, entry.content.items, targets) }, for: entry.id, by: actor)
            return desk.done(
                set.caseID.map { "/console/cases/\($0)" } ?? EntryQualityPages.href(entry.id),
                notice: "quality.declared")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await self.form(visit, form, refusal: refusal)
        }
    }

    /// Rules as they were typed; a place with neither name nor items is none.
    private static func rows(_ form: Form) -> [[String: String]] {
        let columns = names.map { form.all($0) }
        let count = min(columns.map(\.count).max() ?? 0, QualityRuleSet.rulesMax + spare)
        return (0..<count).map { index in
            Dictionary(
                uniqueKeysWithValues: zip(names, columns).map { name, values in
                    (name, values.indices.contains(index) ? values[index] : "")
                })
        }.filter { row in
            ["name", "items"].contains { !(row[$0] ?? "").allSatisfy(\.isWhitespace) }
        }
    }

    private static func rule(
        _ row: [String: String], _ items: [Item], _ targets: [String: String]
    ) -> QualityRule {
        func given(_ name: String) -> String? {
            let words = (row[name] ?? "").split(whereSeparator: \.isWhitespace)
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
        let fields = (row["items"] ?? "").split { $0.isWhitespace || ",，、".contains($0) }.map(String.init)
        return QualityRule(
            name: given("name") ?? "",
            kind: given("kind").flatMap { QualityRuleKind(rawValue: $0) } ?? .dirty,
            items: fields.map { word in
                items.first { $0.field == word || $0.name == word }?.number ?? 0
            },
            order: given("order").flatMap { QualityRule.Order(rawValue: $0) }, least: given("least"),
            most: given("most"), target: given("target").map { targets[$0] ?? $0 })
    }

    private func form(_ visit: Visit, _ form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let (texts, quality) = (visit.texts, desk.platform.quality)
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        try quality.mayDeclare(entry.body, actor).orThrow()
        let newest = try await quality.ruleSets(of: entry, for: actor).first { $0.state != .declined }
        let codes = try await desk.entries((newest?.rules ?? []).compactMap(\.target))
        let stored = (newest?.rules ?? []).map { rule in
            [
                "name": rule.name, "kind": rule.kind.rawValue,
                "items": rule.items.map { number in
                    entry.content.items.first { $0.number == number }?.field ?? ""
                }.joined(separator: " "),
                "order": rule.order?.rawValue ?? "", "least": rule.least ?? "", "most": rule.most ?? "",
                "target": rule.target.map { codes[$0]?.code ?? $0 } ?? "",
            ]
        }
        let rows = form.map(Self.rows) ?? stored
        let places = rows + Array(repeating: [:], count: Self.spare)
        return try await desk.page(
            visit, "quality/rules",
            Model(
                crumbs: [
                    Crumb(texts("nav.quality"), QualityPages.home),
                    Crumb(entry.content.name, EntryQualityPages.href(entry.id)),
                ],
                title: entry.content.name, action: "\(EntryQualityPages.href(entry.id))/rules",
                faults: desk.faults(refusal, visit),
                rules: places.enumerated().map { index, row in place(index, row, visit) },
                items: items(entry, visit), citation: desk.citation(quality.article, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func place(_ index: Int, _ row: [String: String], _ visit: Visit) -> Place {
        let texts = visit.texts
        let kinds = QualityRuleKind.declared.map { ($0.rawValue, texts("quality.kinds.\($0.rawValue)")) }
        let orders =
            [("", "—")]
            + QualityRule.Order.allCases.map { ($0.rawValue, $0.sign) }
        let fields: [FieldView] = [
            .input(
                "name", texts("quality.ruleName"), value: row["name"] ?? "", maxLength: QualityRule.nameMax),
            .select(
                "kind", texts("quality.kind"), options: kinds,
                chosen: row["kind"] ?? QualityRuleKind.comparison.rawValue),
            .input("items", texts("quality.ruleItems"), value: row["items"] ?? "", maxLength: 600),
            .select("order", texts("quality.order"), options: orders, chosen: row["order"] ?? ""),
            .input(
                "least", texts("quality.least"), value: row["least"] ?? "", maxLength: QualityRule.boundMax),
            .input("most", texts("quality.most"), value: row["most"] ?? "", maxLength: QualityRule.boundMax),
            .input("target", texts("quality.target"), value: row["target"] ?? "", maxLength: 64),
        ]
        return Place(
            title: texts("quality.ruleNumber", ["number": String(index + 1)]),
            fields: fields.map { $0.within("rule\(index)") })
    }

    private func items(_ entry: Entry, _ visit: Visit) -> TableView {
        TableView(
            visit.texts("entry.items"), captionHidden: true,
            columns: [.init(visit.texts("item.one")), .init(visit.texts("item.field"))],
            rows: entry.content.items.map { [.head($0.name), .code($0.field)] })
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let action: String
        let faults: FaultsView?
        let rules: [Place]
        let items: TableView
        let citation: CitationView?
    }

    /// Where one rule is written.
    struct Place {
        let title: String
        let fields: [FieldView]
    }
}
