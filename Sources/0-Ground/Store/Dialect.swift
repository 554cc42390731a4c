/// The few ways in which the engines' SQL differs (方言); everything else is written once.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
    case sqlite, postgresql

    /// Turns the tokens of shared schema text into the engine's own types.
    ///
    /// `BYTES` is a byte string; `SERIAL_KEY` a primary key that the engine counts up itself; `NUMBER_KEY` one
    /// that the writer counts, stored in its order;
    /// `KEYED_TABLE` ends a table that is stored in the order of its primary key where the engine can.
    public func schema(_ text: String) -> String {
        let tokens: [(String, String)] =
            switch self {
            case .sqlite:
                [
                    ("SERIAL_KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"),
                    ("NUMBER_KEY", "INTEGER PRIMARY KEY"), ("BYTES", "BLOB"),
                    ("KEYED_TABLE", "WITHOUT ROWID"),
                ]
            case .postgresql:
                [
                    ("SERIAL_KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
                    ("NUMBER_KEY", "BIGINT PRIMARY KEY"), ("BYTES", "BYTEA"), ("KEYED_TABLE", ""),
                ]
            }
        return tokens.reduce(text) { text, token in
            text.split(separator: token.0, omittingEmptySubsequences: false).joined(separator: token.1)
        }
    }

    /// The comparison with a pattern in which `a` is `A`: what SQLite's `LIKE` always does.
    public var caselessLike: String {
        switch self {
        case .sqlite: "LIKE"
        case .postgresql: "ILIKE"
        }
    }

    /// Shared statements write `?` for a bound value; PostgreSQL wants `$1`, `$2`, ….
    /// A `?` inside quotes stays what it is.
    func statement(_ shared: String) -> String {
        guard self == .postgresql else { return shared }
        var result = ""
        var number = 0
        var quote: Character?
        for character in shared {
            if let open = quote {
                if character == open { quote = nil }
                result.append(character)
            } else if character == "?" {
                number += 1
                result += "$\(number)"
            } else {
                if character == "'" || character == "\"" { quote = character }
                result.append(character)
            }
        }
        return result
    }
}
