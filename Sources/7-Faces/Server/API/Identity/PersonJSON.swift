import Parties
import Regulation

/// Who acts, as the interface shows it (当前身份).
struct ActorJSON: Codable, Described {
    let id: String
    /// `person` or `system`.
    let kind: String
    /// The account of a person.
    let account: String?
    let name: String
    let body: BodyJSON
    let roles: [String]

    init(_ actor: Actor) {
        id = actor.id
        switch actor.identity {
        case .person(let person):
            kind = "person"
            account = person.account
        case .system:
            kind = "system"
            account = nil
        }
        name = actor.displayName
        body = BodyJSON(actor.body)
        roles = actor.roles.sorted()
    }

    static let schema = Schema.named(
        "Actor", Bilingual("当前身份", "Who acts"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("kind", Bilingual("人员或系统", "Person or system"), .oneOf(["person", "system"])),
            .init("account", Bilingual("账号", "Account"), .text(64), optional: true),
            .init("name", Bilingual("名称", "Name"), .text(200)),
            .init("body", Bilingual("单位", "Body"), BodyJSON.schema),
            .init("roles", Bilingual("岗位", "Roles"), .array(.text(64), max: 100)),
        ]))
}

/// A session just opened (新会话).
struct SessionJSON: Codable, Described {
    let token: String
    let expiresAt: String
    let actor: ActorJSON

    static let schema = Schema.object([
        .init(
            "token", Bilingual("会话令牌，放入 Authorization: Bearer", "Session token for Authorization: Bearer"),
            .text(128)),
        .init("expiresAt", Bilingual("最迟失效时间", "Ends at the latest"), .instant),
        .init("actor", Bilingual("当前身份", "Who acts"), ActorJSON.schema),
    ])
}

/// What a person signs in with (登录信息).
struct SignInJSON: Codable, Described {
    let account: String
    let password: String

    static let schema = Schema.object([
        .init("account", Bilingual("账号", "Account"), .text(64, min: 1)),
        .init("password", Bilingual("口令", "Password"), .text(256, min: 1)),
    ])
}
