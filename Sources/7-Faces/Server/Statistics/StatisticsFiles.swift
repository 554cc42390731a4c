import HTTPTypes
import Hummingbird
import Regulation
import Workbooks

/// The tables as files (统计导出): a workbook with a sheet for each, or one CSV with a line for each figure.
struct StatisticsFiles {
    let tables: [StatisticsTable]
    let language: Language

    /// UTF-8 with a mark, so that spreadsheet programs read Chinese.
    var csv: String {
        let head = [
            Bilingual("统计表", "Table"), Bilingual("项目", "Row"), Bilingual("指标", "Figure"),
            Bilingual("数值", "Value"),
        ].map { $0[language] }
        var text = "\u{FEFF}" + CSVLine.text(head)
        for table in tables {
            for row in table.rows {
                for (column, field) in zip(table.columns.dropFirst(), row.fields) {
                    text += CSVLine.text([
                        table.title[language], row.name[language], column[language],
                        field.text ?? "\(field.amount)",
                    ])
                }
            }
        }
        return text
    }

    /// A new file in `directory`, which the caller owns.
    func workbook(in directory: String) throws -> String {
        let writer = try WorkbookWriter(directory: directory)
        for table in tables {
            try writer.begin(
                SheetLayout(
                    name: table.title[language],
                    columns: table.columns.enumerated().map { index, title in
                        .init(title[language], width: index == 0 ? 28 : 14)
                    }))
            for row in table.rows {
                let numbers = row.fields.indices.filter { row.fields[$0].text == nil }.map { $0 + 1 }
                try writer.write(
                    [row.name[language]] + row.fields.map { $0.text ?? String($0.amount) },
                    numbers: Set(numbers))
            }
        }
        return try writer.finish()
    }
}

extension StatisticsFiles {
    /// The CSV as a download.
    static func response(csv: String) -> Response {
        var response = Answers.text(csv, type: "text/csv; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"statistics.csv\""
        return response
    }
}
