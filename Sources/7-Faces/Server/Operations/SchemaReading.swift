import Foundation
import Regulation

/// Reads a JSON body and holds it against its schema (JSON 校验): every fault at once, each with its field.
struct SchemaReading {
    let schema: Schema

    /// `bytes` as a value of `T`; a refusal that names every field at fault otherwise.
    func decode<T: Decodable>(_ type: T.Type, from bytes: Data) throws(Refusal) -> T {
        try check(bytes)
        do {
            return try JSONDecoder().decode(T.self, from: bytes)
        } catch let DecodingError.dataCorrupted(context) {
            throw Self.refusal(context)
        } catch let DecodingError.typeMismatch(_, context) {
            throw Self.refusal(context)
        } catch let DecodingError.valueNotFound(_, context) {
            throw Self.refusal(context)
        } catch let DecodingError.keyNotFound(key, context) {
            throw Self.refusal(
                DecodingError.Context(codingPath: context.codingPath + [key], debugDescription: ""))
        } catch {
            throw Refusal(ServerCodes.malformedJSON)
        }
    }

    /// Throws unless `bytes` are UTF-8 JSON of this schema's form.
    func check(_ bytes: Data) throws(Refusal) {
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw Refusal(
                ServerCodes.malformedJSON, detail: Bilingual("不是 UTF-8 编码", "It is not UTF-8"))
        }
        let findings = Findings()
        do {
            _ = try JSONDecoder().decode(
                Checked.self, from: bytes, configuration: Step(schema: schema, path: "", findings: findings))
        } catch {
            throw Refusal(ServerCodes.malformedJSON)
        }
        if !findings.reasons.isEmpty { throw Refusal(findings.reasons) }
    }

    private static func refusal(_ context: DecodingError.Context) -> Refusal {
        var path = ""
        for key in context.codingPath {
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return Refusal(
            ServerCodes.invalidField,
            detail: Bilingual("值的形式不对", "The value does not have the right form"),
            field: path.isEmpty ? nil : path)
    }

    /// What was found, at most 100 faults.
    final class Findings {
        private(set) var reasons: [Reason] = []

        func add(_ path: String, _ detail: Bilingual) {
            guard reasons.count < 100 else { return }
            reasons.append(
                Reason(ServerCodes.invalidField, detail: detail, field: path.isEmpty ? nil : path))
        }
    }

    /// Where in the body we are and what we expect there.
    struct Step {
        let schema: Schema
        let path: String
        let findings: Findings

        /// The same place, held against another schema.
        func holding(_ schema: Schema) -> Step { Step(schema: schema, path: path, findings: findings) }

        func member(_ name: String, _ schema: Schema) -> Step {
            Step(schema: schema, path: path.isEmpty ? name : "\(path).\(name)", findings: findings)
        }

        func element(_ index: Int, _ schema: Schema) -> Step {
            Step(schema: schema, path: "\(path)[\(index)]", findings: findings)
        }
    }
}
