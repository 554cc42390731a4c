extension Schema {
    /// As JSON Schema 2020-12, with names as references into `components`.
    var openAPI: JSON {
        switch self {
        case .string(let text):
            var members: [String: JSON] = ["type": "string"]
            if text.lengthMin > 0 { members["minLength"] = .int(Int64(text.lengthMin)) }
            if text.values.isEmpty {
                members["maxLength"] = .int(Int64(text.lengthMax))
            } else {
                members["enum"] = .array(text.values.map { .string($0) })
            }
            if let format = text.format { members["format"] = .string(format) }
            return .object(members)
        case .integer(let range):
            var members: [String: JSON] = ["type": "integer", "format": "int64"]
            if range.lowerBound > .min { members["minimum"] = .int(range.lowerBound) }
            if range.upperBound < .max { members["maximum"] = .int(range.upperBound) }
            return .object(members)
        case .number: return ["type": "number"]
        case .boolean: return ["type": "boolean"]
        case .anything: return [:]
        case .array(let element, let max):
            return ["type": "array", "items": element.openAPI, "maxItems": .int(Int64(max))]
        case .map(let element, let max):
            return [
                "type": "object", "additionalProperties": element.openAPI,
                "maxProperties": .int(Int64(max)),
            ]
        case .object(let members): return Self.object(members)
        case .nullable(let inner): return ["anyOf": [inner.openAPI, ["type": "null"]]]
        case .named(let name, _, _): return ["$ref": .string("#/components/schemas/\(name)")]
        }
    }

    private static func object(_ members: [Member]) -> JSON {
        var properties: [String: JSON] = [:]
        for member in members {
            properties[member.name] = described(member)
        }
        return [
            "type": "object", "properties": .object(properties),
            "required": .array(members.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }

    private static func described(_ member: Member) -> JSON {
        let about = JSON.string("\(member.about.zh) \(member.about.en)")
        guard case .object(var schema) = member.schema.openAPI else { return member.schema.openAPI }
        schema["description"] = about
        return .object(schema)
    }
}
