import Hummingbird
import Projects
import Regulation

/// A statement as it is read and printed (审查意见页).
struct StatementPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/statements") { try await list($0) }
        routes.get("console/statements/{statement}") { try await show($0) }
    }

    private static let pageSize = 100
    /// Years that the list goes back.
    private static let yearsBack = 4

    /// The statements of a year, for its review of projects.
    private func list(_ visit: Visit) async throws -> Response {
        let texts = visit.texts
        let thisYear = desk.platform.today.year
        let year = Int(visit.query["year"]) ?? thisYear
        let before = visit.query["before"]
        let found = try await desk.platform.projects.statements(
            year: year, before: before.isEmpty ? nil : before, for: visit.actor, limit: Self.pageSize)
        let next = found.count == Self.pageSize ? found.last?.id : nil
        return try await desk.page(
            visit, "projects/statements",
            ListModel(
                crumbs: [Crumb(texts("nav.projects"), "/console/projects")],
                years: (0...Self.yearsBack).map { thisYear - $0 }.map { one in
                    ListModel.Year(
                        text: String(one), href: "/console/statements?year=\(one)", isChosen: one == year)
                },
                table: TableView(
                    texts("project.statements"), captionHidden: true,
                    columns: [
                        .init(texts("project.statement")), .init(texts("project.name")),
                        .init(texts("project.body")), .init(texts("project.gate")),
                        .init(texts("project.conclusion")), .init(texts("project.date")),
                    ],
                    rows: found.map { statement in
                        let content = statement.content
                        return [
                            .head(
                                content.title[visit.language], href: "/console/statements/\(statement.id)"),
                            .text(content.projectName, sub: content.projectNumber), .text(content.bodyName),
                            .text(content.report.name[visit.language]),
                            .badges(
                                [ProjectWords.conclusion(content.report.conclusion, visit)]
                                    + (statement.supersededBy == nil
                                        ? [] : [Badge(.plain, texts("project.superseded"))])),
                            .time(content.date.description),
                        ]
                    },
                    empty: EmptyView(texts("project.noStatementsTitle"), texts("project.noStatementsText")),
                    pager: PagerView(
                        nextHref: next.map { visit.href(setting: "before", to: $0) }, previousHref: nil,
                        texts: texts))))
    }

    struct ListModel {
        let crumbs: [Crumb]
        let years: [Year]
        let table: TableView

        struct Year {
            let text: String
            let href: String
            let isChosen: Bool
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let texts = visit.texts
        let statement = try await desk.platform.projects.statement(
            visit.parameter("statement"), for: visit.actor)
        let content = statement.content
        func title(_ reference: Statement.Reference?) -> Reference? {
            reference.map {
                Reference(
                    text: desk.profile.statementNumber($0.number, of: $0.year)[visit.language],
                    href: "/console/statements/\($0.id)")
            }
        }
        return try await desk.page(
            visit, "projects/statement",
            Model(
                crumbs: [
                    Crumb(texts("nav.projects"), "/console/projects"),
                    Crumb(content.projectName, "/console/projects/\(statement.project)"),
                ],
                title: content.title[visit.language], gate: content.report.name[visit.language],
                supersededBy: title(statement.supersededBy), supersedes: title(statement.supersedes),
                facts: FactsView([
                    Fact(texts("project.name"), content.projectName),
                    Fact(texts("project.number"), code: content.projectNumber),
                    Fact(texts("project.body"), content.bodyName),
                    Fact(texts("project.stageThen"), content.stage.word[visit.language]),
                    Fact(texts("project.revision"), String(content.revision)),
                    Fact(
                        texts("project.basis"), desk.book.title(content.profile)[visit.language],
                        isLong: true),
                ]),
                report: ReportView(content.report, desk: desk, visit: visit),
                note: content.note.isEmpty ? nil : content.note, authority: content.authority,
                issuer: content.issuer, date: content.date.description, digest: statement.digest))
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let gate: String
        let supersededBy: Reference?
        let supersedes: Reference?
        let facts: FactsView
        let report: ReportView
        let note: String?
        let authority: String
        let issuer: String
        let date: String
        let digest: String
    }

    /// Another statement.
    struct Reference {
        let text: String
        let href: String
    }
}
