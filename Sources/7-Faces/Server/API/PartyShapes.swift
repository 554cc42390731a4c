import Parties
import Regulation

/// A body (单位).
enum BodyShape: Described {
    static let members: [Schema.Member] = [
        .init("name", Bilingual("名称", "Name"), .text(100, min: 1)),
        .init("creditCode", Bilingual("统一社会信用代码", "Unified social credit code"), .text(18)),
        .init("kind", Bilingual("类别", "Kind"), .oneOf(Body.Kind.allCases.map(\.rawValue))),
        .init("division", Bilingual("行政区划", "Division"), .text(12)),
        .init("level", Bilingual("层级", "Level"), .oneOf(AdministrativeLevel.allCases.map(\.rawValue))),
    ]

    static let schema = Schema.named(
        "Body", Bilingual("单位", "Body"),
        .object([Shapes.id()] + members + [.init("isActive", Bilingual("启用", "Active"), .boolean)]))
}

struct BodyInput: Decodable, Described {
    let name: String
    let creditCode: String
    let kind: Body.Kind
    let division: String
    let level: AdministrativeLevel

    static let schema = Schema.object(BodyShape.members)
}

struct BodyListOutput: Encodable, Described {
    let bodies: [Body]

    static let schema = Schema.object([
        Shapes.list("bodies", Bilingual("单位", "Bodies"), of: BodyShape.schema, max: 200)
    ])
}

struct PersonInput: Decodable, Described {
    let account: String
    let name: String
    let roles: [String]
    let password: String?

    static let schema = Schema.object([
        .init("account", Bilingual("账号", "Account"), .text(32, min: 1)),
        .init("name", Bilingual("姓名", "Name"), .text(50, min: 1)),
        Shapes.list("roles", Bilingual("岗位", "Roles"), of: .text(64), max: 100),
        .init("password", Bilingual("初始密码", "First password"), .text(PasswordRules.bytesMax), optional: true),
    ])
}

struct PersonOutput: Encodable, Described {
    let id: String
    let account: String
    let name: String
    let body: String
    let roles: [String]
    let isActive: Bool

    init(_ person: Person) {
        id = person.id
        account = person.account
        name = person.name
        body = person.body
        roles = person.roles.sorted()
        isActive = person.isActive
    }

    static let schema = Schema.named(
        "Person", Bilingual("人员", "Person"),
        .object([
            Shapes.id(), .init("account", Bilingual("账号", "Account"), .text(32)),
            .init("name", Bilingual("姓名", "Name"), .text(50)), .init("body", Bilingual("单位", "Body"), .text(64)),
            Shapes.list("roles", Bilingual("岗位", "Roles"), of: .text(64), max: 100),
            .init("isActive", Bilingual("启用", "Active"), .boolean),
        ]))
}

struct SystemInput: Decodable, Described {
    let name: String
    let filing: String?

    static let schema = Schema.object([
        .init("name", Bilingual("系统名称", "Name"), .text(100, min: 1)),
        .init("filing", Bilingual("等级保护备案编号", "Filing under graded protection"), .text(64), optional: true),
    ])
}

struct SystemOutput: Encodable, Described {
    let id: String
    let name: String
    let body: String
    let isActive: Bool
    let filing: String?

    init(_ system: InformationSystem) {
        id = system.id
        name = system.name
        body = system.body
        isActive = system.isActive
        filing = system.filing
    }

    static let schema = Schema.named(
        "System", Bilingual("信息系统", "Information system"),
        .object([
            Shapes.id(), .init("name", Bilingual("名称", "Name"), .text(100)),
            .init("body", Bilingual("单位", "Body"), .text(64)),
            .init("isActive", Bilingual("启用", "Active"), .boolean),
            .init("filing", Bilingual("等级保护备案编号", "Filing"), .text(64), optional: true),
        ]))
}

struct SystemListOutput: Encodable, Described {
    let systems: [SystemOutput]

    static let schema = Schema.object([
        Shapes.list("systems", Bilingual("系统", "Systems"), of: SystemOutput.schema, max: Parties.listMax)
    ])
}

struct KeyInput: Decodable, Described {
    /// The last day on which it is valid.
    let expires: LocalDate?

    static let schema = Schema.object([
        .init("expires", Bilingual("最后有效日", "Last day of validity"), .date, optional: true)
    ])
}

struct KeyOutput: Encodable, Described {
    let id: String
    let secret: String
    let expiresAt: String?

    static let schema = Schema.object([
        Shapes.id(Bilingual("密钥编号", "Key id")),
        .init("secret", Bilingual("密钥,仅此一次显示", "Secret, shown once"), .text(64)),
        .init("expiresAt", Bilingual("失效时间", "Expires"), .instant, optional: true),
    ])
}
