import Regulation

/// An article cited on a page (条文引用): its label, and its words on demand.
struct CitationView {
    /// `第十八条`.
    let label: String
    let regulation: String
    let heading: String
    /// Empty where the words are not at hand.
    let text: String
    let hasText: Bool
    let href: String

    init(_ reference: ArticleReference, book: ArticleBook, language: Language) {
        let article = book.article(reference)
        label = article?.label ?? reference.article
        regulation = book.title(reference.regulation)[language]
        heading = article?.heading[language] ?? ""
        text = article?.text ?? ""
        hasText = !text.isEmpty
        href = "/console/regulation#\(Self.anchor(reference))"
    }

    static func anchor(_ reference: ArticleReference) -> String {
        "article-\(reference.regulation)-\(reference.article)"
    }
}
