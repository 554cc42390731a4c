import Catalogue
import Hummingbird
import Parties
import Regulation
import Standards

/// The standards: list, one standard, drafting (数据标准页).
struct StandardPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/standards") { try await list($0) }
        routes.get("console/standards/new") { visit in
            try await form(visit, nil, StandardForm.empty(visit.query), refusal: nil)
        }
        routes.post("console/standards/new") { try await save($0, $1, nil) }
        routes.get("console/standards/{standard}") { try await show($0, refusal: nil) }
        routes.get("console/standards/{standard}/values.csv") { visit in
            try API.values(try await standard(visit))
        }
        routes.get("console/standards/{standard}/edit") { visit in
            let standard = try await standard(visit)
            return try await form(visit, standard, StandardForm.filled(standard), refusal: nil)
        }
        routes.post("console/standards/{standard}/edit") { visit, form in
            try await save(visit, form, try await standard(visit))
        }
        routes.post("console/standards/{standard}/withdraw") { visit, _ in try await withdraw(visit) }
    }

    private func standard(_ visit: Visit) async throws -> DataStandard {
        try await desk.platform.standards.standard(visit.parameter("standard"), for: visit.actor)
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let (texts, query) = (visit.texts, visit.query)
        let standards = desk.platform.standards
        let found = try await standards.search(
            StandardFilter(
                words: query["q"], kind: DataStandard.Kind(rawValue: query["kind"]),
                state: DataStandard.State(rawValue: query["state"]), page: visit.page), for: actor)
        let conformity = try await standards.conformity()
        let names = try await desk.bodyNames(found.standards.map(\.body) + conformity.map(\.body))
        let any = [("", texts("catalogue.any"))]
        return try await desk.page(
            visit, "standards/list",
            ListModel(
                words: .input(
                    "q", texts("standard.words"), value: query["q"], type: "search", maxLength: 100),
                kind: .select(
                    "kind", texts("standard.kind"),
                    options: any
                        + DataStandard.Kind.allCases.map {
                            ($0.rawValue, texts("standard.kind-\($0.rawValue)"))
                        },
                    chosen: query["kind"]),
                state: .select(
                    "state", texts("standard.state"),
                    options: any
                        + DataStandard.State.allCases.map {
                            ($0.rawValue, texts("state.standard.\($0.rawValue)"))
                        },
                    chosen: query["state"]),
                mayDraft: standards.mayDraft(for: actor.body.id, actor) == .allowed,
                article: desk.citation(standards.article, visit),
                table: TableView(
                    texts("standard.found", ["total": Numbers.grouped(Int64(found.total))]),
                    columns: [
                        .init(texts("standard.name")), .init(texts("standard.kind")),
                        .init(texts("standard.version"), numeric: true), .init(texts("standard.body")),
                        .init(texts("standard.source")), .init(texts("standard.state")),
                    ],
                    rows: found.standards.map { standard in
                        [
                            .head(
                                standard.content.nameZh, href: "/console/standards/\(standard.id)",
                                sub: standard.code),
                            .text(texts("standard.kind-\(standard.kind.rawValue)")),
                            .number(standard.version), .text(names[standard.body] ?? ""),
                            .text(standard.content.source), .badge(Self.badge(standard.state, visit)),
                        ]
                    }, empty: EmptyView(texts("standard.emptyTitle"), texts("standard.emptyText")),
                    pager: PagerView(
                        page: found.filter.page, size: found.filter.pageSize, total: found.total, texts: texts
                    ) { visit.href(setting: "page", to: String($0)) }),
                conformity: TableView(
                    texts("standard.conformity"), captionHidden: true,
                    columns: [
                        .init(texts("standard.unit")), .init(texts("standard.entries"), numeric: true),
                        .init(texts("standard.items"), numeric: true),
                        .init(texts("standard.bound"), numeric: true),
                        .init(texts("standard.current"), numeric: true),
                    ],
                    rows: conformity.map { line in
                        [
                            .head(names[line.body] ?? line.body), .number(line.entries),
                            .number(line.items), .number(line.bound), .number(line.current),
                        ]
                    }, empty: EmptyView(texts("standard.noConformity"), texts("standard.noConformityText")))))
    }

    static func badge(_ state: DataStandard.State, _ visit: Visit) -> Badge {
        let tone: Tone =
            switch state {
            case .draft, .superseded: .plain
            case .inReview: .info
            case .issued: .good
            case .withdrawn: .bad
            }
        return Badge(tone, visit.texts("state.standard.\(state.rawValue)"))
    }

    private func show(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let standards = desk.platform.standards
        let standard = try await standard(visit)
        let versions = try await standards.versions(of: standard.code, for: actor)
        let usage = try await standards.usage(of: standard.code)
        let names = try await desk.bodyNames([standard.body] + usage.uses.map(\.body))
        let isOwn = standards.mayDraft(for: standard.body, actor) == .allowed
        let base = "/console/standards/\(standard.id)"
        return try await desk.page(
            visit, "standards/standard",
            Model(
                crumbs: [Crumb(texts("nav.standards"), "/console/standards")],
                title: standard.content.nameZh,
                badges: [Self.badge(standard.state, visit)],
                code: "\(standard.code)@\(standard.version)", base: base, faults: desk.faults(refusal, visit),
                mayEdit: isOwn && (standard.state == .draft || standard.state == .inReview),
                nextHref: isOwn && standard.state == .issued
                    ? "/console/standards/new?from=\(standard.code)&kind=\(standard.kind.rawValue)" : nil,
                mayWithdraw: standards.isIssuer(actor) == .allowed && standard.state == .issued,
                caseHref: standard.reviewCase.map { "/console/cases/\($0)" },
                facts: StandardDescription(desk: desk, visit: visit)
                    .facts(standard, body: names[standard.body] ?? ""),
                values: StandardDescription(desk: desk, visit: visit).values(standard),
                csv: standard.kind == .codeList ? "\(base)/values.csv" : nil,
                versions: TableView(
                    texts("standard.versions"), captionHidden: true,
                    columns: [
                        .init(texts("standard.version")), .init(texts("standard.state")),
                        .init(texts("standard.issued")),
                    ],
                    rows: versions.map { version in
                        [
                            .head("v\(version.version)", href: "/console/standards/\(version.id)"),
                            .badge(Self.badge(version.state, visit)),
                            .time(version.issuedAt.map(desk.time) ?? ""),
                        ]
                    }),
                usage: TableView(
                    texts("standard.usageCount", ["count": Numbers.grouped(Int64(usage.total))]),
                    columns: [
                        .init(texts("entry.name")), .init(texts("entry.provider")),
                        .init(texts("item.one"), numeric: true),
                        .init(texts("standard.version"), numeric: true),
                    ],
                    rows: usage.uses.map { use in
                        [
                            .head(use.entryName, href: "/console/entries/\(use.entry)", sub: use.entryCode),
                            .text(names[use.body] ?? use.body), .number(use.item), .number(use.version),
                        ]
                    }, empty: EmptyView(texts("standard.unused"), texts("standard.unusedText")))),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func withdraw(_ visit: Visit) async throws -> Response {
        let standard = try await standard(visit)
        do {
            try await desk.platform.standards.withdraw(standard.id, by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, refusal: refusal)
        }
        return desk.done("/console/standards/\(standard.id)", notice: "standard.withdrawn")
    }

    private func save(_ visit: Visit, _ form: Form, _ standard: DataStandard?) async throws -> Response {
        let actor = try visit.actor
        let standards = desk.platform.standards
        var saved = standard
        do {
            let content = try StandardForm.content(form)
            if let standard {
                guard let revision = Int64(form["revision"]) else {
                    throw Refusal(ServerCodes.malformedForm, field: "revision")
                }
                saved = try await standards.save(content, to: standard.id, revision: revision, by: actor)
            } else {
                saved = try await standards.draft(code: form["code"], content, by: actor)
            }
            guard let saved else { throw Refusal(ServerCodes.malformedForm) }
            guard form.has("submit") else {
                return desk.done("/console/standards/\(saved.id)", notice: "standard.saved")
            }
            let file = try await standards.submit(saved.id, by: actor, note: form["note"])
            return desk.done("/console/cases/\(file.id)", notice: "standard.submitted")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await self.form(visit, saved, form, refusal: refusal)
        }
    }

    private func form(
        _ visit: Visit, _ standard: DataStandard?, _ form: Form, refusal: Refusal?
    ) async throws -> Response {
        let actor = try visit.actor
        try desk.platform.standards.mayDraft(for: standard?.body ?? actor.body.id, actor).orThrow()
        let texts = visit.texts
        return try await desk.page(
            visit, "standards/edit",
            FormModel(
                crumbs: [Crumb(texts("nav.standards"), "/console/standards")],
                title: standard?.content.nameZh ?? texts("standard.draft"),
                action: standard.map { "/console/standards/\($0.id)/edit" } ?? "/console/standards/new",
                revision: standard.map { String($0.revision) }, faults: desk.faults(refusal, visit),
                article: desk.citation(desk.platform.standards.article, visit),
                form: StandardForm(
                    form, reasons: refusal?.reasons ?? [], standard: standard, desk: desk, visit: visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct ListModel {
        let words: FieldView
        let kind: FieldView
        let state: FieldView
        let mayDraft: Bool
        let article: CitationView?
        let table: TableView
        let conformity: TableView
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let code: String
        let base: String
        let faults: FaultsView?
        let mayEdit: Bool
        let nextHref: String?
        let mayWithdraw: Bool
        let caseHref: String?
        let facts: FactsView
        let values: TableView?
        let csv: String?
        let versions: TableView
        let usage: TableView
    }

    struct FormModel {
        let crumbs: [Crumb]
        let title: String
        let action: String
        let revision: String?
        let faults: FaultsView?
        let article: CitationView?
        let form: StandardForm
    }
}
