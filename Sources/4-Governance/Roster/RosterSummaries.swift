import Ledger
import Notices
import Parties
import Regulation
import Store

/// The yearly summary of a body's officers (年度总结).
extension Roster {
    /// Month and day of the year's last day for summaries, with its article; nil where the regulation asks for none.
    public var summaryDay: (month: Int, day: Int, article: ArticleReference)? {
        guard let limit = profile.deadline(Self.summaryLimit), case .yearly(let month, let day) = limit.span
        else { return nil }
        return (month, day, limit.article)
    }

    /// The last day for the summary of `year`; nil where the regulation asks for none.
    func summaryDue(_ year: Int) -> LocalDate? {
        summaryDay.flatMap { LocalDate(year: year, month: $0.month, day: $0.day) }
    }

    /// Hands in the summary of a year (报送年度总结), this year's unless named, or last year's where that is still
    /// missing. What was handed in before stays on record; the first one counts for the time limit.
    ///
    /// Refuses with `roster-summary-not-asked` where the regulation asks for none, `roster-summary-year` for another
    /// year, `roster-summaries-too-many` beyond ``handInsMax`` of one year, and for parts that are missing or too long.
    @discardableResult
    public func handIn(
        _ content: SummaryContent, year: Int? = nil, by actor: Actor
    ) async throws -> OfficerSummary {
        try mayKeep(actor.body.id, actor).orThrow()
        guard let day = summaryDay else { throw Refusal(RosterCodes.summaryNotAsked) }
        let today = today
        let year = year ?? today.year
        guard year == today.year || year == today.year - 1, let due = summaryDue(year) else {
            throw Refusal(
                RosterCodes.summaryYear, article: day.article,
                detail: Bilingual("\(today.year - 1)年或\(today.year)年", "\(today.year - 1) or \(today.year)"),
                field: "year")
        }
        let parts = [
            ("progress", content.progress, Bilingual("工作进度", "progress"), true),
            ("problems", content.problems, Bilingual("存在问题", "problems"), true),
            ("suggestions", content.suggestions, Bilingual("意见建议", "suggestions"), false),
        ]
        let text = Self.text(day.article)
        let reasons = parts.flatMap { field, value, word, isRequired in
            text(value, word, max: SummaryContent.partMax, isRequired: isRequired, at: field)
        }
        try Ruling(reasons).orThrow()
        return try await store.write { session in
            let before = try session.number(
                "SELECT count(*) FROM roster_summary WHERE body = ? AND year = ?",
                [.text(actor.body.id), Value(year)])
            guard before < Self.handInsMax else {
                throw Refusal(
                    RosterCodes.summariesTooMany, article: day.article,
                    detail: Bilingual("每年度至多\(Self.handInsMax)次", "at most \(Self.handInsMax) times a year"),
                    field: "year")
            }
            let id = surroundings.newID()
            try session.run(
                """
                INSERT INTO roster_summary (id, body, year, content, at, actor_name, due, late)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(actor.body.id), Value(year), .text(try StoredJSON.text(content)),
                    .int(surroundings.now().milliseconds), .text(actor.displayName), .text(due.description),
                    Value(today > due),
                ])
            try record(
                RosterEvents.summary, "body:\(actor.body.id)", by: actor,
                [("year", String(year)), ("due", due.description), ("late", today > due ? "yes" : "no")],
                article: day.article, in: session)
            try tellAuthority(
                NoticeDraft(
                    title: Bilingual("已报送\(year)年度总结", "Summary of \(year) handed in"), text: actor.body.name,
                    subject: "roster:\(actor.body.id)", article: day.article),
                besides: actor.body, in: session)
            let found = try summaries("id = ?", [.text(id)], in: session).first
            guard let found else { throw StoreError.shape("a summary just written is not there") }
            return found
        }
    }

    /// How the summary stands: last year's while it is missing, else this year's. A body owes none for a year whose last
    /// day had passed before it was registered.
    ///
    /// `handedIn` tells by year when the first summary came, and whether that was late.
    public static func standing(
        _ handedIn: [Int: (day: LocalDate, isLate: Bool)], due: (Int) -> LocalDate?, registered: LocalDate,
        today: LocalDate
    ) -> SummaryStanding? {
        for year in [today.year - 1, today.year] {
            guard let last = due(year), registered <= last else { continue }
            if let first = handedIn[year] {
                if year == today.year {
                    return SummaryStanding(
                        year: year, due: last, state: .handedIn(first.day, isLate: first.isLate))
                }
                continue
            }
            return SummaryStanding(year: year, due: last, state: today > last ? .overdue : .due)
        }
        return due(today.year + 1).map { SummaryStanding(year: today.year + 1, due: $0, state: .due) }
    }

    func summaries(
        _ condition: String, _ values: [Value], limit: Int = 200, in session: any Session
    ) throws -> [OfficerSummary] {
        let offset = profile.utcOffsetSeconds
        return try session.all(
            "SELECT * FROM roster_summary WHERE \(condition) ORDER BY id DESC LIMIT \(limit)", values
        ) { row in
            let at = Instant(milliseconds: try row.int("at"))
            guard let due = LocalDate(try row.text("due")) else { throw StoreError.shape("no day in due") }
            return OfficerSummary(
                id: try row.text("id"), body: try row.text("body"), year: Int(try row.int("year")),
                content: try StoredJSON.value(
                    SummaryContent.self, in: try row.text("content"), of: "a summary"),
                at: at, day: at.day(offsetSeconds: offset), actorName: try row.text("actor_name"), due: due,
                isLate: try row.bool("late"))
        }
    }

    /// Tells the authority of the regulation's place, unless it is `body` itself or there is none.
    func tellAuthority(_ draft: NoticeDraft, besides body: Body, in session: any Session) throws {
        do {
            let authority = try parties.seat(.cityAuthority, opener: body, provider: nil, in: session)
            if authority.id != body.id { try notices.tell(draft, to: [authority.id], in: session) }
        } catch let refusal as Refusal where refusal.code == PartiesCodes.seatVacant {
            return
        }
    }
}
