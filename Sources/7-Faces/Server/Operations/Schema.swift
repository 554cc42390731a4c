import Regulation

/// The form of a JSON value (JSON 结构): what bodies are checked by and what OpenAPI shows, from one definition.
indirect enum Schema: Sendable {
    case string(Text)
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    /// At most `max` elements.
    case array(Schema, max: Int)
    /// Exactly these members; any other is refused.
    case object([Member])
    /// Members of any name, at most `max`.
    case map(Schema, max: Int)
    /// Any value.
    case anything
    /// The value or null.
    case nullable(Schema)
    /// A schema that the documentation lists under its own name.
    case named(String, Bilingual, Schema)

    /// Bounds of a text.
    struct Text: Sendable {
        var lengthMin = 0
        /// In characters.
        var lengthMax = 2000
        /// The only values allowed, where they are few.
        var values: [String] = []
        /// `date`, `date-time`, `uri`: shown, and checked where the text is read.
        var format: String?
    }

    /// One member of an object.
    struct Member: Sendable {
        let name: String
        let about: Bilingual
        let schema: Schema
        let isRequired: Bool

        init(_ name: String, _ about: Bilingual, _ schema: Schema, optional: Bool = false) {
            self.name = name
            self.about = about
            self.schema = schema
            isRequired = !optional
        }
    }

    static func text(_ lengthMax: Int = 2000, min: Int = 0) -> Schema {
        .string(Text(lengthMin: min, lengthMax: lengthMax))
    }

    static func oneOf(_ values: [String]) -> Schema { .string(Text(values: values)) }
    static var date: Schema { .string(Text(lengthMin: 10, lengthMax: 10, format: "date")) }
    static var instant: Schema { .string(Text(lengthMax: 40, format: "date-time")) }
    static var count: Schema { .integer(0...Int64(Int32.max)) }
    static var int: Schema { .integer(Int64.min...Int64.max) }

    /// Every schema with a name of its own that this one holds, itself included.
    var namedParts: [(name: String, about: Bilingual, schema: Schema)] {
        switch self {
        case .string, .integer, .number, .boolean, .anything: []
        case .array(let element, _), .map(let element, _), .nullable(let element): element.namedParts
        case .object(let members): members.flatMap(\.schema.namedParts)
        case .named(let name, let about, let inner): [(name, about, inner)] + inner.namedParts
        }
    }
}

/// A value of the API with its form beside it (接口数据).
protocol Described: Sendable {
    static var schema: Schema { get }
}
