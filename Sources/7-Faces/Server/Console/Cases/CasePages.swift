import Cases
import Catalogue
import Exchange
import Foundation
import Hummingbird
import Parties
import Regulation

/// One case: where it stands, what it is about, what may be decided, what happened (办件页).
struct CasePages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/cases/{case}") { try await show($0, form: nil, refusal: nil) }
        routes.post("console/cases/{case}/decide") { try await decide($0, $1) }
        routes.post("console/cases/{case}/withdraw") { visit, _ in try await withdraw(visit) }
        routes.post("console/cases/{case}/prolong") { try await prolong($0, $1) }
        routes.post("console/cases/{case}/prolongation") { try await answer($0, $1) }
    }

    private func decide(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("case")
        guard let act = Procedure.Act(rawValue: form["act"]) else {
            throw Refusal(ServerCodes.malformedForm, field: "act")
        }
        let note = form[Self.noteField(act)]
        let amendment = act == .approve ? AmendmentForm.read(form) ?? settled(form) : nil
        // Every page says what it showed; round 0, which no case has, where one does not.
        let seen = SeenCase(round: Int(form["round"]) ?? 0, step: form["step"])
        do {
            try await desk.platform.decide(
                id, Decision(act, note: note, amendment: amendment, seen: seen), by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: form, refusal: refusal)
        }
        return desk.done("/console/cases/\(id)", notice: "case.\(act.rawValue)")
    }

    static func noteField(_ act: Procedure.Act) -> String { "note-\(act.rawValue)" }

    /// What a reviewer settles otherwise, in the form that matters read; nil where the form holds none.
    private func settled(_ form: Form) -> String? {
        let prefix = "settled-"
        let answers = Dictionary(
            form.names.filter { $0.hasPrefix(prefix) && !form[$0].isEmpty }.map {
                (String($0.dropFirst(prefix.count)), [form[$0]])
            }
        ) { first, _ in first }
        guard !answers.isEmpty, let data = try? JSONEncoder().encode(answers) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    private func prolong(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("case")
        do {
            let amount = form["amount"].isEmpty ? nil : Int(form["amount"]) ?? 0
            try await desk.platform.cases.askProlongation(
                id, amount: amount, reasons: form["reasons"], by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: nil, refusal: refusal)
        }
        return desk.done("/console/cases/\(id)", notice: "case.prolongationAsked")
    }

    private func answer(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("case")
        let consent = form["consent"] == "yes"
        do {
            try await desk.platform.cases.answerProlongation(
                id, consent: consent, note: form["answer"], by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: nil, refusal: refusal)
        }
        return desk.done(
            "/console/cases/\(id)", notice: consent ? "case.prolonged" : "case.prolongationRefused")
    }

    private func withdraw(_ visit: Visit) async throws -> Response {
        let id = try visit.parameter("case")
        do {
            try await desk.platform.withdraw(id, by: visit.actor)
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, form: nil, refusal: refusal)
        }
        return desk.done("/console/cases/\(id)", notice: "case.withdrawn")
    }

    private func show(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let file = try await desk.platform.cases.file(visit.parameter("case"), for: actor)
        let timeline = try await desk.platform.cases.timeline(file.id, for: actor)
        let names = try await desk.bodyNames(file.steps.map(\.body) + [file.openerBody])
        let subject = try await CaseSubjectView.make(file, desk: desk, visit: visit)
        let acts = Procedure.Act.allCases.filter { mayAct($0, on: file, by: actor) }
        let model = Model(
            crumbs: [Crumb(visit.texts("nav.cases"), "/console/cases")], title: file.title,
            badges: [desk.stateBadge(file.state, visit)]
                + [desk.dueBadge(openDue(file), visit), escalatedBadge(file, visit)].compactMap { $0 },
            procedure: file.procedureName[visit.language], base: "/console/cases/\(file.id)",
            faults: desk.faults(refusal, visit),
            steps: StepsView(steps: steps(file, names, visit)), hasSteps: !file.steps.isEmpty,
            subject: subject,
            decision: acts.isEmpty ? nil : decision(acts, file, subject, form, refusal, visit),
            prolongation: ProlongationView(file, actor, desk: desk, visit: visit),
            supplementHref: desk.platform.cases.mayResubmit(file, actor) == .allowed
                ? subject.supplementHref : nil,
            mayWithdraw: desk.platform.cases.mayWithdraw(file, actor) == .allowed,
            facts: FactsView([
                Fact(visit.texts("case.number"), code: file.id),
                Fact(visit.texts("case.opener"), names[file.openerBody] ?? ""),
                Fact(visit.texts("case.opened"), desk.time(file.openedAt)),
                Fact(visit.texts("case.closed"), file.closedAt.map(desk.time) ?? ""),
            ]),
            timeline: TimelineView(events: timeline.reversed().map { event($0, visit) }))
        return try await desk.page(
            visit, "cases/case", model, status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func escalatedBadge(_ file: CaseFile, _ visit: Visit) -> Badge? {
        guard file.state == .open, file.current?.escalation != nil else { return nil }
        return Badge(.bad, visit.texts("case.escalated"))
    }

    private func openDue(_ file: CaseFile) -> CaseDue? { file.state == .open ? file.current?.due : nil }

    /// Whether the act is possible apart from its note, which the form still asks for.
    private func mayAct(_ act: Procedure.Act, on file: CaseFile, by actor: Actor) -> Bool {
        desk.platform.cases.permit(Decision(act, note: "-"), on: file, by: actor) == .allowed
    }

    private func steps(_ file: CaseFile, _ names: [String: String], _ visit: Visit) -> [StepsView.Step] {
        file.steps.enumerated().map { index, step in
            let state: StepsView.State =
                if index == file.position {
                    file.state == .returned ? .returned : .current
                } else if step.doneAt != nil {
                    file.state == .refused && index == file.steps.lastIndex(where: { $0.doneAt != nil })
                        ? .refused : .done
                } else {
                    .ahead
                }
            let limit = step.due.map { desk.dueDay($0, visit) }
            let isLate = step.due.map { $0.isOverdue(on: desk.platform.today) } ?? false
            return StepsView.Step(
                step.name[visit.language],
                who: "\(names[step.body] ?? step.body) · \(desk.role(step.role, visit.language))",
                state: state,
                limit: state == .done ? step.doneAt.map(desk.time) : limit,
                limitTone: state == .current && isLate ? .bad : nil,
                citation: desk.citation(step.article, visit))
        }
    }

    private func decision(
        _ acts: [Procedure.Act], _ file: CaseFile, _ subject: CaseSubjectView, _ form: Form?,
        _ refusal: Refusal?, _ visit: Visit
    ) -> DecisionView {
        func choice(_ act: Procedure.Act, rule: RuleID?) -> DecisionView.Choice? {
            guard acts.contains(act) else { return nil }
            let isThis = form?["act"] == act.rawValue
            return DecisionView.Choice(
                act: act.rawValue, isOpen: isThis,
                note: .area(
                    Self.noteField(act), visit.texts("case.note.\(act.rawValue)"),
                    value: isThis ? form?[Self.noteField(act)] ?? "" : "", rows: act == .approve ? 2 : 4,
                    hint: visit.texts("case.hint.\(act.rawValue)"),
                    error: isThis
                        ? FaultsView.error(at: "note", refusal?.reasons ?? [], visit.language) : nil,
                    required: act != .approve, maxLength: Decision.noteMax),
                title: visit.texts("case.act.\(act.rawValue)"),
                citation: rule.flatMap { desk.citation($0, visit) })
        }
        return DecisionView(
            round: file.round, stepID: file.current?.id ?? "", step: file.current?.name[visit.language] ?? "",
            citation: desk.citation(file.current?.article, visit), approve: choice(.approve, rule: nil),
            amendment: subject.amendment, settled: subject.settled,
            returned: choice(.returnOnce, rule: .supplementOnce),
            refuse: choice(.refuse, rule: .reasonsGiven),
            parties: [choice(.settle, rule: nil), choice(.escalate, rule: nil)].compactMap { $0 })
    }

    private func event(_ event: CaseEvent, _ visit: Visit) -> TimelineView.Event {
        let tone: Tone =
            switch event.kind {
            case .approved, .settled: .good
            case .returned, .prolongationAsked, .checked, .reopened: .warn
            case .refused, .overdue: .bad
            case .opened, .resubmitted, .agreed, .escalated, .prolonged, .prolongationRefused: .info
            case .withdrawn, .closed: .plain
            }
        let lines = event.note.split(whereSeparator: \.isNewline).map(String.init)
        let isList = event.kind == .returned && lines.count > 1
        return TimelineView.Event(
            tone, "\(visit.texts("case.event.\(event.kind.rawValue)")) · \(event.step[visit.language])",
            time: desk.time(event.at), machineTime: event.at.iso8601,
            who: [event.body, event.actorName].filter { !$0.isEmpty }.joined(separator: " "),
            text: isList || event.note.isEmpty ? nil : event.note,
            citation: desk.citation(event.article, visit),
            points: isList ? lines : [])
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let procedure: String
        let base: String
        let faults: FaultsView?
        let steps: StepsView
        let hasSteps: Bool
        let subject: CaseSubjectView
        let decision: DecisionView?
        let prolongation: ProlongationView?
        let supplementHref: String?
        let mayWithdraw: Bool
        let facts: FactsView
        let timeline: TimelineView
    }
}

/// What may be decided at the step (办理意见表单).
struct DecisionView {
    /// Which submission at which step the page shows: another one is not decided by it.
    let round: Int
    let stepID: String
    let step: String
    let citation: CitationView?
    let approve: Choice?
    let amendment: AmendmentForm?
    /// Answers that may be settled otherwise while approving.
    let settled: [FieldView]
    let returned: Choice?
    let refuse: Choice?
    /// What the parties of a dispute may do: agree, or call on the next step.
    let parties: [Choice]

    struct Choice {
        let act: String
        let isOpen: Bool
        let note: FieldView
        let title: String
        let citation: CitationView?
    }
}
