import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Parties
import Platform
import TestCity
import Testing

@testable import Server

/// A test city with its server (服务中的测试城市): everything is asked for by HTTP.
struct City: Sendable {
    let test: TestCity
    let client: any TestClientProtocol
    let operations: [Server.Operation]
    let book: OpenAPIDocument

    var platform: Platform { test.platform }
    var clock: TestClock { test.clock }

    /// Runs `body` against a fresh city on `engine` under `profile`.
    static func run(
        _ engine: TestEngine = .sqlite, profile: String = "zhuzhou-2020",
        settings: ServerSettings = ServerSettings(), live: Bool = false,
        _ body: @escaping @Sendable (City) async throws -> Void
    ) async throws {
        let test = try await TestCity.open(engine, profile: profile)
        do {
            let server = try ServerApplication(platform: test.platform, settings: settings)
            let operations = server.operations
            var logger = Logger(label: "journey")
            logger.logLevel = .critical
            let app = Application(responder: server.responder(), logger: logger)
            try await app.test(live ? .live : .router) { client in
                try await body(
                    City(
                        test: test, client: client, operations: operations,
                        book: OpenAPIDocument(operations: operations)))
            }
        } catch {
            await test.close()
            throw error
        }
        await test.close()
    }

    /// The session token of an account.
    func signIn(_ account: String) async throws -> String {
        let reply = try await call(
            "signIn", json: ["account": .string(account), "password": .string(TestCity.password)])
        return try reply["token"].text
    }

    /// Sends one request to an operation and holds the answer to what its description promises.
    @discardableResult
    func call(
        _ id: String, _ path: [String: String] = [:], query: [String: String] = [:], json: JSON? = nil,
        bytes: [UInt8]? = nil, headers: HTTPFields = [:], token: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        let operation = try #require(operations.first { $0.id == id }, sourceLocation: sourceLocation)
        var uri = operation.path
        for (name, value) in path {
            uri = uri.replacing("{\(name)}", with: name == "tile" ? value : Self.encoded(value))
        }
        if !query.isEmpty {
            uri += "?" + query.map { "\($0.key)=\(Self.encoded($0.value))" }.sorted().joined(separator: "&")
        }
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        var body = bytes.map { ByteBuffer(bytes: $0) }
        if let json {
            headers[.contentType] = "application/json"
            body = ByteBuffer(bytes: try JSONEncoder().encode(json))
        }
        let reply = try await send(operation.method, uri, headers: headers, body: body)
        try hold(reply, to: operation, sourceLocation)
        return reply
    }

    /// One request as it is, held to nothing.
    func send(
        _ method: HTTPRequest.Method, _ uri: String, headers: HTTPFields = [:], body: ByteBuffer? = nil
    ) async throws -> Reply {
        let response = try await client.executeRequest(uri: uri, method: method, headers: headers, body: body)
        return Reply(
            status: response.status.code, headers: response.headers,
            body: Data(response.body.readableBytesView))
    }

    private func hold(_ reply: Reply, to operation: Server.Operation, _ place: SourceLocation) throws {
        guard reply.status < 400 else {
            #expect(reply.headers[.contentType] == "application/problem+json", sourceLocation: place)
            try reply.check(Problem.schemaBody, place)
            let documented = book.errors(of: operation).map(\.name)
            let code = try reply["code"].text
            #expect(
                documented.contains(code), "\(operation.id) does not document \(code)", sourceLocation: place)
            return
        }
        switch operation.answer {
        case .json(let schema, let status):
            #expect(reply.status == status.code, "\(operation.id)", sourceLocation: place)
            try reply.check(schema, place)
        case .bytes(let type):
            #expect(reply.status == 200, sourceLocation: place)
            #expect(reply.headers[.contentType]?.hasPrefix(type) == true, sourceLocation: place)
        case .none:
            #expect(reply.status == 204, sourceLocation: place)
            #expect(reply.body.isEmpty, sourceLocation: place)
        }
    }

    static func encoded(_ text: String) -> String { Visit.encoded(text) }
}
