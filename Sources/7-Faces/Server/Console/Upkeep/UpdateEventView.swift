import Cases
import Parties
import Regulation
import Upkeep

/// One event with its bodies, its entries and what the reader may do (更新事由).
struct UpdateEventView {
    let crumbs: [Crumb]
    let title: String
    let kind: String
    let base: String
    let faults: FaultsView?
    let facts: FactsView
    let bodies: TableView
    let tasks: PickTable
    /// Why the ticked entries need no change; nil where the reader has none to tick.
    let reasons: FieldView?
    let ask: Ask?
    let answers: [Answer]

    /// The form that asks for more time.
    struct Ask {
        let citation: CitationView?
        let fields: [FieldView]
    }

    /// A request for more time, with the form that answers it.
    struct Answer {
        let body: String
        let title: String
        let words: String
        let citation: CitationView?
        let note: FieldView
    }

    init(
        _ record: UpdateRecord, _ actor: Actor, _ form: Form?, _ refusal: Refusal?, desk: Desk, visit: Visit
    ) async throws {
        let (texts, upkeep, event) = (visit.texts, desk.platform.upkeep, record.event)
        let names = try await desk.bodyNames(record.assignments.map(\.body) + [event.body])
        let faultReasons = refusal?.reasons ?? []
        func error(_ field: String) -> String? { FaultsView.error(at: field, faultReasons, visit.language) }
        crumbs = [Crumb(texts("upkeep.updates"), UpdatePages.home)]
        title = event.what
        kind = texts("upkeep.kind.\(event.kind.rawValue)")
        base = "/console/upkeep/events/\(event.id)"
        faults = desk.faults(refusal, visit)
        facts = FactsView([
            Fact(texts("upkeep.document"), event.document),
            Fact(texts("upkeep.occurred"), event.occurred.description),
            Fact(
                texts("upkeep.recordedBy"),
                "\(names[event.body] ?? event.body) · \(event.actorName) · \(desk.time(event.recordedAt))"),
            Fact(texts("case.article"), citation: desk.citation(event.article, visit)),
        ])
        bodies = UpdateList(desk: desk).bodies(record.assignments, names, visit)
        let mayConfirm = upkeep.mayConfirm(actor) == .allowed
        tasks = PickTable(
            texts("upkeep.entries"), name: "entries",
            columns: [
                .init(texts("upkeep.entry")), .init(texts("upkeep.body")), .init(texts("upkeep.standing")),
            ],
            rows: record.tasks.map { task in
                let isOwn = mayConfirm && task.body == actor.body.id && task.state == .open
                return (
                    task.entry, isOwn ? "\(task.revision):\(task.entry)" : nil,
                    texts("upkeep.chooseEntry", ["name": task.name]),
                    [
                        .head(task.name, href: "/console/entries/\(task.entry)", sub: task.code),
                        .text(names[task.body] ?? task.body),
                        Self.standing(task, desk, visit),
                    ]
                )
            }, chosen: form?.all("entries") ?? [],
            empty: EmptyView(texts("upkeep.noUpdatesTitle"), texts("upkeep.noUpdatesText")))
        reasons =
            tasks.isPickable
            ? .area(
                "reasons", texts("upkeep.unaffectedReasons"), value: form?["reasons"] ?? "",
                hint: texts("upkeep.unaffectedHint"),
                error: form?.has("ask-reasons") == true ? nil : error("reasons"), required: true,
                maxLength: Decision.noteMax) : nil
        let own = record.assignments.first { $0.body == actor.body.id }
        if let own, let allowance = own.allowance, upkeep.mayProlong(own, actor) == .allowed {
            ask = Ask(
                citation: desk.citation(allowance.article, visit),
                fields: [
                    .input(
                        "amount", texts("case.prolongationAmount"), value: String(allowance.amount),
                        hint: texts(
                            "case.prolongationHint.\(allowance.unit.rawValue)",
                            ["max": String(allowance.amount)]), error: error("amount"), maxLength: 5,
                        inputMode: "numeric"),
                    .area(
                        "ask-reasons", texts("case.prolongationReasons"), value: form?["ask-reasons"] ?? "",
                        error: form?.has("ask-reasons") == true ? error("reasons") : nil, required: true,
                        maxLength: Decision.noteMax),
                ])
        } else {
            ask = nil
        }
        answers = record.assignments.filter { upkeep.mayAnswerProlongation($0, actor) == .allowed }.compactMap
        { one in
            guard let asked = one.prolongation else { return nil }
            return Answer(
                body: one.body, title: names[one.body] ?? one.body,
                words: "\(texts("upkeep.askedFor.\(asked.unit.rawValue)", ["amount": String(asked.amount)])) "
                    + asked.reasons,
                citation: desk.citation(asked.article, visit),
                note: FieldView.area(
                    "note", texts("case.note.approve"), rows: 2, hint: texts("case.prolongationAnswerHint"),
                    error: error("note")
                ).within(one.body))
        }
    }

    private static func standing(_ task: UpdateTask, _ desk: Desk, _ visit: Visit) -> Cell {
        let texts = visit.texts
        let tone: Tone =
            switch task.state {
            case .open: task.isLate ? .bad : .warn
            case .inReview, .waiting: .info
            case .published, .retired, .unchanged: .good
            }
        var badges = [Badge(tone, texts("upkeep.taskState.\(task.state.rawValue)"))]
        if task.isLate { badges.append(Badge(task.endedAt == nil ? .bad : .warn, texts("upkeep.late"))) }
        var cell = Cell.badges(badges)
        let said = [task.endedBy, task.endedAt.map { desk.time($0) }, task.note.isEmpty ? nil : task.note]
            .compactMap { $0 }
        cell.sub = said.isEmpty ? nil : said.joined(separator: " · ")
        return cell
    }
}
