import Hummingbird
import Parties
import Regulation

/// An information system (信息系统).
struct SystemJSON: Codable, Described {
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
        "System", Bilingual("信息系统", "An information system"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("name", Bilingual("名称", "Name"), .text(200)),
            .init("body", Bilingual("单位编号", "Id of the body"), .id),
            .init("isActive", Bilingual("是否在用", "Whether it may call"), .boolean),
            .init(
                "filing", Bilingual("等级保护备案编号", "Number of its security filing"), .text(64), optional: true),
        ]))
}

/// Information systems of a body (信息系统): kept by its system staff and by administrators.
extension API {
    var systemOperations: [Operation] { [listSystems, addSystem, changeSystem] }

    static let systemID = Operation.Parameter.path(
        "system", Bilingual("系统编号", "Id of the system"), .text(64, min: 1))

    private struct SystemsJSON: Encodable {
        let systems: [SystemJSON]

        static let schema = Schema.object([
            .init("systems", Bilingual("信息系统", "Systems"), .array(SystemJSON.schema, max: Parties.listMax))
        ])
    }

    private struct AddJSON: Decodable {
        let name: String
        let filing: String?

        static let schema = Schema.object([
            .init("name", Bilingual("名称", "Name"), .text(200)),
            .init(
                "filing", Bilingual("等级保护备案编号", "Number of its security filing"), .text(200), optional: true),
        ])
    }

    private struct ChangeJSON: Decodable {
        let isActive: Bool

        static let schema = Schema.object([
            .init("isActive", Bilingual("停用或恢复", "Suspend or resume"), .boolean)
        ])
    }

    private var listSystems: Operation {
        Operation(
            .get, "/api/v1/bodies/{body}/systems", "listSystems", Bilingual("单位的信息系统", "Systems of a body"),
            tag: .parties, security: .person, parameters: [Self.bodyID], answer: .json(SystemsJSON.schema),
            errors: [PartiesCodes.systemStaffOnly]
        ) { call in
            let actor = try call.actor
            let body = try call.required("body")
            // Whoever may apply for data chooses among the systems of their own body.
            if actor.body.id != body { try platform.parties.mayKeepSystems(of: body, actor).orThrow() }
            let systems = try await platform.parties.systems(of: body)
            return Answers.json(SystemsJSON(systems: systems.map(SystemJSON.init)))
        }
    }

    private var addSystem: Operation {
        Operation(
            .post, "/api/v1/bodies/{body}/systems", "addSystem", Bilingual("登记信息系统", "Register a system"),
            tag: .parties, security: .person, parameters: [Self.bodyID], body: .json(AddJSON.schema),
            answer: .json(SystemJSON.schema, status: .created),
            errors: [
                PartiesCodes.systemStaffOnly, PartiesCodes.nameMalformed, PartiesCodes.filingMalformed,
                PartiesCodes.systemNameTaken, PartiesCodes.bodyNotFound, PartiesCodes.bodyInactive,
            ]
        ) { call in
            let given = try await call.decode(AddJSON.self)
            let system = try await platform.parties.addSystem(
                name: given.name, body: try call.required("body"), filing: given.filing, by: try call.actor)
            return Answers.json(SystemJSON(system), status: .created)
        }
    }

    private var changeSystem: Operation {
        Operation(
            .patch, "/api/v1/systems/{system}", "changeSystem",
            Bilingual("停用或恢复信息系统，立即生效", "Suspend or resume a system, at once"),
            tag: .parties, security: .person, parameters: [Self.systemID], body: .json(ChangeJSON.schema),
            answer: .json(SystemJSON.schema),
            errors: [PartiesCodes.systemStaffOnly, PartiesCodes.systemNotFound]
        ) { call in
            let change = try await call.decode(ChangeJSON.self)
            let actor = try call.actor
            let id = try call.required("system")
            let system =
                change.isActive
                ? try await platform.parties.resumeSystem(id, by: actor)
                : try await platform.parties.suspendSystem(id, by: actor)
            return Answers.json(SystemJSON(system))
        }
    }
}
