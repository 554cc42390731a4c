import Regulation
import Workbooks

/// A code list as a CSV file (代码集文件): `code,name,parent,from,until`, with or without that header; the last three
/// columns may be left out.
extension CodeList {
    static let header = ["code", "name", "parent", "from", "until"]

    /// Refuses with `standard-file-malformed`, naming the row.
    public init(csv bytes: some Collection<UInt8>) throws(Refusal) {
        var rows = try CSVText.rows(bytes)
        var offset = 1
        if let first = rows.first?.first?.lowercased(), first == "code" || first == "代码" {
            rows.removeFirst()
            offset = 2
        }
        guard rows.count <= Self.valuesMax else {
            throw Refusal(
                DataStandardCodes.fileMalformed,
                detail: Bilingual("代码值超过1万个", "more than 10,000 values"), field: "file")
        }
        var values: [CodeValue] = []
        for (index, row) in rows.enumerated() {
            guard (2...5).contains(row.count) else { throw CSVText.malformed(index + offset) }
            func text(_ place: Int) -> String? {
                guard place < row.count, !row[place].isEmpty else { return nil }
                return row[place]
            }
            let from = text(3).map { LocalDate($0) }
            let until = text(4).map { LocalDate($0) }
            guard let code = text(0), let name = text(1), from != .some(nil), until != .some(nil) else {
                throw CSVText.malformed(index + offset)
            }
            values.append(
                CodeValue(
                    code: code, name: name, parent: text(2), from: from ?? nil, until: until ?? nil))
        }
        self.init(values: values)
    }

    /// The list as such a file, with its header.
    public var csv: String {
        values.reduce(into: CSVLine.text(Self.header)) { text, value in
            text += CSVLine.text([
                value.code, value.name, value.parent ?? "", value.from?.description ?? "",
                value.until?.description ?? "",
            ])
        }
    }
}
