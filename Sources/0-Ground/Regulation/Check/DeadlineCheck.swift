/// The part of the check that looks at time limits: possible, and no laxer than the parent's.
extension ProfileCheck {
    /// A longer span than a century is a slip of the pen.
    static let yearsMax = 100

    func deadlines() -> [Finding] {
        var findings: [Finding] = []
        for (path, deadline) in written() {
            findings += possible(deadline, at: path)
        }
        for (name, deadline) in draft.deadlines.sorted(by: { $0.key < $1.key }) {
            guard let above = parent?.deadlines[name] else { continue }
            findings += compare(deadline, with: above, name: name, at: "deadlines/\(name)")
        }
        for item in draft.duties {
            guard let deadline = profile.duty(item.duty.id)?.deadline, case .written? = item.deadline,
                let above = parent?.duty(item.duty.id)?.deadline
            else { continue }
            let path = "duties/\(item.duty.id)/deadline"
            findings += compare(deadline, with: above, name: item.duty.id, at: path)
        }
        for (id, item) in draft.procedures.sorted(by: { $0.key < $1.key }) {
            for step in item.procedure.steps {
                guard case .written(let deadline)? = item.deadlines[step.id],
                    let above = parent?.procedures[id]?.steps.first(where: { $0.id == step.id })?.deadline
                else { continue }
                let path = "procedures/\(id)/steps/\(step.id)/deadline"
                findings += compare(deadline, with: above, name: step.id, at: path)
            }
        }
        return findings
    }

    /// Every limit that the file writes in full, with its path.
    private func written() -> [(String, Deadline)] {
        var all = draft.deadlines.sorted { $0.key < $1.key }.map { ("deadlines/\($0.key)", $0.value) }
        for item in draft.duties {
            if case .written(let deadline)? = item.deadline {
                all.append(("duties/\(item.duty.id)/deadline", deadline))
            }
        }
        for (id, item) in draft.procedures.sorted(by: { $0.key < $1.key }) {
            for (step, source) in item.deadlines.sorted(by: { $0.key < $1.key }) {
                guard case .written(let deadline) = source else { continue }
                all.append(("procedures/\(id)/steps/\(step)/deadline", deadline))
            }
        }
        return all
    }

    private func possible(_ deadline: Deadline, at path: String) -> [Finding] {
        var findings: [Finding] = []
        switch deadline.span {
        case .within(let amount, let unit):
            if !Self.isPossible(amount, unit) {
                findings.append(impossible("\(path)/\(deadline.sense == .atLeast ? "at-least" : "within")"))
            }
        case .every(let months):
            if !Self.isPossible(months, .months) { findings.append(impossible("\(path)/every-months")) }
        case .yearly(let month, let day):
            // 2024 has a 29 February, so that day stays possible.
            if LocalDate(year: 2024, month: month, day: day) == nil {
                findings.append(impossible("\(path)/yearly"))
            }
        }
        if let more = deadline.prolongation, !Self.isPossible(more.amount, more.unit) {
            findings.append(impossible("\(path)/prolongation/by"))
        }
        return findings
    }

    private func impossible(_ path: String) -> Finding {
        draft.finding(
            .deadlineImpossible, at: path, "时限不可能成立：须为正数且不超过 \(Self.yearsMax) 年，日期须存在",
            "the time limit is impossible: it must be positive, within \(Self.yearsMax) years, on a day that exists"
        )
    }

    private static func isPossible(_ amount: Int, _ unit: Deadline.Unit) -> Bool {
        switch unit {
        case .workingDays: (1...250 * yearsMax).contains(amount)
        case .days: (1...366 * yearsMax).contains(amount)
        case .months: (1...12 * yearsMax).contains(amount)
        case .years: (1...yearsMax).contains(amount)
        }
    }

    private func compare(_ own: Deadline, with above: Deadline, name: String, at path: String) -> [Finding] {
        var findings: [Finding] = []
        if own.sense == above.sense, let (mine, theirs) = Self.comparable(own.span, above.span),
            own.sense == .atMost ? mine > theirs : mine < theirs
        {
            let limit = above.text
            findings.append(
                draft.finding(
                    .deadlineLaxer, at: path,
                    "\(name) 宽于上位规定：\(above.article) 规定\(limit.zh)，地方规定只可更严",
                    "\(name) is laxer than \(above.article), which sets \(limit.en); a local limit may only be stricter"
                ))
        }
        if let more = own.prolongation, let allowed = above.prolongation,
            let (mine, theirs) = Self.comparable(
                .within(more.amount, more.unit), .within(allowed.amount, allowed.unit)), mine > theirs
        {
            findings.append(
                draft.finding(
                    .prolongationTooLong, at: "\(path)/prolongation/by",
                    "延长期限超过 \(allowed.article) 允许的最长期限",
                    "prolonged further than \(allowed.article) allows"))
        }
        return findings
    }

    /// Both in one measure; nil where two limits cannot be set against each other.
    private static func comparable(_ one: Deadline.Span, _ other: Deadline.Span) -> (Int, Int)? {
        switch (one, other) {
        case (.every(let mine), .every(let theirs)): (mine, theirs)
        case (.yearly(let month, let day), .yearly(let theirMonth, let theirDay)):
            (month * 100 + day, theirMonth * 100 + theirDay)
        case (.within(let mine, let unit), .within(let theirs, let theirUnit)):
            if unit == theirUnit {
                (mine, theirs)
            } else if unit == .workingDays || theirUnit == .workingDays {
                // Seven calendar days hold at most seven and, in a plain week, five working days.
                (weekdays(mine, unit), weekdays(theirs, theirUnit))
            } else {
                (calendarDays(mine, unit), calendarDays(theirs, theirUnit))
            }
        default: nil
        }
    }

    private static func calendarDays(_ amount: Int, _ unit: Deadline.Unit) -> Int {
        switch unit {
        case .workingDays: amount * 7 / 5
        case .days: amount
        case .months: amount * 365 / 12
        case .years: amount * 365
        }
    }

    private static func weekdays(_ amount: Int, _ unit: Deadline.Unit) -> Int {
        unit == .workingDays ? amount : calendarDays(amount, unit) * 5 / 7
    }
}
