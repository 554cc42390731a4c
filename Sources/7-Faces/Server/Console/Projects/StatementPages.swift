import Hummingbird
import Projects
import Regulation

/// A statement as it is read and printed (审查意见页).
struct StatementPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/statements/{statement}") { try await show($0) }
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
