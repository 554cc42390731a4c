import Ledger
import Notices
import Parties
import Regulation
import Store

/// Reminders (提醒): a month before the summary is due, when its day has passed, and when a change was not reported in
/// time. Each once, however many processes look.
extension Roster {
    /// Days before the last day on which bodies are reminded of the summary.
    public static let reminderDays = 30
    /// Reminders that one sweep sends at the most.
    public static let sweepMax = 500

    /// Bodies that are looked at together.
    static let pageMax = 1_000

    /// Sends what is due to be sent, page by page of all bodies until ``sweepMax`` are sent: the next sweep goes on
    /// from there. Answers how many were sent now.
    @discardableResult
    public func remind(limit: Int = sweepMax) async throws -> Int {
        let today = today
        let most = min(max(limit, 1), Self.sweepMax)
        var sent = 0
        var last = ""
        while sent < most {
            let page = try await parties.bodies(after: last, limit: Self.pageMax)
            guard let end = page.last?.id else { break }
            for reminder in try await reminders(to: page, today) where sent < most {
                if try await send(reminder) { sent += 1 }
            }
            last = end
        }
        return sent
    }

    /// Sweeps again and again until its task is cancelled; faults go to `report` and do not end it.
    public func remindContinually(every pause: Duration, _ report: @Sendable (any Error) -> Void) async {
        while !Task.isCancelled {
            do { try await remind() } catch { report(error) }
            try? await Task.sleep(for: pause)
        }
    }

    /// One reminder to one body.
    struct Reminder: Sendable {
        let body: Body
        let kind: String
        /// The year of a summary, the number of a change.
        let key: String
        let title: Bilingual
        let text: String
        let article: ArticleReference?
        let due: LocalDate
        let tellsAuthority: Bool
    }

    /// What is due to the bodies of one page and was not sent yet.
    private func reminders(to page: [Body], _ today: LocalDate) async throws -> [Reminder] {
        guard let first = page.first?.id, let last = page.last?.id else { return [] }
        let range: [Value] = [.text(first), .text(last)]
        let year = today.year
        return try await store.read { session in
            let sent = Set(
                try session.all(
                    """
                    SELECT body, kind, key FROM roster_reminder
                    WHERE body >= ? AND body <= ? AND kind <> '\(Self.lateChange)' AND key IN (?, ?, ?)
                    """, range + [year - 1, year, year + 1].map { .text(String($0)) }
                ) { try "\($0.text(at: 0)) \($0.text(at: 1)) \($0.text(at: 2))" })
            let handedIn = try Self.firstSummaries(
                "body >= ? AND body <= ? AND year >= ?", range + [Value(year - 1)],
                offsetSeconds: profile.utcOffsetSeconds, in: session)
            let registered = try registrations("id >= ? AND id <= ?", range, in: session)
            let late = try lateChanges(range, today, in: session)
            return page.filter(Self.fillsPosts).flatMap { body -> [Reminder] in
                let standing = standing(
                    of: body, handedIn[body.id] ?? [:], registered[body.id] ?? today, today)
                let yearly = standing.flatMap { summary($0, body, today) }
                return [yearly].compactMap { $0 }.filter { !sent.contains("\(body.id) \($0.kind) \($0.key)") }
                    + (late[body.id] ?? []).compactMap { self.late($0, body) }
            }
        }
    }

    private static let lateChange = "change-late"

    /// Changes that were not reported in time, of the bodies from one id to another that are reminded, by body: those
    /// of which nobody was reminded yet, ``sweepMax`` at the most.
    private func lateChanges(
        _ range: [Value], _ today: LocalDate, in session: any Session
    ) throws -> [String: [RosterChange]] {
        let kinds = Self.fillingKinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let found = try changes(
            """
            \(Self.isPending) AND c.body >= ? AND c.body <= ? AND c.due < ?
                AND c.body IN (SELECT id FROM body WHERE active = 1 AND kind IN (\(kinds)))
                AND NOT EXISTS (
                    SELECT 1 FROM roster_reminder m WHERE m.body = c.body AND m.kind = '\(Self.lateChange)'
                        AND m.key = CAST(c.number AS TEXT))
            """, range + [.text(today.description)], limit: Self.sweepMax, in: session)
        return Dictionary(grouping: found.filter { $0.isOverdue(on: today) }, by: \.body)
    }

    private func summary(_ standing: SummaryStanding, _ body: Body, _ today: LocalDate) -> Reminder? {
        let year = standing.year
        let article = summaryDay?.article
        switch standing.state {
        case .handedIn: return nil
        case .due:
            guard today >= standing.due.adding(days: -Self.reminderDays) else { return nil }
            return Reminder(
                body: body, kind: "summary", key: String(year),
                title: Bilingual(
                    "请在 \(standing.due) 前报送\(year)年度总结", "Hand in the summary of \(year) by \(standing.due)"),
                text: "", article: article, due: standing.due, tellsAuthority: false)
        case .overdue:
            return Reminder(
                body: body, kind: "summary-late", key: String(year),
                title: Bilingual("\(year)年度总结逾期未报送", "The summary of \(year) is overdue"),
                text: body.name, article: article, due: standing.due, tellsAuthority: true)
        }
    }

    private func late(_ change: RosterChange, _ body: Body) -> Reminder? {
        guard let due = change.due else { return nil }
        let post = profile.role(change.post)?.name ?? Bilingual(change.post, change.post)
        return Reminder(
            body: body, kind: Self.lateChange, key: String(change.number),
            title: Bilingual(
                "\(post.zh)变动逾期未报送", "A change was not reported in time: \(post.en)"),
            text: body.name, article: change.article, due: due, tellsAuthority: true)
    }

    private func send(_ reminder: Reminder) async throws -> Bool {
        try await store.write { session in
            let isNew = try session.run(
                "INSERT INTO roster_reminder (body, kind, key, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    .text(reminder.body.id), .text(reminder.kind), .text(reminder.key),
                    .int(surroundings.now().milliseconds),
                ])
            guard isNew > 0 else { return false }
            let draft = NoticeDraft(
                title: reminder.title, text: reminder.text, subject: "roster:\(reminder.body.id)",
                article: reminder.article, due: reminder.due)
            try notices.tell(draft, to: [reminder.body.id], in: session)
            if reminder.tellsAuthority { try tellAuthority(draft, besides: reminder.body, in: session) }
            try ledger.record(
                LedgerEvent(
                    RosterEvents.reminded, at: surroundings.now(), actor: "platform", body: reminder.body.id,
                    subject: "body:\(reminder.body.id)", article: reminder.article,
                    facts: [("kind", reminder.kind), ("about", reminder.key)]),
                in: session)
            return true
        }
    }
}
