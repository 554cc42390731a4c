import Parties
import Regulation

/// The OpenAPI 3.1 document of a list of operations (接口文档).
struct OpenAPIDocument {
    let operations: [Operation]
    /// Codes that any operation may answer with.
    static let commonErrors: [ReasonCode] = [
        ServerCodes.invalidField, ServerCodes.methodNotAllowed, ServerCodes.storeUnavailable,
        ServerCodes.platformFault,
    ]

    var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "源流公共数据平台接口 Yuanliu API", "version": "1",
                "description": "目录、归集、共享交换与台账的接口。Interfaces of catalogue, intake, exchange and ledger.",
            ],
            "tags": .array(
                Operation.Tag.allCases.filter { tag in operations.contains { $0.tag == tag } }.map { tag in
                    ["name": .string(tag.rawValue), "description": .string(tag.title.both)]
                }),
            "paths": paths,
            "components": [
                "schemas": schemas,
                "securitySchemes": [
                    "personSession": [
                        "type": "http", "scheme": "bearer",
                        "description": "人员会话 A person's session (POST /api/v1/session)",
                    ],
                    "systemToken": [
                        "type": "oauth2",
                        "flows": ["clientCredentials": ["tokenUrl": "/api/v1/token", "scopes": [:]]],
                    ],
                ],
            ],
        ]
    }

    private var paths: JSON {
        var paths: [String: [String: JSON]] = [:]
        for operation in operations {
            paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = describe(operation)
        }
        return .object(paths.mapValues { .object($0) })
    }

    private func describe(_ operation: Operation) -> JSON {
        var members: [String: JSON] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary.both),
            "tags": [.string(operation.tag.rawValue)],
            "security": security(operation.security),
            "responses": responses(operation),
        ]
        if !operation.parameters.isEmpty {
            members["parameters"] = .array(
                operation.parameters.map { parameter in
                    [
                        "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
                        "required": .bool(parameter.isRequired), "schema": parameter.schema.openAPI,
                        "description": .string(parameter.about.both),
                    ]
                })
        }
        if let body = body(operation.body) { members["requestBody"] = body }
        return .object(members)
    }

    private func security(_ security: Operation.Security) -> JSON {
        switch security {
        case .open: []
        case .person: [["personSession": []]]
        case .system: [["systemToken": []]]
        case .any: [["personSession": []], ["systemToken": []]]
        }
    }

    private func body(_ body: Operation.Body) -> JSON? {
        switch body {
        case .none: nil
        case .json(let schema):
            ["required": true, "content": ["application/json": ["schema": schema.openAPI]]]
        case .formOrJSON(let schema):
            [
                "required": true,
                "content": [
                    "application/json": ["schema": schema.openAPI],
                    "application/x-www-form-urlencoded": ["schema": schema.openAPI],
                ],
            ]
        case .bytes(let type): ["required": true, "content": .object([type: [:]])]
        }
    }

    private func responses(_ operation: Operation) -> JSON {
        var responses: [String: JSON] = [:]
        switch operation.answer {
        case .json(let schema, let status):
            responses["\(status.code)"] = [
                "description": "成功 Success", "content": ["application/json": ["schema": schema.openAPI]],
            ]
        case .bytes(let type):
            responses["200"] = ["description": "成功 Success", "content": .object([type: [:]])]
        case .none: responses["204"] = ["description": "成功 Success"]
        }
        for (status, codes) in Dictionary(
            grouping: errors(of: operation), by: { Failure.status(of: $0).code })
        {
            let list = codes.map { "`\($0.name)` \($0.title.zh)" }.sorted().joined(separator: ";")
            responses["\(status)"] = [
                "description": .string(list),
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
        }
        return .object(responses)
    }

    /// Everything that an operation may refuse with.
    func errors(of operation: Operation) -> [ReasonCode] {
        var codes = operation.errors + Self.commonErrors
        if operation.security != .open {
            // A token may come to a person's operation too, and a browser's cookie to a system's.
            codes += [
                ServerCodes.signInRequired, ServerCodes.wrongFace, PartiesCodes.tokenInvalid,
                PartiesCodes.tokenExpired, PartiesCodes.tokenRevoked,
                PartiesCodes.csrfInvalid, ServerCodes.formExpired,
            ]
        }
        switch operation.body {
        case .none: break
        case .json, .formOrJSON:
            codes += [
                ServerCodes.malformedJSON, ServerCodes.bodyTooLarge, ServerCodes.bodyTooSlow,
                ServerCodes.unsupportedMediaType,
            ]
        case .bytes: codes += [ServerCodes.bodyTooLarge, ServerCodes.bodyTooSlow, ServerCodes.bodyCutShort]
        }
        var seen: Set<ReasonCode> = []
        return codes.filter { seen.insert($0).inserted }
    }

    private var schemas: JSON {
        var schemas: [String: JSON] = ["Problem": Problem.schemaBody.openAPI]
        for operation in operations {
            var parts: [(name: String, about: Bilingual, schema: Schema)] = []
            switch operation.body {
            case .json(let schema), .formOrJSON(let schema): parts += schema.namedParts
            case .none, .bytes: break
            }
            if case .json(let schema, _) = operation.answer { parts += schema.namedParts }
            for part in parts {
                guard case .object(var members) = part.schema.openAPI else { continue }
                members["description"] = .string(part.about.both)
                schemas[part.name] = .object(members)
            }
        }
        return .object(schemas)
    }
}

extension Bilingual {
    /// Both languages in one line, Chinese first.
    var both: String { "\(zh) \(en)" }
}
