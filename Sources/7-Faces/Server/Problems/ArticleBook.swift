import Regulation

/// Finds the words behind a reference (条文检索): the articles of the profile in force.
struct ArticleBook: Sendable {
    private let byReference: [ArticleReference: Article]
    private let titles: [String: Bilingual]

    /// `titles` names each regulation by the identifier of its profile.
    init(articles: [Article], titles: [String: Bilingual]) {
        byReference = Dictionary(articles.map { ($0.reference, $0) }) { first, _ in first }
        self.titles = titles
    }

    func article(_ reference: ArticleReference) -> Article? { byReference[reference] }

    /// The regulation's own title; its identifier where the book does not hold it.
    func title(_ regulation: String) -> Bilingual {
        titles[regulation] ?? Bilingual(regulation, regulation)
    }

    func cited(_ reference: ArticleReference) -> Problem.Cited? {
        let article = article(reference)
        return Problem.Cited(
            reference: reference.description, regulation: title(reference.regulation).zh,
            label: article?.label ?? reference.article, text: article?.text ?? "")
    }
}
