import HTTPTypes
import Hummingbird
import Parties
import Platform
import Regulation

/// Bodies, people, systems and keys (主体接口).
struct PartyOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [bodies, addBody, addPerson, systems, addSystem, createKey, revokeKey] }

    private static let bodyParameter = Operation.Parameter.path("body", Bilingual("单位编号", "Body"))

    private var bodies: Operation {
        Operation(
            .get, "/api/v1/bodies", "listBodies", Bilingual("单位", "Bodies"), tag: .parties, security: .person,
            parameters: [.query("after", Bilingual("上一页最后一个编号", "Last id of the page before"), .text(64))],
            answer: .json(BodyListOutput.schema)
        ) { call in
            let found = try await platform.parties.bodies(activeOnly: false, after: call["after"] ?? "")
            return Answers.json(BodyListOutput(bodies: found))
        }
    }

    private var addBody: Operation {
        Operation(
            .post, "/api/v1/bodies", "addBody", Bilingual("登记单位", "Register a body"), tag: .parties,
            security: .person, body: .json(BodyInput.schema), answer: .json(BodyShape.schema, status: .created),
            errors: [
                PartiesCodes.administratorOnly, PartiesCodes.nameMalformed, PartiesCodes.creditCodeInvalid,
                PartiesCodes.creditCodeTaken,
            ]
        ) { call in
            let input = try await call.decode(BodyInput.self)
            let body = try await platform.parties.addBody(
                name: input.name, creditCode: input.creditCode, kind: input.kind, division: input.division,
                level: input.level, by: call.actor)
            return Answers.json(body, status: .created)
        }
    }

    private var addPerson: Operation {
        Operation(
            .post, "/api/v1/bodies/{body}/people", "addPerson", Bilingual("登记人员", "Register a person"), tag: .parties,
            security: .person, parameters: [Self.bodyParameter], body: .json(PersonInput.schema),
            answer: .json(PersonOutput.schema, status: .created),
            errors: [PartiesCodes.administratorOnly, PartiesCodes.accountTaken, PartiesCodes.bodyNotFound]
        ) { call in
            let input = try await call.decode(PersonInput.self)
            let person = try await platform.parties.addPerson(
                account: input.account, name: input.name, body: call.required("body"), roles: Set(input.roles),
                password: input.password, by: call.actor)
            return Answers.json(PersonOutput(person), status: .created)
        }
    }

    private var systems: Operation {
        Operation(
            .get, "/api/v1/systems", "listSystems", Bilingual("本单位的信息系统", "Systems of one's own body"), tag: .parties,
            security: .person, answer: .json(SystemListOutput.schema)
        ) { call in
            let found = try await platform.parties.systems(of: call.actor.body.id)
            return Answers.json(SystemListOutput(systems: found.map(SystemOutput.init)))
        }
    }

    private var addSystem: Operation {
        Operation(
            .post, "/api/v1/systems", "addSystem", Bilingual("登记本单位的信息系统", "Register a system of one's own body"),
            tag: .parties, security: .person, body: .json(SystemInput.schema),
            answer: .json(SystemOutput.schema, status: .created),
            errors: [PartiesCodes.systemStaffOnly, PartiesCodes.systemNameTaken, PartiesCodes.nameMalformed]
        ) { call in
            let input = try await call.decode(SystemInput.self)
            let system = try await platform.parties.addSystem(
                name: input.name, body: call.actor.body.id, filing: input.filing, by: call.actor)
            return Answers.json(SystemOutput(system), status: .created)
        }
    }

    private var createKey: Operation {
        Operation(
            .post, "/api/v1/systems/{system}/keys", "createKey", Bilingual("签发访问密钥,仅此一次显示", "Make a key, shown once"),
            tag: .parties, security: .person, parameters: [.path("system", Bilingual("系统编号", "System"))],
            body: .json(KeyInput.schema), answer: .json(KeyOutput.schema, status: .created),
            errors: [
                PartiesCodes.systemStaffOnly, PartiesCodes.systemNotFound, PartiesCodes.systemSuspended,
                PartiesCodes.keysTooMany, PartiesCodes.keyExpiryPast,
            ]
        ) { call in
            let input = try await call.decode(KeyInput.self)
            let expires = input.expires?.adding(days: 1).start(offsetSeconds: platform.profile.utcOffsetSeconds)
            let key = try await platform.parties.createKey(
                system: call.required("system"), expires: expires, by: call.actor)
            return Answers.json(
                KeyOutput(id: key.id, secret: key.secret, expiresAt: key.expiresAt?.iso8601), status: .created)
        }
    }

    private var revokeKey: Operation {
        Operation(
            .delete, "/api/v1/keys/{key}", "revokeKey", Bilingual("撤销访问密钥", "Revoke a key"), tag: .parties,
            security: .person, parameters: [.path("key", Bilingual("密钥编号", "Key"))], answer: .none,
            errors: [PartiesCodes.systemStaffOnly, PartiesCodes.keyNotFound]
        ) { call in
            try await platform.parties.revokeKey(call.required("key"), by: call.actor)
            return Answers.noContent
        }
    }
}
