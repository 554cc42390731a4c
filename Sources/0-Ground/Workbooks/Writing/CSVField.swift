/// Fields of CSV files that spreadsheet programs open (CSV 字段): RFC 4180, and none of them ever becomes a formula.
public enum CSVField {
    /// `text` as one field.
    ///
    /// A spreadsheet takes what begins with one of `=+-@`, in full width too, for a formula: such a text gets an
    /// apostrophe before it, a plain number aside. Signs are looked for one by one, for an accent upon a sign makes
    /// another character of it only to people.
    public static func text(_ text: String) -> String {
        let safe = isFormula(text) && Double(text) == nil ? "'" + text : text
        guard safe.utf8.contains(where: isSpecial) else { return safe }
        var bytes: [UInt8] = [0x22]
        for byte in safe.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Blanks and signs that are not seen are passed over, as some programs do.
    private static func isFormula(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { scalar in
            !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
                && scalar.value >= 0x20
        }
        return switch first {
        case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }

    /// What ends a field or a row: commas, and in some places semicolons and tabs.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x3B: true
        default: false
        }
    }
}
