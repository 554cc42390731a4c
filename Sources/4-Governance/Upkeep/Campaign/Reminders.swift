import Notices
import Parties
import Regulation
import Store

/// What came of reminding bodies (催办结果).
public struct ReminderOutcome: Sendable, Hashable {
    public let reminded: [Body]
    /// Those passed over, by name, each with why: `reminder-not-needed` or `reminder-sent-today`.
    public let passedOver: [Reason]
}

extension Upkeep {
    /// Whether `actor` may remind bodies: a reviewer of the authority. Refuses with `upkeep-not-authority`.
    public func mayRemind(_ actor: Actor) -> Ruling {
        guard actor.reviews(for: profile) else {
            return .refused([
                Reason(UpkeepCodes.notAuthority, article: profile.article(for: .accessControl))
            ])
        }
        return .allowed
    }

    /// Reminds bodies of what they have left to go through (催办), each at most once a day, with a notice to each.
    /// Those that have nothing left, or were reminded today, are passed over.
    ///
    /// Order of refusal: `maintenance-not-set`, `upkeep-not-authority`, `upkeep-nothing-chosen`, `upkeep-too-many`
    /// beyond ``bodiesMax``, `body-not-found`; then, where every one would be passed over, why each would be.
    @discardableResult
    public func remind(_ bodies: [String], by actor: Actor) async throws -> ReminderOutcome {
        let campaign = try running()
        try mayRemind(actor).orThrow()
        guard !bodies.isEmpty else {
            throw Refusal(UpkeepCodes.nothingChosen, article: campaign.article, field: "bodies")
        }
        let chosen = Set(bodies).sorted()
        guard chosen.count <= Self.bodiesMax else {
            throw Refusal(
                UpkeepCodes.tooMany, article: campaign.article,
                detail: Bilingual("至多\(Self.bodiesMax)个单位", "at most \(Self.bodiesMax) bodies"),
                field: "bodies")
        }
        return try await store.write { session in
            var reminded: [Body] = []
            var passedOver: [Reason] = []
            let figures = try figures(
                campaign.period, of: chosen.count == 1 ? chosen.first : nil, in: session)
            for id in chosen {
                let body = try parties.body(id, in: session)
                let left = figures[id]?.left ?? 0
                if let code = try remind(body, left, campaign, by: actor, in: session) {
                    passedOver.append(
                        Reason(
                            code, article: campaign.article, detail: Bilingual(body.name, body.name),
                            field: "bodies.\(id)"))
                } else {
                    reminded.append(body)
                }
            }
            if reminded.isEmpty { try Ruling(passedOver).orThrow() }
            return ReminderOutcome(reminded: reminded, passedOver: passedOver)
        }
    }

    private func remind(
        _ body: Body, _ left: Int64, _ campaign: Campaign, by actor: Actor, in session: any Session
    ) throws -> ReasonCode? {
        guard left > 0 else { return UpkeepCodes.reminderNotNeeded }
        let isNew = try session.run(
            """
            INSERT INTO maintenance_reminder (body, period, day, actor, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [
                .text(body.id), .text(campaign.period.id), .text(today.description),
                .text(actor.ledgerName), .int(surroundings.now().milliseconds),
            ])
        guard isNew > 0 else { return UpkeepCodes.remindedToday }
        try notices.tell(
            NoticeDraft(
                title: Bilingual(
                    "目录全面维护催办：还有\(left)条目录待维护",
                    "Reminder of full maintenance: \(left) entries left to go through"),
                text: "", subject: "maintenance:\(campaign.period.id)", article: campaign.article,
                due: campaign.period.last),
            to: [body.id], in: session)
        try record(
            UpkeepEvents.reminded, "body:\(body.id)", article: campaign.article, by: actor,
            [("period", campaign.period.id), ("left", String(left))], in: session)
        return nil
    }

    /// When bodies were last reminded in the present period, by body; for those who see all.
    public func reminders(for actor: Actor) async throws -> [String: LocalDate] {
        let campaign = try running()
        guard seesAll(actor) else { throw Refusal([notYours]) }
        return try await store.read { session in
            var days: [String: LocalDate] = [:]
            try session.each(
                "SELECT body, max(day) FROM maintenance_reminder WHERE period = ? GROUP BY body",
                [.text(campaign.period.id)]
            ) { days[try $0.text(at: 0)] = LocalDate(try $0.text(at: 1)) }
            return days
        }
    }
}
