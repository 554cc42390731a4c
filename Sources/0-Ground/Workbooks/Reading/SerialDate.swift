import Regulation

/// Days as workbooks count them (序列日期): 1 is the first day of 1900 (or, on old Macs, of 1904), the fraction is the time.
struct SerialDate {
    /// The calendar of old Macs.
    let from1904: Bool

    /// The moment in ISO form; nil where the number is no day that a spreadsheet program knows.
    func text(_ serial: Double) -> String? {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 {
            days += 1
            seconds = 0
        }
        let time = "\(Self.two(seconds / 3_600)):\(Self.two(seconds / 60 % 60)):\(Self.two(seconds % 60))"
        if days == 0, !from1904 { return time }
        let date = LocalDate(dayNumber: epoch(days) + days)
        return seconds == 0 ? date.description : "\(date)T\(time)"
    }

    /// The day number of serial 0. The calendar of 1900 has a 29 February that never was, as day 60.
    private func epoch(_ days: Int) -> Int {
        if from1904 { return -24_107 }
        return days < 60 ? -25_568 : -25_569
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
