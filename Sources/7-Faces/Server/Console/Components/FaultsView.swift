import Regulation

/// Why a form was not accepted (错误汇总): every reason, a link to its field, the article and the way to mend it.
struct FaultsView {
    let points: [Point]

    struct Point {
        let text: String
        let remedy: String
        let code: String
        /// The field's address on the page; nil where the reason is about no field.
        var fieldHref: String?
        var citation: CitationView?
    }

    init(_ reasons: [Reason], book: ArticleBook, language: Language) {
        points = reasons.prefix(100).map { reason in
            Point(
                text: Self.text(reason, language), remedy: reason.code.remedy[language],
                code: reason.code.name, fieldHref: reason.field.map { "#f-\($0)" },
                citation: reason.article.map { CitationView($0, book: book, language: language) })
        }
    }

    static func text(_ reason: Reason, _ language: Language) -> String {
        guard let detail = reason.detail else { return reason.code.title[language] }
        return language == .chinese
            ? "\(reason.code.title.zh)：\(detail.zh)" : "\(reason.code.title.en): \(detail.en)"
    }

    /// What to write at `field`.
    static func error(at field: String, _ reasons: [Reason], _ language: Language) -> String? {
        reasons.first { $0.field == field }.map { reason in
            reason.detail?[language] ?? reason.code.title[language]
        }
    }
}
