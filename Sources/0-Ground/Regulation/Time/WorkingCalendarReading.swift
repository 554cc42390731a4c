extension WorkingCalendar {
    /// A file of more lines than this is not a calendar: twenty years have some seven hundred exceptions.
    public static let linesMax = 4_000

    /// Reads `date,off` lines (`2026-02-14,0`): off 1 is a holiday, 0 a make-up working day.
    ///
    /// Faulty lines become findings and are left out; the rest stays usable.
    public static func read(file: String, text: String) -> (calendar: WorkingCalendar, findings: [Finding]) {
        var exceptions: [LocalDate: Bool] = [:]
        var findings: [Finding] = []
        func report(_ line: Int, _ code: Finding.Code, _ zh: String, _ en: String) {
            findings.append(
                Finding(file: file, line: line, column: 1, code: code, message: Bilingual(zh, en)))
        }
        guard text.utf8.count <= YAMLText.bytesMax else {
            report(1, .fileTooLarge, "文件过大", "the file is too large")
            return (.weekdaysOnly, findings)
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        if lines.first.map(String.init) != "date,off" {
            report(1, .calendarMalformed, "首行应为 date,off", "the first line must be date,off")
        }
        for (index, line) in lines.enumerated().dropFirst() {
            guard index < linesMax else {
                report(index + 1, .tooMany, "超过 \(linesMax) 行", "more than \(linesMax) lines")
                break
            }
            if line.isEmpty { continue }
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 2, let date = LocalDate(cells[0]), cells[1] == "0" || cells[1] == "1" else {
                report(
                    index + 1, .calendarMalformed, "应为存在的日期和 0 或 1",
                    "must be a day that exists and 0 or 1")
                continue
            }
            if exceptions[date] != nil {
                report(index + 1, .duplicateKey, "日期 \(date) 重复", "the day \(date) is written twice")
                continue
            }
            exceptions[date] = cells[1] == "1"
        }
        if exceptions.isEmpty {
            report(1, .calendarEmpty, "没有任何节假日", "there is no holiday in it")
        }
        return (WorkingCalendar(exceptions: exceptions), findings)
    }
}
