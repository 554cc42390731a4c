/// One line of a CSV file (CSV 行), RFC 4180, whose fields no spreadsheet takes for anything but text.
public enum CSVLine {
    /// The fields, each a ``CSVField``, with their line end.
    public static func text(_ fields: [String]) -> String {
        fields.map(CSVField.text).joined(separator: ",") + "\r\n"
    }
}
