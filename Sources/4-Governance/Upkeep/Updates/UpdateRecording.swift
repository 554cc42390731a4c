import Catalogue
import Ledger
import Notices
import Parties
import Regulation
import Store

extension Upkeep {
    /// Whether `actor` may record events: whoever compiles entries, for their own body; a reviewer of the authority,
    /// for every body. Refuses as ``Catalogue/Catalogue/mayCompile(for:_:)`` does.
    public func mayRecord(_ actor: Actor) -> Ruling {
        actor.reviews(for: profile) ? .allowed : catalogue.mayCompile(for: actor.body.id, actor)
    }

    /// The last day for updates after an event of `kind` on `day`; nil where no article sets one.
    public func updateDue(_ kind: UpdateEvent.Kind, from day: LocalDate) -> DueDate? {
        profile.deadline(kind.deadline).map { calendar.due($0, from: day) }
    }

    /// The article that asks for updates after an event of `kind`: that of its limit, else of its duty, else of the
    /// maintenance of the catalogue.
    public func updateArticle(_ kind: UpdateEvent.Kind) -> ArticleReference? {
        profile.deadline(kind.deadline)?.article
            ?? [kind.duty, "catalogue-maintenance", UpdateEvent.Kind.law.duty].lazy
            .compactMap { profile.duty($0)?.article }.first
    }

