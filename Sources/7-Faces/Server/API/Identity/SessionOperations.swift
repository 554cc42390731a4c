import Hummingbird
import Parties
import Regulation

/// Signing people in and out (登录).
extension API {
    var sessionOperations: [Operation] { [openSession, closeSession, readSelf] }

    private var openSession: Operation {
        Operation(
            .post, "/api/v1/session", "signIn",
            Bilingual("人员登录，取得会话令牌", "Sign a person in for a session token"),
            tag: .identity, security: .open, body: .json(SignInJSON.schema),
            answer: .json(SessionJSON.schema, status: .created),
            errors: [PartiesCodes.signInFailed, PartiesCodes.signInLocked, PartiesCodes.signInBusy]
        ) { call in
            let given = try await call.decode(SignInJSON.self)
            let session = try await platform.parties.signIn(
                account: given.account, password: given.password, origin: call.origin)
            return Answers.json(
                SessionJSON(
                    token: session.token, expiresAt: session.expiresAt.iso8601,
                    actor: ActorJSON(session.actor)),
                status: .created)
        }
    }

    private var closeSession: Operation {
        Operation(
            .delete, "/api/v1/session", "signOut", Bilingual("退出登录", "End the session"), tag: .identity,
            security: .person, answer: .none, errors: [PartiesCodes.sessionInvalid]
        ) { call in
            let bearer = call.request.headers[.authorization].flatMap(CallerDoor.bearer)
            if let token = bearer ?? CookieJar(call.request)[.session] {
                try await platform.parties.signOut(token)
            }
            return Answers.noContent
        }
    }

    private var readSelf: Operation {
        Operation(
            .get, "/api/v1/me", "readSelf", Bilingual("查看当前身份", "See who you are"), tag: .identity,
            security: .any, answer: .json(ActorJSON.schema)
        ) { call in
            Answers.json(ActorJSON(try call.actor))
        }
    }
}
