import Parties
import Regulation
import Store
import Workbooks

extension Catalogue {
    /// Rows of one exported workbook, so that it can be read in again.
    public static let exportRowsMax = 200_000

    /// Writes what `actor` may see of the catalogue into a new workbook in `directory` and answers its path
    /// (目录导出): the columns of the national import template, then what entries state beyond it.
    ///
    /// Entries of the actor's own body stand as they are being compiled, those of others as they are in force; for nil,
    /// the machine's owner, every entry stands so. Paging of the filter is not looked at. Refuses with
    /// `workbook-too-large` what has more rows than ``exportRowsMax``.
    public func exportWorkbook(_ filter: EntryFilter, for actor: Actor?, in directory: String) async throws
        -> String
    {
        let words = EntryWords(profile: profile)
        let rows = EntryRows(words: words)
        let writer = try WorkbookWriter(directory: directory)
        try writer.begin(Self.layout(words, choicesUntilRow: 5_000))
        let search = EntrySearch(filter, for: actor, seesAll: actor?.administers(profile) ?? true)
        let numbers = try await store.read { try search.numbers(parties, in: $0) }
        var names: [String: String] = [:]
        var serial = 0
        var written = 0
        for start in stride(from: 0, to: numbers.count, by: 200) {
            let part = Array(numbers[start..<min(start + 200, numbers.count)])
            for entry in try await store.read({ try entries(at: part, in: $0) }) {
                if names[entry.body] == nil {
                    names[entry.body] = try await store.read { try parties.body(entry.body, in: $0).name }
                }
                let isOwn = actor.map { $0.body.id == entry.body } ?? false
                serial += 1
                let lines = rows.rows(
                    isOwn ? entry.draft ?? entry.content : entry.content, id: entry.id, code: entry.code,
                    provider: names[entry.body] ?? "", serial: serial, state: Self.word(entry.state),
                    publishedOn: entry.publishedAt.map {
                        $0.day(offsetSeconds: profile.utcOffsetSeconds).description
                    } ?? "")
                written += lines.count
                guard written <= Self.exportRowsMax else {
                    throw WorkbookCodes.tooManyRows(Self.exportRowsMax)
                }
                for line in lines { try writer.write(line) }
            }
        }
        return try writer.finish()
    }

    /// Writes an empty workbook to be filled in, with its instructions, and answers its path (目录模板).
    public func workbookTemplate(in directory: String) throws -> String {
        let words = EntryWords(profile: profile)
        let writer = try WorkbookWriter(directory: directory)
        try writer.begin(Self.layout(words, choicesUntilRow: 5_000))
        try writer.begin(
            SheetLayout(
                name: "填写说明",
                columns: [
                    .init("列", width: 24), .init("必填", width: 8), .init("填写方法", width: 60),
                    .init("How to fill it in", width: 60), .init("可选值", width: 80),
                ]))
        for column in EntryColumn.allCases {
            try writer.write([
                column.rawValue, column.isRequiredInRow ? EntryWords.yes : "", column.about.zh,
                column.about.en,
                column.choices(words).joined(separator: "、"),
            ])
        }
        return try writer.finish()
    }

    /// Writes the workbook at `path` anew into `directory`, with each cell at fault highlighted and a comment that says
    /// what is wrong, under which article, and what to do; answers its path (批注工作簿). Values stand as text.
    public func workbookReport(of path: String, _ outcome: EntryImport, in directory: String) async throws
        -> String
    {
        try await workbooks.run {
            let reader = try WorkbookReader(path: path)
            let sheet = try WorkbookEntries.sheet(of: reader)
            let writer = try WorkbookWriter(directory: directory)
            var layout = Self.layout(EntryWords(profile: profile), choicesUntilRow: 0)
            layout.hasHeader = false
            layout.columns = layout.columns.map { .init($0.title, width: $0.width) }
            try writer.begin(layout)
            var waiting = remarks(outcome)[...]
            _ = try reader.read(sheet) { row in
                // Faults of rows that hold nothing, such as merged ones.
                while let next = waiting.first, next.row < row.number {
                    try writer.write([], at: next.row, remarks: next.cells)
                    waiting.removeFirst()
                }
                var cells = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
                for cell in row.cells { cells[cell.column] = cell.text }
                let own = waiting.first.flatMap { $0.row == row.number ? $0.cells : nil }
                if own != nil { waiting.removeFirst() }
                let isHeader =
                    cells.contains(EntryColumn.name.rawValue) && cells.contains(EntryColumn.itemName.rawValue)
                try writer.write(cells, at: row.number, as: isHeader ? .header : .plain, remarks: own ?? [:])
            }
            for next in waiting { try writer.write([], at: next.row, remarks: next.cells) }
            return try writer.finish()
        }
    }

    /// What to say at each cell, by row.
    private func remarks(_ outcome: EntryImport) -> [(row: Int, cells: [Int: String])] {
        var rows: [Int: [Int: String]] = [:]
        for fault in outcome.faults {
            let text = remark(fault.reason)
            rows[fault.row, default: [:]].merge([fault.column: text]) { $0 + "\n\n" + $1 }
        }
        return rows.map { ($0.key, $0.value) }.sorted { $0.row < $1.row }
    }

    private func remark(_ reason: Reason) -> String {
        var lines = [reason.detail.map { "\(reason.code.title.zh)：\($0.zh)" } ?? reason.code.title.zh]
        if let reference = reason.article {
            let article = profile.article(reference)
            lines.append("依据：\(article.map { "\($0.label) \($0.heading.zh)" } ?? "")（\(reference)）")
        }
        lines.append("办法：\(reason.code.remedy.zh)")
        lines.append(reason.detail.map { "\(reason.code.title.en): \($0.en)" } ?? reason.code.title.en)
        lines.append("→ \(reason.code.remedy.en) [\(reason.code.name)]")
        return lines.joined(separator: "\n")
    }

    private static func layout(_ words: EntryWords, choicesUntilRow: Int) -> SheetLayout {
        SheetLayout(
            name: WorkbookEntries.sheetName,
            columns: EntryColumn.allCases.map { column in
                SheetLayout.Column(
                    column.rawValue, width: column.width, choices: column.choices(words),
                    isRequired: column.isRequiredInRow, note: "\(column.about.zh)\n\(column.about.en)")
            }, choicesUntilRow: choicesUntilRow)
    }

    private static func word(_ state: Entry.State) -> String {
        switch state {
        case .draft: "草稿"
        case .inReview: "审核中"
        case .published: "已发布"
        case .retired: "已停用"
        }
    }
}
