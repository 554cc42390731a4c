import Regulation

/// The regulation in force, in full (规则档案).
struct ProfileJSON: Codable, Described {
    let profile: ProfileLineJSON
    let version: String
    let terms: [WordJSON]
    let sharingTypes: [WordJSON]
    let openingTypes: [WordJSON]
    let sensitivities: [WordJSON]
    let roles: [WordJSON]
    let duties: [WordJSON]
    let rules: [WordJSON]
    let deadlines: [WordJSON]
    let procedures: [ProcedureJSON]
    let gates: [Gate]
    let posts: [Post]
    let articles: [Heading]

    /// What a gate asks of projects.
    struct Gate: Codable {
        let id: String
        let name: Bilingual
        let conditions: [Condition]

        struct Condition: Codable {
            let fact: String
            let demand: Bilingual
            let article: String
            let isDecisive: Bool
        }
    }

    /// A post of the roster.
    struct Post: Codable {
        let role: String
        let articles: [String]
        let change: Bilingual?
    }

    /// An article by its reference and heading; its words are read one by one.
    struct Heading: Codable {
        let reference: String
        let label: String
        let heading: Bilingual
    }

    init(_ profile: Profile, line: ProfileLineJSON) {
        func word(_ id: String, _ word: Bilingual, _ article: ArticleReference?) -> WordJSON {
            WordJSON(id: id, word: word, article: article?.description)
        }
        self.profile = line
        version = profile.version
        terms = TermID.allCases.compactMap { id in
            profile.terms[id].map { word(id.rawValue, $0.word, $0.article) }
        }
        sharingTypes = profile.sharingTypes.map { word($0.id.rawValue, $0.word, $0.article) }
        openingTypes = profile.openingTypes.map { word($0.id.rawValue, $0.word, $0.article) }
        sensitivities = profile.sensitivities.map { word($0.id.rawValue, $0.word, $0.article) }
        roles = profile.roles.map { word($0.id, $0.name, $0.article) }
        duties = profile.duties.map { word($0.id, $0.title, $0.article) }
        rules = RuleID.allCases.compactMap { id in
            profile.rules[id].map { word(id.rawValue, $0.demand, $0.article) }
        }
        deadlines = profile.deadlines.sorted { $0.key < $1.key }.map {
            word($0.key, $0.value.text, $0.value.article)
        }
        procedures = profile.procedures.values.sorted { $0.id < $1.id }.map(ProcedureJSON.init)
        gates = profile.projectGates.map { gate in
            Gate(
                id: gate.id.rawValue, name: gate.name,
                conditions: gate.conditions.map {
                    Gate.Condition(
                        fact: $0.fact.rawValue, demand: $0.demand, article: $0.article.description,
                        isDecisive: $0.isDecisive)
                })
        }
        posts = profile.posts.map {
            Post(role: $0.role, articles: $0.articles.map(\.description), change: $0.change?.text)
        }
        articles = profile.articles.map {
            Heading(reference: $0.reference.description, label: $0.label, heading: $0.heading)
        }
    }

    private static func words(_ name: String, _ about: Bilingual) -> Schema.Member {
        .init(name, about, .array(WordJSON.schema, max: 1_000))
    }

