import Foundation
import HTTPTypes
import Regulation
import Testing

@testable import Server

/// What came back (应答).
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    var json: Tree {
        get throws { try JSONDecoder().decode(Tree.self, from: body) }
    }

    subscript(name: String) -> Tree {
        get throws { try json[name] }
    }

    /// The code of a refusal; empty for a success.
    var code: String { (try? json["code"].text) ?? "" }

    /// The value of a hidden field of the page.
    func hidden(_ name: String) throws -> String {
        let field = try Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
        return String(try #require(text.firstMatch(of: field), "\(name)").output.1)
    }

    /// Every code of a refusal.
    var codes: [String] {
        get throws { try json["reasons"].list.map { try $0["code"].text } }
    }

    func check(_ schema: Schema, _ place: SourceLocation) throws {
        do {
            try SchemaReading(schema: schema).check(body)
        } catch {
            Issue.record("\(error.reasons) in \(text)", sourceLocation: place)
        }
    }
}

/// A JSON value to read from (JSON 值).
indirect enum Tree: Decodable, Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Tree])
    case object([String: Tree])

    struct Missing: Error {
        let what: String
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([Tree].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: Tree].self))
        }
    }

    subscript(name: String) -> Tree {
        get throws {
            guard case .object(let members) = self, let member = members[name] else {
                throw Missing(what: name)
            }
            return member
        }
    }

    func has(_ name: String) -> Bool {
        guard case .object(let members) = self else { return false }
        return members[name] != nil
    }

    var text: String {
        get throws {
            guard case .string(let text) = self else { throw Missing(what: "text") }
            return text
        }
    }

    var int: Int {
        get throws {
            guard case .number(let number) = self else { throw Missing(what: "number") }
            return Int(number)
        }
    }

    var bool: Bool {
        get throws {
            guard case .bool(let value) = self else { throw Missing(what: "truth value") }
            return value
        }
    }

    var list: [Tree] {
        get throws {
            guard case .array(let elements) = self else { throw Missing(what: "array") }
            return elements
        }
    }

    /// Members that are texts.
    var texts: [String: String] {
        get throws {
            guard case .object(let members) = self else { throw Missing(what: "object") }
            return try members.mapValues { try $0.text }
        }
    }
}
