/// Time limits in words, as pages and reports show them.
extension Deadline {
    /// `10个工作日内（可延长10个工作日）` and `within 10 working days (may be prolonged by 10 working days)`.
    public var text: Bilingual {
        let base = span.text(sense: sense)
        guard let prolongation else { return base }
        let more = Self.amount(prolongation.amount, prolongation.unit)
        return Bilingual("\(base.zh)（可延长\(more.zh)）", "\(base.en) (may be prolonged by \(more.en))")
    }

    static func amount(_ amount: Int, _ unit: Unit) -> Bilingual {
        let (zh, en) =
            switch unit {
            case .workingDays: ("个工作日", "working day")
            case .days: ("日", "day")
            case .months: ("个月", "month")
            case .years: ("年", "year")
            }
        return Bilingual("\(amount)\(zh)", "\(amount) \(en)\(amount == 1 ? "" : "s")")
    }
}

extension Deadline.Span {
    fileprivate func text(sense: Deadline.Sense) -> Bilingual {
        switch self {
        case .within(let amount, let unit):
            let words = Deadline.amount(amount, unit)
            return sense == .atLeast
                ? Bilingual("不少于\(words.zh)", "at least \(words.en)")
                : Bilingual("\(words.zh)内", "within \(words.en)")
        case .yearly(let month, let day):
            return Bilingual("每年\(month)月\(day)日前", "every year by \(Self.month(month)) \(day)")
        case .every(let months):
            return Bilingual("每\(months)个月至少一次", "at least once every \(months) months")
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// The number itself where there is no such month: an impossible limit is still shown in its finding.
    private static func month(_ number: Int) -> String {
        months.indices.contains(number - 1) ? months[number - 1] : "\(number)"
    }
}
