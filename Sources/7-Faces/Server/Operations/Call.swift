import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Parties
import Regulation

/// One call of an operation (调用): the request with its parameters already checked.
struct Call: Sendable {
    let operation: Operation
    let request: Request
    let context: ServerContext
    let settings: ServerSettings
    /// Who calls; nil only for operations open to anybody.
    let caller: Caller?
    private let values: [String: String]

    init(
        _ operation: Operation, request: Request, context: ServerContext, settings: ServerSettings,
        caller: Caller?, values: [String: String]
    ) {
        self.operation = operation
        self.request = request
        self.context = context
        self.settings = settings
        self.caller = caller
        self.values = values
    }

    /// Who calls; throws where nobody has proved who asks.
    var actor: Actor {
        get throws(Refusal) {
            guard let caller else { throw Refusal(ServerCodes.signInRequired) }
            return caller.actor
        }
    }

    /// The system that calls.
    var principal: SystemPrincipal {
        get throws(Refusal) {
            guard case .system(let principal) = caller else { throw Refusal(ServerCodes.wrongFace) }
            return principal
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// A parameter of the path.
    func required(_ name: String) throws(Refusal) -> String {
        guard let value = values[name], !value.isEmpty else {
            throw Refusal(
                ServerCodes.invalidField, detail: Bilingual("缺少该参数", "The parameter is missing"),
                field: name)
        }
        return value
    }

    /// The body as a form.
    func form() async throws -> Form {
        let reader = BodyReader(bytesMax: settings.jsonBytesMax, secondsMax: settings.bodySecondsMax)
        return try Form(urlEncoded: try await reader.collect(request).readableBytesView)
    }

    func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

    /// The JSON body, held against the operation's own schema.
    func decode<T: Decodable>(_ type: T.Type) async throws -> T {
        let schema: Schema
        switch operation.body {
        case .json(let stated), .formOrJSON(let stated): schema = stated
        case .none, .bytes: throw Refusal(ServerCodes.malformedJSON)
        }
        try MediaTypeCheck.json(request)
        let reader = BodyReader(bytesMax: settings.jsonBytesMax, secondsMax: settings.bodySecondsMax)
        let data = Data(try await reader.collect(request).readableBytesView)
        return try SchemaReading(schema: schema).decode(type, from: data)
    }

    /// The bytes of the body as they come, within the bounds of a delivery.
    func bytes() throws(Refusal) -> BoundedBody {
        try BodyReader(bytesMax: settings.deliveryBytesMax, secondsMax: settings.deliverySecondsMax)
            .stream(request)
    }
}

/// Refuses bodies whose stated type is another than expected.
enum MediaTypeCheck {
    static func json(_ request: Request) throws(Refusal) {
        guard request.headers[.contentType] != "application/json", let type = stated(request) else { return }
        guard type == "application/json" else {
            throw Refusal(
                ServerCodes.unsupportedMediaType,
                detail: Bilingual("应为 application/json", "application/json is expected"))
        }
    }

    /// The media type without its parameters, in lower case.
    static func stated(_ request: Request) -> String? {
        guard let header = request.headers[.contentType] else { return nil }
        let type = header.prefix { $0 != ";" }
        return type.trimmingCharacters(in: .whitespaces).lowercased()
    }
}
