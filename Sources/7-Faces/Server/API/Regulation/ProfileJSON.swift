import Regulation

/// A regulation in its outline (规则档案概要).
struct ProfileLineJSON: Codable, Described {
    let id: String
    let title: Bilingual
    let document: String
    let issuer: Bilingual
    let division: String
    let jurisdiction: Bilingual
    let parent: String?
    let validFrom: String?
    let validUntil: String?
    /// Whether a city may run on it: it and its parents pass their check.
    let isUsable: Bool
    let isInForce: Bool

    init(_ profile: Profile, isUsable: Bool, isInForce: Bool) {
        id = profile.id
        title = profile.title
        document = profile.document
        issuer = profile.issuer
        division = profile.jurisdiction.division
        jurisdiction = profile.jurisdiction.name
        parent = profile.parent
        validFrom = profile.validity.from?.description
        validUntil = profile.validity.until?.description
        self.isUsable = isUsable
        self.isInForce = isInForce
    }

    static let schema = Schema.named(
        "ProfileLine", Bilingual("规则档案概要", "A regulation in outline"),
        .object([
            .init("id", Bilingual("编号", "Id"), .text(64)),
            .init("title", Bilingual("名称", "Title"), Bilingual.schema),
            .init("document", Bilingual("文号", "Document number"), .text(200)),
            .init("issuer", Bilingual("发布机关", "Issuer"), Bilingual.schema),
            .init("division", Bilingual("行政区划代码", "Division code"), .text(9)),
            .init("jurisdiction", Bilingual("适用区域", "Where it is in force"), Bilingual.schema),
            .init(
                "parent", Bilingual("上级档案", "The profile that fills what this one leaves open"), .text(64),
                optional: true),
            .init("validFrom", Bilingual("施行日", "First day"), .date, optional: true),
            .init("validUntil", Bilingual("终止日", "Last day"), .date, optional: true),
            .init("isUsable", Bilingual("检查通过，可以施行", "Passes its check"), .boolean),
            .init("isInForce", Bilingual("本平台正在施行", "In force on this platform"), .boolean),
        ]))
}

/// Every regulation at hand (规则档案列表).
struct ProfileListJSON: Codable, Described {
    let profiles: [ProfileLineJSON]

    static let schema = Schema.object([
        .init(
            "profiles", Bilingual("规则档案", "Profiles"),
            .array(ProfileLineJSON.schema, max: ProfileLibrary.filesMax))
    ])
}

/// A word with the article that gives it (用语): a term, a type, a role, a duty or a rule.
struct WordJSON: Codable, Described {
    let id: String
    let word: Bilingual
    let article: String?

    static let schema = Schema.named(
        "Word", Bilingual("用语及其条文", "A word with its article"),
        .object([
            .init("id", Bilingual("标识", "Id"), .text(100)),
            .init("word", Bilingual("用语", "Word"), Bilingual.schema),
            .init("article", Bilingual("条款编号", "Reference of the article"), .text(100), optional: true),
        ]))
}

/// A procedure of the regulation (办理程序).
struct ProcedureJSON: Codable, Described {
    let id: String
    let name: Bilingual
    let articles: [String]
    let openers: [String]
    let steps: [Step]

    /// One step.
    struct Step: Codable {
        let id: String
        let name: Bilingual
        let role: String
        let seat: String
        let levels: [String]
        let acts: [String]
        let article: String
        let deadline: Bilingual?
    }

    init(_ procedure: Procedure) {
        id = procedure.id
        name = procedure.name
        articles = procedure.articles.map(\.description)
        openers = procedure.openers
        steps = procedure.steps.map { step in
            Step(
                id: step.id, name: step.name, role: step.role, seat: step.seat.rawValue,
                levels: step.levels.map(\.rawValue), acts: step.acts.map(\.rawValue),
                article: step.article.description, deadline: step.deadline?.text)
        }
    }

    static let schema = Schema.named(
        "Procedure", Bilingual("办理程序", "A procedure"),
        .object([
            .init("id", Bilingual("标识", "Id"), .text(100)),
            .init("name", Bilingual("名称", "Name"), Bilingual.schema),
            .init("articles", Bilingual("条款", "Articles"), .array(.text(100), max: 100)),
            .init("openers", Bilingual("可提交的岗位", "Roles that may open it"), .array(.text(64), max: 100)),
            .init(
                "steps", Bilingual("环节", "Steps"),
                .array(
                    .object([
                        .init("id", Bilingual("标识", "Id"), .text(100)),
                        .init("name", Bilingual("名称", "Name"), Bilingual.schema),
                        .init("role", Bilingual("岗位", "Role"), .text(64)),
                        .init("seat", Bilingual("办理主体", "Whose people act"), .oneOf(Procedure.Seat.self)),
                        .init(
                            "levels", Bilingual("适用层级", "Levels"),
                            .array(.oneOf(AdministrativeLevel.self), max: 10)),
                        .init("acts", Bilingual("办理方式", "Acts"), .array(.oneOf(Procedure.Act.self), max: 5)),
                        .init("article", Bilingual("条款", "Article"), .text(100)),
                        .init("deadline", Bilingual("期限", "Time limit"), Bilingual.schema, optional: true),
                    ]), max: 100)),
        ]))
}

/// One article (条文).
struct ArticleJSON: Codable, Described {
    let reference: String
    let label: String
    let heading: Bilingual
    let text: String

    init(_ article: Article) {
        reference = article.reference.description
        label = article.label
        heading = article.heading
        text = article.text
    }

    static let schema = Schema.named(
        "Article", Bilingual("条文", "An article"),
        .object([
            .init("reference", Bilingual("条款编号", "Reference"), .text(100)),
            .init("label", Bilingual("条", "Article"), .text(100)),
            .init("heading", Bilingual("标题", "Heading"), Bilingual.schema),
            .init("text", Bilingual("条文", "Its words"), .text(20_000)),
        ]))
}
