import Foundation
import HTTPTypes
import NIOCore
import Regulation
import TestCity
import Testing

@testable import Server

@Suite("The description and the doors of the interface")
struct DescriptionJourney {
    @Test("The OpenAPI document names every operation once, and its references lead somewhere")
    func document() async throws {
        try await City.run { city in
            let document = try await city.send(.get, "/api/openapi.json").json
            #expect(try document["openapi"].text == "3.1.0")
            guard case .object(let paths) = try document["paths"] else { return }
            var described: Set<String> = []
            for (path, item) in paths {
                guard case .object(let methods) = item else { continue }
                for (method, operation) in methods {
                    described.insert("\(method.uppercased()) \(path)")
                    #expect(try !operation["summary"].text.isEmpty)
                    #expect(operation.has("responses") && operation.has("security"))
                }
            }
            #expect(described == Set(city.operations.map { "\($0.method.rawValue) \($0.path)" }))
            #expect(Set(city.operations.map(\.id)).count == city.operations.count)
            guard case .object(let schemas) = try document["components"]["schemas"] else { return }
            let text = try await city.send(.get, "/api/openapi.json").text
            for reference in text.matches(of: /#\/components\/schemas\/(\w+)/) {
                #expect(schemas[String(reference.output.1)] != nil, "\(reference.output.0)")
            }
        }
    }

    @Test("Parameters of a path are those that the operation declares")
    func parameters() async throws {
        try await City.run { city in
            for operation in city.operations {
                let inPath = operation.path.matches(of: /\{(\w+)\}/).map { String($0.output.1) }
                let declared = operation.parameters.filter { $0.place == .path }.map(\.name)
                #expect(inPath.sorted() == declared.sorted(), "\(operation.id)")
            }
        }
    }

    /// The address of an operation with something for every parameter.
    static func address(_ operation: Server.Operation) -> String {
        operation.path.replacing(/\{\w+\}/) { _ in "1" }
    }

    @Test("Without credentials every guarded operation answers 401, and every open one does not")
    func guarded() async throws {
        try await City.run { city in
            for operation in city.operations {
                var headers = HTTPFields()
                headers[.contentType] = "application/json"
                let body = operation.method == .get ? nil : ByteBuffer(string: "{}")
                let reply = try await city.send(
                    operation.method, Self.address(operation), headers: headers, body: body)
                if operation.security == .open {
                    #expect(reply.status != 401, "\(operation.id)")
                } else {
                    #expect(reply.status == 401, "\(operation.id)")
                    #expect(reply.code == "sign-in-required", "\(operation.id)")
                    #expect(reply.headers[.wwwAuthenticate] == "Bearer", "\(operation.id)")
                }
            }
        }
    }

    @Test("A person's operation refuses a system, and a system's a person")
    func faces() async throws {
        try await City.run { city in
            let (_, key) = try await city.test.system(of: "social.system-staff", name: "系统")
            let system = try await city.token(key.id, key.secret)
            let person = try await city.signIn("social.data-staff")
            for operation in city.operations
            where operation.security == .person || operation.security == .system {
                var headers = HTTPFields()
                headers[.authorization] = "Bearer \(operation.security == .person ? system : person)"
                headers[.contentType] = "application/json"
                let body = operation.method == .get ? nil : ByteBuffer(string: "{}")
                let reply = try await city.send(
                    operation.method, Self.address(operation), headers: headers, body: body)
                #expect(reply.code == "wrong-face", "\(operation.id)")
            }
        }
    }

