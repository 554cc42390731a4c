import Hummingbird
import Parties
import Regulation
import Roster

/// The roster: every body for the authority, one body for its people, and what is entered there (名册页).
struct RosterPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/roster") { try await show($0) }
        routes.get("console/roster/export") { try await export($0) }
        routes.post("console/roster/officers") { try await appoint($0, $1) }
        routes.post("console/roster/officers/{officer}") { visit, form in
            try await act(visit, form, "roster.corrected", form: .correction) { actor in
                try await desk.platform.roster.correct(
                    visit.parameter("officer"), title: form["title"], contact: form["contact"], by: actor)
            }
        }
        routes.post("console/roster/officers/{officer}/end") { visit, form in
            try await act(visit, form, "roster.ended", form: .end) { actor in
                try await desk.platform.roster.end(
                    visit.parameter("officer"), on: try Self.day(form, "until"), by: actor)
            }
        }
        routes.post("console/roster/report") { try await report($0, $1) }
        routes.post("console/roster/summaries") { visit, form in
            try await act(visit, form, "roster.summary", form: .summary) { actor in
                try await desk.platform.roster.handIn(
                    SummaryContent(
                        progress: form["progress"], problems: form["problems"],
                        suggestions: form["suggestions"]),
                    year: try Self.year(form), by: actor)
            }
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let asked = visit.query["body"]
        if asked.isEmpty, desk.platform.roster.seesAll(actor) { return try await bodies(visit, actor) }
        return try await RosterPage(desk: desk).show(
            visit, body: asked.isEmpty ? actor.body.id : asked, entered: nil, refusal: nil)
    }

    private func export(_ visit: Visit) async throws -> Response {
        let asked = visit.query["body"]
        let path = try await desk.platform.roster.workbook(
            of: asked.isEmpty ? nil : asked, for: visit.actor, in: try desk.platform.workbookRoom())
        return try SentFile(path).response(type: ReceivedWorkbook.mediaType, name: "roster.xlsx")
    }

    // MARK: Acts

    private func appoint(_ visit: Visit, _ form: Form) async throws -> Response {
        try await act(visit, form, "roster.appointed", form: .appointment) { actor in
            try await desk.platform.roster.appoint(
                Appointment(
                    post: form["post"], name: form["name"], title: form["title"], contact: form["contact"],
                    document: form["document"], since: try Self.day(form, "since"),
                    replaces: form.has("replaces")),
                by: actor)
        }
    }

    private func report(_ visit: Visit, _ form: Form) async throws -> Response {
        do {
            let caseID = try await desk.platform.roster.report(by: visit.actor)
            return desk.done("/console/cases/\(caseID)", notice: "roster.reported")
        } catch let refusal as Refusal where refusal.code != ServerCodes.signInRequired {
            return try await RosterPage(desk: desk).show(
                visit, body: visit.actor.body.id, entered: nil, refusal: refusal)
        }
    }

    private func act(
        _ visit: Visit, _ form: Form, _ notice: String, form kind: RosterPage.Entered.Kind,
        _ work: (Actor) async throws -> some Sendable
    ) async throws -> Response {
        do {
            _ = try await work(visit.actor)
        } catch let refusal as Refusal
            where refusal.code.kind != .missing && refusal.code != ServerCodes.signInRequired
        {
            return try await RosterPage(desk: desk).show(
                visit, body: visit.actor.body.id, entered: RosterPage.Entered(kind: kind, form: form),
                refusal: refusal)
        }
        return desk.done("/console/roster", notice: notice)
    }

    private static func day(_ form: Form, _ name: String) throws(Refusal) -> LocalDate {
        guard let day = LocalDate(form[name]) else {
            throw Refusal(
                ServerCodes.invalidField,
                detail: Bilingual("应为 YYYY-MM-DD 形式的日期", "A date YYYY-MM-DD is expected"), field: name)
        }
        return day
    }

    private static func year(_ form: Form) throws(Refusal) -> Int {
        guard let year = Int(form["year"]) else {
            throw Refusal(
                ServerCodes.invalidField, detail: Bilingual("应为四位数的年份", "A year of four digits is expected"),
                field: "year")
        }
        return year
    }

    // MARK: Every body

    private func bodies(_ visit: Visit, _ actor: Actor) async throws -> Response {
        let texts = visit.texts
        let lines = try await desk.platform.roster.lines(for: actor)
        let portion = visit.portion(of: lines)
        let comma = visit.language == .chinese ? "、" : ", "
        func figure(_ value: Int, _ name: String, _ tone: Tone) -> FiguresView.Figure {
            FiguresView.Figure(
                value: Numbers.grouped(Int64(value)), name: texts("roster.\(name)"),
                href: "/console/roster#bodies", tone: value > 0 ? tone : .plain)
        }
        let summaryAsked = desk.platform.roster.summaryDay != nil
        var columns: [TableView.Column] = [
            .init(texts("duties.body")), .init(texts("roster.inOffice"), numeric: true),
            .init(texts("roster.vacancies")),
        ]
        let isFiled = desk.platform.roster.isFiled
        if isFiled { columns.append(.init(texts("roster.pending"))) }
        if summaryAsked { columns.append(.init(texts("roster.summary"))) }
        let overdueSummaries = lines.count { $0.summary?.state == .overdue }
        return try await desk.page(
            visit, "roster/bodies",
            BodiesModel(
                lead: desk.profile.title[visit.language],
                figures: FiguresView(
                    figures: [
                        figure(lines.map(\.officers).reduce(0, +), "inOffice", .plain),
                        figure(lines.count { !$0.vacancies.isEmpty }, "withVacancies", .warn),
                    ]
                        + (isFiled
                            ? [figure(lines.map(\.overdue).reduce(0, +), "overdueChanges", .bad)] : [])
                        + (summaryAsked ? [figure(overdueSummaries, "overdueSummaries", .bad)] : [])),
                table: TableView(
                    texts("roster.byBody"), captionHidden: true, columns: columns,
                    rows: portion.lines.map { line in
                        var cells: [Cell] = [
                            .head(
                                line.body.name, href: "/console/roster?body=\(Visit.encoded(line.body.id))"),
                            .number(line.officers),
                            .text(
                                line.vacancies.map { desk.role($0.role, visit.language) }
                                    .joined(separator: comma)),
                        ]
                        if isFiled { cells.append(Self.pending(line, visit)) }
                        if summaryAsked {
                            cells.append(
                                line.summary.map { .badge(RosterWords.summary($0, visit)) } ?? .text(""))
                        }
                        return cells
                    }, empty: EmptyView(texts("party.emptyTitle"), texts("party.emptyText")),
                    pager: visit.pager(portion))))
    }

    private static func pending(_ line: RosterLine, _ visit: Visit) -> Cell {
        if line.overdue > 0 {
            return .badge(
                Badge(.bad, visit.texts("roster.overdueCount", ["count": String(line.overdue)])))
        }
        guard line.pending > 0 else { return .text("") }
        return .badge(Badge(.warn, visit.texts("roster.pendingCount", ["count": String(line.pending)])))
    }

    struct BodiesModel {
        let lead: String
        let figures: FiguresView
        let table: TableView
    }
}

