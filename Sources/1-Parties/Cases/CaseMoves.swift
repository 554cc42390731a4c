import Ledger
import Parties
import Regulation
import Store

/// How a case moves: each function writes one change inside the caller's transaction.
extension Cases {
    func insert(
        _ step: Procedure.Step, at position: Int, of id: String, body: String, in session: any Session
    ) throws {
        var limit: (amount: Int, unit: Deadline.Unit, article: ArticleReference)?
        if let deadline = step.deadline, case .within(let amount, let unit) = deadline.span {
            limit = (amount, unit, deadline.article)
        }
        try session.run(
            """
            INSERT INTO case_step (case_id, position, step, name_zh, name_en, role, body, acts, article,
                limit_amount, limit_unit, limit_article)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), Value(position), .text(step.id), .text(step.name.zh), .text(step.name.en),
                .text(step.role), .text(body), .text(step.acts.map(\.rawValue).joined(separator: " ")),
                .text(step.article.description), Value(limit?.amount), Value(limit?.unit.rawValue),
                Value(limit?.article.description),
            ])
        guard limit != nil, let more = step.deadline?.prolongation else { return }
        try session.run(
            """
            UPDATE case_step SET more_amount = ?, more_unit = ?, more_article = ?
            WHERE case_id = ? AND position = ?
            """,
            [
                Value(more.amount), .text(more.unit.rawValue), .text(more.article.description), .text(id),
                Value(position),
            ])
    }

    /// Remembers who worked on what the case decides.
    func add(_ authors: Set<String>, to id: String, in session: any Session) throws {
        for author in authors.sorted() {
            try session.run(
                "INSERT INTO case_author (case_id, actor) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [.text(id), .text(author)])
        }
    }

    /// Makes `position` the current step and starts its clock: the day of entry itself does not count.
    func enter(_ position: Int, of id: String, in session: any Session) throws {
        let now = surroundings.now()
        let today = now.day(offsetSeconds: profile.utcOffsetSeconds)
        let due = try session.first(
            "SELECT limit_amount, limit_unit, limit_article FROM case_step WHERE case_id = ? AND position = ?",
            [.text(id), Value(position)]
        ) { row -> DueDate? in
            guard let amount = try row.optionalInt("limit_amount"),
                let text = try row.optionalText("limit_unit"),
                let unit = Deadline.Unit(rawValue: text),
                let article = ArticleReference(try row.text("limit_article"))
            else { return nil }
            return calendar.due(Deadline(span: .within(Int(amount), unit), article: article), from: today)
        }.flatMap { $0 }
        try session.run(
            """
            UPDATE case_step SET entered_at = ?, due = ?, due_provisional = ?, done_at = NULL
            WHERE case_id = ? AND position = ?
            """,
            [
                .int(now.milliseconds), Value(due?.date.description), Value(due?.provisional ?? false),
                .text(id), Value(position),
            ])
        try session.run(
            """
            UPDATE case_file SET position = ?, due = ?, asked_body = NULL, asked_role = NULL,
                above_body = NULL, above_role = NULL,
                step_body = (SELECT body FROM case_step WHERE case_id = ? AND position = ?),
                step_role = (SELECT role FROM case_step WHERE case_id = ? AND position = ?)
            WHERE id = ?
            """,
            [
                Value(position), Value(due?.date.description), .text(id), Value(position), .text(id),
                Value(position), .text(id),
            ])
    }

    /// Hands the case back to its opener; the reviewer's clock stands still until it is resubmitted.
    func handBack(_ position: Int, of id: String, in session: any Session) throws {
        try session.run(
            "UPDATE case_step SET due = NULL WHERE case_id = ? AND position = ?",
            [.text(id), Value(position)])
        // The clock starts anew when it comes back, so a request that nobody answered is void.
        try session.run(
            "DELETE FROM case_prolongation WHERE case_id = ? AND position = ? AND state = 'asked'",
            [.text(id), Value(position)])
        try session.run(
            """
            UPDATE case_file SET state = 'returned', supplemented = 1, due = NULL, asked_body = NULL,
                asked_role = NULL, above_body = NULL, above_role = NULL
            WHERE id = ?
            """, [.text(id)])
    }

    func finishStep(_ position: Int, of id: String, in session: any Session) throws {
        try session.run(
            "UPDATE case_step SET done_at = ? WHERE case_id = ? AND position = ?",
            [.int(surroundings.now().milliseconds), .text(id), Value(position)])
    }

    func close(
        _ id: String, as state: CaseFile.State, article: ArticleReference?, in session: any Session
    ) throws {
        let now = surroundings.now()
        try session.run(
            """
            UPDATE case_file SET state = ?, settled = ?, position = NULL, step_body = NULL, step_role = NULL,
                due = NULL, asked_body = NULL, asked_role = NULL, above_body = NULL, above_role = NULL,
                closed_at = ?
            WHERE id = ?
            """,
            [
                .text((state == .settled ? .withdrawn : state).rawValue), Value(state == .settled),
                .int(now.milliseconds), .text(id),
            ])
        try ledger.record(
            LedgerEvent(
                CasesEvents.closed, at: now, actor: "platform", body: "", subject: "case:\(id)",
                article: article,
                facts: [("outcome", state.rawValue)]),
            in: session)
    }

    func note(
        _ kind: CaseEvent.Kind, on id: String, step: Bilingual, by actor: Actor, text: String,
        article: ArticleReference?, in session: any Session
    ) throws {
        try note(
            kind, on: id, step: step, actor: actor.ledgerName, name: actor.displayName, body: actor.body.name,
            text: text, article: article, in: session)
    }

    /// A line of the timeline that nobody in particular wrote, or somebody by name.
    func note(
        _ kind: CaseEvent.Kind, on id: String, step: Bilingual, actor: String, name: String, body: String,
        text: String, article: ArticleReference?, in session: any Session
    ) throws {
        let sequence = try session.number(
            "SELECT coalesce(max(sequence), 0) + 1 FROM case_event WHERE case_id = ?", [.text(id)])
        try session.run(
            """
            INSERT INTO case_event (case_id, sequence, at, kind, step_zh, step_en, actor, actor_name, body, note,
                article)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), .int(sequence), .int(surroundings.now().milliseconds), .text(kind.rawValue),
                .text(step.zh), .text(step.en), .text(actor), .text(name), .text(body), .text(text),
                Value(article?.description),
            ])
    }
}
