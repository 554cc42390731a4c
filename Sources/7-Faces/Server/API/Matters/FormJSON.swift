import Regulation

/// A procedure that is opened with a form (可办理的程序).
struct FormJSON: Codable, Described {
    let procedure: ProcedureJSON
    let about: String
    let fields: [Field]
    /// Whether the reader may open it.
    let mayOpen: Bool

    /// One field.
    struct Field: Codable {
        let id: String
        let label: Bilingual
        let kind: String
        let isRequired: Bool
        let isAmendable: Bool
        let limit: Int
        let article: CitationJSON?
        let options: [Option]
    }

    /// One answer of a choice.
    struct Option: Codable {
        let id: String
        let label: Bilingual
    }

    init(_ procedure: Procedure, mayOpen: Bool, _ book: ArticleBook) {
        self.procedure = ProcedureJSON(procedure)
        about = procedure.about.rawValue
        fields = procedure.form.map { field in
            Field(
                id: field.id, label: field.label, kind: field.kind.rawValue, isRequired: field.isRequired,
                isAmendable: field.isAmendable, limit: field.limit,
                article: field.article.map { CitationJSON($0, book) },
                options: field.options.map { Option(id: $0.id, label: $0.label) })
        }
        self.mayOpen = mayOpen
    }

    static let schema = Schema.named(
        "Form", Bilingual("程序及其表单", "A procedure with its form"),
        .object([
            .init("procedure", Bilingual("程序", "Procedure"), ProcedureJSON.schema),
            .init("about", Bilingual("办理对象的种类", "What it is about"), .oneOf(Procedure.About.self)),
            .init(
                "fields", Bilingual("表单项", "Fields"),
                .array(
                    .object([
                        .init("id", Bilingual("标识", "Id"), .text(100)),
                        .init("label", Bilingual("名称", "Label"), Bilingual.schema),
                        .init("kind", Bilingual("类型", "Kind"), .oneOf(FormField.Kind.self)),
                        .init("isRequired", Bilingual("是否必填", "Whether it is required"), .boolean),
                        .init(
                            "isAmendable", Bilingual("审核时可否另行确定", "Whether a reviewer may settle it"),
                            .boolean),
                        .init("limit", Bilingual("字数或项数上限", "Characters or entries at the most"), .count),
                        .init(
                            "article", Bilingual("所依据的条文", "The article that asks for it"),
                            CitationJSON.schema, optional: true),
                        .init(
                            "options", Bilingual("选项", "Options"),
                            .array(
                                .object([
                                    .init("id", Bilingual("标识", "Id"), .text(100)),
                                    .init("label", Bilingual("名称", "Label"), Bilingual.schema),
                                ]), max: 40)),
                    ]), max: 40)),
            .init("mayOpen", Bilingual("您可否提交", "Whether you may open it"), .boolean),
        ]))
}

/// Every procedure with a form (程序列表).
struct FormListJSON: Codable, Described {
    let procedures: [FormJSON]

    static let schema = Schema.object([
        .init("procedures", Bilingual("程序", "Procedures"), .array(FormJSON.schema, max: 500))
    ])
}
