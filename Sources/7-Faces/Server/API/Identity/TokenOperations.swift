import Hummingbird
import Parties
import Regulation

/// Tokens of systems (令牌).
extension API {
    var tokenOperations: [Operation] { [issueToken, revokeToken] }

    private var issueToken: Operation {
        Operation(
            .post, "/api/v1/token", "issueToken",
            Bilingual("系统以访问密钥换取短期令牌", "A system exchanges its key for a short-lived token"), tag: .identity,
            security: .open, body: .formOrJSON(TokenRequest.schema), answer: .json(TokenJSON.schema),
            errors: [
                PartiesCodes.keyRefused, PartiesCodes.keyRevoked, PartiesCodes.keyExpired,
                PartiesCodes.keyLocked, PartiesCodes.systemSuspended,
            ]
        ) { call in
            let (key, secret) = try await TokenRequest.read(call)
            let token = try await platform.parties.issueToken(keyID: key, secret: secret, origin: call.origin)
            let left = token.expiresAt.milliseconds - platform.surroundings.now().milliseconds
            return Answers.json(
                TokenJSON(accessToken: token.token, tokenType: "Bearer", expiresIn: max(0, left / 1000)))
        }
    }

    private var revokeToken: Operation {
        Operation(
            .post, "/api/v1/token/revoke", "revokeToken",
            Bilingual("撤销一个令牌", "End a token at once"), tag: .identity, security: .any,
            body: .formOrJSON(RevocationJSON.schema), answer: .none,
            errors: [PartiesCodes.systemStaffOnly]
        ) { call in
            let given = try await call.formOrJSON(RevocationJSON.self, schema: RevocationJSON.schema)
            let principal = try await platform.parties.verify(given.token)
            try await platform.parties.revokeToken(principal, by: try call.actor)
            return Answers.noContent
        }
    }
}