/// How the roster is said (名册用语).
enum RosterWords {
    static func summary(_ standing: SummaryStanding, _ visit: Visit) -> Badge {
        let values = ["year": String(standing.year), "day": standing.due.description]
        switch standing.state {
        case .due: return Badge(.info, visit.texts("roster.summaryDue", values))
        case .overdue: return Badge(.bad, visit.texts("roster.summaryOverdue", values))
        case .handedIn(let day, let isLate):
            return Badge(
                isLate ? .warn : .good,
                visit.texts(
                    isLate ? "roster.summaryLate" : "roster.summaryDone",
                    ["year": String(standing.year), "day": day.description]))
        }
    }

    static func state(_ change: RosterChange, today: LocalDate, offset: Int64, _ visit: Visit) -> [Badge] {
        var badges: [Badge] = []
        if change.isOverdue(on: today) {
            badges.append(Badge(.bad, visit.texts("roster.overdue")))
        } else {
            let tone: Tone =
                switch change.state {
                case .pending, .returned: .warn
                case .reported: .info
                case .filed: .good
                case .unneeded: .plain
                }
            badges.append(Badge(tone, change.state.word[visit.language]))
        }
        if change.wasLate(offsetSeconds: offset) { badges.append(Badge(.warn, visit.texts("matter.late"))) }
        return badges
    }
}
