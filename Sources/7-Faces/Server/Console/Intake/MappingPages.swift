import Catalogue
import Hummingbird
import Intake
import Parties
import Regulation

/// Column mappings of an entry: proposed from a file, confirmed, saved (列映射页).
struct MappingPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/entries/{entry}/mappings") { try await list($0, refusal: nil) }
        routes.upload("console/entries/{entry}/mappings") { try await propose($0, $1) }
        routes.get("console/entries/{entry}/mappings/{source}") { try await show($0) }
        routes.post("console/entries/{entry}/mapping") { try await save($0, $1) }
    }

    private func list(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let saved = try await desk.platform.intake.mappings(of: entry, by: actor)
        return try await desk.page(
            visit, "intake/mappings",
            ListModel(
                crumbs: crumbs(entry, visit), entry: entry.content.name,
                action: "/console/entries/\(entry.id)/mappings", faults: desk.faults(refusal, visit),
                maySave: desk.platform.intake.admission(to: entry, of: actor) == .allowed,
                fields: DeliveryFields(visit: visit).fields(mappings: []),
                table: TableView(
                    texts("mapping.title"), captionHidden: true,
                    columns: [
                        .init(texts("mapping.source")), .init(texts("mapping.version"), numeric: true),
                        .init(texts("mapping.columns"), numeric: true), .init(texts("mapping.savedBy")),
                    ],
                    rows: saved.map { saved in
                        [
                            .head(
                                saved.source,
                                href: "/console/entries/\(entry.id)/mappings/\(Visit.encoded(saved.source))"),
                            .number(saved.version), .number(saved.content.columns.count),
                            .text(saved.savedByName, sub: desk.time(saved.savedAt)),
                        ]
                    }, empty: EmptyView(texts("mapping.emptyTitle"), texts("mapping.emptyText"))),
                scope: desk.citation(.collectionScope, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func propose(_ visit: Visit, _ parts: MultipartBody) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        do {
            var options = DeliveryOptions()
            var source = ""
            while let head = try await parts.nextHead() {
                guard head.fileName == nil else {
                    let proposal = try await desk.platform.intake.propose(
                        MultipartFile(parts: parts), to: entry, by: actor, options: options)
                    return try await form(
                        visit, entry, source: source, saved: nil,
                        columns: proposal.columns.map { column in
                            Column(
                                name: column.column, item: column.item ?? "",
                                ground: ground(column, visit.texts))
                        }, constants: [:], refusal: nil)
                }
                let value = try await parts.value()
                if head.name == "source" {
                    source = value
                } else {
                    DeliveryFields.take(head.name, value, &options)
                }
            }
            throw Refusal(ServerCodes.malformedForm)
        } catch let refusal as Refusal {
            return try await list(visit, refusal: refusal)
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let saved = try await desk.platform.intake.mapping(
            visit.parameter("source"), version: Int(visit.query["version"]), of: entry, by: actor)
        return try await form(
            visit, entry, source: saved.source, saved: saved,
            columns: saved.content.columns.map { Column(name: $0.column, item: $0.item ?? "", ground: nil) },
            constants: Dictionary(saved.content.constants.map { ($0.item, $0.value) }) { first, _ in first },
            refusal: nil)
    }

    private func save(_ visit: Visit, _ form: Form) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        var columns: [Column] = []
        for index in 0..<ColumnMapping.columnsMax where !form["column-\(index)"].isEmpty {
            columns.append(
                Column(name: form["column-\(index)"], item: form["item-\(index)"], ground: nil))
        }
        var constants: [String: String] = [:]
        for item in entry.content.items where !form["constant-\(item.field)"].isEmpty {
            constants[item.field] = form["constant-\(item.field)"]
        }
        do {
            let saved = try await desk.platform.intake.saveMapping(
                ColumnMapping(
                    columns: columns.map { .init(column: $0.name, item: $0.item.isEmpty ? nil : $0.item) },
                    constants: constants.sorted { $0.key < $1.key }.map {
                        .init(item: $0.key, value: $0.value)
                    }),
                source: form["source"], of: entry, by: actor)
            return desk.done(
                "/console/entries/\(entry.id)/mappings/\(Visit.encoded(saved.source))",
                notice: "mapping.saved")
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await self.form(
                visit, entry, source: form["source"], saved: nil, columns: columns, constants: constants,
                refusal: refusal)
        }
    }

    private func form(
        _ visit: Visit, _ entry: Entry, source: String, saved: SavedMapping?, columns: [Column],
        constants: [String: String], refusal: Refusal?
    ) async throws -> Response {
        let texts = visit.texts
        let items = entry.content.items
        return try await desk.page(
            visit, "intake/mapping",
            Model(
                crumbs: crumbs(entry, visit) + [
                    Crumb(texts("mapping.title"), "/console/entries/\(entry.id)/mappings")
                ],
                title: saved?.source ?? texts("mapping.confirm"), entry: entry.content.name,
                action: "/console/entries/\(entry.id)/mapping",
                deliverHref: saved.map {
                    "/console/entries/\(entry.id)/deliver?mapping=\(Visit.encoded($0.source))"
                },
                faults: desk.faults(refusal, visit),
                facts: saved.map { saved in
                    FactsView([
                        Fact(texts("mapping.version"), String(saved.version)),
                        Fact(texts("mapping.savedBy"), saved.savedByName),
                        Fact(texts("mapping.savedAt"), desk.time(saved.savedAt)),
                    ])
                },
                maySave: desk.platform.intake.admission(to: entry, of: try visit.actor) == .allowed,
                source: .input(
                    "source", texts("mapping.source"), value: source, hint: texts("mapping.sourceHint"),
                    error: FaultsView.error(at: "source", refusal?.reasons ?? [], visit.language),
                    required: true, maxLength: 60),
                columns: columns.enumerated().map { index, column in
                    Line(index: index, name: column.name, item: column.item, ground: column.ground)
                },
                hasGrounds: columns.contains { $0.ground != nil },
                constants: items.map { item in
                    ConstantLine(
                        field: item.field, name: item.name,
                        isNeeded: (item.isRequired || item.isKey)
                            && !columns.contains { $0.item == item.field },
                        value: constants[item.field] ?? "")
                },
                hasConstants: !constants.isEmpty
                    || items.contains { item in
                        (item.isRequired || item.isKey) && !columns.contains { $0.item == item.field }
                    },
                items: items.map { Offered(value: $0.field, text: $0.name) }),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func crumbs(_ entry: Entry, _ visit: Visit) -> [Crumb] {
        [
            Crumb(visit.texts("nav.catalogue"), "/console/catalogue"),
            Crumb(entry.content.name, "/console/entries/\(entry.id)"),
        ]
    }

    private func ground(_ column: MappingProposal.Column, _ texts: TextNode) -> Badge {
        let text = texts("mapping.ground-\(column.ground.rawValue)", ["source": column.source ?? ""])
        return switch column.ground {
        case .mapping, .field, .name: Badge(.good, text)
        case .ignored: Badge(.plain, text)
        case .none: Badge(.warn, text)
        }
    }

    private struct Column {
        let name: String
        let item: String
        let ground: Badge?
    }

    struct ListModel {
        let crumbs: [Crumb]
        let entry: String
        let action: String
        let faults: FaultsView?
        let maySave: Bool
        let fields: [FieldView]
        let table: TableView
        let scope: CitationView?
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let entry: String
        let action: String
        let deliverHref: String?
        let faults: FaultsView?
        let facts: FactsView?
        let maySave: Bool
        let source: FieldView
        let columns: [Line]
        let hasGrounds: Bool
        let constants: [ConstantLine]
        let hasConstants: Bool
        let items: [Offered]
    }

    struct Line {
        let index: Int
        let name: String
        let item: String
        let ground: Badge?
    }

    struct ConstantLine {
        let field: String
        let name: String
        let isNeeded: Bool
        let value: String
    }

    struct Offered {
        let value: String
        let text: String
    }
}
