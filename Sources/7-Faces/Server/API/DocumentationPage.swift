import HTTPTypes
import Hummingbird
import Regulation

/// `/api/openapi.json` and `/api/docs` (接口文档页): both from the operations themselves.
struct DocumentationPage: Sendable {
    let operations: [Operation]
    /// Every code of every module.
    let codes: [ReasonCode]
    let shelf: PageShelf
    let frame: @Sendable (Request) -> PageFrame

    func register(on router: Router<ServerContext>) {
        let document = Answers.json(OpenAPIDocument(operations: operations).json)
        router.get("api/openapi.json") { _, _ in document }
        router.get("api/docs") { request, _ in
            let frame = frame(request)
            return Answers.html(
                shelf.render("api-docs", frame: frame, model: model(frame.language)))
        }
    }

    private func model(_ language: Language) -> Model {
        let document = OpenAPIDocument(operations: operations)
        return Model(
            groups: Operation.Tag.allCases.compactMap { tag in
                let members = operations.filter { $0.tag == tag }
                guard !members.isEmpty else { return nil }
                return Model.Group(
                    anchor: "tag-\(tag.rawValue)", title: tag.title[language],
                    operations: members.map { Self.entry($0, document, language) })
            },
            codes: codes.sorted { $0.name < $1.name }.map { code in
                Model.Code(
                    anchor: "code-\(code.name)", name: code.name, status: Failure.status(of: code).code,
                    title: code.title[language], remedy: code.remedy[language])
            })
    }

    private static func entry(_ operation: Operation, _ document: OpenAPIDocument, _ language: Language)
        -> Model.Entry
    {
        var fields: [Model.Field] = operation.parameters.map { parameter in
            Model.Field(
                name: parameter.name, place: parameter.place.rawValue, type: parameter.schema.typeName,
                about: parameter.about[language], isRequired: parameter.isRequired)
        }
        switch operation.body {
        case .json(let schema), .formOrJSON(let schema): fields += schema.fields("", language)
        case .bytes(let type):
            fields.append(Model.Field(name: type, place: "body", type: "bytes", about: "", isRequired: true))
        case .none: break
        }
        return Model.Entry(
            anchor: "operation-\(operation.id)", method: operation.method.rawValue, path: operation.path,
            summary: operation.summary[language], security: operation.security.rawValue, fields: fields,
            hasFields: !fields.isEmpty,
            errors: document.errors(of: operation).map { .init(name: $0.name, href: "#code-\($0.name)") })
    }

    /// What the page shows.
    struct Model {
        let groups: [Group]
        let codes: [Code]

        struct Group {
            let anchor: String
            let title: String
            let operations: [Entry]
        }

        struct Entry {
            let anchor: String
            let method: String
            let path: String
            let summary: String
            let security: String
            let fields: [Field]
            let hasFields: Bool
            let errors: [ErrorLink]
        }

        struct Field {
            let name: String
            let place: String
            let type: String
            let about: String
            let isRequired: Bool
        }

        struct ErrorLink {
            let name: String
            let href: String
        }

        struct Code {
            let anchor: String
            let name: String
            let status: Int
            let title: String
            let remedy: String
        }
    }
}

extension Schema {
    /// `string`, `array of object`, …, for people.
    var typeName: String {
        switch self {
        case .string(let text):
            text.format ?? (text.values.isEmpty ? "string" : text.values.joined(separator: " | "))
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .anything: "any"
        case .array(let element, _): "[\(element.typeName)]"
        case .object: "object"
        case .map(let element, _): "{name: \(element.typeName)}"
        case .nullable(let inner): "\(inner.typeName) | null"
        case .named(_, _, let inner): inner.typeName
        }
    }

    /// The members of a body, nested ones by their path.
    func fields(_ path: String, _ language: Language) -> [DocumentationPage.Model.Field] {
        switch self {
        case .named(_, _, let inner), .nullable(let inner): inner.fields(path, language)
        case .array(let element, _): element.fields(path + "[]", language)
        case .object(let members):
            members.flatMap { member in
                let place = path.isEmpty ? member.name : "\(path).\(member.name)"
                return [
                    DocumentationPage.Model.Field(
                        name: place, place: "body", type: member.schema.typeName,
                        about: member.about[language], isRequired: member.isRequired)
                ] + member.schema.fields(place, language)
            }
        default: []
        }
    }
}
