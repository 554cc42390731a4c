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

    /// Sends what is due to be sent; answers how many bodies were reminded now.
    @discardableResult
    public func remind(limit: Int = sweepMax) async throws -> Int {
        let today = today
        let due = try await reminders(today)
        var sent = 0
        for reminder in due.prefix(min(max(limit, 1), Self.sweepMax)) {
            if try await send(reminder) { sent += 1 }
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

    private func reminders(_ today: LocalDate) async throws -> [Reminder] {
        let bodies = try await parties.bodies(limit: Self.bodiesMax).filter(Self.fillsPosts)
        return try await store.read { session in
            let sent = Set(
                try session.all(
                    "SELECT body, kind, key FROM roster_reminder ORDER BY at DESC LIMIT 100000", []
                ) { try "\($0.text(at: 0)) \($0.text(at: 1)) \($0.text(at: 2))" })
            let handedIn = try firstSummaries("year >= ?", [Value(today.year - 1)], in: session)
            let registered = try registrations("active = 1", [], in: session)
            var late: [String: [RosterChange]] = [:]
            for change in try changes(Self.isPending, [], limit: 10_000, in: session)
            where change.isOverdue(on: today) {
                late[change.body, default: []].append(change)
            }
            var reminders: [Reminder] = []
            for body in bodies {
                let standing = standing(
                    of: body, handedIn[body.id] ?? [:], registered[body.id] ?? today, today)
                if let standing, let reminder = summary(standing, body, today) { reminders.append(reminder) }
                for change in late[body.id] ?? [] {
                    if let reminder = self.late(change, body) { reminders.append(reminder) }
                }
            }
            return reminders.filter { !sent.contains("\($0.body.id) \($0.kind) \($0.key)") }
        }
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
            body: body, kind: "change-late", key: String(change.number),
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
