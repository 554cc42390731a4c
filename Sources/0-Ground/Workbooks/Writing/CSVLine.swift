/// One line of a CSV file (CSV 行), RFC 4180, whose fields no spreadsheet takes for anything but text.
public enum CSVLine {
    /// The fields with their line end. What begins like a formula and is no number gets an apostrophe before it.
    public static func text(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        // A line end is one character together with the return before it.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let safe = isFormula && Double(text) == nil ? "'" + text : text
        guard safe.utf8.contains(where: { [0x2C, 0x22, 0x0D, 0x0A].contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
