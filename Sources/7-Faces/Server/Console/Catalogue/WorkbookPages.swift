import Catalogue
import Hummingbird
import Regulation

/// The catalogue in Excel: export, template, import with its faults (目录 Excel 导入导出页).
struct WorkbookPages: Sendable {
    /// Faults shown on the page; the annotated workbook has them all.
    private static let faultsShown = 200
    private static let changesShown = 200

    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/catalogue/workbook") { try await show($0) }
        routes.upload("console/catalogue/workbook") { try await submit($0, $1) }
        routes.get("console/catalogue/workbook/export") { try await export($0) }
        routes.get("console/catalogue/workbook/template") { visit in
            _ = try visit.actor
            let path = try desk.platform.catalogue.workbookTemplate(in: try desk.platform.workbookRoom())
            return try SentFile(path).response(
                type: ReceivedWorkbook.mediaType, name: "catalogue-template.xlsx")
        }
    }

    private func export(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let query = visit.query
        let filter = EntryFilter(
            body: query.has("mine") ? actor.body.id : nil,
            sharing: SharingType.ID(rawValue: query["sharing"]),
            state: Entry.State(rawValue: query["state"]))
        let path = try await desk.platform.catalogue.exportWorkbook(
            filter, for: actor, in: try desk.platform.workbookRoom())
        return try SentFile(path).response(type: ReceivedWorkbook.mediaType, name: "catalogue.xlsx")
    }

    private func submit(_ visit: Visit, _ parts: MultipartBody) async throws -> Response {
        let actor = try visit.actor
        do {
            var mode = EntryImportMode.whole
            var wantsReport = false
            while let head = try await parts.nextHead() {
                guard head.fileName == nil else {
                    return try await take(visit, MultipartFile(parts: parts), mode, wantsReport)
                }
                let value = try await parts.value()
                if head.name == "mode" {
                    wantsReport = value == "report"
                    mode = wantsReport ? .check : EntryImportMode(rawValue: value) ?? .whole
                }
            }
            throw Refusal(ServerCodes.malformedForm)
        } catch let refusal as Refusal {
            _ = actor
            return try await show(visit, refusal: refusal)
        }
    }

    private func take(_ visit: Visit, _ file: MultipartFile, _ mode: EntryImportMode, _ wantsReport: Bool)
        async throws -> Response
    {
        let actor = try visit.actor
        let catalogue = desk.platform.catalogue
        let (outcome, report) = try await ReceivedWorkbook.with(file, of: desk.platform) { path, room in
            let outcome = try await catalogue.importWorkbook(at: path, mode: mode, by: actor)
            guard wantsReport, outcome.faultTotal > 0 else { return (outcome, String?.none) }
            return (outcome, try await catalogue.workbookReport(of: path, outcome, in: room))
        }
        if let report {
            return try SentFile(report).response(type: ReceivedWorkbook.mediaType, name: "report.xlsx")
        }
        return try await show(visit, outcome: outcome)
    }

    private func show(_ visit: Visit, outcome: EntryImport? = nil, refusal: Refusal? = nil) async throws
        -> Response
    {
        let texts = visit.texts
        let modes = ["whole", "good", "check", "report"].map { ($0, texts("workbook.mode-\($0)")) }
        return try await desk.page(
            visit, "catalogue/workbook",
            Model(
                crumbs: [Crumb(texts("nav.catalogue"), "/console/catalogue")],
                faults: desk.faults(refusal, visit),
                sharing: .select(
                    "sharing", texts("catalogue.sharing"),
                    options: [("", texts("catalogue.any"))]
                        + desk.profile.sharingTypes.map { ($0.id.rawValue, $0.word[visit.language]) },
                    chosen: ""),
                state: .select(
                    "state", texts("catalogue.state"),
                    options: [("", texts("catalogue.any"))]
                        + Entry.State.allCases.map { ($0.rawValue, texts("state.entry.\($0.rawValue)")) },
                    chosen: ""),
                mine: .box("mine", texts("catalogue.mine"), checked: false),
                mayImport: try visit.actor.holds("data-staff"),
                mode: .choices("mode", texts("workbook.mode"), options: modes, chosen: ["whole"]),
                elements: desk.citation(.entryElements, visit), result: outcome.map { result($0, visit) }),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func result(_ outcome: EntryImport, _ visit: Visit) -> Result {
        let texts = visit.texts
        func figure(_ value: Int, _ name: String, _ tone: Tone = .plain) -> FiguresView.Figure {
            FiguresView.Figure(
                value: Numbers.grouped(Int64(value)), name: texts("workbook.\(name)"), href: "#cell-faults",
                tone: tone)
        }
        return Result(
            state: Badge(
                outcome.isStored ? .good : .warn,
                texts(outcome.isStored ? "workbook.stored" : "workbook.notStored")),
            figures: FiguresView(figures: [
                figure(outcome.entries, "entries"), figure(outcome.created, "created"),
                figure(outcome.changed, "changed"), figure(outcome.unchanged, "unchanged"),
                figure(outcome.faulty, "faulty", outcome.faulty > 0 ? .bad : .plain),
                figure(outcome.faultTotal, "faultTotal", outcome.faultTotal > 0 ? .bad : .plain),
            ]),
            table: TableView(
                texts("workbook.faultsShown", ["count": String(min(outcome.faults.count, Self.faultsShown))]),
                columns: [
                    .init(texts("workbook.cell")), .init(texts("workbook.fault")),
                    .init(texts("workbook.remedy")),
                    .init(texts("case.article")),
                ],
                rows: outcome.faults.prefix(Self.faultsShown).map { fault in
                    [
                        .head(fault.cell),
                        .text(FaultsView.text(fault.reason, visit.language), sub: fault.reason.code.name),
                        .text(fault.reason.code.remedy[visit.language]),
                        .cited(desk.citation(fault.reason.article, visit)),
                    ]
                }, empty: EmptyView(texts("workbook.noFaultsTitle"), texts("workbook.noFaultsText"))),
            changes: outcome.changes.isEmpty ? nil : changes(outcome, visit))
    }

    private func changes(_ outcome: EntryImport, _ visit: Visit) -> TableView {
        let texts = visit.texts
        let words = EntryChanges(description: EntryDescription(desk: desk, visit: visit))
        return TableView(
            texts(
                "workbook.changesShown",
                [
                    "count": String(min(outcome.changes.count, Self.changesShown)),
                    "total": Numbers.grouped(Int64(outcome.changeTotal)),
                ]),
            columns: [
                .init(texts("workbook.cell")), .init(texts("entry.name")), .init(texts("entry.element")),
                .init(texts("entry.before")), .init(texts("entry.after")),
            ],
            rows: outcome.changes.prefix(Self.changesShown).map { change in
                let said = words.words(
                    .init(element: change.element, before: change.before, after: change.after))
                let key =
                    change.item == nil || change.element == "items"
                    ? EntryChanges.elementKey(change.element) : EntryChanges.attributeKey(change.element)
                return [
                    .head(change.cell), .text(change.entry), .text(texts(key), sub: change.item),
                    .text(said.before), .text(said.after),
                ]
            })
    }

    struct Result {
        let state: Badge
        let figures: FiguresView
        let table: TableView
        let changes: TableView?
    }

    struct Model {
        let crumbs: [Crumb]
        let faults: FaultsView?
        let sharing: FieldView
        let state: FieldView
        let mine: FieldView
        let mayImport: Bool
        let mode: FieldView
        let elements: CitationView?
        let result: Result?
    }
}
