import Hummingbird
import Parties
import Regulation

/// Access keys of systems (访问密钥): a secret is shown once, when it is made.
extension API {
    var keyOperations: [Operation] { [listKeys, createKey, revokeKey] }

    private struct KeysJSON: Encodable {
        let keys: [Line]

        struct Line: Encodable {
            let id: String
            let createdAt: String
            let expiresAt: String?
            let revokedAt: String?
            let isValid: Bool
        }

        static let schema = Schema.object([
            .init(
                "keys", Bilingual("密钥，新的在前", "Keys, newest first"),
                .array(
                    .object([
                        .init("id", Bilingual("编号", "Id"), .id),
                        .init("createdAt", Bilingual("签发时间", "Made at"), .instant),
                        .init("expiresAt", Bilingual("有效期至", "Expires at"), .instant, optional: true),
                        .init("revokedAt", Bilingual("撤销时间", "Revoked at"), .instant, optional: true),
                        .init("isValid", Bilingual("是否有效", "Whether it is valid"), .boolean),
                    ]), max: Parties.listMax))
        ])
    }

    private struct CreateJSON: Decodable {
        let expires: String?

        static let schema = Schema.object([
            .init("expires", Bilingual("有效期的最后一日", "Last day on which it is valid"), .date, optional: true)
        ])
    }

    private struct IssuedJSON: Encodable {
        let id: String
        let secret: String
        let expiresAt: String?

        static let schema = Schema.object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("secret", Bilingual("密钥，只显示这一次", "The secret, shown this once"), .text(64)),
            .init("expiresAt", Bilingual("有效期至", "Expires at"), .instant, optional: true),
        ])
    }

    private var listKeys: Operation {
        Operation(
            .get, "/api/v1/systems/{system}/keys", "listKeys", Bilingual("系统的访问密钥", "Keys of a system"),
            tag: .parties,
            security: .person, parameters: [Self.systemID], answer: .json(KeysJSON.schema),
            errors: [PartiesCodes.systemStaffOnly, PartiesCodes.systemNotFound]
        ) { call in
            let id = try call.required("system")
            guard let system = try await platform.parties.system(id) else {
                throw Refusal(PartiesCodes.systemNotFound, field: "system")
            }
            try platform.parties.mayKeepSystems(of: system.body, try call.actor).orThrow()
            let now = platform.surroundings.now()
            let keys = try await platform.parties.keys(of: id)
            return Answers.json(
                KeysJSON(
                    keys: keys.map { key in
                        KeysJSON.Line(
                            id: key.id, createdAt: key.createdAt.iso8601, expiresAt: key.expiresAt?.iso8601,
                            revokedAt: key.revokedAt?.iso8601, isValid: key.isValid(at: now))
                    }))
        }
    }

    private var createKey: Operation {
        Operation(
            .post, "/api/v1/systems/{system}/keys", "createKey",
            Bilingual("签发访问密钥，密钥只显示一次", "Make a key; its secret is shown once"),
            tag: .parties, security: .person, parameters: [Self.systemID], body: .json(CreateJSON.schema),
            answer: .json(IssuedJSON.schema, status: .created),
            errors: [
                PartiesCodes.systemStaffOnly, PartiesCodes.systemNotFound, PartiesCodes.systemSuspended,
                PartiesCodes.keysTooMany, PartiesCodes.keyExpiryPast,
            ]
        ) { call in
            let given = try await call.decode(CreateJSON.self)
            // Valid to the end of that day, by the clock of the regulation's place.
            let expires = given.expires.flatMap { LocalDate($0) }?.adding(days: 1)
                .start(offsetSeconds: platform.profile.utcOffsetSeconds)
            let key = try await platform.parties.createKey(
                system: try call.required("system"), expires: expires, by: try call.actor)
            return Answers.json(
                IssuedJSON(id: key.id, secret: key.secret, expiresAt: key.expiresAt?.iso8601),
                status: .created)
        }
    }

    private var revokeKey: Operation {
        Operation(
            .delete, "/api/v1/keys/{key}", "revokeKey",
            Bilingual("撤销访问密钥及其全部令牌", "Revoke a key and every token of it"),
            tag: .parties, security: .person,
            parameters: [.path("key", Bilingual("密钥编号", "Id of the key"), .text(64, min: 1))], answer: .none,
            errors: [PartiesCodes.systemStaffOnly, PartiesCodes.keyNotFound]
        ) { call in
            try await platform.parties.revokeKey(try call.required("key"), by: try call.actor)
            return Answers.noContent
        }
    }
}
