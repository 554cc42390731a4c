import Cases
import Hummingbird
import Parties
import Regulation
import Upkeep

/// Updates after events: the list, recording an event, and one event with its updates (事后更新页).
struct UpdatePages: Sendable {
    let desk: Desk

    static let home = "/console/upkeep/updates"

    func register(on routes: ConsoleRoutes) {
        routes.get("console/upkeep/updates") { try await list($0) }
        routes.get("console/upkeep/events/new") { visit in
            try await new(
                visit, form: Form([("kind", "law"), ("entries", visit.query["entry"])]), refusal: nil)
        }
        routes.post("console/upkeep/events/new") { try await record($0, $1) }
        routes.get("console/upkeep/events/{event}") { try await show($0, form: nil, refusal: nil) }
        routes.post("console/upkeep/events/{event}/confirm") { try await confirm($0, $1) }
        routes.post("console/upkeep/events/{event}/prolong") { try await prolong($0, $1) }
        routes.post("console/upkeep/events/{event}/prolongation") { try await answer($0, $1) }
    }

    // MARK: The list

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let (texts, upkeep) = (visit.texts, desk.platform.upkeep)
        let scope = UpdateScope(rawValue: visit.query["scope"]) ?? .open
        let body = visit.query["body"]
        let found = try await upkeep.assignments(
            scope, of: body.isEmpty ? nil : body, kind: UpdateEvent.Kind(rawValue: visit.query["kind"]),
            page: visit.page, for: actor)
        let scopes: [UpdateScope] =
            [.open, .closed] + upkeep.waitingScopes(actor).filter { $0 != .open }
        let pager = PagerView(
            nextHref: found.hasMore ? visit.href(setting: "page", to: String(visit.page + 1)) : nil,
            previousHref: visit.page > 1
                ? visit.href(setting: "page", to: String(visit.page - 1)) : nil,
            texts: texts)
        return try await desk.page(
            visit, "upkeep/updates",
            ListModel(
                tabs: scopes.map { one in
                    CampaignPages.Tab(
                        text: texts("upkeep.scope.\(one.rawValue)"),
                        href: visit.href(setting: ["scope": one.rawValue, "page": ""]), isHere: one == scope)
                },
                table: try await UpdateList(desk: desk).table(found.assignments, visit, pager: pager),
                mayRecord: upkeep.mayRecord(actor) == .allowed, hasCampaign: upkeep.campaign != nil))
    }

    // MARK: Recording

    private func new(_ visit: Visit, form: Form, refusal: Refusal?) async throws -> Response {
        let (texts, upkeep) = (visit.texts, desk.platform.upkeep)
        try upkeep.mayRecord(try visit.actor).orThrow()
        let reasons = refusal?.reasons ?? []
        func error(_ field: String) -> String? { FaultsView.error(at: field, reasons, visit.language) }
        let kinds = UpdateEvent.Kind.allCases.map { kind in
            let limit = desk.profile.deadline(kind.deadline)?.text[visit.language]
            let comma = visit.language == .chinese ? "，" : ", "
            return (
                value: kind.rawValue,
                text: [texts("upkeep.kind.\(kind.rawValue)"), limit].compactMap { $0 }.joined(
                    separator: comma)
            )
        }
        return try await desk.page(
            visit, "upkeep/event-form",
            FormModel(
                crumbs: [Crumb(texts("upkeep.updates"), Self.home)], faults: desk.faults(refusal, visit),
                fields: [
                    .choices(
                        "kind", texts("upkeep.kindTitle"), options: kinds, chosen: [form["kind"]],
                        error: error("kind"), required: true),
                    .area(
                        "what", texts("upkeep.what"), value: form["what"], hint: texts("upkeep.whatHint"),
                        error: error("what"), required: true, maxLength: UpdateEventContent.whatMax),
                    .input(
                        "document", texts("upkeep.document"), value: form["document"],
                        hint: texts("upkeep.documentHint"), error: error("document"),
                        maxLength: UpdateEventContent.documentMax),
                    .input(
                        "occurred", texts("upkeep.occurred"), value: form["occurred"], type: "date",
                        hint: texts("upkeep.occurredHint"), error: error("occurred"), required: true,
                        maxLength: 10),
                    .area(
                        "entries", texts("upkeep.entries"), value: form["entries"], rows: 6,
                        hint: texts("upkeep.entriesHint", ["max": String(Upkeep.entriesMax)]),
                        error: error("entries"), required: true, maxLength: 20_000),
                ],
                articles: UpdateEvent.Kind.allCases.compactMap {
                    desk.citation(desk.profile.deadline($0.deadline)?.article, visit)
                }),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func record(_ visit: Visit, _ form: Form) async throws -> Response {
        guard let kind = UpdateEvent.Kind(rawValue: form["kind"]) else {
            throw Refusal(ServerCodes.malformedForm, field: "kind")
        }
        let entries = form["entries"].split { $0.isNewline || "，、,；;".contains($0) }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let content = UpdateEventContent(
            kind: kind, what: form["what"], document: form["document"], occurred: LocalDate(form["occurred"]),
            entries: entries)
        do {
            let record = try await desk.platform.upkeep.record(content, by: visit.actor)
            return desk.done("/console/upkeep/events/\(record.event.id)", notice: "upkeep.recorded")
        } catch let refusal as Refusal where refusal.reasons.contains(where: { $0.field != nil }) {
            return try await new(visit, form: form, refusal: refusal)
        }
    }

    // MARK: Acting on an event

    private func confirm(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("event")
        let chosen = form.has("all") ? form.all("listed") : form.all("entries")
        do {
            let outcome = try await desk.platform.upkeep.confirmUnaffected(
                by: id, try chosen.map(CampaignPages.seen), reasons: form["reasons"], actor: visit.actor)
            if let caseID = outcome.caseID {
                return desk.done("/console/cases/\(caseID)", notice: "upkeep.waiting")
            }
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/upkeep/events/\(id)", notice: "upkeep.unaffected")
    }

    private func prolong(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("event")
        do {
            let amount = form["amount"].isEmpty ? nil : Int(form["amount"]) ?? 0
            try await desk.platform.upkeep.askProlongation(
                of: id, amount: amount, reasons: form["ask-reasons"], by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/upkeep/events/\(id)", notice: "case.prolongationAsked")
    }

    private func answer(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("event")
        let consent = form["consent"] == "yes"
        do {
            try await desk.platform.upkeep.answerProlongation(
                of: id, body: form["body"], consent: consent, note: form["note"], by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: form, refusal: refusal)
        }
        return desk.done(
            "/console/upkeep/events/\(id)",
            notice: consent ? "case.prolonged" : "case.prolongationRefused")
    }

    private func show(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let record = try await desk.platform.upkeep.updateRecord(visit.parameter("event"), for: actor)
        let view = try await UpdateEventView(record, actor, form, refusal, desk: desk, visit: visit)
        return try await desk.page(
            visit, "upkeep/event", view, status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct ListModel {
        let tabs: [CampaignPages.Tab]
        let table: TableView
        let mayRecord: Bool
        let hasCampaign: Bool
    }

    struct FormModel {
        let crumbs: [Crumb]
        let faults: FaultsView?
        let fields: [FieldView]
        let articles: [CitationView]
    }
}
