import Parties
import Regulation
import Store

/// Entering who was appointed and who left (任免登记).
extension Roster {
    /// Appoints somebody to a post of the actor's body. Everything that is wrong is told at once.
    @discardableResult
    public func appoint(_ appointment: Appointment, by actor: Actor) async throws -> Officer {
        try mayKeep(actor.body.id, actor).orThrow()
        try check(appointment).orThrow()
        return try await store.write { session in
            let body = actor.body.id
            let current = try officers("body = ? AND until_day IS NULL", [.text(body)], in: session)
            let leaving = appointment.replaces ? current.filter { $0.post == appointment.post } : []
            guard current.count - leaving.count < Self.currentMax else {
                throw Refusal(
                    RosterCodes.tooMany,
                    detail: Bilingual("在任至多\(Self.currentMax)人", "at most \(Self.currentMax) in office"))
            }
            if let later = leaving.first(where: { $0.since > appointment.since }) {
                throw Refusal(
                    RosterCodes.fieldMalformed, article: article(of: appointment.post),
                    detail: Bilingual("现任自 \(later.since) 起任职", "the present holder began on \(later.since)"),
                    field: "since")
            }
            for officer in leaving { try leave(officer, on: appointment.since, by: actor, in: session) }
            let id = surroundings.newID()
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO roster_officer (id, body, post, name, title, contact, document, since_day, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(body), .text(appointment.post), .text(appointment.name),
                    .text(appointment.title), .bytes(try seal(appointment.contact, of: id)),
                    .text(appointment.document), .text(appointment.since.description),
                    .int(now.milliseconds),
                ])
            try note(.appointed, id, appointment.post, on: appointment.since, by: actor, in: session)
            return try officer(id, for: actor, in: session)
        }
    }

    /// Ends the time of an officer on `day`; who they were stays on record.
    @discardableResult
    public func end(_ id: String, on day: LocalDate, by actor: Actor) async throws -> Officer {
        try await store.write { session in
            let officer = try officer(id, for: actor, in: session)
            try mayKeep(officer.body, actor).orThrow()
            guard officer.isCurrent else { throw Refusal(RosterCodes.leftAlready) }
            guard (officer.since...max(officer.since, today)).contains(day) else {
                throw Refusal(
                    RosterCodes.fieldMalformed, article: article(of: officer.post),
                    detail: Bilingual("离任日在 \(officer.since) 至今天之间", "from \(officer.since) to today"),
                    field: "until")
            }
            try leave(officer, on: day, by: actor, in: session)
            return try self.officer(id, for: actor, in: session)
        }
    }

    /// Corrects title and contact of somebody in office: no change of the list, so nothing is to be reported.
    @discardableResult
    public func correct(
        _ id: String, title: String, contact: String, by actor: Actor
    ) async throws -> Officer {
        try await store.write { session in
            let officer = try officer(id, for: actor, in: session)
            try mayKeep(officer.body, actor).orThrow()
            guard officer.isCurrent else { throw Refusal(RosterCodes.leftAlready) }
            let text = Self.text(article(of: officer.post))
            let reasons =
                text(title, Bilingual("职务", "title"), max: 100, at: "title")
                + text(contact, Bilingual("联系方式", "contact"), max: 50, at: "contact")
            try Ruling(reasons).orThrow()
            try session.run(
                "UPDATE roster_officer SET title = ?, contact = ? WHERE id = ?",
                [.text(title), .bytes(try seal(contact, of: id)), .text(id)])
            try record(
                RosterEvents.corrected, "officer:\(id)", by: actor, [("post", officer.post)], in: session)
            return try self.officer(id, for: actor, in: session)
        }
    }

    /// How they were reached is kept no longer than they are in office.
    private func leave(
        _ officer: Officer, on day: LocalDate, by actor: Actor, in session: any Session
    ) throws {
        try session.run(
            "UPDATE roster_officer SET until_day = ?, contact = ? WHERE id = ?",
            [.text(day.description), .bytes([]), .text(officer.id)])
        try note(.left, officer.id, officer.post, on: day, by: actor, in: session)
    }

    /// Writes down a change, with the last day for reporting it where an article sets one.
    private func note(
        _ kind: RosterChange.Kind, _ officer: String, _ post: String, on day: LocalDate, by actor: Actor,
        in session: any Session
    ) throws {
        let limit = isFiled ? profile.post(post)?.change : nil
        let due = limit.map { calendar.due($0, from: day) }
        let article = limit?.article ?? profile.post(post)?.articles.first
        try session.run(
            """
            INSERT INTO roster_change (body, officer, post, kind, day, due, provisional, article, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(actor.body.id), .text(officer), .text(post), .text(kind.rawValue),
                .text(day.description), Value(due?.date.description), Value(due?.provisional ?? false),
                Value(article?.description), .int(surroundings.now().milliseconds),
            ])
        try record(
            kind == .appointed ? RosterEvents.appointed : RosterEvents.left, "officer:\(officer)", by: actor,
            [("post", post), ("day", day.description), ("due", due?.date.description ?? "")],
            article: article, in: session)
    }

    // MARK: Checks

    private func check(_ appointment: Appointment) -> Ruling {
        var reasons: [Reason] = []
        let article = article(of: appointment.post)
        if profile.post(appointment.post) == nil {
            let known = profile.posts.map(\.role).joined(separator: ", ")
            reasons.append(
                Reason(
                    RosterCodes.postUnknown, article: article,
                    detail: Bilingual("岗位：\(known)", "posts: \(known)"),
                    field: "post"))
        }
        let text = Self.text(article)
        reasons += text(appointment.name, Bilingual("姓名", "name"), max: 50, at: "name")
        reasons += text(appointment.title, Bilingual("职务", "title"), max: 100, at: "title")
        reasons += text(appointment.contact, Bilingual("联系方式", "contact"), max: 50, at: "contact")
        reasons += text(
            appointment.document, Bilingual("任免文号", "document"), max: 100, isRequired: false, at: "document")
        if appointment.since > today {
            reasons.append(
                Reason(
                    RosterCodes.fieldMalformed, article: article,
                    detail: Bilingual("任职日不能在今天之后", "not after today"), field: "since"))
        }
        return Ruling(reasons)
    }
}
