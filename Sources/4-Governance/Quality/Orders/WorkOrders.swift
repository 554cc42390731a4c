import Cases
import Catalogue
import Ledger
import Notices
import Parties
import Regulation
import Store

/// What a check does to work orders (工单流转): it opens them for what nobody has yet, keeps those open where something is
/// left, and ends those where nothing is.
extension Quality {
    /// The procedure by which problem data is corrected.
    public static let correction = "quality-correction"

    /// Holds the open orders of the entry to the results of `run`, and opens one for what they do not cover. Part of the
    /// transaction that writes the check.
    func settle(
        _ run: QualityRun, _ results: [QualityResult], entry: Entry, in session: any Session
    ) throws {
        let broken = results.filter { $0.problems > 0 }
        var covered: Set<String> = []
        for order in try openOrders(of: run.entry, in: session) {
            let left = broken.filter { order.rules.contains($0.rule) }.reduce(0) { $0 + $1.problems }
            try session.run(
                "UPDATE quality_order SET left_over = ?, checked_run = ? WHERE id = ?",
                [.int(left), .int(run.number), .text(order.id)])
            guard left == 0 else {
                covered.formUnion(order.rules)
                try keepOpen(order, left: left, run, entry, in: session)
                continue
            }
            try close(order, run, entry, in: session)
        }
        let open = broken.filter { !covered.contains($0.rule) }
        guard !open.isEmpty, profile.procedure(Self.correction) != nil else { return }
        try self.open(open, run, entry, in: session)
    }

    private func open(
        _ results: [QualityResult], _ run: QualityRun, _ entry: Entry, in session: any Session
    ) throws {
        let owner = try parties.body(entry.body, in: session)
        guard owner.isActive else { return }
        let id = surroundings.newID()
        let file = try cases.openByPlatform(
            procedure: Self.correction, subject: "quality-order:\(id)", title: entry.content.name,
            provider: owner, in: session)
        let found = results.reduce(0) { $0 + $1.problems }
        try session.run(
            """
            INSERT INTO quality_order (id, entry, body, case_id, run, rules, found, left_over, checked_run, state,
                opened_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
            """,
            [
                .text(id), .text(entry.id), .text(entry.body), .text(file.id), .int(run.number),
                .text(try StoredJSON.text(results.map(\.rule))), .int(found), .int(found), .int(run.number),
                .int(run.finishedAt.milliseconds),
            ])
        try record(QualityEvents.ordered, id, entry, run, left: found, in: session)
        let name = entry.content.name
        try notices.tell(
            NoticeDraft(
                role: file.current?.role,
                title: Bilingual(
                    "《\(name)》有\(found)条问题数据待整改",
                    "\(found) problems in the data of \(name) are to be corrected"),
                subject: "case:\(file.id)", article: file.current?.article, due: file.current?.due?.date),
            to: [entry.body], in: session)
    }

    /// A line of the timeline only where something changed: a check every day says the same thing once.
    private func keepOpen(
        _ order: WorkOrder, left: Int64, _ run: QualityRun, _ entry: Entry, in session: any Session
    ) throws {
        let file = try cases.file(order.caseID, in: session)
        let wasReported = (file.position ?? 0) > 0
        guard wasReported || left != order.left else { return }
        try cases.reopenByPlatform(order.caseID, text: "第\(run.number)次检查，尚有问题\(left)条", in: session)
        try record(QualityEvents.left, order.id, entry, run, left: left, in: session)
        guard wasReported else { return }
        let name = entry.content.name
        try notices.tell(
            NoticeDraft(
                role: file.steps.first?.role,
                title: Bilingual(
                    "《\(name)》复查尚有\(left)条问题数据", "The check of \(name) still finds \(left) problems"),
                subject: "case:\(order.caseID)", article: file.steps.first?.article,
                due: file.steps.first?.due?.date),
            to: [entry.body], in: session)
    }

