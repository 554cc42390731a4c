extension WorkingCalendar {
    /// A file of more lines than this is not a calendar: twenty years have some seven hundred exceptions.
    public static let linesMax = 4_000

    /// Reads `date,off` lines (`2026-02-14,0`): off 1 is a holiday, 0 a make-up working day.
    ///
    /// Faulty lines become findings and are left out; the rest stays usable.
    public static func read(file: String, text: String) -> (calendar: WorkingCalendar, findings: [Finding]) {
        read([(file: file, text: text)])
    }

    /// Reads several files as one calendar, in their order; none at all give ``weekdaysOnly``.
    ///
    /// A day may stand in two files where both say the same of it.
    public static func read(
        _ files: [(file: String, text: String)]
    ) -> (calendar: WorkingCalendar, findings: [Finding]) {
        var together: [LocalDate: Bool] = [:]
        var findings: [Finding] = []
        for (file, text) in files {
            let (exceptions, own) = Self.exceptions(file: file, text: text)
            findings += own
            for (date, isOff) in exceptions.sorted(by: { $0.key < $1.key }) {
                if let known = together[date], known != isOff {
                    findings.append(
                        Finding(
                            file: file, line: 1, column: 1, code: .duplicateKey,
                            message: Bilingual(
                                "日期 \(date) 与前一个文件不一致", "the day \(date) is another in a file before")))
                    continue
                }
                together[date] = isOff
            }
        }
        return (WorkingCalendar(exceptions: together), findings)
    }

    private static func exceptions(
        file: String, text: String
    ) -> (exceptions: [LocalDate: Bool], findings: [Finding]) {
        var exceptions: [LocalDate: Bool] = [:]
        var findings: [Finding] = []
        func report(_ line: Int, _ code: Finding.Code, _ zh: String, _ en: String) {
            findings.append(
                Finding(file: file, line: line, column: 1, code: code, message: Bilingual(zh, en)))
        }
        guard text.utf8.count <= YAMLText.bytesMax else {
            report(1, .fileTooLarge, "文件过大", "the file is too large")
            return ([:], findings)
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
        return (exceptions, findings)
    }
}
