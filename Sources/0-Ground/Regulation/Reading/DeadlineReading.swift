/// Reads time limits: `{ within: 10 working-days, article: 21, prolongation: { by: …, article: … } }`.
extension Field {
    func deadline(of regulation: String) -> Deadline? {
        let spans = ["within", "at-least", "yearly", "every-months"]
        guard let fields = record(required: ["article"], optional: spans + ["prolongation"]) else {
            return nil
        }
        let written = spans.filter { fields[$0] != nil }
        guard written.count == 1, let span = written.first.flatMap({ fields[$0] }) else {
            log.report(
                .missingKey, at: place, "时限须且只须写出其一：within、at-least、yearly、every-months",
                "a time limit states exactly one of within, at-least, yearly, every-months")
            return nil
        }
        guard let article = fields["article"]?.article(of: regulation) else { return nil }
        var prolongation: Deadline.Prolongation?
        if let field = fields["prolongation"] {
            guard let inner = field.record(required: ["by", "article"]),
                let by = inner["by"]?.amount(), let basis = inner["article"]?.article(of: regulation)
            else { return nil }
            prolongation = Deadline.Prolongation(amount: by.amount, unit: by.unit, article: basis)
        }
        let sense: Deadline.Sense = written == ["at-least"] ? .atLeast : .atMost
        return span.span(written[0]).map {
            Deadline(span: $0, article: article, prolongation: prolongation, sense: sense)
        }
    }

    private func span(_ kind: String) -> Deadline.Span? {
        switch kind {
        case "yearly": return monthDay().map { .yearly(month: $0.month, day: $0.day) }
        case "every-months": return integer().map { .every(months: $0) }
        default: return amount().map { .within($0.amount, $0.unit) }
        }
    }

    /// `10 working-days`; whether such a limit is possible is for the check to say.
    private func amount() -> (amount: Int, unit: Deadline.Unit)? {
        let parts = (node.scalar?.string ?? "").split(separator: " ")
        let units: [Substring: Deadline.Unit] = [
            "working-day": .workingDays, "working-days": .workingDays, "day": .days, "days": .days,
            "month": .months, "months": .months, "year": .years, "years": .years,
        ]
        guard parts.count == 2, parts[0].utf8.count <= 9, let amount = Int(parts[0]),
            let unit = units[parts[1]]
        else {
            wrongType(
                "应写作 10 working-days(或 days、months、years)",
                "must be written 10 working-days (or days, months, years)")
            return nil
        }
        return (amount, unit)
    }

    /// `01-05`.
    private func monthDay() -> (month: Int, day: Int)? {
        let parts = (node.scalar?.string ?? "").split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let month = Int(parts[0]),
            let day = Int(parts[1])
        else {
            wrongType("应写作 01-05(月-日)", "must be written 01-05 (month-day)")
            return nil
        }
        return (month, day)
    }
}
