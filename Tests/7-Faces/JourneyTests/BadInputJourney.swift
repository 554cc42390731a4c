import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Bad input by HTTP")
struct BadInputJourney {
    /// A body that is no good for any operation that takes JSON.
    static let bodies: [(what: String, code: String, bytes: [UInt8])] = [
        ("nothing", "malformed-json", []),
        ("half an object", "malformed-json", Array("{\"a\":".utf8)),
        ("two values", "malformed-json", Array("{} {}".utf8)),
        ("no UTF-8", "malformed-json", [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]),
        ("GBK", "malformed-json", [0x7B, 0x22, 0xD0, 0xD5, 0xC3, 0xFB, 0x22, 0x3A, 0x31, 0x7D]),
        ("UTF-16", "malformed-json", [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]),
        ("a NUL", "malformed-json", Array("{\"a\":\"\0\"}".utf8)),
        ("an array", "invalid-field", Array("[]".utf8)),
        ("a text", "invalid-field", Array("\"a\"".utf8)),
        ("an unknown field", "invalid-field", Array("{\"no_such_field\":1}".utf8)),
        ("ten thousand brackets", "malformed-json", Array(String(repeating: "[", count: 10_000).utf8)),
    ]

    @Test(
        "Every operation refuses a body that is not of its form, with a stable code, and lives on",
        arguments: bodies.indices)
    func malformed(index: Int) async throws {
        let (what, code, bytes) = Self.bodies[index]
        try await City.run { city in
            let callers = try await Callers(city)
            for operation in city.operations where operation.takesJSON {
                // A client that proves itself by HTTP Basic may send the token endpoint no body at all.
                if bytes.isEmpty, case .formOrJSON = operation.body { continue }
                let reply = try await city.send(
                    operation.method, DescriptionJourney.address(operation),
                    headers: callers.headers(operation),
                    body: ByteBuffer(bytes: bytes))
                #expect(reply.status == 400, "\(operation.id): \(what): \(reply.status)")
                #expect(reply.code == code, "\(operation.id): \(what)")
            }
        }
    }

    @Test("An oversize body is refused with 413 and another media type with 415")
    func sizes() async throws {
        try await City.run(settings: ServerSettings(jsonBytesMax: 1_000)) { city in
            let callers = try await Callers(city)
            for operation in city.operations where operation.takesJSON {
                var headers = callers.headers(operation)
                let large = ByteBuffer(string: "{\"a\":\"" + String(repeating: "x", count: 2_000) + "\"}")
                let reply = try await city.send(
                    operation.method, DescriptionJourney.address(operation), headers: headers, body: large)
                #expect(reply.status == 413, "\(operation.id)")
                headers[.contentType] = "application/xml"
                let xml = try await city.send(
                    operation.method, DescriptionJourney.address(operation), headers: headers,
                    body: ByteBuffer(string: "<a/>"))
                #expect(xml.status == 415, "\(operation.id)")
            }
        }
    }

    /// Texts that mean something to a database, a shell, a page or a path.
    static let hostile = [
        "'; DROP TABLE entry; --", "' OR '1'='1", "\" OR 1=1 --", "1); DELETE FROM body; --", "%_%",
        "../../../etc/passwd",
        "<script>alert(1)</script>", "${jndi:ldap://x}", "\u{202E}\u{0}\u{FFFF}".replacing("\u{0}", with: ""),
        "𠮷🚀",
    ]

    @Test(
        "Hostile texts in every text of every operation are data or refused: no fault, nothing lost",
        arguments: TestEngine.available)
    func hostileTexts(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let shared = try await city.shared()
            let callers = try await Callers(city)
            for text in Self.hostile {
                for operation in city.operations {
                    var body: ByteBuffer?
                    if let schema = operation.schema {
                        body = ByteBuffer(bytes: try JSONEncoder().encode(schema.sample(text)))
                    }
                    var address = operation.path
                    for name in operation.parameters.filter({ $0.place == .path }).map(\.name) {
                        address = address.replacing("{\(name)}", with: City.encoded(text))
                    }
                    let query = operation.parameters.filter { $0.place == .query }
                        .map { "\($0.name)=\(City.encoded(text))" }.joined(separator: "&")
                    for uri in [address, DescriptionJourney.address(operation) + "?" + query] {
                        let reply = try await city.send(
                            operation.method, uri, headers: callers.headers(operation), body: body)
                        #expect(reply.status < 500, "\(operation.id) \(text): \(reply.text)")
                        if reply.status >= 400 { #expect(!reply.code.isEmpty, "\(operation.id)") }
                    }
                }
            }
            // Everything that was there is still there.
            let token = try await city.token(shared.key, shared.secret)
            let answer = try await city.query(
                shared, ["key": ["id_number": "11010519491231002X"]], token: token)
            #expect(try answer["found"].bool)
            let bodies = try await city.call("listBodies", token: try await city.signIn("authority.auditor"))
            #expect(try bodies["bodies"].list.count == 7)
        }
    }

    @Test(
        "Tricks with the path lead nowhere",
        arguments: [
            "/api/v1/entries/..%2f..%2f..%2fetc%2fpasswd", "/api/v1/entries/%2e%2e",
            "/assets/..%2f..%2fPackage.swift",
            "/assets/%2e%2e/%2e%2e/Package.swift", "/ledger/tile/0/..%2f..%2fcheckpoint",
            "/ledger/tile/entries/..%2f000",
            "/api/v1/entries/%00", "/api/v1/entries/%ff%fe", "/api/v1/entries/%zz",
            "//api//v1//..//entries//x",
            "/api/v1/profile/articles/%2e%2e%2f", "/intake/v1/deliveries/..%2f..%2fproblems.csv",
        ])
    func paths(path: String) async throws {
        try await City.run { city in
            var headers = HTTPFields()
            headers[.authorization] = "Bearer \(try await city.signIn("authority.auditor"))"
            let reply = try await city.send(.get, path, headers: headers)
            #expect((400..<500).contains(reply.status), "\(reply.status)")
            #expect(!reply.text.contains("root:") && !reply.text.contains("swift-tools-version"))
        }
    }

