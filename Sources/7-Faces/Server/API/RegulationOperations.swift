import HTTPTypes
import Hummingbird
import Platform
import Regulation

/// The regulation in force, for programs (规则档案接口).
struct RegulationOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [profile] }

    private var profile: Operation {
        Operation(
            .get, "/api/v1/profile", "readProfile", Bilingual("现行规则档案", "The regulation profile in force"),
            tag: .regulation, security: .open, answer: .json(ProfileOutput.schema)
        ) { _ in Answers.json(ProfileOutput(platform.profile)) }
    }
}

struct ProfileOutput: Encodable, Described {
    let id: String
    let title: Bilingual
    let document: String
    let version: String
    let division: String
    let from: LocalDate?
    let until: LocalDate?
    let sharingTypes: [Kind]
    let openingTypes: [Kind]
    let procedures: [Line]
    let deadlines: [Line]
    let roles: [Kind]
    let articles: [Words]

    struct Kind: Encodable {
        let id: String
        let word: Bilingual
        let article: String?
    }

    struct Line: Encodable {
        let id: String
        let text: Bilingual
        let articles: [String]
    }

    struct Words: Encodable {
        let reference: String
        let label: String
        let heading: Bilingual
        let text: String
    }

    init(_ profile: Profile) {
        id = profile.id
        title = profile.title
        document = profile.document
        version = profile.version
        division = profile.jurisdiction.division
        from = profile.validity.from
        until = profile.validity.until
        sharingTypes = profile.sharingTypes.map {
            Kind(id: $0.id.rawValue, word: $0.word, article: $0.article.description)
        }
        openingTypes = profile.openingTypes.map {
            Kind(id: $0.id.rawValue, word: $0.word, article: $0.article.description)
        }
        procedures = profile.procedures.values.sorted { $0.id < $1.id }.map {
            Line(id: $0.id, text: $0.name, articles: $0.articles.map(\.description))
        }
        deadlines = profile.deadlines.sorted { $0.key < $1.key }.map {
            Line(id: $0.key, text: $0.value.text, articles: [$0.value.article.description])
        }
        roles = profile.roles.map { Kind(id: $0.id, word: $0.name, article: $0.article?.description) }
        articles = profile.articles.map {
            Words(reference: $0.reference.description, label: $0.label, heading: $0.heading, text: $0.text)
        }
    }

    private static let words = Schema.object([
        .init("zh", Bilingual("中文", "Chinese"), .text()), .init("en", Bilingual("英文", "English"), .text()),
    ])

    private static func kinds(_ name: String, _ about: Bilingual) -> Schema.Member {
        Shapes.list(
            name, about,
            of: .object([
                Shapes.id(), .init("word", Bilingual("用语", "Word"), words),
                .init("article", Bilingual("依据", "Article"), .text(100), optional: true),
            ]), max: 200)
    }

    private static func lines(_ name: String, _ about: Bilingual) -> Schema.Member {
        Shapes.list(
            name, about,
            of: .object([
                Shapes.id(), .init("text", Bilingual("内容", "Text"), words),
                Shapes.list("articles", Bilingual("依据", "Articles"), of: .text(100), max: 50),
            ]), max: 500)
    }

    static let schema = Schema.named(
        "Profile", Bilingual("规则档案", "Regulation profile"),
        .object([
            Shapes.id(), .init("title", Bilingual("名称", "Title"), words),
            .init("document", Bilingual("文号", "Document number"), .text(100)),
            .init("version", Bilingual("版本(SHA-256)", "Version"), .text(64)),
            .init("division", Bilingual("行政区划", "Division"), .text(12)),
            .init("from", Bilingual("施行日", "First day"), .date, optional: true),
            .init("until", Bilingual("失效日", "Last day"), .date, optional: true),
            kinds("sharingTypes", Bilingual("共享类型", "Sharing types")),
            kinds("openingTypes", Bilingual("开放类型", "Opening types")),
            lines("procedures", Bilingual("办理程序", "Procedures")), lines("deadlines", Bilingual("时限", "Time limits")),
            kinds("roles", Bilingual("岗位", "Roles")),
            Shapes.list(
                "articles", Bilingual("条文", "Articles"),
                of: .object([
                    .init("reference", Bilingual("条款编号", "Reference"), .text(100)),
                    .init("label", Bilingual("条", "Label"), .text(100)),
                    .init("heading", Bilingual("标题", "Heading"), words),
                    .init("text", Bilingual("条文", "Words"), .text(20_000)),
                ]), max: 1000),
        ]))
}
