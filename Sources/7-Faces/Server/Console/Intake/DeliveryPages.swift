import Catalogue
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Parties
import Regulation

/// Delivering data: the upload, its receipt, its problem rows (数据交付页).
struct DeliveryPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/deliveries") { try await list($0) }
        routes.get("console/deliveries/{delivery}") { try await show($0) }
        routes.get("console/deliveries/{delivery}/problems.csv") { try await problems($0) }
        routes.get("console/entries/{entry}/deliver") { try await form($0, refusal: nil) }
        routes.upload("console/entries/{entry}/deliver") { try await deliver($0, $1) }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let seesAll = actor.administers(desk.profile) || actor.body.kind == .platformOperator
        let body = seesAll && !visit.query["body"].isEmpty ? visit.query["body"] : actor.body.id
        let receipts = try await desk.platform.intake.receipts(
            ofBody: body, by: actor, before: Int64(visit.query["before"]))
        let bodies = seesAll ? try await desk.bodyChoices() : []
        return try await desk.page(
            visit, "intake/list",
            ListModel(
                body: seesAll
                    ? .select(
                        "body", visit.texts("delivery.body"), options: bodies,
                        chosen: body)
                    : nil,
                table: try await DeliveryList(desk: desk).table(receipts, visit, showsEntry: true)))
    }

    private func form(
        _ visit: Visit, refusal: Refusal?, options: DeliveryOptions = DeliveryOptions()
    ) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let texts = visit.texts
        let seesMappings = actor.body.id == entry.body
        let mappings = seesMappings ? try await desk.platform.intake.mappings(of: entry, by: actor) : []
        var chosen = options
        if refusal == nil { chosen.mapping = visit.query["mapping"] }
        return try await desk.page(
            visit, "intake/deliver",
            FormModel(
                crumbs: [
                    Crumb(texts("nav.catalogue"), "/console/catalogue"),
                    Crumb(entry.content.name, "/console/entries/\(entry.id)"),
                ],
                entry: entry.content.name, action: "/console/entries/\(entry.id)/deliver",
                mappingsHref: "/console/entries/\(entry.id)/mappings", faults: desk.faults(refusal, visit),
                fields: DeliveryFields(visit: visit).fields(mappings: mappings, chosen: chosen),
                items: EntryDescription(desk: desk, visit: visit).items(entry.content),
                quality: desk.citation(.deliveryQuality, visit), scope: desk.citation(.collectionScope, visit)
            ),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func deliver(_ visit: Visit, _ parts: MultipartBody) async throws -> Response {
        let actor = try visit.actor
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        var options = DeliveryOptions()
        do {
            while let head = try await parts.nextHead() {
                guard head.fileName == nil else {
                    let receipt = try await desk.platform.intake.deliver(
                        MultipartFile(parts: parts), to: entry, by: actor, options: options)
                    return desk.done(
                        "/console/deliveries/\(receipt.id)",
                        notice: receipt.repeated ? "delivery.repeated" : "delivery.done")
                }
                DeliveryFields.take(head.name, try await parts.value(), &options)
            }
            throw Refusal(ServerCodes.malformedForm)
        } catch let refusal as Refusal {
            return try await form(visit, refusal: refusal, options: options)
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let receipt = try await desk.platform.intake.receipt(id: visit.parameter("delivery"), by: actor)
        let entries = try await desk.entries([receipt.entry])
        guard let entry = entries[receipt.entry] else { throw Refusal(ServerCodes.noSuchPage) }
        let problems = try await desk.platform.intake.problems(of: receipt, by: actor)
        let names = try await desk.bodyNames([receipt.body])
        func figure(_ value: Int64, _ name: String, _ tone: Tone = .plain) -> FiguresView.Figure {
            FiguresView.Figure(
                value: Numbers.grouped(value), name: texts("delivery.\(name)"), href: "#problems", tone: tone)
        }
        return try await desk.page(
            visit, "intake/receipt",
            Model(
                crumbs: [
                    Crumb(texts("nav.intake"), "/console/deliveries"),
                    Crumb(entry.content.name, "/console/entries/\(entry.id)"),
                ],
                title: entry.content.name, badges: [DeliveryList.state(receipt, visit)],
                figures: FiguresView(figures: [
                    figure(receipt.rowsRead, "rowsRead"), figure(receipt.good, "good"),
                    figure(receipt.problems, "problems", receipt.problems > 0 ? .bad : .plain),
                    figure(receipt.inserted, "inserted"), figure(receipt.updated, "updated"),
                    figure(receipt.unchanged, "unchanged"),
                ]),
                facts: FactsView(
                    [
                        Fact(texts("delivery.number"), code: receipt.id),
                        Fact(texts("entry.provider"), names[receipt.body] ?? ""),
                        Fact(texts("delivery.actor"), receipt.actorName),
                        Fact(texts("delivery.accepted"), desk.time(receipt.acceptedAt)),
                        Fact(texts("delivery.finished"), receipt.finishedAt.map(desk.time) ?? ""),
                        Fact(texts("delivery.size"), "\(Numbers.grouped(receipt.bytes)) B"),
                    ] + form(of: receipt, entry, visit) + [
                        Fact(texts("delivery.digest"), code: receipt.digest, isLong: true)
                    ]),
                problems: table(problems, of: entry, visit, hasLines: receipt.format.hasLines),
                hasProblems: receipt.problems > 0,
                csv: "/console/deliveries/\(receipt.id)/problems.csv"))
    }

    /// In what form the file came and how its columns were read.
    private func form(of receipt: Receipt, _ entry: Entry, _ visit: Visit) -> [Fact] {
        let texts = visit.texts
        var facts = [Fact(texts("delivery.format"), receipt.format.name[visit.language])]
        if receipt.format != .xlsx {
            facts.append(Fact(texts("delivery.encoding"), receipt.encoding.rawValue))
        }
        if let sheet = receipt.sheet { facts.append(Fact(texts("delivery.sheet"), sheet)) }
        if let element = receipt.rowElement {
            facts.append(Fact(texts("delivery.rowElement"), code: element))
        }
        if let mapping = receipt.mapping {
            facts.append(
                Fact(
                    texts("mapping.title"),
                    texts(
                        "mapping.choice",
                        ["source": mapping.source, "version": String(mapping.version)]),
                    href: "/console/entries/\(entry.id)/mappings/\(Visit.encoded(mapping.source))"
                        + "?version=\(mapping.version)"))
        }
        return facts
    }

    private func table(
        _ problems: [ProblemRow], of entry: Entry, _ visit: Visit, hasLines: Bool
    ) -> TableView {
        let texts = visit.texts
        let items = Dictionary(entry.content.items.map { ($0.number, $0) }) { first, _ in first }
        return TableView(
            texts("delivery.problemsShown", ["count": String(problems.count)]),
            columns: [
                .init(texts(hasLines ? "delivery.line" : "delivery.record"), numeric: true),
                .init(texts("item.one")),
                .init(texts("delivery.rule")), .init(texts("delivery.verdict")), .init(texts("case.article")),
            ],
            rows: problems.map { problem in
                [
                    .number(problem.line),
                    .text(
                        items[problem.item]?.name ?? texts("delivery.wholeRow"),
                        sub: items[problem.item]?.field),
                    .text(problem.rule.name[visit.language]),
                    .text(desk.word(problem.verdict, visit.language)),
                    .cited(desk.citation(problem.article, visit)),
                ]
            }, empty: EmptyView(texts("delivery.noProblemsTitle"), texts("delivery.noProblemsText")))
    }

    private func problems(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let receipt = try await desk.platform.intake.receipt(id: visit.parameter("delivery"), by: actor)
        return ProblemsFile.response(receipt, actor, desk.platform.intake)
    }

    struct ListModel {
        let body: FieldView?
        let table: TableView
    }

    struct FormModel {
        let crumbs: [Crumb]
        let entry: String
        let action: String
        let mappingsHref: String
        let faults: FaultsView?
        let fields: [FieldView]
        let items: TableView
        let quality: CitationView?
        let scope: CitationView?
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let figures: FiguresView
        let facts: FactsView
        let problems: TableView
        let hasProblems: Bool
        let csv: String
    }
}