    @Test("A token that is garbage, of no signature, expired or somebody else's is refused")
    func tokens() async throws {
        try await City.run { city in
            let shared = try await city.shared()
            let ask: JSON = ["key": ["id_number": "11010519491231002X"]]
            func base64(_ text: String) -> String {
                Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-")
                    .replacing("/", with: "_")
            }
            let parts = shared.token.split(separator: ".").map(String.init)
            let forged = [
                "garbage", "a.b.c", "..", String(repeating: "x", count: 5_000) + ".a.b",
                base64(#"{"alg":"none","typ":"JWT"}"#) + ".\(parts[1]).",
                base64(#"{"alg":"HS256","typ":"JWT"}"#) + ".\(parts[1]).\(parts[2])",
                "\(parts[0]).\(parts[1]).\(parts[2].reversed().map(String.init).joined())",
                "\(parts[0]).\(base64(#"{"sub":"x"}"#)).\(parts[2])",
            ]
            for token in forged {
                let reply = try await city.query(shared, ask, token: token)
                #expect(reply.status == 401, "\(token.prefix(40))")
            }
            #expect(try await city.query(shared, ask).status == 200)
            city.clock.advance(seconds: 16 * 60)
            let late = try await city.query(shared, ask)
            #expect(late.code == "token-expired")
        }
    }

    @Test("A cookie proves nothing to the interface without the token of its page")
    func cookies() async throws {
        try await City.run { city in
            let session = try await city.signIn("police.data-staff")
            var headers = HTTPFields()
            headers[.cookie] = "yuanliu-session=\(session)"
            headers[.contentType] = "application/json"
            let body = ByteBuffer(bytes: try JSONEncoder().encode(City.persons))
            let bare = try await city.send(.post, "/api/v1/entries", headers: headers, body: body)
            #expect(bare.status == 403)
            #expect(bare.code == "csrf-invalid")
            headers[HeaderNames.secFetchSite] = "cross-site"
            let foreign = try await city.send(.post, "/api/v1/entries", headers: headers, body: body)
            #expect(foreign.status == 403)
            let entries = try await city.call(
                "searchEntries", query: ["state": "draft"], token: try await city.signIn("police.data-staff"))
            #expect(try entries["total"].int == 0)
        }
    }

    @Test("What is not there is not found, and a wrong method is told the right ones")
    func missing() async throws {
        try await City.run { city in
            let shared = try await city.shared()
            let unknown = try await city.call(
                "query", ["entry": "101001/999999"], json: ["key": ["id_number": "11010519491231002X"]],
                token: shared.token)
            #expect(unknown.code == "entry-not-found")
            let token = try await city.signIn("social.data-staff")
            #expect(
                try await city.call("readCase", ["case": "nothing"], token: token).code == "case-not-found")
            #expect(
                try await city.call("readGrant", ["grant": "nothing"], token: token).code == "grant-not-found"
            )
            let filter = try await city.send(
                .get, "/api/v1/entries?nosuch=1", headers: [.authorization: "Bearer \(token)"])
            #expect(filter.code == "invalid-field")
            #expect(try await city.send(.delete, "/api/v1/entries").status == 405)
            #expect(try await city.send(.get, "/api/v1/nothing").code == "no-such-page")
        }
    }
}

/// A caller for every kind of operation.
private struct Callers {
    let person: String
    let system: String

    init(_ city: City) async throws {
        person = try await city.signIn("police.data-staff")
        let (_, key) = try await city.test.system(
            of: "police.system-staff", name: "警务系统\(UInt64.random(in: 0...999_999))")
        system = try await city.token(key.id, key.secret)
    }

    func headers(_ operation: Server.Operation) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentType] = "application/json"
        switch operation.security {
        case .open: break
        case .system: headers[.authorization] = "Bearer \(system)"
        case .person, .any: headers[.authorization] = "Bearer \(person)"
        }
        return headers
    }
}

extension Server.Operation {
    fileprivate var schema: Schema? {
        switch body {
        case .json(let schema), .formOrJSON(let schema): schema
        case .none, .bytes: nil
        }
    }

    fileprivate var takesJSON: Bool { schema != nil }
}

extension Schema {
    /// A value of this form with `text` wherever a free text goes.
    fileprivate func sample(_ text: String) -> JSON {
        switch self {
        case .string(let bounds):
            if let first = bounds.values.first { return .string(first) }
            if bounds.format == "date" { return "2026-12-31" }
            return .string(String(text.prefix(bounds.lengthMax)))
        case .integer(let range): return .int(max(range.lowerBound, min(1, range.upperBound)))
        case .number: return .double(1)
        case .boolean: return true
        case .anything: return .string(text)
        case .array(let element, _): return [element.sample(text)]
        case .map(let element, _): return .object([text: element.sample(text)])
        case .nullable(let inner), .named(_, _, let inner): return inner.sample(text)
        case .object(let members):
            return .object(
                Dictionary(members.map { ($0.name, $0.schema.sample(text)) }) { first, _ in first })
        }
    }
}
