import Foundation

/// A value kept as one JSON text (JSON 存储): with sorted keys, so that equal values are equal texts.
public enum StoredJSON {
    public static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value in `text`. `what` names the thing in the fault, ``StoreError/shape(_:)``, which never repeats the
    /// text.
    public static func value<T: Decodable>(
        _ type: T.Type, in text: String, of what: String
    ) throws(StoreError) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .shape("\(what) cannot be read")
        }
    }
}
