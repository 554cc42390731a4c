import Catalogue
import Hummingbird
import Regulation

/// The table of divisions: search, one code with its history, import (行政区划页).
struct DivisionPages: Sendable {
    let desk: Desk
    /// The largest file of divisions.
    static let fileBytesMax = 10 << 20

    func register(on routes: ConsoleRoutes) {
        routes.get("console/divisions") { try await list($0, refusal: nil) }
        routes.upload("console/divisions") { try await take($0, $1) }
        routes.get("console/divisions/{division}") { try await show($0) }
    }

    private func list(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let (texts, query) = (visit.texts, visit.query)
        let isFormer = query.has("former")
        let found = try await desk.platform.standards.divisions(
            query["q"], formerOnly: isFormer, page: visit.page)
        let mayImport = desk.platform.standards.isIssuer(try visit.actor) == .allowed
        return try await desk.page(
            visit, "standards/divisions",
            ListModel(
                faults: desk.faults(refusal, visit),
                words: .input(
                    "q", texts("division.words"), value: query["q"], type: "search", maxLength: 40),
                former: .box("former", texts("division.formerOnly"), checked: isFormer),
                table: TableView(
                    texts("division.found", ["total": Numbers.grouped(Int64(found.total))]),
                    columns: [
                        .init(texts("division.code")), .init(texts("division.name")),
                        .init(texts("division.since"), numeric: true), .init(texts("division.standing")),
                    ],
                    rows: found.divisions.map { division in
                        [
                            .head(division.code, href: "/console/divisions/\(division.code)"),
                            .text(division.name), .text(division.since.map(String.init) ?? ""),
                            .badge(badge(division, visit), sub: successor(division, visit)),
                        ]
                    }, empty: EmptyView(texts("division.emptyTitle"), texts("division.emptyText")),
                    pager: PagerView(
                        page: visit.page, size: DataStandards.divisionsMax, total: found.total, texts: texts
                    ) { visit.href(setting: "page", to: String($0)) }),
                kind: mayImport
                    ? .select(
                        "kind", texts("division.kind"),
                        options: DivisionFile.allCases.map {
                            ($0.rawValue, texts("division.kind-\($0.rawValue)"))
                        },
                        chosen: DivisionFile.history.rawValue) : nil),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func badge(_ division: DivisionEntry, _ visit: Visit) -> Badge {
        division.isListed
            ? Badge(.good, visit.texts("division.listed")) : Badge(.warn, visit.texts("division.former"))
    }

    private func successor(_ division: DivisionEntry, _ visit: Visit) -> String? {
        guard let successor = division.successor else { return nil }
        let key = division.successorSince == nil ? "division.followed" : "division.followedSince"
        return visit.texts(
            key, ["code": successor, "year": division.successorSince.map(String.init) ?? ""])
            + (division.isInferred ? visit.texts("division.inferred") : "")
    }

    private func show(_ visit: Visit) async throws -> Response {
        let texts = visit.texts
        let found = try await desk.platform.standards.division(visit.parameter("division"))
        let division = found.division
        return try await desk.page(
            visit, "standards/division",
            Model(
                crumbs: [
                    Crumb(texts("nav.standards"), "/console/standards"),
                    Crumb(texts("nav.divisions"), "/console/divisions"),
                ],
                title: "\(division.code) \(division.name)", badges: [badge(division, visit)],
                facts: FactsView([
                    Fact(texts("division.code"), code: division.code),
                    Fact(texts("division.since"), division.since.map(String.init) ?? ""),
                    Fact(
                        texts("division.successor"), successor(division, visit) ?? "",
                        href: division.successor.map { "/console/divisions/\($0)" }),
                ]),
                namings: TableView(
                    texts("division.namings"), captionHidden: true,
                    columns: [.init(texts("division.since")), .init(texts("division.name"))],
                    rows: found.namings.map { [.head(String($0.year)), .text($0.name)] },
                    empty: EmptyView(texts("division.noNamings"), texts("division.noNamingsText"))),
                predecessors: TableView(
                    texts("division.predecessors"), captionHidden: true,
                    columns: [.init(texts("division.code")), .init(texts("division.name"))],
                    rows: found.predecessors.map {
                        [.head($0.code, href: "/console/divisions/\($0.code)"), .text($0.name)]
                    },
                    empty: EmptyView(texts("division.noPredecessors"), texts("division.noPredecessorsText")))
            ))
    }

    private func take(_ visit: Visit, _ parts: MultipartBody) async throws -> Response {
        var kind = DivisionFile.history
        do {
            while let head = try await parts.nextHead() {
                guard head.fileName != nil else {
                    let value = try await parts.value()
                    if head.name == "kind" { kind = DivisionFile(rawValue: value) ?? .history }
                    continue
                }
                var bytes: [UInt8] = []
                while let piece = try await parts.nextBytes() {
                    bytes += piece
                    guard bytes.count <= Self.fileBytesMax else { throw Refusal(ServerCodes.bodyTooLarge) }
                }
                _ = try await desk.platform.standards.importDivisions(bytes, kind: kind, by: visit.actor)
                return desk.done("/console/divisions", notice: "standard.imported")
            }
            throw Refusal(ServerCodes.malformedForm)
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await list(visit, refusal: refusal)
        }
    }

    struct ListModel {
        let faults: FaultsView?
        let words: FieldView
        let former: FieldView
        let table: TableView
        let kind: FieldView?
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let facts: FactsView
        let namings: TableView
        let predecessors: TableView
    }
}