    private func close(
        _ order: WorkOrder, _ run: QualityRun, _ entry: Entry, in session: any Session
    ) throws {
        try cases.concludeByPlatform(
            order.caseID, text: "第\(run.number)次检查，原有问题\(order.found)条已全部整改", in: session)
        try end(order.id, as: .closed, in: session)
        try record(QualityEvents.closed, order.id, entry, run, left: 0, in: session)
        let name = entry.content.name
        try notices.tell(
            NoticeDraft(
                title: Bilingual("《\(name)》的问题数据工单已销号", "The work order over \(name) is closed"),
                subject: "case:\(order.caseID)", article: article),
            to: [entry.body], in: session)
    }

    func end(_ order: String, as state: WorkOrder.State, in session: any Session) throws {
        try session.run(
            "UPDATE quality_order SET state = ?, closed_at = ? WHERE id = ?",
            [.text(state.rawValue), .int(surroundings.now().milliseconds), .text(order)])
    }

    private func record(
        _ kind: EventKind, _ order: String, _ entry: Entry, _ run: QualityRun, left: Int64,
        in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: Cases.platformActor, body: entry.body,
                subject: "quality-order:\(order)", article: article,
                facts: [("entry", entry.id), ("run", String(run.number)), ("left", String(left))]),
            in: session)
    }

    // MARK: Reading

    private func openOrders(of entry: String, in session: any Session) throws -> [WorkOrder] {
        try session.all(
            "\(Self.orders) WHERE o.entry = ? AND o.state = 'open' ORDER BY o.id LIMIT \(Self.pageSizeMax)",
            [.text(entry)], WorkOrder.init)
    }

    private static let orders =
        "SELECT o.*, c.due AS case_due FROM quality_order o JOIN case_file c ON c.id = o.case_id"

    /// Work orders, the newest first, at most 100: of one body or one entry, in one state. `before` is the id of the last
    /// one of the page before. Refuses with `quality-not-yours` for the whole city, unless ``seesAll(_:)``.
    public func orders(
        _ state: WorkOrder.State? = nil, ofBody body: String? = nil, entry: String? = nil,
        before: String? = nil, limit: Int = 50, for actor: Actor
    ) async throws -> [WorkOrder] {
        try maySee(body, actor).orThrow()
        var conditions: [String] = []
        var values: [Value] = []
        for (column, value) in [
            ("o.state = ?", state?.rawValue), ("o.body = ?", body), ("o.entry = ?", entry),
            ("o.id < ?", before),
        ] {
            guard let value else { continue }
            conditions.append(column)
            values.append(.text(value))
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let limit = max(1, min(limit, Self.pageSizeMax))
        let bound = values
        return try await store.read { session in
            try session.all(
                "\(Self.orders) \(condition) ORDER BY o.id DESC LIMIT \(limit)", bound, WorkOrder.init)
        }
    }

    /// The work order, whoever asks: for pages that showed its case already. Refuses with `case-not-found`.
    public func order(_ id: String, in session: any Session) throws -> WorkOrder {
        guard let order = try session.first("\(Self.orders) WHERE o.id = ?", [.text(id)], WorkOrder.init)
        else { throw Refusal(CasesCodes.notFound) }
        return order
    }
}

extension WorkOrder {
    init(_ row: Row) throws {
        guard let state = State(rawValue: try row.text("state")) else {
            throw StoreError.shape("a work order cannot be read")
        }
        self.init(
            id: try row.text("id"), entry: try row.text("entry"), body: try row.text("body"),
            caseID: try row.text("case_id"), run: try row.int("run"),
            rules: try StoredJSON.value(
                [String].self, in: try row.text("rules"), of: "the rules of a work order"),
            found: try row.int("found"), left: try row.int("left_over"),
            checkedRun: try row.int("checked_run"), state: state,
            openedAt: Instant(milliseconds: try row.int("opened_at")),
            closedAt: try row.optionalInt("closed_at").map(Instant.init(milliseconds:)),
            due: try row.optionalText("case_due").flatMap { LocalDate($0) })
    }
}