    static let schema = Schema.named(
        "Profile", Bilingual("规则档案", "The regulation in force"),
        .object([
            .init("profile", Bilingual("概要", "In outline"), ProfileLineJSON.schema),
            .init("version", Bilingual("版本（文件 SHA-256）", "Version: SHA-256 of the files"), .text(64)),
            words("terms", Bilingual("用语", "Words")),
            words("sharingTypes", Bilingual("共享类型", "Sharing types")),
            words("openingTypes", Bilingual("开放类型", "Opening types")),
            words("sensitivities", Bilingual("敏感程度", "Sensitivities")),
            words("roles", Bilingual("岗位", "Roles")),
            words("duties", Bilingual("职责", "Duties")),
            words("rules", Bilingual("规则", "Rules")),
            words("deadlines", Bilingual("时限", "Time limits")),
            .init("procedures", Bilingual("程序", "Procedures"), .array(ProcedureJSON.schema, max: 200)),
            .init(
                "gates", Bilingual("项目前置审查", "Gates of projects"),
                .array(
                    .object([
                        .init("id", Bilingual("审查环节", "The gate"), .oneOf(ProjectGate.ID.self)),
                        .init("name", Bilingual("名称", "Name"), Bilingual.schema),
                        .init(
                            "conditions", Bilingual("条件", "Conditions"),
                            .array(
                                .object([
                                    .init(
                                        "fact", Bilingual("核实事项", "What is looked at"),
                                        .oneOf(ProjectGate.Fact.self)),
                                    .init("demand", Bilingual("要求", "Demand"), Bilingual.schema),
                                    .init("article", Bilingual("条款", "Article"), .text(100)),
                                    .init(
                                        "isDecisive", Bilingual("是否必备", "Whether it is necessary"), .boolean),
                                ]), max: 20)),
                    ]), max: 10)),
            .init(
                "posts", Bilingual("名册岗位", "Posts of the roster"),
                .array(
                    .object([
                        .init("role", Bilingual("岗位", "Role"), .text(100)),
                        .init("articles", Bilingual("条款", "Articles"), .array(.text(100), max: 50)),
                        .init(
                            "change", Bilingual("变动报送期限", "By when a change is reported"), Bilingual.schema,
                            optional: true),
                    ]), max: 40)),
            .init(
                "articles", Bilingual("条文目录", "Articles"),
                .array(
                    .object([
                        .init("reference", Bilingual("条款编号", "Reference"), .text(100)),
                        .init("label", Bilingual("条", "Article"), .text(100)),
                        .init("heading", Bilingual("标题", "Heading"), Bilingual.schema),
                    ]), max: 5_000)),
        ]))
}

/// How two regulations differ (规则差异).
struct ProfileDifferenceJSON: Codable, Described {
    let one: ProfileLineJSON
    let other: ProfileLineJSON
    let differences: [Line]

    /// One point.
    struct Line: Codable {
        let topic: String
        let topicName: Bilingual
        let subject: String
        let one: Side
        let other: Side
    }

    /// What one regulation says.
    struct Side: Codable {
        let text: Bilingual
        let articles: [String]

        init(_ side: ProfileDifference.Side) {
            text = side.text
            articles = side.articles.map(\.description)
        }
    }

    init(one: ProfileLineJSON, other: ProfileLineJSON, _ differences: [ProfileDifference]) {
        self.one = one
        self.other = other
        self.differences = differences.map { difference in
            Line(
                topic: difference.topic.rawValue, topicName: difference.topic.name,
                subject: difference.subject,
                one: Side(difference.one), other: Side(difference.other))
        }
    }

    private static let side = Schema.object([
        .init("text", Bilingual("内容", "What it says"), Bilingual.schema),
        .init("articles", Bilingual("条款", "Articles"), .array(.text(100), max: 200)),
    ])

    static let schema = Schema.object([
        .init("one", Bilingual("甲", "The one"), ProfileLineJSON.schema),
        .init("other", Bilingual("乙", "The other"), ProfileLineJSON.schema),
        .init(
            "differences", Bilingual("差异", "Differences"),
            .array(
                .object([
                    .init("topic", Bilingual("类别", "Topic"), .oneOf(ProfileDifference.Topic.self)),
                    .init("topicName", Bilingual("类别名称", "Its name"), Bilingual.schema),
                    .init("subject", Bilingual("对象", "What differs"), .text(200)),
                    .init("one", Bilingual("甲", "The one"), side),
                    .init("other", Bilingual("乙", "The other"), side),
                ]), max: 5_000)),
    ])
}