    /// Records an event and gives each body concerned its updates (登记更新事由), with the day by which the regulation
    /// wants them, counted in working days from the day of the event; whoever did not record it is told.
    ///
    /// Order of refusal: who may; then all at once `update-event-incomplete` for each field, `entry-not-found`,
    /// `entry-not-in-force` and, unless the authority records it, `upkeep-not-yours` for each entry; last
    /// `update-event-recorded`.
    @discardableResult
    public func record(_ content: UpdateEventContent, by actor: Actor) async throws -> UpdateRecord {
        try mayRecord(actor).orThrow()
        return try await store.write { session in
            let (entries, reasons) = try concerned(content, by: actor, in: session)
            try Ruling(faults(content) + reasons).orThrow()
            guard let occurred = content.occurred else { throw Refusal(UpkeepCodes.eventIncomplete) }
            let article = updateArticle(content.kind)
            guard try !isRecorded(content, occurred, entries, by: actor, in: session) else {
                throw Refusal(UpkeepCodes.eventRecorded, article: article)
            }
            let id = surroundings.newID()
            let now = surroundings.now()
            try session.run(
                """
                INSERT INTO update_event (id, kind, what, document, occurred, since, article, body, actor,
                    actor_name, recorded_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(content.kind.rawValue), .text(content.what), .text(content.document),
                    .text(occurred.description), .int(start(occurred)), Value(article?.description),
                    .text(actor.body.id), .text(actor.ledgerName), .text(actor.displayName),
                    .int(now.milliseconds),
                ])
            try record(
                UpkeepEvents.recorded, "update-event:\(id)", article: article, by: actor,
                [
                    ("kind", content.kind.rawValue), ("occurred", occurred.description),
                    ("entries", String(entries.count)),
                ], in: session)
            for (body, entries) in Dictionary(grouping: entries, by: \.body).sorted(by: { $0.key < $1.key }) {
                try assign(id, content.kind, occurred, entries, to: body, by: actor, in: session)
            }
            return try updateRecord(id, for: actor, in: session)
        }
    }

    /// Whether the body has recorded the same in the same words, for the same entries: a form that was sent twice
    /// gives nobody the same updates twice.
    private func isRecorded(
        _ content: UpdateEventContent, _ occurred: LocalDate, _ entries: [Entry], by actor: Actor,
        in session: any Session
    ) throws -> Bool {
        guard let first = entries.first else { return false }
        let alike = try session.all(
            """
            SELECT e.id AS id FROM update_task t JOIN update_event e ON e.id = t.event
            WHERE t.entry = ? AND e.body = ? AND e.kind = ? AND e.occurred = ? AND e.what = ? AND e.document = ?
            LIMIT 100
            """,
            [
                .text(first.id), .text(actor.body.id), .text(content.kind.rawValue),
                .text(occurred.description), .text(content.what), .text(content.document),
            ]
        ) { try $0.text("id") }
        let wanted = Set(entries.map(\.id))
        return try alike.contains { event in
            let known = try session.all("SELECT entry FROM update_task WHERE event = ?", [.text(event)]) {
                try $0.text("entry")
            }
            return Set(known) == wanted
        }
    }

    private func faults(_ content: UpdateEventContent) -> [Reason] {
        let article = updateArticle(content.kind)
        func reason(_ field: String, _ zh: String, _ en: String) -> Reason {
            Reason(
                UpkeepCodes.eventIncomplete, article: article, detail: Bilingual(zh, en), field: field)
        }
        var reasons: [Reason] = []
        let (whatMax, documentMax) = (UpdateEventContent.whatMax, UpdateEventContent.documentMax)
        if content.what.allSatisfy(\.isWhitespace) {
            reasons.append(reason("what", "请写明发生了什么变化", "state what changed"))
        } else if content.what.unicodeScalars.count > whatMax {
            reasons.append(reason("what", "至多\(whatMax)字", "at most \(whatMax) characters"))
        }
        if content.kind == .law, content.document.allSatisfy(\.isWhitespace) {
            reasons.append(reason("document", "请写明法律文件及其文号", "name the legal document with its number"))
        } else if content.document.unicodeScalars.count > documentMax {
            reasons.append(reason("document", "至多\(documentMax)字", "at most \(documentMax) characters"))
        }
        if let day = content.occurred {
            if day > today {
                reasons.append(reason("occurred", "不能晚于今天", "not after today"))
            }
        } else {
            reasons.append(reason("occurred", "应为存在的日期 YYYY-MM-DD", "a day that exists, YYYY-MM-DD"))
        }
        if content.entries.isEmpty {
            reasons.append(reason("entries", "请列出有关目录条目", "list the entries concerned"))
        } else if content.entries.count > Self.entriesMax {
            reasons.append(
                reason("entries", "至多\(Self.entriesMax)条", "at most \(Self.entriesMax) entries"))
        }
        return reasons
    }

    private func concerned(
        _ content: UpdateEventContent, by actor: Actor, in session: any Session
    ) throws -> ([Entry], [Reason]) {
        guard content.entries.count <= Self.entriesMax else { return ([], []) }
        var found: [String: Entry] = [:]
        var reasons: [Reason] = []
        for one in content.entries {
            let detail = Bilingual(one, one)
            guard let entry = try entry(one, in: session) else {
                reasons.append(Reason(CatalogueCodes.notFound, detail: detail, field: "entries"))
                continue
            }
            if entry.body != actor.body.id, !actor.reviews(for: profile) {
                reasons.append(
                    Reason(
                        UpkeepCodes.notYours, article: profile.article(for: .accessControl), detail: detail,
                        field: "entries"))
            } else if !entry.isInForce {
                reasons.append(
                    Reason(
                        CatalogueCodes.notInForce, article: updateArticle(content.kind), detail: detail,
                        field: "entries"))
            }
            found[entry.id] = entry
        }
        return (found.values.sorted { $0.number < $1.number }, reasons)
    }

    private func assign(
        _ event: String, _ kind: UpdateEvent.Kind, _ occurred: LocalDate, _ entries: [Entry], to body: String,
        by actor: Actor, in session: any Session
    ) throws {
        let limit = profile.deadline(kind.deadline)
        let due = updateDue(kind, from: occurred)
        let more = limit?.prolongation
        try session.run(
            """
            INSERT INTO update_assignment (event, body, kind, due, due_end, due_provisional, due_article,
                more_amount, more_unit, more_article)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(event), .text(body), .text(kind.rawValue), Value(due?.date.description),
                Value(due.map { start($0.date.adding(days: 1)) }), Value(due?.provisional ?? false),
                Value(limit?.article.description), Value(more?.amount), Value(more?.unit.rawValue),
                Value(more?.article.description),
            ])
        for entry in entries {
            try session.run(
                "INSERT INTO update_task (event, entry, body, state) VALUES (?, ?, ?, 'open')",
                [.text(event), .text(entry.id), .text(body)])
        }
        let article = updateArticle(kind)
        try record(
            UpkeepEvents.assigned, "update-event:\(event)", article: article, by: actor,
            [
                ("to", body), ("entries", String(entries.count)), ("due", due?.date.description ?? ""),
            ], in: session)
        guard body != actor.body.id else { return }
        try notices.tell(
            NoticeDraft(
                title: Bilingual(
                    "有\(entries.count)条目录需要更新", "\(entries.count) of your entries are to be updated"),
                subject: "update-event:\(event)", article: article, due: due?.date),
            to: [body], in: session)
    }
}
