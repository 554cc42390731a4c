import Parties
import Regulation

/// A body (单位).
struct BodyJSON: Codable, Described {
    let id: String
    let name: String
    let creditCode: String
    let kind: String
    let division: String
    let level: String
    let isActive: Bool

    init(_ body: Body) {
        id = body.id
        name = body.name
        creditCode = body.creditCode
        kind = body.kind.rawValue
        division = body.division
        level = body.level.rawValue
        isActive = body.isActive
    }

    static let schema = Schema.named(
        "Body", Bilingual("单位", "A body"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("name", Bilingual("名称", "Name"), .text(200)),
            .init("creditCode", Bilingual("统一社会信用代码", "Unified social credit code"), .text(18)),
            .init("kind", Bilingual("类别", "Kind"), .oneOf(Body.Kind.self)),
            .init("division", Bilingual("行政区划代码", "Division code"), .text(9)),
            .init("level", Bilingual("行政层级", "Level"), .oneOf(AdministrativeLevel.self)),
            .init("isActive", Bilingual("是否在用", "Whether it is active"), .boolean),
        ]))
}

/// A list of bodies (单位列表).
struct BodyListJSON: Codable, Described {
    let bodies: [BodyJSON]

    static let schema = Schema.object([
        .init("bodies", Bilingual("单位", "Bodies"), .array(BodyJSON.schema, max: Parties.listMax))
    ])
}
