import Hummingbird
import Parties
import Regulation

/// Bodies (单位): read by everybody who is known, kept by administrators.
extension API {
    var bodyOperations: [Operation] { [listBodies, readBody, addBody, changeBody] }

    static let bodyID = Operation.Parameter.path(
        "body", Bilingual("单位编号", "Id of the body"), .text(64, min: 1))

    private struct AddJSON: Decodable {
        let name: String
        let creditCode: String
        let kind: String
        let division: String
        let level: String

        static let schema = Schema.object([
            .init("name", Bilingual("名称", "Name"), .text(200)),
            .init("creditCode", Bilingual("统一社会信用代码", "Unified social credit code"), .text(64)),
            .init("kind", Bilingual("类别", "Kind"), .oneOf(Body.Kind.self)),
            .init("division", Bilingual("行政区划代码", "Division code"), .text(64)),
            .init("level", Bilingual("行政层级", "Level"), .oneOf(AdministrativeLevel.self)),
        ])
    }

    private struct ChangeJSON: Decodable {
        let name: String?
        let isActive: Bool?

        static let schema = Schema.object([
            .init("name", Bilingual("新名称", "New name"), .text(200), optional: true),
            .init("isActive", Bilingual("停用或恢复", "Deactivate or reactivate"), .boolean, optional: true),
        ])
    }

    private var listBodies: Operation {
        Operation(
            .get, "/api/v1/bodies", "listBodies", Bilingual("单位列表", "List bodies"), tag: .parties,
            security: .any,
            parameters: [
                .query("kind", Bilingual("类别", "Kind"), .oneOf(Body.Kind.self)),
                .query("division", Bilingual("行政区划代码", "Division code"), .text(9)),
                .query("level", Bilingual("行政层级", "Level"), .oneOf(AdministrativeLevel.self)),
                .query("inactive", Bilingual("包括已停用的", "With those that are not active"), .boolean),
                .query(
                    "after", Bilingual("上一页最后一个单位的编号", "Id of the last one of the page before"), .text(64)),
                .limit(max: Parties.listMax),
            ],
            answer: .json(BodyListJSON.schema)
        ) { call in
            let bodies = try await platform.parties.bodies(
                kind: call.word("kind", as: Body.Kind.self), division: call["division"],
                level: call.word("level", as: AdministrativeLevel.self),
                activeOnly: call["inactive"] != "true",
                after: call["after"] ?? "", limit: call.integer("limit") ?? 200)
            return Answers.json(BodyListJSON(bodies: bodies.map(BodyJSON.init)))
        }
    }

    private var readBody: Operation {
        Operation(
            .get, "/api/v1/bodies/{body}", "readBody", Bilingual("查看单位", "Read a body"), tag: .parties,
            security: .any, parameters: [Self.bodyID], answer: .json(BodyJSON.schema),
            errors: [PartiesCodes.bodyNotFound]
        ) { call in
            Answers.json(BodyJSON(try await platform.parties.body(try call.required("body"))))
        }
    }

    private var addBody: Operation {
        Operation(
            .post, "/api/v1/bodies", "addBody", Bilingual("登记单位", "Register a body"), tag: .parties,
            security: .person, body: .json(AddJSON.schema), answer: .json(BodyJSON.schema, status: .created),
            errors: [
                PartiesCodes.administratorOnly, PartiesCodes.nameMalformed, PartiesCodes.creditCodeInvalid,
                PartiesCodes.creditCodeTaken, PartiesCodes.divisionMalformed,
            ]
        ) { call in
            let given = try await call.decode(AddJSON.self)
            guard let kind = Body.Kind(rawValue: given.kind),
                let level = AdministrativeLevel(rawValue: given.level)
            else { throw Refusal(ServerCodes.invalidField) }
            let body = try await platform.parties.addBody(
                name: given.name, creditCode: given.creditCode, kind: kind, division: given.division,
                level: level, by: try call.actor)
            return Answers.json(BodyJSON(body), status: .created)
        }
    }

    private var changeBody: Operation {
        Operation(
            .patch, "/api/v1/bodies/{body}", "changeBody",
            Bilingual("更名、停用或恢复单位", "Rename, deactivate or reactivate a body"),
            tag: .parties, security: .person, parameters: [Self.bodyID], body: .json(ChangeJSON.schema),
            answer: .json(BodyJSON.schema),
            errors: [
                PartiesCodes.administratorOnly, PartiesCodes.bodyNotFound, PartiesCodes.nameMalformed,
                PartiesCodes.lastAdministrator,
            ]
        ) { call in
            let change = try await call.decode(ChangeJSON.self)
            let actor = try call.actor
            let parties = platform.parties
            let id = try call.required("body")
            if let name = change.name { _ = try await parties.renameBody(id, to: name, by: actor) }
            switch change.isActive {
            case true: try await parties.reactivateBody(id, by: actor)
            case false: try await parties.deactivateBody(id, by: actor)
            case nil: break
            }
            return Answers.json(BodyJSON(try await parties.body(id)))
        }
    }
}
