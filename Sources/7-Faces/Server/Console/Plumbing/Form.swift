import Foundation
import Regulation

/// What a person submitted (表单): names and values in order, bounded.
struct Form: Sendable {
    /// Pairs of one form.
    static let pairsMax = 20_000

    private let values: [String: [String]]
    /// Names in the order in which they first came.
    let names: [String]

    init(_ pairs: [(name: String, value: String)] = []) {
        var values: [String: [String]] = [:]
        var names: [String] = []
        for (name, value) in pairs {
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(value)
        }
        self.values = values
        self.names = names
    }

    /// Reads `application/x-www-form-urlencoded`.
    init(urlEncoded bytes: some Collection<UInt8>) throws(Refusal) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(ServerCodes.malformedForm)
        }
        var pairs: [(name: String, value: String)] = []
        for (name, value) in FormReading.pairs(text, max: Self.pairsMax + 1) {
            guard let value, pairs.count < Self.pairsMax, !value.hasControlCharacters,
                !name.hasControlCharacters
            else {
                throw Refusal(ServerCodes.malformedForm)
            }
            pairs.append((name, value))
        }
        self.init(pairs)
    }

    /// The value without surrounding blanks; empty where there is none.
    subscript(name: String) -> String {
        (values[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The value exactly as typed: for passwords.
    func exact(_ name: String) -> String { values[name]?.first ?? "" }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// A ticked box.
    func has(_ name: String) -> Bool { values[name] != nil }
}
