import Hummingbird
import Parties
import Regulation

/// The regulation in force, read as the platform reads it, and set beside another (规则档案页).
struct RegulationPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/regulation") { try await show($0) }
        routes.get("console/regulation/compare") { try await compare($0) }
    }

    private func show(_ visit: Visit) async throws -> Response {
        _ = try visit.actor
        let profile = desk.profile
        let tables = RegulationTables(desk: desk, visit: visit)
        return try await desk.page(
            visit, "supervision/regulation",
            Model(
                title: profile.title[visit.language], document: profile.document,
                standing: StandingNotice(desk: desk).view(visit), facts: tables.facts(profile),
                others: others(visit), terms: tables.terms(profile), types: tables.types(profile),
                procedures: profile.procedures.values.sorted { $0.id < $1.id }.map(tables.procedure),
                deadlines: tables.deadlines(profile), duties: tables.duties(profile),
                rules: tables.rules(profile), gates: tables.gates(profile), posts: tables.posts(profile),
                roles: tables.roles(profile),
                articles: profile.articles.map { article in
                    Model.Words(
                        anchor: CitationView.anchor(article.reference),
                        label: article.label,
                        regulation: desk.book.title(article.reference.regulation)[visit.language],
                        heading: article.heading[visit.language], text: article.text)
                }))
    }

    private func others(_ visit: Visit) -> [Model.Other] {
        let library = desk.platform.library
        return library.ids.filter { $0 != desk.profile.id }.compactMap { id in
            library[id].map {
                Model.Other(id: id, title: $0.title[visit.language], isChosen: visit.query["with"] == id)
            }
        }
    }

    private func compare(_ visit: Visit) async throws -> Response {
        _ = try visit.actor
        guard let other = desk.platform.library[visit.query["with"]] else {
            return Answers.seeOther("/console/regulation")
        }
        let texts = visit.texts
        let language = visit.language
        let differences = ProfileDifference.between(desk.profile, other)
        // The other regulation's articles are not in the book of the one in force.
        let book = ArticleBook(
            articles: desk.profile.articles + other.articles, titles: desk.platform.regulationTitles)
        func side(_ side: ProfileDifference.Side) -> Cell {
            var cell = Cell.text(side.text[language])
            cell.citation = side.articles.first.map { CitationView($0, book: book, language: language) }
            return cell
        }
        return try await desk.page(
            visit, "supervision/compare",
            CompareModel(
                crumbs: [Crumb(texts("nav.regulation"), "/console/regulation")], others: others(visit),
                table: TableView(
                    texts("regulation.differences", ["count": String(differences.count)]),
                    columns: [
                        .init(texts("regulation.topic")), .init(desk.profile.title[language]),
                        .init(other.title[language]),
                    ],
                    rows: differences.map { difference in
                        [
                            .head(difference.topic.name[language], sub: difference.subject),
                            side(difference.one),
                            side(difference.other),
                        ]
                    }, empty: EmptyView(texts("regulation.sameTitle"), texts("regulation.sameText")))))
    }

    struct Model {
        let title: String
        let document: String
        let standing: PageFrame.Notice?
        let facts: FactsView
        let others: [Other]
        let terms: TableView
        let types: TableView
        let procedures: [Procedure]
        let deadlines: TableView
        let duties: TableView
        let rules: TableView
        let gates: TableView
        let posts: TableView
        let roles: TableView
        let articles: [Words]

        struct Other {
            let id: String
            let title: String
            let isChosen: Bool
        }

        struct Procedure {
            let id: String
            let name: String
            let isDirect: Bool
            let steps: StepsView
        }

        struct Words {
            let anchor: String
            let label: String
            let regulation: String
            let heading: String
            let text: String
        }
    }

    struct CompareModel {
        let crumbs: [Crumb]
        let others: [Model.Other]
        let table: TableView
    }
}
