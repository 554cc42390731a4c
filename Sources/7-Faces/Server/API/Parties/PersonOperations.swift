import Hummingbird
import Parties
import Regulation

/// People and their roles (人员): kept by administrators, listed to their own body.
extension API {
    var personOperations: [Operation] { [listPeople, addPerson, changePerson, setPassword] }

    private static let personID = Operation.Parameter.path(
        "person", Bilingual("人员编号", "Id of the person"), .text(64, min: 1))

    private struct PersonJSON: Encodable {
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
            "Person", Bilingual("人员", "A person"),
            .object([
                .init("id", Bilingual("编号", "Id"), .id),
                .init("account", Bilingual("账号", "Account"), .text(64)),
                .init("name", Bilingual("姓名", "Name"), .text(200)),
                .init("body", Bilingual("单位编号", "Id of the body"), .id),
                .init("roles", Bilingual("岗位", "Roles"), .array(.text(64), max: 100)),
                .init("isActive", Bilingual("是否在用", "Whether the account is active"), .boolean),
            ]))
    }

    private struct PeopleJSON: Encodable {
        let people: [PersonJSON]

        static let schema = Schema.object([
            .init("people", Bilingual("人员", "People"), .array(PersonJSON.schema, max: Parties.listMax))
        ])
    }

    private struct AddJSON: Decodable {
        let account: String
        let name: String
        let roles: [String]
        let password: String?

        static let schema = Schema.object([
            .init("account", Bilingual("账号", "Account"), .text(64)),
            .init("name", Bilingual("姓名", "Name"), .text(200)),
            .init("roles", Bilingual("岗位", "Roles"), .array(.text(64), max: 100)),
            .init("password", Bilingual("初始口令", "First password"), .text(1_000), optional: true),
        ])
    }

    private struct ChangeJSON: Decodable {
        let roles: [String]?
        let isActive: Bool?

        static let schema = Schema.object([
            .init("roles", Bilingual("全部岗位", "Every role"), .array(.text(64), max: 100), optional: true),
            .init("isActive", Bilingual("停用或恢复", "Deactivate or reactivate"), .boolean, optional: true),
        ])
    }

    private struct PasswordJSON: Decodable {
        let password: String

        static let schema = Schema.object([
            .init("password", Bilingual("新口令", "New password"), .text(1_000, min: 1))
        ])
    }

    private static let passwordErrors = [
        PartiesCodes.passwordTooShort, PartiesCodes.passwordTooLong, PartiesCodes.passwordIsAccount,
        PartiesCodes.passwordTooSimple,
    ]

    private var listPeople: Operation {
        Operation(
            .get, "/api/v1/bodies/{body}/people", "listPeople", Bilingual("单位的人员", "People of a body"),
            tag: .parties,
            security: .person, parameters: [Self.bodyID], answer: .json(PeopleJSON.schema),
            errors: [PartiesCodes.administratorOnly]
        ) { call in
            let actor = try call.actor
            let body = try call.required("body")
            if actor.body.id != body { try platform.parties.mayAdminister(actor).orThrow() }
            let people = try await platform.parties.people(in: body)
            return Answers.json(PeopleJSON(people: people.map(PersonJSON.init)))
        }
    }

    private var addPerson: Operation {
        Operation(
            .post, "/api/v1/bodies/{body}/people", "addPerson", Bilingual("登记人员", "Register a person"),
            tag: .parties,
            security: .person, parameters: [Self.bodyID], body: .json(AddJSON.schema),
            answer: .json(PersonJSON.schema, status: .created),
            errors: Self.passwordErrors + [
                PartiesCodes.administratorOnly, PartiesCodes.accountMalformed, PartiesCodes.accountTaken,
                PartiesCodes.nameMalformed, PartiesCodes.roleUnknown, PartiesCodes.bodyNotFound,
                PartiesCodes.bodyInactive,
            ]
        ) { call in
            let given = try await call.decode(AddJSON.self)
            let person = try await platform.parties.addPerson(
                account: given.account, name: given.name, body: try call.required("body"),
                roles: Set(given.roles),
                password: given.password, by: try call.actor)
            return Answers.json(PersonJSON(person), status: .created)
        }
    }

    private var changePerson: Operation {
        Operation(
            .patch, "/api/v1/people/{person}", "changePerson",
            Bilingual("调整岗位、停用或恢复人员", "Change roles, deactivate or reactivate a person"),
            tag: .parties, security: .person, parameters: [Self.personID], body: .json(ChangeJSON.schema),
            answer: .json(PersonJSON.schema),
            errors: [
                PartiesCodes.administratorOnly, PartiesCodes.personNotFound, PartiesCodes.roleUnknown,
                PartiesCodes.lastAdministrator,
            ]
        ) { call in
            let change = try await call.decode(ChangeJSON.self)
            let actor = try call.actor
            let parties = platform.parties
            let id = try call.required("person")
            try parties.mayAdminister(actor).orThrow()
            if let roles = change.roles { try await parties.changeRoles(of: id, to: Set(roles), by: actor) }
            switch change.isActive {
            case true: try await parties.reactivatePerson(id, by: actor)
            case false: try await parties.deactivatePerson(id, by: actor)
            case nil: break
            }
            guard let person = try await parties.person(id) else {
                throw Refusal(PartiesCodes.personNotFound, field: "person")
            }
            return Answers.json(PersonJSON(person))
        }
    }

    private var setPassword: Operation {
        Operation(
            .put, "/api/v1/people/{person}/password", "setPassword",
            Bilingual("重设口令，并结束其全部会话", "Set a password and end every session"),
            tag: .parties, security: .person, parameters: [Self.personID], body: .json(PasswordJSON.schema),
            answer: .none,
            errors: Self.passwordErrors + [PartiesCodes.administratorOnly, PartiesCodes.personNotFound]
        ) { call in
            let given = try await call.decode(PasswordJSON.self)
            try await platform.parties.setPassword(
                given.password, of: try call.required("person"), by: try call.actor)
            return Answers.noContent
        }
    }
}
