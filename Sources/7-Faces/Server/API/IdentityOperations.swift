import Foundation
import HTTPTypes
import Hummingbird
import Parties
import Platform
import Regulation

/// Sessions of people and tokens of systems (身份与令牌接口).
struct IdentityOperations: Sendable {
    let platform: Platform
    let settings: ServerSettings

    var all: [Operation] { [signIn, signOut, me, token] }

    private var signIn: Operation {
        Operation(
            .post, "/api/v1/session", "signIn", Bilingual("人员登录,取得会话令牌", "Sign a person in"), tag: .identity,
            security: .open, body: .json(SignInInput.schema), answer: .json(SessionOutput.schema, status: .created),
            errors: [PartiesCodes.signInFailed, PartiesCodes.signInLocked, PartiesCodes.signInBusy]
        ) { call in
            let input = try await call.decode(SignInInput.self)
            let session = try await platform.parties.signIn(
                account: input.account, password: input.password,
                origin: call.context.origin(call.request, settings: settings))
            return Answers.json(
                SessionOutput(
                    token: session.token, expiresAt: session.expiresAt.iso8601, person: ActorOutput(session.actor)),
                status: .created)
        }
    }

    private var signOut: Operation {
        Operation(
            .delete, "/api/v1/session", "signOut", Bilingual("结束本次会话", "End this session"), tag: .identity,
            security: .person, answer: .none
        ) { call in
            let bearer = call.request.headers[.authorization].flatMap(CallerDoor.bearer)
            if let token = bearer ?? CookieJar(call.request)[.session] { try await platform.parties.signOut(token) }
            return Answers.noContent
        }
    }

    private var me: Operation {
        Operation(
            .get, "/api/v1/me", "readMe", Bilingual("当前调用者", "Who calls"), tag: .identity, security: .any,
            answer: .json(ActorOutput.schema)
        ) { call in Answers.json(ActorOutput(try call.actor)) }
    }

    private var token: Operation {
        Operation(
            .post, "/api/v1/token", "issueToken",
            Bilingual("系统以密钥换取访问令牌(OAuth 2 client_credentials)", "A system's token for its key"), tag: .identity,
            security: .open, body: .formOrJSON(TokenInput.schema), answer: .json(TokenOutput.schema),
            errors: [
                PartiesCodes.keyRefused, PartiesCodes.keyRevoked, PartiesCodes.keyExpired,
                PartiesCodes.systemSuspended, PartiesCodes.keyLocked,
            ]
        ) { call in
            let input = try await Self.tokenInput(call)
            guard input.grant_type == nil || input.grant_type == "client_credentials" else {
                throw Refusal(
                    ServerCodes.invalidField, detail: Bilingual("只能是 client_credentials", "client_credentials only"),
                    field: "grant_type")
            }
            let issued = try await platform.parties.issueToken(
                keyID: input.client_id, secret: input.client_secret,
                origin: call.context.origin(call.request, settings: settings))
            let left = issued.expiresAt.milliseconds - platform.surroundings.now().milliseconds
            return Answers.json(
                TokenOutput(access_token: issued.token, token_type: "Bearer", expires_in: max(0, left / 1000)))
        }
    }

    /// As OAuth 2 writes it: a form, with the key perhaps in a Basic header; or the same as JSON.
    private static func tokenInput(_ call: Call) async throws -> TokenInput {
        guard MediaTypeCheck.stated(call.request) == "application/x-www-form-urlencoded" else {
            return try await call.decode(TokenInput.self)
        }
        let form = try await call.form()
        var (id, secret) = (form.exact("client_id"), form.exact("client_secret"))
        if let header = call.request.headers[.authorization], header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6)))
        {
            let sides = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1).map(String.init)
            if sides.count == 2 { (id, secret) = (sides[0], sides[1]) }
        }
        let type = form.has("grant_type") ? form["grant_type"] : nil
        return TokenInput(grant_type: type, client_id: id, client_secret: secret)
    }
}

struct SignInInput: Decodable, Described {
    let account: String
    let password: String

    static let schema = Schema.object([
        .init("account", Bilingual("账号", "Account"), .text(256, min: 1)),
        .init("password", Bilingual("密码", "Password"), .text(256, min: 1)),
    ])
}

struct SessionOutput: Encodable, Described {
    let token: String
    let expiresAt: String
    let person: ActorOutput

    static let schema = Schema.object([
        .init("token", Bilingual("会话令牌,放入 Authorization: Bearer", "Session token, sent as bearer"), .text(128)),
        .init("expiresAt", Bilingual("最迟失效时间", "Ends at the latest"), .instant),
        .init("person", Bilingual("登录人员", "Who signed in"), ActorOutput.schema),
    ])
}

struct ActorOutput: Encodable, Described {
    let id: String
    let kind: String
    let name: String
    let body: String
    let bodyName: String
    let roles: [String]

    init(_ actor: Actor) {
        id = actor.id
        name = actor.displayName
        body = actor.body.id
        bodyName = actor.body.name
        roles = actor.roles.sorted()
        switch actor.identity {
        case .person: kind = "person"
        case .system: kind = "system"
        }
    }

    static let schema = Schema.named(
        "Actor", Bilingual("操作人", "Who acts"),
        .object([
            Shapes.id(), .init("kind", Bilingual("人员或系统", "Person or system"), .oneOf(["person", "system"])),
            .init("name", Bilingual("名称", "Name"), .text(100)),
            .init("body", Bilingual("单位编号", "Body"), .text(64)),
            .init("bodyName", Bilingual("单位名称", "Name of the body"), .text(100)),
            Shapes.list("roles", Bilingual("岗位", "Roles"), of: .text(64), max: 100),
        ]))
}

struct TokenInput: Decodable, Described {
    let grant_type: String?
    let client_id: String
    let client_secret: String

    static let schema = Schema.object([
        .init("grant_type", Bilingual("固定为 client_credentials", "client_credentials"), .text(64), optional: true),
        .init("client_id", Bilingual("密钥编号", "Key id"), .text(64, min: 1)),
        .init("client_secret", Bilingual("密钥", "Secret of the key"), .text(256, min: 1)),
    ])
}

struct TokenOutput: Encodable, Described {
    let access_token: String
    let token_type: String
    /// In seconds.
    let expires_in: Int64

    static let schema = Schema.object([
        .init("access_token", Bilingual("访问令牌", "Token"), .text(4096)),
        .init("token_type", Bilingual("类型", "Type"), .oneOf(["Bearer"])),
        .init("expires_in", Bilingual("有效秒数", "Seconds left"), .count),
    ])
}