    @Test("A token comes by JSON, by form and by HTTP Basic; a session ends when it is closed")
    func credentials() async throws {
        try await City.run { city in
            let (_, key) = try await city.test.system(of: "social.system-staff", name: "系统")
            #expect(
                try await city.call("readSelf", token: try await city.token(key.id, key.secret))["kind"].text
                    == "system")
            var form = HTTPFields()
            form[.contentType] = "application/x-www-form-urlencoded"
            let credentials = "grant_type=client_credentials&client_id=\(key.id)&client_secret=\(key.secret)"
            let byForm = try await city.send(
                .post, "/api/v1/token", headers: form, body: ByteBuffer(string: credentials))
            #expect(byForm.status == 200)
            #expect(try byForm["token_type"].text == "Bearer")
            #expect(try (1...900).contains(byForm["expires_in"].int))
            #expect(byForm.headers[.cacheControl] == "no-store")
            form[.authorization] = "Basic " + Data("\(key.id):\(key.secret)".utf8).base64EncodedString()
            let byBasic = try await city.send(
                .post, "/api/v1/token", headers: form,
                body: ByteBuffer(string: "grant_type=client_credentials"))
            #expect(byBasic.status == 200)
            form[.authorization] = "Basic " + Data("\(key.id):wrong".utf8).base64EncodedString()
            let wrong = try await city.send(
                .post, "/api/v1/token", headers: form,
                body: ByteBuffer(string: "grant_type=client_credentials"))
            #expect(wrong.code == "key-refused")
            let other = try await city.send(
                .post, "/api/v1/token", headers: [.contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: "grant_type=password&client_id=a&client_secret=b"))
            #expect(other.code == "invalid-field")
            let session = try await city.signIn("social.data-staff")
            #expect(try await city.call("signOut", token: session).status == 204)
            #expect(try await city.call("readSelf", token: session).status == 401)
            let failed = try await city.call(
                "signIn", json: ["account": "social.data-staff", "password": "wrong-password"])
            #expect(failed.code == "sign-in-failed")
        }
    }

    @Test("The regulation, its articles and differences are open to read")
    func regulation() async throws {
        try await City.run { city in
            let profile = try await city.call("readProfile")
            #expect(try profile["profile"]["id"].text == "zhuzhou-2020")
            #expect(try profile["profile"]["isInForce"].bool)
            let article = try await city.call("readArticle", ["article": "18"])
            #expect(try article["label"].text == "第十八条")
            #expect(
                try await city.call("readArticle", ["article": "national-2025#21"])["reference"].text
                    == "national-2025#21")
            #expect(
                try await city.call("readArticle", ["article": "guiyang-2017#14"])["label"].text == "第十四条")
            #expect(try await city.call("readArticle", ["article": "999"]).code == "article-not-found")
            #expect(
                try await city.call("listProfiles")["profiles"].list.count == city.platform.library.ids.count)
            let difference = try await city.call(
                "compareProfiles", ["profile": "zhuzhou-2020", "other": "guiyang-2017"])
            #expect(try difference["differences"].list.contains { try $0["topic"].text == "chains" })
            let missing = try await city.call(
                "compareProfiles", ["profile": "zhuzhou-2020", "other": "nowhere"])
            #expect(missing.code == "profile-not-found")
        }
    }

    @Test("Administrators keep bodies and people; nobody else does")
    func parties() async throws {
        try await City.run { city in
            let administrator = try await city.signIn("authority.administrator")
            let division = city.platform.profile.jurisdiction.division
            let body: JSON = [
                "name": "市卫生健康委员会", "creditCode": .string(TestCity.creditCode(50, division: division)),
                "kind": "department", "division": .string(division), "level": "city",
            ]
            let made = try await city.call("addBody", json: body, token: administrator)
            #expect(made.status == 201)
            let id = try made["id"].text
            #expect(
                try await city.call("addBody", json: body, token: administrator).code == "credit-code-taken")
            let person: JSON = [
                "account": "health.staff", "name": "李明", "roles": ["data-staff"],
                "password": "a-long-test-password",
            ]
            let added = try await city.call("addPerson", ["body": id], json: person, token: administrator)
            #expect(added.status == 201)
            let personID = try added["id"].text
            let token = try await city.signIn("health.staff")
            #expect(try await city.call("listPeople", ["body": id], token: token)["people"].list.count == 1)
            let police = try await city.test.actor("police.data-staff").body.id
            #expect(
                try await city.call("listPeople", ["body": police], token: token).code == "administrator-only"
            )
            #expect(try await city.call("addBody", json: body, token: token).code == "administrator-only")
            #expect(
                try await city.call("addSystem", ["body": police], json: ["name": "系统"], token: token).code
                    == "system-staff-only")
            let roles: JSON = ["roles": ["data-staff", "department-head"]]
            let changed = try await city.call(
                "changePerson", ["person": personID], json: roles, token: administrator)
            #expect(try changed["roles"].list.count == 2)
            let unknown = try await city.call(
                "changePerson", ["person": personID], json: ["roles": ["king"]], token: administrator)
            #expect(unknown.code == "role-unknown")
            try await city.call(
                "setPassword", ["person": personID], json: ["password": "another-long-password"],
                token: administrator)
            #expect(try await city.call("readSelf", token: token).status == 401)
            try await city.call("changeBody", ["body": id], json: ["isActive": false], token: administrator)
            #expect(
                try await city.call("readBody", ["body": id], token: administrator)["isActive"].bool == false)
            #expect(
                try await city.call(
                    "signIn", json: ["account": "health.staff", "password": "another-long-password"]
                ).code
                    == "sign-in-failed")
        }
    }
}
