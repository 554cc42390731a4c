import Regulation

extension Bilingual: Described {
    static var schema: Schema {
        .named(
            "Bilingual", Bilingual("双语文本", "A text in both languages"),
            .object([
                .init("zh", Bilingual("中文", "Chinese"), .text(20_000)),
                .init("en", Bilingual("英文", "English"), .text(20_000)),
            ]))
    }
}

/// An article with its own words, as answers cite it (条文引用).
struct CitationJSON: Codable, Described {
    let reference: String
    let regulation: Bilingual
    let label: String
    let text: String

    init(_ reference: ArticleReference, _ book: ArticleBook) {
        let article = book.article(reference)
        self.reference = reference.description
        regulation = book.title(reference.regulation)
        label = article?.label ?? reference.article
        text = article?.text ?? ""
    }

    static let schema = Schema.named(
        "Citation", Bilingual("条文引用", "An article with its words"),
        .object([
            .init(
                "reference", Bilingual("条款编号：规则档案#条号", "Reference: profile#article"),
                .text(100)),
            .init("regulation", Bilingual("文件名称", "Title of the regulation"), Bilingual.schema),
            .init("label", Bilingual("条", "Article"), .text(100)),
            .init("text", Bilingual("条文", "Words of the article"), .text(20_000)),
        ]))
}

/// Something named by its id (名称引用): a body, a system, a person.
struct NamedJSON: Codable, Described {
    let id: String
    let name: String

    static let schema = Schema.named(
        "Named", Bilingual("编号与名称", "An id with its name"),
        .object([
            .init("id", Bilingual("编号", "Id"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(200)),
        ]))
}

/// One reason why something may not be (理由), as answers list it.
struct ReasonJSON: Codable, Described {
    let code: String
    let title: Bilingual
    let detail: Bilingual?
    let field: String?
    let article: CitationJSON?
    let remedy: Bilingual

    init(_ reason: Reason, _ book: ArticleBook) {
        code = reason.code.name
        title = reason.code.title
        detail = reason.detail
        field = reason.field
        article = reason.article.map { CitationJSON($0, book) }
        remedy = reason.code.remedy
    }

    static let schema = Schema.named(
        "Reason", Bilingual("理由", "A reason"),
        .object([
            .init("code", Bilingual("稳定代码", "Stable code"), .text(64)),
            .init("title", Bilingual("名称", "Title"), Bilingual.schema),
            .init("detail", Bilingual("具体说明", "What exactly"), Bilingual.schema, optional: true),
            .init("field", Bilingual("字段", "Field"), .text(), optional: true),
            .init(
                "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema, optional: true),
            .init("remedy", Bilingual("如何处理", "What to do"), Bilingual.schema),
        ]))
}
